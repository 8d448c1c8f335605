//! Finland.

use super::Country;

pub(super) static COUNTRY: Country = Country {
    code: "FI",
    name: "Finland",
    currency: "EUR",
    tax_percent: 25,
    weight: 0.04,
    phone_prefix: "+358",
    cities: CITIES,
    women: WOMEN,
    men: MEN,
    women_family: FAMILY,
    men_family: FAMILY,
    roots: ROOTS,
    trades: TRADES,
    legal: LEGAL,
};

const CITIES: &[&str] = &["Helsinki", "Tampere", "Turku", "Oulu", "Jyväskylä", "Hämeenlinna"];

const WOMEN: &[&str] = &["Aino", "Helmi", "Päivi", "Sanna", "Riikka", "Kaisa", "Hanna", "Jenni", "Tiina", "Outi"];

const MEN: &[&str] = &["Mikko", "Antti", "Jukka", "Ville", "Heikki", "Pekka", "Sami", "Juha", "Olli", "Väinö"];

const FAMILY: &[&str] = &[
    "Korhonen",
    "Virtanen",
    "Mäkinen",
    "Nieminen",
    "Mäkelä",
    "Hämäläinen",
    "Laine",
    "Heikkinen",
    "Koskinen",
    "Järvinen",
];

const ROOTS: &[&str] = &[
    "Pohjola",
    "Järvi",
    "Satama",
    "Koivu",
    "Revontuli",
    "Metsä",
    "Saari",
    "Kallio",
    "Lumi",
    "Ranta",
    "Honka",
    "Tuuli",
    "Harju",
    "Kivi",
    "Niitty",
];

const TRADES: &[&str] = &[
    "Logistiikka",
    "Toimisto",
    "Kaluste",
    "Hotelli",
    "Kahvila",
    "Rakennus",
    "Tekniikka",
    "Klinikka",
    "Paino",
    "Palvelut",
    "Kauppa",
    "Suunnittelu",
    "Leipomo",
    "Konsultointi",
    "Energia",
];

const LEGAL: &[(&str, &str)] = &[("{} Oy", "{} OY"), ("{} Oyj", "{}"), ("{} Ky", "{} ky")];
