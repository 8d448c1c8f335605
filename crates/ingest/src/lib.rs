//! From a file to acknowledged batches, and from batches to canonical rows.
//!
//! Three steps that never mix: [`inspect`] looks, [`land`] makes rows durable as they came, and
//! [`apply_pending`] maps whatever the ledger has and the store lacks. The last one is repeatable:
//! applied to an empty store it is the rebuild.

mod apply;
mod error;
mod inspect;
mod land;
mod map;
pub mod mapping;
mod pieces;
mod progress;
mod propose;
mod quotes;

pub use apply::{Applied, apply_pending};
pub use error::IngestError;
pub use inspect::{AssumedValue, CheckedRows, Inspection, MappedColumn, inspect, propose_settings, rehearse};
pub use land::{ImportReport, land};
pub use mapping::{Mapping, MappingError};
pub use progress::{Phase, Progress};
