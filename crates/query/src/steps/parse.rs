//! Turns an address into a request. What it does not understand falls back to the default and is reported.

mod period;

pub use period::period;

use crate::error::{ErrorCode, QueryError};
use crate::request::{Comparison, Filter, PeriodRequest, Request, Subject};
use crate::steps::resolve;
use catalogue::definition::{Catalogue, Form, Metric};
use jiff::{Timestamp, Unit};
use model::calendar::Grain;
use std::collections::BTreeMap;

/// The period when none is named.
pub const DEFAULT_PERIOD: PeriodRequest = PeriodRequest::LastDays(28);
/// The period of a table of cohorts when none is named.
const COHORT_PERIOD: PeriodRequest = PeriodRequest::LastMonths(12);
/// The comparison when none is named.
pub const DEFAULT_COMPARISON: Comparison = Comparison::Previous;
/// What parameters of a metric begin with in an address.
const PARAMETER_PREFIX: &str = "param.";

/// A request with everything in its address that was not understood.
#[derive(Debug)]
pub struct Parsed {
    /// The request, with defaults where the address was not understood.
    pub request: Request,
    /// What was not understood. A caller that wants to be strict takes the first as its error.
    pub notices: Vec<QueryError>,
}

/// Reads the names and (already decoded) values of an address: `p` period, `g` grain, `vs` comparison,
/// `f` filters, `slice` dimension, `fx` day of the exchange rates, `of` which of the two periods is meant, `param.<name>`
/// parameters. Other names are not ours and are passed over.
///
/// The moment of the question is cut to the minute, so that equal questions of a minute share one answer.
///
/// # Errors
/// When the board or metric itself does not exist.
pub fn parse(
    catalogue: &Catalogue,
    subject: Subject,
    address: &[(String, String)],
    as_of: Timestamp,
) -> Result<Parsed, QueryError> {
    let metric = match &subject {
        Subject::Metric(id) => Some(resolve::metric(catalogue, id)?),
        Subject::Board(id) => {
            resolve::board(catalogue, id)?;
            None
        }
    };
    Ok(read(catalogue, metric, subject, address, as_of))
}

/// The same for a subject that is known.
pub(crate) fn read(
    catalogue: &Catalogue,
    metric: Option<&Metric>,
    subject: Subject,
    address: &[(String, String)],
    as_of: Timestamp,
) -> Parsed {
    let mut request = empty(subject, as_of);
    if metric.is_some_and(|metric| metric.form() == Form::Cohort) {
        request.period = COHORT_PERIOD;
    }
    let mut parser = Parser { catalogue, metric, request, notices: Vec::new() };
    for (name, value) in address {
        parser.take(name, value);
    }
    Parsed { request: parser.request, notices: parser.notices }
}

fn empty(subject: Subject, as_of: Timestamp) -> Request {
    let minute = as_of.round(jiff::TimestampRound::new().smallest(Unit::Minute).mode(jiff::RoundMode::Floor));
    Request {
        subject,
        period: DEFAULT_PERIOD,
        grain: None,
        comparison: DEFAULT_COMPARISON,
        filters: Vec::new(),
        slice: None,
        parameters: BTreeMap::new(),
        rates_of: None,
        of_comparison: false,
        as_of: minute.unwrap_or(as_of),
    }
}

struct Parser<'a> {
    catalogue: &'a Catalogue,
    metric: Option<&'a Metric>,
    request: Request,
    notices: Vec<QueryError>,
}

