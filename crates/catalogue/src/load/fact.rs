//! `catalogue/facts/<fact>.sql`: a comment block that says what a row is, then one SELECT.

use super::{fact_columns, fact_statement, tree};
use crate::definition::{Fact, Interval};
use crate::drafts::Draft;
use crate::fields::{Fields, Report};
use crate::places::Places;
use crate::problem::{Problem, ProblemCode};
use crate::yaml::Node;

pub(super) fn read(text: &str, report: &mut Report<'_>) -> Option<Draft<Fact>> {
    let before = report.problems.len();
    let (header, sql) = split(text, report)?;
    let node = tree(&header, report)?;
    let mut fact = read_header(&node, report)?;
    fact.version = crate::version_of(text);
    fact.sql = sql.trim().trim_end_matches(';').trim_end().to_owned();
    let places = Places::of(&node);
    if let Some(statement) = fact_statement::read(text, report) {
        fact_columns::compare(&fact, &statement.columns, &places, report);
        fact.reads = statement.reads;
    }
    (report.problems.len() == before).then(|| Draft { item: fact, file: report.file.to_owned(), places, sound: true })
}

/// The header with its lines and columns unmoved, and what follows it.
fn split<'text>(text: &'text str, report: &mut Report<'_>) -> Option<(String, &'text str)> {
    let block = text.split_once("/*").filter(|(before, _)| before.trim().is_empty());
    let parts = block.and_then(|(before, rest)| rest.split_once("*/").map(|(header, sql)| (before, header, sql)));
    let Some((before, header, sql)) = parts else {
        report.push(Problem::new(ProblemCode::MissingHeader, report.file, (1, 1)));
        return None;
    };
    Some((format!("{before}  {header}"), sql))
}

fn read_header(node: &Node, report: &mut Report<'_>) -> Option<Fact> {
    let mut fields = Fields::of(node, "fact", report)?;
    let name = fields.required_text("fact", report);
    let row = fields.required_text("row", report);
    let refresh_by = fields.required_text("refresh_by", report);
    let interval = fields.optional("interval").and_then(|node| read_interval(node, report));
    let answers = fields.flag("answers", report);
    let columns = fields.required("columns", report).map(|node| fact_columns::read(node, report));
    fields.finish(report);
    Some(Fact {
        name: name?,
        row: row?,
        refresh_by: refresh_by?,
        columns: columns?,
        interval,
        answers,
        sql: String::new(),
        reads: Vec::new(),
        version: String::new(),
    })
}

fn read_interval(node: &Node, report: &mut Report<'_>) -> Option<Interval> {
    let mut fields = Fields::of(node, "interval", report)?;
    let from = fields.required_text("from", report);
    let to = fields.required_text("to", report);
    fields.finish(report);
    Some(Interval { from: from?, to: to? })
}
