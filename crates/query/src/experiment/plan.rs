//! How many are needed before one looks.

use super::answer::ExperimentPlan;
use crate::error::{ErrorCode, QueryError};
use statistics::{Aim, mean_sample_size, power_of_means, power_of_shares, share_sample_size};

const ALPHA: f64 = 0.05;
const POWER: f64 = 0.8;

/// Reads `base` and `effect` (shares), or `deviation` and `effect` (means), with `alpha`, `power`, `groups` and
/// `n` members per group, and says how many are needed and what `n` would see.
///
/// # Errors
/// `bad_parameter` for what is no number or cannot be.
pub fn plan(pairs: &[(String, String)]) -> Result<ExperimentPlan, QueryError> {
    let number = |name: &'static str, low: f64, high: f64| {
        let text = pairs.iter().find(|(known, value)| known == name && !value.is_empty());
        text.map(|(_, text)| {
            let number = text.trim().parse::<f64>().ok().filter(|number| *number > low && *number < high);
            number.ok_or_else(|| QueryError::new(ErrorCode::BadParameter, text).with("parameter", name))
        })
        .transpose()
    };
    let aim =
        Aim { alpha: number("alpha", 0.0, 1.0)?.unwrap_or(ALPHA), power: number("power", 0.0, 1.0)?.unwrap_or(POWER) };
    let groups = number("groups", 1.0, 100.0)?.unwrap_or(2.0);
    if groups.fract() != 0.0 {
        return Err(QueryError::new(ErrorCode::BadParameter, groups.to_string()).with("parameter", "groups"));
    }
    let effect = number("effect", -1e15, 1e15)?;
    let n = number("n", 0.0, 1e15)?;
    let (base, deviation) = (number("base", 0.0, 1.0)?, number("deviation", 0.0, 1e15)?);
    let (per_group, power) = match (base, deviation, effect) {
        (Some(base), None, Some(effect)) if base + effect > 0.0 && base + effect < 1.0 => {
            let power = n.and_then(|n| power_of_shares(base, base + effect, n, aim.alpha));
            (share_sample_size(base, base + effect, aim), power)
        }
        (None, Some(deviation), Some(effect)) => {
            let power = n.and_then(|n| power_of_means(effect, deviation, n, aim.alpha));
            (mean_sample_size(effect, deviation, aim), power)
        }
        (Some(_), None, Some(effect)) => {
            return Err(QueryError::new(ErrorCode::BadParameter, effect.to_string()).with("parameter", "effect"));
        }
        _ => (None, None),
    };
    Ok(ExperimentPlan { per_group, total: per_group.map(|per_group| per_group * groups), power })
}
