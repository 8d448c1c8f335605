//! The bytes of a file, unpacked when it is gzip.

use super::FileError;
use super::encoding::is_wide;
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of the beginning of a file is looked at.
const SAMPLE_BYTES: u64 = 1 << 20;
/// A file of which one byte in so many is a control character is no text.
const CONTROLS_OF_BINARY_FILES: usize = 50;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// The beginning of a file, unpacked but not yet decoded.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The bytes, at most a mebibyte.
    pub bytes: Vec<u8>,
    /// Whether that is the whole file.
    pub complete: bool,
}

/// Opens a file; gzip is recognised by its first bytes, whatever the name says.
/// `position` follows the bytes of the file (packed ones, if it is packed) that were read.
///
/// # Errors
/// When the file cannot be opened or read.
pub(crate) fn open_bytes(path: &Path, position: Arc<AtomicU64>) -> Result<Box<dyn Read>, FileError> {
    let mut file = File::open(path).map_err(FileError::io(path))?;
    let mut magic = Vec::with_capacity(2);
    Read::by_ref(&mut file).take(2).read_to_end(&mut magic).map_err(FileError::io(path))?;
    file.rewind().map_err(FileError::io(path))?;
    let file = BufReader::with_capacity(1 << 16, Counted { file, position });
    Ok(if magic == GZIP_MAGIC { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}

/// Reads the beginning of a file.
///
/// # Errors
/// When the file cannot be opened or read, holds nothing, or is no text.
pub fn sample(path: &Path) -> Result<Sample, FileError> {
    let mut bytes = Vec::new();
    open_bytes(path, Arc::default())?.take(SAMPLE_BYTES + 1).read_to_end(&mut bytes).map_err(FileError::io(path))?;
    let complete = bytes.len() as u64 <= SAMPLE_BYTES;
    bytes.truncate(SAMPLE_BYTES as usize);
    let sample = Sample { bytes, complete };
    if sample.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(FileError::Empty(path.to_owned()));
    }
    if !is_text(&sample) {
        return Err(FileError::NotText(path.to_owned()));
    }
    Ok(sample)
}

/// No table is written with control characters; the zeros of UTF-16 are none.
fn is_text(sample: &Sample) -> bool {
    let control = |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    let controls = sample.bytes.iter().filter(control).count();
    is_wide(sample) || controls * CONTROLS_OF_BINARY_FILES < sample.bytes.len()
}

struct Counted {
    file: File,
    position: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(target)?;
        self.position.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
