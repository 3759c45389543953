//! A file that is read as a stream, and hashed on the way.

use std::{fs, io, path::Path};

use sha2::{Digest, Sha256};

use super::{hexadecimal, named, unreadable};
use crate::diag::Diagnostics;

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
