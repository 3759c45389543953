//! What the heads of a row and column say against a figure: that it is of somebody whom no name in the list of
//! occupations fits, or that it is money of another kind.

use super::{
    claim::Source,
    cue::Cue,
    document::Kind,
    grid::Grid,
    own::{OWN_PEOPLE, OWN_PLACES},
    passage::{Page, Relation},
    reading::Told,
    view::View,
};

/// People of a school's own in heads of tables, where these are no workers of BLS's either.
const IN_HEADS: &[&str] = &["alums", "apprentices"];

/// Passages between a caption and its table, and cells of the table that are looked at.
const RIGHT_ABOVE: usize = 2;
const MOST_CELLS: usize = 200;

impl Page<'_> {
    /// Whether a passage tells anything that a predicate picks.
    fn tells(&self, at: usize, pick: impl Fn(Cue) -> bool) -> bool {
        self.reading(at).told.iter().any(|told| pick(told.cue))
    }

    /// Whether the head of a row or column is about money that is no wage of BLS's: "Tuition", "Program cost",
    /// "Starting salary of our grads".
    fn is_of_other_money(&self, head: usize) -> bool {
        if self.tells(head, |cue| matches!(cue, Cue::Bls)) {
            return false;
        }
        // "Typical school cost" is a cost; "cost of living adjusted pay" is pay.
        let kinds = self.reading(head).told.iter().filter_map(|told| match told.cue {
            Cue::NotPay => Some((told.end, true)),
            Cue::Measure(_) | Cue::Pay => Some((told.end, false)),
            _ => None,
        });
        self.is_of_own(head) || kinds.max().is_some_and(|(_, other)| other)
    }

    /// Whether a head is that of somebody else's figures: "Indeed average".
    fn is_of_site(&self, head: usize) -> bool {
        self.tells(head, |cue| cue == Cue::OtherSource)
            && !self.tells(head, |cue| matches!(cue, Cue::Bls | Cue::Occupation(_)))
    }

    /// Whether a head is about a school's own people: "Our alumni", "Starting salary of grads".
    fn is_of_own(&self, head: usize) -> bool {
        let text = self.text(head).to_lowercase();
        let words = || text.split(|c: char| !c.is_alphanumeric());
        let lists = [OWN_PEOPLE, IN_HEADS, OWN_PLACES];
        words().any(|word| lists.iter().any(|list| list.contains(&word)))
            && (words().any(|word| word == "our") || self.tells(head, |cue| cue == Cue::Band))
    }

    /// Whether a passage stands right above a table that has a school's own figures beside others.
    pub fn is_above_own(&self, at: usize) -> bool {
        let is_cell = |at: &usize| matches!(self.passages[*at].kind, Kind::Cell { .. });
        let below = (at + 1..self.passages.len()).take(RIGHT_ABOVE).find(is_cell);
        let cells = below.into_iter().flat_map(|first| (first..self.passages.len()).take_while(is_cell));
        !is_cell(&at) && cells.take(MOST_CELLS).any(|cell| self.is_of_own(cell))
    }
}

impl View<'_, '_> {
    /// Who is the source of the figure by what heads it, or by the note of a mark behind it or its heads.
    pub fn told_by_heads(&self) -> Option<Source> {
        if self.is_headed_as_other() { Some(Source::Other) } else { self.footnoted() }
    }

    /// Whether the head of the figure's row or column says that it is no wage of BLS's.
    fn is_headed_as_other(&self) -> bool {
        let of_table = |relation| {
            matches!(relation, Relation::RowHead | Relation::GroupHead | Relation::ColumnHead)
        };
        let mut heads = self.contexts.iter().filter(|(relation, _)| of_table(*relation));
        heads.any(|(_, at)| self.page.is_of_other_money(*at) || self.page.is_of_site(*at))
    }

    /// Whether the figure stands in a row of a name that says nothing, in a table whose other rows are of
    /// occupations: it is nobody's of whom the table, or what stands above it, tells.
    pub fn is_in_row_of_unknown(&self) -> bool {
        let Kind::Cell { table, row, column, .. } = self.page.passages[self.passage].kind else {
            return false;
        };
        let Some(grid) = self.page.grids.get(&table) else { return false };
        let Some(head) = grid.left_of(row, column).next() else { return false };
        let is_name = |told: &Told| matches!(told.cue, Cue::Work | Cue::Jobs);
        let reading = self.page.reading(head);
        let says_nothing = reading.told.iter().all(is_name)
            && reading.dates.is_empty()
            && self.page.text(head).contains(char::is_alphabetic);
        says_nothing && self.page.lists_occupations(grid)
    }

    /// Whether the figure stands in a table that lists no occupations, under or beside heads that speak of other
    /// things: "Placement rate".
    pub fn is_in_table_of_others(&self) -> bool {
        let Kind::Cell { table, .. } = self.page.passages[self.passage].kind else { return false };
        let lists = self.page.grids.get(&table).is_none_or(|grid| self.page.lists_occupations(grid));
        let of_table = |relation| matches!(relation, Relation::RowHead | Relation::ColumnHead);
        let mut heads = self.contexts.iter().filter(|(relation, _)| of_table(*relation));
        !lists && heads.any(|(_, at)| self.page.is_of_other_things(*at))
    }
}

impl Page<'_> {
    /// Whether a head has words and none of pay, jobs, occupations or their growth.
    fn is_of_other_things(&self, head: usize) -> bool {
        let is_ours =
            |cue: Cue| !matches!(cue, Cue::NotPay | Cue::OtherSource | Cue::SomeSource | Cue::NotGrowth);
        self.text(head).contains(char::is_alphabetic) && !self.tells(head, is_ours)
    }

    /// Whether the first column of a table lists occupations.
    fn lists_occupations(&self, grid: &Grid) -> bool {
        grid.lists_occupations(|at| self.tells(at, |cue| matches!(cue, Cue::Occupation(_))))
    }
}
