//! What a refresh would do to a page: which bytes give way to which, and what is to be told. Writes
//! nothing.

use std::{collections::BTreeMap, ops::Range};

use super::{
    beside::{self, Marked, Other},
    blocks::Filled,
    bytes::PageBytes,
    course::{self, Course},
    desk::Desk,
    edits::{Edit, changed},
    marker::{Ask, Asked, Block, Named, Quantity, read_asked},
    markup::Markup,
    places::Places,
    print::{Printed, short},
    refusal::Refusal,
    slots::{Fault, Slot, Slots, SumAt, slots},
    text::{core, decoded, spelled_like},
};
use crate::{
    diag::{Diagnostic, Diagnostics, Fix, rules},
    escape, files,
    model::{Figure, FigureId, Period},
};

/// What a refresh would do to a page.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The page as it is.
    pub page: PageBytes,
    /// What changes, in the order of the page.
    pub edits: Vec<Edit>,
    /// Spans that do not hold what they should, and markers that are not heeded.
    pub stale: Diagnostics,
    /// Spans that were edited by hand and are left as they are.
    pub by_hand: Diagnostics,
    /// Why the page cannot be refreshed.
    pub errors: Diagnostics,
    /// How many places are marked.
    pub marked: usize,
    /// The figures that the page shows, with the searched bytes that show them.
    pub shown: Vec<(FigureId, Range<usize>)>,
}

/// Problems of a page that are told one by one.
const MOST_TOLD: usize = 100;

impl Plan {
    /// Plans the refresh of a page; its file is not known here. `force` overwrites what was edited by
    /// hand.
    #[must_use]
    pub fn new(desk: &mut Desk<'_>, page: PageBytes, markup: Markup, force: bool) -> Self {
        let pieces = markup.pieces(page.searched());
        let Slots { slots, faults } = slots(&page, &pieces);
        let plan = Self {
            page,
            edits: Vec::new(),
            stale: Diagnostics::default(),
            by_hand: Diagnostics::default(),
            errors: Diagnostics::default(),
            marked: slots.len(),
            shown: Vec::new(),
        };
        let mut filling = Filling {
            plan,
            desk,
            markup,
            force,
            figures: BTreeMap::new(),
            told: BTreeMap::new(),
            places: Places::default(),
        };
        filling.faults(faults);
        filling.spans(&slots);
        filling.other_periods(&slots);
        filling.plan.edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        filling.plan
    }

    /// The searched bytes after the refresh.
    #[must_use]
    pub fn changed(&self) -> Vec<u8> {
        changed(self.page.searched(), &self.edits)
    }
}

struct Filling<'f, 'a> {
    plan: Plan,
    desk: &'f mut Desk<'a>,
    markup: Markup,
    force: bool,
    /// The figures of all spans, for source lines.
    figures: BTreeMap<FigureId, Figure>,
    /// How many findings there are of each kind of thing.
    told: BTreeMap<String, usize>,
    places: Places,
}

/// The new content of a slot: the bytes that change in it, as text of the page, and the figures.
struct Content {
    range: Range<usize>,
    text: String,
    figures: Vec<FigureId>,
}

impl Filling<'_, '_> {
    fn faults(&mut self, faults: Vec<Fault>) {
        let more = faults.len().saturating_sub(MOST_TOLD);
        for fault in faults.into_iter().take(MOST_TOLD) {
            let (line, column) = self.places.of(self.plan.page.searched(), fault.at);
            let make = if fault.is_harmless { Diagnostic::finding } else { Diagnostic::error };
            let told = make(fault.message).hint(fault.hint).rule(&rules::BAD_MARKER).at(line, column);
            if fault.is_harmless { self.plan.stale.push(told) } else { self.plan.errors.push(told) }
        }
        if more > 0 {
            self.plan.errors.push(Diagnostic::error(format!("{more} more markers cannot be read")));
        }
    }

