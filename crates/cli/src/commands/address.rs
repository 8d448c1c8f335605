//! Flags that several commands have, as the address of the page would say them.

use crate::failure::{Exit, Failure};

/// Filters and parameters: `f=channel:email,country:DE` and `param.window_days=90`.
pub(crate) fn narrowed(filters: &[String], parameters: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let mut pairs = Vec::new();
    if !filters.is_empty() {
        pairs.push(("f".to_owned(), filters.join(",")));
    }
    for parameter in parameters {
        let pair = parameter.split_once('=');
        let (name, value) = pair.ok_or_else(|| Failure::said(Exit::Refused, "not_a_pair", "given", parameter))?;
        pairs.push((format!("param.{name}"), value.to_owned()));
    }
    Ok(pairs)
}
