//! How a discount is written: as an amount, or as a part of what it is taken off.

use super::sheet::{Sheet, names_percent};
use super::synonyms::plain;
use super::write::quoted;
use sources::files::ColumnProfile;

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Discount {
    Amount,
    /// An amount below zero.
    Negative,
    Percent,
    /// A part of one.
    Share,
    /// Amounts, and per cent in the cells that say so.
    Mixed,
}

impl Discount {
    /// By the name and the cells of its column.
    pub(super) fn of(sheet: &Sheet<'_>, column: &ColumnProfile) -> Self {
        let cells = sheet.rows.iter().filter_map(|row| Some((sheet.text(row, column)?, sheet.number(row, column)?)));
        // Nothing off is the same in every way to write it.
        let cells: Vec<(&str, f64)> = cells.filter(|(_, number)| *number != 0.0).collect();
        let all = |holds: &dyn Fn(f64) -> bool| !cells.is_empty() && cells.iter().all(|(_, number)| holds(*number));
        let percents = cells.iter().filter(|(text, _)| is_percent(text)).count();
        // Amounts of money are not all smaller than one.
        let is_part = |number: f64| number > 0.0 && (number < 1.0 || (number == 1.0 && names_percent(column)));
        if percents == 0 && all(&is_part) && !names_amount(column) {
            Discount::Share
        } else if names_percent(column) || (percents > 0 && percents == cells.len()) {
            Discount::Percent
        } else if percents > 0 {
            Discount::Mixed
        } else if all(&|number| number < 0.0) {
            Discount::Negative
        } else {
            Discount::Amount
        }
    }

    /// What it takes off.
    pub(super) fn off(self, sheet: &Sheet<'_>, row: &[String], column: &ColumnProfile, whole: f64) -> f64 {
        let discount = sheet.number(row, column).unwrap_or(0.0);
        match self {
            Discount::Amount => discount,
            Discount::Negative => -discount,
            Discount::Share if discount <= 1.0 => whole * discount,
            Discount::Share => discount,
            Discount::Percent => whole * discount / 100.0,
            Discount::Mixed if sheet.text(row, column).is_some_and(is_percent) => whole * discount / 100.0,
            Discount::Mixed => discount,
        }
    }

    /// The amount that it takes off the product of some columns, as an expression.
    pub(super) fn amount(self, sheet: &Sheet<'_>, column: &ColumnProfile, product: &[&ColumnProfile]) -> String {
        let name = quoted(&column.name);
        let product: Vec<String> = product.iter().map(|factor| quoted(&factor.name)).collect();
        let product = product.join(", ");
        let hundredth = quoted(&sheet.written("0.01"));
        let percent = format!("{{ multiply: [{product}, {name}, {{ constant: {hundredth} }}] }}");
        match self {
            Discount::Amount => name,
            Discount::Negative => format!("{{ negate: {name} }}"),
            // What the sample does not show: no part of one is more than that.
            Discount::Share => format!(
                "{{ if: {{ when: {{ column: {name}, greater_than: 1 }}, then: {name}, else: {{ multiply: [{product}, {name}] }} }} }}"
            ),
            Discount::Percent => percent,
            Discount::Mixed => {
                format!("{{ if: {{ when: {{ column: {name}, ends_with: \"%\" }}, then: {percent}, else: {name} }} }}")
            }
        }
    }

    /// What is added to the product so that the discount is off.
    pub(super) fn less(self, sheet: &Sheet<'_>, column: &ColumnProfile, product: &[&ColumnProfile]) -> String {
        match self {
            Discount::Negative => quoted(&column.name),
            _ => format!("{{ negate: {} }}", self.amount(sheet, column, product)),
        }
    }

    /// What is left of the product, for people.
    pub(super) fn formula(self, product: &str, column: &str) -> String {
        match self {
            Discount::Amount | Discount::Mixed => format!("{product} − {column}"),
            Discount::Negative => format!("{product} + {column}"),
            Discount::Share => format!("{product} × (1 − {column})"),
            Discount::Percent => format!("{product} × (1 − {column} ÷ 100)"),
        }
    }
}

fn names_amount(column: &ColumnProfile) -> bool {
    let name = plain(&column.name);
    ["amount", "total", "value"].iter().any(|word| name.contains(word))
}

fn is_percent(cell: &str) -> bool {
    cell.ends_with('%')
}
