//! What the ledger has and the store lacks becomes canonical rows, in groups of one transaction each.

use crate::map::{BatchOutcome, CanonicalRows, CompiledMapping, Occurrences, UnknownWords, map_batch};
use crate::mapping::Mapping;
use crate::{IngestError, Phase, Progress};
use arrow::array::RecordBatch;
use ledger::{Batch, Import, Ledger, LedgerError};
use model::canonical::Entity;
use model::settings::WorkspaceSettings;
use sources::files::{Doubt, FileFormat};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use store::{AppliedBatch, Merge, Merged, Store, StoreError};

/// Source rows that go into one transaction at most; it bounds the memory.
const GROUP_ROWS: u64 = 500_000;

/// What applying changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// Canonical entities whose current rows are different now.
    pub entities_changed: BTreeSet<String>,
    /// Version of the data after it.
    pub data_version: u64,
    /// Batches that were applied.
    pub batches: u64,
    /// Source rows in them.
    pub rows: u64,
    /// By import, the words in its rows that mean nothing.
    unknown: BTreeMap<i64, UnknownWords>,
}

impl Applied {
    /// What a person should look at in the rows of an import that were applied.
    pub fn doubts_of(&self, import_id: i64) -> Vec<Doubt> {
        self.unknown.get(&import_id).map(UnknownWords::doubts).unwrap_or_default()
    }
}

/// Maps and merges every acknowledged batch that the store does not hold yet; applied to an empty store
/// it is a rebuild. Each group of batches is one transaction, so a crash leaves whole groups.
///
/// # Errors
/// When a batch file is damaged, a mapping no longer fits its batches, or the store fails. Groups
/// before the fault stay applied.
pub fn apply_pending(
    ledger: &Ledger,
    store: &dyn Store,
    settings: &WorkspaceSettings,
    progress: &mut dyn FnMut(Progress),
) -> Result<Applied, IngestError> {
    let known: HashSet<i64> = store::applied_batches(store)?.into_iter().map(|batch| batch.batch_sequence).collect();
    let pending: Vec<Batch> =
        ledger.batches_after(0)?.into_iter().filter(|batch| !known.contains(&batch.sequence)).collect();
    let total = pending.iter().map(|batch| batch.rows).sum();
    let mut applied = Applied::default();
    let mut state: Option<ImportState> = None;
    for group in groups(&pending) {
        let Some(first) = group.first() else { continue };
        let mut current = match state.take() {
            Some(state) if state.import.id == first.import_id => state,
            _ => ImportState::new(ledger, settings, first)?,
        };
        let unknown = applied.unknown.entry(first.import_id).or_default();
        let changed = current.apply(ledger, store, group, unknown)?;
        applied.entities_changed.extend(changed.into_iter().map(str::to_owned));
        applied.batches += group.len() as u64;
        applied.rows += group.iter().map(|batch| batch.rows).sum::<u64>();
        progress(Progress { phase: Phase::Applying, rows: applied.rows, done: applied.rows, total });
        state = Some(current);
    }
    applied.data_version = store::data_version(store)?.unsigned_abs();
    Ok(applied)
}

/// Runs of batches of one import, each small enough for one transaction.
fn groups(pending: &[Batch]) -> Vec<&[Batch]> {
    let mut groups = Vec::new();
    let mut start = 0;
    let mut rows = 0;
    for (index, batch) in pending.iter().enumerate() {
        let same_import = pending.get(start).is_some_and(|first| first.import_id == batch.import_id);
        if index > start && (!same_import || rows + batch.rows > GROUP_ROWS) {
            groups.extend(pending.get(start..index));
            start = index;
            rows = 0;
        }
        rows += batch.rows;
    }
    if start < pending.len() {
        groups.extend(pending.get(start..));
    }
    groups
}

/// What is needed to map the batches of one import, one after the other.
struct ImportState {
    import: Import,
    mapping_version: i64,
    mapping: CompiledMapping,
    occurrences: Occurrences,
}

impl ImportState {
    fn new(ledger: &Ledger, settings: &WorkspaceSettings, first: &Batch) -> Result<Self, IngestError> {
        let missing = |what: &str| IngestError::Inconsistent(format!("batch {} has no {what}", first.id));
        let import = ledger.import(first.import_id)?.ok_or_else(|| missing("import"))?;
        let stored = ledger.latest_mapping(&import.source_id, &import.object)?.ok_or_else(|| missing("mapping"))?;
        let name = format!("{} {} version {}", stored.source_id, stored.object, stored.version);
        let mapping = Mapping::parse(&name, &stored.text)?;
        let format: FileFormat =
            serde_json::from_str(&import.format).map_err(|error| IngestError::Inconsistent(error.to_string()))?;
        let mapping = CompiledMapping::new(&mapping, &format, settings)?;
        let mut state = Self { import, mapping_version: stored.version, mapping, occurrences: Occurrences::new() };
        state.count_earlier(ledger, first)?;
        Ok(state)
    }

