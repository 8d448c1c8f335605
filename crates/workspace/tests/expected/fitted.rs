//! What was fitted: the numbers about a fit.

use crate::asked::Ground;
use crate::list::Fit;
use query::answer::ModelAnswer;
use query::request::Request;
use query::scope::Scope;

/// A number about the fit behind a metric.
pub(crate) fn number(ground: &Ground<'_>, request: Request, fit: Fit) -> Option<f64> {
    let model = model(ground, request);
    let count = |count: u64| f64::from(u32::try_from(count).expect("a count"));
    match fit {
        Fit::LogLikelihood => model.log_likelihood,
        Fit::Customers => Some(count(model.customers)),
        Fit::RepeatCustomers => Some(count(model.repeat_customers)),
        Fit::ValueCustomers => model.value_customers.map(count),
        Fit::R => parameter(&model, "r"),
        Fit::AlphaWeeks => parameter(&model, "alpha_weeks"),
        Fit::A => parameter(&model, "a"),
        Fit::B => parameter(&model, "b"),
        Fit::P => parameter(&model, "p"),
        Fit::Q => parameter(&model, "q"),
        Fit::VMinorUnits => parameter(&model, "v_minor_units"),
    }
}

fn model(ground: &Ground<'_>, request: Request) -> ModelAnswer {
    let receipt = ground.workspace.with_query(|context| query::receipt(context, &Scope::everything(), request));
    let measures = receipt.expect("receipt").measures;
    measures.into_iter().find_map(|measure| measure.model).expect("a fitted metric")
}

fn parameter(model: &ModelAnswer, name: &str) -> Option<f64> {
    model.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.value)
}
