//! A change of one typed number: `+10%`, `-500`, or another number in its place.

use rust_decimal::Decimal;

/// What becomes of a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    /// It grows by this part of itself, 0.1 for a tenth.
    Part(Decimal),
    /// This is added.
    Add(Decimal),
    /// This stands in its place.
    Become(Decimal),
}

impl Step {
    /// How one is written.
    pub(crate) const FORM: &str = "+10%, -10%, +500, -500, 750";

    /// A sign means that the number changes; without one it is replaced.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace('−', "-");
        let signed = text.starts_with(['+', '-']);
        match text.strip_suffix('%') {
            Some(percent) if signed => Some(Self::Part(percent.parse::<Decimal>().ok()? / Decimal::ONE_HUNDRED)),
            Some(_) => None,
            None if signed => Some(Self::Add(text.parse().ok()?)),
            None => Some(Self::Become(text.parse().ok()?)),
        }
    }

    /// The number after the change.
    pub(crate) fn of(self, number: Decimal) -> Option<Decimal> {
        match self {
            Self::Part(part) => number.checked_mul(Decimal::ONE.checked_add(part)?),
            Self::Add(more) => number.checked_add(more),
            Self::Become(other) => Some(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str) -> Option<Decimal> {
        Step::read(text)?.of(Decimal::from(200))
    }

    #[test]
    fn a_sign_changes_a_number_and_none_replaces_it() {
        let read = ["+10%", "-10%", "−2.5%", "+50", "-50", "50"].map(after);
        assert_eq!(read, [220, 180, 195, 250, 150, 50].map(|number| Some(Decimal::from(number))));
    }

    #[test]
    fn a_percentage_without_a_sign_could_mean_two_things() {
        assert_eq!(["10%", "", "+", "much", "+x%"].map(after), [None; 5]);
    }
}
