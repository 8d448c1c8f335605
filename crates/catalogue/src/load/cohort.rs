//! `cohort:` and `funnel:`, measures whose answer is not one number.

use super::measure;
use crate::definition::{Cohort, Funnel, Measure, MeasureKind, OfAll};
use crate::fields::{Fields, Report};
use crate::yaml::Node;

/// `cohort: { fact: …, member: …, joined: … }`.
pub(super) fn cohort(node: &Node, report: &mut Report<'_>) -> Option<Measure> {
    let mut fields = Fields::of(node, "cohort", report)?;
    let fact = fields.required_text("fact", report);
    let member = fields.required_text("member", report);
    let joined = fields.required_text("joined", report);
    let filter = fields.optional_text("where", report);
    let factor = fields.optional("factor").and_then(|node| measure::factor(node, report));
    let amount = fields.optional_text("amount", report);
    let standing = fields.optional_text("standing", report);
    let returning = parameter(&mut fields, "returning", report);
    let time_node = fields.optional("time");
    let time = time_node.and_then(|node| parameter_name("time", node, report));
    let brackets_node = fields.optional("brackets");
    let brackets = brackets_node.and_then(|node| parameter_name("brackets", node, report));
    // What an amount is worth at the end of somebody's own month, or in several, nobody has asked yet.
    for (key, node) in [("time", time_node), ("brackets", brackets_node)] {
        if let (Some(node), true) = (node, amount.is_some()) {
            report.wrong_value(key, node, "cohort without amount");
        }
    }
    fields.finish(report);
    let kind = match (member, joined) {
        (Some(member), Some(joined)) => {
            MeasureKind::Cohort(Cohort { member, joined, amount, standing, returning, time, brackets })
        }
        _ => measure::UNREADABLE,
    };
    Some(measure_of(fact?, kind, None, filter, factor))
}

/// `funnel: { fact: …, at: …, subject: …, step: …, position: …, apart: … }`.
pub(super) fn funnel(node: &Node, report: &mut Report<'_>) -> Option<Measure> {
    let mut fields = Fields::of(node, "funnel", report)?;
    let fact = fields.required_text("fact", report);
    let at = fields.required_text("at", report);
    let subject = fields.required_text("subject", report);
    let step = fields.required_text("step", report);
    let position = fields.required_text("position", report);
    let apart = fields.optional_text("apart", report);
    let filter = fields.optional_text("where", report);
    fields.finish(report);
    let kind = match (subject, step, position) {
        (Some(subject), Some(step), Some(position)) => MeasureKind::Funnel(Funnel { subject, step, position, apart }),
        _ => measure::UNREADABLE,
    };
    Some(measure_of(fact?, kind, at, filter, None))
}

fn measure_of(
    fact: String,
    kind: MeasureKind,
    at: Option<String>,
    filter: Option<String>,
    factor: Option<(i64, i64)>,
) -> Measure {
    Measure {
        fact,
        kind,
        at,
        filter,
        window: None,
        lag: None,
        of_all: OfAll::Nowhere,
        maturity: None,
        latest_per: None,
        with_rate_of: None,
        known_at: None,
        named_parts: false,
        factor,
    }
}

fn parameter(fields: &mut Fields<'_>, key: &'static str, report: &mut Report<'_>) -> Option<String> {
    let node = fields.optional(key)?;
    parameter_name(key, node, report)
}

/// `:name` of a parameter.
fn parameter_name(key: &str, node: &Node, report: &mut Report<'_>) -> Option<String> {
    let name = node.text().and_then(|text| text.strip_prefix(':')).filter(|name| crate::name::is_name(name));
    if name.is_none() {
        report.wrong_value(key, node, ":parameter");
    }
    name.map(str::to_owned)
}
