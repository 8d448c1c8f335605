//! The last step of measures that look at members: from members to a number.

use super::terms::squared;
use super::{MeasureColumns, expression};
use crate::error::QueryError;
use catalogue::definition::Aggregate;
use store::Dialect;

/// What becomes of a member of the alias `m` some of whose amounts are missing.
pub(super) enum Lacking<'e> {
    /// It is left out whole, because the rest of it would mislead: without a rate, or with an amount that nobody knows.
    LeftOut { without_amount: &'e str },
    /// The rest of it counts, as in a balance over the same rows; only where no amount of anybody can be converted,
    /// there is no number. Whether it came, stayed or left is asked of all its amounts.
    RestCounts,
}

/// What decides about a member of the alias `m`.
pub(super) struct Membership<'e> {
    /// The member takes part at all.
    pub(super) present: &'e str,
    /// It takes part but must wait.
    pub(super) pending: &'e str,
    /// Some of its amounts are missing.
    pub(super) lacking: Lacking<'e>,
    /// Members that count, over the inner variables.
    pub(super) having: Option<&'e str>,
    pub(super) parameters: &'e [(String, String)],
    /// A sum adds up squares.
    pub(super) squared: bool,
}

/// Something of the member can be converted, or nothing has to be.
const KNOWN: &str = "(m.lacks_rate = 0 OR m.has_rate > 0)";

/// An amount without a rate is worth one minor unit where it is only asked whether there is any: who keeps it has
/// not left, and who adds to it is not new.
fn there_at_all(variable: &str) -> String {
    match variable {
        "opening" => "(m.opening + m.unrated_opening)".to_owned(),
        "closing" => "(m.closing + m.unrated_closing)".to_owned(),
        other => format!("m.{other}"),
    }
}

/// Over the members.
pub(super) fn aggregate(
    outer: &Aggregate,
    membership: &Membership<'_>,
    dialect: &dyn Dialect,
) -> Result<MeasureColumns, QueryError> {
    let over = |text: &str| expression::over_members(text, membership.parameters);
    let variable: fn(&str) -> String = match membership.lacking {
        Lacking::LeftOut { .. } => |name| format!("m.{name}"),
        Lacking::RestCounts => there_at_all,
    };
    let having = membership.having.map(|text| expression::over_variables(text, membership.parameters, &variable));
    let having = having.transpose()?.unwrap_or_else(|| "TRUE".to_owned());
    let present = membership.present;
    let (counts, without_amount) = match membership.lacking {
        Lacking::LeftOut { without_amount } => {
            (format!("{present} AND {having} AND m.lacks_rate = 0 AND NOT ({without_amount})"), without_amount)
        }
        Lacking::RestCounts => {
            // An average amount is one of those whose amount is known.
            let is_told = if matches!(outer, Aggregate::CountRows) { KNOWN } else { "TRUE" };
            (format!("{present} AND {having} AND {is_told}"), "FALSE")
        }
    };
    let count = |condition: &str| format!("COUNT(*) FILTER (WHERE {condition})");
    let number = match outer {
        Aggregate::CountRows => count(&counts),
        Aggregate::Sum(of) => {
            let value = over(of)?;
            let value = if membership.squared { squared(&value) } else { value };
            format!("SUM({value}) FILTER (WHERE {counts})")
        }
        Aggregate::Quantile { of, share } => {
            dialect.quantile(&format!("CASE WHEN {counts} THEN {} END", over(of)?), share.with(membership.parameters))
        }
    };
    Ok(MeasureColumns {
        number: match (&membership.lacking, outer) {
            (Lacking::RestCounts, Aggregate::CountRows | Aggregate::Sum(_)) => {
                let known = count(&format!("{present} AND {KNOWN}"));
                format!("CASE WHEN {known} > 0 THEN COALESCE({number}, 0) END")
            }
            _ => number,
        },
        counted: count(&counts),
        pending: count(membership.pending),
        missing_fx: count(&format!("{present} AND m.lacks_rate > 0")),
        no_amount: count(&format!("{present} AND m.lacks_rate = 0 AND {without_amount}")),
    })
}
