//! When something will be known that is not observed yet.

use crate::answer::{Figure, NullReason, Value};
use crate::query::{Query, ResolvedMetric, Span};
use jiff::ToSpan;

/// The day from which the first rows of the period count: its first day and the time that must pass. Nothing where no
/// such time is said, it is counted from another day than the one that places the rows, or the day has come.
pub(crate) fn known_from(query: &Query<'_>, metric: &ResolvedMetric<'_>, figure: &Figure) -> Option<String> {
    if !matches!(figure.value, Value::Null { reason: NullReason::NotObservedYet }) || metric.blocked.is_some() {
        return None;
    }
    let first = query.timeline.period.as_ref()?.range.start;
    let waiting = metric.formula.measures().into_iter().filter_map(|measure| query.measures[measure].maturity);
    let after = |span: Span| match span {
        Span::Days(days) => first.saturating_add(i64::from(days).days()),
        Span::Months(months) => first.saturating_add(i64::from(months).months()),
    };
    let days = waiting.map(|waiting| waiting.from.is_none().then(|| after(waiting.span)));
    let latest = days.collect::<Option<Vec<_>>>()?.into_iter().max()?;
    let today = query.context.settings.calendar.day_of(query.request.as_of);
    (latest > today).then(|| latest.to_string())
}
