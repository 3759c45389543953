//! The compound file that an old workbook is wrapped in: a small file system of sectors.
//! Format: [MS-CFB], <https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb/>.

use super::bytes::{u16_at, u32_at};

/// Sector numbers from here on are marks, not places.
const LAST_SECTOR: u32 = 0xffff_fffa;

/// Sector numbers in the header; the rest stand in a chain of their own.
const IN_HEADER: usize = 109;

/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A compound file whose tables are read.
struct Compound<'b> {
    bytes: &'b [u8],
    shift: u32,
    sectors: Vec<u32>,
}

/// The bytes of the first stream that has one of some names; `None` when the file is damaged or has
/// none.
pub(super) fn stream(bytes: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let file = Compound::open(bytes)?;
    let directory = file.chain(u32_at(bytes, 0x30)?);
    let entry = |name: &str| {
        directory.chunks_exact(ENTRY).find(|entry| name_of(entry).eq_ignore_ascii_case(name))
    };
    let found = names.iter().find_map(|name| entry(name))?;
    let (start, size) = (u32_at(found, 116)?, u32_at(found, 120)? as usize);
    let mut content = if size < u32_at(bytes, 0x38)? as usize {
        let root = u32_at(directory.get(..ENTRY)?, 116)?;
        file.small(start, &file.chain(root))?
    } else {
        file.chain(start)
    };
    if content.len() < size {
        return None;
    }
    content.truncate(size);
    Some(content)
}

/// The name of an entry, in UTF-16 of at most 32 units.
fn name_of(entry: &[u8]) -> String {
    let length = usize::from(u16_at(entry, 64).unwrap_or_default()).clamp(2, 64) - 2;
    let units = entry[..length].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

impl<'b> Compound<'b> {
    fn open(bytes: &'b [u8]) -> Option<Self> {
        let shift = u32::from(u16_at(bytes, 0x1e)?);
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut file = Self { bytes, shift, sectors: Vec::new() };
        let mut tables: Vec<u32> =
            (0..IN_HEADER).filter_map(|at| u32_at(bytes, 0x4c + 4 * at)).collect();
        let (mut next, per_sector) = (u32_at(bytes, 0x44)?, (1 << shift) / 4);
        for _ in 0..file.most_sectors() {
            let Some(sector) = file.sector(next) else { break };
            tables.extend((0..per_sector - 1).filter_map(|at| u32_at(sector, 4 * at)));
            next = u32_at(sector, 4 * (per_sector - 1))?;
        }
        for table in tables.into_iter().take(file.most_sectors()) {
            if let Some(sector) = file.sector(table) {
                file.sectors.extend((0..per_sector).filter_map(|at| u32_at(sector, 4 * at)));
            }
        }
        Some(file)
    }

    fn most_sectors(&self) -> usize {
        (self.bytes.len() >> self.shift) + 1
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        if number >= LAST_SECTOR {
            return None;
        }
        let start = (number as usize).checked_add(1)?.checked_mul(1 << self.shift)?;
        let end = self.bytes.len().min(start.checked_add(1 << self.shift)?);
        self.bytes.get(start..end)
    }

    /// The bytes of a chain of sectors. A chain that runs in a circle ends when every sector could
    /// have been read once.
    fn chain(&self, start: u32) -> Vec<u8> {
        let (mut content, mut next) = (Vec::new(), start);
        for _ in 0..self.most_sectors() {
            let Some(sector) = self.sector(next) else { break };
            content.extend_from_slice(sector);
            next = self.sectors.get(next as usize).copied().unwrap_or(LAST_SECTOR);
        }
        content
    }

    /// The bytes of a small stream, which lies in small sectors of a stream of the root.
    fn small(&self, start: u32, store: &[u8]) -> Option<Vec<u8>> {
        let shift = u32::from(u16_at(self.bytes, 0x20)?);
        if !(4..=16).contains(&shift) {
            return None;
        }
        let table = self.chain(u32_at(self.bytes, 0x3c)?);
        let (mut content, mut next) = (Vec::new(), start);
        for _ in 0..=(store.len() >> shift) {
            if next >= LAST_SECTOR {
                break;
            }
            let at = (next as usize).checked_mul(1 << shift)?;
            content.extend_from_slice(store.get(at..at.checked_add(1 << shift)?)?);
            next = u32_at(&table, 4 * next as usize).unwrap_or(LAST_SECTOR);
        }
        Some(content)
    }
}
