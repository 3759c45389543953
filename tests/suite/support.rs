//! What tests share: the program as a process, runs on real data, and readers of what it wrote that
//! do not use the program's own code.

pub mod server;

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Cursor, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    thread,
};

use labor_outlook::{
    config,
    diag::Diagnostics,
    pipeline::{self, Progress},
    report,
};
use serde_json::Value;

/// Files of a folder by their path in it.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// The folder of `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file or folder of `tests/fixtures/`.
pub fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// A file or folder beside the project, for tests that are extra; `None`, said on the way, where it is not
/// there.
pub fn at_hand(path: &str) -> Option<PathBuf> {
    let there = root().join(path);
    if there.exists() {
        return Some(there);
    }
    tell_skipped(&format!("{path} is not there"));
    None
}

/// Says that the test that runs here is skipped. The harness keeps what a passing test prints to itself,
/// but not what is written to the stream.
pub fn tell_skipped(why: &str) {
    let test = thread::current();
    let _ = writeln!(io::stderr(), "skipped {}: {why}", test.name().unwrap_or("a test"));
}

/// The text of a file.
pub fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file below a folder.
pub fn tree(folder: &Path) -> Tree {
    tree_of(folder, &|_| true)
}

/// Files below a folder whose name is wanted.
pub fn tree_of(folder: &Path, wanted: &dyn Fn(&String) -> bool) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                if wanted(&name) {
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    found
}

/// A zip of members, by their names.
pub fn zip<N: AsRef<str>, B: AsRef<[u8]>>(members: &[(N, B)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(name.as_ref(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Copies the files of a folder to another.
pub fn copy(from: &Path, to: &Path) {
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The program as it was built for these tests. It gets a second name at once, because a build of
/// another checkout that shares the target folder puts its own program under the first.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let built = env!("CARGO_BIN_EXE_labor-outlook");
        let checkout = env!("CARGO_MANIFEST_DIR").replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(checkout);
        fs::create_dir_all(&folder).unwrap();
        let new = folder.join(format!("new-{}", std::process::id()));
        fs::hard_link(built, &new).or_else(|_| fs::copy(built, &new).map(drop)).unwrap();
        let second = folder.join(format!("labor-outlook{}", std::env::consts::EXE_SUFFIX));
        fs::rename(&new, &second).unwrap();
        // Renaming a file to another name of its own leaves both.
        let _ = fs::remove_file(&new);
        second
    })
}

/// The program, in a folder, without what the environment of the tests says about colours.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    // What is tested is what a file is read as; `cache` has the tests of tables that were kept.
    command.env("LABOR_OUTLOOK_NO_CACHE", "1");
    command
}

/// What a process left behind.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; `None` when it was killed.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs a command to its end.
pub fn finish(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Runs the program in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    finish(&mut program(folder, arguments))
}

/// Errors as the program prints them, without colours.
pub fn plain(problems: &Diagnostics) -> String {
    anstream::adapter::strip_str(&report::text(problems)).to_string()
}

/// A listener that says nothing.
pub struct Silent;

impl Progress for Silent {
    fn stage(&mut self, _name: &str) {}
}

/// What a run wrote.
pub struct Outputs {
    /// Every file.
    pub files: Tree,
    /// `figures.json` by the id of the figure.
    pub figures: BTreeMap<String, Value>,
}

impl Outputs {
    /// The outputs in a tree of files.
    pub fn of(files: Tree) -> Self {
        let document: Value = serde_json::from_slice(&files["figures.json"]).unwrap();
        let figures = document["figures"].as_array().unwrap();
        let by_id = |figure: &Value| (figure["id"].as_str().unwrap().to_owned(), figure.clone());
        Self { figures: figures.iter().map(by_id).collect(), files }
    }

    /// The text of a file.
    pub fn file(&self, name: &str) -> &str {
        let bytes = self.files.get(name).unwrap_or_else(|| panic!("no output {name}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// A figure.
    pub fn figure(&self, id: &str) -> &Value {
        self.figures.get(id).unwrap_or_else(|| panic!("no figure {id}"))
    }

    /// A figure as printed.
    pub fn printed(&self, id: &str) -> &str {
        self.figure(id)["text"].as_str().unwrap()
    }

    /// The number of a figure.
    pub fn number(&self, id: &str) -> f64 {
        let value = &self.figure(id)["value"]["number"]["value"];
        value.as_f64().unwrap_or_else(|| panic!("{id} is no number: {}", self.figure(id)))
    }
}

/// What the committed `pipeline.toml` makes, run once for all tests.
pub fn default_run() -> &'static Outputs {
    static OUTPUTS: OnceLock<Outputs> = OnceLock::new();
    OUTPUTS.get_or_init(|| {
        run_configuration(&root().join("pipeline.toml")).unwrap_or_else(|e| panic!("{e}"))
    })
}

/// Runs a configuration inside the tests.
pub fn run_configuration(path: &Path) -> Result<Outputs, Diagnostics> {
    pipeline::run(&config::load(path)?, &mut Silent).map(Outputs::of)
}

/// A table in CSV, each row as cells by the head of their column.
pub fn rows_of_csv(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

/// The rows of a committed table.
pub fn input(path: &str) -> Vec<BTreeMap<String, String>> {
    rows_of_csv(&fs::read(root().join("inputs").join(path)).unwrap())
}

/// The table of a year's national OEWS release.
pub fn national(year: u16) -> Vec<BTreeMap<String, String>> {
    input(&format!("oews/national_M{year}_dl.csv"))
}

/// Compares with an expected text in a file. `UPDATE_EXPECTED=1` rewrites the file instead; the
/// difference in version control is then what there is to review.
pub fn assert_expected(actual: &str, expected: &Path, problems: &mut Vec<String>) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(expected, actual).unwrap();
        return;
    }
    let wanted = fs::read_to_string(expected).unwrap_or_default();
    if actual != wanted {
        problems.push(format!("{}\n--- expected\n{wanted}--- actual\n{actual}", expected.display()));
    }
}

/// Runs a role list on the committed tables. `rest` is the part of `pipeline.toml` that says what to
/// compare, and how.
pub fn run_roles(roles: &str, rest: &str) -> Result<Outputs, Diagnostics> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("roles.csv"), roles).unwrap();
    let committed: toml::Table = text(&root().join("pipeline.toml")).parse().unwrap();
    let mut sources = committed["sources"].clone();
    for source in sources.as_array_mut().unwrap() {
        let path = root().join(source["path"].as_str().unwrap());
        source["path"] = toml::Value::String(path.display().to_string());
    }
    let sources = toml::to_string(&toml::Table::from_iter([("sources".to_owned(), sources)])).unwrap();
    let configuration = format!(
        "report.title = \"A test\"\n{sources}\n[[role-lists]]\nid = \"roles\"\npath = \"roles.csv\"\n{rest}\n"
    );
    let path = folder.path().join("pipeline.toml");
    fs::write(&path, configuration).unwrap();
    run_configuration(&path)
}
