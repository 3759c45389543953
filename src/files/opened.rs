//! Files that are read as they stream by, and hashed on the way: memory need not hold them.

use std::{fs, io, path::Path};

use sha2::{Digest, Sha256};

use super::{failure, named, unreadable, write_through};
use crate::diag::{Diagnostic, Diagnostics};

/// So many bytes are read at once where only their digest is wanted.
const BLOCK: usize = 1 << 18;

/// A file that is read from its beginning and hashed on the way, so that memory need not hold it.
pub struct Opened {
    head: Vec<u8>,
    rest: Rest,
}

/// What follows the first bytes of a file.
pub struct Rest {
    file: fs::File,
    digest: Sha256,
    bytes: usize,
}

impl io::Read for Rest {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.digest.update(&buffer[..read]);
        self.bytes += read;
        Ok(read)
    }
}

/// Opens a file and reads so many of its bytes. `is_named` where a person named the path.
///
/// # Errors
/// When it cannot be read; the hint says whether it is missing.
pub fn open(path: &Path, head: usize, is_named: bool) -> Result<Opened, Diagnostics> {
    let failed =
        |error: io::Error| if is_named { named(path, &error) } else { unreadable(path, &error) };
    let file = fs::File::open(path).map_err(failed)?;
    let rest = Rest { file, digest: Sha256::new(), bytes: 0 };
    let mut opened = Opened { head: Vec::new(), rest };
    opened.read(head).map_err(failed)?;
    Ok(opened)
}

impl Opened {
    fn read(&mut self, most: usize) -> io::Result<()> {
        use io::Read;
        (&mut self.rest).take(most as u64).read_to_end(&mut self.head).map(drop)
    }

    /// The bytes that were read.
    #[must_use]
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// The bytes that were read, and what reads the others; `None` where there are none.
    pub fn parts(&mut self) -> (&[u8], Option<&mut Rest>) {
        let whole = self.rest.file.metadata().map_or(u64::MAX, |file| file.len());
        let is_whole = whole == self.head.len() as u64;
        (&self.head, (!is_whole).then_some(&mut self.rest))
    }

    /// Reads everything, so that [`Self::head`] is the whole file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn load(&mut self, path: &Path) -> Result<(), Diagnostics> {
        self.read(usize::MAX).map_err(|error| unreadable(path, &error))
    }

    /// How many bytes the file has.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.rest.file.metadata().map_or(0, |file| file.len())
    }

    /// The sha256 of the whole file, as 64 hexadecimal digits, and its size; it can be read again
    /// from where it stood.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn peek(&mut self, path: &Path) -> Result<(String, usize), Diagnostics> {
        use io::Seek;
        let failed = |error: io::Error| unreadable(path, &error);
        let (digest, bytes) = (self.rest.digest.clone(), self.rest.bytes);
        let mut buffer = vec![0; BLOCK];
        while io::Read::read(&mut self.rest, &mut buffer).map_err(failed)? > 0 {}
        let whole = hexadecimal(&std::mem::replace(&mut self.rest.digest, digest).finalize());
        let size = std::mem::replace(&mut self.rest.bytes, bytes);
        self.rest.file.seek(io::SeekFrom::Start(bytes as u64)).map_err(failed)?;
        Ok((whole, size))
    }

    /// The sha256 of the whole file, as 64 hexadecimal digits, and its size.
    ///
    /// # Errors
    /// When what was not read yet cannot be.
    pub fn finish(mut self, path: &Path) -> Result<(String, usize), Diagnostics> {
        io::copy(&mut self.rest, &mut io::sink()).map_err(|error| unreadable(path, &error))?;
        Ok((hexadecimal(&self.rest.digest.finalize()), self.rest.bytes))
    }
}

/// The sha256 of bytes, as 64 hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(digest: &[u8]) -> String {
    use std::fmt::Write;
    digest.iter().fold(String::with_capacity(64), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// What tells the bytes of a file from all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Their sha256, 64 hexadecimal digits.
    pub sha256: String,
    /// Their number.
    pub bytes: u64,
}

/// The fingerprint of a file.
///
/// # Errors
/// When it cannot be read; the hint says whether it is missing.
pub fn fingerprint(path: &Path) -> Result<Fingerprint, Diagnostics> {
    let (sha256, bytes) = open(path, 0, false)?.finish(path)?;
    Ok(Fingerprint { sha256, bytes: bytes as u64 })
}

/// The fingerprint of a file; `None` when there is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn fingerprint_if_there(path: &Path) -> Result<Option<Fingerprint>, Diagnostics> {
    match path.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => fingerprint(path).map(Some),
    }
}

/// The first bytes of a file, as many as there are of so many.
///
/// # Errors
/// When it cannot be read.
pub fn beginning(path: &Path, most: usize) -> Result<Vec<u8>, Diagnostics> {
    Ok(open(path, most, false)?.head)
}

/// Copies a file whose bytes are known, and flushes the copy to the disk. Errors name the `place` that the
/// copy is for.
///
/// # Errors
/// When it cannot be read, has other bytes now, or the disk refuses.
pub(super) fn copy_known(from: &Path, sha256: &str, to: &Path, place: &Path) -> Result<(), Diagnostics> {
    let mut opened = open(from, 0, false)?;
    write_through(to, |file| io::copy(&mut opened.rest, file).map(drop))
        .map_err(|error| failure("cannot write", place, &error))?;
    match opened.finish(from)? {
        (now, _) if now == sha256 => Ok(()),
        _ => Err(Diagnostic::error("the file changed while it was read")
            .hint("run it again when nothing else writes the file")
            .within(from.display())
            .into()),
    }
}