impl Parser<'_> {
    fn take(&mut self, name: &str, value: &str) {
        let outcome = match name {
            "p" => period(value).map(|period| self.request.period = period),
            "g" => grain(value).map(|grain| self.request.grain = grain),
            "vs" => comparison(value).map(|comparison| self.request.comparison = comparison),
            "f" => {
                self.filters(value);
                Ok(())
            }
            "slice" => self.slice(value),
            "of" => of_comparison(value).map(|asked| self.request.of_comparison = asked),
            "fx" => rates_of(value).map(|day| self.request.rates_of = day),
            _ => match name.strip_prefix(PARAMETER_PREFIX) {
                Some(parameter) => self.parameter(parameter, value),
                None => Ok(()),
            },
        };
        self.notices.extend(outcome.err());
    }

    fn filters(&mut self, text: &str) {
        for part in divided(text) {
            match self.filter(&part) {
                Ok(filter) => self.request.filters.push(filter),
                Err(notice) => self.notices.push(notice),
            }
        }
        self.request.filters.sort();
        self.request.filters.dedup();
    }

    fn filter(&self, part: &str) -> Result<Filter, QueryError> {
        let (dimension, values) = part.split_once(':').ok_or_else(|| QueryError::new(ErrorCode::BadFilter, part))?;
        let (exclude, dimension) = match dimension.strip_prefix('!') {
            Some(dimension) => (true, dimension),
            None => (false, dimension),
        };
        self.known_dimension(dimension)?;
        let mut values: Vec<String> = values.split('|').map(decoded).collect();
        values.sort();
        values.dedup();
        Ok(Filter { dimension: dimension.to_owned(), values, exclude })
    }

    fn slice(&mut self, value: &str) -> Result<(), QueryError> {
        if value.is_empty() {
            self.request.slice = None;
            return Ok(());
        }
        self.known_dimension(value)?;
        if let Some(metric) = self.metric
            && !metric.slices.iter().any(|slice| slice == value)
        {
            return Err(resolve::not_cut_by(metric, value));
        }
        self.request.slice = Some(value.to_owned());
        Ok(())
    }

    fn parameter(&mut self, name: &str, value: &str) -> Result<(), QueryError> {
        if let Some(metric) = self.metric {
            let definition = metric.parameters.get(name).ok_or_else(|| {
                QueryError::new(ErrorCode::BadParameter, name)
                    .with("metric", &metric.id)
                    .suggesting(metric.parameters.keys().map(String::as_str))
            })?;
            if !resolve::accepts(definition, value) {
                return Err(resolve::refused(definition, name, value));
            }
        }
        self.request.parameters.insert(name.to_owned(), value.to_owned());
        Ok(())
    }

    fn known_dimension(&self, id: &str) -> Result<(), QueryError> {
        if self.catalogue.dimensions.contains_key(id) {
            return Ok(());
        }
        Err(QueryError::unknown_dimension(id, self.catalogue.dimensions.keys().map(String::as_str)))
    }
}

fn grain(text: &str) -> Result<Option<Grain>, QueryError> {
    Ok(match text {
        "" | "auto" => None,
        "day" => Some(Grain::Day),
        "week" => Some(Grain::Week),
        "month" => Some(Grain::Month),
        "quarter" => Some(Grain::Quarter),
        "year" => Some(Grain::Year),
        _ => {
            return Err(QueryError::new(ErrorCode::BadGrain, text)
                .suggesting(["day", "week", "month", "quarter", "year"].into_iter()));
        }
    })
}

/// The day whose rates hold for everything: a day, or nothing for the rates of each amount's own day.
fn rates_of(text: &str) -> Result<Option<jiff::civil::Date>, QueryError> {
    match text {
        "" | "dated" => Ok(None),
        day => {
            let bad =
                || QueryError::new(ErrorCode::BadValue, text).with("parameter", "fx").with("allowed", "2026-01-31");
            day.parse().map(Some).map_err(|_| bad())
        }
    }
}

/// Which of the two periods is asked about.
fn of_comparison(text: &str) -> Result<bool, QueryError> {
    match text {
        "" | "period" => Ok(false),
        "comparison" => Ok(true),
        _ => Err(QueryError::new(ErrorCode::BadValue, text)
            .with("parameter", "of")
            .with("allowed", "period, comparison")
            .suggesting(["period", "comparison"].into_iter())),
    }
}

fn comparison(text: &str) -> Result<Comparison, QueryError> {
    match text {
        "" | "pp" => Ok(Comparison::Previous),
        "py" => Ok(Comparison::Year),
        "none" => Ok(Comparison::None),
        _ => Err(QueryError::new(ErrorCode::BadComparison, text)),
    }
}

/// The filters of a text. A comma divides them only where a dimension follows it: `product:Cleaner, 1 l` is one.
fn divided(text: &str) -> Vec<String> {
    let mut filters: Vec<String> = Vec::new();
    for piece in text.split(',') {
        match filters.last_mut() {
            Some(before) if !piece.contains(':') && !piece.is_empty() => {
                before.push(',');
                before.push_str(piece);
            }
            _ if piece.is_empty() => {}
            _ => filters.push(piece.to_owned()),
        }
    }
    filters
}

/// A value inside a filter may hold `,` `:` `|` and `%` as percent signs with two hexadecimal digits; they
/// are written twice encoded in a real address, so that the outer decoding leaves them.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match (first, code.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests;
