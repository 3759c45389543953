//! The figures at a place of a page or of an output.

use std::{ops::Range, path::Path, sync::LazyLock};

use regex::Regex;

use super::{Found, claim, search, steps};
use crate::{
    config::Settings,
    diag::{Diagnostic, Diagnostics},
    exhibits::{
        Part, Report,
        chart::Chart,
        prose::{Inline, Prose},
        table::{Table, TableCell},
    },
    files,
    model::{Figure, FigureId},
    pages::{Desk, Markup, PageBytes, Plan},
};

static ID: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?:oews|projections)(?:/|&#x2f;)\d{4}-\d\d(?:/|&#x2f;)[^\s"'<>,]+"#).ok()
});
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[-−]?\$?\d[\d,]*(?:\.\d+)?[KkM%]?").ok());
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b\d\d-\d{4}\b").ok());

/// How far above a line its figure may be named, in JSON.
const LINES_ABOVE: usize = 40;

/// The figures that a line of a file shows, or the one at a column of it.
pub fn figures_at(
    desk: &mut Desk<'_>,
    settings: &Settings,
    path: &Path,
    line: u64,
    column: Option<u64>,
) -> Result<Vec<Found>, Diagnostics> {
    let rows = of_part(desk, settings, path, line);
    if !rows.is_empty() {
        return Ok(rows);
    }
    let bytes = files::read_named(path)?;
    let at =
        |told: Diagnostic| Diagnostics::from(told.at(line, column.unwrap_or(1)).within(path.display()));
    let page = PageBytes::new(bytes).map_err(|told| told.within(path.display()))?;
    let Some(range) = line_of(page.searched(), line) else {
        return Err(at(Diagnostic::error("the file has no such line").hint("lines count from 1")));
    };
    let text = page.text(range.clone()).into_owned();
    let offset = column.map(|column| byte_of(&text, column));
    let field = offset.map(|offset| field_at(&text, offset));
    let rows = claim::of_table(desk, settings, path, line, field);
    if !rows.is_empty() {
        return Ok(rows);
    }
    let mut marked = marked(desk, &page, path, &range, offset)?;
    let ids = ids(&page, path, line, &text, offset);
    // The figures of a block stand in it with their ids.
    let is_named = |found: &Found| ids.contains(&found.figure.id);
    if marked.iter().any(is_named) {
        marked.retain(is_named);
    }
    if !marked.is_empty() {
        return Ok(marked);
    }
    if !ids.is_empty() {
        return by_ids(desk, &ids);
    }
    let drawn = of_chart(desk, path)?;
    if !drawn.is_empty() {
        return by_ids(desk, &drawn);
    }
    let mut told: Vec<Found> =
        in_words(desk.report()?, &text, offset).into_iter().map(Found::from).collect();
    let is_page = Markup::of_name(path).is_some() || path.extension().is_some_and(|of| of == "txt");
    if told.is_empty() && is_page {
        let read = claim::of_page(desk, &page, path, &range, offset);
        told = read.map_err(|told| at(*told))?;
    }
    if !told.is_empty() {
        return Ok(told);
    }
    let found = by_what_stands_there(desk, &text, offset).ok_or_else(|| {
        at(Diagnostic::error("no figure stands at this place")
            .hint("give the place of a number, or the number and an occupation: `labor-outlook why '$110,680' 11-9111`"))
    })?;
    // `audit` has no statement there: what has the same digits may be anything.
    let number = offset.and_then(|offset| number_at(&text, offset)).filter(|_| is_page);
    let on_page = number.map(|number| {
        format!("`{number}` is no statement of a figure of BLS, as `audit` reads the page; this has its digits")
    });
    Ok(found.into_iter().map(|figure| Found { figure, on_page: on_page.clone() }).collect())
}

/// The figures of a row of a table within a file, `tables.zip[table.csv]:12`, as origins are told.
fn of_part(desk: &mut Desk<'_>, settings: &Settings, path: &Path, line: u64) -> Vec<Found> {
    let named = path.to_str().and_then(|path| path.strip_suffix(']')?.split_once('['));
    let Some((file, part)) = named.filter(|_| !path.exists()) else { return Vec::new() };
    let mut rows = claim::of_table(desk, settings, Path::new(file), line, None);
    let is_there = |found: &Found| {
        let mut cells = found.figure.origins.iter().filter_map(|origin| steps::cell(desk, origin));
        cells.any(|cell| cell.part() == part)
    };
    rows.retain(is_there);
    rows
}

