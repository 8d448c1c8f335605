//! Our number for an expected row.

use crate::asked::{Ground, days, our_value, remembered, request};
use crate::data::ExpectedRow;
use crate::list::{Formula, Imported, List, Part};
use crate::{compared, fitted};
use jiff::civil::Date;
use model::currency::Currency;
use query::answer::{Figure, MetricAnswer, Value};
use query::request::Request;
use query::scope::Scope;

/// Events of a customer that are looked through.
const LATEST_EVENTS: u32 = 100;

/// The number in the unit of the expected row, money in major units; none where there is no value.
pub(crate) fn of(ground: &Ground<'_>, formula: &Formula, row: &ExpectedRow) -> Option<f64> {
    let mut number = first_term(ground, formula, row)?;
    number = number * formula.times.unwrap_or(1.0) + formula.plus.unwrap_or(0.0);
    if let Some(term) = &formula.and {
        number += of(ground, term, row)?;
    }
    if let Some(term) = &formula.minus {
        number -= of(ground, term, row)?;
    }
    if let Some(term) = &formula.divided_by {
        number /= of(ground, term, row)?;
    }
    Some(number)
}

fn first_term(ground: &Ground<'_>, formula: &Formula, row: &ExpectedRow) -> Option<f64> {
    if let Some(count) = formula.import {
        return Some(imported(ground, count, formula.file.as_deref(), row));
    }
    if let Some(kind) = &formula.days_since {
        return days_since(ground, formula, kind, row);
    }
    let request = request(ground, formula, row);
    if let Some(fit) = formula.fit {
        return fitted::number(ground, request, fit);
    }
    if let Some(number) = formula.experiment {
        return compared::number(ground, request, number, row);
    }
    if formula.is_cell() {
        return cell(ground, &request, row);
    }
    let answer =
        ground.workspace.with_query(|context| query::metric(context, &Scope::everything(), request)).expect("answer");
    if matches!(formula.of, Part::Parts) {
        return parts(&answer);
    }
    let Some(figure) = part_of(ground.list, &answer, row) else {
        // A part without rows is not in the answer: its count is none.
        return (answer.unit == "count" || matches!(formula.of, Part::N | Part::Denominator)).then_some(0.0);
    };
    Some(number(figure, formula.of)? / scale(&answer, formula.of, row, ground.workspace.settings().currency))
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

fn parts(answer: &MetricAnswer) -> Option<f64> {
    let slices = answer.slices.as_ref()?;
    let named = slices.rows.iter().filter(|part| part.value.is_some()).count();
    Some(f64::from(u32::try_from(named).expect("a count") + u32::try_from(slices.more).expect("a count")))
}

fn number(figure: &Figure, part: Part) -> Option<f64> {
    let parsed = |text: &String| text.parse::<f64>().expect("number");
    match part {
        Part::Value | Part::Cell | Part::Parts => match &figure.value {
            Value::Number { number } => Some(*number),
            Value::Money { amount, .. } => Some(parsed(amount)),
            Value::Null { .. } => None,
        },
        Part::Numerator => figure.numerator.as_ref().map(parsed),
        Part::Denominator => figure.denominator.as_ref().map(parsed),
        Part::N => Some(f64::from(u32::try_from(figure.n).expect("a count"))),
    }
}

/// The cell that `2010-12+3` names: three months after those of December 2010 joined.
fn cell(ground: &Ground<'_>, request: &Request, row: &ExpectedRow) -> Option<f64> {
    let table = remembered(&ground.cohorts, format!("{request:?}"), || {
        let answer = ground
            .workspace
            .with_query(|context| query::cohort::cohorts(context, &Scope::everything(), request.clone()));
        answer.expect("table of cohorts")
    });
    let (cohort, at) = row.dimension_value.split_once('+').expect("cohort and column");
    let at: u32 = at.parse().expect("column");
    let of_cohort = table.rows.iter().find(|known| known.cohort.start.starts_with(cohort))?;
    number(&of_cohort.cells.iter().find(|cell| cell.at == at)?.figure, Part::Cell)
}

fn days_since(ground: &Ground<'_>, formula: &Formula, kind: &str, row: &ExpectedRow) -> Option<f64> {
    let customer = our_value(ground.list, row);
    let timeline = ground.workspace.with_query(|context| {
        query::directory::timeline(context, &Scope::everything(), &customer, None, LATEST_EVENTS).expect("timeline")
    });
    let latest: Date = timeline.entries.iter().find(|event| event.kind == kind)?.day.parse().expect("day");
    let (_, last) = days(ground.list, formula, row);
    Some(f64::from((last - latest).get_days() + 1))
}

fn imported(ground: &Ground<'_>, count: Imported, file: Option<&str>, row: &ExpectedRow) -> f64 {
    let reports = ground.reports.iter().filter(|report| file.is_none_or(|file| report.file_name == file));
    let counts: Vec<u64> = reports
        .map(|report| match count {
            Imported::Rows => report.rows,
            Imported::Rejected => report.rejected,
        })
        .collect();
    assert!(!counts.is_empty(), "{row}: no such file was imported");
    f64::from(u32::try_from(counts.iter().sum::<u64>()).expect("a count"))
}

/// How many of our units are one of the expected table's units. The divisor of a mean is a count.
fn scale(answer: &MetricAnswer, part: Part, row: &ExpectedRow, currency: Currency) -> f64 {
    let own = matches!(part, Part::Value | Part::Numerator);
    if own { of_unit(&answer.unit, row, currency) } else { 1.0 }
}

pub(crate) fn of_unit(unit: &str, row: &ExpectedRow, currency: Currency) -> f64 {
    match unit {
        "money" | "money_per_day" => 10_f64.powf(f64::from(currency.exponent())),
        "duration" => match row.unit.as_str() {
            "hours" => 3_600.0,
            "minutes" => 60.0,
            "seconds" => 1.0,
            _ => 86_400.0,
        },
        _ => 1.0,
    }
}
