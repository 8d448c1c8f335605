//! Writes down what the figures stand on.

use crate::answer::{FilterAnswer, Frame, LeftOut, MeasureReceipt, PeriodAnswer, Receipt};
use crate::modelled::model_of;
use crate::query::{Operator, Query, ResolvedFormula, ResolvedMetric};
use crate::request::Comparison;
use crate::scope::Scope;
use crate::steps::calendar::Period;
use crate::steps::derive::is_hidden;
use crate::steps::render::{Statement, is_money};
use crate::steps::run::{Cell, Cells, Place};
use catalogue::definition::{MeasureKind, Model};
use jiff::ToSpan;
use model::calendar::Grain;
use store::Parameter;

/// What every answer stands on.
pub(crate) fn frame(query: &Query<'_>) -> Frame {
    let timeline = &query.timeline;
    let settings = query.context.settings;
    let filters = query.request.filters.iter().map(|filter| FilterAnswer {
        dimension: filter.dimension.clone(),
        values: filter.values.clone(),
        exclude: filter.exclude,
    });
    Frame {
        period: timeline.period.as_ref().map(period).unwrap_or_else(no_period),
        comparison: timeline.comparison.as_ref().map(period),
        comparison_kind: comparison_kind(query.request.comparison).to_owned(),
        grain: grain(timeline.grain.unwrap_or(Grain::Day)).to_owned(),
        filters: filters.collect(),
        unknown: query.unknown.clone(),
        as_of: query.request.as_of.to_string(),
        zone: settings.calendar.zone.clone(),
        currency: settings.currency.code().to_owned(),
        rates_of: query.request.rates_of.map(|day| day.to_string()),
        data_version: query.context.data_version,
    }
}

/// A period with both its days.
pub(crate) fn period(period: &Period) -> PeriodAnswer {
    PeriodAnswer {
        start: period.range.start.to_string(),
        end: period.range.end.saturating_sub(1.day()).to_string(),
        partial: period.partial,
        elapsed_days: u32::try_from(period.elapsed_days).unwrap_or(0),
        total_days: u32::try_from(period.range.days()).unwrap_or(0),
    }
}

fn no_period() -> PeriodAnswer {
    PeriodAnswer { start: String::new(), end: String::new(), partial: true, elapsed_days: 0, total_days: 0 }
}

fn comparison_kind(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::None => "none",
        Comparison::Previous => "previous",
        Comparison::Year => "year",
    }
}

fn grain(grain: Grain) -> &'static str {
    match grain {
        Grain::Day => "day",
        Grain::Week => "week",
        Grain::Month => "month",
        Grain::Quarter => "quarter",
        Grain::Year => "year",
    }
}

/// The receipt of the only metric of a query that went through all steps. `unfiltered` are the cells of the
/// same query without its filters: what they leave out.
pub(crate) fn receipt(query: &Query<'_>, unfiltered: Option<&Cells>) -> Option<Receipt> {
    let (metric, figures) = query.metrics.iter().zip(&query.figures).next()?;
    let window = query.timeline.period.and_then(|period| period.window);
    // A metric that is not computed has no measures in the query, and nothing was asked.
    let (words, measures) = match window {
        _ if metric.blocked.is_some() || is_hidden(figures) => (String::new(), Vec::new()),
        None => (formula(query, &metric.formula), Vec::new()),
        Some(window) => {
            let measures = metric.formula.measures();
            let of = |position| measure(query, position, window, unfiltered);
            (formula(query, &metric.formula), measures.into_iter().map(of).collect())
        }
    };
    Some(Receipt {
        metric: metric.metric.id.clone(),
        definition_version: metric.metric.version,
        frame: frame(query),
        parameters: metric.parameters.clone(),
        scope: scope_in_words(query.scope),
        formula: words,
        figure: figures.now.figure.clone(),
        measures,
        sources: Vec::new(),
        fingerprint: fingerprint(query, metric),
    })
}

fn measure(query: &Query<'_>, position: usize, window_id: usize, unfiltered: Option<&Cells>) -> MeasureReceipt {
    let resolved = &query.measures[position];
    let place = Place { measure: position, window: window_id };
    let cell = query.cells.total(place);
    let window = query.timeline.windows[window_id].reached(resolved.reach, &query.context.settings.calendar);
    let model = query.models.get(&place).cloned();
    // A fit looks at everything that is known, from the first purchase on.
    let start = model
        .as_ref()
        .map_or(window.start, |model| window.last_day().saturating_sub(i64::from(model.history_days).days()));
    let statement = query.plans.iter().position(|plan| plan.measures.contains(&position));
    MeasureReceipt {
        name: resolved.name.clone(),
        fact: resolved.fact.name.clone(),
        kind: kind(&resolved.measure.kind).to_owned(),
        number: cell.number.map(|number| number.normalize().to_string()),
        money: is_money(resolved),
        window_start: start.to_string(),
        window_end: window.last_day().to_string(),
        rows_counted: cell.counted,
        rows_left_out: left_out(&cell, unfiltered.map(|cells| cells.total(place)), &resolved.measure.kind),
        condition: resolved.measure.filter.clone(),
        known_until: resolved.known_at(query).and(window.known_until).map(|known| known.at.to_string()),
        model,
        sql: statement.and_then(|position| query.statements.get(position)).map(readable).unwrap_or_default(),
    }
}

