//! The rows of an example as canonical rows.

use super::CheckFault;
use super::cell::{Cell, Reading, SOURCE};
use catalogue::{GivenField, customer_column, given_entity, given_field};
use model::canonical::{self, Column, ColumnKind, Entity, day_column};
use model::currency::Currency;
use model::identifier::canonical_id;
use model::settings::WorkspaceSettings;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Canonical rows by entity name; a row has the columns that are filled.
pub(super) type Rows = BTreeMap<&'static str, Vec<Row>>;

/// Values by column name.
pub(super) type Row = BTreeMap<String, Cell>;

/// Entities of which a bare reference makes a row: customers need no description to be counted.
const MADE_BY_REFERENCE: &[&str] = &["organization", "person"];

/// The canonical rows of given ones.
pub(super) fn rows(given: &Given, settings: &WorkspaceSettings) -> Result<Rows, CheckFault> {
    let documents = document_currencies(given, settings);
    let mut rows = Rows::new();
    for (word, given) in given {
        let Some(target) = given_entity(word) else {
            continue;
        };
        for fields in given {
            let currency = currency_of(fields, &documents, settings);
            let mut builder = Builder { entity: target.entity, settings, currency, row: Row::new() };
            builder.fill(fields, target.kind, rows.get(target.entity.name).map_or(0, Vec::len))?;
            if let Some(row) = builder.finish()? {
                rows.entry(target.entity.name).or_default().push(row);
            }
        }
    }
    make_referenced(&mut rows, settings)?;
    Ok(rows)
}

type Fields = BTreeMap<String, Value>;

/// Rows as an example gives them, by the word under `given:`.
pub type Given = BTreeMap<String, Vec<BTreeMap<String, Value>>>;

/// Currencies of the given documents by their bare ids: positions and payments are in the same.
fn document_currencies(given: &Given, settings: &WorkspaceSettings) -> BTreeMap<String, Currency> {
    let documents = given
        .iter()
        .filter(|(word, _)| given_entity(word).is_some_and(|target| target.entity.name == "sales_document"));
    documents
        .flat_map(|(_, rows)| rows)
        .filter_map(|row| Some((row.get("id")?.as_str()?.to_owned(), currency_of(row, &BTreeMap::new(), settings))))
        .collect()
}

/// The currency a row names, or that of its document, or the workspace's.
fn currency_of(row: &Fields, documents: &BTreeMap<String, Currency>, settings: &WorkspaceSettings) -> Currency {
    let own = row.get("currency").and_then(Value::as_str).and_then(|code| code.parse().ok());
    let document = || row.get("document_id").and_then(Value::as_str).and_then(|id| documents.get(id)).copied();
    own.or_else(document).unwrap_or(settings.currency)
}

struct Builder<'a> {
    entity: &'static Entity,
    settings: &'a WorkspaceSettings,
    currency: Currency,
    row: Row,
}

impl Builder<'_> {
    fn fill(&mut self, fields: &Fields, kind: Option<&str>, earlier_rows: usize) -> Result<(), CheckFault> {
        let id = fields.get("id").map_or_else(|| format!("row-{}", earlier_rows + 1), bare_id);
        self.text("id", canonical_id(SOURCE, self.entity.name, &id));
        self.text("source_id", SOURCE.to_owned());
        self.text("external_id", id.clone());
        self.text("content_hash", id.clone());
        self.row.insert("batch_sequence".to_owned(), Cell::Integer(1));
        if let Some(kind) = kind {
            self.text("kind", kind.to_owned());
        }
        if self.entity.column("currency").is_some() {
            self.text("currency", self.currency.to_string());
        }
        // A name says nothing in an example; the row's id stands for it.
        if self.entity.column("name").is_some_and(|column| column.required) {
            self.text("name", id);
        }
        for (field, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
            self.field(field, value)?;
        }
        Ok(())
    }

    fn text(&mut self, column: &str, text: String) {
        self.row.insert(column.to_owned(), Cell::Text(text));
    }

    fn field(&mut self, field: &str, value: &Value) -> Result<(), CheckFault> {
        let column: Option<&Column> = match given_field(self.entity, field) {
            Some(GivenField::Id) => return Ok(()),
            Some(GivenField::Customer) => customer_column(self.entity),
            Some(GivenField::Column(column)) => Some(column),
            None => None,
        };
        let reading = Reading { calendar: &self.settings.calendar, currency: self.currency };
        let cells = column.and_then(|column| reading.cells(column, value)).ok_or_else(|| CheckFault::BadValue {
            entity: self.entity.name,
            field: field.to_owned(),
            value: value.to_string(),
        })?;
        self.row.extend(cells);
        Ok(())
    }

    /// The row; `None` when it is deleted, since current tables have no such rows.
    fn finish(self) -> Result<Option<Row>, CheckFault> {
        for column in self.entity.all_columns().filter(|column| column.required) {
            let name =
                if column.kind == ColumnKind::Instant { day_column(column.name) } else { column.name.to_owned() };
            if !self.row.contains_key(&name) {
                return Err(CheckFault::MissingValue { entity: self.entity.name, field: column.name });
            }
        }
        let deleted = self.row.contains_key(&day_column("deleted_at"));
        Ok((!deleted).then_some(self.row))
    }
}

