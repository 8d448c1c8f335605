//! A file's rows become acknowledged batches, source-shaped: every cell as it was written.

use crate::map::CompiledMapping;
use crate::mapping::Mapping;
use crate::pieces::Pieces;
use crate::quotes::UnclosedQuotes;
use crate::{IngestError, Phase, Progress};
use jiff::Timestamp;
use ledger::{FinishedImport, Import, ImportStatus, KEPT_REJECTS_PER_IMPORT, Ledger, NewImport, Reject};
use model::settings::WorkspaceSettings;
use serde::Serialize;
use sources::files::{self, BadRow, Doubt, FileError, FileFormat, RowProblem};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// What came of bringing a file in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The import; the earlier one when this very file was here before.
    pub import_id: i64,
    /// Name of the file.
    pub file_name: String,
    /// This very file was brought in before; nothing was done.
    pub already_imported: bool,
    /// Rows of the file, good and bad.
    pub rows: u64,
    /// Rows mapped without fault; known after they are applied.
    pub accepted: u64,
    /// Rows left out with a reason.
    pub rejected: u64,
    /// Rows that were already there with the same content.
    pub unchanged: u64,
    /// What could have been read in another way.
    pub doubts: Vec<Doubt>,
}

impl ImportReport {
    /// The report with the counts that the ledger has by now.
    #[must_use]
    pub fn with_counts(self, import: &Import) -> Self {
        Self {
            rows: import.rows_read,
            accepted: import.accepted,
            rejected: import.rejected,
            unchanged: import.unchanged,
            ..self
        }
    }

    /// The report with what else a person should look at.
    #[must_use]
    pub fn with_doubts(mut self, doubts: Vec<Doubt>) -> Self {
        self.doubts.extend(doubts);
        self
    }
}

/// Brings a file in; when it returns, every row is acknowledged or listed as unreadable.
/// `file_name` is what people call the file.
///
/// # Errors
/// When the file cannot be read, does not fit the mapping, or the ledger fails. Batches acknowledged
/// before stay, and the import is marked as failed.
pub fn land(
    path: &Path,
    file_name: &str,
    mapping: &Mapping,
    ledger: &Ledger,
    received_at: Timestamp,
    progress: &mut dyn FnMut(Progress),
) -> Result<ImportReport, IngestError> {
    let detection = files::detect(&files::sample(path)?, &mapping.format)?;
    // Faults of the mapping show before anything is written.
    CompiledMapping::new(mapping, &detection.format, &WorkspaceSettings::default())?;
    let (file_size, content_hash) = hash_file(path)?;
    let mapping_version = ledger.save_mapping(&mapping.source, &mapping.object, &mapping.text, received_at)?;
    // A new mapping of an old file is kept; the next rebuild applies it to everything that came in.
    if let Some(earlier) = ledger.finished_import_of(&mapping.source, &mapping.object, &content_hash)? {
        return Ok(already_imported(&earlier, file_name));
    }
    let format =
        serde_json::to_string(&detection.format).map_err(|error| IngestError::Inconsistent(error.to_string()))?;
    let import_id = ledger.begin_import(&NewImport {
        source_id: &mapping.source,
        object: &mapping.object,
        mapping_version,
        file_name,
        file_size,
        content_hash: &content_hash,
        format: &format,
        started_at: received_at,
    })?;
    let mut landing = Landing::new(ledger, import_id, received_at, &detection.format);
    let landed = landing.read(path, &detection.format, file_size, progress);
    let status = if landed.is_ok() { ImportStatus::Finished } else { ImportStatus::Failed };
    ledger.finish_import(import_id, FinishedImport { status, finished_at: received_at, rows_read: landing.rows })?;
    landed?;
    Ok(ImportReport {
        import_id,
        file_name: file_name.to_owned(),
        already_imported: false,
        rows: landing.rows,
        accepted: 0,
        rejected: landing.unread,
        unchanged: 0,
        doubts: detection.doubts.into_iter().chain(landing.quotes.doubt()).collect(),
    })
}

fn already_imported(earlier: &Import, file_name: &str) -> ImportReport {
    ImportReport {
        import_id: earlier.id,
        file_name: file_name.to_owned(),
        already_imported: true,
        rows: earlier.rows_read,
        accepted: earlier.accepted,
        rejected: earlier.rejected,
        unchanged: earlier.accepted,
        doubts: Vec::new(),
    }
}

fn hash_file(path: &Path) -> Result<(u64, String), IngestError> {
    let failed = |source: io::Error| FileError::Io { path: path.to_owned(), source };
    let mut hasher = blake3::Hasher::new();
    let size = io::copy(&mut File::open(path).map_err(failed)?, &mut HashWriter(&mut hasher)).map_err(failed)?;
    Ok((size, hasher.finalize().to_hex().to_string()))
}

struct HashWriter<'a>(&'a mut blake3::Hasher);

impl Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Landing<'a> {
    ledger: &'a Ledger,
    import_id: i64,
    received_at: Timestamp,
    pieces: Pieces,
    ordinal: u32,
    rows: u64,
    unread: u64,
    rejects: Vec<Reject>,
    quotes: UnclosedQuotes,
}

impl<'a> Landing<'a> {
    fn new(ledger: &'a Ledger, import_id: i64, received_at: Timestamp, format: &FileFormat) -> Self {
        Self {
            ledger,
            import_id,
            received_at,
            pieces: Pieces::new(format),
            ordinal: 0,
            rows: 0,
            unread: 0,
            rejects: Vec::new(),
            quotes: UnclosedQuotes::default(),
        }
    }

    fn read(
        &mut self,
        path: &Path,
        format: &FileFormat,
        file_size: u64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), IngestError> {
        let mut rows = files::open(path, format)?;
        loop {
            match rows.next()? {
                None => break,
                Some(Ok(row)) => {
                    self.quotes.see(&row);
                    self.pieces.take(&row);
                }
                Some(Err(bad)) => self.refuse(bad),
            }
            self.rows += 1;
            if self.pieces.is_full() {
                self.acknowledge()?;
                let done = rows.bytes_read().min(file_size);
                progress(Progress { phase: Phase::Landing, rows: self.rows, done, total: file_size });
            }
        }
        self.acknowledge()?;
        if self.unread > 0 {
            self.ledger.add_unread_rows(self.import_id, self.unread, &self.rejects)?;
        }
        progress(Progress { phase: Phase::Landing, rows: self.rows, done: file_size, total: file_size });
        Ok(())
    }

    fn refuse(&mut self, bad: BadRow) {
        self.unread += 1;
        if self.rejects.len() < KEPT_REJECTS_PER_IMPORT as usize {
            self.rejects.push(reject(bad));
        }
    }

    fn acknowledge(&mut self) -> Result<(), IngestError> {
        if let Some(rows) = self.pieces.finish()? {
            self.ordinal += 1;
            self.ledger.land(self.import_id, self.ordinal, &rows, self.received_at)?;
        }
        Ok(())
    }
}

/// A row that cannot be read, as it is listed.
pub(crate) fn reject(bad: BadRow) -> Reject {
    let (code, arguments) = match bad.problem {
        RowProblem::CellCount { found, expected } => {
            let code = if found < expected { "too_few_cells" } else { "too_many_cells" };
            (code, [("found".to_owned(), found.to_string()), ("expected".to_owned(), expected.to_string())].into())
        }
        RowProblem::Undecodable => ("undecodable_text", Default::default()),
        RowProblem::TooLong => ("line_too_long", Default::default()),
    };
    Reject { line: bad.line, column: None, value: Some(bad.text), code: code.to_owned(), arguments }
}
