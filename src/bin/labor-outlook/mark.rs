//! The command that proposes markers for unmarked pages.

use std::path::{Path, PathBuf};

use labor_outlook::{
    audit::Figures,
    config::{self, Settings},
    diag::Diagnostics,
    files,
    mark::{self, Proposal},
    pages::{self, Desk, Edited, Markup, PageBytes, edits},
    report::Input,
};
use serde_json::json;

use super::{
    Exit,
    args::{Format, pages::Mark},
    audit,
    pages::{count, stock},
    tell::{Found, tell},
    terminal::{self, Terminal},
};

/// Proposes markers, or puts them in.
pub fn mark(command: &Mark, terminal: &Terminal) -> Result<Exit, Diagnostics> {
    let outcome =
        config::load(&command.config).and_then(|settings| marked(command, &settings, terminal));
    tell("mark", &command.config, &command.reporting, terminal, outcome)
}

fn marked(command: &Mark, settings: &Settings, terminal: &Terminal) -> Result<Found, Diagnostics> {
    let paths = pages::find(&command.paths)?;
    let stock = stock(settings, terminal)?;
    let named: Vec<PathBuf> = command.source.iter().cloned().chain(audit::sources(settings)).collect();
    let older = audit::more_tables(&named, terminal)?;
    let figures = Figures::new(stock.tables().iter().chain(&older));
    let proposals = proposals(&mut stock.desk(settings), &figures, paths)?;
    let pages = || proposals.iter().map(|(path, of)| Edited { path, page: &of.page, edits: &of.edits });
    let patch = if command.write { Vec::new() } else { edits::patch(pages())? };
    let is_text = command.reporting.format == Format::Text || command.reporting.output.is_some();
    if command.write {
        edits::write(pages())?;
    } else if is_text {
        terminal::print_bytes(&patch)?;
    }
    Ok(found(command, &proposals, &patch))
}

fn proposals(
    desk: &mut Desk<'_>,
    figures: &Figures,
    paths: Vec<PathBuf>,
) -> Result<Vec<(PathBuf, Proposal)>, Diagnostics> {
    let (mut proposals, mut problems) = (Vec::new(), Diagnostics::default());
    for path in paths {
        if let Some(proposal) = problems.keep(proposal(desk, figures, &path)) {
            proposals.push((path, proposal));
        }
    }
    problems.unless_any(proposals)
}

fn proposal(desk: &mut Desk<'_>, figures: &Figures, path: &Path) -> Result<Proposal, Diagnostics> {
    let bytes = files::read_named(path)?;
    let markup = Markup::of_name(path).unwrap_or(Markup::Html);
    PageBytes::new(bytes)
        .and_then(|page| mark::propose(desk, figures, path, page, markup))
        .map_err(|told| told.within(path.display()))
}

fn found(command: &Mark, proposals: &[(PathBuf, Proposal)], patch: &[u8]) -> Found {
    let mut found = Found::default();
    let (mut put, mut before, mut pages, mut listed) = (0, 0, 0, Vec::new());
    for (path, of) in proposals {
        found.findings.extend(of.left.clone());
        found.inputs.push(Input {
            path: path.display().to_string(),
            sha256: files::sha256(&of.page.file(of.page.searched().to_vec())),
        });
        put += of.proposed.len();
        before += of.marked_before;
        pages += usize::from(!of.proposed.is_empty());
        let page = path.display().to_string();
        listed.push(json!({ "path": page, "markers": of.proposed, "marked_before": of.marked_before }));
    }
    let done = if command.write { "put into" } else { "proposed for" };
    found.closing = format!(
        "{} {done} {}; {} left without; {} marked before",
        count(put, "marker"),
        count(pages, "page"),
        count(found.findings.len(), "claim"),
        count(before, "claim"),
    );
    found.details = Some(json!({ "pages": listed, "patch": std::str::from_utf8(patch).ok() }));
    found
}
