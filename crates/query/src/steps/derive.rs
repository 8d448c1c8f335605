//! Formulas: from the numbers of measures to the figure of a metric, null by null with its reason.

use crate::answer::{Change, Figure, GoalAnswer, NullReason, Value};
use crate::count_back::count_back;
use crate::error::QueryError;
use crate::modelled::is_modelled;
use crate::pace::Course;
use crate::query::{Operator, Query, ResolvedFormula, ResolvedMeasure, ResolvedMetric, Slice};
use crate::significant::significant;
use crate::steps::calendar::{GoalTimes, Period};
use crate::steps::compare::number;
use crate::steps::evidence::{Evidence, evidence};
use crate::steps::render::row_expression;
use crate::steps::run::{Cell, Place, history_asked};
use catalogue::definition::{Aggregate, MeasureKind, Unit, WithoutDenominator};
use catalogue::expression::Expression;
use model::aims::Goal;
use model::currency::Currency;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// Parts that are listed; the rest is counted as `more`.
const MOST_PARTS: usize = 200;
/// Fewer answers about a person than this are not shown (catalogue 2.13).
const FEWEST_ANSWERS_ABOUT_A_PERSON: u64 = 5;
/// The family whose rows are answers of people.
const ANSWERS_FAMILY: &str = "perception";

/// A figure with what is known about its uncertainty.
#[derive(Debug, Clone)]
pub(crate) struct Derived {
    pub(crate) figure: Figure,
    pub(crate) evidence: Evidence,
}

/// All figures of one metric.
#[derive(Debug)]
pub(crate) struct MetricFigures {
    pub(crate) now: Derived,
    pub(crate) then: Option<Derived>,
    pub(crate) change: Option<Change>,
    pub(crate) series: Vec<Derived>,
    pub(crate) comparison_series: Vec<Derived>,
    pub(crate) parts: Vec<Part>,
    pub(crate) more: u64,
    /// What is reached of each goal of the metric.
    pub(crate) goals: Vec<Reached>,
    /// Goals that had to be asked about alone, by key (own_days).
    pub(crate) goals_alone: BTreeMap<String, GoalAnswer>,
}

/// What is reached of a goal, and was in earlier years.
#[derive(Debug)]
pub(crate) struct Reached {
    /// Position among the goals of the timeline.
    pub(crate) goal: usize,
    pub(crate) now: Derived,
    pub(crate) earlier: Vec<Course>,
}

/// One part of a metric.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) value: Option<String>,
    pub(crate) now: Derived,
    pub(crate) then: Option<Derived>,
    pub(crate) change: Option<Change>,
}

pub(crate) fn derive(query: &mut Query<'_>) -> Result<(), QueryError> {
    query.figures = query.metrics.iter().map(|metric| figures(query, metric)).collect();
    Ok(())
}

