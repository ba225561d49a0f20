//! The package: parts in a zip file without a clock.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::Error;

/// Zips the parts in their order, all dated 1980-01-01: the same parts give the same bytes.
pub(super) fn zipped(parts: &[(&str, String)]) -> Result<Vec<u8>, Error> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        writer.start_file(*name, options).map_err(failed)?;
        writer.write_all(part.as_bytes()).map_err(failed)?;
    }
    Ok(writer.finish().map_err(failed)?.into_inner())
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Report(format!("report.docx: {error}"))
}