fn left_out(cell: &Cell, unfiltered: Option<Cell>, measure: &MeasureKind) -> Vec<LeftOut> {
    let named = cell.pending + cell.missing_fx + cell.no_amount + cell.replaced;
    let by_condition = cell.considered.saturating_sub(cell.counted + named);
    let by_filter = unfiltered.map_or(0, |all| all.considered.saturating_sub(cell.considered));
    // Of rows that share a distinct value none is left out.
    let by_condition = if matches!(measure, MeasureKind::Distinct { .. }) { 0 } else { by_condition };
    // A model looks at everybody, but says nothing about who has bought too little.
    let needs_purchases = model_of(measure).is_some_and(|model| model.model == Model::Lifetime);
    let condition = if needs_purchases { "too_few_purchases" } else { "condition" };
    [
        (condition, by_condition),
        ("immature", cell.pending),
        ("missing_fx", cell.missing_fx),
        ("no_amount", cell.no_amount),
        ("replaced_answer", cell.replaced),
        ("filter", by_filter),
    ]
    .into_iter()
    .filter(|(_, rows)| *rows > 0)
    .map(|(reason, rows)| LeftOut { reason: reason.to_owned(), rows })
    .collect()
}

/// The word a metric file uses.
pub(crate) fn kind(kind: &MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Flow(_) => "flow",
        MeasureKind::Distinct { .. } => "distinct",
        MeasureKind::Balance(_) => "balance",
        MeasureKind::Opening { .. } => "opening",
        MeasureKind::Nested { .. } => "nested",
        MeasureKind::Quantile { .. } => "quantile",
        MeasureKind::Cohort(_) => "cohort",
        MeasureKind::Funnel(_) => "funnel",
        MeasureKind::Model(_) => "model",
    }
}

/// The formula with the names of its measures.
fn formula(query: &Query<'_>, formula: &ResolvedFormula) -> String {
    match formula {
        ResolvedFormula::Measure(position) => query.measures[*position].name.clone(),
        ResolvedFormula::Number(number) => number.normalize().to_string(),
        ResolvedFormula::Operation(operator, left, right) => {
            format!("{} {} {}", operand(query, left), sign(*operator), operand(query, right))
        }
        ResolvedFormula::CountBack(back) => {
            let parts = back.layers.iter().flat_map(|(size, worth)| [size, worth]);
            let parts: Vec<String> =
                std::iter::once(&back.balance).chain(parts).map(|part| self::formula(query, part)).collect();
            format!("count_back({})", parts.join(", "))
        }
    }
}

fn operand(query: &Query<'_>, part: &ResolvedFormula) -> String {
    match part {
        ResolvedFormula::Operation(..) => format!("({})", formula(query, part)),
        _ => formula(query, part),
    }
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Add => "+",
        Operator::Subtract => "−",
        Operator::Multiply => "×",
        Operator::Divide => "/",
    }
}

fn scope_in_words(scope: &Scope) -> String {
    if scope.row_rules().is_empty() {
        return "everything".to_owned();
    }
    let rule = |(dimension, values): &(String, Vec<String>)| format!("{dimension}: {}", values.join(" | "));
    scope.row_rules().iter().map(rule).collect::<Vec<_>>().join(", ")
}

/// The statement with the values in place of the placeholders, to be read and run by hand.
pub(crate) fn readable(statement: &Statement) -> String {
    let mut sql = statement.sql.clone();
    // From the last, so that $1 is not found in $12.
    for (position, parameter) in statement.parameters.iter().enumerate().rev() {
        let value = match parameter {
            Parameter::Text(text) => format!("'{}'", text.replace('\'', "''")),
            Parameter::Integer(number) => number.to_string(),
            Parameter::Decimal(number) => number.clone(),
            Parameter::Boolean(value) => value.to_string(),
            Parameter::Null | Parameter::Date(_) | Parameter::Instant(_) => "NULL".to_owned(),
        };
        sql = sql.replace(&format!("${}", position + 1), &value);
    }
    sql
}

/// Stands for question, viewer, definition and data version: equal fingerprints, equal numbers.
fn fingerprint(query: &Query<'_>, metric: &ResolvedMetric<'_>) -> String {
    let words = format!(
        "{:?}|{:?}|{}|{}|{}",
        query.request, query.scope, metric.metric.id, metric.metric.version, query.context.data_version
    );
    blake3::hash(words.as_bytes()).to_hex()[..16].to_owned()
}
