//! Takes an upload apart: the file goes to disk as it comes, never into memory.

use crate::errors::{ApiError, ErrorCode};
use crate::state::ServerOptions;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::io::AsyncWriteExt;

/// A mapping is a page of YAML; more is not one.
const MAPPING_LIMIT: usize = 1 << 20;

/// What was uploaded.
pub(super) struct Upload {
    /// The name the sender gave, for showing only.
    pub(super) name: String,
    path: PathBuf,
    /// Removed with the file inside when dropped.
    _folder: TempDir,
    /// The mapping, YAML.
    pub(super) mapping: Option<String>,
}

impl Upload {
    /// Reads the parts `file` and `mapping` of a form.
    ///
    /// # Errors
    /// When a part cannot be read, is too large, or the file is missing.
    pub(super) async fn receive(mut form: Multipart, options: &ServerOptions) -> Result<Self, ApiError> {
        let folder = TempDir::new_in(&options.upload_directory).map_err(|cause| ApiError::internal(&cause))?;
        let (mut file, mut mapping) = (None, None);
        while let Some(part) = form.next_field().await.map_err(|cause| refusal(&cause))? {
            match part.name() {
                Some("file") => {
                    let name = part.file_name().unwrap_or("upload").to_owned();
                    let path = folder.path().join(harmless(&name));
                    store(part, &path, options.upload_limit).await?;
                    file = Some((name, path));
                }
                Some("mapping") => mapping = Some(read_text(part).await?),
                _ => {}
            }
        }
        let (name, path) = file.ok_or_else(|| ApiError::new(ErrorCode::FileMissing))?;
        Ok(Self { name, path, mapping, _folder: folder })
    }

    /// Where the file lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// A file name says what is inside, so it is kept as far as it cannot lead anywhere else.
fn harmless(name: &str) -> String {
    let kept = |character: char| if character.is_control() || "/\\:".contains(character) { '_' } else { character };
    let name: String = name.trim_start_matches('.').chars().map(kept).take(80).collect();
    if name.is_empty() { "upload".to_owned() } else { name }
}

async fn store(mut part: Field<'_>, path: &Path, limit: u64) -> Result<(), ApiError> {
    let failed = |cause: std::io::Error| ApiError::internal(&cause);
    let mut writer = tokio::fs::File::create(path).await.map_err(failed)?;
    let mut room = limit;
    while let Some(chunk) = part.chunk().await.map_err(|cause| refusal(&cause))? {
        room = room.checked_sub(chunk.len() as u64).ok_or_else(|| ApiError::new(ErrorCode::TooLarge))?;
        writer.write_all(&chunk).await.map_err(failed)?;
    }
    writer.flush().await.map_err(failed)
}

async fn read_text(mut part: Field<'_>) -> Result<String, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|cause| refusal(&cause))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAPPING_LIMIT {
            return Err(ApiError::new(ErrorCode::TooLarge));
        }
    }
    String::from_utf8(bytes).map_err(|_| ApiError::new(ErrorCode::BadBody))
}

fn refusal(cause: &MultipartError) -> ApiError {
    ApiError::new(if cause.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ErrorCode::TooLarge
    } else {
        ErrorCode::BadBody
    })
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_name_cannot_lead_elsewhere() {
        assert_eq!(harmless("orders 2026.csv"), "orders 2026.csv");
        assert_eq!(harmless("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(harmless(".."), "upload");
        assert_eq!(harmless(&"ж".repeat(300)).chars().count(), 80);
    }
}
