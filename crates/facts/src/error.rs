//! Why facts cannot be derived.

use store::StoreError;

/// A failure to derive facts.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// Facts read each other in a circle.
    #[error("facts read each other in a circle: {}", facts.join(" → "))]
    Cycle {
        /// The circle; the first and the last are the same.
        facts: Vec<String>,
    },
    /// A fact reads something that is neither a canonical table nor a fact.
    #[error("the fact {fact} reads {table}, which is neither a canonical table nor a fact")]
    UnknownTable {
        /// The fact.
        fact: String,
        /// What it names.
        table: String,
    },
    /// The statement of a fact fails.
    #[error("the fact {fact} cannot be derived: {source}")]
    Statement {
        /// The fact.
        fact: String,
        /// The engine's words.
        source: StoreError,
    },
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}
