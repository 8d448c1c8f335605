//! What a document or a position is worth. Exports call the same amount by different names: a subtotal may be before
//! or after discounts, with or without tax. The sums of the file's own rows decide; what they leave open is told.

use super::discounts::Discount;
use super::fit::Fit;
use super::sheet::{Sheet, is_number};
use super::synonyms::plain;
use super::write::{Given, quoted};
use sources::files::{ColumnProfile, Doubt};

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
pub(super) const CENT: f64 = 0.02;

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
    kind: Discount,
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
    let discount = sheet.find(&DISCOUNTS, is_number);
    let negative = |column| sheet.rows.iter().filter_map(|row| sheet.number(row, column)).any(|amount| amount < 0.0);
    let kind = match discount.map(|column| Discount::of(sheet, column)) {
        _ if discount.is_some_and(negative) && !negative(net) => Discount::Negative,
        Some(kind @ (Discount::Percent | Discount::Mixed)) => kind,
        _ => Discount::Amount,
    };
    let columns =
        Columns { net, discount, tax: field("tax"), shipping: field("shipping"), total: field("gross"), kind };
    let reading = columns.decided(sheet).unwrap_or_else(|| {
        let name = plain(&net.name);
        let by_name = BEFORE_DISCOUNT.iter().any(|word| name.contains(word)) && discount.is_some();
        if columns.has_discounts(sheet) {
            doubts.push(taken(&columns.formula(Reading { less_discount: by_name, less_tax: false })));
        }
        Reading { less_discount: by_name, less_tax: false }
    });
    if reading.less_discount || reading.less_tax {
        given.fields.insert("net", columns.expression(sheet, reading));
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
            let off = self.discount.map_or(0.0, |column| self.kind.off(sheet, row, column, net));
            let (discount, tax) = (off.abs(), self.amount(sheet, row, self.tax));
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

    fn expression(&self, sheet: &Sheet<'_>, reading: Reading) -> String {
        let mut parts = vec![quoted(&self.net.name)];
        if let Some(discount) = self.discount.filter(|_| reading.less_discount) {
            parts.push(self.kind.less(sheet, discount, &[self.net]));
        }
        if let Some(tax) = self.tax.filter(|_| reading.less_tax) {
            parts.push(format!("{{ negate: {} }}", quoted(&tax.name)));
        }
        format!("{{ add: [{}] }}", parts.join(", "))
    }

    fn formula(&self, reading: Reading) -> String {
        let less = self.discount.filter(|_| reading.less_discount);
        less.map_or(self.net.name.clone(), |discount| self.kind.formula(&self.net.name, &discount.name))
    }
}

/// What is taken as the value, though no row proves it.
pub(super) fn taken(formula: &str) -> Doubt {
    Doubt::new("net_taken", None, &[("formula", formula)])
}
