//! The arguments.

mod audit;
mod calibrate;
mod compare;
mod export;
mod fetch;
pub mod pages;
mod releases;
mod report;
mod setup;

use std::path::PathBuf;

pub use self::fetch::{Add, Fetch, FetchFormat, Lock};
use clap::{
    Args as Group, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum, error::ErrorKind,
    parser::ValueSource,
};
use labor_outlook::{
    config::AreaChoice,
    files,
    model::{Area, Release, Round},
};

pub use self::{
    audit::Audit,
    calibrate::{Calibrate, CalibrateFormat},
    compare::Compare,
    export::Export,
    releases::{Diff as DiffArgs, DiffFormat, Status as StatusArgs},
    report::{Format, Reporting},
    setup::{Completions, Init, Manual},
};

/// From BLS occupation tables and role lists to comparisons, charts, tables and a report.
///
/// Without a command it runs the main job: it reads pipeline.toml, and writes the report, charts,
/// tables, figures.json and manifest.json to the output folder, all at once or not at all.
#[derive(Debug, Parser)]
#[command(version, about, long_about, after_help = EXIT_CODES, after_long_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub run: Run,
    /// Say nothing but errors and findings.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say what each stage does and how long it takes.
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Read every table from its file. Otherwise tables that were read before come from the cache;
    /// `LABOR_OUTLOOK_NO_CACHE` does the same.
    #[arg(long, global = true)]
    no_cache: bool,
    /// When to use colors. `NO_COLOR` is honored.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub color: Color,
}

const EXIT_CODES: &str =
    "Exit codes: 0 clean, 1 findings (such as outputs that would change), 2 could not run.";

const EXAMPLES: &str = "\
Examples:
  labor-outlook                          build outputs/ from pipeline.toml
  labor-outlook run --check              fail when outputs/ is not what a run would write
  labor-outlook run --check --format sarif --output findings.sarif
  labor-outlook --config mine.toml --output-dir /srv/www/pay
  labor-outlook --dump-config            print the configuration with every default filled in
  labor-outlook inspect oesm24nat.zip    say what a file is and whether it can be read
  labor-outlook show 11-9111 --area CA   print what BLS publishes for an occupation
  labor-outlook export panel/            write the tables as Parquet files
  labor-outlook compare 11-9111 29-1141  set occupations or roles beside each other
  labor-outlook fetch oews latest        fetch the newest release of OEWS
  labor-outlook add oesm25nat.zip        take a file downloaded in a browser into the inputs
  labor-outlook lock                     accept the inputs as they are
  labor-outlook refresh site/            bring the marked figures of pages up to date
  labor-outlook mark page.html           propose markers for a page that has none
  labor-outlook why '$123,860' 11-9111   say where a figure comes from
  labor-outlook audit site/ --html a.html  judge what pages say of BLS's figures
  labor-outlook schema > pipeline.schema.json

