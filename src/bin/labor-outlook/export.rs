//! Tables as Parquet files.

use std::{collections::BTreeMap, path::Path};

use labor_outlook::{
    diag::{Diagnostic, Diagnostics},
    files::{self, Next},
    panel::Table,
    pipeline,
};

use super::{Exit, args::Export, look, terminal::Terminal};

/// Writes a file a table, all of them or none.
pub fn export(command: &Export, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let tables = look::tables(&command.source, &command.config, terminal)?;
    let named = named(&tables)?;
    terminal.timed("writing Parquet files", || write(&named, &command.folder))?;
    for (name, table) in named {
        let path = command.folder.join(name);
        terminal.say(&format!("wrote {}: {} rows of {}", path.display(), table.len(), table.period()));
    }
    Ok(Exit::Clean)
}

/// The tables with the names of their files; of several that would have the same, the second has `-2` behind it.
///
/// # Errors
/// When one table is given twice.
fn named(tables: &[Table]) -> Result<Vec<(String, &Table)>, Diagnostics> {
    let mut named: Vec<(String, &Table)> = Vec::new();
    for table in tables {
        let stem = stem_of(table);
        let mut alike = named.iter().filter(|(_, other)| stem_of(other) == stem);
        if let Some((_, other)) = alike.clone().find(|(_, of)| of.source.sha256 == table.source.sha256) {
            let message = format!("the same table as {}", other.source.path);
            let told = Diagnostic::error(message).hint("give it once");
            return Err(told.within(&table.source.path).into());
        }
        let name = match alike.by_ref().count() {
            0 => format!("{stem}.parquet"),
            before => format!("{stem}-{}.parquet", before + 1),
        };
        named.push((name, table));
    }
    Ok(named)
}

/// Writes the files of tables, all of them or none.
fn write(tables: &[(String, &Table)], folder: &Path) -> Result<(), Diagnostics> {
    let mut files = BTreeMap::new();
    for (name, table) in tables {
        let bytes = pipeline::parquet(table, &Diagnostics::default())?;
        files.insert(name.clone(), Next::Bytes(bytes));
    }
    files::make_folder(folder)?;
    files::replace_files(folder, &files)?;
    Ok(())
}

/// Endings of tables, behind which that of a gzip may stand.
const TABLES: [&str; 5] = ["csv", "tsv", "txt", "xls", "xlsx"];

/// The name of a source of the configuration, or that of a file without its ending, with the period: BLS
/// names the workbooks of all rounds alike.
fn stem_of(table: &Table) -> String {
    let id = Path::new(&table.source.id);
    if table.source.id != table.source.path {
        return id.file_name().unwrap_or_default().to_string_lossy().into_owned();
    }
    let name = Path::new(id.file_stem().unwrap_or_default());
    let is_packed = name.extension().is_some_and(|ending| TABLES.iter().any(|known| ending == *known));
    let stem = if is_packed { name.file_stem() } else { Some(name.as_os_str()) };
    let stem = stem.unwrap_or_default().to_string_lossy();
    format!("{stem}-{}", table.period())
}
