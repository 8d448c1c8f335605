//! `GET`, `PUT`, `DELETE /goals`: what metrics should reach.

use crate::api::question::Question;
use crate::errors::{ApiError, ErrorBody, ErrorCode};
use crate::state::AppState;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Query, State};
use catalogue::definition::{Catalogue, Form, Unit};
use jiff::civil::Date;
use model::aims::{Goal, GoalPart};
use query::QueryError;
use query::answer::GoalsAnswer;
use query::directory::unknown_value;
use query::experiment::is_share_of_counts;
use query::scope::Scope;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};
use workspace::Workspace;

/// Largest number a goal can name, in major units.
const LARGEST_TARGET: i64 = 10_i64.pow(12) - 1;
/// Goals whose pace is told at once.
const MOST_PACED: usize = 100;
/// Years a goal can speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// A goal as it is typed.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalInput {
    /// Metric id.
    pub metric: String,
    /// Dimension of the part it is set for; the whole when empty.
    pub dimension: Option<String>,
    /// Value of the dimension.
    pub value: Option<String>,
    /// First day, `2026-01-01`.
    pub first: String,
    /// Last day.
    pub last: String,
    /// The number to reach: money in major units, shares as `0.4` or `40%`, durations in seconds.
    pub target: String,
}

/// A goal.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GoalSummary {
    /// Names it when it is removed.
    pub key: String,
    /// It came with an import and is changed at its source.
    pub imported: bool,
    /// The goal.
    #[serde(flatten)]
    pub goal: GoalFields,
}

/// What a goal says.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct GoalFields {
    /// Metric id.
    pub metric: String,
    /// Dimension of the part it is set for; none is the whole.
    pub dimension: Option<String>,
    /// Value of the dimension.
    pub value: Option<String>,
    /// First day.
    pub first: String,
    /// Last day.
    pub last: String,
    /// The number to reach: money in major units, shares 0 to 1, durations in seconds.
    pub target: String,
    /// ISO 4217 code of an amount.
    pub currency: Option<String>,
}

/// Which goal.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GoalKey {
    /// Its key, as the list says it.
    pub key: String,
}

/// All goals, the latest first.
pub fn summaries(goals: &[Goal]) -> Vec<GoalSummary> {
    let mut listed: Vec<&Goal> = goals.iter().collect();
    listed.sort_by(|left, right| (right.last, &left.metric).cmp(&(left.last, &right.metric)));
    listed.into_iter().map(summary).collect()
}

fn summary(goal: &Goal) -> GoalSummary {
    let part = goal.part.clone().map(|part| (part.dimension, part.value));
    let (dimension, value) = part.unzip();
    GoalSummary {
        key: goal.key(),
        imported: goal.imported,
        goal: GoalFields {
            metric: goal.metric.clone(),
            dimension,
            value,
            first: goal.first.to_string(),
            last: goal.last.to_string(),
            target: goal.target.normalize().to_string(),
            currency: goal.currency.clone(),
        },
    }
}

impl GoalInput {
    /// The goal that is meant.
    ///
    /// # Errors
    /// The first value that is not possible.
    pub fn read(self, catalogue: &Catalogue) -> Result<Goal, ApiError> {
        let first = day("first", &self.first)?;
        let last = day("last", &self.last)?;
        if last < first {
            return Err(impossible("last", &self.last));
        }
        let is_share = catalogue.metrics.get(&self.metric).is_some_and(|metric| metric.unit == Unit::Share);
        let target = number(&self.target, is_share).ok_or_else(|| impossible("target", &self.target))?;
        let part = match (self.dimension, self.value) {
            (Some(dimension), Some(value)) => Some(GoalPart { dimension, value }),
            (None, None) => None,
            // Half a part would be a goal for the whole.
            (Some(dimension), None) => return Err(impossible("dimension", &dimension)),
            (None, Some(value)) => return Err(impossible("value", &value)),
        };
        let goal = Goal { metric: self.metric, part, first, last, target, currency: None, imported: false };
        if goal.target.abs() > LARGEST_TARGET.into() {
            return Err(impossible("target", &self.target));
        }
        Ok(goal)
    }
}

/// A number; a share may be written `0.4` or `40%`.
fn number(text: &str, is_share: bool) -> Option<Decimal> {
    let text = text.trim();
    match text.strip_suffix('%') {
        Some(percent) if is_share => percent.trim_end().parse::<Decimal>().ok()?.checked_div(Decimal::ONE_HUNDRED),
        Some(_) => None,
        None => text.parse().ok(),
    }
}

fn day(name: &'static str, text: &str) -> Result<Date, ApiError> {
    let day: Option<Date> = text.trim().parse().ok();
    day.filter(|day| YEARS.contains(&day.year())).ok_or_else(|| impossible(name, text))
}

/// A value that is not possible.
pub(crate) fn impossible(name: &'static str, value: &str) -> ApiError {
    ApiError::new(ErrorCode::AimInvalid).with("name", name).with("value", value)
}

/// Goals
#[utoipa::path(get, path = "/goals", tag = "judgement", responses((status = 200, body = Vec<GoalSummary>)))]
pub async fn list_goals(State(state): State<AppState>) -> Json<Vec<GoalSummary>> {
    Json(summaries(&state.workspace.aims().goals))
}

/// Which goals.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the address; its pairs are read one by one")]
pub struct GoalKeys {
    /// Key of a goal, as the list says it; once for each goal, at most a hundred.
    key: Vec<String>,
}

