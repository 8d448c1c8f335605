//! What a change, a mark or a goal means, in the words of the page.

use crate::console::Console;
use crate::figures;
use locales::{Argument, format_decimal};
use query::answer::{
    Change, Figure, GoalAnswer, GoalVerdict, Judgement, MarkAnswer, MetricAnswer, PaceBasis, PeriodAnswer, Value,
};

/// The unit of a metric, and the currency of its amounts.
#[derive(Clone, Copy)]
pub(crate) struct Measured<'a> {
    pub(crate) unit: &'a str,
    pub(crate) currency: &'a str,
}

/// The change with the figure before and its days, and below it whether it is good, bad, or not to be told from chance.
pub(crate) fn say_change(console: &Console, figure: &Figure, change: &Change, before: &PeriodAnswer, of: Measured<'_>) {
    figures::say_change(console, change, before, of.unit);
    let judgement = judgement(console, change, figure);
    let certainty = match (change.judgement, change.interval) {
        (Judgement::TooFew | Judgement::New | Judgement::Unknown, _) => None,
        (_, Some((low, high))) => {
            let end = |number: f64| Argument::from(figures::difference(console, number, of));
            Some(page(console, "change.interval", &[("low", end(low)), ("high", end(high))]))
        }
        (Judgement::NotTested, None) => Some(page(console, "change.no_interval", &[])),
        _ => None,
    };
    console.line(&certainty.map_or_else(|| judgement.clone(), |certainty| format!("{judgement}: {certainty}")));
}

/// The judgement in a word or two; of too few rows, how many there are on the side that has fewer, and whether that is
/// the time before.
pub(crate) fn judgement(console: &Console, change: &Change, figure: &Figure) -> String {
    let is_before = change.judgement == Judgement::TooFew && !figure.low_n && change.figure.n < figure.n;
    let n = figure.n.min(change.figure.n);
    let key = format!("judgement.{}{}", word(&change.judgement), if is_before { "_before" } else { "" });
    page(console, &key, &[("n", Argument::from(n))])
}

/// Few rows, benchmarks and thresholds, standing still, goals: what stands beside the figure on the page.
pub(crate) fn beside(console: &Console, answer: &MetricAnswer) {
    let of = Measured { unit: &answer.unit, currency: &answer.frame.currency };
    if answer.figure.low_n {
        let n = [("n", Argument::from(answer.figure.n))];
        console.line(&format!("! {}", console.texts().text(console.tag(), "calculator.low_n", &n)));
    }
    if !answer.marks.is_empty() || answer.stagnating || !answer.goals.is_empty() {
        console.line("");
    }
    answer.marks.iter().for_each(|known| mark(console, known, of));
    if answer.stagnating {
        console.line(&format!("! {}", console.text("stagnating", &[])));
    }
    answer.goals.iter().for_each(|known| goal(console, known, of));
}

fn mark(console: &Console, mark: &MarkAnswer, of: Measured<'_>) {
    let written = |number: f64| Argument::from(figures::amount(console, number, of));
    let title = match &mark.bad {
        Some(side) => page(console, &format!("marks.bad_{side}"), &[]),
        None => {
            let source = mark.source.clone().unwrap_or_default();
            page(console, "marks.benchmark_of", &[("source", Argument::from(source))])
        }
    };
    let given = page(console, &format!("marks.per_{}", mark.per), &[("value", written(mark.given))]);
    let (sign, state) = match mark.crossed {
        Some(true) => ("! ", page(console, "marks.crossed", &[])),
        Some(false) => ("", page(console, "marks.kept", &[])),
        None => ("", String::new()),
    };
    console.line(format!("{sign}{title} {given}   {state}").trim_end());
    let conversion = word(&mark.conversion);
    if conversion != "same" {
        let times = format_decimal(console.tag(), &rounded(mark.times, 4));
        let arguments =
            [("given", written(mark.given)), ("value", written(mark.value)), ("times", Argument::from(times))];
        console.line(&format!("  {}", page(console, &format!("marks.conversion_{conversion}"), &arguments)));
    }
}

/// A goal with how it stands, on what that rests, and the forecast.
fn goal(console: &Console, goal: &GoalAnswer, of: Measured<'_>) {
    let written = |number: f64| Argument::from(figures::amount(console, number, of));
    // Without an exchange rate there is only what was set.
    let target = goal.given.as_ref().filter(|_| matches!(goal.target, Value::Null { .. })).unwrap_or(&goal.target);
    let target = [
        ("target", Argument::from(figures::value(console, target, of.unit))),
        ("period", Argument::from(figures::period(&goal.period))),
    ];
    let state = state(console, goal, of);
    console.line(&format!("{} {state}", page(console, "goal.target_of", &target)));
    let value = [("value", Argument::from(figures::figure(console, &goal.actual, of.unit)))];
    let share = goal.attainment.map(|attainment| format!(" ({})", figures::share(console, attainment)));
    console.line(&format!("  {}{}", page(console, "goal.reached", &value), share.unwrap_or_default()));
    let expected = goal.expected.map_or_else(|| Argument::from("–"), written);
    let basis = [("years", Argument::from(u64::from(goal.years))), ("expected", expected)];
    console.line(&format!("  {}", page(console, &format!("goal.basis_{}", word(&goal.basis)), &basis)));
    if let Some(forecast) = goal.forecast {
        let text = match goal.forecast_range {
            Some((low, high)) => {
                let arguments = [("value", written(forecast)), ("low", written(low)), ("high", written(high))];
                page(console, "goal.forecast_range", &arguments)
            }
            None => page(console, "goal.forecast", &[("value", written(forecast))]),
        };
        console.line(&format!("  {text}"));
    }
}

/// How a goal stands, in a few words.
pub(crate) fn state(console: &Console, goal: &GoalAnswer, of: Measured<'_>) -> String {
    let by = Argument::from(figures::distance(console, goal.lead.unwrap_or_default(), of));
    let is_level = goal.basis == PaceBasis::Level && goal.verdict != GoalVerdict::Unknown;
    let verdict = if is_level { format!("level_{}", word(&goal.verdict)) } else { word(&goal.verdict) };
    page(console, &format!("goal.{verdict}"), &[("by", by)])
}

/// A text of the page.
fn page(console: &Console, key: &str, arguments: &[(&str, Argument)]) -> String {
    console.texts().text(console.tag(), &format!("ui.{key}"), arguments)
}

fn rounded(number: f64, digits: usize) -> String {
    let text = format!("{number:.digits$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The word of the wire.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
