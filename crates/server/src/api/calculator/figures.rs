//! `GET /calculator`: what typed numbers give.

use crate::api::question::Question;
use crate::errors::{ApiError, ErrorBody};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use query::calculator::answer::CalculatorAnswer;
use query::calculator::{Typed, calculate};

/// The calculator
///
/// Every number to type and every metric they give, computed by the metric's own formula. Numbers are given as
/// `param.<id>` with a decimal point: money in major units, shares 0 to 1 or with `%`. What is not given is missing,
/// not 0, unless its `usual` value says what it is taken to be. Ways of counting are chosen as
/// `param.<metric>.<parameter>`.
#[utoipa::path(
    get, path = "/calculator", tag = "calculator",
    params(
        ("what_if" = Option<String>, Query, description = "Numbers that are changed together, such as `customers_lost:-10%|mrr_new:+500|orders:750`"),
        ("currency" = Option<String>, Query, description = "Currency of all money; the workspace's when absent"),
        ("by" = Option<String>, Query, description = "Percentage by which one number at a time is changed; 10 when absent"),
    ),
    responses((status = 200, body = CalculatorAnswer), (status = "default", body = ErrorBody))
)]
pub async fn calculator(State(state): State<AppState>, question: Question) -> Result<Json<CalculatorAnswer>, ApiError> {
    let answer = state.ask(move |context, scope| {
        let typed = Typed::parse(context.catalogue, question.pairs())?;
        calculate(context.catalogue, context.settings, scope, &typed)
    });
    Ok(Json(answer.await?))
}
