//! After a change: customers, then facts, then the new data version.

use crate::{Progress, Stage, WorkspaceError};
use catalogue::definition::Catalogue;
use model::settings::WorkspaceSettings;
use std::collections::BTreeSet;
use store::Store;

/// What has changed since facts were last derived.
pub(crate) struct Changed {
    /// Canonical entities.
    pub(crate) entities: BTreeSet<String>,
    /// Settings that facts read.
    pub(crate) settings: bool,
}

/// Brings customers and facts up to date and returns the data version, a new one when anything changed.
pub(crate) fn refresh(
    store: &dyn Store,
    catalogue: &Catalogue,
    settings: &WorkspaceSettings,
    changed: &Changed,
    progress: &mut dyn FnMut(Progress),
) -> Result<u64, WorkspaceError> {
    let mut entities = changed.entities.clone();
    // What an earlier run merged and did not live to derive.
    entities.extend(store::changed_entities(store)?);
    if changed.settings {
        entities.insert("setting".to_owned());
    }
    if changed.settings || entities.contains("organization") || entities.contains("person") {
        progress(Progress::of(Stage::Resolving));
        if identity::resolve(store, settings.customer_is)? {
            entities.insert("customer".to_owned());
        }
    }
    progress(Progress::of(Stage::Deriving));
    facts::refresh(store, catalogue, &entities)?;
    Ok(u64::try_from(store::data_version(store)?).unwrap_or(0))
}
