//! Looks up the metrics and writes their formulas out, down to measures with parameters filled in.

use crate::answer::{NullReason, ParameterAnswer};
use crate::coverage::Coverage;
use crate::error::{ErrorCode, QueryError};
use crate::fact::dimension_column;
use crate::modelled::model_of;
use crate::query::{
    CountBack, Operator, Query, Reach, ResolvedFormula, ResolvedMeasure, ResolvedMetric, Slice, Span, Waiting,
};
use crate::request::Subject;
use crate::scope::Scope;
use crate::steps::direction::direction_measure;
use crate::steps::evidence::squares;
use crate::steps::most_used::{self, Found};
use catalogue::definition::{
    About, Board, Catalogue, Form, Formula, Length, Maturity, Measure, Metric, NumberOrParameter, ParameterDefinition,
    ParameterKind, ParameterSetting, ROUNDED_EACH, TextOrParameter,
};
use model::settings::WorkspaceSettings;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Formulas may refer to metrics that refer to metrics, but not without end.
const DEEPEST_REFERENCE: usize = 8;
/// The longest list of numbers, in characters.
const LONGEST_NUMBERS: usize = 200;

pub(crate) fn resolve(query: &mut Query<'_>) -> Result<(), QueryError> {
    let ids = metric_ids(query.context.catalogue, &query.request.subject)?;
    let coverage = Coverage::read(query.context.store)?;
    for id in ids {
        let metric = metric(query.context.catalogue, &id)?;
        let resolved = resolve_metric(query, metric, &coverage)?;
        query.metrics.push(resolved);
    }
    Ok(())
}

/// The metric of that id.
pub(crate) fn metric<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Metric, QueryError> {
    catalogue.metrics.get(id).ok_or_else(|| {
        QueryError::new(ErrorCode::UnknownMetric, id).suggesting(catalogue.metrics.keys().map(String::as_str))
    })
}

/// The board of that id.
pub(crate) fn board<'a>(catalogue: &'a Catalogue, id: &str) -> Result<&'a Board, QueryError> {
    catalogue.boards.get(id).ok_or_else(|| {
        QueryError::new(ErrorCode::UnknownBoard, id).suggesting(catalogue.boards.keys().map(String::as_str))
    })
}

fn metric_ids(catalogue: &Catalogue, subject: &Subject) -> Result<Vec<String>, QueryError> {
    Ok(match subject {
        Subject::Metric(id) => vec![id.clone()],
        Subject::Board(id) => metric_ids_of_board(catalogue, id)?,
    })
}

/// The metrics of a board in its order.
pub(crate) fn metric_ids_of_board(catalogue: &Catalogue, id: &str) -> Result<Vec<String>, QueryError> {
    Ok(board(catalogue, id)?.groups.iter().flat_map(|group| group.metrics.clone()).collect())
}

fn resolve_metric<'a>(
    query: &mut Query<'a>,
    metric: &'a Metric,
    coverage: &Coverage,
) -> Result<ResolvedMetric<'a>, QueryError> {
    let single = matches!(query.request.subject, Subject::Metric(_));
    let mut parameters = parameters_in_force(query.context.settings, metric, &query.request.parameters, single)?;
    let found = most_used::find(query, metric)?;
    let mut needs = all_needs(query.context.catalogue, metric)?;
    needs.retain(|need| !coverage.has(need));
    let Written { formula, measures, hidden } = written(Ground { found: Some(&found), ..Ground::of(query) }, metric)?;
    let blocked = blocked(query, metric, &measures, hidden, &needs)?;
    let rounds_each = rounds_each(metric, &parameters);
    for parameter in parameters.iter_mut().filter(|_| blocked.is_none()) {
        parameter.found = found.get(&parameter.name).cloned().unwrap_or_default();
    }
    if blocked.is_some() {
        return Ok(ResolvedMetric {
            metric,
            formula,
            squares: None,
            direction: None,
            components: Vec::new(),
            parameters,
            rounds_each,
            blocked,
            needs,
        });
    }
    let squares = squares(&measures, metric.unit, &formula);
    let direction = direction_measure(metric, &formula, &measures);
    let of_customers = query.slices.contains(&Slice::Customer);
    let parts = metric.components.iter().filter(|_| of_customers).map(|(name, measure)| {
        Ok((name.as_str(), resolved_measure(Ground::of(query), metric, measure, name.clone())?))
    });
    let parts: Vec<(&str, ResolvedMeasure<'a>)> = parts.collect::<Result<_, QueryError>>()?;
    let formula = formula.shifted(query.measures.len());
    query.measures.extend(measures);
    let mut placed = |measure: Option<ResolvedMeasure<'a>>| {
        query.measures.push(measure?);
        Some(query.measures.len() - 1)
    };
    let (squares, direction) = (placed(squares), placed(direction));
    let components = parts.into_iter().filter_map(|(name, part)| Some((name, placed(Some(part))?))).collect();
    Ok(ResolvedMetric { metric, formula, squares, direction, components, parameters, rounds_each, blocked, needs })
}

