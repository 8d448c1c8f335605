//! The one value that travels through the steps; each step fills in its part.

use crate::answer::{ModelAnswer, NullReason, OwnWord, ParameterAnswer, UnknownValue};
use crate::context::QueryContext;
use crate::modelled::MemberSets;
use crate::request::{Filter, Request};
use crate::scope::Scope;
use crate::steps::calendar::Timeline;
use crate::steps::derive::MetricFigures;
use crate::steps::plan::FactPlan;
use crate::steps::render::Statement;
use crate::steps::run::{Cells, Place};
use catalogue::definition::{Fact, Measure, Metric};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// A question on its way to an answer.
pub(crate) struct Query<'a> {
    pub(crate) context: QueryContext<'a>,
    pub(crate) scope: &'a Scope,
    pub(crate) request: Request,
    /// How much beside the period's own value is wanted.
    pub(crate) extent: Extent,
    /// What the value is cut by: by one thing, or by each of several on its own.
    pub(crate) slices: Vec<Slice>,
    /// The viewer's row rules as filters (authorise).
    pub(crate) row_rules: Vec<Filter>,
    /// Period, comparison and buckets (calendar).
    pub(crate) timeline: Timeline,
    /// The metrics asked for, in order (resolve).
    pub(crate) metrics: Vec<ResolvedMetric<'a>>,
    /// Every measure they need; formulas refer to it by position (resolve).
    pub(crate) measures: Vec<ResolvedMeasure<'a>>,
    /// Measures by fact, and within a fact by shape (group, plan).
    pub(crate) plans: Vec<FactPlan<'a>>,
    /// One statement per fact (render).
    pub(crate) statements: Vec<Statement>,
    /// What the store said (run).
    pub(crate) cells: Cells,
    /// First day of the facts of bases of nothing, for metrics that ask whether history reaches back (run).
    pub(crate) first_days: BTreeMap<String, Date>,
    /// What other currencies are worth on the days of goals that were set in them (run).
    pub(crate) goal_rates: BTreeMap<(String, Date), Decimal>,
    /// Members for models, where a plan asks for them (run).
    pub(crate) members: MemberSets,
    /// What the models came to, for receipts (fit).
    pub(crate) models: HashMap<Place, ModelAnswer>,
    /// Each part takes the words that stand for what rows say most often from its own rows, as a filter by it would,
    /// and so need not add up with the others.
    pub(crate) parts_alone: bool,
    /// What such words stand for where that is not for the rows to say, by metric and parameter.
    pub(crate) words: BTreeMap<(String, String), String>,
    /// Parts in which such words stand for something else than in the whole, by metric and part (own words).
    pub(crate) own_words: BTreeMap<(String, Option<String>), Vec<OwnWord>>,
    /// The same without filters on persons, where answers of people are asked for (whole).
    pub(crate) whole: Option<Box<Query<'a>>>,
    /// Values of the filters that no data know (unknown).
    pub(crate) unknown: Vec<UnknownValue>,
    /// Figures of each metric, in the order of `metrics` (derive, compare, judge).
    pub(crate) figures: Vec<MetricFigures>,
}

/// How much beside the period's own value is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Only the period's value.
    Value,
    /// With the comparison, without any line.
    Change,
    /// With the comparison and a line of at least a few buckets up to the period's end.
    Tile,
    /// With the comparison and the periods like it before.
    Alerts,
    /// With the comparison and the buckets of both periods.
    Page,
}

/// What a value is cut by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slice {
    /// A dimension of the catalogue.
    Dimension(String),
    /// The customer: the parts are the customers behind the value.
    Customer,
}

/// A metric with its formula down to measures.
pub(crate) struct ResolvedMetric<'a> {
    pub(crate) metric: &'a Metric,
    pub(crate) formula: ResolvedFormula,
    /// For a mean over rows: the position of the measure that adds up the squares of what it adds up.
    pub(crate) squares: Option<usize>,
    /// Where the rows say which way is good: the position of the measure that adds that up.
    pub(crate) direction: Option<usize>,
    /// Where customers are looked at: name and position of the measures of what the value is made of.
    pub(crate) components: Vec<(&'a str, usize)>,
    pub(crate) parameters: Vec<ParameterAnswer>,
    /// Each share of its difference is rounded before one is taken from the other.
    pub(crate) rounds_each: bool,
    /// Why it is not computed at all.
    pub(crate) blocked: Option<NullReason>,
    /// What was never imported, when that is why.
    pub(crate) needs: Vec<String>,
}

/// A formula over measures by their position in [`Query::measures`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ResolvedFormula {
    Measure(usize),
    Number(Decimal),
    Operation(Operator, Box<ResolvedFormula>, Box<ResolvedFormula>),
    CountBack(Box<CountBack>),
}

/// A balance with the layers it is walked back over, the newest first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CountBack {
    pub(crate) balance: ResolvedFormula,
    /// Size and worth of each layer.
    pub(crate) layers: Vec<(ResolvedFormula, ResolvedFormula)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// A measure with its fact and parameters.
#[derive(Clone)]
pub(crate) struct ResolvedMeasure<'a> {
    /// Name in the metric's file; `metric.measure` when it belongs to another metric.
    pub(crate) name: String,
    pub(crate) measure: &'a Measure,
    pub(crate) fact: &'a Fact,
    /// Parameters in force for the metric it belongs to: literals of checked values.
    pub(crate) parameters: Vec<(String, String)>,
    /// Options of a model with the texts in force.
    pub(crate) texts: BTreeMap<String, String>,
    /// How its window lies to the shown period.
    pub(crate) reach: Reach,
    /// How much time must have passed for a row to count.
    pub(crate) maturity: Option<Waiting<'a>>,
    /// Its metric counts only outcomes that were known in time, so that what is compared has to have waited by then.
    pub(crate) waits_to_be_known: bool,
    /// It adds up the squares, for the spread around a mean.
    pub(crate) squared: bool,
}

