//! What the cells of one column look like.

use super::NumberFormat;
use super::dates::{DatePattern, guess_dates};
use super::numbers::NumberEvidence;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Spellings of "no value" that are recognised in columns of numbers, dates and truth values.
const NULL_SPELLINGS: &[&str] =
    &["?", "n/a", "na", "none", "nil", "-", "--", "#n/a", "nan", "(null)", "blank", "unknown", "undefined"];
/// Spellings that always mean "no value".
pub(crate) const ALWAYS_NULL: &[&str] = &["", "NULL", "null", "\\N"];
const EXAMPLES: usize = 5;
/// Share of the different values that must be of one kind for the column to be of it.
const MOST: f64 = 0.6;

/// What kind of values a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ContentKind {
    /// Nothing in the sample.
    Empty,
    /// Two words for true and false.
    Boolean,
    /// Numbers.
    Number {
        /// None has a fraction.
        whole: bool,
    },
    /// Dates or times.
    Date {
        /// How they are written.
        pattern: String,
        /// Another pattern that would read them all as other days.
        other: Option<String>,
    },
    /// Anything else.
    Text,
}

/// One column as the sample shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ColumnProfile {
    /// Its name.
    pub name: String,
    /// What it holds.
    #[serde(flatten)]
    pub content: ContentKind,
    /// Share of cells with a value, 0 to 1.
    pub filled: f64,
    /// Share of the filled cells that are different from each other, 0 to 1.
    pub distinct: f64,
    /// A few different values, in order of appearance.
    pub examples: Vec<String>,
    /// The most frequent values with their number, at most twelve; for words that are few.
    pub frequent: Vec<(String, usize)>,
}

/// A profile and the texts that mean "no value" in it.
pub(crate) struct Profiled {
    pub(crate) profile: ColumnProfile,
    pub(crate) nulls: Vec<String>,
}

/// Looks at the cells of one column.
pub(crate) fn profile(name: &str, cells: &[&str], numbers: NumberFormat) -> Profiled {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !ALWAYS_NULL.contains(cell)).collect();
    let (mut distinct, tally) = tally(&filled);
    let found_nulls: Vec<String> =
        distinct.iter().filter(|value| is_null_spelling(value)).map(|value| (*value).to_owned()).collect();
    let without_nulls: Vec<&str> = distinct.iter().copied().filter(|value| !is_null_spelling(value)).collect();
    let mut content = content(name, &distinct, numbers);
    let mut nulls = Vec::new();
    if content == ContentKind::Text && !found_nulls.is_empty() {
        let other = content_of_rest(name, &without_nulls, numbers);
        if let Some(other) = other {
            content = other;
            nulls = found_nulls;
            distinct = without_nulls;
        }
    }
    if content == ContentKind::Text {
        content = content_of_most(name, &distinct, numbers).unwrap_or(ContentKind::Text);
    }
    let count = filled.iter().filter(|cell| !nulls.iter().any(|null| null == *cell)).count();
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let profile = ColumnProfile {
        name: name.to_owned(),
        content,
        filled: share(count, cells.len()),
        distinct: share(distinct.len(), count),
        examples: distinct.iter().take(EXAMPLES).map(|value| (*value).to_owned()).collect(),
        frequent: frequent(tally),
    };
    Profiled { profile, nulls }
}

/// What the column's numbers say about decimal and grouping marks; dates say nothing.
pub(crate) fn add_evidence(name: &str, cells: &[&str], evidence: &mut NumberEvidence) {
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let (distinct, _) = tally(&filled);
    // Dates of one column are mostly written alike.
    let mut last: Option<DatePattern> = None;
    let mut is_date = |cell: &str| {
        if last.as_ref().is_some_and(|pattern| pattern.parse(cell).is_some()) {
            return true;
        }
        let Some(guess) = guess_dates(&[cell], speaks_of_time(name)) else { return false };
        // As seconds since 1970 any number would do.
        last = Some(guess.pattern).filter(|pattern| matches!(pattern, DatePattern::Iso | DatePattern::Pattern(_)));
        true
    };
    let mut dates = 0_usize;
    for cell in &distinct {
        dates += usize::from(is_date(cell));
    }
    if (dates as f64) < MOST * distinct.len() as f64 || distinct.is_empty() {
        distinct.iter().for_each(|cell| evidence.add(cell));
    }
}

fn content_of_rest(name: &str, values: &[&str], numbers: NumberFormat) -> Option<ContentKind> {
    match content(name, values, numbers) {
        ContentKind::Text | ContentKind::Empty => None,
        other => Some(other),
    }
}

/// What a column holds although a few of its values are faulty: those become rejects with their line, and must
/// not hide what the column is.
fn content_of_most(name: &str, distinct: &[&str], numbers: NumberFormat) -> Option<ContentKind> {
    let keep = |good: &dyn Fn(&str) -> bool| -> Option<Vec<&str>> {
        let kept: Vec<&str> = distinct.iter().copied().filter(|value| good(value)).collect();
        (kept.len() as f64 >= MOST * distinct.len() as f64).then_some(kept)
    };
    let dates = keep(&|value| guess_dates(&[value], speaks_of_time(name)).is_some());
    let numeric = || keep(&|value| numbers.parse(value).is_some());
    content_of_rest(name, &dates.or_else(numeric)?, numbers)
}

fn content(name: &str, distinct: &[&str], numbers: NumberFormat) -> ContentKind {
    if distinct.is_empty() {
        return ContentKind::Empty;
    }
    if let Some(guess) = guess_dates(distinct, speaks_of_time(name)) {
        return ContentKind::Date {
            pattern: guess.pattern.to_string(),
            other: guess.other.as_ref().map(DatePattern::to_string),
        };
    }
    if distinct.len() <= 2 && distinct.iter().all(|value| is_boolean(value)) {
        return ContentKind::Boolean;
    }
    let parsed: Option<Vec<bool>> =
        distinct.iter().map(|value| numbers.parse(value).map(|number| number.whole().is_some())).collect();
    match parsed {
        Some(whole) => ContentKind::Number { whole: whole.iter().all(|whole| *whole) },
        None => ContentKind::Text,
    }
}

fn speaks_of_time(name: &str) -> bool {
    let name = name.to_lowercase();
    ["time", "date", "created", "updated", "unix", "epoch", "_at", "login", "when"]
        .iter()
        .any(|word| name.contains(word))
}

fn is_null_spelling(value: &str) -> bool {
    NULL_SPELLINGS.contains(&value.to_lowercase().as_str())
}

fn is_boolean(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "true" | "false" | "yes" | "no" | "t" | "f" | "y" | "n")
}

/// Distinct values in order of appearance, and how often each occurs.
fn tally<'a>(cells: &[&'a str]) -> (Vec<&'a str>, HashMap<&'a str, usize>) {
    let mut seen = HashSet::new();
    let distinct = cells.iter().copied().filter(|cell| seen.insert(*cell)).collect();
    let mut tally = HashMap::new();
    for cell in cells {
        *tally.entry(*cell).or_insert(0) += 1;
    }
    (distinct, tally)
}

fn frequent(tally: HashMap<&str, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = tally.into_iter().map(|(value, count)| (value.to_owned(), count)).collect();
    counts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    counts.truncate(12);
    counts
}
