//! Gives spoilt files to every reader for some time, and keeps those at which one panics, takes too
//! long or too much memory.
//!
//!     cargo run --release --example fuzz_readers -- --minutes 30 [--seed N] [--corpus FOLDER]...
//!
//! The corpus is `tests/fixtures`, and the published files of `../shared/data` where they are at hand.
//! A failing input is written to `fuzz-failures/`; the same seed and corpus give the same inputs.
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool for developers")]

#[path = "fuzz/readers.rs"]
mod readers;

use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::{ExitCode, abort},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use clap::Parser;
use fastrand::Rng;

/// The most memory that the program may ever have used, in KiB.
const MOST_KIB: u64 = 3 << 20;

/// After so long the input is written down and the program ended.
const HANGS: Duration = Duration::from_mins(2);

/// The largest file of the corpus.
const MOST_BYTES: u64 = 1 << 20;

#[derive(Parser)]
struct Args {
    /// How long.
    #[arg(long, default_value_t = 30.0)]
    minutes: f64,
    /// Where the row of inputs begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Folders of seed files.
    #[arg(long, default_values = ["tests/fixtures", "../shared/data"])]
    corpus: Vec<PathBuf>,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let args = Args::parse();
    let mut files = Vec::new();
    for folder in args.corpus.iter().filter(|folder| folder.exists()) {
        collect(folder, &mut files)?;
    }
    files.sort();
    let corpus = files.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    if corpus.is_empty() {
        return Err("no file of the corpus is at hand".into());
    }
    println!("{} seed files, seed {}", corpus.len(), args.seed);
    let at_hand = Arc::new(Mutex::new((Instant::now(), Vec::new())));
    watch(Arc::clone(&at_hand));
    let until = Instant::now() + Duration::from_secs_f64(args.minutes * 60.0);
    let (mut tried, mut failed, mut seed) = (0_u64, 0, args.seed);
    while Instant::now() < until {
        let input = readers::spoilt(&mut Rng::with_seed(seed), &corpus);
        if let Ok(mut at_hand) = at_hand.lock() {
            *at_hand = (Instant::now(), input.clone());
        }
        let outcome = readers::read(&input).and_then(|()| memory());
        tried += 1;
        if let Err(what) = outcome {
            failed += 1;
            println!("seed {seed}: {what}: {}", keep(&input, &seed.to_string())?.display());
        }
        seed += 1;
    }
    println!("{tried} inputs, {failed} failures; the next seed is {seed}");
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.path().is_dir() {
            collect(&entry.path(), files)?;
        } else if entry.metadata()?.len() <= MOST_BYTES {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn keep(input: &[u8], name: &str) -> Result<PathBuf, Box<dyn Error>> {
    fs::create_dir_all("fuzz-failures")?;
    let path = Path::new("fuzz-failures").join(name);
    fs::write(&path, input)?;
    Ok(path)
}

/// Ends the program when an input takes forever.
fn watch(at_hand: Arc<Mutex<(Instant, Vec<u8>)>>) {
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_secs(1));
            let Ok(at_hand) = at_hand.lock() else { continue };
            if at_hand.0.elapsed() > HANGS {
                let kept = keep(&at_hand.1, "hangs");
                println!("an input takes more than {} seconds: {kept:?}", HANGS.as_secs());
                abort();
            }
        }
    });
}

/// The most memory so far, where the system tells it.
fn memory() -> Result<(), String> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
    match kib {
        Some(kib) if kib > MOST_KIB => Err(format!("{kib} KiB of memory")),
        _ => Ok(()),
    }
}
