//! The store that all examples use one after the other.

use super::given::Rows;
use super::{CheckFault, cell, place, table};
use catalogue::definition::{Catalogue, Example, Metric};
use jiff::{Timestamp, ToSpan};
use model::aims::Aims;
use model::calendar::WorkspaceCalendar;
use model::canonical::{self, ENTITIES};
use model::settings::WorkspaceSettings;
use query::QueryContext;
use query::answer::Value;
use query::request::{Comparison, Filter, PeriodRequest, Request, Subject};
use std::collections::BTreeSet;
use store::{FACT_SCHEMA, Parameter, Store, Transaction};

/// A store with the facts of a catalogue, holding the rows of one example at a time.
pub(super) struct Bench<'a> {
    catalogue: &'a Catalogue,
    store: Box<dyn Store>,
    /// Entities that have rows.
    filled: BTreeSet<&'static str>,
    /// Goals among the rows.
    aims: Aims,
}

impl<'a> Bench<'a> {
    pub(super) fn new(catalogue: &'a Catalogue, store: Box<dyn Store>) -> Result<Self, CheckFault> {
        store::migrate(store.as_ref())?;
        facts::prepare(store.as_ref(), catalogue)?;
        store.transaction(&mut |transaction| pretend_everything_was_imported(transaction))?;
        Ok(Self { catalogue, store, filled: BTreeSet::new(), aims: Aims::default() })
    }

    /// The metric's value over the given rows.
    pub(super) fn answer(
        &mut self,
        metric: &Metric,
        example: &Example,
        settings: &WorkspaceSettings,
        rows: &Rows,
    ) -> Result<Value, CheckFault> {
        let request = request(metric, example, &settings.calendar)?;
        self.fill(rows, settings, &needed(self.catalogue, metric, example))?;
        place::value(&self.context(settings), metric, example, request)
    }

    /// Puts rows in the place of all others and derives facts from them.
    pub(super) fn fill(
        &mut self,
        rows: &Rows,
        settings: &WorkspaceSettings,
        facts: &Catalogue,
    ) -> Result<(), CheckFault> {
        self.replace_rows(rows)?;
        store::write_settings(self.store.as_ref(), settings)?;
        identity::resolve(self.store.as_ref(), settings.customer_is)?;
        facts::refresh(self.store.as_ref(), facts, &needed_reads(facts))?;
        self.aims.goals = crate::aims::imported_goals(self.store.as_ref())?;
        Ok(())
    }

    /// What a query needs. Nothing is remembered: the rows change without a new data version.
    pub(super) fn context<'q>(&'q self, settings: &'q WorkspaceSettings) -> QueryContext<'q> {
        QueryContext::new(self.store.as_ref(), self.catalogue, settings, 0).with_aims(&self.aims)
    }

    fn replace_rows(&mut self, rows: &Rows) -> Result<(), CheckFault> {
        // When it fails, the rows before stay and are still to be deleted.
        let filled = self.filled.clone();
        let dialect = self.store.dialect();
        self.store.transaction(&mut |transaction| {
            for entity in &filled {
                transaction.execute(&format!("DELETE FROM {}", dialect.quote(entity)), &[])?;
            }
            for (name, rows) in rows {
                if let Some(entity) = canonical::entity(name) {
                    transaction.append(name, &table::batch(entity, rows)?)?;
                }
            }
            Ok(())
        })?;
        self.filled = rows.keys().copied().collect();
        Ok(())
    }
}

/// What an example does not give did not happen; that it was never imported is another matter.
fn pretend_everything_was_imported(transaction: &mut dyn Transaction) -> Result<(), store::StoreError> {
    for entity in ENTITIES {
        let columns = std::iter::once("").chain(entity.all_columns().map(|column| column.name)).map(str::to_owned);
        let kinds = entity.kinds().map(|kind| format!("kind={kind}"));
        for column in columns.chain(kinds) {
            let row = [Parameter::Text(entity.name.to_owned()), Parameter::Text(column), Parameter::Integer(1)];
            transaction.execute("INSERT INTO meta.coverage VALUES ($1, $2, $3)", &row)?;
        }
    }
    Ok(())
}

fn request(metric: &Metric, example: &Example, calendar: &WorkspaceCalendar) -> Result<Request, CheckFault> {
    let bad = |value: &str| CheckFault::BadPeriod { value: value.to_owned() };
    let period = query::period(&example.period)?;
    let PeriodRequest::Days { last, .. } = period else {
        return Err(bad(&example.period));
    };
    let as_of: Timestamp = match &example.as_of {
        Some(text) => cell::moment(text, calendar).ok_or_else(|| bad(text))?,
        None => calendar.start_of_day(last.saturating_add(1.day())),
    };
    Ok(Request {
        subject: Subject::Metric(metric.id.clone()),
        period,
        grain: None,
        comparison: match example.compare.as_deref() {
            None => Comparison::None,
            Some("py") => Comparison::Year,
            Some(_) => Comparison::Previous,
        },
        filters: example.filters.iter().map(filter).collect(),
        slice: None,
        parameters: example.parameters.clone(),
        rates_of: None,
        of_comparison: false,
        as_of,
    })
}

fn filter((dimension, value): (&String, &String)) -> Filter {
    Filter { dimension: dimension.clone(), values: vec![value.clone()], exclude: false }
}

/// The facts that a metric needs, also through other metrics, facts and the conversion of money.
fn needed(catalogue: &Catalogue, metric: &Metric, example: &Example) -> Catalogue {
    let mut needed = Catalogue::default();
    let mut metrics = vec![metric];
    let mut seen = BTreeSet::new();
    let mut facts: Vec<&str> = Vec::new();
    while let Some(metric) = metrics.pop() {
        if seen.insert(metric.id.as_str()) {
            facts.extend(metric.measures.values().map(|measure| measure.fact.as_str()));
            metrics.extend(metric.value.metrics().into_iter().filter_map(|id| catalogue.metrics.get(id)));
            metrics.extend(about(metric, example).and_then(|id| catalogue.metrics.get(id)));
        }
    }
    // Queries over money read these two beside the metric's own facts.
    facts.extend(["exchange_rates", "currency_units"]);
    while let Some(name) = facts.pop() {
        let Some(fact) = catalogue.facts.get(name) else {
            continue;
        };
        if needed.facts.insert(name.to_owned(), fact.clone()).is_none() {
            facts.extend(fact.reads.iter().filter_map(|read| read.strip_prefix(FACT_SCHEMA)?.strip_prefix('.')));
        }
    }
    needed
}

/// The metric that one about another is asked about.
fn about<'a>(metric: &'a Metric, example: &'a Example) -> Option<&'a str> {
    metric.about?;
    let default = metric.parameters.get("metric").map(|parameter| parameter.default.as_str());
    example.parameters.get("metric").map(String::as_str).or(default)
}

fn needed_reads(needed: &Catalogue) -> BTreeSet<String> {
    needed.facts.values().flat_map(|fact| fact.reads.iter().cloned()).collect()
}
