//! `better: higher`, or `better: { sum: … }` where each row says which way is good.

use crate::definition::{Aggregate, Better, Measure, MeasureKind};
use crate::fields::{Fields, Report, choice};
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Node, Value};
use std::collections::BTreeMap;

const DIRECTIONS: &[(&str, Better)] =
    &[("higher", Better::Higher), ("lower", Better::Lower), ("neither", Better::Neither)];

/// What the file says.
pub(super) enum Written {
    /// One direction for all rows; neither stands in for a mistake.
    Fixed(Better),
    /// An expression over the rows of the denominator, and where it stands.
    ByRow(String, (usize, usize)),
}

pub(super) fn read(node: &Node, report: &mut Report<'_>) -> Written {
    if !matches!(node.value, Value::Map(_)) {
        return Written::Fixed(choice("better", node, DIRECTIONS, report).unwrap_or(Better::Neither));
    }
    let sum = Fields::of(node, "better", report).and_then(|mut fields| {
        let sum = fields.required_text("sum", report);
        fields.finish(report);
        sum
    });
    sum.map_or(Written::Fixed(Better::Neither), |sum| Written::ByRow(sum, node.place))
}

impl Written {
    /// The measure beside the denominator, which must count rows.
    pub(super) fn over(
        self,
        measures: &BTreeMap<String, Measure>,
        report: &mut Report<'_>,
    ) -> (Better, Option<Measure>) {
        let (sum, place) = match self {
            Self::Fixed(better) => return (better, None),
            Self::ByRow(sum, place) => (sum, place),
        };
        let counts_rows = |rows: &&Measure| matches!(rows.kind, MeasureKind::Flow(Aggregate::CountRows));
        let Some(rows) = measures.get("denominator").filter(counts_rows) else {
            let problem = Problem::new(ProblemCode::MissingKey, report.file, place);
            report.push(problem.with("key", "denominator: { kind: flow, count: rows }"));
            return (Better::Neither, None);
        };
        let direction = Measure { kind: MeasureKind::Flow(Aggregate::Sum(sum)), ..rows.clone() };
        (Better::ByQuestion, Some(direction))
    }
}
