//! Spoilt files for every reader: mutation of a seed corpus, seeded and repeatable. Used by the
//! example `fuzz_readers` and, for a short while, by the tests.

use std::{
    io::{Cursor, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use fastrand::Rng;
use labor_outlook::{
    ingest,
    model::{Release, Round},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// The longest that the readers may take for one input, together.
pub const MOST_TIME: Duration = Duration::from_secs(20);

/// The largest input that is made.
const MOST_BYTES: usize = 4 << 20;

/// Pieces that tables are made of, and some that they are not.
const PIECES: [&[u8]; 24] = [
    b"#",
    b"*",
    b"**",
    b"***",
    b"~",
    b"\"",
    b",",
    b";",
    b"\t",
    b"\r\n",
    b"\n\n",
    b"NaN",
    b"1e309",
    b"-1",
    b"99999999999999999999",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\0",
    b"11-9111",
    b"=\"11-9111\"",
    b"OCC_CODE,OCC_TITLE,O_GROUP,TOT_EMP,A_MEDIAN\n",
    b"Median Salary",
    b"Nov-21",
    b"31-33",
];

/// A spoilt copy of one of the corpus. The members of a zip are spoilt before they are packed again,
/// so that most of what is tried gets past the archive.
pub fn spoilt(rng: &mut Rng, corpus: &[Vec<u8>]) -> Vec<u8> {
    let seed = &corpus[rng.usize(..corpus.len())];
    let mut bytes = match repacked(rng, seed, corpus) {
        Some(bytes) if rng.u8(..4) > 0 => bytes,
        _ => {
            let mut bytes = seed.clone();
            for _ in 0..=rng.usize(..6) {
                spoil(rng, &mut bytes, corpus);
            }
            bytes
        }
    };
    bytes.truncate(MOST_BYTES);
    bytes
}

fn repacked(rng: &mut Rng, seed: &[u8], corpus: &[Vec<u8>]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(seed)).ok()?;
    let chosen = rng.usize(..archive.len().max(1));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).ok()?;
        let name = member.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        member.by_ref().take(MOST_BYTES as u64).read_to_end(&mut bytes).ok()?;
        if index == chosen {
            for _ in 0..=rng.usize(..4) {
                spoil(rng, &mut bytes, corpus);
            }
        }
        writer.start_file(name, SimpleFileOptions::default()).ok()?;
        writer.write_all(&bytes).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// One change to bytes.
fn spoil(rng: &mut Rng, bytes: &mut Vec<u8>, corpus: &[Vec<u8>]) {
    let at = rng.usize(..=bytes.len());
    let end = (at + rng.usize(..64)).min(bytes.len());
    match rng.u8(..9) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => drop(bytes.splice(at..at, PIECES[rng.usize(..PIECES.len())].iter().copied())),
        3 => drop(bytes.splice(at..end, PIECES[rng.usize(..PIECES.len())].iter().copied())),
        4 => {
            let piece = bytes[at..end].to_vec();
            drop(bytes.splice(at..at, piece.repeat(rng.usize(1..20))));
        }
        5 => bytes[at..end].iter_mut().for_each(|byte| *byte ^= 1 << rng.u8(..8)),
        6 => bytes[at..end].iter_mut().for_each(|byte| *byte = [0, 0xff, 0x7f][rng.usize(..3)]),
        7 => {
            let other = &corpus[rng.usize(..corpus.len())];
            let from = rng.usize(..=other.len());
            let to = (from + rng.usize(..4096)).min(other.len());
            drop(bytes.splice(at..end, other[from..to].iter().copied()));
        }
        _ => {
            // A field of a binary header: four bytes with a large or small number.
            let number = [0_u32, 1, 0x7fff_ffff, u32::MAX, rng.u32(..)][rng.usize(..5)];
            for (byte, new) in bytes[at..].iter_mut().zip(number.to_le_bytes()) {
                *byte = new;
            }
        }
    }
}

/// Gives bytes to every reader.
///
/// # Errors
/// What a reader did that it must not: panic, or take too long twice, because a machine with other
/// work takes long now and then.
pub fn read(bytes: &[u8]) -> Result<(), String> {
    if time(bytes)? <= MOST_TIME {
        return Ok(());
    }
    match time(bytes)? {
        took if took > MOST_TIME => Err(format!("the readers take {} seconds", took.as_secs())),
        _ => Ok(()),
    }
}

fn time(bytes: &[u8]) -> Result<Duration, String> {
    let began = Instant::now();
    let all = || {
        let (release, round) = (Release::may(2025), Round::from_base_year(2024));
        let _ = ingest::read_oews(bytes, release, |_| ());
        let _ = ingest::read_oews(bytes, Release::may(1997), |_| ());
        let _ = ingest::read_projections(bytes, round, |_| ());
        let _ = ingest::read_cpi_u(bytes);
        let _ = ingest::read_price_parities(bytes);
        let _ = ingest::read_soc_structure(bytes);
        let _ = ingest::read_crosswalk(bytes);
        let _ = ingest::read_titles(bytes);
        let _ = ingest::read_role_list(bytes);
        let _ = ingest::inspect("oesm24nat.zip", bytes);
    };
    catch_unwind(AssertUnwindSafe(all)).map_err(|_| "a reader panics".to_owned())?;
    Ok(began.elapsed())
}
