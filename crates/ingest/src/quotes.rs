//! Rows with a quotation mark that is opened and never closed: they come in as they stand, and are told.

use sources::files::{Doubt, Row};

/// How many there are, and where the first is.
#[derive(Debug, Default)]
pub(crate) struct UnclosedQuotes {
    rows: u64,
    first_line: u64,
}

impl UnclosedQuotes {
    /// Looks at a row.
    pub(crate) fn see(&mut self, row: &Row<'_>) {
        if row.has_unclosed_quote() {
            if self.rows == 0 {
                self.first_line = row.line;
            }
            self.rows += 1;
        }
    }

    /// What a person should look at.
    pub(crate) fn doubt(&self) -> Option<Doubt> {
        let arguments = [("line", self.first_line.to_string()), ("count", self.rows.to_string())];
        let [line, count] = arguments.each_ref().map(|(name, value)| (*name, value.as_str()));
        (self.rows > 0).then(|| Doubt::new("unclosed_quote", None, &[line, count]))
    }
}
