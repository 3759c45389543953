//! The commands of the main job, a short function each.

use std::path::PathBuf;

use labor_outlook::{
    acquire,
    config::{self, Settings},
    diag::{Diagnostic, Diagnostics},
    pipeline, publish,
};

use super::{
    Exit,
    args::Run,
    terminal::{self, Terminal},
};

/// The main job.
pub fn run(command: &Run, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let settings = config::load(&command.config)?;
    if command.dump_config {
        return dump(&settings);
    }
    acquire::settle(&settings.base)?;
    if command.locked {
        acquire::check_locked(&settings)?;
    }
    let mut stages = terminal.stages();
    let tree = pipeline::run(&settings, &mut stages)?;
    let folder = output_folder(command, &settings);
    if command.check {
        let findings = publish::check(&folder, &tree)?;
        stages.finish();
        return Ok(report_check(&findings, &folder, terminal));
    }
    publish::write(&folder, &tree)?;
    stages.finish();
    terminal.say(&format!("{} files written to {}", tree.len(), folder.display()));
    Ok(Exit::Clean)
}

fn output_folder(command: &Run, settings: &Settings) -> PathBuf {
    command.output_dir.clone().unwrap_or_else(|| settings.base.join(&settings.output.dir))
}

fn report_check(findings: &Diagnostics, folder: &std::path::Path, terminal: &Terminal) -> Exit {
    if findings.is_empty() {
        terminal.say(&format!("{} is up to date", folder.display()));
        return Exit::Clean;
    }
    terminal.problems(findings);
    terminal.say("run `labor-outlook` to bring the outputs up to date");
    Exit::Findings
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