    /// Rows without id are numbered within the import, so the batches applied before this one are counted again.
    fn count_earlier(&mut self, ledger: &Ledger, first: &Batch) -> Result<(), IngestError> {
        if self.mapping.entities.iter().all(|entity| entity.id.is_some()) {
            return Ok(());
        }
        for batch in ledger.batches_of(self.import.id)?.iter().take_while(|batch| batch.sequence < first.sequence) {
            let rows = ledger.read_batch(batch)?;
            map_batch(&self.mapping, &rows, batch.sequence, &mut self.occurrences, None)?;
        }
        Ok(())
    }

    fn apply(
        &mut self,
        ledger: &Ledger,
        store: &dyn Store,
        group: &[Batch],
        unknown: &mut UnknownWords,
    ) -> Result<Vec<&'static str>, IngestError> {
        let mut collected = BTreeMap::new();
        let mut outcomes = Vec::with_capacity(group.len());
        for batch in group {
            let rows = ledger.read_batch(batch)?;
            outcomes.push(map_batch(
                &self.mapping,
                &rows,
                batch.sequence,
                &mut self.occurrences,
                Some(&mut collected),
            )?);
        }
        outcomes.iter().for_each(|outcome| unknown.add(&outcome.unknown));
        // The reasons stand in the ledger before the rows are visible; repeating this changes nothing.
        for (batch, outcome) in group.iter().zip(&outcomes) {
            ledger.replace_batch_rejects(batch.import_id, batch.sequence, &outcome.rejects)?;
        }
        let rows: Vec<(&'static Entity, RecordBatch)> =
            collected.into_values().map(CanonicalRows::finish).collect::<Result<_, _>>()?;
        let mut record = |merged: &Merges| record(ledger, group, &outcomes, unchanged(&rows, merged));
        let merged = write(store, &rows, group, self.mapping_version, &mut record)?;
        Ok(merged.into_iter().filter(|(_, merged)| merged.changed()).map(|(name, _)| name).collect())
    }
}

/// What became of every canonical entity of a group.
type Merges = BTreeMap<&'static str, Merged>;

fn record(ledger: &Ledger, group: &[Batch], outcomes: &[BatchOutcome], mut unchanged: u64) -> Result<(), LedgerError> {
    for (batch, outcome) in group.iter().zip(outcomes) {
        let share = unchanged.min(outcome.accepted);
        unchanged -= share;
        ledger.record_applied(batch.sequence, outcome.accepted, outcome.rejected, share)?;
    }
    Ok(())
}

/// One transaction: the rows, what they fill, and the note that these batches are in.
///
/// `record` writes the counts into the ledger just before the commit: a crash between the two applies the
/// batches again with the same counts, a crash the other way round would leave them without counts for good.
fn write(
    store: &dyn Store,
    rows: &[(&'static Entity, RecordBatch)],
    group: &[Batch],
    mapping_version: i64,
    record: &mut dyn FnMut(&Merges) -> Result<(), LedgerError>,
) -> Result<Merges, IngestError> {
    let mut merged = BTreeMap::new();
    let mut unrecorded = None;
    let written = store.transaction(&mut |transaction| {
        let mut merge = Merge::new();
        for (entity, rows) in rows {
            merge.stage(transaction, entity, rows)?;
        }
        merged = merge.finish(transaction, store.dialect())?;
        let changed: Vec<&Entity> = rows
            .iter()
            .map(|(entity, _)| *entity)
            .filter(|entity| merged.get(entity.name).is_some_and(Merged::changed))
            .collect();
        store::refresh_coverage(transaction, store.dialect(), &changed)?;
        for batch in group {
            store::record_applied_batch(
                transaction,
                &AppliedBatch {
                    batch_sequence: batch.sequence,
                    batch_id: batch.id.clone(),
                    mapping_version,
                    rows: i64::try_from(batch.rows).unwrap_or(i64::MAX),
                },
            )?;
        }
        if !changed.is_empty() {
            store::bump_data_version(transaction)?;
        }
        record(&merged).map_err(|error| {
            let message = error.to_string();
            unrecorded = Some(error);
            StoreError::Statement { message }
        })
    });
    // The ledger's own words rather than the transaction's that they stopped.
    unrecorded.map_or(Ok(()), |error| Err(IngestError::Ledger(error)))?;
    written?;
    Ok(merged)
}

/// Rows that were there before with the same content, told by the entity with the most rows: of an
/// invoice over many lines, the lines.
fn unchanged(rows: &[(&'static Entity, RecordBatch)], merged: &Merges) -> u64 {
    let finest = rows.iter().max_by_key(|(_, rows)| rows.num_rows());
    finest.map_or(0, |(entity, rows)| {
        let merged = merged.get(entity.name).copied().unwrap_or_default();
        let changed = merged.written.saturating_add(merged.past).unsigned_abs();
        (rows.num_rows() as u64).saturating_sub(changed)
    })
}
