//! Percentages as a person types them.

use rust_decimal::Decimal;

/// `2%` and `2 %` as `0.02`; everything else as it stands.
pub(crate) fn share(text: &str) -> String {
    let percent = text.trim().strip_suffix('%').and_then(|number| number.trim().parse::<Decimal>().ok());
    let share = percent.and_then(|percent| percent.checked_div(Decimal::ONE_HUNDRED));
    share.map_or_else(|| text.to_owned(), |share| share.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_a_share_and_nothing_else_changes() {
        let read = ["20%", "0.5 %", "-10%", "0.2", "x%", ""].map(share);
        assert_eq!(read, ["0.2", "0.005", "-0.1", "0.2", "x%", ""]);
    }
}
