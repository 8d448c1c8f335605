//! A batch as a Parquet file: the line number, then the source's columns as text.

use crate::LedgerError;
use arrow::compute::concat_batches;
use arrow::record_batch::RecordBatch;
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::path::Path;

/// The first column of every batch: the line of the original file on which the row begins.
pub const LINE_COLUMN: &str = "@line";

pub(crate) fn encode(rows: &RecordBatch) -> Result<Vec<u8>, LedgerError> {
    let failed = |error: parquet::errors::ParquetError| LedgerError::Encode(error.to_string());
    let properties =
        WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::try_new(1).map_err(failed)?)).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, rows.schema(), Some(properties)).map_err(failed)?;
    writer.write(rows).map_err(failed)?;
    writer.close().map_err(failed)?;
    Ok(bytes)
}

pub(crate) fn decode(path: &Path, bytes: Vec<u8>) -> Result<RecordBatch, LedgerError> {
    let damaged = |reason: String| LedgerError::DamagedBatch { path: path.to_owned(), reason };
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)).map_err(|error| damaged(error.to_string()))?;
    let schema = builder.schema().clone();
    let reader = builder.build().map_err(|error| damaged(error.to_string()))?;
    let parts: Vec<RecordBatch> = reader.collect::<Result<_, _>>().map_err(|error| damaged(error.to_string()))?;
    concat_batches(&schema, &parts).map_err(|error| damaged(error.to_string()))
}
