//! What the parts of a workbook say besides its cells: which sheets it shows, the texts that cells
//! share, and the styles that show dates.
//! Format: ECMA-376, part 1, <https://ecma-international.org/publications-and-standards/standards/ecma-376/>.

use std::{collections::BTreeMap, io::Read};

use super::{
    super::{archive::Archive, dates},
    cells::string,
    unreadable,
    xml::{Token, Tokens, attribute, not_utf8},
};
use crate::diag::Diagnostics;

/// A workbook without its cells.
#[derive(Default)]
pub(super) struct Book {
    /// Name and member of every sheet that is shown, in order.
    pub(super) sheets: Vec<(String, usize)>,
    /// Names of sheets that are not shown, and so not read.
    pub(super) hidden: Vec<String>,
    /// The texts that cells share.
    pub(super) strings: Vec<String>,
    /// Which styles show a number as a date.
    pub(super) dates: Vec<bool>,
    /// Whether days are counted from 1904.
    pub(super) from_1904: bool,
}

impl Book {
    /// # Errors
    /// When a part is missing or damaged.
    pub(super) fn read(archive: &mut Archive<'_>) -> Result<Self, Diagnostics> {
        let main = Relations::read(archive, "_rels/.rels")?
            .of_kind("officeDocument")
            .unwrap_or_else(|| "xl/workbook.xml".to_owned());
        let (folder, own) = main.rsplit_once('/').unwrap_or_default();
        let relations = Relations::read(archive, &format!("{folder}/_rels/{own}.rels"))?;
        let mut book = Self::default();
        if let Some(path) = relations.of_kind("sharedStrings") {
            book.read_strings(&whole(archive, &path)?)?;
        }
        if let Some(path) = relations.of_kind("styles") {
            book.dates = date_styles(&whole(archive, &path)?)?;
        }
        let text = whole(archive, &main)?;
        let mut tokens = Tokens::new(&text);
        while let Some(token) = tokens.next() {
            match token {
                Token::Open { name: b"workbookPr", attributes, .. } => {
                    let flag = attribute(attributes, b"date1904")?;
                    book.from_1904 |= flag == "1" || flag == "true";
                }
                Token::Open { name: b"sheet", attributes, .. } => {
                    let state = attribute(attributes, b"state")?;
                    let id = attribute(attributes, b"id")?;
                    let (kind, path) = relations.0.get(&id).ok_or_else(|| missing("a sheet"))?;
                    if kind == "worksheet" && !state.is_empty() && state != "visible" {
                        book.hidden.push(attribute(attributes, b"name")?);
                    } else if kind == "worksheet" {
                        book.sheets.push((attribute(attributes, b"name")?, member(archive, path)?));
                    }
                }
                Token::Close(b"workbook") => return Ok(book),
                _ => {}
            }
        }
        Err(unreadable(&format!("{main} is cut short")))
    }

    fn read_strings(&mut self, text: &[u8]) -> Result<(), Diagnostics> {
        let mut tokens = Tokens::new(text);
        while let Some(token) = tokens.next() {
            match token {
                Token::Open { name: b"si", is_closed, .. } => {
                    let mut own = String::new();
                    if !is_closed && string(&mut tokens, &mut own)?.is_none() {
                        break;
                    }
                    self.strings.push(own);
                }
                Token::Open { name: b"sst", is_closed: true, .. } | Token::Close(b"sst") => {
                    return Ok(());
                }
                _ => {}
            }
        }
        Err(unreadable(&"the shared texts are cut short"))
    }
}

/// Which styles of cells show a number as a date.
fn date_styles(text: &[u8]) -> Result<Vec<bool>, Diagnostics> {
    let (mut formats, mut styles, mut in_cells) = (BTreeMap::new(), Vec::new(), false);
    let mut tokens = Tokens::new(text);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open { name: b"numFmt", attributes, .. } => {
                if let Ok(id) = attribute(attributes, b"numFmtId")?.parse::<u16>() {
                    formats.insert(id, attribute(attributes, b"formatCode")?);
                }
            }
            Token::Open { name: b"cellXfs", is_closed, .. } => in_cells = !is_closed,
            Token::Close(b"cellXfs") => in_cells = false,
            Token::Open { name: b"xf", attributes, .. } if in_cells => {
                styles.push(attribute(attributes, b"numFmtId")?.parse::<u16>().unwrap_or(0));
            }
            _ => {}
        }
    }
    Ok(styles.into_iter().map(|format| dates::is_date(format, &formats)).collect())
}

/// Kind and member of what a part refers to, by the name that it refers with.
struct Relations(BTreeMap<String, (String, String)>);

impl Relations {
    fn read(archive: &mut Archive<'_>, path: &str) -> Result<Self, Diagnostics> {
        let text = whole(archive, path)?;
        let (folder, _) = path.split_once("_rels/").unwrap_or_default();
        let (mut tokens, mut relations) = (Tokens::new(&text), BTreeMap::new());
        while let Some(token) = tokens.next() {
            if let Token::Open { name: b"Relationship", attributes, .. } = token {
                let kind = attribute(attributes, b"Type")?;
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = attribute(attributes, b"Target")?;
                let from_root = target.strip_prefix('/').map(str::to_owned);
                let target = from_root.unwrap_or_else(|| format!("{folder}{target}"));
                relations.insert(attribute(attributes, b"Id")?, (kind, target));
            }
        }
        Ok(Self(relations))
    }

    fn of_kind(&self, wanted: &str) -> Option<String> {
        self.0.values().find(|(kind, _)| kind == wanted).map(|(_, path)| path.clone())
    }
}

/// The number of a member; names differ in case and slashes where other programs wrote them.
fn member(archive: &Archive<'_>, path: &str) -> Result<usize, Diagnostics> {
    let is_it = |name: &str| name.replace('\\', "/").eq_ignore_ascii_case(path);
    let alike = || {
        (0..archive.len()).find(|index| {
            archive.name_for_index(*index).and_then(Result::ok).is_some_and(|name| is_it(&name))
        })
    };
    archive.index_for_name(path).or_else(alike).ok_or_else(|| missing(path))
}

fn missing(what: &str) -> Diagnostics {
    unreadable(&format!("{what} is missing"))
}

/// A small part, unpacked.
fn whole(archive: &mut Archive<'_>, path: &str) -> Result<Vec<u8>, Diagnostics> {
    let index = member(archive, path)?;
    let mut text = Vec::new();
    archive
        .by_index(index)
        .map_err(|error| unreadable(&error))?
        .read_to_end(&mut text)
        .map_err(|error| unreadable(&error))?;
    if is_wide(&text) { Err(not_utf8()) } else { Ok(text) }
}

/// Whether a text is of two bytes a character.
pub(super) fn is_wide(text: &[u8]) -> bool {
    text.starts_with(b"\xff\xfe")
        || text.starts_with(b"\xfe\xff")
        || text.iter().take(4).any(|byte| *byte == 0)
}
