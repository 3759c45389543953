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
    let mut named: BTreeMap<String, &Table> = BTreeMap::new();
    for table in &tables {
        let name = name_of(table);
        if let Some(other) = named.insert(name.clone(), table) {
            let message = format!("{name} would be written from {} as well", other.source.path);
            return Err(Diagnostic::error(message)
                .hint("export them to folders of their own")
                .within(&table.source.path)
                .into());
        }
    }
    terminal.timed("writing Parquet files", || write(&named, &command.folder))?;
    for (name, table) in tables.iter().map(|table| (name_of(table), table)) {
        let path = command.folder.join(name);
        terminal.say(&format!("wrote {}: {} rows of {}", path.display(), table.len(), table.period()));
    }
    Ok(Exit::Clean)
}

/// Writes the files of tables, all of them or none.
fn write(tables: &BTreeMap<String, &Table>, folder: &Path) -> Result<(), Diagnostics> {
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
fn name_of(table: &Table) -> String {
    let id = Path::new(&table.source.id);
    if table.source.id != table.source.path {
        return format!("{}.parquet", id.file_name().unwrap_or_default().to_string_lossy());
    }
    let name = Path::new(id.file_stem().unwrap_or_default());
    let is_packed = name.extension().is_some_and(|ending| TABLES.iter().any(|known| ending == *known));
    let stem = if is_packed { name.file_stem() } else { Some(name.as_os_str()) };
    let stem = stem.unwrap_or_default().to_string_lossy();
    format!("{stem}-{}.parquet", table.period())
}
