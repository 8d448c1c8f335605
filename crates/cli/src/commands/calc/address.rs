//! The arguments as the address of the page would say them.

use crate::arguments::CalcArguments;
use crate::failure::{Exit, Failure};

/// What is asked.
pub(super) struct Address {
    /// The metric, when the first word is one.
    pub(super) metric: Option<String>,
    pub(super) pairs: Vec<(String, String)>,
}

pub(super) fn of(arguments: CalcArguments) -> Result<Address, Failure> {
    let (metric, first) = match arguments.calculated {
        Some(word) if word.contains('=') => (None, Some(word)),
        word => (word, None),
    };
    let mut pairs = Vec::new();
    for number in first.iter().chain(&arguments.numbers) {
        let (name, value) = pair(number, "not_a_number_pair")?;
        pairs.push((format!("param.{name}"), value.to_owned()));
    }
    for option in &arguments.param {
        let (name, value) = pair(option, "not_an_option")?;
        let name = match &metric {
            Some(metric) if !name.contains('.') => format!("{metric}.{name}"),
            None if !name.contains('.') => return Err(wrong(option, "not_an_option")),
            _ => name.to_owned(),
        };
        pairs.push((format!("param.{name}"), value.to_owned()));
    }
    let changes: Vec<String> = arguments
        .what_if
        .iter()
        .map(|change| pair(change, "not_a_change").map(|(name, change)| format!("{name}:{change}")))
        .collect::<Result<_, _>>()?;
    if !changes.is_empty() {
        pairs.push(("what_if".to_owned(), changes.join("|")));
    }
    pairs.extend(arguments.by.map(|by| ("by".to_owned(), by)));
    pairs.extend(arguments.currency.map(|currency| ("currency".to_owned(), currency)));
    Ok(Address { metric, pairs })
}

fn pair<'text>(text: &'text str, said: &'static str) -> Result<(&'text str, &'text str), Failure> {
    text.split_once('=').filter(|(name, value)| !name.is_empty() && !value.is_empty()).ok_or_else(|| wrong(text, said))
}

fn wrong(text: &str, said: &'static str) -> Failure {
    Failure::said(Exit::Refused, said, "given", text)
}
