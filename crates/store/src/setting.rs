//! The workspace settings that fact statements may read.

use crate::{Parameter, Store, StoreError, Transaction, note_changed_entity, read};
use model::settings::{CustomerIs, WorkspaceSettings};
use std::collections::BTreeSet;

/// Writes the settings into `setting` and `non_product_code`; true when anything changed, and facts
/// that read them must be refreshed (the entity name is `setting`).
///
/// # Errors
/// When the engine fails.
pub fn write_settings(store: &dyn Store, settings: &WorkspaceSettings) -> Result<bool, StoreError> {
    let wanted = rows(settings);
    let mut found = BTreeSet::new();
    let sql = "SELECT name, value FROM setting UNION ALL SELECT 'non_product_code', code FROM non_product_code";
    for batch in store.query(sql, &[])? {
        for row in 0..batch.num_rows() {
            let name = read::text(&batch, 0, row)?.unwrap_or_default().to_owned();
            found.insert((name, read::text(&batch, 1, row)?.unwrap_or_default().to_owned()));
        }
    }
    if found == wanted {
        return Ok(false);
    }
    store.transaction(&mut |transaction| replace(transaction, &wanted))?;
    Ok(true)
}

fn rows(settings: &WorkspaceSettings) -> BTreeSet<(String, String)> {
    let customer_is = match settings.customer_is {
        CustomerIs::Organization => "organization",
        CustomerIs::Person => "person",
    };
    let mut rows: BTreeSet<(String, String)> = [
        ("zone", settings.calendar.zone.clone()),
        ("currency", settings.currency.to_string()),
        ("customer_is", customer_is.to_owned()),
        ("activity_window_days", settings.activity_window_days.to_string()),
        ("dunning_grace_days", settings.dunning_grace_days.to_string()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    rows.extend(settings.non_product_codes.iter().map(|code| (NON_PRODUCT_CODE.to_owned(), code.clone())));
    rows
}

const NON_PRODUCT_CODE: &str = "non_product_code";

fn replace(transaction: &mut dyn Transaction, rows: &BTreeSet<(String, String)>) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM setting", &[])?;
    transaction.execute("DELETE FROM non_product_code", &[])?;
    note_changed_entity(transaction, "setting")?;
    for (name, value) in rows {
        if name == NON_PRODUCT_CODE {
            transaction.execute("INSERT INTO non_product_code VALUES ($1)", &[Parameter::Text(value.clone())])?;
        } else {
            let row = [Parameter::Text(name.clone()), Parameter::Text(value.clone())];
            transaction.execute("INSERT INTO setting VALUES ($1, $2)", &row)?;
        }
    }
    Ok(())
}
