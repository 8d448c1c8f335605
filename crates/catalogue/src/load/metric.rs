//! `catalogue/metrics/<family>/<id>.yaml`.

use super::{cohort, components, direction, example, formula, measure};
use crate::definition::{
    About, Additivity, Better, Example, Formula, LONGEST_LENGTH, Measure, Metric, MostUsed, OverTime, OwnTexts,
    ParameterDefinition, ParameterKind, ParameterSetting, Unit, WithoutDenominator,
};
use crate::drafts::MetricDraft;
use crate::expression::ExpressionErrorKind;
use crate::fields::{Fields, Report, entries, items};
use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const UNITS: &[(&str, Unit)] = &[
    ("money", Unit::Money),
    ("money_per_day", Unit::MoneyPerDay),
    ("count", Unit::Count),
    ("share", Unit::Share),
    ("duration", Unit::Duration),
    ("ratio", Unit::Ratio),
    ("score", Unit::Score),
    ("whole_score", Unit::WholeScore),
];

const ADDITIVITIES: &[(&str, Additivity)] = &[
    ("additive", Additivity::Additive),
    ("semi_additive", Additivity::SemiAdditive),
    ("distinct", Additivity::Distinct),
    ("ratio", Additivity::Ratio),
    ("quantile", Additivity::Quantile),
    ("model", Additivity::Model),
];

const WITHOUT_DENOMINATOR: &[(&str, WithoutDenominator)] = &[
    ("unbounded", WithoutDenominator::Unbounded),
    ("met", WithoutDenominator::Met),
    ("insufficient_history", WithoutDenominator::InsufficientHistory),
    ("no_goal", WithoutDenominator::NoGoal),
];

const OVER_TIME: &[(&str, OverTime)] =
    &[("lost", OverTime::Lost), ("kept", OverTime::Kept), ("grown", OverTime::Grown)];

const PARAMETER_KINDS: &[(&str, ParameterKind)] = &[
    ("integer", ParameterKind::Integer),
    ("choice", ParameterKind::Choice),
    ("metric", ParameterKind::Metric),
    ("numbers", ParameterKind::Numbers),
];

const ABOUT: &[(&str, About)] = &[("goal", About::Goal), ("change", About::Change)];

const PARAMETER_SETTINGS: &[(&str, ParameterSetting)] =
    &[("gross_margin_percent", ParameterSetting::GrossMarginPercent), ("weekend", ParameterSetting::Weekend)];

/// What was not written, or not as it must be, is reported and stands in with a value that provokes no further
/// mistake: the file is left out anyway, and its author hears of the other mistakes too.
pub(super) fn read(node: &Node, own: bool, report: &mut Report<'_>) -> Option<MetricDraft> {
    let mut fields = Fields::of(node, "metric", report)?;
    let id = fields.required_text("id", report);
    let family = fields.required_text("family", report);
    check_family(node, family.as_deref(), report);
    let version = fields.required("version", report).and_then(|_| fields.optional_parsed("version", "1", report));
    let unit = fields.required_choice("unit", UNITS, report);
    let direction = fields.required("better", report).map(|node| direction::read(node, report));
    let additivity = fields.required_choice("additivity", ADDITIVITIES, report);
    let about = fields.optional("about").map(|node| about(node, report));
    let calculation = match about {
        None => calculation(&mut fields, report),
        Some(_) => None,
    };
    let slices = fields.texts("slices", report);
    let told_by = fields.optional("told_by").map(|node| told_by(node, report)).unwrap_or_default();
    let needs = fields.texts("needs", report);
    let minimum_n = fields.optional_parsed("minimum_n", "30", report);
    let without_denominator = fields.optional_choice("without_denominator", WITHOUT_DENOMINATOR, report);
    let over_time = fields.optional_choice("over_time", OVER_TIME, report);
    let rounding = fields.optional("rounding").and_then(|node| rounding(node, report));
    let parameters = fields.optional("parameters").map(|node| parameters(node, report)).unwrap_or_default();
    let examples = fields.optional("examples").map(|node| examples(node, report)).unwrap_or_default();
    let own = if own { Some(own_texts(&mut fields, report)) } else { None };
    fields.finish(report);
    let (measures, measure_paths, value) =
        calculation.unwrap_or_else(|| (BTreeMap::new(), BTreeMap::new(), Formula::Number(Decimal::ZERO)));
    let (better, direction) = direction.map_or((Better::Neither, None), |found| found.over(&measures, report));
    let metric = Metric {
        id: id.unwrap_or_default(),
        family: family.unwrap_or_default(),
        version: version.unwrap_or_default(),
        unit: unit.unwrap_or(Unit::Count),
        better,
        direction,
        additivity: additivity.unwrap_or(Additivity::Additive),
        components: components::of(&measures),
        measures,
        value,
        about: about.flatten(),
        slices,
        told_by,
        needs,
        parameters,
        minimum_n,
        without_denominator,
        over_time,
        rounding,
        examples,
        file: report.file.to_owned(),
        own,
    };
    Some(MetricDraft { metric, measure_paths })
}

