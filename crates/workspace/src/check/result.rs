//! What became of an example.

use super::CheckFault;
use catalogue::definition::{Example, Metric};

/// One example with its result.
#[derive(Debug)]
pub struct CheckResult {
    /// Metric id.
    pub metric: String,
    /// Name of the example.
    pub example: String,
    /// File of the metric, from the catalogue's folder.
    pub file: String,
    /// Line of the example in the file.
    pub line: usize,
    /// What is written: a number, or the reason of a null.
    pub expected: String,
    /// What came out, or why nothing did.
    pub outcome: Result<CheckOutcome, CheckFault>,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckOutcome {
    /// A number (money in major units), or the reason of a null.
    pub found: String,
    /// It is what was written.
    pub ok: bool,
}

impl CheckResult {
    pub(super) fn of(metric: &Metric, example: &Example, outcome: Result<CheckOutcome, CheckFault>) -> Self {
        Self {
            metric: metric.id.clone(),
            example: example.name.clone(),
            file: metric.file.clone(),
            line: example.line,
            expected: super::compare::expected(example),
            outcome,
        }
    }

    /// The example gives what is written.
    pub fn ok(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|outcome| outcome.ok)
    }
}
