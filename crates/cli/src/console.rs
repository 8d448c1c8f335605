//! What a person or a program reads: sentences in the reader's language, tables, or JSON.

use crate::failure::Failure;
use locales::{Argument, Locales};
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// Where a command speaks.
pub(crate) struct Console {
    texts: Locales,
    tag: &'static str,
    json: bool,
}

/// The language of the command line: `--lang`, then the environment.
pub(crate) fn language(arguments: impl Iterator<Item = String>) -> &'static str {
    let mut asked = None;
    let mut arguments = arguments.skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--lang" {
            asked = arguments.next();
        } else if let Some(tag) = argument.strip_prefix("--lang=") {
            asked = Some(tag.to_owned());
        }
    }
    let environment = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|tag| !tag.is_empty()))
    };
    locales::best_tag(&asked.or_else(environment).unwrap_or_default())
}

impl Console {
    pub(crate) fn new(texts: Locales, tag: &'static str, json: bool) -> Self {
        Self { texts, tag, json }
    }

    /// The language tag.
    pub(crate) fn tag(&self) -> &'static str {
        self.tag
    }

    /// The texts of all languages.
    pub(crate) fn texts(&self) -> &Locales {
        &self.texts
    }

    /// Whether a program reads.
    pub(crate) fn is_json(&self) -> bool {
        self.json
    }

    /// Whether a person sits there and may be asked.
    pub(crate) fn is_interactive(&self) -> bool {
        !self.json && std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// A text of the command line.
    pub(crate) fn text(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.texts.text(self.tag, &format!("cli.{key}"), arguments)
    }

    /// The text under a key of any family, or `fallback` where there is none.
    pub(crate) fn name(&self, key: &str, fallback: &str) -> String {
        let known = self.texts.has(self.tag, key) || self.texts.has(locales::TAGS[0], key);
        if known { self.texts.text(self.tag, key, &[]) } else { fallback.to_owned() }
    }

    /// Says a text to the person; programs do not see it.
    pub(crate) fn say(&self, key: &str, arguments: &[(&str, Argument)]) {
        self.line(&self.text(key, arguments));
    }

    /// Writes a line for the person; programs do not see it.
    pub(crate) fn line(&self, line: &str) {
        if !self.json {
            self.write(line);
        }
    }

    /// Writes a value for the program; persons do not see it.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub(crate) fn value<T: Serialize>(&self, value: &T) -> Result<(), Failure> {
        if self.json {
            self.write(&serde_json::to_string_pretty(value).map_err(Failure::unexpected)?);
        }
        Ok(())
    }

    /// Writes rows under headings, in columns as wide as their widest cell.
    pub(crate) fn table(&self, headings: &[&str], rows: &[Vec<String>]) {
        let headings: Vec<String> = headings.iter().map(|key| self.text(&format!("column.{key}"), &[])).collect();
        self.columns(&headings, rows);
    }

    /// As [`Console::table`], under headings that are words already.
    pub(crate) fn columns(&self, headings: &[String], rows: &[Vec<String>]) {
        if self.json || rows.is_empty() {
            return;
        }
        let widths: Vec<usize> = (0..headings.len())
            .map(|column| {
                rows.iter()
                    .map(Vec::as_slice)
                    .chain([headings])
                    .filter_map(|row| row.get(column))
                    .map(|cell| width(cell))
                    .max()
            })
            .map(Option::unwrap_or_default)
            .collect();
        for row in [headings].into_iter().chain(rows.iter().map(Vec::as_slice)) {
            let cells =
                row.iter().zip(&widths).map(|(cell, widest)| format!("{cell}{}", " ".repeat(widest - width(cell))));
            self.write(cells.collect::<Vec<_>>().join("  ").trim_end());
        }
    }

    /// Says why a command stopped.
    pub(crate) fn fail(&self, failure: &Failure) -> ExitCode {
        if let Some(body) = failure.body(&self.texts, self.tag) {
            let words = if self.json {
                serde_json::to_string(&body).unwrap_or(body.message)
            } else {
                let nearest = body.suggestion.as_ref().map(|name| self.did_you_mean(name)).unwrap_or_default();
                format!("{}\n{}", format!("{} {nearest}", body.message).trim_end(), body.hint)
            };
            eprintln!("{}", words.trim_end());
        }
        failure.exit().into()
    }

    fn did_you_mean(&self, name: &str) -> String {
        self.texts.text(self.tag, "problems.did_you_mean", &[("name", Argument::from(name))])
    }

    /// A reader that has gone away (`pharos metrics | head`) is no failure.
    fn write(&self, line: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }
}

/// Columns a text takes on a terminal: Chinese characters take two.
fn width(cell: &str) -> usize {
    UnicodeWidthStr::width(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_decides_the_language() {
        let of = |arguments: &[&str]| language(arguments.iter().map(|argument| (*argument).to_owned()));
        assert_eq!(of(&["pharos", "metrics", "--lang", "de"]), "de");
        assert_eq!(of(&["pharos", "--lang=fa", "metrics"]), "fa");
    }
}
