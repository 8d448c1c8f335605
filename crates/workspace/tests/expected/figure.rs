//! Our number for an expected row.

use crate::data::{ASKED_AT, ExpectedRow};
use crate::list::{Formula, List, Part, Side};
use jiff::civil::Date;
use model::settings::WorkspaceSettings;
use query::answer::{Figure, MetricAnswer, Value};
use query::request::{Filter, Subject};
use query::scope::Scope;
use workspace::Workspace;

/// The number in the unit of the expected row, money in major units; none where there is no value.
pub(crate) fn of(workspace: &Workspace, list: &List, formula: &Formula, row: &ExpectedRow) -> Option<f64> {
    let answer = ask(workspace, list, formula, row);
    let Some(figure) = part_of(list, &answer, row) else {
        // A part without rows is not in the answer: its count is none.
        return (answer.unit == "count" || matches!(formula.of, Part::N | Part::Denominator)).then_some(0.0);
    };
    let mut number = number(figure, formula.of)? / scale(&answer, formula.of, row, &workspace.settings());
    number = number * formula.times.unwrap_or(1.0) + formula.plus.unwrap_or(0.0);
    if let Some(term) = &formula.minus {
        number -= of(workspace, list, term, row)?;
    }
    if let Some(term) = &formula.divided_by {
        number /= of(workspace, list, term, row)?;
    }
    Some(number)
}

/// The workspace remembers answers, so all parts of a slice are one question to the store.
fn ask(workspace: &Workspace, list: &List, formula: &Formula, row: &ExpectedRow) -> MetricAnswer {
    let (first, last) = days(list, formula, row);
    let mut address = vec![("p", format!("{first}..{last}")), ("g", "year".to_owned()), ("vs", "none".to_owned())];
    let dimension = list.dimensions.get(&row.dimension);
    address.extend(formula.filters.clone().map(|filters| ("f", filters)));
    address.extend(dimension.and_then(|of| of.slice.clone()).map(|slice| ("slice", slice)));
    let days = (last - first).get_days() + 1;
    let parameters = formula.parameters.iter().map(|(name, value)| {
        let value = if value == "period" { days.to_string() } else { value.clone() };
        (format!("param.{name}"), value)
    });
    let address: Vec<(String, String)> =
        address.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(parameters).collect();
    let subject = Subject::Metric(formula.metric.clone());
    workspace.with_query(|context| {
        let parsed = query::parse(context.catalogue, subject, &address, ASKED_AT).expect("metric");
        assert!(parsed.notices.is_empty(), "{row}: {:?}", parsed.notices);
        let mut request = parsed.request;
        if let Some(of) = dimension.and_then(|of| of.filter.clone()) {
            request.filters.push(Filter { dimension: of, values: vec![our_value(list, row)], exclude: false });
        }
        query::metric(context, &Scope::everything(), request).expect("answer")
    })
}

/// First and last day, both of the period.
fn days(list: &List, formula: &Formula, row: &ExpectedRow) -> (Date, Date) {
    let of_row = format!("{}..{}", row.period_start, row.period_end);
    let dated = !row.period_start.is_empty();
    let period = match (&formula.period, &list.period) {
        (Some(period), _) => period,
        (None, Some(period)) if !dated => period,
        _ => &of_row,
    };
    let (first, last) = period.split_once("..").expect("two days of a period");
    let day = |text: &str| text.parse().unwrap_or_else(|error| panic!("{row}: {error}"));
    (day(first), day(last))
}

fn our_value(list: &List, row: &ExpectedRow) -> String {
    let value = row.dimension_value.as_str();
    let Some(dimension) = list.dimensions.get(&row.dimension) else {
        return value.to_owned();
    };
    let value = match (value.split_once('+'), dimension.side) {
        (Some((before, _)), Some(Side::Before)) => before,
        (Some((_, after)), Some(Side::After)) => after,
        _ => value,
    };
    let value = dimension.values.get(value).map_or(value, String::as_str);
    format!("{}{value}", dimension.prefix)
}

/// The figure of the row's part, or of the whole.
fn part_of<'a>(list: &List, answer: &'a MetricAnswer, row: &ExpectedRow) -> Option<&'a Figure> {
    let Some(slices) = &answer.slices else {
        return Some(&answer.figure);
    };
    assert_eq!(slices.more, 0, "{row}: parts are missing from the answer");
    let wanted = our_value(list, row);
    slices.rows.iter().find(|part| part.value.as_deref() == Some(&wanted)).map(|part| &part.figure)
}

fn number(figure: &Figure, part: Part) -> Option<f64> {
    let parsed = |text: &String| text.parse::<f64>().expect("number");
    match part {
        Part::Value => match &figure.value {
            Value::Number { number } => Some(*number),
            Value::Money { amount, .. } => Some(parsed(amount)),
            Value::Null { .. } => None,
        },
        Part::Numerator => figure.numerator.as_ref().map(parsed),
        Part::Denominator => figure.denominator.as_ref().map(parsed),
        Part::N => Some(f64::from(u32::try_from(figure.n).expect("a count"))),
    }
}

/// How many of our units are one of the expected table's units. The divisor of a mean is a count.
fn scale(answer: &MetricAnswer, part: Part, row: &ExpectedRow, settings: &WorkspaceSettings) -> f64 {
    let own = matches!(part, Part::Value | Part::Numerator);
    match answer.unit.as_str() {
        "money" | "money_per_day" if own => 10_f64.powf(f64::from(settings.currency.exponent())),
        "duration" if own => match row.unit.as_str() {
            "hours" => 3_600.0,
            "minutes" => 60.0,
            "seconds" => 1.0,
            _ => 86_400.0,
        },
        _ => 1.0,
    }
}
