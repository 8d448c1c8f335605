//! Takes an upload apart: the file goes to disk as it comes, never into memory.

use crate::errors::{ApiError, ErrorCode};
use crate::state::ServerOptions;
use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt;

/// A mapping is a page of YAML; more is not one.
const MAPPING_LIMIT: usize = 1 << 20;

/// What was uploaded.
pub(super) struct Upload {
    /// The file, removed when dropped.
    pub(super) file: NamedTempFile,
    /// The name the sender gave, for showing only.
    pub(super) name: String,
    /// The mapping, YAML.
    pub(super) mapping: Option<String>,
}

impl Upload {
    /// Reads the parts `file` and `mapping` of a form.
    ///
    /// # Errors
    /// When a part cannot be read, is too large, or the file is missing.
    pub(super) async fn receive(mut form: Multipart, options: &ServerOptions) -> Result<Self, ApiError> {
        let (mut file, mut mapping) = (None, None);
        while let Some(part) = form.next_field().await.map_err(|cause| refusal(&cause))? {
            match part.name() {
                Some("file") => {
                    let name = part.file_name().unwrap_or("upload").to_owned();
                    file = Some((store(part, options).await?, name));
                }
                Some("mapping") => mapping = Some(read_text(part).await?),
                _ => {}
            }
        }
        let (file, name) = file.ok_or_else(|| ApiError::new(ErrorCode::FileMissing))?;
        Ok(Self { file, name, mapping })
    }
}

async fn store(mut part: Field<'_>, options: &ServerOptions) -> Result<NamedTempFile, ApiError> {
    let failed = |cause: std::io::Error| ApiError::internal(&cause);
    let file = NamedTempFile::new_in(&options.upload_directory).map_err(failed)?;
    let mut writer = tokio::fs::File::from_std(file.reopen().map_err(failed)?);
    let mut room = options.upload_limit;
    while let Some(chunk) = part.chunk().await.map_err(|cause| refusal(&cause))? {
        room = room.checked_sub(chunk.len() as u64).ok_or_else(|| ApiError::new(ErrorCode::TooLarge))?;
        writer.write_all(&chunk).await.map_err(failed)?;
    }
    writer.flush().await.map_err(failed)?;
    Ok(file)
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
