//! A small company in memory: facts by plain SQL, metrics by hand.

#![allow(dead_code, reason = "each test file uses its part")]

use catalogue::definition::*;
use jiff::Timestamp;
use model::settings::WorkspaceSettings;
use query::answer::{Figure, MetricAnswer, NullReason, Value};
use query::request::{Comparison, Filter, Request, Subject};
use query::scope::Scope;
use query::{QueryContext, QueryError};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use store::{Dialect, Parameter, Store, StoreError, Transaction};
use store_duckdb::DuckdbStore;

/// A workspace with its facts and metrics.
pub(crate) struct Company {
    pub(crate) store: CountingStore,
    pub(crate) catalogue: Catalogue,
    pub(crate) settings: WorkspaceSettings,
}

impl Company {
    pub(crate) fn new() -> Self {
        let store = DuckdbStore::in_memory().expect("engine");
        store::migrate(&store).expect("schema");
        let store = CountingStore { inner: store, statements: AtomicUsize::new(0) };
        Self { store, catalogue: Catalogue::default(), settings: WorkspaceSettings::default() }
    }

    pub(crate) fn in_zone(mut self, zone: &str) -> Self {
        self.settings.calendar.zone = zone.to_owned();
        self
    }

    /// A fact from the description of its columns and the rows of its table, as SQL values.
    pub(crate) fn fact(mut self, name: &str, columns: &str, interval: bool, rows: &[&str]) -> Self {
        let fact = fact(name, columns, interval);
        let types: Vec<String> = fact.columns.iter().map(sql_type).collect();
        self.run(&format!("CREATE TABLE fact.{name} ({})", types.join(", ")));
        if !rows.is_empty() {
            self.run(&format!("INSERT INTO fact.{name} VALUES {}", rows.join(", ")));
        }
        for column in &fact.columns {
            if let Some(id) = &column.dimension {
                let dimension =
                    Dimension { id: id.clone(), multi_valued: false, by_lot: id == "variant", person: id == "owner" };
                self.catalogue.dimensions.insert(id.clone(), dimension);
            }
        }
        self.catalogue.facts.insert(name.to_owned(), fact);
        self
    }

    /// The rows of the fact are answers of people.
    pub(crate) fn of_answers(mut self, name: &str) -> Self {
        self.catalogue.facts.get_mut(name).expect("fact").answers = true;
        self
    }

    pub(crate) fn metric(mut self, metric: Metric) -> Self {
        self.catalogue.metrics.insert(metric.id.clone(), metric);
        self
    }

    pub(crate) fn board(mut self, id: &str, metrics: &[&str]) -> Self {
        let metrics = metrics.iter().map(|metric| (*metric).to_owned()).collect();
        let groups = vec![BoardGroup { id: "all".to_owned(), name: None, metrics }];
        self.catalogue.boards.insert(id.to_owned(), Board { id: id.to_owned(), name: None, groups });
        self
    }

    pub(crate) fn run(&self, sql: &str) {
        self.store
            .transaction(&mut |transaction| transaction.execute(sql, &[]).map(|_| ()))
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    pub(crate) fn context(&self) -> QueryContext<'_> {
        QueryContext::new(&self.store, &self.catalogue, &self.settings, 1)
    }

    pub(crate) fn ask(&self, question: &Question) -> Result<MetricAnswer, QueryError> {
        query::metric(&self.context(), &question.scope, question.request.clone())
    }

    pub(crate) fn answer(&self, question: &Question) -> MetricAnswer {
        self.ask(question).unwrap_or_else(|error| panic!("{error}: {:?}", error.source))
    }

    /// The figure of a metric in a period, seen from long after.
    pub(crate) fn figure(&self, metric: &str, period: &str) -> Figure {
        self.answer(&question(metric, period)).figure
    }
}

/// Counts the reading statements.
pub(crate) struct CountingStore {
    inner: DuckdbStore,
    statements: AtomicUsize,
}

impl CountingStore {
    pub(crate) fn count(&self) -> usize {
        self.statements.load(Ordering::SeqCst)
    }
}

impl Store for CountingStore {
    fn query(&self, sql: &str, parameters: &[Parameter]) -> Result<Vec<arrow::record_batch::RecordBatch>, StoreError> {
        self.statements.fetch_add(1, Ordering::SeqCst);
        self.inner.query(sql, parameters)
    }

    fn transaction(
        &self,
        work: &mut dyn FnMut(&mut dyn Transaction) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.inner.transaction(work)
    }

    fn checkpoint(&self) -> Result<(), StoreError> {
        self.inner.checkpoint()
    }

    fn is_ready(&self) -> bool {
        self.inner.is_ready()
    }

    fn dialect(&self) -> &dyn Dialect {
        self.inner.dialect()
    }
}

/// A request with the viewer who asks it.
#[derive(Clone)]
pub(crate) struct Question {
    pub(crate) request: Request,
    pub(crate) scope: Scope,
}

pub(crate) fn question(metric: &str, period: &str) -> Question {
    let request = Request {
        subject: Subject::Metric(metric.to_owned()),
        period: query::period(period).expect("period"),
        grain: None,
        comparison: Comparison::None,
        filters: Vec::new(),
        slice: None,
        parameters: BTreeMap::new(),
        rates_of: None,
        of_comparison: false,
        as_of: instant("2030-01-01T00:00:00Z"),
    };
    Question { request, scope: Scope::everything() }
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().expect("instant")
}

impl Question {
    pub(crate) fn slice(mut self, dimension: &str) -> Self {
        self.request.slice = Some(dimension.to_owned());
        self
    }

