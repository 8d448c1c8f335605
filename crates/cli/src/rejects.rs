//! Rows that were left out, for a person.

use crate::console::Console;
use locales::Argument;
use server::api::imports::rejects::RejectedRow;

/// A table of the faults.
pub(crate) fn show(console: &Console, rejects: &[RejectedRow]) {
    let row = |reject: &RejectedRow| {
        vec![
            reject.file.clone(),
            reject.line.to_string(),
            reject.column.clone().unwrap_or_default(),
            reject.value.clone().unwrap_or_default(),
            text(console, reject),
        ]
    };
    console.table(&["file", "line", "column", "value", "reason"], &rejects.iter().map(row).collect::<Vec<_>>());
}

fn text(console: &Console, reject: &RejectedRow) -> String {
    let arguments: Vec<_> =
        reject.arguments.iter().map(|(name, value)| (name.as_str(), Argument::from(value.as_str()))).collect();
    console.texts().text(console.tag(), &format!("rejects.{}", reject.code), &arguments)
}
