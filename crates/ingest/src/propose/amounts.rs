//! What a document or a position is worth. Exports call the same amount by different names: a subtotal may be before
//! or after discounts, with or without tax. The sums of the file's own rows decide; what they leave open is told.

use super::fit::Fit;
use super::sheet::{Sheet, is_number, is_percent};
use super::synonyms::plain;
use super::write::{Given, quoted};
use model::canonical::words;
use sources::files::{ColumnProfile, Doubt};
use std::collections::BTreeMap;

const DISCOUNTS: [&str; 12] = [
    "discount",
    "discounts",
    "discountamount",
    "discounttotal",
    "totaldiscount",
    "totaldiscounts",
    "totaldiscountamount",
    "orderdiscount",
    "orderdiscountamount",
    "cartdiscount",
    "cartdiscountamount",
    "rabatt",
];
/// Names of amounts from which discounts are still to be taken.
const BEFORE_DISCOUNT: [&str; 5] = ["subtotal", "beforediscount", "itemstotal", "grosssales", "listtotal"];
const CENT: f64 = 0.02;

/// How a net amount comes of the columns.
#[derive(Clone, Copy, PartialEq)]
struct Reading {
    less_discount: bool,
    less_tax: bool,
}

/// Of two that fit equally well the first is taken.
const READINGS: [Reading; 4] = [
    Reading { less_discount: false, less_tax: false },
    Reading { less_discount: true, less_tax: false },
    Reading { less_discount: false, less_tax: true },
    Reading { less_discount: true, less_tax: true },
];

struct Columns<'a> {
    net: &'a ColumnProfile,
    discount: Option<&'a ColumnProfile>,
    tax: Option<&'a ColumnProfile>,
    shipping: Option<&'a ColumnProfile>,
    total: Option<&'a ColumnProfile>,
    /// Discounts are written below zero.
    discount_is_negative: bool,
}

/// What a document's net amount is made of.
pub(super) fn document(sheet: &Sheet<'_>, fit: &Fit<'_>, doubts: &mut Vec<Doubt>) -> Given {
    let mut given = Given::default();
    let Some(net) = fit.fields.get("net").copied() else { return given };
    let field = |name: &str| fit.fields.get(name).copied();
    if plain(&net.name) == "total" && field("gross").is_none() {
        if field("tax").is_some() || field("shipping").is_some() {
            // The whole of what is owed; the value without tax and shipping is derived from it.
            given.left_out.push("net");
            given.fields.insert("gross", quoted(&net.name));
        } else {
            doubts.push(taken(&net.name));
        }
        return given;
    }
    let discount = sheet.find(&DISCOUNTS, |column| is_number(column) && !is_percent(column));
    let negative = |column| sheet.rows.iter().filter_map(|row| sheet.number(row, column)).any(|amount| amount < 0.0);
    let columns = Columns {
        net,
        discount,
        tax: field("tax"),
        shipping: field("shipping"),
        total: field("gross"),
        discount_is_negative: discount.is_some_and(negative) && !negative(net),
    };
    let reading = columns.decided(sheet).unwrap_or_else(|| {
        let name = plain(&net.name);
        let by_name = BEFORE_DISCOUNT.iter().any(|word| name.contains(word)) && discount.is_some();
        if columns.has_discounts(sheet) {
            doubts.push(taken(&columns.formula(Reading { less_discount: by_name, less_tax: false })));
        }
        Reading { less_discount: by_name, less_tax: false }
    });
    if reading.less_discount || reading.less_tax {
        given.fields.insert("net", columns.expression(reading));
    }
    given
}

impl Columns<'_> {
    fn amount(&self, sheet: &Sheet<'_>, row: &[String], column: Option<&ColumnProfile>) -> f64 {
        column.and_then(|column| sheet.number(row, column)).unwrap_or(0.0)
    }

    fn has_discounts(&self, sheet: &Sheet<'_>) -> bool {
        sheet.rows.iter().any(|row| self.amount(sheet, row, self.discount) != 0.0)
    }

    /// The reading whose sums are those of the file, when its rows tell one from the others.
    fn decided(&self, sheet: &Sheet<'_>) -> Option<Reading> {
        let total = self.total?;
        let (mut telling, mut agree, mut told_discount) = (0_usize, [0_usize; READINGS.len()], false);
        for row in sheet.rows {
            let (Some(net), Some(total)) = (sheet.number(row, self.net), sheet.number(row, total)) else { continue };
            let (discount, tax) = (self.amount(sheet, row, self.discount).abs(), self.amount(sheet, row, self.tax));
            if discount == 0.0 && tax == 0.0 {
                continue;
            }
            telling += 1;
            told_discount |= discount != 0.0;
            let shipping = self.amount(sheet, row, self.shipping);
            for (agree, reading) in agree.iter_mut().zip(READINGS) {
                let less = if reading.less_discount { discount } else { 0.0 };
                let more = if reading.less_tax { 0.0 } else { tax };
                *agree += usize::from((net - less + more + shipping - total).abs() < CENT);
            }
        }
        let most = agree.iter().copied().max().filter(|most| *most * 10 >= telling * 8 && telling > 0)?;
        let best = agree.iter().position(|agree| *agree == most).and_then(|place| READINGS.get(place).copied())?;
        // Rows without discounts say nothing about them.
        (told_discount || !self.has_discounts(sheet)).then_some(best)
    }

    fn expression(&self, reading: Reading) -> String {
        let mut parts = vec![quoted(&self.net.name)];
        if let Some(discount) = self.discount.filter(|_| reading.less_discount) {
            let name = quoted(&discount.name);
            parts.push(if self.discount_is_negative { name } else { format!("{{ negate: {name} }}") });
        }
        if let Some(tax) = self.tax.filter(|_| reading.less_tax) {
            parts.push(format!("{{ negate: {} }}", quoted(&tax.name)));
        }
        format!("{{ add: [{}] }}", parts.join(", "))
    }

    fn formula(&self, reading: Reading) -> String {
        let less = self.discount.filter(|_| reading.less_discount);
        let sign = if self.discount_is_negative { '+' } else { '−' };
        less.map_or(self.net.name.clone(), |discount| format!("{} {sign} {}", self.net.name, discount.name))
    }
}

