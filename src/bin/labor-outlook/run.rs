//! The commands of the main job, a short function each.

use std::path::PathBuf;

use labor_outlook::{
    acquire,
    config::{self, Settings},
    diag::{Diagnostic, Diagnostics},
    files, pipeline, publish,
    report::Input,
};

use super::{
    Exit,
    args::Run,
    pages,
    tell::{Found, tell},
    terminal::{self, Terminal},
};

/// The main job.
pub fn run(command: &Run, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    if command.dump_config {
        return dump(&config::load(&command.config)?);
    }
    let name = if command.check { "run --check" } else { "run" };
    let outcome = config::load(&command.config).and_then(|settings| job(command, &settings, terminal));
    tell(name, &command.config, &command.reporting, terminal, outcome)
}

fn job(command: &Run, settings: &Settings, terminal: &Terminal) -> Result<Found, Diagnostics> {
    if command.locked {
        acquire::check_locked(settings)?;
    }
    let mut stages = terminal.stages();
    let tree = pipeline::run(settings, &mut stages)?;
    let folder = output_folder(command, settings);
    let mut found = looked_at(&tree);
    if command.check {
        found.findings = publish::check(&folder, &tree)?;
        stages.finish();
        found.findings.extend(pages::check(settings)?);
        found.closing = if found.findings.is_empty() {
            format!("{} is up to date", folder.display())
        } else {
            "run `labor-outlook` to bring the outputs up to date".to_owned()
        };
    } else {
        publish::write(&folder, &tree)?;
        stages.finish();
        found.closing = format!("{} files written to {}", tree.len(), folder.display());
    }
    Ok(found)
}

/// What a run read.
fn looked_at(tree: &files::Tree) -> Found {
    let mut found = Found::default();
    for input in publish::inputs(tree) {
        found.releases.extend(input.release);
        found.inputs.push(Input { path: input.path, sha256: input.sha256 });
    }
    found.releases.dedup();
    found
}

fn output_folder(command: &Run, settings: &Settings) -> PathBuf {
    command.output_dir.clone().unwrap_or_else(|| settings.base.join(&settings.output.dir))
}

fn dump(settings: &Settings) -> Result<Exit, Diagnostics> {
    let text = toml::to_string_pretty(settings).map_err(|error| Diagnostic::error(error.to_string()))?;
    terminal::print(&text)?;
    Ok(Exit::Clean)
}

/// The JSON Schema of the configuration.
pub fn schema() -> Result<Exit, Diagnostics> {
    let text = config::json_schema().map_err(|error| Diagnostic::error(error.to_string()))?;
    terminal::print(&text)?;
    Ok(Exit::Clean)
}
