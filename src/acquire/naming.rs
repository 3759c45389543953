//! Where files go, and whether a name fits what is in a file.

use std::path::Path;

use super::{
    check::Seen,
    plan::{Wanted, file_name},
    project::folder,
};
use crate::{
    catalog::OEWS_FLAT_FILES,
    diag::{Diagnostic, Diagnostics},
    files, ingest,
    model::{Period, Program},
};

/// Where a file goes that has no place yet: under its official name, with the round where BLS gives one
/// name to all.
pub(super) fn place(wanted: &Wanted, seen: &Seen, series: &[String]) -> String {
    let folder = folder(seen.program);
    if !series.is_empty() {
        let ending = if seen.program == Program::Oews { "oews_series.tsv" } else { "cpi_u_series.csv" };
        return format!("{folder}/{ending}");
    }
    let name = safe_name(&wanted.expected.name);
    match (seen.period, name.rsplit_once('.')) {
        (Some(Period::Round(round)), Some((stem, ending))) => {
            format!("{folder}/{stem}_{round}.{ending}")
        }
        _ => format!("{folder}/{name}"),
    }
}

/// A name that stays in its folder.
pub(super) fn safe_name(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let name: String = file_name(name).chars().map(plain).collect();
    let name = name.trim_start_matches('.');
    if name.is_empty() { "table".to_owned() } else { name.to_owned() }
}

/// The name of one of the flat files, to which a browser may have added an ending.
pub(super) fn flat_name(name: &str) -> Option<&'static str> {
    let name = name.strip_suffix(".txt").unwrap_or(name);
    OEWS_FLAT_FILES.into_iter().find(|flat| flat.eq_ignore_ascii_case(name))
}

/// The folder of flat files of no source.
pub(super) fn usual_flat_folder() -> String {
    format!("{}/oe", folder(Program::Oews))
}

/// The folder of the flat files of a source, whose path is that folder or the data in it.
pub(super) fn flat_folder(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    match path.rsplit_once('/') {
        _ if !ingest::is_flat_data(file_name(path)) => path,
        Some((folder, _)) => folder,
        None => "",
    }
}

/// Whether the name of a place fits what is in a file. A name that says what is not so would mislead every
/// other program.
pub(super) fn fits_name(path: &str, file: &Path) -> Result<(), Diagnostics> {
    let bytes = files::beginning(file, 8)?;
    let ending = file_name(path).rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let zip = bytes.starts_with(b"PK");
    let old_workbook = bytes.starts_with(b"\xd0\xcf\x11\xe0");
    let (wrong, right) = match ending.as_str() {
        "csv" | "tsv" | "txt" => {
            (zip || old_workbook || bytes.starts_with(b"\x1f\x8b"), ".zip or .xlsx")
        }
        "zip" | "xlsx" => (!zip, "that of its kind"),
        "xls" => (!old_workbook, "that of its kind"),
        _ => (false, ""),
    };
    if !wrong {
        return Ok(());
    }
    Err(Diagnostic::error(format!("what arrived is no .{ending} file"))
        .hint(format!(
            "give the `path` of the source another ending, {right}, or name a place with --as"
        ))
        .within(path)
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_folder() {
        for (name, safe) in [
            ("oesm25nat.zip", "oesm25nat.zip"),
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("a b;c.csv?x=../y", "a_b_c.csv"),
            (".bashrc", "bashrc"),
            ("..", "table"),
            ("", "table"),
        ] {
            assert_eq!(safe_name(name), safe, "{name}");
        }
    }
}