    pub(crate) fn filter(mut self, dimension: &str, values: &[&str], exclude: bool) -> Self {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        self.request.filters.push(Filter { dimension: dimension.to_owned(), values, exclude });
        self
    }

    pub(crate) fn compared(mut self, comparison: Comparison) -> Self {
        self.request.comparison = comparison;
        self
    }

    pub(crate) fn parameter(mut self, name: &str, value: &str) -> Self {
        self.request.parameters.insert(name.to_owned(), value.to_owned());
        self
    }

    pub(crate) fn at(mut self, as_of: &str) -> Self {
        self.request.as_of = instant(as_of);
        self
    }
}

/// Columns as `name:kind` with `:dimension`, or `:currency` column for money, separated by blanks.
pub(crate) fn fact(name: &str, columns: &str, interval: bool) -> Fact {
    let column = |text: &str| {
        let parts: Vec<&str> = text.split(':').collect();
        let kind = match parts[1] {
            "text" => FactColumnKind::Text,
            "integer" => FactColumnKind::Integer,
            "decimal" => FactColumnKind::Decimal,
            "money" => FactColumnKind::Money,
            "date" => FactColumnKind::Date,
            "instant" => FactColumnKind::Instant,
            _ => FactColumnKind::Boolean,
        };
        let third = parts.get(2).map(|text| (*text).to_owned());
        let money = kind == FactColumnKind::Money;
        FactColumn {
            name: parts[0].to_owned(),
            kind,
            currency: third.clone().filter(|_| money),
            dimension: third.filter(|_| !money),
            answers: false,
            meaning: None,
        }
    };
    Fact {
        name: name.to_owned(),
        row: String::new(),
        refresh_by: String::new(),
        columns: columns.split_whitespace().map(column).collect(),
        interval: interval.then(|| Interval { from: "from_at".to_owned(), to: "to_at".to_owned() }),
        answers: false,
        sql: String::new(),
        reads: Vec::new(),
        version: String::new(),
    }
}

fn sql_type(column: &FactColumn) -> String {
    let name = &column.name;
    match column.kind {
        FactColumnKind::Text => format!("{name} VARCHAR"),
        FactColumnKind::Integer | FactColumnKind::Money => format!("{name} BIGINT"),
        FactColumnKind::Decimal => format!("{name} DECIMAL(18,9)"),
        FactColumnKind::Date => format!("{name} DATE"),
        FactColumnKind::Instant => format!("{name} TIMESTAMP, {} DATE", model::canonical::day_column(name)),
        FactColumnKind::Boolean => format!("{name} BOOLEAN"),
    }
}

pub(crate) fn measure(fact: &str, kind: MeasureKind) -> Measure {
    Measure {
        fact: fact.to_owned(),
        kind,
        at: None,
        filter: None,
        window: None,
        lag: None,
        of_all: OfAll::Nowhere,
        maturity: None,
        latest_per: None,
        with_rate_of: None,
        known_at: None,
        named_parts: false,
        factor: None,
    }
}

/// A measure placed by a column.
pub(crate) fn placed(fact: &str, at: &str, kind: MeasureKind) -> Measure {
    Measure { at: Some(at.to_owned()), ..measure(fact, kind) }
}

pub(crate) fn sum(of: &str) -> Aggregate {
    Aggregate::Sum(of.to_owned())
}

pub(crate) fn filtered(measure: Measure, filter: &str) -> Measure {
    Measure { filter: Some(filter.to_owned()), ..measure }
}

pub(crate) fn metric(id: &str, unit: Unit, measures: Vec<(&str, Measure)>, value: Formula) -> Metric {
    Metric {
        id: id.to_owned(),
        family: "test".to_owned(),
        version: 1,
        unit,
        better: Better::Higher,
        direction: None,
        additivity: Additivity::Additive,
        measures: measures.into_iter().map(|(name, measure)| (name.to_owned(), measure)).collect(),
        components: BTreeMap::new(),
        value,
        about: None,
        slices: vec!["channel".to_owned(), "owner".to_owned()],
        told_by: BTreeMap::new(),
        needs: Vec::new(),
        parameters: BTreeMap::new(),
        minimum_n: None,
        without_denominator: None,
        over_time: None,
        rounding: None,
        examples: Vec::new(),
        file: String::new(),
        own: None,
    }
}

/// A metric of one measure.
pub(crate) fn single(id: &str, unit: Unit, of: Measure) -> Metric {
    metric(id, unit, vec![("measure", of)], Formula::Measure("measure".to_owned()))
}

/// A metric of two measures.
pub(crate) fn quotient(id: &str, unit: Unit, numerator: Measure, denominator: Measure) -> Metric {
    let value = Formula::Divide(
        Box::new(Formula::Measure("numerator".to_owned())),
        Box::new(Formula::Measure("denominator".to_owned())),
    );
    metric(id, unit, vec![("numerator", numerator), ("denominator", denominator)], value)
}

pub(crate) fn number(figure: &Figure) -> f64 {
    match &figure.value {
        Value::Number { number } => *number,
        other => panic!("{other:?} is no number"),
    }
}

/// Minor units as text.
pub(crate) fn amount(figure: &Figure) -> &str {
    match &figure.value {
        Value::Money { amount, .. } => amount,
        other => panic!("{other:?} is no amount"),
    }
}

pub(crate) fn reason(figure: &Figure) -> NullReason {
    match &figure.value {
        Value::Null { reason } => *reason,
        other => panic!("{other:?} is not null"),
    }
}