/// Whether the parameter of rounding in force asks for shares that are rounded each.
fn rounds_each(metric: &Metric, parameters: &[ParameterAnswer]) -> bool {
    let given = |name: &String| parameters.iter().find(|parameter| parameter.name == *name);
    metric.rounding.as_ref().and_then(given).is_some_and(|parameter| parameter.value == ROUNDED_EACH)
}

/// A dimension that a metric has no parts by, with the metric that tells them, or the dimension that may be meant.
pub(crate) fn not_cut_by(metric: &Metric, dimension: &str) -> QueryError {
    match metric.told_by.get(dimension) {
        Some(teller) => {
            let error = QueryError::new(ErrorCode::ToldByAnother, dimension);
            error.with("metric", &metric.id).with("teller", teller)
        }
        None => QueryError::unknown_dimension(dimension, metric.slices.iter().map(String::as_str))
            .with("metric", &metric.id),
    }
}

/// Why a metric is not computed at all. What the viewer may not see comes before everything else.
fn blocked(
    query: &Query<'_>,
    metric: &Metric,
    measures: &[ResolvedMeasure<'_>],
    hidden: bool,
    needs: &[String],
) -> Result<Option<NullReason>, QueryError> {
    let has = |measure: &ResolvedMeasure<'_>, dimension: &str| dimension_column(measure.fact, dimension).is_some();
    // What a viewer may not see is not shown as the whole either.
    if hidden || query.row_rules.iter().any(|rule| measures.iter().any(|measure| !has(measure, &rule.dimension))) {
        return Ok(Some(NullReason::Restricted));
    }
    let lacks = |dimension: &str| {
        measures.iter().any(|measure| !has(measure, dimension) && !measure.measure.of_all.ignores(dimension))
    };
    let unknown = |dimension: &&str| !metric.slices.iter().any(|known| known == dimension) || lacks(dimension);
    if let Some(dimension) = query.slices.iter().filter_map(Slice::dimension).find(unknown) {
        return Err(not_cut_by(metric, dimension));
    }
    Ok(if query.context.failing.is_some_and(|failing| failing.contains(&metric.id)) {
        Some(NullReason::Failed)
    } else if measures.iter().any(|measure| measure.measure.kind.form() != Form::Number) {
        Some(NullReason::IsTable)
    } else if !needs.is_empty() {
        Some(NullReason::NeedsData)
    } else if query.request.filters.iter().any(|filter| lacks(&filter.dimension)) {
        Some(NullReason::FilterNotApplicable)
    } else {
        None
    })
}

/// What a formula is written out with.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'q, 'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) settings: &'q WorkspaceSettings,
    pub(crate) scope: &'q Scope,
    pub(crate) parameters: &'q BTreeMap<String, String>,
    /// What words of parameters stand for, where rows were asked.
    pub(crate) found: Option<&'q Found>,
}

impl<'q, 'a> Ground<'q, 'a> {
    pub(crate) fn of(query: &'q Query<'a>) -> Self {
        Self {
            catalogue: query.context.catalogue,
            settings: query.context.settings,
            scope: query.scope,
            parameters: &query.request.parameters,
            found: None,
        }
    }
}

/// A formula down to the measures of this metric alone.
pub(crate) struct Written<'a> {
    pub(crate) formula: ResolvedFormula,
    pub(crate) measures: Vec<ResolvedMeasure<'a>>,
    /// It rests on a metric that the viewer may not see.
    pub(crate) hidden: bool,
}

