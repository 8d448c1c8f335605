//! Asking a company, and reading its answers exactly.

use catalogue::definition::Catalogue;
use jiff::Timestamp;
use model::calendar::Grain;
use query::answer::{Figure, MetricAnswer, Value};
use query::request::{Comparison, Filter, Request, Subject};
use query::scope::Scope;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use store_duckdb::DuckdbStore;
use workspace::check::Company;

/// After every row of every company.
pub(crate) const ASKED_AT: Timestamp = Timestamp::constant(1_790_000_000, 0);

pub(crate) static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::embedded().catalogue);

pub(crate) fn company() -> Company<'static> {
    let store = DuckdbStore::in_memory().expect("engine");
    Company::new(&CATALOGUE, Box::new(store)).expect("facts")
}

/// A question about a metric in a period.
pub(crate) fn question(metric: &str, period: &str) -> Request {
    Request {
        subject: Subject::Metric(metric.to_owned()),
        period: query::period(period).expect("period"),
        grain: Some(Grain::Year),
        comparison: Comparison::None,
        filters: Vec::new(),
        slice: None,
        parameters: BTreeMap::new(),
        rates_of: None,
        of_comparison: false,
        as_of: ASKED_AT,
    }
}

pub(crate) trait Asked: Sized {
    fn sliced(self, dimension: &str) -> Self;
    fn by(self, grain: Grain) -> Self;
    fn only(self, dimension: &str, value: &str) -> Self;
    fn with(self, parameter: &str, value: &str) -> Self;
}

impl Asked for Request {
    fn sliced(mut self, dimension: &str) -> Self {
        self.slice = Some(dimension.to_owned());
        self
    }

    fn by(mut self, grain: Grain) -> Self {
        self.grain = Some(grain);
        self
    }

    fn only(mut self, dimension: &str, value: &str) -> Self {
        self.filters.push(Filter { dimension: dimension.to_owned(), values: vec![value.to_owned()], exclude: false });
        self
    }

    fn with(mut self, parameter: &str, value: &str) -> Self {
        self.parameters.insert(parameter.to_owned(), value.to_owned());
        self
    }
}

pub(crate) fn answer(company: &Company<'_>, request: Request) -> MetricAnswer {
    let words = format!("{:?}", request.subject);
    query::metric(&company.context(), &Scope::everything(), request).unwrap_or_else(|error| panic!("{words}: {error}"))
}

/// The figure of a metric in a period.
pub(crate) fn figure(company: &Company<'_>, metric: &str, period: &str) -> Figure {
    answer(company, question(metric, period)).figure
}

/// The number of a metric in a period; none when it is null.
pub(crate) fn number(company: &Company<'_>, metric: &str, period: &str) -> Option<Decimal> {
    exact(&figure(company, metric, period).value)
}

/// A value without rounding; money in minor units.
pub(crate) fn exact(value: &Value) -> Option<Decimal> {
    match value {
        Value::Money { amount, .. } => Some(amount.parse().expect("decimal")),
        Value::Number { number } => Some(Decimal::try_from(*number).expect("number")),
        Value::Null { .. } => None,
    }
}

/// Numerator or denominator as a number.
pub(crate) fn part(text: &Option<String>) -> Decimal {
    text.as_deref().map_or(Decimal::ZERO, |text| text.parse().expect("decimal"))
}

/// Equal up to what floats and long decimals leave over in their last digits.
pub(crate) fn close(left: Decimal, right: Decimal) -> bool {
    (left - right).abs() <= Decimal::new(1, 9) * left.abs().max(right.abs()).max(Decimal::ONE)
}
