//! An own metric that the store cannot compute on the present data takes down no answer that has other metrics too.

use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::query::Extent;
use crate::request::{Request, Subject};
use crate::scope::Scope;
use crate::value::answered;
use std::collections::BTreeSet;

/// Asks for the metrics of a request at once. When the store fails, each own metric is tried alone, and the question
/// is asked again without those that fail: their figures are [`NullReason::Failed`](crate::answer::NullReason::Failed).
pub(crate) fn without_failing<T>(
    context: &QueryContext<'_>,
    scope: &Scope,
    request: &Request,
    metrics: &[String],
    ask: impl Fn(&QueryContext<'_>) -> Result<T, QueryError>,
) -> Result<T, QueryError> {
    let fault = match ask(context) {
        Err(fault) if fault.code == ErrorCode::StoreFailed => fault,
        answer => return answer,
    };
    let own = |id: &&String| context.catalogue.metrics.get(*id).is_some_and(|metric| metric.own.is_some());
    let failing: BTreeSet<String> =
        metrics.iter().filter(own).filter(|id| fails(context, scope, request, id)).cloned().collect();
    if failing.is_empty() {
        return Err(fault);
    }
    tracing::warn!(%fault, ?failing, "own metrics cannot be computed and are left out");
    ask(&QueryContext { failing: Some(&failing), cache: None, ..*context })
}

fn fails(context: &QueryContext<'_>, scope: &Scope, request: &Request, id: &str) -> bool {
    let alone = Request { subject: Subject::Metric(id.to_owned()), slice: None, ..request.clone() };
    answered(context, scope, &alone, Extent::Tile, None).is_err_and(|fault| fault.code == ErrorCode::StoreFailed)
}