/// Writes a metric's formula out, down to its measures.
pub(crate) fn written<'a>(ground: Ground<'_, 'a>, metric: &'a Metric) -> Result<Written<'a>, QueryError> {
    let mut builder = Builder { ground, measures: Vec::new(), hidden: false };
    let formula = builder.formula(metric, &metric.value, None, 0)?;
    Ok(Written { formula, measures: builder.measures, hidden: builder.hidden })
}

/// Collects the measures of a metric while its formula is written out.
struct Builder<'q, 'a> {
    ground: Ground<'q, 'a>,
    measures: Vec<ResolvedMeasure<'a>>,
    hidden: bool,
}

impl<'a> Builder<'_, 'a> {
    fn formula(
        &mut self,
        metric: &'a Metric,
        formula: &Formula,
        prefix: Option<&str>,
        depth: usize,
    ) -> Result<ResolvedFormula, QueryError> {
        self.hidden |= !self.ground.scope.may_see(&metric.id);
        self.part(metric, formula, prefix, depth)
    }

    fn part(
        &mut self,
        metric: &'a Metric,
        formula: &Formula,
        prefix: Option<&str>,
        depth: usize,
    ) -> Result<ResolvedFormula, QueryError> {
        let mut both = |operator, left: &Formula, right: &Formula| {
            Ok(ResolvedFormula::Operation(
                operator,
                Box::new(self.part(metric, left, prefix, depth)?),
                Box::new(self.part(metric, right, prefix, depth)?),
            ))
        };
        match formula {
            Formula::Number(number) => Ok(ResolvedFormula::Number(*number)),
            Formula::Add(left, right) => both(Operator::Add, left, right),
            Formula::Subtract(left, right) => both(Operator::Subtract, left, right),
            Formula::Multiply(left, right) => both(Operator::Multiply, left, right),
            Formula::Divide(left, right) => both(Operator::Divide, left, right),
            Formula::CountBack { balance, layers } => {
                let mut resolved = |formula: &Formula| self.part(metric, formula, prefix, depth);
                let balance = resolved(balance)?;
                let layers = layers.iter().map(|(size, worth)| Ok((resolved(size)?, resolved(worth)?)));
                let layers = layers.collect::<Result<_, QueryError>>()?;
                Ok(ResolvedFormula::CountBack(Box::new(CountBack { balance, layers })))
            }
            Formula::Measure(name) => self.measure(metric, name, prefix),
            Formula::Metric(id) if depth < DEEPEST_REFERENCE => {
                let other = self::metric(self.ground.catalogue, id)?;
                self.formula(other, &other.value, Some(id), depth + 1)
            }
            Formula::Metric(_) => Err(QueryError::new(ErrorCode::BadDefinition, &metric.id)),
        }
    }

    fn measure(&mut self, metric: &'a Metric, name: &str, prefix: Option<&str>) -> Result<ResolvedFormula, QueryError> {
        let name = prefix.map_or_else(|| name.to_owned(), |prefix| format!("{prefix}.{name}"));
        if let Some(known) = self.measures.iter().position(|measure| measure.name == name) {
            return Ok(ResolvedFormula::Measure(known));
        }
        let resolved = resolve_measure(self.ground, metric, name)?;
        self.measures.push(resolved);
        Ok(ResolvedFormula::Measure(self.measures.len() - 1))
    }
}

pub(crate) fn resolve_measure<'a>(
    ground: Ground<'_, 'a>,
    metric: &'a Metric,
    name: String,
) -> Result<ResolvedMeasure<'a>, QueryError> {
    let broken = || QueryError::new(ErrorCode::BadDefinition, &metric.id).with("measure", &name);
    let own_name = name.rsplit('.').next().unwrap_or(&name);
    let measure: &'a Measure = metric.measures.get(own_name).ok_or_else(broken)?;
    resolved_measure(ground, metric, measure, name)
}

