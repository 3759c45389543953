//! How long each stage of the default run takes, and how much memory the run needs.
//!
//! Run with `cargo bench --bench stages`. Prints the median and the spread over eleven runs, and the
//! largest resident size of the process. The files come from the page cache after the first run.
#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use labor_outlook::{config, diag::Diagnostics, files, pipeline};

const RUNS: usize = 11;

/// Times of the stages of one run, in order.
#[derive(Default)]
struct Stopwatch(Vec<(String, Instant)>);

impl pipeline::Progress for Stopwatch {
    fn stage(&mut self, name: &str) {
        self.0.push((name.to_owned(), Instant::now()));
    }
}

fn main() -> Result<(), Diagnostics> {
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipeline.toml");
    let mut runs: Vec<Vec<(String, Duration)>> = Vec::new();
    for _ in 0..RUNS {
        runs.push(one_run(&config)?);
    }
    println!("{:<24} {:>10} {:>10} {:>10}", "stage", "median ms", "least", "most");
    for stage in 0..runs[0].len() {
        let mut times: Vec<Duration> = runs.iter().map(|run| run[stage].1).collect();
        times.sort_unstable();
        let [least, median, most] = [times[0], times[RUNS / 2], times[RUNS - 1]].map(milliseconds);
        println!("{:<24} {median:>10.1} {least:>10.1} {most:>10.1}", runs[0][stage].0);
    }
    if let Some(peak) = peak_memory() {
        println!("largest resident size: {peak}");
    }
    Ok(())
}

fn one_run(config: &Path) -> Result<Vec<(String, Duration)>, Diagnostics> {
    let begun = Instant::now();
    let mut stopwatch = Stopwatch::default();
    let settings = config::load(config)?;
    pipeline::run(&settings, &mut stopwatch)?;
    let ended = Instant::now();
    let ends = stopwatch.0.iter().skip(1).map(|(_, start)| *start).chain([ended]);
    let mut times: Vec<(String, Duration)> =
        stopwatch.0.iter().zip(ends).map(|((name, start), end)| (name.clone(), end - *start)).collect();
    times.push(("whole run, in memory".to_owned(), ended - begun));
    Ok(times)
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// As Linux counts it; elsewhere it is not known.
fn peak_memory() -> Option<String> {
    let status = files::read_text(Path::new("/proc/self/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).map(|size| size.trim().to_owned())
}
