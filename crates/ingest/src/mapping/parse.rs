//! From YAML text to a checked mapping.

use super::error::nearest;
use super::{EntityMapping, Mapping, MappingError, SettingsHints, check};
use serde::Deserialize;
use sources::files::FormatHints;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    mapping: u32,
    source: String,
    object: String,
    #[serde(default)]
    format: FormatHints,
    #[serde(default)]
    settings: SettingsHints,
    entities: Vec<EntityMapping>,
}

impl Mapping {
    /// Reads and checks a mapping; `file` is the name for error messages.
    ///
    /// # Errors
    /// With file, line and the nearest right name when anything in it is not known.
    pub fn parse(file: &str, text: &str) -> Result<Mapping, MappingError> {
        let parsed: MappingFile = serde_saphyr::from_str(text).map_err(|error| syntax_error(file, &error))?;
        let fault = |message: String| MappingError { file: file.to_owned(), line: 1, message, suggestion: None };
        if parsed.mapping != 1 {
            return Err(fault(format!(
                "mapping version {} is not known, this program reads version 1",
                parsed.mapping
            )));
        }
        for (what, name) in [("source", &parsed.source), ("object", &parsed.object)] {
            if name.is_empty() || name.contains(':') {
                return Err(fault(format!("{what} must be a name without ':'")));
            }
        }
        let mapping = Mapping {
            source: parsed.source,
            object: parsed.object,
            format: parsed.format,
            entities: parsed.entities,
            settings: parsed.settings,
            text: text.to_owned(),
        };
        check::check(file, &mapping)?;
        Ok(mapping)
    }
}

fn syntax_error(file: &str, error: &serde_saphyr::Error) -> MappingError {
    let line = error.location().map_or(0, |location| location.line());
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    // The place stands before our message already.
    let message =
        first.strip_prefix("error: line ").and_then(|rest| rest.split_once(": ")).map_or(first, |(_, rest)| rest);
    MappingError { file: file.to_owned(), line, message: message.to_owned(), suggestion: near_field(message) }
}

/// The reader names the unknown field and then all known ones.
fn near_field(message: &str) -> Option<String> {
    let (wrong, known) = message.strip_prefix("unknown field `")?.split_once("`, expected ")?;
    let known = known.trim_start_matches("one of ").split(", ");
    nearest(wrong, known.map(|name| name.trim_matches('`')))
}
