//! A balance walked back over the layers it came from, the newest first.

use crate::answer::NullReason;
use crate::query::{CountBack, ResolvedFormula};
use rust_decimal::Decimal;

/// The worth of every layer that the balance fills, and of the last one the part it fills. What the layers do not
/// explain is older than they are. The worth of a layer that is not reached is never asked for.
pub(crate) fn count_back(
    back: &CountBack,
    value: &dyn Fn(&ResolvedFormula) -> Result<Decimal, NullReason>,
) -> Result<Decimal, NullReason> {
    let sizes: Vec<Decimal> = back.layers.iter().map(|(size, _)| value(size)).collect::<Result<_, _>>()?;
    let mut left = value(&back.balance)?;
    if left <= Decimal::ZERO {
        let is_empty = sizes.iter().all(Decimal::is_zero);
        return if is_empty { Err(NullReason::NoDenominator) } else { Ok(Decimal::ZERO) };
    }
    let mut total = Decimal::ZERO;
    for (size, (_, worth)) in sizes.into_iter().zip(&back.layers) {
        let worth = value(worth)?;
        if left <= size {
            let part = worth.checked_mul(left).and_then(|part| part.checked_div(size));
            return part.and_then(|part| total.checked_add(part)).ok_or(NullReason::TooLarge);
        }
        // A layer that gave more back than it brought leaves more to the older ones.
        left -= size;
        total = total.checked_add(worth).ok_or(NullReason::TooLarge)?;
    }
    Err(NullReason::InsufficientHistory)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The balance is measure 0, the layers are measures 1, 2 and 3, each worth 30 days.
    fn walked(balance: i64, sizes: [i64; 3]) -> Result<Decimal, NullReason> {
        let numbers = [balance, sizes[0], sizes[1], sizes[2]];
        let days = || ResolvedFormula::Number(Decimal::from(30));
        let layers = (1..=3).map(|place| (ResolvedFormula::Measure(place), days())).collect();
        let back = CountBack { balance: ResolvedFormula::Measure(0), layers };
        count_back(&back, &|formula| match formula {
            ResolvedFormula::Measure(place) => Ok(Decimal::from(numbers[*place])),
            ResolvedFormula::Number(number) => Ok(*number),
            _ => Err(NullReason::Unbounded),
        })
    }

    #[test]
    fn full_layers_count_whole_and_the_last_one_in_part() {
        // 212 − 100 − 80 = 32 of 70: 60 + 32 ÷ 70 × 30.
        let days = walked(212, [100, 80, 70]).map(|days| days.round_dp(6));
        assert_eq!(days, Ok("73.714286".parse().unwrap()));
        assert_eq!(walked(50, [100, 80, 70]), Ok(Decimal::from(15)));
        assert_eq!(walked(250, [100, 80, 70]), Ok(Decimal::from(90)));
    }

    #[test]
    fn a_month_without_sales_is_walked_through_but_not_counted_at_the_end() {
        assert_eq!(walked(50, [0, 100, 70]), Ok(Decimal::from(45)));
        assert_eq!(walked(100, [100, 0, 70]), Ok(Decimal::from(30)));
        // 50 + 20 = 70 of 100: 30 + 70 ÷ 100 × 30.
        assert_eq!(walked(50, [-20, 100, 70]), Ok(Decimal::from(51)));
    }

    #[test]
    fn nothing_owed_is_no_day_and_what_is_older_than_the_layers_is_unknown() {
        assert_eq!(walked(0, [100, 80, 70]), Ok(Decimal::ZERO));
        assert_eq!(walked(0, [0, 0, 0]), Err(NullReason::NoDenominator));
        assert_eq!(walked(251, [100, 80, 70]), Err(NullReason::InsufficientHistory));
    }
}
