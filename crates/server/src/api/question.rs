//! The parameters of an address as a typed question.

use crate::errors::ApiError;
use crate::state::AppState;
use axum::extract::{FromRequestParts, Query};
use axum::http::Uri;
use axum::http::request::Parts;
use query::request::{Request, Subject};
use query::sort::Sort;
use query::{ErrorCode, QueryError};
use serde::Deserialize;
use utoipa::IntoParams;

/// The parameters that every question about figures takes. A metric's own parameters are given as `param.<name>`.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the address; its pairs are read by the query's own parser")]
pub struct QuestionParameters {
    /// Period: `today`, `7d`, `28d`, `90d`, `month`, `quarter`, `year`, `12m`, `last_month`, `last_quarter`,
    /// `last_year`, `2026`, `2026-Q1`, `2026-01`, `2026-01-31`, `2026-01-01..2026-01-31`.
    p: Option<String>,
    /// Size of the buckets: `day`, `week`, `month`, `quarter`, `year`; chosen by the period when absent.
    g: Option<String>,
    /// Comparison: `pp` (previous period), `py` (same period a year earlier), `none`.
    vs: Option<String>,
    /// Filters: `channel:email|web,!country:DE`; an empty value is "not set". A comma divides filters only where a
    /// dimension follows it, so that `product:Cleaner, 1 l` is one filter. A `|`, a `%`, or a comma before a text with
    /// a colon is written as `%7C`, `%25`, `%2C` inside a value, and the whole is percent-encoded once more as the
    /// address needs it: `f=product:a%257Cb` asks for `a|b`.
    f: Option<String>,
    /// Dimension to cut by.
    slice: Option<String>,
    /// Constant currency: the day whose exchange rates hold for every amount, `2026-01-31`.
    fx: Option<String>,
}

/// Which of the two periods is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the address; the query's own parser reads it")]
pub struct SideParameter {
    /// `comparison` asks about what the period is compared with, cut to the same elapsed part; `period` is usual.
    of: Option<String>,
}

/// A page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the address; its pairs are read by Question")]
pub struct PageParameter {
    /// Page, counted from 0.
    page: Option<u32>,
}

/// The order of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the address; its pairs are read by Question")]
pub struct SortParameter {
    /// Column to sort by, `-` before it for the largest first.
    sort: Option<String>,
}

/// All pairs of an address, in order.
#[derive(Debug, Clone, Default)]
pub struct Question(Vec<(String, String)>);

impl Question {
    /// Reads the pairs of an address.
    ///
    /// # Errors
    /// When the address is not percent-encoded text.
    pub fn of(address: &Uri) -> Result<Self, ApiError> {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(address);
        let bad = |_| ApiError::from(QueryError::new(ErrorCode::BadParameter, address.query().unwrap_or_default()));
        pairs.map(|Query(pairs)| Self(pairs)).map_err(bad)
    }

    /// The value of a parameter, when it is given and not empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// All pairs, as they came.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The page asked for, counted from 0.
    ///
    /// # Errors
    /// `bad_page` when it is not a number.
    pub fn page(&self) -> Result<u32, ApiError> {
        let text = self.get("page").unwrap_or("0");
        text.parse().ok().ok_or_else(|| QueryError::new(ErrorCode::BadPage, text).into())
    }

    /// The order asked for, if any.
    pub fn sort(&self) -> Option<Sort> {
        self.get("sort").map(Sort::of)
    }

    /// The question about figures that the address asks.
    ///
    /// # Errors
    /// When the board or metric is unknown, or a parameter cannot be read: a program that asks something else
    /// than it means must not get an answer.
    pub fn request(&self, subject: Subject, state: &AppState) -> Result<Request, ApiError> {
        let parsed = query::parse(&state.workspace.catalogue(), subject, &self.0, state.as_of())
            .map_err(|error| ApiError::of_query(&state.workspace, error))?;
        match parsed.notices.into_iter().next() {
            Some(notice) => Err(notice.into()),
            None => Ok(parsed.request),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Question {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Self::of(&parts.uri)
    }
}