fn figures(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> MetricFigures {
    let timeline = &query.timeline;
    let of = |period: &Period| total(query, metric, period);
    // A model would be fitted anew for every point of a line, so it has none.
    let has_line = !is_modelled(query, metric);
    let line = |periods: &[Period]| if has_line { periods.iter().map(of).collect() } else { Vec::new() };
    let (parts, more) = parts(query, metric);
    MetricFigures {
        now: timeline.period.as_ref().map_or_else(|| nothing(NullReason::NotObservedYet), of),
        then: timeline.comparison.as_ref().map(of),
        change: None,
        series: line(&timeline.series),
        comparison_series: line(&timeline.comparison_series),
        parts,
        more,
        goals: reached(query, metric),
        goals_alone: BTreeMap::new(),
    }
}

fn reached(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> Vec<Reached> {
    let of_metric = |(goal, times): (usize, &GoalTimes)| {
        let known = query.context.aims.and_then(|aims| aims.goals.get(times.goal));
        let known = known.filter(|known| known.metric == metric.metric.id)?;
        let of = |period: &Period| {
            let about_a_person = filters_a_person(query) || cut_dimension(query).is_some_and(|id| is_person(query, id));
            let derived = at(query, metric, period, &|place| goal_cell(query, known, place));
            let others =
                answers_of_others(query, metric, period, &derived, &|whole, place| goal_cell(whole, known, place));
            hide_few(query, metric, about_a_person, others, derived)
        };
        let plain = |period: &Period| number(&of(period).figure.value);
        Some(Reached {
            goal,
            now: of(&times.period),
            earlier: times
                .earlier
                .iter()
                .filter(|_| !is_modelled(query, metric))
                .filter(|year| plain(&year.before).is_some_and(|before| before != 0.0))
                .filter_map(|year| Some(Course { part: plain(&year.part)?, whole: plain(&year.whole)? }))
                .collect(),
        })
    };
    query.timeline.goals.iter().enumerate().filter_map(of_metric).collect()
}

fn total(query: &Query<'_>, metric: &ResolvedMetric<'_>, period: &Period) -> Derived {
    let derived = at(query, metric, period, &|place| query.cells.total(place));
    let others = answers_of_others(query, metric, period, &derived, &|whole, place| whole.cells.total(place));
    hide_few(query, metric, filters_a_person(query), others, derived)
}

/// How many answers there are without the filters on persons beside those there are with them.
fn answers_of_others(
    query: &Query<'_>,
    metric: &ResolvedMetric<'_>,
    period: &Period,
    derived: &Derived,
    cell: &dyn Fn(&Query<'_>, Place) -> Cell,
) -> u64 {
    let of_all = query.whole.as_ref().and_then(|whole| {
        let same = whole.metrics.iter().find(|other| other.metric.id == metric.metric.id)?;
        Some(at(whole, same, period, &|place| cell(whole, place)).figure.n)
    });
    of_all.unwrap_or_default().saturating_sub(derived.figure.n)
}

/// The cell of the part that a goal is set for, where the goals of all parts are asked at once: as a filter by it gives.
pub(crate) fn goal_cell(query: &Query<'_>, goal: &Goal, place: Place) -> Cell {
    // Elsewhere the filter names the part, and the whole is what it gives, also of earlier years.
    let is_cut = |dimension: &str| query.context.only_goals.is_some() && cut_dimension(query) == Some(dimension);
    let part = goal.part.as_ref().filter(|part| is_cut(&part.dimension));
    let cut = part.filter(|part| !query.measures[place.measure].measure.of_all.ignores(&part.dimension));
    cut.map_or_else(
        || query.cells.total(place),
        |part| query.cells.part(place, 0, &Some(part.value.clone()).filter(|value| !value.is_empty())),
    )
}

fn cut_dimension<'q>(query: &'q Query<'_>) -> Option<&'q str> {
    query.slices.first().and_then(Slice::dimension)
}

/// Whether the figure of the period must not be shown, nor what is behind it.
pub(crate) fn is_hidden(figures: &MetricFigures) -> bool {
    matches!(figures.now.figure.value, Value::Null { reason: NullReason::FewAnswers })
}

fn parts(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> (Vec<Part>, u64) {
    // Cut by several things, the parts are looked up by who asked so.
    let ([slice], Some(period), None) = (query.slices.as_slice(), &query.timeline.period, metric.blocked) else {
        return (Vec::new(), 0);
    };
    let windows = query.timeline.answered_windows();
    let values = query.cells.values(0, &cut_measures(query, metric), &windows);
    let mut parts: Vec<Part> = values
        .into_iter()
        .map(|value| {
            let of = |period: &Period| part_of(query, metric, period, (0, &value));
            let (now, then) = (of(period), query.timeline.comparison.as_ref().map(of));
            Part { value, now, then, change: None }
        })
        .filter(|part| {
            says_something(&part.now.figure) || part.then.as_ref().is_some_and(|then| says_something(&then.figure))
        })
        .collect();
    if matches!(slice, Slice::Dimension(id) if is_person(query, id)) && is_made_of_answers(query, metric) {
        let answers = |period: &Period| total(query, metric, period).figure.n;
        hide_the_difference(&mut parts, answers(period), |part| Some(&mut part.now));
        let before = query.timeline.comparison.as_ref().map_or(0, answers);
        hide_the_difference(&mut parts, before, |part| part.then.as_mut());
    }
    parts.sort_by(|left, right| {
        weight(slice, &right.now.figure)
            .cmp(&weight(slice, &left.now.figure))
            .then_with(|| left.value.cmp(&right.value))
    });
    let listed = if *slice == Slice::Customer { parts.len() } else { MOST_PARTS.min(parts.len()) };
    let more = (parts.len() - listed) as u64;
    parts.truncate(listed);
    (parts, more)
}

/// Rows of the fact that the metric does not ask for, such as answers to another kind of survey, make no part of it.
fn says_something(figure: &Figure) -> bool {
    let empty = matches!(
        figure.value,
        Value::Null { reason: NullReason::NoDenominator | NullReason::NoGoal | NullReason::NoData }
    );
    !empty || contributes(figure) || figure.missing_fx > 0
}

/// Whether anything of it counts, or will.
pub(crate) fn contributes(figure: &Figure) -> bool {
    let nothing = |text: &Option<String>| text.as_ref().is_none_or(|text| text == "0");
    figure.n > 0 || !nothing(&figure.numerator) || !nothing(&figure.denominator) || figure.pending > 0
}

/// Parts are ordered by what they weigh in the whole: the base of a quotient, else the value. Customers by
/// what they contribute to the top.
fn weight(slice: &Slice, figure: &Figure) -> (Option<Decimal>, Option<Decimal>) {
    let number =
        |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<Decimal>().ok()).map(|number| number.abs());
    let value = match &figure.value {
        Value::Number { number } => Decimal::from_f64_retain(*number).map(|number| number.abs()),
        Value::Money { amount, .. } => amount.parse::<Decimal>().ok().map(|number| number.abs()),
        Value::Null { .. } => None,
    };
    match slice {
        _ if figure.denominator.is_none() => (value, None),
        Slice::Customer => (number(&figure.numerator), number(&figure.denominator)),
        Slice::Dimension(_) => (number(&figure.denominator), number(&figure.numerator)),
    }
}

/// The position of what a query is cut by, and the value of a part.
pub(crate) type PartAt<'p> = (usize, &'p Option<String>);

/// The figure of one part; none where it must not be shown.
pub(crate) fn part_figure(
    query: &Query<'_>,
    metric: &ResolvedMetric<'_>,
    period: &Period,
    part: PartAt<'_>,
) -> Option<Figure> {
    let derived = part_of(query, metric, period, part);
    (!is_few(&derived)).then_some(derived.figure)
}

/// The measures that are cut along the asked dimension.
fn cut_measures(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> Vec<usize> {
    let mut measures = metric.formula.measures();
    if let Some(dimension) = cut_dimension(query) {
        measures.retain(|measure| !query.measures[*measure].measure.of_all.ignores(dimension));
    }
    measures
}

/// The cell of a part; a measure of the whole has only one.
pub(crate) fn part_cell(query: &Query<'_>, place: Place, (cut, value): PartAt<'_>) -> Cell {
    let dimension = query.slices.get(cut).and_then(Slice::dimension);
    let measure = query.measures[place.measure].measure;
    if measure.of_all.holds_along(dimension) {
        query.cells.total(place)
    } else if measure.named_parts && dimension.is_some() && value.is_none() {
        Cell::default()
    } else {
        query.cells.part(place, cut, value)
    }
}

fn part_of(query: &Query<'_>, metric: &ResolvedMetric<'_>, period: &Period, part: PartAt<'_>) -> Derived {
    let about_a_person = match query.slices.get(part.0) {
        Some(Slice::Dimension(id)) => is_person(query, id) || filters_a_person(query),
        // Customers behind a figure that may be shown are shown, unless it is about a person.
        Some(Slice::Customer) | None => filters_a_person(query),
    };
    let derived = at(query, metric, period, &|place| part_cell(query, place, part));
    let others = answers_of_others(query, metric, period, &derived, &|whole, place| part_cell(whole, place, part));
    hide_few(query, metric, about_a_person, others, derived)
}

pub(crate) fn filters_a_person(query: &Query<'_>) -> bool {
    query.request.filters.iter().any(|filter| is_person(query, &filter.dimension))
}

pub(crate) fn is_person(query: &Query<'_>, dimension: &str) -> bool {
    query.context.catalogue.dimensions.get(dimension).is_some_and(|dimension| dimension.person)
}

/// Few answers about a person are hidden, and those that leave few about others.
fn hide_few(
    query: &Query<'_>,
    metric: &ResolvedMetric<'_>,
    about_a_person: bool,
    others: u64,
    derived: Derived,
) -> Derived {
    let few = [derived.figure.n, others].iter().any(|n| (1..FEWEST_ANSWERS_ABOUT_A_PERSON).contains(n));
    if about_a_person && few && is_made_of_answers(query, metric) { nothing(NullReason::FewAnswers) } else { derived }
}

fn is_few(derived: &Derived) -> bool {
    matches!(derived.figure.value, Value::Null { reason: NullReason::FewAnswers })
}

/// Also a user's own metric of another family.
pub(crate) fn is_made_of_answers(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> bool {
    // What is not computed has no measures.
    metric.metric.family == ANSWERS_FAMILY
        || (metric.blocked.is_none()
            && metric.formula.measures().iter().any(|measure| reads_answers(&query.measures[*measure])))
}

/// Whether answers of people are read with the parameters that are asked for.
fn reads_answers(resolved: &ResolvedMeasure<'_>) -> bool {
    let literal = |name: &str| {
        let known = resolved.parameters.iter().find(|(known, _)| known == name);
        known.map(|(_, literal)| literal.clone())
    };
    let parsed = |text: &str| Expression::parse(text).ok();
    let filter = resolved.measure.filter.as_deref().and_then(parsed);
    let filter = filter.as_ref().map(|filter| filter.settled(&literal)).unwrap_or_default();
    let value = row_expression(resolved).and_then(parsed);
    let mut columns = filter.columns.into_iter().chain(value.iter().flat_map(Expression::columns));
    let tells = |name: &str| resolved.fact.column(name).is_some_and(|column| column.answers);
    filter.truth != Some(false) && (resolved.fact.answers || columns.any(tells))
}

/// What is hidden must not be the difference between the whole and what is shown: the parts with the fewest
/// answers are hidden too, until enough stand behind the gap.
fn hide_the_difference(parts: &mut [Part], whole: u64, of: fn(&mut Part) -> Option<&mut Derived>) {
    let mut shown: Vec<&mut Derived> = parts.iter_mut().filter_map(of).collect();
    if !shown.iter().any(|derived| is_few(derived)) {
        return;
    }
    shown.retain(|derived| !is_few(derived) && derived.figure.n > 0);
    shown.sort_by_key(|derived| derived.figure.n);
    let mut gap = whole.saturating_sub(shown.iter().map(|derived| derived.figure.n).sum());
    for derived in shown {
        if gap >= FEWEST_ANSWERS_ABOUT_A_PERSON {
            return;
        }
        gap += derived.figure.n;
        *derived = nothing(NullReason::FewAnswers);
    }
}

/// The figure of a period, with the cells of the whole or of a part.
fn at(query: &Query<'_>, metric: &ResolvedMetric<'_>, period: &Period, cell: &dyn Fn(Place) -> Cell) -> Derived {
    if let Some(reason) = metric.blocked {
        return nothing(reason);
    }
    let Some(window) = period.window else {
        return nothing(NullReason::NotObservedYet);
    };
    let cells = |measure: usize| cell(Place { measure, window });
    let lasts = |measure: usize| {
        let reach = query.measures[measure].reach;
        let window = query.timeline.windows[window].reached(reach, &query.context.settings.calendar);
        f64::from((window.end - window.start).get_days())
    };
    let mut derived = evaluated(&query.measures, &query.context.settings.currency, metric, &cells, &lasts);
    let no_base = matches!(derived.figure.value, Value::Null { reason: NullReason::NoDenominator });
    if no_base && lacks_history(query, metric, window) {
        derived.figure.value = Value::Null { reason: NullReason::InsufficientHistory };
    }
    derived
}

/// Whether the base is nothing because nothing is known from before its window.
fn lacks_history(query: &Query<'_>, metric: &ResolvedMetric<'_>, window: usize) -> bool {
    let calendar = &query.context.settings.calendar;
    let reaches_back = |measure: &usize| {
        let resolved = &query.measures[*measure];
        let start = query.timeline.windows[window].reached(resolved.reach, calendar).start;
        query.first_days.get(&resolved.fact.name).is_some_and(|first| *first < start)
    };
    let asked = history_asked(metric);
    !asked.is_empty() && !asked.iter().any(reaches_back)
}

/// No number, for that reason.
pub(crate) fn nothing(reason: NullReason) -> Derived {
    let figure = Figure {
        value: Value::Null { reason },
        numerator: None,
        denominator: None,
        n: 0,
        pending: 0,
        missing_fx: 0,
        low_n: false,
        interval: None,
    };
    Derived { figure, evidence: Evidence::None }
}

/// The figure that the formula gives with the numbers of its measures, wherever they come from; `lasts` says how
/// long a measure was counted.
pub(crate) fn evaluated(
    measures: &[ResolvedMeasure<'_>],
    currency: &Currency,
    metric: &ResolvedMetric<'_>,
    cells: &dyn Fn(usize) -> Cell,
    lasts: &dyn Fn(usize) -> f64,
) -> Derived {
    let figure = Evaluation { measures, currency, cells }.figure(metric);
    let evidence = evidence(measures, metric, &figure, cells, lasts);
    Derived { figure, evidence }
}

/// A formula with the numbers of its measures.
struct Evaluation<'e, 'a> {
    measures: &'e [ResolvedMeasure<'a>],
    currency: &'e Currency,
    cells: &'e dyn Fn(usize) -> Cell,
}

impl Evaluation<'_, '_> {
    fn figure(&self, metric: &ResolvedMetric<'_>) -> Figure {
        let quotient = metric.formula.quotient();
        let counted_by = metric.formula.counted_by();
        let sum = |formula: &ResolvedFormula, of: fn(&Cell) -> u64| -> u64 {
            formula.distinct_measures().into_iter().map(|measure| of(&(self.cells)(measure))).sum()
        };
        let n = sum(counted_by, |cell| cell.counted);
        let pending = sum(counted_by, |cell| cell.pending);
        let text = |formula: &ResolvedFormula| self.value(formula).ok().map(|number| number.normalize().to_string());
        let value = match self.rounded(metric).unwrap_or_else(|| self.value(&metric.formula)) {
            Ok(_) if quotient.is_none() && n == 0 && pending > 0 => Err(NullReason::NotObservedYet),
            Err(NullReason::NoDenominator) => Err(self.without_denominator(metric)),
            Ok(_) if self.is_past_the_mark(metric) => Err(self.without_denominator(metric)),
            Ok(number) if quotient.is_some() => Ok(significant(number)),
            other => other,
        };
        let low_n = value.is_ok() && metric.metric.minimum_n.is_some_and(|least| n < u64::from(least));
        Figure {
            value: self.in_unit(metric.metric.unit, value),
            numerator: quotient.and_then(|(top, _)| text(top)),
            denominator: quotient.and_then(|(_, bottom)| text(bottom)),
            n,
            pending,
            missing_fx: self.without_rate(&metric.formula),
            low_n,
            interval: None,
        }
    }

    /// The difference of two shares of one base in whole numbers, where it is asked for.
    fn rounded(&self, metric: &ResolvedMetric<'_>) -> Option<Result<Decimal, NullReason>> {
        let (top, bottom) = metric.formula.quotient().filter(|_| metric.rounds_each)?;
        let ((inner, core), (outer, quotient)) = (top.without_factor(), metric.formula.without_factor());
        let ResolvedFormula::Operation(Operator::Subtract, up, down) = core else {
            return None;
        };
        let outer =
            if matches!(quotient, ResolvedFormula::Operation(Operator::Divide, ..)) { outer } else { Decimal::ONE };
        let share = |part: &ResolvedFormula| {
            let scaled = self.quotient(part, bottom)?.checked_mul(inner * outer).ok_or(NullReason::TooLarge)?;
            Ok(scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero))
        };
        Some(share(up).and_then(|up| Ok(up - share(down)?)))
    }

    /// Rows and members that count nowhere because they have no exchange rate, each once: what an amount is divided
    /// by leaves out the same ones as the amount.
    fn without_rate(&self, formula: &ResolvedFormula) -> u64 {
        let mut amounts: Vec<usize> = Vec::new();
        for measure in formula.distinct_measures() {
            let resolved = &self.measures[measure];
            let is_told = amounts.iter().any(|told| have_the_same_members(&self.measures[*told], resolved));
            if resolved.measure.with_rate_of.is_none() && !is_told {
                amounts.push(measure);
            }
        }
        amounts.into_iter().map(|measure| (self.cells)(measure).missing_fx).sum()
    }

    /// Why there is no number over a base of zero, as the metric's file says.
    fn without_denominator(&self, metric: &ResolvedMetric<'_>) -> NullReason {
        let quotient = metric.formula.quotient();
        let top = quotient.and_then(|(top, _)| self.value(top).ok());
        // A base that is itself a rate without a base is another matter.
        let is_zero = quotient.is_some_and(|(_, bottom)| self.value(bottom).is_ok());
        match metric.metric.without_denominator.filter(|_| is_zero) {
            Some(WithoutDenominator::Met) => NullReason::Met,
            Some(WithoutDenominator::NoGoal) => NullReason::NoGoal,
            Some(WithoutDenominator::Unbounded) if top.is_some_and(|top| !top.is_zero()) => NullReason::Unbounded,
            _ => NullReason::NoDenominator,
        }
    }

    /// A base below zero, where the file says what a base of zero means: more is won than was missing. And a base
    /// below zero of a length of time, which is never less than nothing.
    fn is_past_the_mark(&self, metric: &ResolvedMetric<'_>) -> bool {
        let bottom = metric.formula.quotient().and_then(|(_, bottom)| self.value(bottom).ok());
        let names_it =
            matches!(metric.metric.without_denominator, Some(WithoutDenominator::Met | WithoutDenominator::Unbounded));
        (names_it || metric.metric.unit == Unit::Duration) && bottom.is_some_and(|bottom| bottom.is_sign_negative())
    }

    fn value(&self, formula: &ResolvedFormula) -> Result<Decimal, NullReason> {
        match formula {
            ResolvedFormula::Number(number) => Ok(*number),
            ResolvedFormula::Measure(measure) => self.measure(*measure),
            ResolvedFormula::Operation(Operator::Divide, top, bottom) => self.quotient(top, bottom),
            ResolvedFormula::Operation(operator, left, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                let result = match operator {
                    Operator::Add => left.checked_add(right),
                    Operator::Subtract => left.checked_sub(right),
                    Operator::Multiply | Operator::Divide => left.checked_mul(right),
                };
                result.ok_or(NullReason::TooLarge)
            }
            ResolvedFormula::CountBack(back) => count_back(back, &|formula| self.value(formula)),
        }
    }

    fn quotient(&self, top: &ResolvedFormula, bottom: &ResolvedFormula) -> Result<Decimal, NullReason> {
        let divisor = self.value(bottom)?;
        if !divisor.is_zero() {
            return self.value(top)?.checked_div(divisor).ok_or(NullReason::TooLarge);
        }
        let waits = bottom.measures().into_iter().map(self.cells).any(|cell| cell.counted == 0 && cell.pending > 0);
        // Something divided by a rate of zero, such as a lifetime at no churn, grows beyond all bounds; a base
        // of zero is only no base.
        let rate = is_made_of_rates(bottom);
        Err(match self.value(top) {
            _ if waits => NullReason::NotObservedYet,
            Ok(number) if rate && !number.is_zero() => NullReason::Unbounded,
            _ => NullReason::NoDenominator,
        })
    }

    fn measure(&self, measure: usize) -> Result<Decimal, NullReason> {
        let cell = (self.cells)(measure);
        if let Some(reason) = cell.refusal {
            return Err(reason);
        }
        // Nobody of whom something is known moved: that is a number.
        let is_told =
            matches!(self.measures[measure].measure.kind, MeasureKind::Opening { .. }) && cell.number.is_some();
        if cell.counted == 0 && cell.missing_fx > 0 && !is_told {
            return Err(NullReason::MissingFx);
        }
        // Nothing sold is 0; something sold for an unknown amount is not.
        if cell.counted == 0 && cell.no_amount > 0 {
            return Err(NullReason::NeedsData);
        }
        match cell.number {
            Some(number) => Ok(number),
            None if !is_quantile(&self.measures[measure].measure.kind) => Ok(Decimal::ZERO),
            None if cell.pending > 0 => Err(NullReason::NotObservedYet),
            None => Err(NullReason::NoData),
        }
    }

    fn in_unit(&self, unit: Unit, value: Result<Decimal, NullReason>) -> Value {
        match (unit, value) {
            (_, Err(reason)) => Value::Null { reason },
            (Unit::Money | Unit::MoneyPerDay, Ok(amount)) => {
                Value::Money { amount: amount.normalize().to_string(), currency: self.currency.code().to_owned() }
            }
            // Through its text, which gives the nearest float; the direct conversion may miss it by a digit.
            (_, Ok(number)) => match number.to_string().parse() {
                Ok(number) => Value::Number { number },
                Err(_) => Value::Null { reason: NullReason::TooLarge },
            },
        }
    }
}

/// Whether two measures look at the same members, of which they leave out the same for want of a rate.
fn have_the_same_members(one: &ResolvedMeasure<'_>, other: &ResolvedMeasure<'_>) -> bool {
    let (of, by) = (one.measure, other.measure);
    let same_rows = of.fact == by.fact
        && of.at == by.at
        && of.filter == by.filter
        && one.parameters == other.parameters
        && (one.reach, one.maturity) == (other.reach, other.maturity);
    let same_members = match (&of.kind, &by.kind) {
        (MeasureKind::Nested { per, inner, .. }, MeasureKind::Nested { per: by_per, inner: by_inner, .. }) => {
            per == by_per && inner == by_inner
        }
        (
            MeasureKind::Opening { per, amount, arrivals, .. },
            MeasureKind::Opening { per: by_per, amount: by_amount, arrivals: by_arrivals, .. },
        ) => per == by_per && amount == by_amount && arrivals == by_arrivals,
        _ => false,
    };
    same_rows && same_members
}

/// A quotient over a measured base, or arithmetic with one, such as the mean of six rates.
fn is_made_of_rates(formula: &ResolvedFormula) -> bool {
    match formula {
        ResolvedFormula::Measure(_) | ResolvedFormula::Number(_) | ResolvedFormula::CountBack(_) => false,
        ResolvedFormula::Operation(Operator::Divide, top, base) => !base.measures().is_empty() || is_made_of_rates(top),
        ResolvedFormula::Operation(_, left, right) => is_made_of_rates(left) || is_made_of_rates(right),
    }
}

/// Whether a measure has no number over nothing, where sums and counts are 0.
pub(crate) fn is_quantile(kind: &MeasureKind) -> bool {
    match kind {
        MeasureKind::Quantile { .. } => true,
        MeasureKind::Distinct { .. } | MeasureKind::Cohort(_) | MeasureKind::Funnel(_) | MeasureKind::Model(_) => false,
        MeasureKind::Flow(outer)
        | MeasureKind::Balance(outer)
        | MeasureKind::Opening { outer, .. }
        | MeasureKind::Nested { outer, .. } => matches!(outer, Aggregate::Quantile { .. }),
    }
}

impl ResolvedFormula {
    fn distinct_measures(&self) -> Vec<usize> {
        let mut measures = self.measures();
        measures.sort_unstable();
        measures.dedup();
        measures
    }
}
