//! Decides how a fact's measures share the work: measures of one shape are computed by one pass.

use crate::error::{ErrorCode, QueryError};
use crate::query::{Query, Reach, ResolvedMeasure, Waiting};
use catalogue::definition::{Aggregate, Fact, Measure, MeasureKind, Model};
use catalogue::expression::{Expression, is_window_name};
use std::collections::BTreeMap;

/// What one statement computes.
pub(crate) struct FactPlan<'a> {
    pub(crate) fact: &'a Fact,
    /// It brings members to models instead of numbers.
    pub(crate) for_models: bool,
    /// Dimensions whose filters its rows are not asked.
    pub(crate) ignores: Vec<&'a str>,
    /// Positions of the measures over this fact.
    pub(crate) measures: Vec<usize>,
    /// The windows in use, as they lie to the period; a shape refers to one by position.
    pub(crate) window_sets: Vec<Reach>,
    pub(crate) shapes: Vec<ShapePlan<'a>>,
}

/// Measures that are computed together.
pub(crate) struct ShapePlan<'a> {
    pub(crate) shape: Shape<'a>,
    pub(crate) window_set: usize,
    pub(crate) measures: Vec<usize>,
}

/// How rows become numbers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape<'a> {
    /// Sums and counts: rows are added up by day once, then days by window.
    Daily { at: &'a str },
    /// Each window looks at its rows one by one: distinct values, quantiles, latest answers.
    Rows { at: &'a str, latest_per: Option<String> },
    /// States that hold just before the end of each window.
    Balance,
    /// Members at the start of each window and what became of them.
    Opening {
        per: &'a str,
        amount: Option<&'a str>,
        part_at_end: bool,
        filter: Option<&'a str>,
        parameters: Vec<(String, String)>,
    },
    /// Rows of each window by member.
    Nested {
        at: &'a str,
        per: &'a str,
        inner: &'a BTreeMap<String, String>,
        derived: &'a [(String, String)],
        /// A member stands whole in the part of its latest row.
        whole: bool,
        filter: Option<&'a str>,
        maturity: Option<Waiting<'a>>,
        parameters: Vec<(String, String)>,
    },
    /// Members with what each bought, for a model.
    Members {
        at: &'a str,
        per: &'a str,
        occasion: &'a str,
        amount: &'a str,
        model: Model,
        /// The condition with the parameters it may mention.
        filter: Option<(&'a str, Vec<(String, String)>)>,
    },
}

impl<'a> FactPlan<'a> {
    pub(crate) fn new(fact: &'a Fact, measure: usize, for_models: bool, ignores: Vec<&'a str>) -> Self {
        Self { fact, for_models, ignores, measures: vec![measure], window_sets: Vec::new(), shapes: Vec::new() }
    }

    fn add(&mut self, position: usize, measure: &ResolvedMeasure<'a>, shape: Shape<'a>) {
        let window_set = self.window_set(measure.reach);
        match self.shapes.iter_mut().find(|plan| plan.shape == shape && plan.window_set == window_set) {
            Some(plan) => plan.measures.push(position),
            None => self.shapes.push(ShapePlan { shape, window_set, measures: vec![position] }),
        }
    }

    fn window_set(&mut self, reach: Reach) -> usize {
        self.window_sets.iter().position(|known| *known == reach).unwrap_or_else(|| {
            self.window_sets.push(reach);
            self.window_sets.len() - 1
        })
    }
}

pub(crate) fn plan(query: &mut Query<'_>) -> Result<(), QueryError> {
    let by_window = |measure: &ResolvedMeasure<'_>| {
        looks_at_the_window(measure.measure) || measure.depends_on_what_was_known(query)
    };
    let measure_by_window: Vec<bool> = query.measures.iter().map(by_window).collect();
    for plan in &mut query.plans {
        for position in plan.measures.clone() {
            let measure = &query.measures[position];
            plan.add(position, measure, shape(measure, measure_by_window[position])?);
        }
    }
    Ok(())
}

/// A column, or the one that a parameter names; the catalogue has checked that each of its words is a column.
fn column_named(key: &str, parameters: &[(String, String)]) -> String {
    let chosen = key.strip_prefix(':').and_then(|name| parameters.iter().find(|(known, _)| known == name));
    chosen.map_or(key, |(_, literal)| literal.trim_matches('\'')).to_owned()
}

/// `by_window`: its rows cannot be added up by day, each window decides about them.
fn shape<'a>(resolved: &ResolvedMeasure<'a>, by_window: bool) -> Result<Shape<'a>, QueryError> {
    let measure = resolved.measure;
    let at = || {
        let missing = || QueryError::new(ErrorCode::BadDefinition, &resolved.name);
        resolved.at().ok_or_else(missing)
    };
    let filter = measure.filter.as_deref();
    let latest_per = measure.latest_per.as_deref().map(|key| column_named(key, &resolved.parameters));
    let parameters = || resolved.parameters.clone();
    Ok(match &measure.kind {
        MeasureKind::Flow(Aggregate::CountRows | Aggregate::Sum(_)) if latest_per.is_none() && !by_window => {
            Shape::Daily { at: at()? }
        }
        MeasureKind::Flow(_) | MeasureKind::Distinct { .. } | MeasureKind::Quantile { .. } => {
            Shape::Rows { at: at()?, latest_per }
        }
        MeasureKind::Balance(_) => Shape::Balance,
        MeasureKind::Opening { per, amount, part_at_end, .. } => Shape::Opening {
            per,
            amount: amount.as_deref(),
            part_at_end: *part_at_end,
            filter,
            parameters: parameters(),
        },
        // They are asked for by their own steps, never as a number.
        MeasureKind::Cohort(_) | MeasureKind::Funnel(_) => {
            return Err(QueryError::new(ErrorCode::BadDefinition, &resolved.name));
        }
        MeasureKind::Nested { per, inner, derived, whole, .. } => Shape::Nested {
            at: at()?,
            per,
            inner,
            derived,
            whole: *whole,
            filter,
            maturity: resolved.maturity,
            parameters: parameters(),
        },
        MeasureKind::Model(model) => Shape::Members {
            at: at()?,
            per: &model.per,
            occasion: &model.occasion,
            amount: &model.amount,
            model: model.model,
            filter: filter.map(|filter| (filter, parameters())),
        },
    })
}

/// Whether an expression over rows mentions an edge of the window.
fn looks_at_the_window(measure: &Measure) -> bool {
    let sum = match &measure.kind {
        MeasureKind::Flow(Aggregate::Sum(of)) => Some(of),
        _ => None,
    };
    let mentions =
        |text: &String| Expression::parse(text).is_ok_and(|parsed| parsed.columns().into_iter().any(is_window_name));
    measure.filter.iter().chain(sum).any(mentions)
}