    /// Fills the spans, then the source lines, which name what all the others show.
    fn spans(&mut self, slots: &[Slot]) {
        let is_source = |slot: &&Slot| match &slot.ask {
            Ask::Block(block) => *block == Block::Source,
            Ask::Span(asked) => is_source_of_page(asked),
            Ask::Attribute { .. } => false,
        };
        let (sources, others): (Vec<&Slot>, Vec<&Slot>) = slots.iter().partition(is_source);
        let mut told = 0;
        for slot in others.into_iter().chain(sources) {
            match self.content(slot) {
                Ok(content) => self.fill(slot, content),
                Err(refusal) => {
                    told += 1;
                    if told <= MOST_TOLD {
                        let (line, column) = self.places.of(self.plan.page.searched(), slot.at);
                        self.plan.errors.push(refusal.told().at(line, column));
                    }
                }
            }
        }
        if told > MOST_TOLD {
            let more = told - MOST_TOLD;
            self.plan.errors.push(Diagnostic::error(format!("{more} more markers cannot be filled")));
        }
        self.plan.errors = std::mem::take(&mut self.plan.errors).by_place();
    }

    fn content(&mut self, slot: &Slot) -> Result<Content, Refusal> {
        let is_misread = |text: &str| text.contains(char::REPLACEMENT_CHARACTER);
        let is_block = matches!(slot.ask, Ask::Block(_));
        let is_misread_here = !is_block && is_misread(&self.plan.page.text(slot.content.clone()));
        let content = if is_misread_here { Err(misread()) } else { self.content_of(slot) };
        content.and_then(|content| if is_misread(&content.text) { Err(misread()) } else { Ok(content) })
    }

    fn content_of(&mut self, slot: &Slot) -> Result<Content, Refusal> {
        match &slot.ask {
            Ask::Span(asked) => self.span(asked, slot),
            Ask::Attribute { name, template } => self.attribute(name, template, slot),
            Ask::Block(block) => {
                let Filled { markup, figures } = self.desk.block(block, self.markup, &self.figures)?;
                let text = self.framed(&markup);
                Ok(Content { range: slot.content.clone(), text, figures })
            }
        }
    }

    /// A block on lines of its own, with the line ends of the page.
    fn framed(&self, markup: &str) -> String {
        let bytes = self.plan.page.searched();
        let end = memchr::memchr(b'\n', bytes);
        let is_crlf = end.is_some_and(|at| at > 0 && bytes[at - 1] == b'\r');
        // Markdown takes what follows a comment on its own lines for HTML until a blank line.
        let gap = if self.markup == Markup::Html { "\n" } else { "\n\n" };
        let framed = format!("{gap}{markup}{gap}");
        if is_crlf { framed.replace('\n', "\r\n") } else { framed }
    }

    /// The text between the markup that a span may begin and end with.
    fn span(&mut self, asked: &Asked, slot: &Slot) -> Result<Content, Refusal> {
        if is_source_of_page(asked) {
            let Filled { markup, figures } =
                self.desk.block(&Block::Source, self.markup, &self.figures)?;
            return Ok(Content { range: slot.content.clone(), text: markup, figures });
        }
        let core = core(&self.plan.page.searched()[slot.content.clone()]);
        let range = slot.content.start + core.start..slot.content.start + core.end;
        let raw = self.plan.page.text(range.clone()).into_owned();
        if raw.contains('<') {
            return Err(Refusal::of_marker(
                format!("`{}` holds markup", short(&raw)),
                "put the markers closely around the number",
            ));
        }
        let sample = self.markup.sample(&raw);
        let around = || beside::around(self.plan.page.searched(), self.markup, &slot.content);
        let (before, behind) = around();
        let (text, figure) = self.print(asked, [&before, &sample, &behind])?;
        course::heed_article(&before, &sample, &text)?;
        let escape = |text: &str| self.markup.escaped(text);
        let text = spelled_like(&raw, self.markup.has_escapes(), &text, escape);
        Ok(Content { range, text, figures: figure.into_iter().collect() })
    }

    /// What a marker prints in the place of a text, with what stands before and behind it, and its figure.
    fn print(
        &mut self,
        asked: &Asked,
        [before, sample, behind]: [&str; 3],
    ) -> Result<(String, Option<FigureId>), Refusal> {
        let course = Course::of(before, sample, behind);
        let printed = self.desk.print(&course.heeded(asked), sample)?;
        course.check(asked, &printed)?;
        let Printed { text, figure } = printed;
        let id = figure.as_ref().map(|figure| figure.id.clone());
        self.figures.extend(figure.map(|figure| (figure.id.clone(), figure)));
        Ok((text, id))
    }