/// What a position is worth: its own amount, or quantity times price less what its discount takes off.
pub(super) fn line(sheet: &Sheet<'_>, fit: &Fit<'_>, doubts: &mut Vec<Doubt>) -> Given {
    let mut given = Given::default();
    if !fit.fields.contains_key("kind")
        && let Some(kind) = kind_by_product(sheet, fit)
    {
        given.fields.insert("kind", kind);
    }
    let discount = fit.fields.get("discount").copied();
    let kind = discount.map(|column| Discount::of(sheet, column));
    if let (Some(column), Some(kind)) = (discount, kind) {
        match kind {
            Discount::Negative => {
                drop(given.fields.insert("discount", format!("{{ negate: {} }}", quoted(&column.name))))
            }
            Discount::Amount => {}
            Discount::Percent | Discount::Share => given.left_out.push("discount"),
        }
    }
    let (Some(quantity), Some(price)) = (fit.fields.get("quantity"), fit.fields.get("unit_price")) else {
        return given;
    };
    if fit.fields.contains_key("net") {
        return given;
    }
    let product = format!("{}, {}", quoted(&quantity.name), quoted(&price.name));
    let whole = format!("{{ multiply: [{product}] }}");
    let (Some(column), Some(kind)) = (discount, kind) else {
        given.fields.insert("net", whole);
        return given;
    };
    let name = quoted(&column.name);
    let (times, hundredth) = (format!("{} × {}", quantity.name, price.name), sheet.written("0.01"));
    let (less, formula) = match kind {
        Discount::Amount => (format!("{{ negate: {name} }}"), format!("{times} − {}", column.name)),
        Discount::Negative => (name, format!("{times} + {}", column.name)),
        Discount::Share => {
            (format!("{{ negate: {{ multiply: [{product}, {name}] }} }}"), format!("{times} × (1 − {})", column.name))
        }
        Discount::Percent => (
            format!("{{ negate: {{ multiply: [{product}, {name}, {{ constant: {} }}] }} }}", quoted(&hundredth)),
            format!("{times} × (1 − {} ÷ 100)", column.name),
        ),
    };
    given.fields.insert("net", format!("{{ add: [{whole}, {less}] }}"));
    if sheet.rows.iter().any(|row| sheet.number(row, column).is_some_and(|amount| amount != 0.0)) {
        doubts.push(taken(&formula));
    }
    given
}

/// Where no column says the kind of a position, a product that is called shipping or fee is none.
fn kind_by_product(sheet: &Sheet<'_>, fit: &Fit<'_>) -> Option<String> {
    let product = fit.fields.get("product_name")?;
    let called = |row: &Vec<String>| {
        let name = sheet.text(row, product)?;
        let kind = words::known(words::LINE_KIND, name).filter(|kind| ["shipping", "fee"].contains(kind))?;
        Some((name.to_owned(), kind))
    };
    let kinds: BTreeMap<String, &str> = sheet.rows.iter().filter_map(called).collect();
    let names = serde_json::to_string(&kinds.keys().collect::<Vec<_>>()).ok().filter(|_| !kinds.is_empty())?;
    let column = quoted(&product.name);
    let values: Vec<String> = kinds.iter().map(|(name, kind)| format!("{}: {kind}", quoted(name))).collect();
    let kind = format!("{{ column: {column}, values: {{ {} }} }}", values.join(", "));
    Some(format!("{{ if: {{ when: {{ column: {column}, in: {names} }}, then: {kind} }} }}"))
}

/// How a position's discount is written.
#[derive(Clone, Copy)]
enum Discount {
    Amount,
    /// An amount below zero.
    Negative,
    Percent,
    /// A part of one.
    Share,
}

impl Discount {
    fn of(sheet: &Sheet<'_>, column: &ColumnProfile) -> Self {
        let numbers: Vec<f64> = sheet.rows.iter().filter_map(|row| sheet.number(row, column)).collect();
        // Amounts of money are not all smaller than one.
        let is_share = numbers.iter().all(|number| (0.0..=1.0).contains(number))
            && numbers.iter().any(|number| *number > 0.0 && *number < 1.0)
            && !column.examples.iter().any(|example| example.contains('%'));
        match (is_share, is_percent(column)) {
            (true, _) => Discount::Share,
            (false, true) => Discount::Percent,
            (false, false) if numbers.iter().all(|number| *number <= 0.0) && numbers.iter().any(|n| *n < 0.0) => {
                Discount::Negative
            }
            (false, false) => Discount::Amount,
        }
    }
}

/// What is taken as the value, though no row proves it.
fn taken(formula: &str) -> Doubt {
    Doubt::new("net_taken", None, &[("formula", formula)])
}