fn bare_id(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Adds organizations and persons that rows refer to and nobody described.
fn make_referenced(rows: &mut Rows, settings: &WorkspaceSettings) -> Result<(), CheckFault> {
    for entity in MADE_BY_REFERENCE.iter().filter_map(|name| canonical::entity(name)) {
        let known: BTreeSet<&String> = rows.get(entity.name).into_iter().flatten().filter_map(id_of).collect();
        let missing: BTreeSet<String> =
            referenced(rows, entity).into_iter().filter(|id| !known.contains(id)).cloned().collect();
        let prefix = canonical_id(SOURCE, entity.name, "");
        for id in missing {
            let bare = id.strip_prefix(&prefix).unwrap_or(&id).to_owned();
            let fields = Fields::from([("id".to_owned(), Value::String(bare))]);
            let mut builder = Builder { entity, settings, currency: settings.currency, row: Row::new() };
            builder.fill(&fields, None, 0)?;
            rows.entry(entity.name).or_default().extend(builder.finish()?);
        }
    }
    Ok(())
}

fn id_of(row: &Row) -> Option<&String> {
    match row.get("id") {
        Some(Cell::Text(id)) => Some(id),
        _ => None,
    }
}

/// Ids of the rows of an entity that any given row refers to.
fn referenced<'rows>(rows: &'rows Rows, target: &Entity) -> Vec<&'rows String> {
    let mut found = Vec::new();
    for (name, rows) in rows {
        let columns = canonical::entity(name).into_iter().flat_map(Entity::all_columns);
        let columns = columns.filter(|column| column.kind == ColumnKind::Reference(target.name));
        for column in columns {
            found.extend(rows.iter().filter_map(|row| match row.get(column.name) {
                Some(Cell::Text(id)) => Some(id),
                _ => None,
            }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_of(given: &str) -> Result<Rows, CheckFault> {
        rows(&serde_json::from_str(given).expect("rows"), &WorkspaceSettings::default())
    }

    fn text(row: &Row, column: &str) -> String {
        match row.get(column) {
            Some(Cell::Text(text)) => text.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_word_implies_the_kind_and_a_customer_makes_an_organization() {
        let rows = rows_of(
            r#"{"order": [{"customer": "A", "issued_at": "2026-01-03", "net": 10}],
                "return": [{"customer": "A", "issued_at": "2026-01-04", "parent_id": "row-1", "net": 4}]}"#,
        )
        .expect("rows");
        let documents = &rows["sales_document"];
        assert_eq!([text(&documents[0], "kind"), text(&documents[1], "kind")], ["order", "return"]);
        assert_eq!(text(&documents[1], "parent_id"), text(&documents[0], "id"));
        assert_eq!(documents[0]["net"], Cell::Integer(1000));
        let organizations: Vec<String> = rows["organization"].iter().map(|row| text(row, "id")).collect();
        assert_eq!(organizations, ["example:organization:A"]);
        assert_eq!(text(&documents[0], "organization_id"), organizations[0]);
    }

    #[test]
    fn positions_and_payments_are_in_the_currency_of_their_document() {
        let rows = rows_of(
            r#"{"order": [{"id": "o", "issued_at": "2026-01-03", "currency": "JPY", "net": 2000}],
                "refund": [{"document_id": "o", "received_at": "2026-01-04", "amount": 500}],
                "payment": [{"received_at": "2026-01-04", "amount": 5}]}"#,
        )
        .expect("rows");
        let payments = &rows["payment"];
        let amount = |kind: &str| {
            let row = payments.iter().find(|row| text(row, "kind") == kind).expect("payment");
            (row["amount"].clone(), text(row, "currency"))
        };
        assert_eq!(amount("refund"), (Cell::Integer(500), "JPY".to_owned()));
        assert_eq!(amount("payment"), (Cell::Integer(500), "EUR".to_owned()));
    }

    #[test]
    fn a_described_customer_is_not_made_again_and_deleted_rows_are_left_out() {
        let rows = rows_of(
            r#"{"organization": [{"id": "A", "name": "Acme", "is_test": true}],
                "order": [{"customer": "A", "issued_at": "2026-01-03"},
                          {"customer": "A", "issued_at": "2026-01-03", "deleted_at": "2026-01-05"}]}"#,
        )
        .expect("rows");
        assert_eq!((rows["organization"].len(), rows["sales_document"].len()), (1, 1));
        assert_eq!(text(&rows["organization"][0], "name"), "Acme");
    }

    #[test]
    fn what_does_not_fit_or_is_missing_is_named() {
        let fault = rows_of(r#"{"order": [{"issued_at": "2026-01-03", "net": "much"}]}"#).expect_err("not a number");
        assert_eq!(fault.to_string(), "sales_document.net cannot be '\"much\"'");
        let fault = rows_of(r#"{"order": [{"net": 10}]}"#).expect_err("no day");
        assert_eq!(fault.to_string(), "a row of sales_document has no issued_at");
    }
}