    /// The text of an attribute with the figures in its braces.
    fn attribute(&mut self, name: &str, template: &str, slot: &Slot) -> Result<Content, Refusal> {
        let raw = self.plan.page.text(slot.content.clone()).into_owned();
        let present = decoded(&raw, false);
        let is_for_programs = name == "value" || name.starts_with("data-");
        let digits = format!("bare {present}");
        let like = if is_for_programs { &digits } else { &present };
        let (mut text, mut rest, mut figures) = (String::new(), template, Vec::new());
        if !template.contains('{') {
            let printed = self.in_braces(template, ["", like, ""])?;
            figures.extend(printed.1);
            text = printed.0;
            rest = "";
        }
        while let Some((before, after)) = rest.split_once('{') {
            let Some((words, behind)) = after.split_once('}') else {
                return Err(Refusal::of_marker(
                    "a brace is opened and not closed".to_owned(),
                    "write `{oews us 11-9111 p50 annual}`",
                ));
            };
            let is_all = before.is_empty() && behind.is_empty() && text.is_empty();
            let sample = if is_all { like } else { "" };
            let printed = self.in_braces(words, [before, sample, behind])?;
            text.push_str(before);
            text.push_str(&printed.0);
            figures.extend(printed.1);
            rest = behind;
        }
        text.push_str(rest);
        let text = spelled_like(&raw, false, &text, escape::html_attribute);
        Ok(Content { range: slot.content.clone(), text, figures })
    }

    fn in_braces(
        &mut self,
        words: &str,
        around: [&str; 3],
    ) -> Result<(String, Option<FigureId>), Refusal> {
        let asked = read_asked(words).map_err(|mistakes| {
            let mistake = mistakes.into_iter().next();
            mistake.map_or_else(
                || Refusal::of_marker("empty braces".to_owned(), "name a figure in them"),
                |mistake| Refusal::of_marker(mistake.message, &mistake.hint),
            )
        })?;
        self.print(&asked, around)
    }

    /// Compares what a slot holds with what it should hold.
    fn fill(&mut self, slot: &Slot, content: Content) {
        let Content { range, text, figures } = content;
        let page = &self.plan.page;
        let old = page.searched()[range.clone()].to_vec();
        let new = page.written(&text);
        let key = figures.first().map_or_else(|| slot_name(slot), ToString::to_string);
        self.plan.shown.extend(figures.into_iter().map(|id| (id, range.clone())));
        let whole = slot.content.clone();
        let now = checksum(&page.searched()[whole.clone()]);
        let is_by_hand = slot.sum.as_ref().is_some_and(|sum| *sum != now);
        if old != new {
            let diagnostic = self.finding(slot, &range, &text, &key, is_by_hand);
            if is_by_hand && !self.force {
                return self.plan.by_hand.push(diagnostic);
            }
            self.plan.stale.push(diagnostic);
        } else if is_by_hand {
            let told = self.new_manner(slot, &range, &key);
            self.plan.stale.push(told);
        }
        let bytes = self.plan.page.searched();
        let filled = [&bytes[whole.start..range.start], &new, &bytes[range.end..whole.end]].concat();
        self.sum(slot, &checksum(&filled));
        if old != new {
            self.plan.edits.push(Edit { range, bytes: new });
        }
    }

    /// Tells the sentences that name another period than that of their figure.
    fn other_periods(&mut self, slots: &[Slot]) {
        let mut marked = Vec::new();
        for slot in slots {
            let Ask::Span(asked) = &slot.ask else { continue };
            let is_figure = matches!(asked.quantity, Quantity::Measure(_) | Quantity::Decline(_));
            let period = self.desk.period(asked).ok();
            marked.push(Marked { content: slot.content.clone(), period, is_figure });
        }
        marked.sort_by_key(|one| one.content.start);
        let bytes = self.plan.page.searched();
        for Other { at, text, period } in beside::others(bytes, self.markup, &marked) {
            let (line, column) = self.places.of(bytes, at);
            let (program, option) = match period {
                Period::Release(_) => ("oews", "release"),
                Period::Round(_) => ("projections", "round"),
            };
            let message = format!(
                "the sentence says `{text}`, and the marked figure in it is of {}",
                period.in_words()
            );
            let hint = format!(
                "mark the period too, as `outlook {program} period`, or name it in the figure's marker \
                 with `{option}=`"
            );
            let told = Diagnostic::finding(message).hint(hint).rule(&rules::OTHER_PERIOD);
            let ordinal = *self.told.entry(text.clone()).and_modify(|of| *of += 1).or_insert(1);
            self.plan.stale.push(told.key(format!("{text}#{ordinal}")).at(line, column));
        }
    }

