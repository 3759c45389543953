//! Where to look for what a passage leaves unsaid: the heads of its row and column, the label of a card,
//! the lead-in of its list, the sentences before, the headings above.

use super::{
    claim::is_head,
    cue::Cue,
    document::Kind,
    grid::Grid,
    number::Sign,
    passage::{Page, Relation},
    percentile::rank,
    reading::{Placed, Told},
};

/// How far behind a sentence a remark in brackets may be about it, in sentences.
const FURTHEST_REMARK: usize = 4;

/// The longest question that labels its answer, in words.
const LONGEST_QUESTION: usize = 5;

/// The longest paragraph of which each sentence leads into what follows, in bytes.
const LONGEST_LEAD: usize = 200;

/// Lines below a figure that say what it is.
const MOST_LINES: usize = 3;

/// The longest list whose lead-in is looked for, in sentences.
const LONGEST_LIST: usize = 64;

/// Passages that are looked at for what another leaves unsaid.
const MOST_CONTEXTS: usize = 16;
impl Page<'_> {
    /// Where to look for what a passage leaves unsaid, nearest first.
    #[must_use]
    pub fn contexts(&self, at: usize) -> Vec<(Relation, usize)> {
        let mut found = Vec::new();
        let passage = &self.passages[at];
        let mut anchor = at;
        let term = passage.heading.filter(|at| self.passages[*at].kind == Kind::Heading(7));
        if let (Kind::Detail, Some(term)) = (passage.kind, term) {
            found.push((Relation::Label, term));
            found.extend(self.subject_of_list(at).map(|subject| (Relation::RowHead, subject)));
        }
        if let Kind::Cell { table, row, column, .. } = passage.kind {
            self.cell_contexts(table, row, column, at, &mut found);
            let (first, last) = self.grids.get(&table).and_then(Grid::ends).unwrap_or((at, at));
            anchor = first;
            let next = Some(last + 1).filter(|next| *next < self.passages.len());
            found.extend(next.map(|next| (Relation::After, next)));
        } else {
            self.label_contexts(at, &mut found);
            self.lines_below(at, &mut found);
            // "Median pay?" is the label of its answer.
            let asked = at.checked_sub(1).filter(|before| {
                let text = self.text(*before);
                text.ends_with('?') && text.split_whitespace().count() <= LONGEST_QUESTION
            });
            found.extend(asked.map(|before| (Relation::Label, before)));
        }
        self.remarks(at, &mut found);
        // What leads in is a paragraph above a list or table, or a line that ends in a colon.
        let mut is_item = matches!(passage.kind, Kind::Item | Kind::Detail | Kind::Cell { .. });
        let mut open = true;
        let mut lead = None;
        let mut back = anchor;
        while back > 0 && found.len() < MOST_CONTEXTS && anchor - back < 8 {
            back -= 1;
            let other = &self.passages[back];
            if matches!(other.kind, Kind::Heading(_)) && Some(back) == passage.heading {
                break;
            }
            let same = other.block == passage.block;
            let relation = match other.kind {
                _ if same && self.is_run_in_head(back) => Relation::Label,
                _ if same => Relation::Before,
                Kind::Paragraph | Kind::Caption if is_item || open && self.text(back).ends_with(':') => {
                    (is_item, open, lead) = (false, false, Some(other.block));
                    Relation::LeadIn
                }
                // All sentences of a short paragraph lead in.
                _ if lead == Some(other.block)
                    && self.document.blocks[other.block].text.len() <= LONGEST_LEAD =>
                {
                    Relation::LeadIn
                }
                _ => Relation::Earlier,
            };
            found.push((relation, back));
        }
        let far = if is_item && lead.is_none() { self.lead_of_long_list(back) } else { None };
        found.extend(far.map(|lead| (Relation::LeadIn, lead)));
        let up = |at: &usize| self.passages[*at].heading.filter(|up| up < at);
        let headings = std::iter::successors(passage.heading, up);
        found.extend(headings.map(|at| (Relation::Heading, at)));
        if anchor == at && at + 1 < self.passages.len() {
            found.push((Relation::After, at + 1));
        }
        found
    }

    /// The description in a list of terms whose term is "Occupation" or the like: it names whose the others are.
    fn subject_of_list(&self, at: usize) -> Option<usize> {
        const SUBJECTS: &[&str] =
            &["occupation", "job title", "job", "career", "profession", "role", "title"];
        let parent = |at: usize| self.document.blocks[self.passages[at].block].parent;
        let is_subject = |other: &usize| {
            let term =
                self.passages[*other].heading.filter(|_| self.passages[*other].kind == Kind::Detail);
            term.is_some_and(|term| {
                let term = self.text(term).trim_end_matches(':').trim().to_lowercase();
                SUBJECTS.contains(&term.as_str())
            })
        };
        let list =
            (at.saturating_sub(LONGEST_LIST)..at).rev().take_while(|other| parent(*other) == parent(at));
        { list }.find(is_subject)
    }

    /// "**Carpenter.** Growth of 4%": a paragraph that begins with an occupation and a stop.
    fn is_run_in_head(&self, at: usize) -> bool {
        const BESIDE: usize = 2;
        let reading = self.reading(at);
        let first = at == 0 || self.passages[at - 1].block != self.passages[at].block;
        let is_all = |told: &Told| {
            matches!(told.cue, Cue::Occupation(_))
                && told.after - told.token + BESIDE >= reading.tokens.len()
        };
        first && reading.told.iter().any(is_all)
    }

    /// What leads into a list that begins far above a passage of it: the paragraph above the first item.
    fn lead_of_long_list(&self, at: usize) -> Option<usize> {
        let items = |at: &usize| matches!(self.passages[*at].kind, Kind::Item | Kind::Detail);
        let above = (at.saturating_sub(LONGEST_LIST)..at).rev().find(|at| !items(at))?;
        let leads = matches!(self.passages[above].kind, Kind::Paragraph | Kind::Caption);
        (at > 0 && items(&at) && leads).then_some(above)
    }

    /// Notes of footnote marks, and remarks in brackets.
    fn remarks(&self, at: usize, found: &mut Vec<(Relation, usize)>) {
        let heads = found.iter().filter(|(relation, _)| is_head(*relation));
        let marked = std::iter::once(at).chain(heads.map(|(_, head)| *head));
        let noted: Vec<(Relation, usize)> = marked.filter_map(|at| self.noted(at)).collect();
        found.extend(noted);
        // "(BLS, May 2024.)" behind the sentences of a paragraph is about them.
        let behind = (at + 1..self.passages.len()).take(FURTHEST_REMARK);
        let mut behind =
            behind.take_while(|other| self.passages[*other].block == self.passages[at].block);
        let remark =
            behind.find(|other| self.text(*other).starts_with(['(', '[']) && self.credits(*other));
        found.extend(remark.map(|other| (Relation::Remark, other)));
    }

    /// Whether a passage has more words than figures.
    fn is_label(&self, at: usize) -> bool {
        let (mut letters, mut digits) = (0, 0);
        for character in self.text(at).chars() {
            letters += usize::from(character.is_alphabetic());
            digits += usize::from(character.is_ascii_digit());
        }
        // "Growth, 2024-34" has as many digits, but is no figure, and neither is "25th".
        letters > digits
            || letters >= 4 && !self.text(at).contains(['$', '%'])
            || self.reading(at).told.iter().any(|told| matches!(told.cue, Cue::Measure(_)))
    }

    /// Whether a passage is nothing but a date: "May 2023", "2024".
    fn is_date(&self, at: usize) -> bool {
        let reading = self.reading(at);
        let [date] = &reading.dates[..] else { return false };
        date.start == 0 && date.end == self.text(at).len()
    }

    /// Whether a passage is a line of its own, in a block of several.
    fn is_line(&self, at: usize) -> bool {
        let passage = &self.passages[at];
        let text = &self.document.blocks[passage.block].text;
        text[..passage.start].ends_with('\n') || text[passage.end..].starts_with('\n')
    }

    /// The lines below a figure that stands alone in its line: "$48,690", and below it "median pay of florists".
    fn lines_below(&self, at: usize, found: &mut Vec<(Relation, usize)>) {
        let figure = |at: usize| {
            let of_money = |placed: &Placed| !placed.spent && placed.number.sign != Sign::Plain;
            self.reading(at).numbers.iter().any(of_money)
        };
        if !self.is_line(at) || self.is_label(at) || !figure(at) {
            return;
        }
        let block = self.passages[at].block;
        let below = (at + 1..self.passages.len())
            .take(MOST_LINES)
            .take_while(|below| self.passages[*below].block == block && !figure(*below));
        found.extend(below.map(|below| (Relation::Label, below)));
    }

    /// Whether a passage says before its figure of what it is: "Pay: $57,390".
    fn says_of_what(&self, at: usize) -> bool {
        let before = self.text(at).split(|c: char| c == '$' || c.is_ascii_digit()).next().unwrap_or("");
        before.contains(char::is_alphabetic) && {
            let told = &self.reading(at).told;
            let names = |cue: Cue| {
                matches!(
                    cue,
                    Cue::Pay | Cue::Measure(_) | Cue::Growth | Cue::Project | Cue::Count(_) | Cue::Jobs
                )
            };
            told.iter().any(|told| told.end <= before.len() && names(told.cue))
        }
    }

    /// The cells before the figures of a row that name whose they are: behind a rank, a code or a field may stand the
    /// occupation, or the state. First those that stand under "Occupation".
    pub fn names_of_row(&self, grid: &Grid, row: u32, column: u32) -> Vec<usize> {
        let is_figure = |at: &usize| {
            let text = self.text(*at);
            text.contains(['$', '%']) || !text.contains(char::is_alphabetic)
        };
        let stub = grid.left_of(row, column).enumerate();
        let stub = stub.take_while(|(nth, at)| *nth == 0 || !is_figure(at)).map(|(_, at)| at);
        let names = |at: &usize| {
            let name = |told: &Told| matches!(told.cue, Cue::Occupation(_) | Cue::Place(_));
            self.is_label(*at) && self.reading(*at).told.iter().any(name)
        };
        let mut found: Vec<usize> = stub.filter(names).collect();
        let is_of_work = |at: &usize| {
            let Kind::Cell { column, .. } = self.passages[*at].kind else { return false };
            let of_work = |told: &Told| matches!(told.cue, Cue::Work | Cue::Jobs);
            grid.above(row, column).iter().any(|head| self.reading(*head).told.iter().any(of_work))
        };
        found.sort_by_key(|at| !is_of_work(at));
        found
    }

    fn cell_contexts(
        &self,
        table: u32,
        row: u32,
        column: u32,
        at: usize,
        found: &mut Vec<(Relation, usize)>,
    ) {
        let Some(grid) = self.grids.get(&table) else { return };
        let left: Vec<usize> = grid.left_of(row, column).collect();
        let names = self.names_of_row(grid, row, column);
        found.extend(names.iter().map(|name| (Relation::RowHead, *name)));
        let pays = self.text(at).starts_with('$');
        let is_label = |at: &&usize| {
            self.is_label(**at) || self.is_date(**at) || pays && rank(self.text(**at)).is_some()
        };
        let first = left.first().filter(is_label).filter(|_| names.is_empty());
        found.extend(first.map(|first| (Relation::RowHead, *first)));
        found.extend(grid.reaching(row).map(|above| (Relation::RowHead, above)));
        found.extend(grid.group(row).map(|group| (Relation::GroupHead, group)));
        found.extend(grid.above(row, column).into_iter().map(|head| (Relation::ColumnHead, head)));
        // "| Home health and personal care aides | BLS |" names the subject of the rows below in the corner.
        let corner = grid.corner(row).filter(|corner| {
            let names = |told: &Told| matches!(told.cue, Cue::Occupation(_));
            row > 0 && column > 0 && self.reading(*corner).told.iter().any(names)
        });
        found.extend(corner.map(|corner| (Relation::ColumnHead, corner)));
        for near in left.iter().rev().take(2).filter(is_label) {
            if Some(near) != left.first() && !names.contains(near) {
                found.push((Relation::Label, *near));
            }
        }
        let right = grid.right_of(row, column).filter(|_| left.is_empty());
        found.extend(right.map(|right| (Relation::Label, right)));
    }

    /// The label of a figure that stands alone in its block, as on a card: the other short block of
    /// the same container.
    fn label_contexts(&self, at: usize, found: &mut Vec<(Relation, usize)>) {
        // A label has no point, and its block nothing else.
        let alone = |at: usize| {
            let passage = &self.passages[at];
            (passage.start, passage.end) == (0, self.document.blocks[passage.block].text.len())
        };
        let short = |at: usize| {
            let text = self.text(at);
            alone(at) && text.split_whitespace().count() <= 7 && !text.ends_with('.')
        };
        if !short(at) {
            return;
        }
        let parent = |at: usize| self.document.blocks[self.passages[at].block].parent;
        let neighbours = [at.checked_add(1), at.checked_sub(1)];
        let mut near: Vec<usize> = neighbours
            .into_iter()
            .flatten()
            .filter(|near| *near < self.passages.len() && short(*near))
            .collect();
        // What has a figure of its own is no label, but stands beside it.
        let figure = |placed: &Placed| !placed.spent && placed.number.sign != Sign::Plain;
        near.retain(|other| self.is_label(*other) && !self.reading(*other).numbers.iter().any(figure));
        // What says itself of what its figure is stands below its heading, and a heading of another container
        // heads what follows it.
        let heading = |at: usize| matches!(self.passages[at].kind, Kind::Heading(_));
        near.retain(|other| {
            *other < at || !(self.says_of_what(at) || heading(*other) && parent(*other) != parent(at))
        });
        let above = |other: usize| self.is_label(at) || heading(other);
        near.sort_by_key(|other| (parent(*other) != parent(at), *other > at && above(*other)));
        found.extend(near.into_iter().map(|near| (Relation::Label, near)));
    }
}