fn resolved_measure<'a>(
    ground: Ground<'_, 'a>,
    metric: &'a Metric,
    measure: &'a Measure,
    name: String,
) -> Result<ResolvedMeasure<'a>, QueryError> {
    let broken = || QueryError::new(ErrorCode::BadDefinition, &metric.id).with("measure", &name);
    let fact = ground.catalogue.facts.get(&measure.fact).ok_or_else(broken)?;
    let in_force = parameters_in_force(ground.settings, metric, ground.parameters, false)?;
    let values: BTreeMap<&str, &str> =
        in_force.iter().map(|parameter| (parameter.name.as_str(), parameter.value.as_str())).collect();
    let span = |length: &Option<Length>| length.as_ref().map(|length| span(length, &values)).transpose();
    Ok(ResolvedMeasure {
        measure,
        fact,
        reach: Reach { length: span(&measure.window)?, lag: span(&measure.lag)? },
        maturity: waiting(measure, &values)?,
        waits_to_be_known: measure.maturity.is_some()
            && metric.measures.values().any(|other| other.known_at.is_some() && other.maturity.is_some()),
        parameters: literals(metric, &in_force, ground.found),
        texts: texts(measure, &values),
        name,
        squared: false,
    })
}

fn waiting<'a>(measure: &'a Measure, parameters: &BTreeMap<&str, &str>) -> Result<Option<Waiting<'a>>, QueryError> {
    let waiting = |maturity: &'a Maturity| {
        Ok(Waiting { span: span(&maturity.length, parameters)?, from: maturity.from.as_deref() })
    };
    measure.maturity.as_ref().map(waiting).transpose()
}

/// The options of a model, parameters filled in; other measures have none.
fn texts(measure: &Measure, parameters: &BTreeMap<&str, &str>) -> BTreeMap<String, String> {
    let options = model_of(&measure.kind).into_iter().flat_map(|model| &model.options);
    let text = |value: &TextOrParameter| match value {
        TextOrParameter::Text(text) => text.clone(),
        TextOrParameter::Parameter(name) => parameters.get(name.as_str()).copied().unwrap_or_default().to_owned(),
    };
    options.map(|(option, value)| (option.clone(), text(value))).collect()
}

/// Each parameter with the value given or its default. A name nobody declares is an error only when one
/// metric is asked for: on a board the same parameter may be meant for its neighbour.
pub(crate) fn parameters_in_force(
    settings: &WorkspaceSettings,
    metric: &Metric,
    given: &BTreeMap<String, String>,
    strict: bool,
) -> Result<Vec<ParameterAnswer>, QueryError> {
    let unknown = given.keys().find(|name| strict && !metric.parameters.contains_key(*name));
    if let Some(name) = unknown {
        return Err(QueryError::new(ErrorCode::BadParameter, name)
            .with("metric", &metric.id)
            .suggesting(metric.parameters.keys().map(String::as_str)));
    }
    metric
        .parameters
        .iter()
        .map(|(name, definition)| {
            let default = default_value(settings, definition);
            let value = given.get(name).unwrap_or(&default);
            if !accepts(definition, value) {
                return Err(refused(definition, name, value));
            }
            let is_default = *value == default;
            Ok(ParameterAnswer { name: name.clone(), value: value.clone(), is_default, found: Vec::new() })
        })
        .collect()
}

/// A value that a parameter does not take, with those it takes.
pub(crate) fn refused(definition: &ParameterDefinition, name: &str, value: &str) -> QueryError {
    let allowed = match definition.kind {
        ParameterKind::Choice => definition.options.join(", "),
        ParameterKind::Integer => format!("0 – {}", definition.most),
        ParameterKind::Metric => definition.default.clone(),
        // How several are written, by an example.
        ParameterKind::Numbers => format!("{}, 3 7", definition.default),
    };
    let error = QueryError::new(ErrorCode::BadValue, value).with("parameter", name).with("allowed", allowed);
    error.suggesting(definition.options.iter().map(String::as_str))
}

/// What holds when nothing is given: the workspace's setting, or the word of the metric's file.
pub(crate) fn default_value(settings: &WorkspaceSettings, definition: &ParameterDefinition) -> String {
    let decided = match definition.setting {
        Some(ParameterSetting::GrossMarginPercent) => settings.gross_margin_percent.map(|percent| percent.to_string()),
        Some(ParameterSetting::Weekend) => Some(settings.weekend.word().to_owned()),
        None => None,
    };
    decided.unwrap_or_else(|| definition.default.clone())
}

