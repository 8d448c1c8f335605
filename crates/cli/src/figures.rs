//! Figures as text: the number in the reader's digits, with its unit.

use crate::console::Console;
use crate::judged::Measured;
use jiff::ToSpan;
use locales::{Argument, format_decimal};
use model::currency::Currency;
use query::answer::{Change, Figure, NullReason, PeriodAnswer, Value};
use query::why::WhyAnswer;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// From here on nobody asks for hours.
const LONG: u64 = 100 * DAY;
/// From here on people think in years and months; of 365.25 days and a twelfth of that.
const VERY_LONG: u64 = 2 * YEAR;
const YEAR: u64 = 31_557_600;
const MONTH: u64 = YEAR / 12;

/// A figure; one without a number says why.
pub(crate) fn figure(console: &Console, figure: &Figure, unit: &str) -> String {
    value(console, &figure.value, unit)
}

/// A value; none says why.
pub(crate) fn value(console: &Console, value: &Value, unit: &str) -> String {
    match value {
        Value::Number { number } => number_text(console, *number, unit),
        Value::Money { amount, currency } if unit == "money_per_day" => {
            let amount = [("value", Argument::from(money_text(console, amount, currency)))];
            console.text("a_day", &amount)
        }
        Value::Money { amount, currency } => money_text(console, amount, currency),
        Value::Null { reason } => format!("– ({})", self::reason(console, *reason)),
    }
}

/// A change against the comparison period, empty when there is none to compare with.
pub(crate) fn change(console: &Console, change: &Change, unit: &str) -> String {
    step(console, change.absolute, change.relative, unit)
}

/// A step from one figure to another: points of shares, a difference of scores and durations, a percentage of the rest.
pub(crate) fn step(console: &Console, absolute: Option<f64>, relative: Option<f64>, unit: &str) -> String {
    let sign = |number: f64| if number > 0.0 { "+" } else { "" };
    match (unit, relative, absolute) {
        ("share", _, Some(points)) => {
            let points = points * 100.0;
            points_text(console, &format!("{}{}", sign(points), decimal(console, points, 1)))
        }
        ("score" | "whole_score" | "duration", _, Some(difference)) => {
            format!("{}{}", sign(difference), number_text(console, difference, unit))
        }
        (_, Some(relative), _) => {
            format!("{}{}", sign(relative), percent(console, relative, 1))
        }
        _ => String::new(),
    }
}

/// A change with the figure before and its days: "+5 % against 20 (…)", or the earlier figure alone where there is
/// no change to name, as from nothing.
pub(crate) fn say_change(console: &Console, change: &Change, before: &PeriodAnswer, unit: &str) {
    let difference = self::change(console, change, unit);
    let key = if difference.is_empty() { "before" } else { "against" };
    let arguments = [
        ("change", Argument::from(difference)),
        ("before", Argument::from(figure(console, &change.figure, unit))),
        ("period", Argument::from(elapsed(before))),
    ];
    console.say(key, &arguments);
}

/// The days that figures of a period cover: of one that is cut or not over, those that have passed.
pub(crate) fn elapsed(period: &PeriodAnswer) -> String {
    let first: Option<jiff::civil::Date> = period.start.parse().ok();
    let last = first.map(|first| first.saturating_add((i64::from(period.elapsed_days.max(1)) - 1).days()));
    match last {
        Some(last) if period.partial => self::period(&PeriodAnswer { end: last.to_string(), ..period.clone() }),
        _ => self::period(period),
    }
}

/// A period by its days; both belong to it.
pub(crate) fn period(period: &PeriodAnswer) -> String {
    if period.start == period.end { period.start.clone() } else { format!("{} – {}", period.start, period.end) }
}

/// A number in the unit of a metric; money is in minor units.
pub(crate) fn amount(console: &Console, number: f64, of: Measured<'_>) -> String {
    match (of.unit, Decimal::from_f64(number)) {
        ("money" | "money_per_day", Some(minor)) => money_text(console, &minor.to_string(), of.currency),
        _ => number_text(console, number, of.unit),
    }
}

/// A difference of two figures with its sign: points of shares, otherwise in the unit of the metric.
pub(crate) fn difference(console: &Console, number: f64, of: Measured<'_>) -> String {
    let sign = if number > 0.0 { "+" } else { "" };
    match of.unit {
        "share" => points_text(console, &format!("{sign}{}", decimal(console, number * 100.0, 1))),
        _ => format!("{sign}{}", amount(console, number, of)),
    }
}

/// How far two figures lie apart: points of shares, otherwise in the unit of the metric.
pub(crate) fn distance(console: &Console, number: f64, of: Measured<'_>) -> String {
    match of.unit {
        "share" => points_text(console, &decimal(console, number.abs() * 100.0, 1)),
        _ => amount(console, number.abs(), of),
    }
}

/// Percentage points with two digits; a difference that these would hide shows its first two of its own.
pub(crate) fn points(console: &Console, share: f64) -> String {
    const HIDDEN: f64 = 0.005;
    const MOST_DIGITS: i32 = 8;
    let points = share * 100.0;
    let digits = if points == 0.0 || points.abs() >= HIDDEN {
        2
    } else {
        (1 - points.abs().log10().floor() as i32).clamp(2, MOST_DIGITS)
    };
    points_text(console, &decimal(console, points, digits as u32))
}

