//! How many are needed before one looks.

use super::answer::ExperimentPlan;
use crate::error::{ErrorCode, QueryError};
use statistics::{
    Aim, detectable_mean, detectable_share, mean_sample_size, power_of_means, power_of_shares, share_sample_size,
};

const ALPHA: f64 = 0.05;
const POWER: f64 = 0.8;
/// No share, deviation or size is larger.
const LARGEST: f64 = 1e15;

/// Reads `base` and `effect` (shares), or `deviation` and `effect` (means), with `alpha`, `power`, `groups` and
/// `n` members per group, and says how many are needed, what `n` would see and how often. Of more than two groups each
/// is compared with the first, and the risk is divided among the comparisons.
///
/// # Errors
/// `bad_value` for what is no number or cannot be.
pub fn plan(pairs: &[(String, String)]) -> Result<ExperimentPlan, QueryError> {
    let number = |name: &'static str, low: f64, high: f64| {
        let text = pairs.iter().find(|(known, value)| known == name && !value.is_empty());
        text.map(|(_, text)| {
            let number = text.trim().parse::<f64>().ok().filter(|number| *number > low && *number < high);
            number.ok_or_else(|| bad(text, name, &format!("{low} < {name} < {high}")))
        })
        .transpose()
    };
    let aim =
        Aim { alpha: number("alpha", 0.0, 1.0)?.unwrap_or(ALPHA), power: number("power", 0.0, 1.0)?.unwrap_or(POWER) };
    let groups = number("groups", 1.0, 100.0)?.unwrap_or(2.0);
    if groups.fract() != 0.0 {
        return Err(bad(&groups.to_string(), "groups", "2, 3, 4 …"));
    }
    // The least of several comparisons is held against its share of the risk, as Holm's method does afterwards.
    let each = Aim { alpha: aim.alpha / (groups - 1.0), ..aim };
    let effect = number("effect", -LARGEST, LARGEST)?;
    let n = number("n", 0.0, LARGEST)?;
    let (base, deviation) = (number("base", 0.0, 1.0)?, number("deviation", 0.0, LARGEST)?);
    if let (Some(base), Some(effect)) = (base, effect)
        && !(base + effect > 0.0 && base + effect < 1.0)
    {
        return Err(bad(&effect.to_string(), "effect", &format!("{} < effect < {}", tidy(-base), tidy(1.0 - base))));
    }
    let per_group = match (base, deviation, effect) {
        (Some(base), None, Some(effect)) => share_sample_size(base, base + effect, each),
        (None, Some(deviation), Some(effect)) => mean_sample_size(effect, deviation, each),
        _ => None,
    };
    let power = match (base, deviation, effect, n) {
        (Some(base), None, Some(effect), Some(n)) => power_of_shares(base, base + effect, n, each.alpha),
        (None, Some(deviation), Some(effect), Some(n)) => power_of_means(effect, deviation, n, each.alpha),
        _ => None,
    };
    let detectable = match (base, deviation, n) {
        (Some(base), None, Some(n)) => detectable_share(base, n, each),
        (None, Some(deviation), Some(n)) => detectable_mean(deviation, n, each),
        _ => None,
    };
    let total = per_group.map(|per_group| per_group * groups);
    Ok(ExperimentPlan {
        per_group,
        total,
        power,
        detectable,
        alpha: aim.alpha,
        alpha_each: each.alpha,
        wanted_power: aim.power,
    })
}

/// Without the last digits, which are those of the machine's arithmetic: 0.005, not 0.0050000000000000044.
fn tidy(number: f64) -> f64 {
    const KEPT: f64 = 1e12;
    (number * KEPT).round() / KEPT
}

fn bad(given: &str, parameter: &str, allowed: &str) -> QueryError {
    QueryError::new(ErrorCode::BadValue, given).with("parameter", parameter).with("allowed", allowed)
}
