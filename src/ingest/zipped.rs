//! The zip container: the one table of an archive.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::diag::{Diagnostic, Diagnostics};

/// The largest table that is unpacked, bytes; the largest of BLS's own has 332 million.
const MOST_BYTES: u64 = 1 << 30;

/// The bytes of the only CSV table in a zip.
///
/// # Errors
/// When the archive is damaged, holds no CSV file or several, or unpacks to more than a gibibyte.
pub fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Diagnostics> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let names: Result<Vec<_>, _> = archive.file_names().map(|name| name.map(String::from)).collect();
    let mut tables = names.map_err(|error| damaged(&error))?;
    tables.retain(|name| name.to_ascii_lowercase().ends_with(".csv"));
    let [name] = tables.as_slice() else {
        return Err(Diagnostic::error(format!("the zip holds {} CSV tables, not one", tables.len()))
            .hint("zip the table alone")
            .into());
    };
    let member = archive.by_name(name).map_err(|error| damaged(&error))?;
    let mut table = Vec::new();
    member.take(MOST_BYTES + 1).read_to_end(&mut table).map_err(|error| damaged(&error))?;
    if table.len() as u64 > MOST_BYTES {
        return Err(
            Diagnostic::error(format!("`{name}` unpacks to more than {MOST_BYTES} bytes")).into()
        );
    }
    Ok(table)
}

fn damaged(error: &dyn std::fmt::Display) -> Diagnostics {
    Diagnostic::error(format!("the zip cannot be read: {error}"))
        .hint("the download may be cut short; get the file again")
        .into()
}
