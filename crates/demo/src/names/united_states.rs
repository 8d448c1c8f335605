//! United States.

use super::Country;

pub(super) static COUNTRY: Country = Country {
    code: "US",
    name: "United States",
    currency: "USD",
    tax_percent: 0,
    weight: 0.15,
    phone_prefix: "+1",
    cities: CITIES,
    women: WOMEN,
    men: MEN,
    women_family: FAMILY,
    men_family: FAMILY,
    roots: ROOTS,
    trades: TRADES,
    legal: LEGAL,
};

const CITIES: &[&str] = &[
    "Chicago",
    "Boston",
    "Columbus",
    "Portland",
    "Milwaukee",
    "Denver",
    "Cleveland",
    "Raleigh",
    "Pittsburgh",
    "Buffalo",
];

const WOMEN: &[&str] = &[
    "Emily", "Olivia", "Grace", "Hannah", "Megan", "Ashley", "Rachel", "Natalie", "Madison", "Chloe", "Brianna",
    "Sofia", "Danielle", "Renée", "Tanya", "Zoë",
];

const MEN: &[&str] = &[
    "James", "Michael", "Ethan", "Tyler", "Brandon", "Kevin", "Marcus", "Andre", "Diego", "Jordan", "Nathan", "Caleb",
    "Dylan", "Trevor", "José", "Omar",
];

const FAMILY: &[&str] = &[
    "Anderson",
    "Walker",
    "Brooks",
    "Nguyen",
    "Ramirez",
    "Coleman",
    "Hughes",
    "Foster",
    "Bryant",
    "Simmons",
    "Reyes",
    "Patel",
    "Larson",
    "Whitfield",
    "Dalton",
    "Prescott",
    "Holloway",
    "Baxter",
];

const ROOTS: &[&str] = &[
    "Lakeside",
    "Granite",
    "Harbor",
    "Prairie",
    "Redwood",
    "Cedar",
    "Summit",
    "Liberty",
    "Riverbend",
    "Maple",
    "Pioneer",
    "Ironwood",
    "Bluestone",
    "Northgate",
    "Fairview",
    "Oakridge",
    "Silver Creek",
    "Stonebridge",
    "Midtown",
    "Evergreen",
    "Canyon",
    "Beacon",
    "Copper",
    "Heron",
    "Juniper",
    "Willow",
];

const TRADES: &[&str] = &[
    "Logistics",
    "Office Supply",
    "Furniture",
    "Hotel",
    "Diner",
    "Bakery",
    "Architects",
    "Tools",
    "Print",
    "Clinic",
    "Freight",
    "Builders",
    "Consulting",
    "Realty",
    "Media",
    "Labs",
    "Accounting",
    "Electric",
    "Software",
    "Insurance",
    "Academy",
    "Outfitters",
    "Dental",
    "Brewing",
];

const LEGAL: &[(&str, &str)] =
    &[("{}, Inc.", "{} Inc"), ("{} LLC", "{}"), ("{} Corp.", "{} Corporation"), ("The {} Company", "{} Co.")];
