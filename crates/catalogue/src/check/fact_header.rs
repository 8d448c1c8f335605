//! Columns that a fact's header refers to: currencies, the interval, dimensions.

use crate::definition::{Fact, FactColumn, FactColumnKind};
use crate::drafts::{Draft, Drafts};
use crate::problem::{Problem, ProblemCode};

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.facts.values() {
        for column in &draft.item.columns {
            currency(draft, column, problems);
            dimension(drafts, draft, column, problems);
        }
        if let Some(interval) = &draft.item.interval {
            expect_kind(draft, "interval.from", &interval.from, FactColumnKind::Instant, "instant", problems);
            expect_kind(draft, "interval.to", &interval.to, FactColumnKind::Instant, "instant", problems);
        }
    }
}

fn currency(draft: &Draft<Fact>, column: &FactColumn, problems: &mut Vec<Problem>) {
    if let Some(currency) = &column.currency {
        let path = format!("columns.{}.currency", column.name);
        expect_kind(draft, &path, currency, FactColumnKind::Text, "text", problems);
    }
}

fn dimension(drafts: &Drafts, draft: &Draft<Fact>, column: &FactColumn, problems: &mut Vec<Problem>) {
    let Some(dimension) = &column.dimension else {
        return;
    };
    if !drafts.has_file("dimensions", dimension) {
        let problem = draft.problem(ProblemCode::UnknownDimension, &format!("columns.{}.dimension", column.name));
        let known = drafts.dimensions.keys().map(String::as_str);
        problems.push(problem.with("dimension", dimension).nearest(dimension, known));
    }
}

fn expect_kind(
    draft: &Draft<Fact>,
    path: &str,
    name: &str,
    kind: FactColumnKind,
    expected: &str,
    problems: &mut Vec<Problem>,
) {
    match draft.item.column(name) {
        Some(column) if column.kind == kind => {}
        Some(_) => problems
            .push(draft.problem(ProblemCode::WrongColumnKind, path).with("column", name).with("expected", expected)),
        None => problems.push(
            draft
                .problem(ProblemCode::UnknownColumn, path)
                .with("column", name)
                .with("table", draft.item.name.as_str())
                .nearest(name, draft.item.columns.iter().map(|column| column.name.as_str())),
        ),
    }
}
