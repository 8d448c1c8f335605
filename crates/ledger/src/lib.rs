//! The truth: immutable batch files and the SQLite ledger that acknowledges them.
