//! `pharos query METRIC --why`: what moved a figure, by every dimension.

use crate::console::Console;
use crate::figures;
use crate::judged::{self, Measured};
use locales::Argument;
use query::answer::{Figure, Value};
use query::why::{WhyAnswer, WhyDimension, WhyPart, WhyState, apportion};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// One cause: the sentence and its effect.
struct Cause {
    words: String,
    effect: Decimal,
}

/// Writes the answer for a person.
pub(crate) fn print(console: &Console, answer: &WhyAnswer) {
    let name = console.name(&format!("metrics.{}.name", answer.metric), &answer.metric);
    let value = figures::figure(console, &answer.figure, &answer.unit);
    console.line(&format!("{name}: {value}   {}", figures::elapsed(&answer.frame.period)));
    if let (Some(change), Some(before)) = (&answer.change, &answer.frame.comparison) {
        let of = Measured { unit: &answer.unit, currency: &answer.frame.currency };
        judged::say_change(console, &answer.figure, change, before, of);
    }
    if let Some(reason) = answer.refused {
        let word = word(&reason);
        console.line(&console.name(&format!("ui.why.refused.{word}"), &word));
    }
    answer.dimensions.iter().for_each(|dimension| by_dimension(console, answer, dimension));
    let is_split = answer.dimensions.iter().any(|dimension| dimension.state == WhyState::Split);
    let difference: Option<Decimal> = answer.difference.as_deref().and_then(|text| text.parse().ok());
    if let Some(difference) = difference.filter(|_| answer.refused.is_none()) {
        let change = [("change", Argument::from(figures::effect(console, difference, answer)))];
        let key = match (difference.is_zero(), is_split) {
            (true, _) => "nothing",
            (false, true) => "adds_up",
            (false, false) => "no_split",
        };
        console.line("");
        console.line(&sentence(console, key, &change));
    }
}

fn by_dimension(console: &Console, answer: &WhyAnswer, dimension: &WhyDimension) {
    let name = console.name(&format!("dimensions.{}", dimension.dimension), &dimension.dimension);
    let heading = console.text("why_by", &[("dimension", Argument::from(name))]);
    console.line("");
    if dimension.state != WhyState::Split {
        let word = word(&dimension.state);
        let state = console.name(&format!("ui.why.state.{word}"), &word);
        console.line(&format!("{heading}: {state}"));
        return;
    }
    console.line(&heading);
    let mut causes: Vec<Cause> = dimension.parts.iter().flat_map(|part| causes(console, answer, part)).collect();
    if let Some(rest) = dimension.rest.as_deref().and_then(|rest| rest.parse().ok()) {
        let words = sentence(console, "rest", &[("count", Argument::from(dimension.more))]);
        causes.push(Cause { words, effect: rest });
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.effect.abs()));
    let shown = shown(&causes, answer);
    let rows: Vec<Vec<String>> = causes
        .iter()
        .zip(shown)
        .filter(|(cause, _)| !cause.effect.is_zero())
        .map(|(cause, effect)| vec![figures::effect(console, effect, answer), cause.words.clone()])
        .collect();
    console.table(&["effect", "cause"], &rows);
}

/// The effects rounded to what is shown, so that the column adds up to the change above it.
fn shown(causes: &[Cause], answer: &WhyAnswer) -> Vec<Decimal> {
    let exact: Vec<Decimal> = causes.iter().map(|cause| cause.effect).collect();
    let whole = answer.difference.as_deref().and_then(|text| text.parse().ok()).unwrap_or_default();
    apportion(&exact, whole, figures::effect_digits(answer)).unwrap_or(exact)
}

fn causes(console: &Console, answer: &WhyAnswer, part: &WhyPart) -> Vec<Cause> {
    let unset = || console.text("not_set", &[]);
    let name = part.value.clone().filter(|value| !value.is_empty()).unwrap_or_else(unset);
    let value = |figure: &Figure| figures::figure(console, figure, &answer.unit);
    let weight = |share: Option<f64>| share.map(|share| figures::share(console, share)).unwrap_or_default();
    let by_value = movement(number(&part.then), number(&part.now));
    let of_part = if part.appeared {
        "appeared"
    } else if part.vanished {
        "vanished"
    } else {
        by_value
    };
    let by_weight = if part.appeared || part.vanished { of_part } else { movement(part.weight_then, part.weight_now) };
    let cause = |key: &str, effect: Option<&str>, movement: &str, (from, to): (String, String)| {
        let arguments = [
            ("movement", Argument::from(movement)),
            ("part", Argument::from(name.as_str())),
            ("from", Argument::from(from)),
            ("to", Argument::from(to)),
        ];
        Some(Cause { effect: effect?.parse().ok()?, words: sentence(console, key, &arguments) })
    };
    let values = || (value(&part.then), value(&part.now));
    let amount = (part.rate.is_none() && part.mix.is_none() && part.without_base.is_none()).then_some(&part.effect);
    [
        cause("amount", amount.map(String::as_str), of_part, values()),
        cause("rate", part.rate.as_deref(), by_value, values()),
        cause("mix", part.mix.as_deref(), by_weight, (weight(part.weight_then), weight(part.weight_now))),
        cause("without_base", part.without_base.as_deref(), by_value, values()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn sentence(console: &Console, key: &str, arguments: &[(&str, Argument)]) -> String {
    console.texts().text(console.tag(), &format!("ui.why.{key}"), arguments)
}

fn movement(then: Option<f64>, now: Option<f64>) -> &'static str {
    match then.zip(now) {
        Some((then, now)) if now > then => "rose",
        Some((then, now)) if now < then => "fell",
        _ => "stayed",
    }
}

fn number(figure: &Figure) -> Option<f64> {
    match &figure.value {
        Value::Number { number } => Some(*number),
        Value::Money { amount, .. } => amount.parse::<Decimal>().ok()?.to_f64(),
        Value::Null { .. } => None,
    }
}

/// The word of the wire.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}
