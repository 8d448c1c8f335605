//! Splitting one record into fields, able to go on when a quoted field runs over the end of a line.

use super::Delimiter;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    AfterQuote,
}

/// Splits the bytes of one record; called again with more bytes while a quote is open.
#[derive(Debug)]
pub(crate) struct Splitter {
    position: usize,
    state: State,
    /// The unquoted contents of all fields, one after the other.
    pub(crate) text: Vec<u8>,
    /// Where each field ends in `text`.
    pub(crate) ends: Vec<usize>,
}

impl Splitter {
    pub(crate) fn new() -> Self {
        Self { position: 0, state: State::FieldStart, text: Vec::new(), ends: Vec::new() }
    }

    pub(crate) fn restart(&mut self) {
        self.position = 0;
        self.state = State::FieldStart;
        self.text.clear();
        self.ends.clear();
    }

    /// Takes the record's bytes up to the end of a line (without its line break).
    /// Returns false when the record goes on in the next line; call again with the longer slice.
    pub(crate) fn split(&mut self, bytes: &[u8], delimiter: &Delimiter, quotes: bool) -> bool {
        if self.position == 0 {
            self.position = delimiter.leading(bytes);
        }
        loop {
            let rest = bytes.get(self.position..).unwrap_or_default();
            match self.state {
                State::FieldStart => self.start_field(rest, delimiter, quotes),
                State::Plain | State::AfterQuote => {
                    if self.plain(rest, delimiter) {
                        return true;
                    }
                }
                State::Quoted => {
                    if !self.quoted(rest) {
                        return false;
                    }
                }
            }
        }
    }

    fn start_field(&mut self, rest: &[u8], delimiter: &Delimiter, quotes: bool) {
        let blanks = if delimiter.is_blank() { 0 } else { rest.iter().take_while(|byte| **byte == b' ').count() };
        if quotes && rest.get(blanks) == Some(&b'"') {
            self.position += blanks + 1;
            self.state = State::Quoted;
        } else {
            self.state = State::Plain;
        }
    }

    /// Text up to the next delimiter; true at the end of the record.
    fn plain(&mut self, rest: &[u8], delimiter: &Delimiter) -> bool {
        let (content, consumed) = match delimiter.find(rest) {
            Some((at, length)) => (rest.get(..at).unwrap_or_default(), at + length),
            None => (rest, rest.len()),
        };
        // Blanks between a closing quote and the delimiter are layout; anything else is kept as written.
        if self.state == State::Plain || !content.iter().all(u8::is_ascii_whitespace) {
            self.text.extend_from_slice(content);
        }
        let last = consumed == content.len();
        self.ends.push(self.text.len());
        self.position += consumed;
        self.state = State::FieldStart;
        // A run of blanks at the end of a line is layout too.
        last || (delimiter.is_blank() && consumed == rest.len())
    }

    /// Text up to the closing quote; false when the line ends before it.
    fn quoted(&mut self, rest: &[u8]) -> bool {
        let Some(at) = rest.iter().position(|byte| *byte == b'"') else {
            self.text.extend_from_slice(rest);
            self.position += rest.len();
            return false;
        };
        self.text.extend_from_slice(rest.get(..at).unwrap_or_default());
        if rest.get(at + 1) == Some(&b'"') {
            self.text.push(b'"');
            self.position += at + 2;
        } else {
            self.position += at + 1;
            self.state = State::AfterQuote;
        }
        true
    }
}