/// `rounding: ":name"`: only a parameter can say it.
fn rounding(node: &Node, report: &mut Report<'_>) -> Option<String> {
    let text = crate::fields::text("rounding", node, report)?;
    let name = text.strip_prefix(':').map(str::to_owned);
    if name.is_none() {
        report.wrong_value("rounding", node, ":rounding");
    }
    name
}

/// `told_by: { product: product_revenue }`.
fn told_by(node: &Node, report: &mut Report<'_>) -> BTreeMap<String, String> {
    entries("told_by", node, report)
        .iter()
        .filter_map(|entry| Some((entry.key.clone(), crate::fields::text(&entry.key, &entry.value, report)?)))
        .collect()
}

fn about(node: &Node, report: &mut Report<'_>) -> Option<About> {
    let word = crate::fields::text("about", node, report)?;
    let found = ABOUT.iter().find(|(known, _)| *known == word);
    if found.is_none() {
        report.wrong_value("about", node, "goal | change");
    }
    found.map(|(_, about)| *about)
}

fn check_family(node: &Node, family: Option<&str>, report: &mut Report<'_>) {
    let folder = report.file.split('/').nth(1).unwrap_or("").to_owned();
    if let Some(family) = family.filter(|family| *family != folder) {
        let place = crate::places::Places::of(node).value("family");
        let problem = Problem::new(ProblemCode::WrongFamily, report.file, place);
        report.push(problem.with("family", family).with("expected", folder));
    }
}

type Calculation = (BTreeMap<String, Measure>, BTreeMap<String, String>, Formula);