/// So many percentage points, as the language says it.
fn points_text(console: &Console, number: &str) -> String {
    console.texts().text(console.tag(), "ui.unit.points", &[("value", Argument::from(number))])
}

/// A share of the whole that is no figure of a metric: a chance, a confidence.
pub(crate) fn share(console: &Console, share: f64) -> String {
    percent(console, share, 1)
}

/// Digits after the point to which an effect is shown, in the unit of the answer.
pub(crate) fn effect_digits(answer: &WhyAnswer) -> u32 {
    match answer.unit.as_str() {
        "share" => 3,
        "ratio" => 2,
        "score" | "whole_score" => 1,
        // Minor units, whole things, seconds.
        _ => 0,
    }
}

/// An effect with its sign, rounded to [`effect_digits`] before.
pub(crate) fn effect(console: &Console, effect: Decimal, answer: &WhyAnswer) -> String {
    let sign = if effect > Decimal::ZERO { "+" } else { "" };
    let number = effect.to_f64().unwrap_or_default();
    match answer.unit.as_str() {
        "money" | "money_per_day" => {
            format!("{sign}{}", money_text(console, &effect.to_string(), &answer.frame.currency))
        }
        "share" => points_text(console, &format!("{sign}{}", decimal(console, number * 100.0, 1))),
        "ratio" => format!("{sign}{}×", decimal(console, number, effect_digits(answer))),
        "whole_score" => format!("{sign}{}", number_text(console, number, "score")),
        unit => format!("{sign}{}", number_text(console, number, unit)),
    }
}

fn number_text(console: &Console, number: f64, unit: &str) -> String {
    let digits = figure_digits(number, unit);
    match unit {
        "share" => percent(console, number, digits),
        "ratio" => format!("{}×", decimal(console, number, digits)),
        "duration" => duration_text(console, number),
        _ => decimal(console, number, digits),
    }
}

/// Digits after the point of a figure; the page shows as many (`web/src/words/figures.ts`), so that both say the same.
fn figure_digits(number: f64, unit: &str) -> u32 {
    let size = number.abs();
    match unit {
        "count" | "whole_score" => 0,
        "share" if size >= 0.1 => 0,
        "ratio" if size < 0.1 => 3,
        "ratio" if size < 1.0 => 2,
        _ => 1,
    }
}

/// A share in per cent, as the language writes it.
fn percent(console: &Console, share: f64, digits: u32) -> String {
    console.text("percent", &[("number", Argument::from(decimal(console, share * 100.0, digits)))])
}

/// Minor units as an amount of the currency, rounded once, here.
fn money_text(console: &Console, amount: &str, code: &str) -> String {
    let (Ok(minor), Ok(currency)) = (amount.parse::<rust_decimal::Decimal>(), code.parse::<Currency>()) else {
        return format!("{amount} {code}");
    };
    let major = half_away(currency.major_units(minor), currency.exponent());
    format!("{} {code}", with_true_minus(&format_decimal(console.tag(), &major.to_string())))
}

/// The two largest units; of long times days alone, of very long ones years and months.
fn duration_text(console: &Console, seconds: f64) -> String {
    let sign = if seconds < 0.0 { "−" } else { "" };
    let said = |(place, (count, _)): &(usize, (u64, &str))| *place == 0 || *count > 0;
    let parts: Vec<String> = in_units(seconds.abs())
        .into_iter()
        .enumerate()
        .filter(said)
        .map(|(_, (count, name))| console.text(&format!("duration.{name}"), &[("count", Argument::from(count))]))
        .collect();
    format!("{sign}{}", parts.join(" "))
}

/// Rounded once, to the smaller of the two units that are shown.
fn in_units(seconds: f64) -> Vec<(u64, &'static str)> {
    let rounded = |unit: u64| (seconds / unit as f64).round() as u64;
    let two = |large: u64, small: u64, names: [&'static str; 2]| {
        let (count, ratio) = (rounded(small), large / small);
        vec![(count / ratio, names[0]), (count % ratio, names[1])]
    };
    match seconds as u64 {
        VERY_LONG.. => two(YEAR, MONTH, ["years", "months"]),
        LONG.. => vec![(rounded(DAY), "days")],
        DAY.. => two(DAY, HOUR, ["days", "hours"]),
        HOUR.. => two(HOUR, MINUTE, ["hours", "minutes"]),
        MINUTE.. => two(MINUTE, 1, ["minutes", "seconds"]),
        _ => vec![(rounded(1), "seconds")],
    }
}

fn decimal(console: &Console, number: f64, digits: u32) -> String {
    let text = match Decimal::from_f64_retain(number) {
        Some(exact) => format!("{:.*}", digits as usize, half_away(exact, digits)),
        // Beyond the digits of a decimal there is no half to round.
        None => format!("{number:.*}", digits as usize),
    };
    with_true_minus(&format_decimal(console.tag(), &text))
}

