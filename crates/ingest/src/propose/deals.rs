//! What became of a deal, where columns of their own say it, and what the day of its end means until then.

use super::fit::Fit;
use super::sheet::{Sheet, is_yes};
use super::synonyms::plain;
use super::write::{Given, quoted};
use sources::files::ColumnProfile;

const WON: [&str; 5] = ["iswon", "won", "isclosedwon", "closedwon", "dealwon"];
const LOST: [&str; 5] = ["islost", "lost", "isclosedlost", "closedlost", "deallost"];
const CLOSED: [&str; 3] = ["isclosed", "closed", "dealclosed"];
/// A day on which a deal is closed or, while it is open, on which somebody expects that.
const EITHER_DAY: [&str; 3] = ["closedate", "closingdate", "dealclosedate"];

/// Status, end and expected end; `by_words` is the status as the words of a column tell it.
pub(super) fn given(sheet: &Sheet<'_>, fit: &Fit<'_>, by_words: Option<&str>) -> Given {
    let mut given = Given::default();
    let (won, lost, closed) = (sheet.truth(&WON), sheet.truth(&LOST), sheet.truth(&CLOSED));
    if won.is_some() || lost.is_some() {
        given.fields.insert("status", status(won, lost, closed, by_words));
    }
    let mut ended: Vec<String> = [won, lost, closed].into_iter().flatten().map(is_yes).collect();
    if won.is_none() || (lost.is_none() && closed.is_none()) {
        ended.extend(words_of_an_end(fit));
    }
    let day = fit.fields.get("closed_at").filter(|column| EITHER_DAY.contains(&plain(&column.name).as_str()));
    if let Some(day) = day.filter(|_| !ended.is_empty()) {
        let (day, ended) = (quoted(&day.name), format!("{{ any: [{}] }}", ended.join(", ")));
        given.fields.insert("closed_at", format!("{{ if: {{ when: {ended}, then: {day} }} }}"));
        if !fit.fields.contains_key("expected_close_on") {
            let open = format!("{{ if: {{ when: {{ not: {ended} }}, then: {day} }} }}");
            given.fields.insert("expected_close_on", open);
        }
    }
    given
}

fn status(
    won: Option<&ColumnProfile>,
    lost: Option<&ColumnProfile>,
    closed: Option<&ColumnProfile>,
    by_words: Option<&str>,
) -> String {
    // What is closed and not won is lost; where neither says so, the words of the stage do.
    let open = "{ constant: open }".to_owned();
    let mut text = match by_words {
        Some(words) if won.is_none() || (lost.is_none() && closed.is_none()) => words.to_owned(),
        _ => open,
    };
    for (column, word) in [(closed.filter(|_| won.is_some()), "lost"), (lost, "lost"), (won, "won")] {
        if let Some(column) = column {
            text = format!("{{ if: {{ when: {}, then: {{ constant: {word} }}, else: {text} }} }}", is_yes(column));
        }
    }
    text
}

/// The condition that the column of the status holds a word for won or lost.
fn words_of_an_end(fit: &Fit<'_>) -> Option<String> {
    let column = fit.fields.get("status")?;
    let words: Vec<&String> = fit.entity.words.as_ref()?.status.keys().collect();
    let words = serde_json::to_string(&words).ok()?;
    Some(format!("{{ column: {}, in: {words} }}", quoted(&column.name)))
}
