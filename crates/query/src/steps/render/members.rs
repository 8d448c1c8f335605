//! The last step of measures that look at members: from members to a number.

use super::terms::squared;
use super::{MeasureColumns, expression};
use crate::error::QueryError;
use catalogue::definition::Aggregate;
use store::Dialect;

/// What decides about a member of the alias `m`.
pub(super) struct Membership<'e> {
    /// The member takes part at all.
    pub(super) present: &'e str,
    /// It takes part but must wait.
    pub(super) pending: &'e str,
    /// Nobody knows one of its amounts.
    pub(super) without_amount: &'e str,
    /// Members that count, over the inner variables.
    pub(super) having: Option<&'e str>,
    pub(super) parameters: &'e [(String, String)],
    /// A sum adds up squares.
    pub(super) squared: bool,
}

/// Over the members; one with an amount that has no rate, or that nobody knows, is left out whole, because the rest
/// of it would mislead.
pub(super) fn aggregate(
    outer: &Aggregate,
    membership: &Membership<'_>,
    dialect: &dyn Dialect,
) -> Result<MeasureColumns, QueryError> {
    let over = |text: &str| expression::over_members(text, membership.parameters);
    let having = membership.having.map(over).transpose()?.unwrap_or_else(|| "TRUE".to_owned());
    let Membership { present, without_amount, .. } = membership;
    let counts = format!("{present} AND {having} AND m.lacks_rate = 0 AND NOT ({without_amount})");
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
        number,
        counted: count(&counts),
        pending: count(membership.pending),
        missing_fx: count(&format!("{present} AND m.lacks_rate > 0")),
        no_amount: count(&format!("{present} AND m.lacks_rate = 0 AND {without_amount}")),
    })
}
