//! Files into the running workspace: land, apply, resolve, derive, publish.

use crate::aims::project_goals;
use crate::import_log::write_import_log;
use crate::refresh::{Changed, refresh};
use crate::{Progress, Workspace, WorkspaceError};
use ingest::{Applied, ImportReport, Inspection, Mapping};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// A file to bring in.
#[derive(Debug, Clone)]
pub struct ImportFile {
    /// Where it lies now.
    pub path: PathBuf,
    /// What people call it.
    pub display_name: String,
    /// How its columns are mapped; proposed from names and content when empty.
    pub mapping: Option<Mapping>,
}

impl Workspace {
    /// Looks at a file without bringing it in.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn inspect(&self, path: &Path, mapping: Option<&Mapping>) -> Result<Inspection, WorkspaceError> {
        Ok(ingest::inspect(path, mapping, &self.settings())?)
    }

    /// Looks at all of a file without bringing it in: also what would come of its rows.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn rehearse(&self, path: &Path, mapping: Option<&Mapping>) -> Result<Inspection, WorkspaceError> {
        Ok(ingest::rehearse(path, mapping, &self.settings())?)
    }

    /// Brings files in. Good rows go in, bad ones are listed; figures change once, after the last file.
    ///
    /// # Errors
    /// When a file cannot be read or mapped at all; files before it stay in.
    pub fn import(
        &self,
        files: &[ImportFile],
        received_at: Timestamp,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Vec<ImportReport>, WorkspaceError> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.keep_settings(received_at)?;
        let landed: Result<Vec<_>, _> = files.iter().map(|file| self.land(file, received_at, progress)).collect();
        // What was acknowledged before a file failed is applied all the same.
        let applied = self.apply(progress)?;
        landed?.into_iter().map(|report| self.counted(report, &applied)).collect()
    }

    fn land(
        &self,
        file: &ImportFile,
        received_at: Timestamp,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ImportReport, WorkspaceError> {
        let mapping = match &file.mapping {
            Some(mapping) => mapping.clone(),
            None => ingest::inspect(&file.path, None, &self.settings())?.mapping,
        };
        let named = &file.display_name;
        Ok(ingest::land(&file.path, named, &mapping, &self.ledger, received_at, &mut |step| {
            progress(Progress::from(step).about(named));
        })?)
    }

    /// Applies everything the ledger has and the store lacks, and makes it visible.
    fn apply(&self, progress: &mut dyn FnMut(Progress)) -> Result<Applied, WorkspaceError> {
        let state = self.state();
        let store = state.store.as_ref();
        let applied = ingest::apply_pending(&self.ledger, store, &state.settings, &mut |step| progress(step.into()))?;
        write_import_log(&self.ledger, store, &state.settings.calendar)?;
        // Whose a person's goal is depends on who is known by now.
        project_goals(&self.ledger, store)?;
        let changed = Changed { entities: applied.entities_changed.clone(), settings: false };
        let version = refresh(store, &state.catalogue, &state.settings, &changed, progress)?;
        if version != state.data_version {
            self.publish(version)?;
        }
        Ok(applied)
    }

    /// The report again, with what applying found.
    fn counted(&self, report: ImportReport, applied: &Applied) -> Result<ImportReport, WorkspaceError> {
        let doubts = if report.already_imported { Vec::new() } else { applied.doubts_of(report.import_id) };
        let report = report.with_doubts(doubts);
        Ok(match self.ledger.import(report.import_id)? {
            Some(import) => report.with_counts(&import),
            None => report,
        })
    }

    /// The first import fixes the settings, so that a later default cannot move old figures.
    fn keep_settings(&self, at: Timestamp) -> Result<(), WorkspaceError> {
        if self.ledger.settings()?.is_none() {
            self.ledger.save_settings(&self.settings(), at)?;
        }
        Ok(())
    }
}
