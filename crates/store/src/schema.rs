//! All tables of the store as statements, for any dialect. There is no key, no unique rule and no
//! index: the engine's index recovery is where files have been lost, and the merge needs none.

use crate::{Dialect, FACT_SCHEMA, HISTORY_SCHEMA, INCOMING_SCHEMA, META_SCHEMA, table_columns};
use model::canonical::{ColumnKind, ENTITIES, Entity};

/// The statements that make an empty store.
pub(crate) fn statements(dialect: &dyn Dialect) -> Vec<String> {
    let mut statements: Vec<String> = [FACT_SCHEMA, HISTORY_SCHEMA, INCOMING_SCHEMA, META_SCHEMA]
        .iter()
        .map(|schema| format!("CREATE SCHEMA IF NOT EXISTS {schema}"))
        .collect();
    statements.extend(ENTITIES.iter().flat_map(|entity| entity_tables(dialect, entity)));
    statements.extend(fixed_tables(dialect));
    statements.extend(dialect.portable_functions());
    statements
}

/// The columns of an entity as a definition; a stored one that differs asks for a rebuild.
pub(crate) fn definition(dialect: &dyn Dialect, entity: &Entity) -> String {
    let columns = table_columns(entity).into_iter().map(|column| (column.name, column.kind));
    column_list(dialect, columns)
}

/// Current rows, replaced rows, and rows that wait for the merge.
fn entity_tables(dialect: &dyn Dialect, entity: &Entity) -> Vec<String> {
    let name = dialect.quote(entity.name);
    let columns = definition(dialect, entity);
    let sequence = dialect.column_type(ColumnKind::Integer);
    vec![
        format!("CREATE TABLE {name} ({columns})"),
        format!("CREATE TABLE {HISTORY_SCHEMA}.{name} ({columns}, ended_by_batch {sequence})"),
        format!("CREATE TABLE {INCOMING_SCHEMA}.{name} ({columns}, incoming_row {sequence})"),
    ]
}

fn fixed_tables(dialect: &dyn Dialect) -> Vec<String> {
    use ColumnKind::{Boolean, Date, Instant, Integer, Text};
    let tables: [(&str, &[(&str, ColumnKind)]); 12] = [
        ("calendar_day", &[("day", Date)]),
        ("setting", &[("name", Text), ("value", Text)]),
        ("non_product_code", &[("code", Text)]),
        (
            "customer",
            &[
                ("id", Text),
                ("name", Text),
                ("kind", Text),
                ("email", Text),
                ("country", Text),
                ("region", Text),
                ("segment", Text),
                ("variant", Text),
                ("acquisition_channel", Text),
                ("acquisition_campaign_id", Text),
                ("owner_id", Text),
                ("created_at", Instant),
                ("created_day", Date),
                ("is_test", Boolean),
                ("source_id", Text),
                ("records", Integer),
            ],
        ),
        ("customer_link", &[("record_id", Text), ("customer_id", Text), ("customer_id_without_person", Text)]),
        (
            "incoming.verdict",
            &[
                ("id", Text),
                ("incoming_row", Integer),
                ("fate", Text),
                ("ended_by_batch", Integer),
                ("updated_at", Instant),
                ("updated_day", Date),
            ],
        ),
        ("meta.schema_version", &[("version", Integer)]),
        ("meta.entity_definition", &[("entity", Text), ("definition", Text)]),
        (
            "meta.applied_batches",
            &[("batch_sequence", Integer), ("batch_id", Text), ("mapping_version", Integer), ("rows", Integer)],
        ),
        ("meta.data_version", &[("version", Integer)]),
        ("meta.fact_version", &[("fact", Text), ("version", Text)]),
        ("meta.coverage", &[("entity", Text), ("column_name", Text), ("filled", Integer)]),
    ];
    tables
        .iter()
        .map(|(name, columns)| {
            let columns = column_list(dialect, columns.iter().map(|(name, kind)| ((*name).to_owned(), *kind)));
            format!("CREATE TABLE {name} ({columns})")
        })
        .collect()
}

pub(crate) fn column_list(dialect: &dyn Dialect, columns: impl Iterator<Item = (String, ColumnKind)>) -> String {
    columns
        .map(|(name, kind)| format!("{} {}", dialect.quote(&name), dialect.column_type(kind)))
        .collect::<Vec<_>>()
        .join(", ")
}
