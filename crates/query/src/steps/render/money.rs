//! Conversion into the workspace's currency, row by row, exactly; no currencies are ever added.

use super::windows::date;
use crate::query::Query;
use catalogue::definition::Fact;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::FACT_SCHEMA;

/// The fact that holds the rates, and the one with the currencies whose minor unit is not a hundredth.
const RATES_FACT: &str = "exchange_rates";
const UNITS_FACT: &str = "currency_units";

/// `rates`: what one minor unit of a currency is worth in minor units of the workspace's currency, by day.
pub(crate) fn rates(query: &Query<'_>) -> String {
    if !query.context.catalogue.facts.contains_key(RATES_FACT) {
        let nothing =
            "CAST(NULL AS DATE) AS day, CAST(NULL AS VARCHAR) AS currency, CAST(NULL AS DECIMAL(24,12)) AS rate";
        return format!("rates AS (SELECT {nothing} WHERE FALSE)");
    }
    let base = query.context.settings.currency;
    let has_units = query.context.catalogue.facts.contains_key(UNITS_FACT);
    let (factor, join) = if has_units {
        (factor(base.exponent()), format!(" LEFT JOIN {FACT_SCHEMA}.{UNITS_FACT} u ON u.currency = r.currency"))
    } else {
        ("1".to_owned(), String::new())
    };
    format!(
        "rates AS (SELECT r.day, r.currency, r.rate * {factor} AS rate FROM {FACT_SCHEMA}.{RATES_FACT} r{join} \
         WHERE r.base_currency = '{}')",
        base.code()
    )
}

/// 10 to the power of base exponent − row exponent, as exact literals.
fn factor(base_exponent: u32) -> String {
    let branch = |units: u32, exponent: u32| format!("WHEN {units} THEN {}", power_of_ten(base_exponent, exponent));
    format!(
        "CASE COALESCE(u.minor_units, 100) {} {} {} {} END",
        branch(1, 0),
        branch(100, 2),
        branch(1_000, 3),
        branch(10_000, 4)
    )
}

fn power_of_ten(base_exponent: u32, exponent: u32) -> String {
    if base_exponent >= exponent {
        10_u64.pow(base_exponent - exponent).to_string()
    } else {
        format!("0.{:0>1$}", 1, (exponent - base_exponent) as usize)
    }
}

/// The joins with `rates` that the amounts of a shape need: one per currency column.
#[derive(Debug)]
pub(super) struct Conversion {
    aliases: BTreeMap<String, String>,
    /// Stands before the number of an alias, so that two conversions can meet in one statement.
    prefix: &'static str,
    base: String,
    /// All amounts at the rates of this day, whatever their own is.
    fixed: Option<Date>,
}

impl Conversion {
    pub(super) fn new(query: &Query<'_>) -> Self {
        Self::named(query, "r")
    }

    /// A conversion beside another one.
    pub(super) fn named(query: &Query<'_>, prefix: &'static str) -> Self {
        let base = query.context.settings.currency.code().to_owned();
        Self { aliases: BTreeMap::new(), prefix, base, fixed: query.request.rates_of }
    }

    /// The rate of a row for that currency column; null when there is none.
    pub(super) fn rate(&mut self, currency: &str) -> String {
        let next = format!("{}{}", self.prefix, self.aliases.len());
        let alias = self.aliases.entry(currency.to_owned()).or_insert(next);
        format!("CASE WHEN f.{currency} = '{}' THEN 1 ELSE {alias}.rate END", self.base)
    }

    /// A money column in the workspace's currency; other columns as they are.
    pub(super) fn column(&mut self, fact: &Fact, name: &str) -> String {
        match fact.column(name).and_then(|column| column.currency.as_deref()) {
            Some(currency) => format!("(f.{name} * {})", self.rate(currency)),
            None => super::expression::column(name),
        }
    }

    /// The joins, with the rates of the given day.
    pub(super) fn joins(&self, day: &str) -> String {
        let day = self.fixed.map_or_else(|| day.to_owned(), date);
        self.aliases
            .iter()
            .map(|(currency, alias)| {
                format!(" LEFT JOIN rates {alias} ON {alias}.currency = f.{currency} AND {alias}.day = {day}")
            })
            .collect()
    }
}
