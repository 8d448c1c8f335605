//! Faults of a mapping file, with the place.

use std::fmt;

/// A mapping that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    /// Name of the mapping file.
    pub file: String,
    /// Line in it, first is 1; 0 when the fault lies in no single line.
    pub line: u64,
    /// What is wrong.
    pub message: String,
    /// The nearest name that would be right.
    pub suggestion: Option<String>,
}

impl fmt::Display for MappingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.message)?;
        match &self.suggestion {
            Some(name) => write!(formatter, "; did you mean '{name}'?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for MappingError {}

/// The known name nearest to a wrong one, if any is near.
pub(crate) fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let lower = wrong.to_lowercase();
    known
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name))
        .filter(|(similarity, _)| *similarity > 0.75)
        .max_by(|left, right| left.0.total_cmp(&right.0))
        .map(|(_, name)| name.to_owned())
}
