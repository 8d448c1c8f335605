//! Product rows for the tests of the store.

use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray, TimestampMicrosecondArray, new_null_array};
use model::canonical::{Entity, entity};
use std::sync::Arc;
use store::{Merge, Merged, Store, StoreError, arrow_schema, migrate, read};
use store_duckdb::DuckdbStore;

/// One version of a product.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    pub(crate) id: String,
    pub(crate) batch_sequence: i64,
    pub(crate) content: String,
    /// Microseconds since 1970.
    pub(crate) updated_at: Option<i64>,
    pub(crate) deleted: bool,
}

pub(crate) fn version(id: &str, batch_sequence: i64, content: &str) -> Version {
    Version { id: id.into(), batch_sequence, content: content.into(), updated_at: None, deleted: false }
}

pub(crate) fn product() -> &'static Entity {
    entity("product").unwrap()
}

pub(crate) fn new_store() -> DuckdbStore {
    let store = DuckdbStore::in_memory().unwrap();
    migrate(&store).unwrap();
    store
}

/// Rows of the product table; the content stands in the name as well.
pub(crate) fn rows(versions: &[Version]) -> RecordBatch {
    let schema = arrow_schema(product());
    let texts =
        |of: fn(&Version) -> &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(versions.iter().map(of))) };
    let columns = schema.fields().iter().map(|field| match field.name().as_str() {
        "id" | "external_id" => texts(|version| &version.id),
        "source_id" => texts(|_| "shop"),
        "content_hash" | "name" => texts(|version| &version.content),
        "batch_sequence" => {
            Arc::new(Int64Array::from_iter_values(versions.iter().map(|v| v.batch_sequence))) as ArrayRef
        }
        "updated_at" => Arc::new(TimestampMicrosecondArray::from_iter(versions.iter().map(|v| v.updated_at))),
        "deleted_at" => Arc::new(TimestampMicrosecondArray::from_iter(versions.iter().map(|v| v.deleted.then_some(1)))),
        _ => new_null_array(field.data_type(), versions.len()),
    });
    let columns = columns.collect();
    RecordBatch::try_new(Arc::new(schema), columns).unwrap()
}

pub(crate) fn merge(store: &dyn Store, versions: &[Version]) -> Merged {
    let mut merged = Merged::default();
    store
        .transaction(&mut |transaction| {
            let mut merge = Merge::new();
            merge.stage(transaction, product(), &rows(versions))?;
            merged = merge.finish(transaction, store.dialect())?["product"];
            Ok(())
        })
        .unwrap();
    merged
}

/// The first two columns as text, in order.
pub(crate) fn pairs(store: &dyn Store, sql: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for batch in store.query(sql, &[]).unwrap() {
        for row in 0..batch.num_rows() {
            let cell = |column| -> Result<String, StoreError> {
                Ok(read::text(&batch, column, row)?.unwrap_or("").to_owned())
            };
            pairs.push((cell(0).unwrap(), cell(1).unwrap()));
        }
    }
    pairs.sort();
    pairs
}

pub(crate) fn current(store: &dyn Store) -> Vec<(String, String)> {
    pairs(store, "SELECT id, name FROM product")
}

/// Content and the batch that ended it, as `content>batch`; a standing deletion ends in nothing.
pub(crate) fn history(store: &dyn Store) -> Vec<(String, String)> {
    pairs(store, "SELECT id, name || '>' || coalesce(CAST(ended_by_batch AS VARCHAR), '') FROM history.product")
}
