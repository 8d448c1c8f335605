//! Since when something holds, by the periods before the one that is shown.

use super::answer::Since;
use jiff::civil::Date;

/// One period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    /// First day.
    pub(super) start: Date,
    /// Whether it holds in it; none when that cannot be said.
    pub(super) holds: Option<bool>,
    /// Anything was counted in it. Before the first such period nothing is known.
    pub(super) counted: bool,
}

/// The unbroken row of periods in which it holds, from the shown one back; `earlier` are those before, the latest
/// first.
pub(super) fn since(shown: Date, earlier: &[Seen]) -> Since {
    let unbroken = earlier.iter().take_while(|seen| seen.holds == Some(true)).count();
    let known = earlier[..unbroken].iter().rposition(|seen| seen.counted).map_or(0, |last| last + 1);
    let before = earlier.get(known).filter(|_| known == unbroken);
    Since {
        day: known.checked_sub(1).map_or(shown, |last| earlier[last].start).to_string(),
        periods: known as u32 + 1,
        at_least: before.is_none_or(|before| before.holds != Some(false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn month(month: i8, holds: Option<bool>, counted: bool) -> Seen {
        Seen { start: date(2026, month, 1), holds, counted }
    }

    fn found(earlier: &[Seen]) -> (String, u32, bool) {
        let Since { day, periods, at_least } = since(date(2026, 6, 1), earlier);
        (day, periods, at_least)
    }

    #[test]
    fn it_goes_back_as_far_as_the_row_is_unbroken() {
        let months = [month(5, Some(true), true), month(4, Some(false), true), month(3, Some(true), true)];
        assert_eq!(found(&months), ("2026-05-01".to_owned(), 2, false));
        assert_eq!(found(&months[1..]), ("2026-06-01".to_owned(), 1, false));
    }

    #[test]
    fn what_is_not_known_leaves_the_beginning_open() {
        let months = [month(5, Some(true), true), month(4, None, false)];
        assert_eq!(found(&months), ("2026-05-01".to_owned(), 2, true));
        assert_eq!(found(&months[..1]), ("2026-05-01".to_owned(), 2, true), "nobody looked further back");
        assert_eq!(found(&[]), ("2026-06-01".to_owned(), 1, true));
    }

    #[test]
    fn months_before_the_first_row_are_no_bad_months_but_an_empty_one_between_is() {
        let months = [
            month(5, Some(true), true),
            month(4, Some(true), false),
            month(3, Some(true), true),
            month(2, Some(true), false),
            month(1, Some(true), false),
        ];
        assert_eq!(found(&months), ("2026-03-01".to_owned(), 4, true));
    }
}
