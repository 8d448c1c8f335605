//! The statements of a merge: a few hash joins, whatever the number of rows.

use crate::{Dialect, HISTORY_SCHEMA, INCOMING_SCHEMA, table_columns};
use model::canonical::Entity;

/// The statements for one entity.
pub(crate) struct MergeSql {
    table: String,
    columns: Vec<String>,
}

impl MergeSql {
    pub(crate) fn new(dialect: &dyn Dialect, entity: &Entity) -> Self {
        let columns = table_columns(entity).iter().map(|column| dialect.quote(&column.name)).collect();
        Self { table: dialect.quote(entity.name), columns }
    }

    fn column_list(&self, prefix: &str) -> String {
        self.columns.iter().map(|column| format!("{prefix}{column}")).collect::<Vec<_>>().join(", ")
    }

    /// Decides the fate of every version that takes part.
    ///
    /// Versions are the incoming rows and, for their ids, the current row and a standing deletion.
    /// Neighbours with the same content form one run; a stored version represents its run, else the
    /// first of it. The last run is the newest version, every other has ended.
    pub(crate) fn judge(&self) -> String {
        let table = &self.table;
        let deleted = "(deleted_at IS NOT NULL OR deleted_day IS NOT NULL)";
        let key = "id, batch_sequence, updated_at, updated_day, \
                   coalesce(updated_at, CAST(updated_day AS TIMESTAMP)) AS moment";
        let content = format!("content_hash || CASE WHEN {deleted} THEN '-' ELSE '+' END AS content");
        format!(
            "INSERT INTO {INCOMING_SCHEMA}.verdict
             WITH versions AS (
               SELECT {key}, {content}, incoming_row, 'incoming' AS place, {deleted} AS deleted
               FROM {INCOMING_SCHEMA}.{table}
               UNION ALL
               SELECT {key}, {content}, -1, 'current', FALSE
               FROM {table} WHERE id IN (SELECT id FROM {INCOMING_SCHEMA}.{table})
               UNION ALL
               SELECT {key}, {content}, -1, 'deletion', TRUE
               FROM {HISTORY_SCHEMA}.{table}
               WHERE ended_by_batch IS NULL AND id IN (SELECT id FROM {INCOMING_SCHEMA}.{table})
             ),
             compared AS (
               SELECT *, CASE WHEN lag(content) OVER oldest_first = content THEN 0 ELSE 1 END AS starts_run
               FROM versions
               WINDOW oldest_first AS (
                 PARTITION BY id ORDER BY moment NULLS FIRST, batch_sequence, content, incoming_row)
             ),
             in_runs AS (
               SELECT *, sum(starts_run) OVER (
                 PARTITION BY id ORDER BY moment NULLS FIRST, batch_sequence, content, incoming_row
                 ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
               FROM compared
             ),
             represented AS (
               SELECT *,
                 row_number() OVER (PARTITION BY id, run ORDER BY
                   CASE WHEN place = 'incoming' THEN 1 ELSE 0 END,
                   moment NULLS FIRST, batch_sequence, incoming_row) AS place_in_run,
                 first_value(updated_at) OVER newest_of_run AS newest_updated_at,
                 first_value(updated_day) OVER newest_of_run AS newest_updated_day
               FROM in_runs
               WINDOW newest_of_run AS (
                 PARTITION BY id, run ORDER BY moment DESC NULLS LAST, batch_sequence DESC, incoming_row DESC)
             ),
             judged AS (
               SELECT *, min(batch_sequence) OVER (
                 PARTITION BY id ORDER BY run ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next_batch
               FROM represented WHERE place_in_run = 1
             )
             SELECT id, incoming_row,
               CASE
                 WHEN next_batch IS NOT NULL AND place = 'current' THEN 'end_current'
                 WHEN next_batch IS NOT NULL AND place = 'deletion' THEN 'end_deletion'
                 WHEN next_batch IS NOT NULL THEN 'past'
                 WHEN place = 'current' THEN 'confirm'
                 WHEN deleted THEN 'deleted'
                 ELSE 'current'
               END AS fate,
               CASE WHEN next_batch IS NOT NULL THEN greatest(batch_sequence, next_batch) END,
               newest_updated_at, newest_updated_day
             FROM judged
             WHERE next_batch IS NOT NULL OR place = 'incoming'
                OR (place = 'current' AND (newest_updated_at IS DISTINCT FROM updated_at
                                           OR newest_updated_day IS DISTINCT FROM updated_day))"
        )
    }

    pub(crate) fn move_current_to_history(&self) -> String {
        format!(
            "INSERT INTO {HISTORY_SCHEMA}.{table} SELECT {columns}, v.ended_by_batch FROM {table} c \
             JOIN {INCOMING_SCHEMA}.verdict v ON v.id = c.id AND v.fate = 'end_current'",
            table = self.table,
            columns = self.column_list("c."),
        )
    }

    pub(crate) fn delete_ended(&self) -> String {
        format!(
            "DELETE FROM {table} WHERE id IN (SELECT id FROM {INCOMING_SCHEMA}.verdict WHERE fate = 'end_current')",
            table = self.table,
        )
    }

    /// A deletion that a newer version has overtaken.
    pub(crate) fn end_deletions(&self) -> String {
        format!(
            "UPDATE {HISTORY_SCHEMA}.{table} SET ended_by_batch = (
               SELECT max(v.ended_by_batch) FROM {INCOMING_SCHEMA}.verdict v
               WHERE v.fate = 'end_deletion' AND v.id = {HISTORY_SCHEMA}.{table}.id)
             WHERE ended_by_batch IS NULL
               AND id IN (SELECT id FROM {INCOMING_SCHEMA}.verdict WHERE fate = 'end_deletion')",
            table = self.table,
        )
    }

    /// Versions that are past already, and deletions. Those that history knows are left out, so that
    /// merging a batch twice adds nothing: the same content of the same batch or of the same moment.
    pub(crate) fn insert_history(&self) -> String {
        format!(
            "INSERT INTO {HISTORY_SCHEMA}.{table} SELECT {columns}, v.ended_by_batch FROM {INCOMING_SCHEMA}.{table} i
             JOIN {INCOMING_SCHEMA}.verdict v ON v.incoming_row = i.incoming_row AND v.fate IN ('past', 'deleted')
             WHERE NOT EXISTS (SELECT 1 FROM {HISTORY_SCHEMA}.{table} h
               WHERE h.id = i.id AND h.content_hash = i.content_hash
                 AND (h.batch_sequence = i.batch_sequence
                      OR coalesce(h.updated_at, CAST(h.updated_day AS TIMESTAMP))
                         = coalesce(i.updated_at, CAST(i.updated_day AS TIMESTAMP))))",
            table = self.table,
            columns = self.column_list("i."),
        )
    }

    pub(crate) fn insert_current(&self) -> String {
        format!(
            "INSERT INTO {table} SELECT {columns} FROM {INCOMING_SCHEMA}.{table} i \
             JOIN {INCOMING_SCHEMA}.verdict v ON v.incoming_row = i.incoming_row AND v.fate = 'current'",
            table = self.table,
            columns = self.column_list("i."),
        )
    }

    /// The same content with a newer `updated_at`: only the mark moves on.
    pub(crate) fn confirm_current(&self) -> String {
        format!(
            "UPDATE {table} SET updated_at = v.updated_at, updated_day = v.updated_day \
             FROM {INCOMING_SCHEMA}.verdict v WHERE v.fate = 'confirm' AND v.id = {table}.id",
            table = self.table,
        )
    }

    pub(crate) fn empty_incoming(&self) -> String {
        format!("DELETE FROM {INCOMING_SCHEMA}.{table}", table = self.table)
    }
}
