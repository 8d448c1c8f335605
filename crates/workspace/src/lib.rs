//! A data directory opened: ledger, store, catalogue and query working together.
