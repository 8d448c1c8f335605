//! Decides how a fact's measures share the work: measures of one shape are computed by one pass.

use crate::error::{ErrorCode, QueryError};
use crate::query::{Query, ResolvedMeasure, Span};
use catalogue::definition::{Aggregate, Fact, MeasureKind};
use std::collections::BTreeMap;

/// What one statement computes.
pub(crate) struct FactPlan<'a> {
    pub(crate) fact: &'a Fact,
    /// Positions of the measures over this fact.
    pub(crate) measures: Vec<usize>,
    /// Lengths of the windows in use; a shape refers to one by position.
    pub(crate) window_sets: Vec<Option<Span>>,
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
    Rows { at: &'a str, latest_per: Option<&'a str> },
    /// States that hold just before the end of each window.
    Balance,
    /// Members at the start of each window and what became of them.
    Opening { per: &'a str, amount: Option<&'a str>, filter: Option<&'a str>, parameters: Vec<(String, String)> },
    /// Rows of each window by member.
    Nested {
        at: &'a str,
        per: &'a str,
        inner: &'a BTreeMap<String, String>,
        filter: Option<&'a str>,
        maturity: Option<Span>,
        parameters: Vec<(String, String)>,
    },
}

impl<'a> FactPlan<'a> {
    pub(crate) fn new(fact: &'a Fact, measure: usize) -> Self {
        Self { fact, measures: vec![measure], window_sets: Vec::new(), shapes: Vec::new() }
    }

    fn add(&mut self, position: usize, measure: &ResolvedMeasure<'a>) -> Result<(), QueryError> {
        let window_set = self.window_set(measure.window);
        let shape = shape(measure)?;
        match self.shapes.iter_mut().find(|plan| plan.shape == shape && plan.window_set == window_set) {
            Some(plan) => plan.measures.push(position),
            None => self.shapes.push(ShapePlan { shape, window_set, measures: vec![position] }),
        }
        Ok(())
    }

    fn window_set(&mut self, length: Option<Span>) -> usize {
        self.window_sets.iter().position(|known| *known == length).unwrap_or_else(|| {
            self.window_sets.push(length);
            self.window_sets.len() - 1
        })
    }
}

pub(crate) fn plan(query: &mut Query<'_>) -> Result<(), QueryError> {
    for plan in &mut query.plans {
        for position in plan.measures.clone() {
            plan.add(position, &query.measures[position])?;
        }
    }
    Ok(())
}

fn shape<'a>(resolved: &ResolvedMeasure<'a>) -> Result<Shape<'a>, QueryError> {
    let measure = resolved.measure;
    let at = || {
        let missing = || QueryError::new(ErrorCode::BadDefinition, &resolved.name);
        measure.at.as_deref().ok_or_else(missing)
    };
    let filter = measure.filter.as_deref();
    let latest_per = measure.latest_per.as_deref();
    let parameters = || resolved.parameters.clone();
    Ok(match &measure.kind {
        MeasureKind::Flow(Aggregate::CountRows | Aggregate::Sum(_)) if latest_per.is_none() => {
            Shape::Daily { at: at()? }
        }
        MeasureKind::Flow(_) | MeasureKind::Distinct { .. } | MeasureKind::Quantile { .. } => {
            Shape::Rows { at: at()?, latest_per }
        }
        MeasureKind::Balance(_) => Shape::Balance,
        MeasureKind::Opening { per, amount, .. } => {
            Shape::Opening { per, amount: amount.as_deref(), filter, parameters: parameters() }
        }
        // They are asked for by their own steps, never as a number.
        MeasureKind::Cohort(_) | MeasureKind::Funnel(_) => {
            return Err(QueryError::new(ErrorCode::BadDefinition, &resolved.name));
        }
        MeasureKind::Nested { per, inner, .. } => {
            Shape::Nested { at: at()?, per, inner, filter, maturity: resolved.maturity, parameters: parameters() }
        }
    })
}
