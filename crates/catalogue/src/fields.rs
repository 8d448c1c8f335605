//! Reads the keys of a mapping one by one; what nobody asked for is an unknown key.

use crate::problem::{Problem, ProblemCode};
use crate::yaml::{Entry, Node, Value};

/// Collects what is wrong with one file.
#[derive(Debug)]
pub(crate) struct Report<'call> {
    pub(crate) file: &'call str,
    pub(crate) problems: &'call mut Vec<Problem>,
}

impl Report<'_> {
    pub(crate) fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(crate) fn wrong_value(&mut self, key: &str, node: &Node, expected: &str) {
        let written = match &node.value {
            Value::Scalar { text, .. } => text.clone(),
            Value::List(_) => "[…]".to_owned(),
            Value::Map(_) => "{…}".to_owned(),
        };
        self.push(
            Problem::new(ProblemCode::WrongValue, self.file, node.place)
                .with("key", key)
                .with("value", written)
                .with("expected", expected),
        );
    }
}

/// The keys of one mapping.
pub(crate) struct Fields<'node> {
    place: (usize, usize),
    entries: &'node [Entry],
    asked: Vec<&'static str>,
}

impl<'node> Fields<'node> {
    /// The keys of a node, which must be a mapping.
    pub(crate) fn of(node: &'node Node, key: &str, report: &mut Report<'_>) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => Some(Self { place: node.place, entries, asked: Vec::new() }),
            _ => {
                report.wrong_value(key, node, "key: value");
                None
            }
        }
    }

    /// Where the mapping begins.
    pub(crate) fn place(&self) -> (usize, usize) {
        self.place
    }

    /// The value of a key, when it is there and not null.
    pub(crate) fn optional(&mut self, key: &'static str) -> Option<&'node Node> {
        self.present(key).filter(|node| !node.is_null())
    }

    /// The value of a key, when it is written, be it null.
    pub(crate) fn present(&mut self, key: &'static str) -> Option<&'node Node> {
        self.asked.push(key);
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value of a key that must be there.
    pub(crate) fn required(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<&'node Node> {
        let node = self.optional(key);
        if node.is_none() {
            report.push(Problem::new(ProblemCode::MissingKey, report.file, self.place).with("key", key));
        }
        node
    }

    pub(crate) fn required_text(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<String> {
        let node = self.required(key, report)?;
        text(key, node, report)
    }

    pub(crate) fn optional_text(&mut self, key: &'static str, report: &mut Report<'_>) -> Option<String> {
        let node = self.optional(key)?;
        text(key, node, report)
    }

    /// A value that is parsed from its text.
    pub(crate) fn optional_parsed<T: std::str::FromStr>(
        &mut self,
        key: &'static str,
        expected: &str,
        report: &mut Report<'_>,
    ) -> Option<T> {
        let node = self.optional(key)?;
        let parsed = node.text().and_then(|text| text.parse().ok());
        if parsed.is_none() {
            report.wrong_value(key, node, expected);
        }
        parsed
    }

    /// `true` or `false`; false when missing.
    pub(crate) fn flag(&mut self, key: &'static str, report: &mut Report<'_>) -> bool {
        self.optional_parsed(key, "true | false", report).unwrap_or(false)
    }

    /// One of the listed words.
    pub(crate) fn required_choice<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&str, T)],
        report: &mut Report<'_>,
    ) -> Option<T> {
        let node = self.required(key, report)?;
        choice(key, node, words, report)
    }

    /// One of the listed words, when the key is there.
    pub(crate) fn optional_choice<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&str, T)],
        report: &mut Report<'_>,
    ) -> Option<T> {
        let node = self.optional(key)?;
        choice(key, node, words, report)
    }

    /// A list of texts; empty when missing.
    pub(crate) fn texts(&mut self, key: &'static str, report: &mut Report<'_>) -> Vec<String> {
        let Some(node) = self.optional(key) else {
            return Vec::new();
        };
        let Value::List(items) = &node.value else {
            report.wrong_value(key, node, "[…, …]");
            return Vec::new();
        };
        items.iter().filter_map(|item| text(key, item, report)).collect()
    }

    /// Reports every key that nobody asked for.
    pub(crate) fn finish(self, report: &mut Report<'_>) {
        for entry in self.entries.iter().filter(|entry| !self.asked.contains(&entry.key.as_str())) {
            report.push(
                Problem::new(ProblemCode::UnknownKey, report.file, entry.place)
                    .with("key", entry.key.as_str())
                    .nearest(&entry.key, self.asked.iter().copied()),
            );
        }
    }
}

/// The word of a node, or a report with the nearest known one.
pub(crate) fn choice<T: Copy>(key: &str, node: &Node, words: &[(&str, T)], report: &mut Report<'_>) -> Option<T> {
    let chosen = node.text().and_then(|text| words.iter().find(|(word, _)| *word == text)).map(|(_, value)| *value);
    if chosen.is_none() {
        let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        report.wrong_value(key, node, &list.join(" | "));
        if let (Some(last), Some(text)) = (report.problems.pop(), node.text()) {
            report.push(last.nearest(text, list));
        }
    }
    chosen
}

/// The text of a scalar.
pub(crate) fn text(key: &str, node: &Node, report: &mut Report<'_>) -> Option<String> {
    let text = node.text().map(str::to_owned);
    if text.is_none() {
        report.wrong_value(key, node, "abc");
    }
    text
}

/// The entries of a mapping whose keys its author chooses.
pub(crate) fn entries<'node>(key: &str, node: &'node Node, report: &mut Report<'_>) -> &'node [Entry] {
    match &node.value {
        Value::Map(entries) => entries,
        _ => {
            report.wrong_value(key, node, "key: value");
            &[]
        }
    }
}

/// The items of a list.
pub(crate) fn items<'node>(key: &str, node: &'node Node, report: &mut Report<'_>) -> &'node [Node] {
    match &node.value {
        Value::List(items) => items,
        _ => {
            report.wrong_value(key, node, "- …");
            &[]
        }
    }
}
