//! The analytical store seen from outside: one narrow trait, Arrow in and out.
//!
//! No engine type and no engine-specific SQL appears here. The canonical tables, their merge and the
//! migrations are written against the trait and its [`Dialect`].

mod applied;
mod change;
mod coverage;
mod data_version;
mod dialect;
mod error;
mod import_run;
mod merge;
mod merge_sql;
mod migration;
mod opening;
mod parameter;
pub mod read;
mod schema;
mod setting;
mod table;
mod typed_goal;

pub use applied::{AppliedBatch, applied_batches, record_applied_batch};
pub use change::{changed_entities, note_changed_entity, take_changed_entities};
pub use coverage::{Coverage, coverage, refresh_coverage};
pub use data_version::{bump_data_version, data_version};
pub use dialect::Dialect;
pub use error::StoreError;
pub use import_run::{ImportRun, write_import_runs};
pub use merge::{Merge, Merged};
pub use migration::{Migration, SCHEMA_VERSION, migrate};
pub use opening::{OPENING_TABLE, OPENINGS_ARE_MADE_OF, write_openings};
pub use parameter::Parameter;
pub use setting::write_settings;
pub use table::{TableColumn, arrow_schema, arrow_type, table_columns};
pub use typed_goal::{TYPED_SOURCE, TypedGoal, write_typed_goals};

use arrow::record_batch::RecordBatch;

/// Schema of the derived fact tables: the fact `orders` is the table `fact.orders`.
pub const FACT_SCHEMA: &str = "fact";
/// Schema of the versions that were replaced: `history.person` beside `person`.
pub const HISTORY_SCHEMA: &str = "history";
/// Schema of the rows that wait for their merge; empty outside a transaction.
pub const INCOMING_SCHEMA: &str = "incoming";
/// Schema of the store's own bookkeeping.
pub const META_SCHEMA: &str = "meta";

/// An analytical engine holding derived data. All methods may be called from several threads;
/// reads run beside each other and beside one writing transaction, and see only committed data.
pub trait Store: Send + Sync {
    /// Runs one reading statement. Placeholders are `$1`, `$2`, …
    ///
    /// # Errors
    /// When the statement is wrong or the engine fails.
    fn query(&self, sql: &str, parameters: &[Parameter]) -> Result<Vec<RecordBatch>, StoreError>;

    /// Runs `work` as one transaction: all of it is committed, or on an error none.
    ///
    /// # Errors
    /// The error of `work`, or the engine's when it cannot begin or commit.
    fn transaction(
        &self,
        work: &mut dyn FnMut(&mut dyn Transaction) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Writes what is in the write-ahead log into the main file.
    ///
    /// # Errors
    /// When the engine fails.
    fn checkpoint(&self) -> Result<(), StoreError>;

    /// False from a failure of the whole engine until it is open again.
    fn is_ready(&self) -> bool;

    /// How this engine writes what SQL dialects disagree about.
    fn dialect(&self) -> &dyn Dialect;
}

/// What may be done inside [`Store::transaction`].
pub trait Transaction {
    /// Runs one statement and returns the number of rows it changed.
    ///
    /// # Errors
    /// When the statement is wrong or the engine fails.
    fn execute(&mut self, sql: &str, parameters: &[Parameter]) -> Result<u64, StoreError>;

    /// Runs one reading statement inside the transaction.
    ///
    /// # Errors
    /// When the statement is wrong or the engine fails.
    fn query(&mut self, sql: &str, parameters: &[Parameter]) -> Result<Vec<RecordBatch>, StoreError>;

    /// Appends rows to an existing table (`name` or `schema.name`); columns are matched by position.
    ///
    /// # Errors
    /// When the table is missing, the columns do not fit, or the engine fails.
    fn append(&mut self, table: &str, rows: &RecordBatch) -> Result<(), StoreError>;
}