impl<'a> ResolvedMeasure<'a> {
    /// The column that places a row in a period: the one of the file, or the one that a parameter names.
    pub(crate) fn at(&self) -> Option<&'a str> {
        let at = self.measure.at.as_deref()?;
        let Some(name) = at.strip_prefix(':') else { return Some(at) };
        let (_, literal) = self.parameters.iter().find(|(known, _)| known == name)?;
        self.fact.column(literal.trim_matches('\'')).map(|column| column.name.as_str())
    }
}

impl<'a> ResolvedMeasure<'a> {
    /// The column that says when its outcome became known, where a window of the query asks for it.
    pub(crate) fn known_at(&self, query: &Query<'_>) -> Option<&'a str> {
        self.measure.known_at.as_deref().filter(|_| query.timeline.leaves_out_later_outcomes())
    }

    /// Whether each window of the query decides about its rows.
    pub(crate) fn depends_on_what_was_known(&self, query: &Query<'_>) -> bool {
        self.known_at(query).is_some() || (self.waits_to_be_known && query.timeline.leaves_out_later_outcomes())
    }
}

/// How the window of a measure lies to the shown period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// Its own length, when it is not that of the period.
    pub(crate) length: Option<Span>,
    /// How much earlier it ends.
    pub(crate) lag: Option<Span>,
}

/// A length of time whose parameter is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Span {
    Days(u32),
    Months(u32),
}

/// The time that must have passed before a row counts, its parameter filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Waiting<'a> {
    pub(crate) span: Span,
    /// Column from which it is counted, when it is not the one that places the row in a period.
    pub(crate) from: Option<&'a str>,
}

impl<'a> Query<'a> {
    pub(crate) fn new(
        context: QueryContext<'a>,
        scope: &'a Scope,
        request: Request,
        extent: Extent,
        slices: Vec<Slice>,
    ) -> Self {
        Self {
            context,
            scope,
            request,
            extent,
            slices,
            row_rules: Vec::new(),
            timeline: Timeline::default(),
            metrics: Vec::new(),
            measures: Vec::new(),
            plans: Vec::new(),
            statements: Vec::new(),
            cells: Cells::default(),
            first_days: BTreeMap::new(),
            goal_rates: BTreeMap::new(),
            members: MemberSets::default(),
            models: HashMap::new(),
            parts_alone: false,
            own_words: BTreeMap::new(),
            words: BTreeMap::new(),
            whole: None,
            unknown: Vec::new(),
            figures: Vec::new(),
        }
    }
}

impl Slice {
    /// The dimension, when it is one.
    pub(crate) fn dimension(&self) -> Option<&str> {
        match self {
            Self::Dimension(dimension) => Some(dimension),
            Self::Customer => None,
        }
    }
}

impl Query<'_> {
    /// The windows that are wanted in parts: lines are never cut, goals of parts are.
    pub(crate) fn cut_windows(&self) -> Vec<usize> {
        match self.context.only_goals {
            Some(_) => (0..self.timeline.windows.len()).collect(),
            None => self.timeline.answered_windows(),
        }
    }
}

impl ResolvedFormula {
    /// Positions of the measures it uses, in reading order.
    pub(crate) fn measures(&self) -> Vec<usize> {
        match self {
            Self::Measure(position) => vec![*position],
            Self::Number(_) => Vec::new(),
            Self::Operation(_, left, right) => {
                let mut positions = left.measures();
                positions.extend(right.measures());
                positions
            }
            Self::CountBack(back) => {
                let parts = back.layers.iter().flat_map(|(size, worth)| [size, worth]);
                std::iter::once(&back.balance).chain(parts).flat_map(Self::measures).collect()
            }
        }
    }

    /// The part whose rows are the number of rows of the whole: the base of a quotient, the balance that is walked
    /// back, else all of it.
    pub(crate) fn counted_by(&self) -> &ResolvedFormula {
        match (self.quotient(), self.without_factor().1) {
            (Some((_, bottom)), _) => bottom,
            (None, Self::CountBack(back)) => &back.balance,
            _ => self,
        }
    }

    /// Its constant factor, before or after the rest, and the rest.
    pub(crate) fn without_factor(&self) -> (Decimal, &ResolvedFormula) {
        match self {
            Self::Operation(Operator::Multiply, left, right) => match (left.as_ref(), right.as_ref()) {
                (Self::Number(number), inner) | (inner, Self::Number(number)) => {
                    let (factor, rest) = inner.without_factor();
                    (number.checked_mul(factor).unwrap_or(*number), rest)
                }
                _ => (Decimal::ONE, self),
            },
            _ => (Decimal::ONE, self),
        }
    }

    /// Top and bottom of its quotient; a constant factor before or after the quotient is looked through.
    pub(crate) fn quotient(&self) -> Option<(&ResolvedFormula, &ResolvedFormula)> {
        match self {
            Self::Operation(Operator::Divide, top, bottom) => Some((top, bottom)),
            Self::Operation(Operator::Multiply, left, right) => match (left.as_ref(), right.as_ref()) {
                (Self::Number(_), inner) | (inner, Self::Number(_)) => inner.quotient(),
                _ => None,
            },
            _ => None,
        }
    }
}
