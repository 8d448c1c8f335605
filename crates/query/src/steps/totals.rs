//! Every total was computed at its own grain by the store; here it only gets the measure's constant factor.

use crate::error::QueryError;
use crate::query::Query;
use rust_decimal::Decimal;

pub(crate) fn totals(query: &mut Query<'_>) -> Result<(), QueryError> {
    let factors: Vec<Option<(i64, i64)>> = query.measures.iter().map(|measure| measure.measure.factor).collect();
    for (place, cell) in query.cells.every_mut() {
        if let Some(Some((top, bottom))) = factors.get(place.measure) {
            cell.number = cell.number.and_then(|number| scaled(number, *top, *bottom));
        }
    }
    Ok(())
}

fn scaled(number: Decimal, top: i64, bottom: i64) -> Option<Decimal> {
    number.checked_mul(Decimal::from(top))?.checked_div(Decimal::from(bottom))
}
