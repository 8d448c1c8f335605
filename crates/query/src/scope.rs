//! What a viewer may see. No query runs without one.

use serde::{Deserialize, Serialize};

/// The rights under which a query runs; put into the query by the step `authorise`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scope {
    /// Rows the viewer may see: for each dimension the allowed values. Empty means all rows.
    row_rules: Vec<(String, Vec<String>)>,
    /// Metrics the viewer may not see.
    hidden_metrics: Vec<String>,
}

impl Scope {
    /// A viewer who may see everything: the owner at the machine itself.
    pub fn everything() -> Self {
        Self { row_rules: Vec::new(), hidden_metrics: Vec::new() }
    }

    /// A viewer limited to rows whose dimensions have the given values.
    pub fn limited(row_rules: Vec<(String, Vec<String>)>, hidden_metrics: Vec<String>) -> Self {
        Self { row_rules, hidden_metrics }
    }

    /// The row rules.
    pub fn row_rules(&self) -> &[(String, Vec<String>)] {
        &self.row_rules
    }

    /// Whether a metric may be shown.
    pub fn may_see(&self, metric: &str) -> bool {
        !self.hidden_metrics.iter().any(|hidden| hidden == metric)
    }
}