/// Goals with their pace
#[utoipa::path(
    get, path = "/goals/pace", tag = "judgement", params(GoalKeys),
    responses((status = 200, body = GoalsAnswer), (status = "default", body = ErrorBody))
)]
pub async fn goals_pace(State(state): State<AppState>, question: Question) -> Result<Json<GoalsAnswer>, ApiError> {
    let keys: BTreeSet<String> =
        question.pairs().iter().filter(|(name, _)| name == "key").map(|(_, key)| key.clone()).collect();
    if keys.len() > MOST_PACED {
        return Err(QueryError::new(query::ErrorCode::BadParameter, "key").into());
    }
    let as_of = state.as_of();
    Ok(Json(state.ask(move |context, scope| query::goals_pace(context, scope, &keys, as_of)).await?))
}

/// Set a goal
#[utoipa::path(
    put, path = "/goals", tag = "judgement", request_body = GoalInput,
    responses((status = 200, body = GoalSummary), (status = "default", body = ErrorBody))
)]
pub async fn save_goal(
    State(state): State<AppState>,
    goal: Result<Json<GoalInput>, JsonRejection>,
) -> Result<Json<GoalSummary>, ApiError> {
    let Json(input) = goal.map_err(|_| ApiError::new(ErrorCode::BadBody))?;
    let goal = input.read(&state.workspace.catalogue())?;
    let at = (state.clock)();
    let saved = state
        .work_long(move |workspace| {
            check(workspace, &goal)?;
            Ok(workspace.save_goal(&goal, at)?)
        })
        .await?;
    Ok(Json(summary(&saved)))
}

/// Metric and dimension exist, a share is not more than all, and the data know the part: a misspelt person would have a quota that nobody reaches.
///
/// # Errors
/// When one does not.
pub fn check(workspace: &Workspace, goal: &Goal) -> Result<(), ApiError> {
    let catalogue = workspace.catalogue();
    possible(&catalogue, goal)?;
    let scope = Scope::everything();
    let of_all = |metric| workspace.with_query(|context| is_share_of_counts(context, &scope, metric));
    if goal.target > Decimal::ONE && catalogue.metrics.get(&goal.metric).is_some_and(of_all) {
        let percent = goal.target.saturating_mul(Decimal::ONE_HUNDRED).normalize();
        return Err(ApiError::new(ErrorCode::ShareAboveAll).with("percent", percent.to_string()));
    }
    let Some(part) = &goal.part else { return Ok(()) };
    let unknown = workspace.with_query(|context| unknown_value(context, &scope, &part.dimension, &part.value))?;
    unknown.map_or(Ok(()), |unknown| Err(QueryError::from(unknown).into()))
}

fn possible(catalogue: &Catalogue, goal: &Goal) -> Result<(), ApiError> {
    let metric = catalogue.metrics.get(&goal.metric).ok_or_else(|| {
        let names = catalogue.metrics.keys().map(String::as_str);
        QueryError::new(query::ErrorCode::UnknownMetric, &goal.metric).suggesting(names)
    })?;
    if metric.form() != Form::Number {
        return Err(impossible("metric", &goal.metric));
    }
    let unknown = goal.part.as_ref().filter(|part| !metric.slices.contains(&part.dimension));
    unknown.map_or(Ok(()), |part| {
        let names = metric.slices.iter().map(String::as_str);
        Err(QueryError::unknown_dimension(&part.dimension, names).into())
    })
}

/// Remove a goal that was typed
#[utoipa::path(
    delete, path = "/goals", tag = "judgement", params(GoalKey),
    responses((status = 200, body = Vec<GoalSummary>), (status = "default", body = ErrorBody))
)]
pub async fn remove_goal(
    State(state): State<AppState>,
    Query(GoalKey { key }): Query<GoalKey>,
) -> Result<Json<Vec<GoalSummary>>, ApiError> {
    let at = (state.clock)();
    let removed = state.work_long(move |workspace| Ok(workspace.remove_goal(&key, at)?)).await?;
    if !removed {
        return Err(ApiError::new(ErrorCode::UnknownGoal));
    }
    Ok(list_goals(State(state)).await)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> GoalInput {
        GoalInput {
            metric: "orders".to_owned(),
            dimension: None,
            value: None,
            first: "2026-01-01".to_owned(),
            last: "2026-03-31".to_owned(),
            target: "1200".to_owned(),
        }
    }

    #[test]
    fn a_goal_needs_days_in_order_and_a_number() {
        assert_eq!(input().read(&Catalogue::default()).expect("possible").key(), "orders|2026-01-01..2026-03-31");
        let refused = |input: GoalInput| input.read(&Catalogue::default()).expect_err("impossible").code();
        assert_eq!(refused(GoalInput { last: "2025-12-31".to_owned(), ..input() }), ErrorCode::AimInvalid);
        assert_eq!(refused(GoalInput { target: "many".to_owned(), ..input() }), ErrorCode::AimInvalid);
        for half in [
            GoalInput { dimension: Some("channel".to_owned()), ..input() },
            GoalInput { value: Some("web".to_owned()), ..input() },
            GoalInput { first: "-009999-01-01".to_owned(), ..input() },
            GoalInput { target: "79228162514264337593543950335".to_owned(), ..input() },
        ] {
            assert_eq!(refused(half), ErrorCode::AimInvalid);
        }
        assert_eq!(refused(GoalInput { first: "2026-02-30".to_owned(), ..input() }), ErrorCode::AimInvalid);
    }

    #[test]
    fn a_share_may_be_written_in_percent_and_nothing_else() {
        let read = |text: &str, is_share| number(text, is_share).map(|number| number.normalize().to_string());
        for text in ["40%", " 40 % ", "0.4", "0.40"] {
            assert_eq!(read(text, true).as_deref(), Some("0.4"), "{text}");
        }
        assert_eq!(read("40", true).as_deref(), Some("40"), "refused later, where it is a share of counted things");
        assert_eq!((read("40%", false), read("%", true), read("4%0", true)), (None, None, None));
    }
}
