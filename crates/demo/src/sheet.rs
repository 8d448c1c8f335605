//! One export file: rows are written as they come, so a file's size is no burden on memory.

use crate::DemoError;
use flate2::{Compression, write::GzEncoder};
use std::fmt::{Display, Write as _};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// How a system writes its exports.
#[derive(Clone, Copy, Default)]
pub(crate) struct Format {
    pub(crate) delimiter: u8,
    pub(crate) gzip: bool,
    pub(crate) latin1: bool,
    pub(crate) byte_order_mark: bool,
}

impl Format {
    pub(crate) const COMMA: Format = Format { delimiter: b',', gzip: false, latin1: false, byte_order_mark: false };
    pub(crate) const GZIP: Format = Format { gzip: true, ..Format::COMMA };
    pub(crate) const SEMICOLON_LATIN1: Format = Format { delimiter: b';', latin1: true, ..Format::COMMA };
    pub(crate) const SEMICOLON_BOM: Format = Format { delimiter: b';', byte_order_mark: true, ..Format::COMMA };
}

/// An open export file.
pub(crate) struct Sheet {
    name: String,
    writer: csv::Writer<Output>,
    latin1: bool,
    text: String,
}

enum Output {
    Plain(BufWriter<File>),
    Gzip(Box<GzEncoder<BufWriter<File>>>),
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Plain(file) => file.write(bytes),
            Output::Gzip(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Plain(file) => file.flush(),
            Output::Gzip(file) => file.flush(),
        }
    }
}

impl Sheet {
    pub(crate) fn create(directory: &Path, name: &str, format: Format, header: &[&str]) -> Result<Self, DemoError> {
        let failed = |error: io::Error| DemoError::new(name, error);
        let mut file = BufWriter::with_capacity(1 << 16, File::create(directory.join(name)).map_err(failed)?);
        if format.byte_order_mark {
            file.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        }
        let output = match format.gzip {
            true => Output::Gzip(Box::new(GzEncoder::new(file, Compression::new(4)))),
            false => Output::Plain(file),
        };
        let writer = csv::WriterBuilder::new().delimiter(format.delimiter).from_writer(output);
        let mut sheet = Self { name: name.to_owned(), writer, latin1: format.latin1, text: String::new() };
        let fields: Vec<&dyn Display> = header.iter().map(|field| field as &dyn Display).collect();
        sheet.row(&fields)?;
        Ok(sheet)
    }

    pub(crate) fn row(&mut self, fields: &[&dyn Display]) -> Result<(), DemoError> {
        for field in fields {
            self.text.clear();
            write!(self.text, "{field}").map_err(|error| DemoError::new(&self.name, io::Error::other(error)))?;
            let written = match self.latin1 {
                true => self.writer.write_field(to_latin1(&self.text)),
                false => self.writer.write_field(&self.text),
            };
            written.map_err(|error| DemoError::new(&self.name, error.into()))?;
        }
        let end = self.writer.write_record(None::<&[u8]>);
        end.map_err(|error| DemoError::new(&self.name, error.into()))
    }

    pub(crate) fn finish(self) -> Result<(), DemoError> {
        let failed = |error: io::Error| DemoError::new(&self.name, error);
        let output = self.writer.into_inner().map_err(|error| failed(error.into_error()))?;
        match output {
            Output::Plain(mut file) => file.flush().map_err(failed),
            Output::Gzip(file) => file.finish().and_then(|mut file| file.flush()).map_err(failed),
        }
    }
}

fn to_latin1(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
}
