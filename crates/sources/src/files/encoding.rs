//! Which encoding a file has, and reading it as UTF-8.

use super::{FileError, Sample};
use chardetng::EncodingDetector;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{self, Read};

/// The encoding of a sample and whether it had to be guessed from letter statistics.
pub(crate) fn detect_encoding(sample: &Sample) -> (&'static Encoding, bool) {
    let bytes = &sample.bytes;
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, false);
    }
    if let Some(encoding) = wide_encoding(bytes) {
        return (encoding, false);
    }
    if is_utf8(bytes, sample.complete) {
        return (UTF_8, false);
    }
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, sample.complete);
    (detector.guess(None, chardetng::Utf8Detection::Deny), true)
}

/// Whether characters are written with two bytes.
pub(crate) fn is_wide(sample: &Sample) -> bool {
    let (encoding, _) = detect_encoding(sample);
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The encoding of that name.
pub(crate) fn named_encoding(name: &str) -> Result<&'static Encoding, FileError> {
    Encoding::for_label(name.trim().as_bytes()).ok_or_else(|| FileError::UnknownEncoding(name.to_owned()))
}

/// Valid UTF-8, where a cut-off sample may end inside a character.
fn is_utf8(bytes: &[u8], complete: bool) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => !complete && error.error_len().is_none(),
    }
}

/// UTF-16 without a byte order mark: text has its zero bytes nearly all on one side.
fn wide_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    match (first * 10 > pairs * 4, second * 10 > pairs * 4) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Decodes a stream to UTF-8; undecodable bytes become U+FFFD and are remembered.
pub(crate) struct Utf8Reader<R> {
    source: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_range: std::ops::Range<usize>,
    source_ended: bool,
    finished: bool,
    had_errors: bool,
}

impl<R: Read> Utf8Reader<R> {
    pub(crate) fn new(source: R, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 16],
            raw_range: 0..0,
            source_ended: false,
            finished: false,
            had_errors: false,
        }
    }

    /// Whether any bytes so far could not be decoded.
    pub(crate) fn had_errors(&self) -> bool {
        self.had_errors
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    /// Needs room for at least one character (4 bytes); the record reader always has more.
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.finished {
                return Ok(0);
            }
            if self.raw_range.is_empty() && !self.source_ended {
                let read = self.source.read(&mut self.raw)?;
                self.raw_range = 0..read;
                self.source_ended = read == 0;
            }
            let raw = self.raw.get(self.raw_range.clone()).unwrap_or_default();
            let (result, read, written, errors) = self.decoder.decode_to_utf8(raw, target, self.source_ended);
            self.had_errors |= errors;
            self.raw_range.start += read;
            self.finished = self.source_ended && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
            if result == CoderResult::OutputFull {
                return Err(io::Error::new(io::ErrorKind::InvalidInput, "no room for one character"));
            }
        }
    }
}
