//! How far a long piece of work is.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Reading a file into batches.
    Landing,
    /// Mapping batches into canonical rows.
    Applying,
    /// Finding out who is the same customer.
    Resolving,
    /// Deriving facts.
    Deriving,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// The file it is about, when it is about one.
    pub subject: Option<String>,
    /// Rows so far.
    pub rows: u64,
    /// Parts done: bytes of a file while landing, rows while applying.
    pub done: u64,
    /// All parts, when known.
    pub total: Option<u64>,
}

impl Progress {
    pub(crate) fn of(stage: Stage) -> Self {
        Self { stage, subject: None, rows: 0, done: 0, total: None }
    }

    pub(crate) fn about(self, subject: &str) -> Self {
        Self { subject: Some(subject.to_owned()), ..self }
    }
}

impl From<ingest::Progress> for Progress {
    fn from(step: ingest::Progress) -> Self {
        let stage = match step.phase {
            ingest::Phase::Landing => Stage::Landing,
            ingest::Phase::Applying => Stage::Applying,
        };
        Self { stage, subject: None, rows: step.rows, done: step.done, total: Some(step.total) }
    }
}