/// Whether a parameter takes a value.
pub(crate) fn accepts(definition: &ParameterDefinition, value: &str) -> bool {
    match definition.kind {
        ParameterKind::Integer => value.parse::<u32>().is_ok_and(|number| number <= definition.most),
        ParameterKind::Choice => definition.options.iter().any(|option| option == value),
        // Looked up when it is asked.
        ParameterKind::Metric => true,
        ParameterKind::Numbers => value == definition.default || are_numbers(value),
    }
}

/// A few numbers separated by blanks.
fn are_numbers(value: &str) -> bool {
    let mut numbers = value.split_whitespace().peekable();
    value.len() <= LONGEST_NUMBERS
        && numbers.peek().is_some()
        && numbers.all(|number| number.parse::<Decimal>().is_ok())
}

/// Values as SQL literals; [`accepts`] has seen to it that they are numbers or words of the metric's file.
/// A word that stands for what rows say most often is written as that.
pub(crate) fn literals(
    metric: &Metric,
    parameters: &[ParameterAnswer],
    found: Option<&Found>,
) -> Vec<(String, String)> {
    let most_used = |name: &String| Some(found?.get(name)?.first()?.value.clone());
    let literal = |parameter: &ParameterAnswer| match metric.parameters.get(&parameter.name).map(|p| p.kind) {
        Some(ParameterKind::Integer) => parameter.value.clone(),
        _ => {
            let value = most_used(&parameter.name).unwrap_or_else(|| parameter.value.clone());
            format!("'{}'", value.replace('\'', "''"))
        }
    };
    parameters.iter().map(|parameter| (parameter.name.clone(), literal(parameter))).collect()
}

fn span(length: &Length, parameters: &BTreeMap<&str, &str>) -> Result<Span, QueryError> {
    let number = |number: &NumberOrParameter| match number {
        NumberOrParameter::Number(number) => Ok(*number),
        NumberOrParameter::Parameter(name) => parameters
            .get(name.as_str())
            .and_then(|value| value.parse().ok())
            .ok_or_else(|| QueryError::new(ErrorCode::BadDefinition, name)),
    };
    Ok(match length {
        Length::Days(days) => Span::Days(number(days)?),
        Length::Months(months) => Span::Months(number(months)?),
    })
}

impl ResolvedFormula {
    /// The same with all measures that many places further.
    fn shifted(self, by: usize) -> Self {
        match self {
            Self::Measure(position) => Self::Measure(position + by),
            Self::Number(number) => Self::Number(number),
            Self::Operation(operator, left, right) => {
                Self::Operation(operator, Box::new(left.shifted(by)), Box::new(right.shifted(by)))
            }
            Self::CountBack(back) => {
                let CountBack { balance, layers } = *back;
                let layers = layers.into_iter().map(|(size, worth)| (size.shifted(by), worth.shifted(by))).collect();
                Self::CountBack(Box::new(CountBack { balance: balance.shifted(by), layers }))
            }
        }
    }
}

/// What a metric and the metrics in its formula need.
pub(crate) fn all_needs(catalogue: &Catalogue, of: &Metric) -> Result<Vec<String>, QueryError> {
    let mut needs = Vec::new();
    collect_needs(catalogue, of, 0, &mut needs)?;
    needs.sort();
    needs.dedup();
    Ok(needs)
}

/// The same with what a metric about others looks at as long as nothing else is chosen.
pub(crate) fn listed_needs(catalogue: &Catalogue, of: &Metric) -> Result<Vec<String>, QueryError> {
    let mut needs = all_needs(catalogue, of)?;
    for parameter in of.parameters.values().filter(|parameter| parameter.kind == ParameterKind::Metric) {
        needs.extend(all_needs(catalogue, metric(catalogue, &parameter.default)?)?);
    }
    if of.about == Some(About::Goal) {
        needs.push(GOAL.to_owned());
    }
    needs.sort();
    needs.dedup();
    Ok(needs)
}

/// What a metric about goals needs whatever it is asked about.
const GOAL: &str = "goal.target";

fn collect_needs(catalogue: &Catalogue, of: &Metric, depth: usize, needs: &mut Vec<String>) -> Result<(), QueryError> {
    needs.extend(of.needs.iter().cloned());
    if depth < DEEPEST_REFERENCE {
        for id in of.value.metrics() {
            collect_needs(catalogue, metric(catalogue, id)?, depth + 1, needs)?;
        }
    }
    Ok(())
}
