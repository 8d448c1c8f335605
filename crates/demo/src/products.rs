//! What the company sells.

/// One article.
pub(crate) struct Product {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) category: &'static str,
    /// List price in euro cents.
    pub(crate) price: i64,
    /// Share of the price that the article costs the company, in percent.
    pub(crate) cost_percent: i64,
    /// How often it is bought.
    pub(crate) weight: f64,
}

/// The code under which freight stands on an order; it is not revenue.
pub(crate) const FREIGHT_CODE: &str = "FREIGHT";

pub(crate) const MACHINES: &str = "Machines";

const fn product(
    code: &'static str,
    name: &'static str,
    category: &'static str,
    price: i64,
    cost_percent: i64,
    weight: f64,
) -> Product {
    Product { code, name, category, price, cost_percent, weight }
}

pub(crate) static PRODUCTS: [Product; 34] = [
    product("M-100", "Auri Solo espresso machine", MACHINES, 34900, 62, 3.0),
    product("M-200", "Auri Duo espresso machine", MACHINES, 64900, 60, 2.2),
    product("M-300", "Auri Office bean-to-cup", MACHINES, 119000, 58, 1.6),
    product("M-500", "Auri Lobby bean-to-cup", MACHINES, 229000, 57, 0.7),
    product("M-700", "Auri Hotel double hopper", MACHINES, 389000, 56, 0.25),
    product("M-120", "Auri Brew filter machine", MACHINES, 18900, 64, 1.4),
    product("G-010", "Burr grinder", MACHINES, 15900, 61, 0.8),
    product("B-101", "House blend, 1 kg", "Beans", 1690, 55, 10.0),
    product("B-102", "Dark roast, 1 kg", "Beans", 1740, 55, 8.0),
    product("B-103", "Ethiopia single origin, 1 kg", "Beans", 2390, 58, 4.0),
    product("B-104", "Colombia single origin, 1 kg", "Beans", 2250, 58, 4.0),
    product("B-105", "Decaf, 1 kg", "Beans", 1890, 56, 2.5),
    product("B-106", "Organic blend, 1 kg", "Beans", 2090, 57, 4.5),
    product("B-107", "Breakfast blend, 6 × 1 kg", "Beans", 8990, 54, 3.0),
    product("C-201", "Capsules lungo, box of 100", "Capsules", 2990, 48, 6.0),
    product("C-202", "Capsules ristretto, box of 100", "Capsules", 2990, 48, 5.0),
    product("C-203", "Capsules decaf, box of 100", "Capsules", 3090, 48, 2.0),
    product("C-204", "Compostable capsules, box of 100", "Capsules", 3690, 52, 2.5),
    product("D-301", "Oat drink, 12 × 1 l", "Milk and sugar", 2340, 66, 4.0),
    product("D-302", "Long-life milk, 12 × 1 l", "Milk and sugar", 1490, 70, 5.0),
    product("D-303", "Milk powder, 10 × 500 g", "Milk and sugar", 4190, 63, 2.0),
    product("D-304", "Sugar sticks, box of 1000", "Milk and sugar", 1150, 60, 3.5),
    product("D-305", "Hot chocolate, 1 kg", "Milk and sugar", 1090, 58, 2.2),
    product("D-306", "Tea assortment, 240 bags", "Tea", 3450, 54, 2.6),
    product("D-307", "Green tea, 100 bags", "Tea", 1290, 54, 1.8),
    product("P-401", "Paper cups 200 ml, box of 1000", "Cups", 4590, 57, 4.0),
    product("P-402", "Lids, box of 1000", "Cups", 2290, 55, 2.5),
    product("P-403", "Porcelain cups, set of 12", "Cups", 5990, 52, 0.8),
    product("K-501", "Descaler, 5 l", "Care", 2690, 40, 4.0),
    product("K-502", "Cleaning tablets, 100 pieces", "Care", 2190, 38, 5.0),
    product("K-503", "Milk system cleaner, 1 l", "Care", 1390, 39, 3.0),
    product("K-504", "Water filter, set of 3", "Care", 4490, 42, 3.5),
    product("S-601", "Brewing unit, spare", "Spare parts", 8900, 47, 0.6),
    product("S-602", "Seal set", "Spare parts", 1290, 35, 0.9),
];
