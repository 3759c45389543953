//! How fast tables of OEWS become the panel, and how much memory that takes, beside what a user would
//! pick instead. `cargo bench --bench reading -- --help` says what it needs and how to get it.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints what it measured")]

use std::{
    env,
    error::Error,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::Instant,
};

use labor_outlook::{
    config::{self, Origin, Source},
    diag::{Diagnostic, Diagnostics},
    files,
    ingest::{self, Input},
    model::{Period, Program, Release, SourceFile},
    panel::{Panel, Table, TableBuilder},
    pipeline,
};

const HELP: &str = "\
cargo bench --bench reading [-- --runs N] [-- --only flat|workbook|csv|releases|growth]

Measures in processes of their own, run in turn; prints the median of N runs (5 unless told), the largest
resident memory, and the ratio to the fastest peer. Peers that are not installed are named and left out.

Data: the folder that LABOR_OUTLOOK_DATA names, with
  flat/oe.data.0.Current and the lists beside it, as BLS has them at
      https://download.bls.gov/pub/time.series/oe/ (May 2025)
  tables/all_data_M_2025.csv and national_M2025_dl.csv, state_..., MSA_..., BOS_...: the same figures in the
      layout of BLS's workbooks, as CSV
  workbook/all_data_M_2025.xlsx: BLS's own, or made from the CSV by
      python3 benches/peers.py make-workbook tables/all_data_M_2025.csv workbook/all_data_M_2025.xlsx
National workbooks of many years are looked for in ../shared/data/oews/national.

Peers: python3 -m venv VENV && VENV/bin/pip install -r benches/peers.txt, and PEERS_PYTHON=VENV/bin/python
";

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What one process measured of itself.
#[derive(Clone, Copy)]
struct Measured {
    seconds: f64,
    peak_mib: f64,
    rows: f64,
}

