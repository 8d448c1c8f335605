//! What was fitted: numbers about the fit, and one customer under the parameters of all.

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

/// The same question with the parameters fitted to all customers: those of one customer alone say nothing.
pub(crate) fn known(ground: &Ground<'_>, request: Request) -> Request {
    let model = model(ground, Request { filters: Vec::new(), slice: None, ..request.clone() });
    let of = |names: &[&str]| {
        let numbers: Option<Vec<f64>> = names.iter().map(|name| parameter(&model, name)).collect();
        numbers.expect("parameters of a fit")
    };
    let texts = |numbers: &[f64]| numbers.iter().map(f64::to_string).collect::<Vec<String>>().join(" ");
    let mut known = request;
    known.parameters.insert("purchase_model".to_owned(), texts(&of(&["r", "alpha_weeks", "a", "b"])));
    if takes_values(ground, &known) {
        let mut values = of(&["p", "q", "v_minor_units"]);
        values[2] /= 10_f64.powf(f64::from(ground.workspace.settings().currency.exponent()));
        known.parameters.insert("value_model".to_owned(), texts(&values));
    }
    known
}

fn takes_values(ground: &Ground<'_>, request: &Request) -> bool {
    let query::request::Subject::Metric(id) = &request.subject else {
        return false;
    };
    ground.workspace.with_query(|context| context.catalogue.metrics[id].parameters.contains_key("value_model"))
}

fn model(ground: &Ground<'_>, request: Request) -> ModelAnswer {
    let receipt = ground.workspace.with_query(|context| query::receipt(context, &Scope::everything(), request));
    let measures = receipt.expect("receipt").measures;
    measures.into_iter().find_map(|measure| measure.model).expect("a fitted metric")
}

fn parameter(model: &ModelAnswer, name: &str) -> Option<f64> {
    model.parameters.iter().find(|parameter| parameter.name == name).map(|parameter| parameter.value)
}
