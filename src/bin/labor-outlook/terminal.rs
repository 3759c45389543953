//! What is said on the terminal: results on standard output, everything else on standard error.

use std::{
    io::{IsTerminal, Write, stderr, stdout},
    time::{Duration, Instant},
};

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use labor_outlook::{
    acquire::Watch,
    diag::{Diagnostic, Diagnostics},
    escape,
    pipeline::{Progress, STAGES},
    report,
};

use super::args::{Color, Verbosity};

/// A bar appears only when the work takes longer than this.
const PATIENCE: Duration = Duration::from_secs(1);

/// Prints what was asked for. A pipe that its reader closes early is no error.
pub fn print(text: &str) -> Result<(), Diagnostics> {
    print_bytes(text.as_bytes())
}

/// Prints bytes as they are.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Diagnostics> {
    match stdout().write_all(bytes) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Diagnostic::error(format!("cannot write to standard output: {error}")).into())
        }
        _ => Ok(()),
    }
}

/// Prints text for people, in which words of files cannot steer the terminal.
pub fn print_text(text: &str) -> Result<(), Diagnostics> {
    print(&escape::printable_lines(text))
}

/// Where and how much is said.
pub struct Terminal {
    verbosity: Verbosity,
    color: ColorChoice,
}

impl Terminal {
    pub fn new(verbosity: Verbosity, color: Color) -> Self {
        let color = match color {
            Color::Auto => AutoStream::choice(&stderr()),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { verbosity, color }
    }

    /// Errors and findings; a stream that is closed cannot be told of it.
    pub fn problems(&self, problems: &Diagnostics) {
        let mut stream = AutoStream::new(stderr(), self.color);
        let _ = stream.write_all(report::text(problems).as_bytes());
    }

    /// A line that a person waits for.
    pub fn say(&self, line: &str) {
        if self.verbosity >= Verbosity::Normal {
            let _ = writeln!(stderr(), "{}", escape::printable(line));
        }
    }

    /// What a command did, unless nothing but problems is to be said.
    pub fn result(&self, text: &str) -> Result<(), Diagnostics> {
        if self.verbosity >= Verbosity::Normal { print_text(text) } else { Ok(()) }
    }

    /// Tells of downloads.
    pub fn downloads(&self) -> Downloads {
        let seen = stderr().is_terminal() && self.verbosity >= Verbosity::Normal;
        Downloads { seen, told: self.verbosity >= Verbosity::Normal, bar: None }
    }

    /// A bar for as many things.
    pub fn bar(&self, count: usize) -> ProgressBar {
        let seen = stderr().is_terminal() && self.verbosity == Verbosity::Normal;
        let length = u64::try_from(count).unwrap_or_default();
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden());
        if seen {
            show_when_patience_ends(bar.clone());
        }
        bar
    }

    /// Does the work of a stage, and says how long it took where that is asked for.
    pub fn timed<T>(&self, stage: &str, work: impl FnOnce() -> T) -> T {
        let since = Instant::now();
        let done = work();
        if self.verbosity == Verbosity::Verbose {
            tell_time(stage, since);
        }
        done
    }

    /// Tells of the stages of a run.
    pub fn stages(&self) -> Stages {
        let seen = stderr().is_terminal() && self.verbosity == Verbosity::Normal;
        let bar = ProgressBar::with_draw_target(Some(STAGES), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        if seen {
            show_when_patience_ends(bar.clone());
        }
        let verbose = self.verbosity == Verbosity::Verbose;
        Stages { bar, verbose, color: self.color, current: None }
    }
}

/// How long a stage took, as a line.
fn tell_time(stage: &str, since: Instant) {
    let _ = writeln!(stderr(), "{stage}: {:.0} ms", since.elapsed().as_secs_f64() * 1000.0);
}

fn show_when_patience_ends(bar: ProgressBar) {
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        if !bar.is_finished() {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(Duration::from_millis(100));
        }
    });
}

/// The stages of a run as a bar, or as lines with their times.
pub struct Stages {
    bar: ProgressBar,
    verbose: bool,
    color: ColorChoice,
    current: Option<(String, Instant)>,
}

impl Stages {
    fn end_current(&mut self) {
        if let Some((name, since)) = self.current.take() {
            self.bar.inc(1);
            if self.verbose {
                tell_time(&name, since);
            }
        }
    }

    /// The last stage is over.
    pub fn finish(mut self) {
        self.end_current();
        self.bar.finish_and_clear();
    }
}

impl Progress for Stages {
    fn stage(&mut self, name: &str) {
        self.end_current();
        self.bar.set_message(name.to_owned());
        self.current = Some((name.to_owned(), Instant::now()));
    }

    fn findings(&mut self, findings: &Diagnostics) {
        let text = report::text(findings);
        self.bar.suspend(|| {
            let _ = AutoStream::new(stderr(), self.color).write_all(text.as_bytes());
        });
    }
}

/// A bar a download, on a terminal; waits are told everywhere.
pub struct Downloads {
    seen: bool,
    told: bool,
    bar: Option<ProgressBar>,
}

impl Watch for Downloads {
    fn begins(&mut self, what: &str, bytes: u64, total: Option<u64>) {
        self.ends();
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = "{bar:24} {bytes}/{total_bytes} {bytes_per_sec} {msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message(escape::printable(what));
        bar.set_position(bytes);
        if self.seen {
            show_when_patience_ends(bar.clone());
        }
        self.bar = Some(bar);
    }

    fn has(&mut self, bytes: u64) {
        if let Some(bar) = &self.bar {
            bar.set_position(bytes);
        }
    }

    fn waiting(&mut self, why: &str, wait: Duration) {
        self.ends();
        if self.told {
            let line = escape::printable(&format!("{why}; trying again in {:.1} s", wait.as_secs_f64()));
            let _ = writeln!(stderr(), "{line}");
        }
    }

    fn ends(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}
