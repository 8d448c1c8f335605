//! Parameters: those that are mentioned are declared, those that are declared are used.

use super::expressions::{self, Written};
use crate::definition::{Aggregate, Length, Measure, MeasureKind, Metric, NumberOrParameter, Share};
use crate::drafts::{Draft, Drafts, MetricDraft};
use crate::expression::Expression;
use crate::problem::{Problem, ProblemCode};

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        let metric = &draft.item.metric;
        let known = || metric.parameters.keys().map(String::as_str);
        let mentioned = mentioned(draft);
        for (name, path) in mentioned.iter().filter(|(name, _)| !metric.parameters.contains_key(name)) {
            problems.push(unknown(draft, name, path).nearest(name, known()));
        }
        // What is used cannot be told where an expression does not parse.
        let readable = draft.sound
            && metric
                .measures
                .values()
                .chain(&metric.direction)
                .flat_map(expressions::of)
                .all(|w| Expression::parse(w.text).is_ok());
        for name in metric.parameters.keys().filter(|_| readable) {
            let used = metric.about.is_some()
                || mentioned.iter().any(|(other, _)| other == name)
                || passed_on(drafts, metric, name);
            if !used {
                let problem = draft.problem(ProblemCode::UnusedParameter, &format!("parameters.{name}"));
                problems.push(problem.with("parameter", name));
            }
        }
        for (position, example) in metric.examples.iter().enumerate() {
            for name in example.parameters.keys().filter(|name| !metric.parameters.contains_key(*name)) {
                let path = format!("examples.{position}.parameters.{name}");
                problems.push(unknown(draft, name, &path).nearest(name, known()));
            }
        }
    }
}

fn unknown(draft: &Draft<MetricDraft>, name: &str, path: &str) -> Problem {
    draft.problem(ProblemCode::UnknownParameter, path).with("parameter", name)
}

/// A metric computed from others hands its parameters on to them.
fn passed_on(drafts: &Drafts, metric: &Metric, name: &str) -> bool {
    metric.value.metrics().iter().filter_map(|id| drafts.metric(id)).any(|other| other.parameters.contains_key(name))
}

/// Names of the parameters that are mentioned, with the path of the place.
fn mentioned(draft: &Draft<MetricDraft>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, measure) in &draft.item.metric.measures {
        let path = draft.item.measure_paths.get(name).map_or("", String::as_str);
        for written in expressions::of(measure) {
            found.extend(mentioned_by(&written, path));
        }
        found.extend(choices(measure).map(|(name, key)| (name.clone(), format!("{path}.{key}"))));
        for (key, column) in [("at", &measure.at), ("latest_per", &measure.latest_per)] {
            let name = column.as_ref().and_then(|column| column.strip_prefix(':'));
            found.extend(name.map(|name| (name.to_owned(), format!("{path}.{key}"))));
        }
        found.extend(percentage(&measure.kind).map(|name| (name.to_owned(), format!("{path}.of"))));
        found.extend(lengths(measure).map(|(name, key)| (name, format!("{path}.{key}"))));
        if let MeasureKind::Model(model) = &measure.kind {
            let options = model.parameters();
            found.extend(options.map(|(option, name)| (name.to_owned(), format!("{path}.options.{option}"))));
        }
    }
    found.extend(draft.item.metric.rounding.iter().map(|name| (name.clone(), "rounding".to_owned())));
    found.extend(expressions::of_direction(&draft.item.metric).flat_map(|written| mentioned_by(&written, "better")));
    found
}

fn mentioned_by(written: &Written<'_>, path: &str) -> Vec<(String, String)> {
    let expression = Expression::parse(written.text).ok();
    let names = expression.iter().flat_map(|expression| expression.parameters());
    names.map(|name| (name.to_owned(), format!("{path}.{}", written.path))).collect()
}

/// Parameters that decide how a table is made.
fn choices(measure: &Measure) -> impl Iterator<Item = (&String, &'static str)> {
    let cohort = match &measure.kind {
        MeasureKind::Cohort(cohort) => Some(cohort),
        _ => None,
    };
    cohort.into_iter().flat_map(|cohort| {
        [(&cohort.returning, "returning"), (&cohort.time, "time"), (&cohort.brackets, "brackets")]
            .into_iter()
            .filter_map(|(name, key)| Some((name.as_ref()?, key)))
    })
}

/// The parameter that says which quantile is asked for.
fn percentage(kind: &MeasureKind) -> Option<&str> {
    let share = match kind {
        MeasureKind::Quantile { share, .. }
        | MeasureKind::Flow(Aggregate::Quantile { share, .. })
        | MeasureKind::Balance(Aggregate::Quantile { share, .. })
        | MeasureKind::Opening { outer: Aggregate::Quantile { share, .. }, .. }
        | MeasureKind::Nested { outer: Aggregate::Quantile { share, .. }, .. } => share,
        _ => return None,
    };
    match share {
        Share::Percent(name) => Some(name),
        Share::Fixed(_) => None,
    }
}

fn lengths(measure: &Measure) -> impl Iterator<Item = (String, &'static str)> {
    let maturity = measure.maturity.as_ref().map(|maturity| &maturity.length);
    [(measure.window.as_ref(), "window"), (measure.lag.as_ref(), "lag"), (maturity, "maturity")].into_iter().filter_map(
        |(length, key)| match length {
            Some(
                Length::Days(NumberOrParameter::Parameter(name)) | Length::Months(NumberOrParameter::Parameter(name)),
            ) => Some((name.clone(), key)),
            _ => None,
        },
    )
}
