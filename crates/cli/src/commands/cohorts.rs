//! A table of cohorts on the command line: one row per cohort, one column per bucket after joining.

use crate::console::Console;
use crate::figures;
use locales::format_decimal;
use query::answer::{NullReason, Value};
use query::cohort::{CohortAnswer, CohortCell};

/// Columns that fit a terminal.
const MOST_COLUMNS: usize = 13;

/// Writes the table for a person. Unobserved cells are empty, those not over carry a sign.
pub(crate) fn print(console: &Console, answer: &CohortAnswer) {
    let name = console.name(&format!("metrics.{}.name", answer.metric), &answer.metric);
    console.line(&format!("{name}   {}", figures::period(&answer.frame.period)));
    if let Some(reason) = answer.blocked {
        console.line(&figures::reason(console, reason));
        return;
    }
    let columns = MOST_COLUMNS.min(answer.columns as usize);
    let first = [console.text("column.cohort", &[]), console.text("column.size", &[])];
    let headings: Vec<String> = first.into_iter().chain((0..columns).map(|at| heading(answer, at))).collect();
    let mut rows: Vec<Vec<String>> =
        answer.rows.iter().map(|row| line(console, row.cohort.start.clone(), row.size, &row.cells, columns)).collect();
    let size = answer.rows.iter().map(|row| row.size).sum();
    rows.push(line(console, console.text("total", &[]), size, &answer.overall, columns));
    if let Some(parts) = &answer.parts {
        let unset = || console.text("not_set", &[]);
        let label = |value: &Option<String>| value.clone().filter(|value| !value.is_empty()).unwrap_or_else(unset);
        let part =
            |part: &query::cohort::CohortPart| line(console, label(&part.value), part.size, &part.cells, columns);
        rows.extend(parts.rows.iter().map(part));
    }
    console.line("");
    console.columns(&headings, &rows);
    if answer.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.partial) {
        console.say("unfinished_cells", &[]);
    }
}

/// Buckets after joining, or the first and last of those taken together.
fn heading(answer: &CohortAnswer, at: usize) -> String {
    match answer.brackets.as_ref().and_then(|brackets| brackets.get(at)) {
        Some(bracket) if bracket.first < bracket.last => format!("{}–{}", bracket.first, bracket.last),
        Some(bracket) => bracket.first.to_string(),
        None => at.to_string(),
    }
}

fn line(console: &Console, label: String, size: u64, cells: &[CohortCell], columns: usize) -> Vec<String> {
    let size = format_decimal(console.tag(), &size.to_string());
    [label, size].into_iter().chain(cells.iter().take(columns).map(|cell| text(console, cell))).collect()
}

fn text(console: &Console, cell: &CohortCell) -> String {
    match &cell.figure.value {
        Value::Number { number } => {
            let sign = if cell.partial { "*" } else { "" };
            format!("{}{sign}", figures::share(console, *number))
        }
        Value::Null { reason: NullReason::NotObservedYet } => String::new(),
        Value::Null { .. } | Value::Money { .. } => "–".to_owned(),
    }
}
