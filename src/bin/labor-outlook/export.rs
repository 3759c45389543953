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
    let mut tables_by_name = BTreeMap::new();
    for table in &tables {
        let name = name_of(table);
        let bytes = pipeline::parquet(table, &Diagnostics::default())?;
        if tables_by_name.insert(name.clone(), Next::Bytes(bytes)).is_some() {
            return Err(Diagnostic::error(format!("two tables would be written to {name}"))
                .hint("export them to folders of their own")
                .within(&table.source.path)
                .into());
        }
    }
    files::make_folder(&command.folder)?;
    files::replace_files(&command.folder, &tables_by_name)?;
    for (name, table) in tables.iter().map(|table| (name_of(table), table)) {
        let path = command.folder.join(name);
        terminal.say(&format!("wrote {}: {} rows of {}", path.display(), table.len(), table.period()));
    }
    Ok(Exit::Clean)
}

/// The name of a source of the configuration, or of a file without its ending.
fn name_of(table: &Table) -> String {
    let id = Path::new(&table.source.id);
    let is_a_path = table.source.id == table.source.path;
    let stem = if is_a_path { id.file_stem() } else { id.file_name() };
    format!("{}.parquet", stem.unwrap_or_default().to_string_lossy())
}
