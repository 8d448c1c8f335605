//! Flags that several commands have, as the address of the page would say them.

use crate::failure::{Exit, Failure};

/// Filters and parameters: `f=channel:email,country:DE` and `param.window_days=90`.
pub(crate) fn narrowed(filters: &[String], parameters: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let mut pairs = Vec::new();
    if !filters.is_empty() {
        let filters: Vec<String> = filters.iter().map(|filter| with_commas_kept(filter)).collect();
        pairs.push(("f".to_owned(), filters.join(",")));
    }
    for parameter in parameters {
        let pair = parameter.split_once('=');
        let (name, value) = pair.ok_or_else(|| Failure::said(Exit::Refused, "not_a_pair", "given", parameter))?;
        pairs.push((format!("param.{name}"), value.to_owned()));
    }
    Ok(pairs)
}

/// `product:Cleaner, 1 l` is one filter: a comma divides filters only where a dimension follows it.
fn with_commas_kept(filter: &str) -> String {
    let mut filters: Vec<String> = Vec::new();
    for piece in filter.split(',') {
        match filters.last_mut() {
            Some(value) if !piece.contains(':') => *value = format!("{value}%2C{piece}"),
            _ => filters.push(piece.to_owned()),
        }
    }
    filters.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_divides_filters_only_before_a_dimension() {
        let filters = ["product:Cleaner, 1 l,channel:email".to_owned(), "country:DE|FR".to_owned()];
        let pairs = narrowed(&filters, &[]).expect("filters");
        assert_eq!(pairs, [("f".to_owned(), "product:Cleaner%2C 1 l,channel:email,country:DE|FR".to_owned())]);
    }
}
