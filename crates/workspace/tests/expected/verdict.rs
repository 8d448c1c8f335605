//! Whether an expected row came out.

use crate::asked::Ground;
use crate::data::ExpectedRow;
use crate::figure;
use crate::list::{Decision, Formula};

/// How far sums and quotients may be off, relative to the expected value.
const TOLERANCE: f64 = 1e-6;
/// Whole numbers must be the same; binary fractions of a quotient may still show.
const TOLERANCE_OF_WHOLE_NUMBERS: f64 = 1e-9;

/// Where nothing is expected, nothing relative to it can be allowed.
const NOTHING: f64 = 1e-6;

/// What became of one expected row.
pub(crate) enum Verdict {
    Reproduced,
    /// Should have come out; says what came instead.
    Failed(String),
    Different,
}

impl Verdict {
    pub(crate) fn failure(&self) -> Option<&str> {
        match self {
            Self::Failed(text) => Some(text),
            _ => None,
        }
    }
}

pub(crate) fn of(ground: &Ground<'_>, row: &ExpectedRow) -> Verdict {
    match ground.list.rule_of(row).expect("every row has a rule") {
        Decision::Different => Verdict::Different,
        Decision::Reproduced(formula) => {
            if let Some(unknown) = unknown_metric(ground, formula) {
                return Verdict::Failed(format!("{row}: no metric is named {unknown}"));
            }
            let found = figure::of(ground, formula, row);
            if same(row.value, found, formula.tolerance) {
                return Verdict::Reproduced;
            }
            let shown = |value: Option<f64>| value.map_or("nothing".to_owned(), |value| value.to_string());
            let (expected, found, unit) = (shown(row.value), shown(found), &row.unit);
            Verdict::Failed(format!("{row}: expected {expected} {unit}, found {found}"))
        }
    }
}

fn unknown_metric<'a>(ground: &Ground<'_>, formula: &'a Formula) -> Option<&'a str> {
    ground
        .workspace
        .with_query(|context| formula.metrics().into_iter().find(|id| !context.catalogue.metrics.contains_key(*id)))
}

pub(crate) fn summary(set: &str, verdicts: &[Verdict]) -> String {
    let count = |wanted: fn(&Verdict) -> bool| verdicts.iter().filter(|verdict| wanted(verdict)).count();
    let reproduced = count(|verdict| matches!(verdict, Verdict::Reproduced));
    let different = count(|verdict| matches!(verdict, Verdict::Different));
    let missing = count(|verdict| matches!(verdict, Verdict::Failed(_)));
    let rows = verdicts.len();
    format!("{set}: {rows} rows, {reproduced} reproduced, {different} different by definition, {missing} missing")
}

fn same(expected: Option<f64>, found: Option<f64>, allowed: Option<f64>) -> bool {
    match (expected, found) {
        (Some(expected), Some(found)) => {
            let usual = if expected.fract() == 0.0 { TOLERANCE_OF_WHOLE_NUMBERS } else { TOLERANCE };
            let tolerance = allowed.unwrap_or(usual);
            (expected - found).abs() <= tolerance * expected.abs().max(NOTHING)
        }
        (None, None) => true,
        _ => false,
    }
}
