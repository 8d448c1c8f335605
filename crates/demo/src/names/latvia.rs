//! Latvia.

use super::Country;

pub(super) static COUNTRY: Country = Country {
    code: "LV",
    name: "Latvia",
    currency: "EUR",
    tax_percent: 21,
    weight: 0.06,
    phone_prefix: "+371",
    cities: CITIES,
    women: WOMEN,
    men: MEN,
    women_family: WOMEN_FAMILY,
    men_family: MEN_FAMILY,
    roots: ROOTS,
    trades: TRADES,
    legal: LEGAL,
};

const CITIES: &[&str] = &["Rīga", "Liepāja", "Daugavpils", "Jelgava", "Ventspils", "Valmiera"];

const WOMEN: &[&str] = &["Ilze", "Anna", "Kristīne", "Zane", "Līga", "Inese", "Evija", "Dace", "Sanita", "Elīna"];

const MEN: &[&str] = &["Jānis", "Andris", "Mārtiņš", "Kārlis", "Juris", "Edgars", "Aigars", "Toms", "Ģirts", "Raivis"];

const WOMEN_FAMILY: &[&str] =
    &["Bērziņa", "Kalniņa", "Ozola", "Liepiņa", "Krūmiņa", "Zariņa", "Eglīte", "Vītola", "Balode", "Ābola"];

const MEN_FAMILY: &[&str] =
    &["Bērziņš", "Kalniņš", "Ozols", "Liepiņš", "Krūmiņš", "Zariņš", "Eglītis", "Vītols", "Balodis", "Āboliņš"];

const ROOTS: &[&str] = &[
    "Daugavas",
    "Zaļais",
    "Baltais",
    "Jūras",
    "Meža",
    "Saules",
    "Vidzemes",
    "Kurzemes",
    "Zemgales",
    "Ziemeļu",
    "Rīta",
    "Ostas",
    "Priežu",
    "Pilsētas",
    "Ezera",
];

const TRADES: &[&str] = &[
    "loģistika",
    "birojs",
    "mēbeles",
    "viesnīca",
    "kafejnīca",
    "būve",
    "tehnika",
    "klīnika",
    "druka",
    "serviss",
    "tirdzniecība",
    "dizains",
    "maiznīca",
    "konsultācijas",
    "enerģija",
];

const LEGAL: &[(&str, &str)] = &[("SIA \"{}\"", "{} SIA"), ("AS \"{}\"", "{}, AS")];