    fn sum(&mut self, slot: &Slot, sum: &str) {
        if slot.sum.as_deref() == Some(sum) {
            return;
        }
        let SumAt { range, before, after } = slot.sum_at.clone();
        let bytes = self.plan.page.written(&format!("{before}{sum}{after}"));
        self.plan.edits.push(Edit { range, bytes });
    }

    /// Tells of a text that was edited and is true: a refresh takes its manner over, in the checksum alone.
    fn new_manner(&mut self, slot: &Slot, range: &Range<usize>, key: &str) -> Diagnostic {
        let page = &self.plan.page;
        let text = page.text(range.clone()).into_owned();
        let told = self.finding(slot, range, &text, key, false);
        Diagnostic {
            message: format!("`{}` says the figure in a new manner ({key})", short(&text)),
            ..told
        }
    }

    fn finding(
        &mut self,
        slot: &Slot,
        range: &Range<usize>,
        text: &str,
        key: &str,
        by_hand: bool,
    ) -> Diagnostic {
        let page = &self.plan.page;
        let old = page.text(range.clone());
        let (line, column) = self.places.of(page.searched(), range.start);
        let (message, hint, rule) = if by_hand {
            (
                format!("`{}` was edited by hand; the figure is `{}`", short(&old), short(text)),
                "keep the text and take the marker away, or overwrite it with `refresh --force`",
                &rules::EDITED_BY_HAND,
            )
        } else {
            (
                format!("`{}` is now `{}`", short(&old), short(text)),
                "run `labor-outlook refresh`",
                &rules::MARKED_STALE,
            )
        };
        let fix = Fix {
            start_byte: page.in_file(range.start),
            end_byte: page.in_file(range.end),
            replacement: text.to_owned(),
        };
        let what = if matches!(slot.ask, Ask::Block(_)) { slot_name(slot) } else { key.to_owned() };
        let ordinal = *self.told.entry(what.clone()).and_modify(|count| *count += 1).or_insert(1);
        Diagnostic::finding(format!("{message} ({what})"))
            .hint(hint)
            .rule(rule)
            .fix(fix)
            .key(format!("{what}#{ordinal}"))
            .at(line, column)
    }
}

/// Whether a span names the sources of all figures of its page.
fn is_source_of_page(asked: &Asked) -> bool {
    let Asked { program, release, round, .. } = asked;
    asked.quantity == Quantity::Source && (program, release, round) == (&None, &None, &None)
}

/// A text with bytes that the encoding of its page has not.
fn misread() -> Refusal {
    Refusal::of_marker(
        "what stands here is not in the encoding that the page declares".to_owned(),
        "save the page as UTF-8",
    )
}

/// What a slot is for, in a word or two.
fn slot_name(slot: &Slot) -> String {
    match &slot.ask {
        Ask::Block(Block::Table { exhibit }) => format!("table {exhibit}"),
        Ask::Block(Block::Chart { exhibit, .. }) => format!("chart {exhibit}"),
        Ask::Block(Block::JsonLd(asked)) => match &asked.subject {
            Some(Named::Code(code)) => format!("jsonld {code}"),
            Some(Named::Name(name)) => format!("jsonld {name}"),
            None => "jsonld".to_owned(),
        },
        Ask::Block(Block::Source) => "source".to_owned(),
        Ask::Attribute { name, .. } => format!("attribute {name}"),
        Ask::Span(asked) => format!("{:?}", asked.quantity).to_lowercase(),
    }
}

/// The first six digits of the sha256 of a content, whatever its line ends.
#[must_use]
pub fn checksum(content: &[u8]) -> String {
    let mut plain = Vec::with_capacity(content.len());
    for (at, byte) in content.iter().enumerate() {
        if !(*byte == b'\r' && content.get(at + 1) == Some(&b'\n')) {
            plain.push(*byte);
        }
    }
    files::sha256(&plain).chars().take(6).collect()
}