/// As the page rounds, and people do: a half away from zero.
fn half_away(number: Decimal, digits: u32) -> Decimal {
    let rounded = number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() { Decimal::ZERO } else { rounded }
}

/// The sign that is as wide as a plus, not a hyphen.
pub(crate) fn with_true_minus(number: &str) -> String {
    number.replace('-', "−")
}

/// Why there is no number.
pub(crate) fn reason(console: &Console, reason: NullReason) -> String {
    let word = serde_json::to_value(reason).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
    console.name(&format!("ui.reason.{word}"), &word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use locales::Locales;

    fn console(tag: &'static str) -> Console {
        Console::new(Locales::embedded().expect("texts"), tag, false)
    }

    #[test]
    fn money_is_rounded_once_to_its_minor_units() {
        assert_eq!(money_text(&console("en"), "123456.4", "EUR"), "1,234.56 EUR");
        assert_eq!(money_text(&console("de"), "1234", "JPY"), "1.234 JPY");
    }

    #[test]
    fn a_half_is_rounded_away_from_zero() {
        assert_eq!(number_text(&console("en"), 0.125, "ratio"), "0.13×");
        assert_eq!(number_text(&console("en"), -0.25, "score"), "−0.3");
        assert_eq!(number_text(&console("en"), -0.04, "score"), "0.0");
        assert_eq!(number_text(&console("en"), -100.0 / 3.0, "whole_score"), "−33");
        assert_eq!(number_text(&console("en"), -0.4, "whole_score"), "0");
        assert_eq!(money_text(&console("en"), "12.5", "EUR"), "0.13 EUR");
    }

    #[test]
    fn a_figure_has_as_many_digits_as_on_the_page() {
        assert_eq!(number_text(&console("en"), 0.6923, "share"), "69%");
        assert_eq!(number_text(&console("en"), 0.0304, "share"), "3.0%");
        assert_eq!(number_text(&console("en"), 0.034, "ratio"), "0.034×");
        assert_eq!(number_text(&console("en"), 2.75, "ratio"), "2.8×");
        assert_eq!(share(&console("en"), 0.996), "99.6%");
    }

    #[test]
    fn a_duration_shows_its_two_largest_units() {
        assert_eq!(duration_text(&console("en"), 274_500.0), "3 d 4 h");
        assert_eq!(duration_text(&console("en"), 0.0), "0 s");
        // 30 d 2 h 50 min and 3 h 0 min 55 s are nearer to the next.
        assert_eq!(duration_text(&console("en"), 2_602_246.0), "30 d 3 h");
        assert_eq!(duration_text(&console("en"), 10_855.0), "3 h 1 min");
        assert_eq!(duration_text(&console("en"), 864_000.0), "10 d");
        assert_eq!(duration_text(&console("en"), 8_700_000.0), "101 d");
        // 1,076 days and 18 hours are 35.4 months.
        assert_eq!(duration_text(&console("en"), -93_031_200.0), "−2 y 11 mo");
        assert_eq!(duration_text(&console("en"), 63_115_200.0), "2 y");
    }

    #[test]
    fn a_negative_number_has_a_true_minus() {
        assert_eq!(number_text(&console("en"), -1234.0, "count"), "−1,234");
        assert_eq!(money_text(&console("de"), "-123456", "EUR"), "−1.234,56 EUR");
    }

    #[test]
    fn a_period_that_is_cut_names_the_days_compared() {
        let october = PeriodAnswer {
            start: "2026-10-01".to_owned(),
            end: "2026-10-31".to_owned(),
            partial: true,
            elapsed_days: 26,
            total_days: 31,
        };
        assert_eq!(elapsed(&october), "2026-10-01 – 2026-10-26");
        assert_eq!(elapsed(&PeriodAnswer { partial: false, elapsed_days: 31, ..october }), "2026-10-01 – 2026-10-31");
    }

    #[test]
    fn shares_are_written_as_the_language_does() {
        let said = ["en", "de", "fa"].map(|tag| number_text(&console(tag), 0.692, "share"));
        assert_eq!(said, ["69%", "69 %", "۶۹٪"]);
    }

    #[test]
    fn a_small_difference_is_not_none() {
        let said = [0.06, 0.0, 0.0000138, -0.00002].map(|share| points(&console("en"), share));
        assert_eq!(said, ["6.00 pp", "0.00 pp", "0.0014 pp", "−0.0020 pp"]);
    }

    #[test]
    fn shares_change_by_points() {
        let figure = Figure {
            value: Value::Number { number: 0.034 },
            numerator: None,
            denominator: None,
            n: 100,
            pending: 0,
            missing_fx: 0,
            low_n: false,
            interval: None,
        };
        let judgement = query::answer::Judgement::Worse;
        let moved = Change { figure, relative: Some(0.235), absolute: Some(0.008), judgement, interval: None };
        assert_eq!(change(&console("en"), &moved, "share"), "+0.8 pp");
        assert_eq!(change(&console("en"), &moved, "count"), "+23.5%");
    }
}
