//! Our number for an expected row.

use crate::data::{ASKED_AT, ExpectedRow};
use crate::list::{Formula, List, Part};
use model::settings::WorkspaceSettings;
use query::answer::{Figure, MetricAnswer, Value};
use query::request::{Filter, Subject};
use query::scope::Scope;
use workspace::Workspace;

const SECONDS_OF_A_DAY: f64 = 86_400.0;

/// The number in the unit of the expected row: money in major units, durations in days; none where
/// there is no value.
pub(crate) fn of(workspace: &Workspace, list: &List, formula: &Formula, row: &ExpectedRow) -> Option<f64> {
    let answer = ask(workspace, list, formula, row);
    let figure = part_of(list, &answer, row)?;
    let mut number = number(figure, formula.of)? / scale(&answer, formula.of, &workspace.settings());
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
    let (first, last) = row.days();
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

fn our_value(list: &List, row: &ExpectedRow) -> String {
    let dimension = list.dimensions.get(&row.dimension);
    let value = match row.dimension_value.split_once('+') {
        Some((_, after)) if dimension.is_some_and(|of| of.after_plus) => after,
        _ => &row.dimension_value,
    };
    format!("{}{value}", dimension.map_or("", |of| &of.prefix))
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

/// How many of our units are one of the expected tables' units. The divisor of a mean is a count.
fn scale(answer: &MetricAnswer, part: Part, settings: &WorkspaceSettings) -> f64 {
    match (answer.unit.as_str(), part) {
        ("money", Part::Value | Part::Numerator) => 10_f64.powf(f64::from(settings.currency.exponent())),
        ("duration", Part::Value | Part::Numerator) => SECONDS_OF_A_DAY,
        _ => 1.0,
    }
}
