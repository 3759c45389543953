//! What is unpacked from archives, within limits, with errors that say what is wrong.

use std::{
    error::Error,
    fmt,
    io::{self, Read},
};

use crate::diag::{Diagnostic, Diagnostics};

/// A reader that gives no more than so many bytes.
pub(super) struct Limited<R> {
    inner: R,
    left: u64,
    told: fn(&io::Error) -> Diagnostic,
}

impl<R: Read> Limited<R> {
    /// Errors of `inner` are told by `told`.
    pub(super) const fn new(inner: R, most: u64, told: fn(&io::Error) -> Diagnostic) -> Self {
        Self { inner, left: most, told }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(|error| refused((self.told)(&error)))?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| refused(too_large()))?;
        Ok(read)
    }
}

/// A diagnostic on its way through a reader.
#[derive(Debug)]
struct Refused(Diagnostic);

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.message)
    }
}

impl Error for Refused {}

fn refused(diagnostic: Diagnostic) -> io::Error {
    io::Error::other(Refused(diagnostic))
}

/// What is told of an error of a reader.
pub(super) fn told(error: &io::Error) -> Diagnostics {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Refused>()) {
        Some(Refused(diagnostic)) => diagnostic.clone().into(),
        None => Diagnostic::error(format!("cannot read: {error}")).into(),
    }
}

/// The refusal of an archive that unpacks to more than it should.
pub(super) fn too_large() -> Diagnostic {
    Diagnostic::error("the archive unpacks to far more than a table of BLS holds")
        .hint("if you trust it, unpack it and give the table alone")
}