/// `measure:`, or `numerator:` and `denominator:`, or `measures:` with `value:`.
fn calculation(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Calculation> {
    let single = fields.optional("measure");
    let numerator = fields.optional("numerator");
    let denominator = fields.optional("denominator");
    let measures = fields.optional("measures");
    let value = fields.optional("value");
    if let Some(table) = table(fields, report) {
        return table;
    }
    match (single, numerator, denominator, measures, value) {
        (Some(node), None, None, None, None) => {
            let measure = measure::read(node, "measure", report);
            Some(named([("measure", measure)], Formula::Measure("measure".to_owned())))
        }
        (None, Some(top), Some(bottom), None, None) => {
            let top = measure::read(top, "numerator", report);
            let bottom = measure::read(bottom, "denominator", report);
            let formula = Formula::Divide(
                Box::new(Formula::Measure("numerator".to_owned())),
                Box::new(Formula::Measure("denominator".to_owned())),
            );
            Some(named([("numerator", top), ("denominator", bottom)], formula))
        }
        (None, None, None, measures, Some(value)) => Some(composed(measures, value, report)),
        _ => {
            let key = "measure | numerator, denominator | measures, value";
            report.push(Problem::new(ProblemCode::MissingKey, report.file, fields.place()).with("key", key));
            None
        }
    }
}

/// `cohort:` or `funnel:`, when the file has one of them.
#[expect(clippy::option_option, reason = "no table, a broken one and a right one are three things")]
fn table(fields: &mut Fields<'_>, report: &mut Report<'_>) -> Option<Option<Calculation>> {
    let cohort = fields.optional("cohort").map(|node| ("cohort", cohort::cohort(node, report)));
    let funnel = fields.optional("funnel").map(|node| ("funnel", cohort::funnel(node, report)));
    let (name, measure) = cohort.or(funnel)?;
    Some(measure.map(|measure| named([(name, Some(measure))], Formula::Measure(name.to_owned()))))
}

fn named<const N: usize>(measures: [(&str, Option<Measure>); N], value: Formula) -> Calculation {
    let paths = measures.iter().map(|(name, _)| ((*name).to_owned(), (*name).to_owned())).collect();
    let read = measures.into_iter().filter_map(|(name, measure)| Some((name.to_owned(), measure?)));
    (read.collect(), paths, value)
}

fn composed(measures: Option<&Node>, value: &Node, report: &mut Report<'_>) -> Calculation {
    let list = measures.map_or(&[][..], |node| entries("measures", node, report));
    let read: BTreeMap<String, Measure> = list
        .iter()
        .filter_map(|entry| Some((entry.key.clone(), measure::read(&entry.value, &entry.key, report)?)))
        .collect();
    let paths = list.iter().map(|entry| (entry.key.clone(), format!("measures.{}", entry.key))).collect();
    let is_measure = |name: &str| list.iter().any(|entry| entry.key == name);
    let text = crate::fields::text("value", value, report).unwrap_or_else(|| "0".to_owned());
    let formula = match formula::read(&text, &is_measure) {
        Ok(formula) => formula,
        Err(error) => {
            let (line, column) = value.text_place();
            let place =
                if error.line <= 1 { (line, column + error.column - 1) } else { (line + error.line - 1, error.column) };
            let (code, name) = match error.kind {
                ExpressionErrorKind::UnknownFunction(_) | ExpressionErrorKind::NotAllowed(_) => {
                    (ProblemCode::NotAllowed, "text")
                }
                ExpressionErrorKind::Syntax(_) | ExpressionErrorKind::TooLong => (ProblemCode::Syntax, "message"),
            };
            report.push(Problem::new(code, report.file, place).with(name, error.kind.to_string()));
            Formula::Number(Decimal::ZERO)
        }
    };
    (read, paths, formula)
}

fn parameters(node: &Node, report: &mut Report<'_>) -> BTreeMap<String, ParameterDefinition> {
    entries("parameters", node, report)
        .iter()
        .filter_map(|entry| Some((entry.key.clone(), parameter(entry, report)?)))
        .collect()
}

fn parameter(entry: &Entry, report: &mut Report<'_>) -> Option<ParameterDefinition> {
    let mut fields = Fields::of(&entry.value, &entry.key, report)?;
    let kind = fields.required_choice("kind", PARAMETER_KINDS, report);
    let default = fields.required("default", report);
    let options = fields.texts("options", report);
    let setting = fields.optional_choice("setting", PARAMETER_SETTINGS, report);
    let most_used = fields.optional("most_used").and_then(|node| most_used(node, report));
    let most = fields.optional_parsed("most", "100", report).unwrap_or(LONGEST_LENGTH).min(LONGEST_LENGTH);
    fields.finish(report);
    let kind = kind.unwrap_or(ParameterKind::Integer);
    let Some((node, text)) = default.and_then(|node| Some((node, crate::fields::text("default", node, report)?)))
    else {
        return Some(ParameterDefinition { kind, default: String::new(), options, most, setting, most_used });
    };
    let fits = match kind {
        ParameterKind::Integer => text.parse::<u32>().is_ok_and(|number| number <= most),
        ParameterKind::Choice => options.contains(&text),
        ParameterKind::Metric | ParameterKind::Numbers => crate::name::is_name(&text),
    };
    if !fits {
        let expected = match kind {
            ParameterKind::Integer => "365".to_owned(),
            ParameterKind::Choice => options.join(" | "),
            ParameterKind::Metric => "revenue_net".to_owned(),
            ParameterKind::Numbers => "fitted".to_owned(),
        };
        report.wrong_value("default", node, &expected);
    }
    Some(ParameterDefinition { kind, default: text, options, most, setting, most_used })
}

/// `most_used: { word: …, fact: …, at: …, column: …, where: …, per: … }`.
fn most_used(node: &Node, report: &mut Report<'_>) -> Option<MostUsed> {
    let mut fields = Fields::of(node, "most_used", report)?;
    let [word, fact, at, column] = ["word", "fact", "at", "column"].map(|key| fields.required_text(key, report));
    let filter = fields.optional_text("where", report);
    let per = fields.optional_text("per", report);
    fields.finish(report);
    Some(MostUsed { word: word?, fact: fact?, at: at?, column: column?, filter, per })
}

fn examples(node: &Node, report: &mut Report<'_>) -> Vec<Example> {
    items("examples", node, report).iter().filter_map(|item| example::read(item, report)).collect()
}

fn own_texts(fields: &mut Fields<'_>, report: &mut Report<'_>) -> OwnTexts {
    let name = fields.required_text("name", report);
    let meaning = fields.required_text("meaning", report);
    let boards = fields.texts("boards", report);
    OwnTexts { name: name.unwrap_or_default(), meaning: meaning.unwrap_or_default(), boards }
}