fn by_ids(desk: &mut Desk<'_>, ids: &[FigureId]) -> Result<Vec<Found>, Diagnostics> {
    ids.iter().map(|id| Ok(search::by_id(desk, id.as_str())?.into())).collect()
}

/// The bytes of a line without its end.
fn line_of(bytes: &[u8], line: u64) -> Option<Range<usize>> {
    let skip = usize::try_from(line).ok()?.checked_sub(1)?;
    let mut start = 0;
    for _ in 0..skip {
        start += memchr::memchr(b'\n', &bytes[start..])? + 1;
    }
    let length = memchr::memchr(b'\n', &bytes[start..]).unwrap_or(bytes.len() - start);
    (start < bytes.len() || skip == 0).then_some(start..start + length)
}

/// The byte of a column.
fn byte_of(text: &str, column: u64) -> usize {
    let mark = usize::from(text.starts_with('\u{feff}'));
    let skip = usize::try_from(column).unwrap_or(usize::MAX).saturating_sub(1).saturating_add(mark);
    text.char_indices().nth(skip).map_or(text.len(), |(at, _)| at)
}

/// The figures of the marked spans at a place, with what is to be told of each.
fn marked(
    desk: &mut Desk<'_>,
    page: &PageBytes,
    path: &Path,
    line: &Range<usize>,
    offset: Option<usize>,
) -> Result<Vec<Found>, Diagnostics> {
    let Some(markup) = Markup::of_name(path) else { return Ok(Vec::new()) };
    let plan = Plan::new(desk, page.clone(), markup, false);
    let on_line = |range: &Range<usize>| range.start <= line.end && range.end >= line.start;
    let here = |range: &Range<usize>| offset.is_none_or(|offset| range.contains(&(line.start + offset)));
    let shown: Vec<&(FigureId, Range<usize>)> =
        plan.shown.iter().filter(|(_, range)| on_line(range)).collect();
    let exact: Vec<_> = shown.iter().filter(|(_, range)| here(range)).copied().collect();
    let mut all = if exact.is_empty() { shown } else { exact };
    all.dedup_by(|next, before| next.0 == before.0);
    let found = all.into_iter().map(|(id, range)| {
        let start = plan.page.in_file(range.start);
        let is_its = |told: &&Diagnostic| told.fix.as_ref().is_some_and(|fix| fix.start_byte == start);
        let told = plan.stale.iter().chain(plan.by_hand.iter()).find(is_its);
        let on_page = told.map(|told| told.message.clone());
        Ok(Found { on_page, ..search::by_id(desk, id.as_str())?.into() })
    });
    found.collect()
}

/// The ids that a line names; with a column the one that belongs to it. JSON names them above.
fn ids(page: &PageBytes, path: &Path, line: u64, text: &str, offset: Option<usize>) -> Vec<FigureId> {
    let Some(pattern) = ID.as_ref() else { return Vec::new() };
    let all: Vec<regex::Match<'_>> = pattern.find_iter(text).collect();
    let id = |found: &str| FigureId::new(&[&found.replace("&#x2f;", "/")]);
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if let Some(offset) = offset.filter(|_| !all.is_empty()) {
        // In CSV the id stands behind the number that it names, in HTML before it.
        let behind = || all.iter().find(|found| found.end() > offset);
        let before = || all.iter().rev().find(|found| found.start() <= offset);
        let found = if ending == "csv" { behind().or_else(before) } else { before().or_else(behind) };
        return found.map(|found| id(found.as_str())).into_iter().collect();
    }
    if all.is_empty() && ending == "json" {
        let above = (1..=LINES_ABOVE).filter_map(|up| {
            let range = line_of(page.searched(), line.checked_sub(up as u64)?)?;
            pattern.find(&page.text(range)).map(|found| id(found.as_str()))
        });
        return above.take(1).collect();
    }
    all.iter().map(|found| id(found.as_str())).collect()
}

/// All figures of a chart, whose pictures name none.
fn of_chart(desk: &mut Desk<'_>, path: &Path) -> Result<Vec<FigureId>, Diagnostics> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    if ending != Some("svg") {
        return Ok(Vec::new());
    }
    let report = desk.report()?;
    Ok(report.charts().find(|chart| chart.id == name).map(Chart::figures).unwrap_or_default())
}

