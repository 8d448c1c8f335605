//! Customers to look up and look at: the list, one customer, its timeline, the values of dimensions.

mod customers;
mod dimensions;
mod timeline;
mod unknown;

pub use customers::{CustomerList, CustomerSummary, CustomersRequest, ListedCustomer, customer, customers};
pub use dimensions::dimension_values;
pub(crate) use dimensions::facts_with;
pub use timeline::{TimelineAnswer, TimelineEntry, timeline};
pub use unknown::unknown_value;
pub(crate) use unknown::unknown_values;

use crate::context::QueryContext;
use crate::error::{ErrorCode, QueryError};
use crate::request::Filter;
use crate::scope::Scope;
use crate::steps::render::filter_condition;
use catalogue::definition::Fact;
use store::Parameter;

/// The fact of that name.
fn fact<'a>(context: &QueryContext<'a>, name: &str) -> Result<&'a Fact, QueryError> {
    context.catalogue.facts.get(name).ok_or_else(|| QueryError::new(ErrorCode::BadDefinition, name))
}

/// The rows of a fact (alias `f`) that the viewer may see. A rule about something the fact does not have
/// hides all of it.
fn visible(fact: &Fact, scope: &Scope, parameters: &mut Vec<Parameter>) -> String {
    let rules = scope.row_rules().iter().map(|(dimension, values)| {
        let filter = Filter { dimension: dimension.clone(), values: values.clone(), exclude: false };
        format!(" AND {}", filter_condition(fact, &filter, parameters))
    });
    rules.fold("TRUE".to_owned(), |conditions, rule| conditions + &rule)
}

/// A condition that a text contains what is looked for, in whatever case; an empty search finds everything.
fn contains(column: &str, search: &str, parameters: &mut Vec<Parameter>) -> String {
    if search.trim().is_empty() {
        return "TRUE".to_owned();
    }
    let escaped = search.trim().to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
    parameters.push(Parameter::Text(format!("%{escaped}%")));
    format!("lower({column}) LIKE ${} ESCAPE '!'", parameters.len())
}
