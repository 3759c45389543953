//! A file that grows as its bytes arrive.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use super::{failure, make_parent};
use crate::diag::Diagnostics;

/// A file to which bytes are added.
#[derive(Debug)]
pub struct Growing {
    file: fs::File,
    path: PathBuf,
    bytes: u64,
}

/// Opens a file to add to it; it is made where there is none. Its folder is made too.
///
/// # Errors
/// When the disk refuses.
pub fn grow(path: &Path) -> Result<Growing, Diagnostics> {
    make_parent(path)?;
    let failed = |error: &_| failure("cannot write", path, error);
    let file = fs::File::options().append(true).create(true).open(path).map_err(|e| failed(&e))?;
    let bytes = file.metadata().map_err(|error| failed(&error))?.len();
    Ok(Growing { file, path: path.to_path_buf(), bytes })
}

impl Growing {
    /// How many bytes it has.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Diagnostics> {
        self.file.write_all(bytes).map_err(|error| failure("cannot write", &self.path, &error))?;
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Takes all bytes out again.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn empty(&mut self) -> Result<(), Diagnostics> {
        if self.bytes == 0 {
            return Ok(());
        }
        self.file.set_len(0).map_err(|error| failure("cannot write", &self.path, &error))?;
        self.bytes = 0;
        Ok(())
    }
    /// Flushes everything to the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn flush(&self) -> Result<(), Diagnostics> {
        self.file.sync_all().map_err(|error| failure("cannot write", &self.path, &error))
    }
}
