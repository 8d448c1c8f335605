//! What tables of cohorts and funnels have in common: a metric that is not one number, made ready to be asked.

use crate::answer::{CustomerRow, CustomersAnswer, Figure, NullReason, ParameterAnswer};
use crate::behind::{CUSTOMERS_PER_PAGE, names};
use crate::context::QueryContext;
use crate::coverage::Coverage;
use crate::error::{ErrorCode, QueryError};
use crate::fact::dimension_column;
use crate::query::{Extent, Query, ResolvedMeasure, Slice};
use crate::request::{Request, Subject};
use crate::scope::Scope;
use crate::steps::derive::nothing;
use crate::steps::receipt::frame;
use crate::steps::render::is_money;
use crate::steps::{authorise, calendar, resolve, unknown};
use catalogue::definition::{Form, Metric};

/// A metric of that form with everything its statement needs.
pub(crate) struct Asked<'a> {
    pub(crate) query: Query<'a>,
    pub(crate) metric: &'a Metric,
    pub(crate) measure: ResolvedMeasure<'a>,
    pub(crate) parameters: Vec<ParameterAnswer>,
    /// Why it is not computed at all.
    pub(crate) blocked: Option<NullReason>,
    /// What was never imported.
    pub(crate) needs: Vec<String>,
}

impl<'a> Asked<'a> {
    /// The first steps of every question, for a metric whose answer has that form.
    pub(crate) fn new(
        context: &QueryContext<'a>,
        scope: &'a Scope,
        request: Request,
        form: Form,
    ) -> Result<Self, QueryError> {
        let (Subject::Metric(id) | Subject::Board(id)) = &request.subject;
        let metric = resolve::metric(context.catalogue, id)?;
        let name =
            metric.measures.iter().find(|(_, measure)| measure.kind.form() == form).map(|(name, _)| name.clone());
        let name = name.ok_or_else(|| {
            let tables = context.catalogue.metrics.values().filter(|metric| metric.form() == form);
            QueryError::new(ErrorCode::NotATable, id).suggesting(tables.map(|metric| metric.id.as_str()))
        })?;
        let slice = request.slice.clone().map(Slice::Dimension);
        let mut query = Query::new(*context, scope, request, Extent::Value, slice.into_iter().collect());
        authorise::authorise(&mut query)?;
        unknown::unknown(&mut query)?;
        calendar::calendar(&mut query)?;
        let parameters = resolve::parameters_in_force(query.context.settings, metric, &query.request.parameters, true)?;
        let measure = resolve::resolve_measure(resolve::Ground::of(&query), metric, name)?;
        let coverage = Coverage::read(context.store)?;
        let needs: Vec<String> = metric.needs.iter().filter(|need| !coverage.has(need)).cloned().collect();
        let blocked = blocked(&query, metric, &measure, &needs)?;
        Ok(Self { query, metric, measure, parameters, blocked, needs })
    }

    /// The value of a parameter by the name its definition gives.
    pub(crate) fn parameter(&self, name: Option<&String>) -> Option<&str> {
        let found = self.parameters.iter().find(|parameter| Some(&parameter.name) == name);
        found.map(|parameter| parameter.value.as_str())
    }

    /// One page of the customers behind a place of the answer, who are given with their parts in it.
    pub(crate) fn customers(
        &self,
        behind: Vec<(Option<String>, Figure)>,
        total: Figure,
        page: u32,
    ) -> Result<CustomersAnswer, QueryError> {
        let (before, length) = (page as usize * CUSTOMERS_PER_PAGE as usize, CUSTOMERS_PER_PAGE as usize);
        let shown: Vec<_> = behind.iter().skip(before).take(length).collect();
        let known = names(&self.query.context, shown.iter().filter_map(|(id, _)| id.as_deref()))?;
        let rows = shown.into_iter().map(|(id, figure)| CustomerRow {
            name: id.as_ref().and_then(|id| known.get(id).cloned()),
            customer: id.clone(),
            figure: figure.clone(),
            components: Vec::new(),
            revenue: None,
        });
        let rows: Vec<CustomerRow> = rows.collect();
        Ok(CustomersAnswer {
            metric: self.metric.id.clone(),
            frame: frame(&self.query),
            components: Vec::new(),
            next_page: (behind.len() > before + rows.len()).then_some(page.saturating_add(1)),
            rows,
            total_customers: behind.iter().filter(|(id, _)| id.is_some()).count() as u64,
            total,
            adds_up: self.blocked.is_none(),
            numerator_money: is_money(&self.measure),
            denominator_money: is_money(&self.measure),
            revenue_known: false,
        })
    }
}

/// A figure without a number.
pub(crate) fn null(reason: NullReason) -> Figure {
    nothing(reason).figure
}

/// Why a table is not computed; as for numbers, what the viewer may not see comes first.
fn blocked(
    query: &Query<'_>,
    metric: &Metric,
    measure: &ResolvedMeasure<'_>,
    needs: &[String],
) -> Result<Option<NullReason>, QueryError> {
    let lacks = |dimension: &str| dimension_column(measure.fact, dimension).is_none();
    if !query.scope.may_see(&metric.id) || query.row_rules.iter().any(|rule| lacks(&rule.dimension)) {
        return Ok(Some(NullReason::Restricted));
    }
    if let Some(Slice::Dimension(dimension)) = query.slices.first()
        && (!metric.slices.contains(dimension) || lacks(dimension))
    {
        return Err(resolve::not_cut_by(metric, dimension));
    }
    Ok(if !needs.is_empty() {
        Some(NullReason::NeedsData)
    } else if query.request.filters.iter().any(|filter| lacks(&filter.dimension)) {
        Some(NullReason::FilterNotApplicable)
    } else {
        None
    })
}