struct Options {
    runs: usize,
    only: Option<String>,
    data: PathBuf,
    python: String,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let done = match arguments.split_first() {
        Some((flag, paths)) if flag == "--child" => child(paths),
        Some((flag, paths)) if flag == "--child-kept" => child_kept(paths),
        Some((flag, _)) if flag == "--help" => {
            println!("{HELP}");
            Ok(())
        }
        _ => parent(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads files into a panel and prints time, memory and rows.
fn child(paths: &[String]) -> Outcome<()> {
    let begun = Instant::now();
    let (mut panel, mut rows) = (Panel::default(), 0);
    for path in paths {
        rows += read(Path::new(path), &mut panel)?;
    }
    print_measured(begun, rows);
    Ok(())
}

/// Takes the tables of files from a cache, whose folder comes first, into a panel; those that it lacks
/// are read and kept.
fn child_kept(paths: &[String]) -> Outcome<()> {
    let [cache, paths @ ..] = paths else { return Err("the folder of the cache is missing".into()) };
    pipeline::keep_tables(Path::new(cache));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut settings = config::load(&root.join("pipeline.toml"))?;
    settings.base = env::current_dir()?;
    settings.sources = paths.iter().map(|path| source(path)).collect();
    let begun = Instant::now();
    let (tables, _) = pipeline::tables_of(&settings)?;
    let rows: usize = tables.iter().map(Table::len).sum();
    let mut panel = Panel::default();
    for table in tables.into_iter().filter(|table| table.soc_cells().next().is_some()) {
        panel.add(table)?;
    }
    print_measured(begun, rows);
    Ok(())
}

fn source(path: &str) -> Source {
    let period = Some(Period::Release(release_of(path)));
    let origin = Origin::default();
    Source { id: path.to_owned(), program: Program::Oews, period, path: path.to_owned(), origin }
}

fn print_measured(begun: Instant, rows: usize) {
    let seconds = begun.elapsed().as_secs_f64();
    let peak = peak_mib().unwrap_or(f64::NAN);
    println!("{{\"seconds\": {seconds}, \"peak_mib\": {peak}, \"rows\": {rows}}}");
}

/// The release that the year in a path names.
fn release_of(path: &str) -> Release {
    let year = path.split(|c: char| !c.is_ascii_digit()).find_map(|digits| {
        digits.parse().ok().filter(|year: &u16| digits.len() == 4 && (1997..2100).contains(year))
    });
    Release::may(year.unwrap_or(2025))
}

fn read(path: &Path, panel: &mut Panel) -> Result<usize, Diagnostics> {
    let name = path.to_string_lossy().into_owned();
    let release = release_of(&name);
    let mut opened = files::open(path, ingest::HEAD, true)?;
    if ingest::must_be_whole(opened.head()) {
        opened.load(path)?;
    }
    let mut lists = Vec::new();
    if ingest::may_need_lists(opened.head()) {
        lists.extend(files::beside(path, ingest::is_code_list)?.into_values());
    }
    let (head, rest) = opened.parts();
    let rest = rest.map(|rest| rest as &mut (dyn Read + Send));
    let input = Input { head, rest, beside: &lists };
    let (builder, loaded) = TableBuilder::beside(|each| ingest::read_oews(input, release, each));
    let loaded = loaded?;
    let (sha256, bytes) = opened.finish(path)?;
    let period = Period::Release(release);
    let (id, path) = (name.clone(), name);
    let source = SourceFile { id, program: Program::Oews, period: Some(period), path, sha256, bytes };
    let table = builder.finish(period, loaded.head, source);
    let rows = table.len();
    // The panel finds codes of the SOC only; a table of before 1999 is read and not found.
    if table.soc_cells().next().is_some() {
        panel.add(table)?;
    }
    Ok(rows)
}

/// The largest resident size of this process so far, where the system tells.
fn peak_mib() -> Option<f64> {
    let status = files::read_text(Path::new("/proc/self/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1024.0)
}

fn parent(arguments: &[String]) -> Outcome<()> {
    let value = |flag: &str| {
        let at = arguments.iter().position(|argument| argument == flag)?;
        arguments.get(at + 1).cloned()
    };
    let options = Options {
        runs: value("--runs").map_or(Ok(5), |runs| runs.parse())?,
        only: value("--only"),
        data: env::var_os("LABOR_OUTLOOK_DATA").map_or_else(|| "../shared/data".into(), PathBuf::from),
        python: env::var("PEERS_PYTHON").unwrap_or_else(|_| "python3".to_owned()),
    };
    println!("{:<42}{:>10}{:>12}{:>10}{:>9}{:>9}", "", "median s", "peak MiB", "rows", "time", "memory");
    side_by_side(&options, "flat", "flat/oe.data.0.Current", &["duckdb", "polars", "pandas"])?;
    side_by_side(&options, "workbook", "workbook/all_data_M_2025.xlsx", &["fastexcel", "openpyxl"])?;
    side_by_side(&options, "csv", "tables/all_data_M_2025.csv", &["duckdb", "polars", "pandas"])?;
    let national = national_files(Path::new("../shared/data/oews/national"))?;
    alone(&options, "releases", "all national files, cold", &national)?;
    if options.is_asked("releases")
        && !national.is_empty()
        && let Some(kept) = options.kept(&national)?
    {
        print_row(&format!("all national files, from the cache ({})", national.len()), kept, None);
    }
    growth(&options, &national)
}

impl Options {
    fn is_asked(&self, job: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == job)
    }

    /// The median of the runs of a command, by time, with the largest memory; `None` where the
    /// command says that what it measures is not installed.
    fn measure(&self, command: impl Fn() -> Command) -> Outcome<Option<Measured>> {
        let mut runs = Vec::new();
        for _ in 0..self.runs {
            let Some(run) = once(&mut command())? else { return Ok(None) };
            runs.push(run);
        }
        runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        let peak_mib = runs.iter().map(|run| run.peak_mib).fold(0.0, f64::max);
        Ok(runs.get(runs.len() / 2).map(|median| Measured { peak_mib, ..*median }))
    }

    fn ours(&self, paths: &[PathBuf]) -> Outcome<Option<Measured>> {
        let program = env::current_exe()?;
        self.measure(|| {
            let mut command = Command::new(&program);
            command.arg("--child").args(paths);
            command
        })
    }
}

impl Options {
    /// The same from a cache that a run before these filled.
    fn kept(&self, paths: &[PathBuf]) -> Outcome<Option<Measured>> {
        let (program, cache) = (env::current_exe()?, tempfile::tempdir()?);
        let command = || {
            let mut command = Command::new(&program);
            command.arg("--child-kept").arg(cache.path()).args(paths);
            command
        };
        once(&mut command())?;
        self.measure(command)
    }
}

/// Runs a command that prints what it measured.
fn once(command: &mut Command) -> Outcome<Option<Measured>> {
    const NOT_INSTALLED: i32 = 3;
    let Ok(output) = command.stderr(Stdio::inherit()).output() else { return Ok(None) };
    if output.status.code() == Some(NOT_INSTALLED) {
        return Ok(None);
    }
    let told: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let number = |name: &str| {
        let missing = || Diagnostics::from(Diagnostic::error(format!("{name} was not printed")));
        told[name].as_f64().ok_or_else(missing)
    };
    Ok(Some(Measured {
        seconds: number("seconds")?,
        peak_mib: number("peak_mib")?,
        rows: number("rows")?,
    }))
}

/// One of our jobs beside the peers that do the same.
fn side_by_side(options: &Options, job: &str, file: &str, peers: &[&str]) -> Outcome<()> {
    let path = options.data.join(file);
    if !options.is_asked(job) {
        return Ok(());
    }
    if !path.exists() {
        println!("{job}: {} is not at hand; --help says how to make it", path.display());
        return Ok(());
    }
    let mut measured = Vec::new();
    for peer in peers {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers.py");
        let found = options.measure(|| {
            let mut command = Command::new(&options.python);
            command.arg(&script).args([job, peer]).arg(&path);
            command
        })?;
        match found {
            Some(found) => measured.push((*peer, found)),
            None => println!("{job}: {peer} is not installed; --help says how to get it"),
        }
    }
    let Some(ours) = options.ours(std::slice::from_ref(&path))? else { return Ok(()) };
    let fastest = measured.iter().map(|(_, peer)| *peer).min_by(|a, b| a.seconds.total_cmp(&b.seconds));
    print_row(&format!("{job}: labor-outlook"), ours, fastest);
    for (peer, found) in measured {
        print_row(&format!("{job}: {peer}"), found, fastest);
    }
    if let Some(kept) = options.kept(&[path])? {
        print_row(&format!("{job}: from the cache"), kept, fastest);
    }
    Ok(())
}

fn alone(options: &Options, job: &str, what: &str, paths: &[PathBuf]) -> Outcome<()> {
    if options.is_asked(job)
        && !paths.is_empty()
        && let Some(ours) = options.ours(paths)?
    {
        print_row(&format!("{what} ({})", paths.len()), ours, None);
    }
    Ok(())
}

/// How time and memory grow with the number of releases and of areas.
fn growth(options: &Options, national: &[PathBuf]) -> Outcome<()> {
    for count in [1, 2, 5, 10, 15, 20, 25] {
        if let Some(newest) = national.len().checked_sub(count) {
            alone(options, "growth", "national releases", &national[newest..])?;
        }
    }
    for name in
        ["national_M2025_dl", "BOS_M2025_dl", "state_M2025_dl", "MSA_M2025_dl", "all_data_M_2025"]
    {
        let path = options.data.join(format!("tables/{name}.csv"));
        if path.exists() {
            alone(options, "growth", name, &[path])?;
        }
    }
    Ok(())
}

fn print_row(what: &str, measured: Measured, reference: Option<Measured>) {
    let Measured { seconds, peak_mib, rows } = measured;
    let ratio = |of: fn(Measured) -> f64| {
        reference.map_or(String::new(), |reference| format!("{:.2}", of(measured) / of(reference)))
    };
    let (time, memory) = (ratio(|one| one.seconds), ratio(|one| one.peak_mib));
    println!("{what:<42}{seconds:>10.3}{peak_mib:>12.0}{rows:>10}{time:>9}{memory:>9}");
}

/// The national tables of all years, oldest first.
fn national_files(folder: &Path) -> Result<Vec<PathBuf>, Diagnostics> {
    let names = files::list(folder)?;
    let is_table = |path: &&PathBuf| path.to_string_lossy().to_lowercase().contains("national");
    Ok(names.iter().filter(is_table).map(|name| folder.join(name)).collect())
}