Exit codes:
  0  clean
  1  findings, such as outputs that would change or figures that are odd
  2  could not run: bad configuration or input, or the disk refused";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the main job (the default).
    Run(Run),
    /// Say what files are: program, release, what they hold, and what is wrong with them.
    ///
    /// Files are told apart by what is in them: workbooks (.xlsx, .xls), CSV and tab-separated
    /// tables, zips and gzips of these. A folder stands for the files below it.
    #[command(after_long_help = INSPECT_EXAMPLES)]
    Inspect(Inspect),
    /// Print what BLS publishes for an occupation: every measure, mark, release and origin.
    ///
    /// Without --source it looks into the OEWS and projections sources of pipeline.toml.
    #[command(after_long_help = SHOW_EXAMPLES)]
    Show(Show),
    /// Write the tables as Parquet files for Python, R and DuckDB.
    ///
    /// A file a table, in a folder; every number with its status, nothing filled in. Without --source it
    /// writes the OEWS and projections sources of pipeline.toml.
    #[command(after_long_help = export::EXAMPLES)]
    Export(Export),
    /// Compare roles or occupations: pay with its error, growth, places, time.
    ///
    /// Without --source it looks into the sources and role lists of pipeline.toml.
    #[command(after_long_help = compare::EXAMPLES)]
    Compare(Compare),
    /// Measure how far the estimates for several occupations are off.
    ///
    /// Rebuilds the groups that BLS publishes (broad, minor, major, all occupations) from their detailed
    /// occupations by every method, and holds the results against what BLS printed. Without tables it
    /// measures on those of pipeline.toml.
    #[command(after_long_help = calibrate::EXAMPLES)]
    Calibrate(Calibrate),
    /// Fetch inputs from where they are published, check them, and lock them.
    ///
    /// Without a program it fetches the sources of pipeline.toml: missing ones, and those that changed
    /// where they are published. Files that you brought yourself stay. Nothing is changed unless
    /// everything is right.
    #[command(after_long_help = fetch::FETCH_EXAMPLES)]
    Fetch(Fetch),
    /// Take a file that you downloaded in a browser into the inputs, check it, and lock it.
    #[command(after_long_help = fetch::ADD_EXAMPLES)]
    Add(Add),
    /// Accept the inputs as they are: bring pipeline.lock up to date.
    #[command(after_long_help = fetch::LOCK_EXAMPLES)]
    Lock(Lock),
    /// Say what moved between two releases, rounds, files or output folders.
    ///
    /// Figures are ranked by their size against sampling error where BLS publishes one, else by
    /// percent. With --fail-on it stops what changed too much, until somebody accepts it.
    #[command(after_long_help = releases::DIFF_EXAMPLES)]
    Diff(DiffArgs),
    /// Say what is current, due or overdue, and how old the published figures are.
    #[command(after_long_help = releases::STATUS_EXAMPLES)]
    Status(StatusArgs),
    /// Write a project to start from: pipeline.toml, a role list, a page, and two published tables.
    ///
    /// It runs at once and without a network. Nothing that is there is overwritten.
    #[command(after_long_help = setup::INIT_EXAMPLES)]
    Init(Init),
    /// Print the completions of a shell.
    Completions(Completions),
    /// Write the manual, a page for the program and one a command.
    Manual(Manual),
    /// Bring the marked figures of published pages up to date.
    ///
    /// Rewrites only what stands between the markers of a page; all pages change, or none.
    #[command(after_long_help = pages::REFRESH_EXAMPLES)]
    Refresh(pages::Refresh),
    /// Propose markers for the figures of unmarked pages, as a patch.
    ///
    /// Only claims of which an audit is certain get one, and only where `refresh` would print what stands
    /// there, or of a stale claim today's figure in the same manner. A figure and the period that is
    /// stated for it are marked together or not at all. What gets no marker is told with the reason.
    #[command(after_long_help = pages::MARK_EXAMPLES)]
    Mark(pages::Mark),
    /// Say where a figure comes from: file, place, method, each step, and where else it is shown.
    #[command(after_long_help = pages::WHY_EXAMPLES)]
    Why(pages::Why),
    /// Find the statements of pages that quote BLS, and judge each against the figures at hand.
    ///
    /// Pages need no markers. Each claim is current, stale, mislabelled, wrong, of another measure or
    /// occupation, ambiguous or not checkable; stale ones come with the sentence as it should stand.
    #[command(after_long_help = audit::EXAMPLES)]
    Audit(Audit),
    /// Print the JSON Schema of pipeline.toml.
    Schema,
}

/// How to run the main job.
#[derive(Debug, Group)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Run {
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml")]
    pub config: PathBuf,
    /// Write to this folder instead of the one in the configuration.
    #[arg(long, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Write nothing; list what would change, and exit with 1 if anything would.
    #[arg(long)]
    pub check: bool,
    /// Fail if pipeline.lock does not name exactly the inputs as they are.
    #[arg(long)]
    pub locked: bool,
    /// Never touch the network. A run never does; the flag says so to readers of a script.
    #[arg(long)]
    pub offline: bool,
    /// Print the configuration with every default filled in, and stop.
    #[arg(long, conflicts_with = "check")]
    pub dump_config: bool,
    #[command(flatten)]
    pub reporting: Reporting,
}

const INSPECT_EXAMPLES: &str = "\
Examples:
  labor-outlook inspect national_M2025_dl.xlsx
  labor-outlook inspect oesm13st.zip downloads/
  labor-outlook inspect my_salaries.csv --against oesm23nat.zip --against oesm24nat.zip
  labor-outlook inspect --format json inputs/oews | jq '.[] | {path, release, rows}'

