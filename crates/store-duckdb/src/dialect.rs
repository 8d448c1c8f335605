//! How DuckDB writes things.

use model::canonical::ColumnKind;
use store::Dialect;

/// The dialect of DuckDB.
#[derive(Debug, Clone, Copy)]
pub struct DuckdbDialect;

impl Dialect for DuckdbDialect {
    fn name(&self) -> &'static str {
        "duckdb"
    }

    fn column_type(&self, kind: ColumnKind) -> &'static str {
        match kind {
            ColumnKind::Text | ColumnKind::Reference(_) | ColumnKind::Json => "VARCHAR",
            ColumnKind::Integer | ColumnKind::Money => "BIGINT",
            ColumnKind::Decimal => "DECIMAL(18,6)",
            ColumnKind::Rate => "DECIMAL(24,12)",
            ColumnKind::Date => "DATE",
            ColumnKind::Instant => "TIMESTAMP",
            ColumnKind::Boolean => "BOOLEAN",
        }
    }

    fn quantile(&self, expression: &str, share: f64) -> String {
        format!("quantile_cont({expression}, {share})")
    }

    fn value_at_largest(&self, value: &str, by: &str) -> String {
        format!("arg_max({value}, row({by}, {value}))")
    }

    fn days_between(&self, from: &str, to: &str) -> String {
        format!("date_diff('day', {from}, {to})")
    }

    fn seconds_between(&self, from: &str, to: &str) -> String {
        format!("((epoch_us({to}) - epoch_us({from})) / 1000000)")
    }

    fn portable_functions(&self) -> Vec<String> {
        let days = self.days_between("from_day", "to_day");
        let seconds = self.seconds_between("from_at", "to_at");
        vec![
            format!("CREATE OR REPLACE MACRO days_between(from_day, to_day) AS {days}"),
            format!("CREATE OR REPLACE MACRO seconds_between(from_at, to_at) AS {seconds}"),
            // Adding an interval makes an instant of a date; the result is of the first argument's type again.
            "CREATE OR REPLACE MACRO add_days(start, days) AS \
             cast_to_type(start + to_days(CAST(days AS INTEGER)), start)"
                .to_owned(),
            "CREATE OR REPLACE MACRO add_months(start, months) AS \
             cast_to_type(start + to_months(CAST(months AS INTEGER)), start)"
                .to_owned(),
        ]
    }
}
