//! Records of a stream, with the line each begins on.

use super::Delimiter;
use super::splitter::Splitter;
use std::io::{self, Read};

/// A line longer than this is reported and left out; it bounds the memory a file can ask for.
const LONGEST_LINE: usize = 16 << 20;
/// A quote that is still open after so much text was no opening quote.
const LONGEST_QUOTED: usize = 1 << 20;
const CHUNK: usize = 1 << 16;

/// One record; reuse it between reads.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Line of the original file on which it begins, first is 1.
    pub(crate) line: u64,
    /// The line was too long and its fields are not there.
    pub(crate) too_long: bool,
    /// A quote was opened in it and never closed; it counts as an ordinary character.
    pub(crate) unclosed_quote: bool,
    text: String,
    ends: Vec<usize>,
}

impl Record {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index).unwrap_or_default())
    }

    /// Whether all its text is blank.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

/// Cuts a UTF-8 stream into records. Blank lines are skipped and counted.
pub(crate) struct RecordReader<R> {
    source: R,
    delimiter: Delimiter,
    splitter: Splitter,
    buffer: Vec<u8>,
    /// First byte not yet handed out.
    start: usize,
    /// Line number of that byte.
    line: u64,
    ended: bool,
    /// `\n`, or `\r` in files of very old systems; known after the first chunk.
    line_break: Option<u8>,
}

impl<R: Read> RecordReader<R> {
    pub(crate) fn new(source: R, delimiter: Delimiter) -> Self {
        Self {
            source,
            delimiter,
            splitter: Splitter::new(),
            buffer: Vec::new(),
            start: 0,
            line: 1,
            ended: false,
            line_break: None,
        }
    }

    pub(crate) fn source(&self) -> &R {
        &self.source
    }

    /// Reads the next record that is not blank; false at the end.
    pub(crate) fn read(&mut self, record: &mut Record) -> io::Result<bool> {
        loop {
            self.forget_consumed();
            let Some(end) = self.line_end(self.start)? else {
                return Ok(false);
            };
            if end - self.start > LONGEST_LINE {
                self.skip_long_line(record)?;
                return Ok(true);
            }
            if self.bytes(self.start, end).iter().all(u8::is_ascii_whitespace) {
                self.consume(end);
                continue;
            }
            record.line = self.line;
            record.too_long = false;
            record.unclosed_quote = !self.split_record(end)?;
            self.hand_out(record);
            return Ok(true);
        }
    }

    /// Splits the record that begins at `start` and whose first line ends at `first_end`; false when a quote in it
    /// never closes.
    fn split_record(&mut self, first_end: usize) -> io::Result<bool> {
        self.splitter.restart();
        let (mut end, mut closed) = (first_end, true);
        loop {
            let content = strip_carriage_return(self.buffer.get(self.start..end).unwrap_or_default());
            if self.splitter.split(content, &self.delimiter, true) {
                break;
            }
            let open_for = end - self.start;
            match self.line_end(end + 1)? {
                Some(next) if open_for <= LONGEST_QUOTED && next - self.start <= LONGEST_LINE => end = next,
                _ => {
                    // The quote never closes: it is an ordinary character, and the next lines are records.
                    self.splitter.restart();
                    let content = strip_carriage_return(self.buffer.get(self.start..first_end).unwrap_or_default());
                    self.splitter.split(content, &self.delimiter, false);
                    (end, closed) = (first_end, false);
                    break;
                }
            }
        }
        self.consume(end);
        Ok(closed)
    }

    fn hand_out(&mut self, record: &mut Record) {
        let mut bytes = std::mem::take(&mut record.text).into_bytes();
        std::mem::swap(&mut bytes, &mut self.splitter.text);
        std::mem::swap(&mut record.ends, &mut self.splitter.ends);
        record.text =
            String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    }

    /// Moves past the line break at `end`, counting the lines passed.
    fn consume(&mut self, end: usize) {
        let line_break = self.line_break.unwrap_or(b'\n');
        let upto = (end + 1).min(self.buffer.len());
        let breaks = self.bytes(self.start, upto).iter().filter(|byte| **byte == line_break).count();
        self.line += breaks as u64;
        self.start = upto;
    }

    fn skip_long_line(&mut self, record: &mut Record) -> io::Result<()> {
        record.line = self.line;
        record.too_long = true;
        record.unclosed_quote = false;
        record.text.clear();
        record.ends.clear();
        let line_break = self.line_break.unwrap_or(b'\n');
        loop {
            if let Some(at) = self.bytes(self.start, self.buffer.len()).iter().position(|byte| *byte == line_break) {
                self.consume(self.start + at);
                return Ok(());
            }
            self.buffer.clear();
            self.start = 0;
            if self.ended || !self.fill()? {
                return Ok(());
            }
        }
    }

    /// Position of the line break at or after `from`, or of the end of the text.
    /// `None` when there is nothing left; gives up looking after [`LONGEST_LINE`].
    fn line_end(&mut self, from: usize) -> io::Result<Option<usize>> {
        let mut looked = from;
        loop {
            let line_break = self.line_break()?;
            let rest = self.bytes(looked, self.buffer.len());
            if let Some(at) = rest.iter().position(|byte| *byte == line_break) {
                return Ok(Some(looked + at));
            }
            looked = self.buffer.len().max(looked);
            if looked.saturating_sub(self.start) > LONGEST_LINE {
                return Ok(Some(looked));
            }
            if self.ended || !self.fill()? {
                return Ok((from < self.buffer.len()).then_some(self.buffer.len()));
            }
        }
    }

    fn line_break(&mut self) -> io::Result<u8> {
        if let Some(known) = self.line_break {
            return Ok(known);
        }
        while self.buffer.len() < CHUNK && self.fill()? {}
        let has = |wanted: u8| self.buffer.contains(&wanted);
        let line_break = if !has(b'\n') && has(b'\r') { b'\r' } else { b'\n' };
        self.line_break = Some(line_break);
        Ok(line_break)
    }

    /// Reads one more chunk; false at the end of the source.
    fn fill(&mut self) -> io::Result<bool> {
        let before = self.buffer.len();
        self.buffer.resize(before + CHUNK, 0);
        let read = loop {
            match self.source.read(self.buffer.get_mut(before..).unwrap_or_default()) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => break other,
            }
        };
        let read = read.inspect_err(|_| self.buffer.truncate(before))?;
        self.buffer.truncate(before + read);
        self.ended = read == 0;
        Ok(read > 0)
    }

    fn forget_consumed(&mut self) {
        if self.start > CHUNK {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
    }

    fn bytes(&self, from: usize, to: usize) -> &[u8] {
        self.buffer.get(from..to).unwrap_or_default()
    }
}

fn strip_carriage_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}