Exit codes:
  0  every file can be read and nothing is wrong
  1  findings: figures that are odd, or files in a folder that are no known table
  2  a file cannot be read or is no known table";

/// What to look into.
#[derive(Debug, Group)]
pub struct Inspect {
    /// Files and folders.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Tell the release of wages, or the round of projections, by the tables in this file; may be given several times
    /// [default: those of pipeline.toml, if it is there].
    #[arg(long, value_name = "FILE")]
    pub against: Vec<PathBuf>,
    /// Tell the release of wages, or the round of projections, by the tables of this configuration.
    #[arg(long, value_name = "FILE", conflicts_with = "against")]
    pub config: Option<PathBuf>,
    /// How to tell it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: InspectFormat,
}

/// How the contents of files are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InspectFormat {
    /// Lines for people; problems go to standard error.
    #[default]
    Text,
    /// An array with an object a file, problems included.
    Json,
}

const SHOW_EXAMPLES: &str = "\
Examples:
  labor-outlook show 11-9111
  labor-outlook show \"Registered Nurses\" --area CA --release 2025-05
  labor-outlook show 29-1141 --round 2024-34 --format json
  labor-outlook show 11-9111 --source oesm13st.zip --area 06 --format csv";

/// What to show.
#[derive(Debug, Group)]
pub struct Show {
    /// A code such as 11-9111, or a title as BLS writes it.
    pub occupation: String,
    /// The area: us, a state such as CA or California, or a code; several with a comma between them
    /// [default: us].
    #[arg(long, value_name = "AREA", value_parser = area, value_delimiter = ',')]
    #[arg(default_value = "us", hide_default_value = true)]
    pub area: Vec<Area>,
    /// The industry, by the NAICS code of the table, such as 62 or 622100 [default: all industries
    /// together, where a table has these].
    #[arg(long, value_name = "CODE")]
    pub industry: Option<String>,
    /// Only this release of OEWS, such as 2025-05.
    #[arg(long, value_name = "RELEASE")]
    pub release: Option<Release>,
    /// Only this round of the projections, such as 2024-34.
    #[arg(long, value_name = "ROUND")]
    pub round: Option<Round>,
    /// Look into this file instead of pipeline.toml's; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub source: Vec<PathBuf>,
    /// The configuration.
    #[arg(long, value_name = "FILE", default_value = "pipeline.toml", conflicts_with = "source")]
    pub config: PathBuf,
    /// How to print it.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: ShowFormat,
}

/// How rows are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// Lines for people.
    #[default]
    Text,
    /// JSON, whose fields the README names.
    Json,
    /// A record a measure.
    Csv,
}

/// The area that a word names, as in `pipeline.toml`.
fn area(word: &str) -> Result<Area, String> {
    match AreaChoice::try_from(word.to_owned())? {
        AreaChoice::One(area) => Ok(area),
        AreaChoice::States => Err("name areas, such as CA or CA,TX".to_owned()),
    }
}

/// When to use colors.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Errors and findings.
    Quiet,
    /// Results as well.
    Normal,
    /// Stages as well.
    Verbose,
}

impl Args {
    /// The arguments of the command line. Those of the main job do not go before the name of a command,
    /// where they would not be heeded; those for every command may stand anywhere.
    pub fn read() -> Self {
        let command = Self::command();
        let matches = command.clone().get_matches();
        let of_run = Run::augment_args(clap::Command::new("run"));
        let is_given =
            |id: &&clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
        let misplaced = of_run.get_arguments().map(clap::Arg::get_id).find(is_given);
        if let (Some((name, _)), Some(id)) = (matches.subcommand(), misplaced) {
            let message = format!("write --{} after `{name}`", id.as_str().replace('_', "-"));
            command.clone().error(ErrorKind::ArgumentConflict, message).exit();
        }
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }

    /// The folder of the cache, unless it is turned off or there is no place for one.
    pub fn cache(&self) -> Option<PathBuf> {
        let is_off = std::env::var_os("LABOR_OUTLOOK_NO_CACHE").is_some_and(|value| !value.is_empty());
        if self.no_cache || is_off { None } else { files::cache_root().ok() }
    }

    pub const fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }
}
