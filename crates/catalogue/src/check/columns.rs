//! Every expression of every measure: it parses, aggregates only where that means something, and mentions
//! only columns of its fact.

use super::expressions::{self, Over, Written};
use crate::definition::{Fact, FactColumnKind, Measure, MeasureKind};
use crate::drafts::{Draft, Drafts, MetricDraft};
use crate::expression::{Expression, ExpressionError, ExpressionErrorKind, WINDOW_NAMES, known_functions};
use crate::problem::{Problem, ProblemCode};

pub(super) fn check(drafts: &Drafts, problems: &mut Vec<Problem>) {
    for draft in drafts.written_metrics() {
        for (name, measure) in &draft.item.metric.measures {
            let Some(fact) = drafts.fact(&measure.fact) else {
                continue;
            };
            let path = draft.item.measure_paths.get(name).map_or("", String::as_str);
            let checker = Checker { draft, path, measure, fact };
            checker.plain_columns(problems);
            for written in expressions::of(measure) {
                checker.expression(&written, problems);
            }
        }
        let direction = draft.item.metric.direction.as_ref();
        if let Some((measure, fact)) = direction.and_then(|measure| Some((measure, drafts.fact(&measure.fact)?))) {
            let checker = Checker { draft, path: "better", measure, fact };
            expressions::of_direction(&draft.item.metric).for_each(|written| checker.expression(&written, problems));
        }
    }
}

struct Checker<'drafts> {
    draft: &'drafts Draft<MetricDraft>,
    path: &'drafts str,
    measure: &'drafts Measure,
    fact: &'drafts Fact,
}

impl Checker<'_> {
    /// `at`, `per`, `latest_per`, `with_rate_of`, `known_at` and where a maturity begins name one column each.
    fn plain_columns(&self, problems: &mut Vec<Problem>) {
        for at in self.measure.at.iter().flat_map(|at| self.named_by(at)) {
            self.time_column("at", at, problems);
        }
        if let Some(from) = self.measure.maturity.as_ref().and_then(|maturity| maturity.from.as_ref()) {
            self.time_column("maturity.from", from, problems);
        }
        if let Some(known_at) = &self.measure.known_at {
            self.time_column("known_at", known_at, problems);
        }
        let named: Vec<(&str, &String)> = match &self.measure.kind {
            MeasureKind::Opening { per, .. } | MeasureKind::Nested { per, .. } => vec![("per", per)],
            MeasureKind::Cohort(cohort) => vec![("member", &cohort.member), ("joined", &cohort.joined)],
            MeasureKind::Funnel(funnel) => {
                let apart = funnel.apart.iter().map(|apart| ("apart", apart));
                let columns = [("subject", &funnel.subject), ("step", &funnel.step), ("position", &funnel.position)];
                columns.into_iter().chain(apart).collect()
            }
            MeasureKind::Model(model) => vec![("per", &model.per), ("occasion", &model.occasion)],
            _ => Vec::new(),
        };
        let latest_per = self.measure.latest_per.iter().map(|column| ("latest_per", column));
        for (key, column) in named.into_iter().chain(latest_per) {
            let columns = self.named_by(column);
            if let Some(column) = columns.iter().find(|column| !self.fact.select_columns().contains(column)) {
                self.unknown(key, column, problems);
            }
        }
        if let Some(column) = &self.measure.with_rate_of {
            match self.fact.column(column) {
                Some(known) if known.kind == FactColumnKind::Money => {}
                Some(_) => problems.push(
                    self.problem(ProblemCode::WrongColumnKind, "with_rate_of")
                        .with("column", column)
                        .with("expected", "money"),
                ),
                None => self.unknown("with_rate_of", column, problems),
            }
        }
    }

    /// An instant or a date.
    fn time_column(&self, key: &str, name: &str, problems: &mut Vec<Problem>) {
        match self.fact.column(name) {
            Some(column) if matches!(column.kind, FactColumnKind::Instant | FactColumnKind::Date) => {}
            Some(_) => problems.push(
                self.problem(ProblemCode::WrongColumnKind, key).with("column", name).with("expected", "instant | date"),
            ),
            None => self.unknown(key, name, problems),
        }
    }

    /// The column of that name; of a choice instead of a column each of its words.
    fn named_by<'c>(&'c self, column: &'c String) -> &'c [String] {
        let parameter = column.strip_prefix(':').and_then(|name| self.draft.item.metric.parameters.get(name));
        let chosen = parameter.filter(|parameter| !parameter.options.is_empty());
        chosen.map_or(std::slice::from_ref(column), |parameter| parameter.options.as_slice())
    }

    fn expression(&self, written: &Written<'_>, problems: &mut Vec<Problem>) {
        let expression = match Expression::parse(written.text) {
            Ok(expression) => expression,
            Err(error) => {
                problems.push(self.unreadable(written, error));
                return;
            }
        };
        if expression.has_aggregate() != (written.over == Over::MemberRows) {
            problems.push(self.problem(ProblemCode::WrongAggregate, &written.path).with("text", written.text));
        }
        let columns = self.fact.select_columns();
        let known: Vec<&str> = match written.over {
            Over::Members => expressions::member_variables(self.measure, usize::MAX),
            Over::Member(derived_ones) => expressions::member_variables(self.measure, derived_ones),
            Over::Rows | Over::MemberRows => {
                columns.iter().map(String::as_str).chain(WINDOW_NAMES.iter().copied()).collect()
            }
        };
        for name in expression.columns().into_iter().filter(|name| !known.contains(name)) {
            let problem = self.at_word(written, name, ProblemCode::UnknownColumn);
            problems.push(
                problem
                    .with("column", name)
                    .with("table", self.fact.name.as_str())
                    .nearest(name, known.iter().copied()),
            );
        }
    }

    fn unknown(&self, key: &str, column: &str, problems: &mut Vec<Problem>) {
        let columns = self.fact.select_columns();
        problems.push(
            self.problem(ProblemCode::UnknownColumn, key)
                .with("column", column)
                .with("table", self.fact.name.as_str())
                .nearest(column, columns.iter().map(String::as_str)),
        );
    }

    fn unreadable(&self, written: &Written<'_>, error: ExpressionError) -> Problem {
        let full = format!("{}.{}", self.path, written.path);
        let place = self.draft.places.inside(&full, error.line, error.column);
        let problem = |code| Problem::new(code, &self.draft.file, place);
        match error.kind {
            ExpressionErrorKind::UnknownFunction(name) => {
                problem(ProblemCode::UnknownFunction).nearest(&name, known_functions()).with("function", name)
            }
            ExpressionErrorKind::NotAllowed(text) => problem(ProblemCode::NotAllowed).with("text", text),
            kind @ (ExpressionErrorKind::Syntax(_) | ExpressionErrorKind::TooLong) => {
                problem(ProblemCode::Syntax).with("message", kind.to_string())
            }
        }
    }

    fn problem(&self, code: ProblemCode, key: &str) -> Problem {
        self.draft.problem(code, &format!("{}.{key}", self.path))
    }

    /// A mistake at the first occurrence of a word in an expression.
    fn at_word(&self, written: &Written<'_>, word: &str, code: ProblemCode) -> Problem {
        let before = written.text.split(word).next().unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        let place = self.draft.places.inside(&format!("{}.{}", self.path, written.path), line, column);
        Problem::new(code, &self.draft.file, place)
    }
}
