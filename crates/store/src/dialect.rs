//! What SQL dialects disagree about, each asked for by name.

use model::canonical::ColumnKind;

/// How one engine writes things. Everything else that is rendered is plain SQL.
pub trait Dialect: Send + Sync {
    /// Short name, for receipts.
    fn name(&self) -> &'static str;

    /// Column type of a canonical column.
    fn column_type(&self, kind: ColumnKind) -> &'static str;

    /// A continuous quantile of an expression as an aggregate; `share` lies between 0 and 1.
    fn quantile(&self, expression: &str, share: f64) -> String;

    /// The value of the row in which `by` is largest, as an aggregate; among equals the greatest value. Rows
    /// without a value are passed over.
    fn value_at_largest(&self, value: &str, by: &str) -> String;

    /// An identifier in quotes, with quotes inside it doubled.
    fn quote(&self, identifier: &str) -> String {
        format!("\"{}\"", identifier.replace('"', "\"\""))
    }

    /// A date literal, `day` as `2026-01-31`.
    fn date(&self, day: &str) -> String {
        format!("DATE '{day}'")
    }

    /// Whole days from one date expression to another.
    fn days_between(&self, from: &str, to: &str) -> String;

    /// Seconds from one instant expression to another, as a decimal or float.
    fn seconds_between(&self, from: &str, to: &str) -> String;

    /// Statements that create the functions which portable SQL may use on every engine:
    /// `days_between(from_day, to_day)` in whole days, `seconds_between(from_at, to_at)` as a float,
    /// `add_days(start, days)` and `add_months(start, months)` of the type of their first argument.
    fn portable_functions(&self) -> Vec<String>;
}