/// The figures of the sentence or row of the report that a line of Markdown is.
fn in_words(report: &Report, line: &str, offset: Option<usize>) -> Vec<Figure> {
    let plain = line.replace('\\', "").replace("&amp;", "&");
    let plain = plain.trim().trim_start_matches("- ");
    let best = units(report)
        .into_iter()
        .filter(|unit| !unit.figures.is_empty() && unit.is(plain))
        .max_by_key(ReportLine::length);
    let figures = best.map(|unit| unit.figures).unwrap_or_default();
    let Some(number) = offset.and_then(|offset| number_at(line, offset)) else { return figures };
    let same = |text: &str| text.replace('\\', "") == number;
    let exact: Vec<Figure> = figures.iter().filter(|figure| same(&figure.text)).cloned().collect();
    if exact.is_empty() { figures } else { exact }
}

/// A sentence or a row: its pieces in order, and the figures among them.
struct ReportLine {
    pieces: Vec<String>,
    figures: Vec<Figure>,
}

impl ReportLine {
    /// Whether a line has all the pieces in their order.
    fn is(&self, line: &str) -> bool {
        let mut rest = line;
        self.pieces.iter().map(|piece| piece.trim()).filter(|piece| !piece.is_empty()).all(|piece| {
            let found = rest.find(piece);
            rest = found.map_or("", |at| &rest[at + piece.len()..]);
            found.is_some()
        })
    }

    fn length(&self) -> usize {
        self.pieces.iter().map(String::len).sum()
    }
}

fn units(report: &Report) -> Vec<ReportLine> {
    let parts = report.sections.iter().flat_map(|section| &section.parts);
    let of_part = |part: &Part| match part {
        Part::Paragraph(prose) => vec![of_prose(prose)],
        Part::Points(points) => points.iter().map(of_prose).collect(),
        Part::Table(table) => of_table(table),
        Part::Chart(_) => Vec::new(),
    };
    parts.flat_map(of_part).collect()
}

fn of_prose(prose: &Prose) -> ReportLine {
    let mut line = ReportLine { pieces: Vec::new(), figures: Vec::new() };
    for inline in &prose.0 {
        match inline {
            Inline::Text(text) => line.pieces.push(text.clone()),
            Inline::Figure(figure) => {
                line.pieces.push(figure.text.clone());
                line.figures.push((**figure).clone());
            }
        }
    }
    line
}

fn of_table(table: &Table) -> Vec<ReportLine> {
    let rows = table.blocks.iter().flat_map(|block| &block.rows);
    let of_row = |row: &Vec<TableCell>| {
        let mut line = ReportLine { pieces: Vec::new(), figures: Vec::new() };
        for cell in row {
            match cell {
                TableCell::Text(text) => line.pieces.push(text.clone()),
                TableCell::Figure(figure) => {
                    line.pieces.push(figure.text.clone());
                    line.figures.push((**figure).clone());
                }
            }
        }
        line
    };
    rows.map(of_row).collect()
}

/// The field of a record of a table.
fn field_at(text: &str, offset: usize) -> &str {
    let is_end = [',', '\t'];
    let start = text[..offset].rfind(is_end).map_or(0, |at| at + 1);
    let end = text[offset..].find(is_end).map_or(text.len(), |length| offset + length);
    &text[start..end]
}

fn number_at(text: &str, offset: usize) -> Option<String> {
    let found = NUMBER.as_ref()?.find_iter(text).find(|found| found.range().contains(&offset))?;
    Some(found.as_str().to_owned())
}

/// What a number at the place may be; else the figures of the occupations that the line names.
fn by_what_stands_there(desk: &mut Desk<'_>, text: &str, offset: Option<usize>) -> Option<Vec<Figure>> {
    let codes: Vec<String> =
        CODE.as_ref()?.find_iter(text).map(|found| found.as_str().to_owned()).collect();
    let number = offset.and_then(|offset| number_at(text, offset)).filter(|number| number.len() > 2);
    if let Some(number) =
        number.filter(|number| !codes.iter().any(|code| code.contains(number.as_str())))
    {
        let of_code = codes.first().and_then(|code| search::by_number(desk, &number, Some(code)).ok());
        return of_code.or_else(|| search::by_number(desk, &number, None).ok());
    }
    let is_of = |figure: &&Figure| {
        figure
            .id
            .as_str()
            .split('/')
            .nth(3)
            .is_some_and(|subject| codes.iter().any(|code| code == subject))
    };
    let figures: Vec<Figure> = desk.ledger.figures().iter().filter(is_of).cloned().collect();
    (!figures.is_empty()).then_some(figures)
}
