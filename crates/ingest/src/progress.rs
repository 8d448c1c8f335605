//! How far a long step is.

/// Which step is running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Rows are read from a file and acknowledged.
    Landing,
    /// Acknowledged rows are mapped and merged.
    Applying,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which step.
    pub phase: Phase,
    /// Rows so far.
    pub rows: u64,
    /// Parts done: bytes of the file while landing, rows while applying.
    pub done: u64,
    /// All parts.
    pub total: u64,
}
