//! What is asked for an expected row: the metric's address, and the parts of answers its value names.

use crate::data::{ASKED_AT, ExpectedRow};
use crate::list::{Formula, List, Side};
use ingest::ImportReport;
use jiff::civil::Date;
use query::cohort::CohortAnswer;
use query::experiment::answer::ExperimentAnswer;
use query::request::{Filter, Request, Subject};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use workspace::Workspace;

/// The data of a set with its list. The workspace remembers answers about metrics; the others are remembered here.
pub(crate) struct Ground<'a> {
    pub(crate) workspace: &'a Workspace,
    pub(crate) list: &'a List,
    pub(crate) reports: &'a [ImportReport],
    pub(crate) cohorts: Memory<CohortAnswer>,
    pub(crate) experiments: Memory<ExperimentAnswer>,
}

/// Answers by their question.
pub(crate) type Memory<Answer> = RefCell<HashMap<String, Rc<Answer>>>;

impl<'a> Ground<'a> {
    pub(crate) fn new(workspace: &'a Workspace, list: &'a List, reports: &'a [ImportReport]) -> Self {
        Self { workspace, list, reports, cohorts: Memory::default(), experiments: Memory::default() }
    }
}

/// The answer to a question, asked once.
pub(crate) fn remembered<Answer>(
    memory: &Memory<Answer>,
    question: String,
    ask: impl FnOnce() -> Answer,
) -> Rc<Answer> {
    if let Some(answer) = memory.borrow().get(&question) {
        return Rc::clone(answer);
    }
    let answer = Rc::new(ask());
    memory.borrow_mut().insert(question, Rc::clone(&answer));
    answer
}

/// What an address would ask, with a filter where the row is about a value that is filtered by.
pub(crate) fn request(ground: &Ground<'_>, formula: &Formula, row: &ExpectedRow) -> Request {
    let (first, last) = days(ground.list, formula, row);
    let grain = if formula.is_cell() { "month" } else { "year" };
    let mut address = vec![("p", format!("{first}..{last}")), ("g", grain.to_owned()), ("vs", "none".to_owned())];
    let dimension = ground.list.dimensions.get(&row.dimension);
    address.extend(formula.filters.clone().map(|filters| ("f", filters)));
    let slice = formula.slice.clone().or_else(|| dimension?.slice.clone());
    address.extend(slice.map(|slice| ("slice", slice)));
    let days = (last - first).get_days() + 1;
    let parameters = formula.parameters.iter().map(|(name, value)| {
        let value = if value == "period" { days.to_string() } else { value.clone() };
        (format!("param.{name}"), value)
    });
    let address: Vec<(String, String)> =
        address.into_iter().map(|(name, value)| (name.to_owned(), value)).chain(parameters).collect();
    let subject = Subject::Metric(metric(formula, row).to_owned());
    let parsed = ground
        .workspace
        .with_query(|context| query::parse(context.catalogue, subject, &address, ASKED_AT))
        .expect("metric");
    assert!(parsed.notices.is_empty(), "{row}: {:?}", parsed.notices);
    let mut request = parsed.request;
    if let Some(of) = dimension.and_then(|of| of.filter.clone()) {
        request.filters.push(Filter { dimension: of, values: vec![our_value(ground.list, row)], exclude: false });
    }
    request
}

pub(crate) fn metric<'a>(formula: &'a Formula, row: &ExpectedRow) -> &'a str {
    formula.metric.as_deref().unwrap_or_else(|| panic!("{row}: a formula names its metric"))
}

/// First and last day, both of the period.
pub(crate) fn days(list: &List, formula: &Formula, row: &ExpectedRow) -> (Date, Date) {
    let of_row = format!("{}..{}", row.period_start, row.period_end);
    let dated = !row.period_start.is_empty();
    let period = match (&formula.period, &list.period) {
        (Some(period), _) => period,
        (None, Some(period)) if !dated => period,
        _ => &of_row,
    };
    let (first, last) = period.split_once("..").expect("two days of a period");
    let day = |text: &str| text.parse().unwrap_or_else(|error| panic!("{row}: {error}"));
    (day(first), day(last))
}

/// Our word for the value of the row.
pub(crate) fn our_value(list: &List, row: &ExpectedRow) -> String {
    let value = row.dimension_value.as_str();
    let side = list.dimensions.get(&row.dimension).and_then(|dimension| dimension.side);
    let value = match (value.split_once('+'), side) {
        (Some((before, _)), Some(Side::Before)) => before,
        (Some((_, after)), Some(Side::After)) => after,
        _ => value,
    };
    our_word(list, row, value)
}

/// Our word for one value of the row's dimension.
pub(crate) fn our_word(list: &List, row: &ExpectedRow, value: &str) -> String {
    let Some(dimension) = list.dimensions.get(&row.dimension) else {
        return value.to_owned();
    };
    let value = dimension.values.get(value).map_or(value, String::as_str);
    format!("{}{value}", dimension.prefix)
}
