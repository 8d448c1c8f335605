//! Settings inside the analytical file: what facts may read, and what rows were mapped under.

use crate::{Workspace, WorkspaceError};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use model::settings::WorkspaceSettings;
use std::sync::PoisonError;
use store::{Store, StoreError, write_settings};

impl Workspace {
    /// Saves other settings. They hold for an empty workspace at once; for one with data the program has
    /// to rebuild when [`Self::needs_rebuild`] says so.
    ///
    /// # Errors
    /// When the zone is unknown or a part fails.
    pub fn change_settings(&self, settings: WorkspaceSettings, at: Timestamp) -> Result<(), WorkspaceError> {
        if TimeZone::get(&settings.calendar.zone).is_err() {
            return Err(WorkspaceError::UnknownZone(settings.calendar.zone));
        }
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.ledger.save_settings(&settings, at)?;
        let state = self.state();
        if !self.needs_rebuild(&settings)? {
            write_settings(state.store.as_ref(), &settings)?;
        }
        self.adopt_settings(settings);
        Ok(())
    }

    /// Whether rows that are in were mapped under a zone or currency other than these settings'.
    ///
    /// # Errors
    /// When a part fails.
    pub fn needs_rebuild(&self, settings: &WorkspaceSettings) -> Result<bool, WorkspaceError> {
        let has_batches = !self.ledger.batches_after(0)?.is_empty();
        Ok(has_batches && mapping_settings_differ(self.state().store.as_ref(), settings)?)
    }
}

/// Whether the file's rows were mapped under another zone or currency, which decide local days and minor
/// units. A file without settings has no rows.
pub(crate) fn mapping_settings_differ(store: &dyn Store, settings: &WorkspaceSettings) -> Result<bool, StoreError> {
    let wanted = [("zone", settings.calendar.zone.clone()), ("currency", settings.currency.to_string())];
    for batch in store.query("SELECT name, value FROM setting", &[])? {
        for row in 0..batch.num_rows() {
            let (name, value) = (store::read::text(&batch, 0, row)?, store::read::text(&batch, 1, row)?);
            if wanted.iter().any(|(key, wish)| name == Some(*key) && value != Some(wish.as_str())) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
