//! The kinds of findings. An id never changes its meaning; a new kind takes the next free one.

use super::Rule;

macro_rules! rules {
    ($($(#[$doc:meta])* $constant:ident = $id:literal $name:literal $says:literal;)*) => {
        $($(#[$doc])* pub const $constant: Rule = Rule { id: $id, name: $name, says: $says };)*

        /// Every kind of finding, by id.
        pub const RULES: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    /// A figure of an older release.
    STALE = "LO001" "stale-value" "The figure is true of an older release than the newest.";
    /// A figure under the wrong release.
    MISLABELLED = "LO002" "wrong-period" "The figure is that of another release than the one named beside it.";
    /// A figure under the wrong name.
    WRONG_MEASURE = "LO003" "wrong-measure" "The figure is another measure than the words say.";
    /// A figure of no release.
    WRONG = "LO004" "unsupported" "No release at hand has the figure.";
    /// Figures of several releases together.
    MIXED = "LO005" "mixed-releases" "Figures of different releases or rounds stand together.";
    /// A threshold as if it were a figure.
    TOP_CODED = "LO006" "top-coded-as-exact" "A top-coded wage is stated as an exact figure.";
    /// A figure under the wrong occupation.
    WRONG_OCCUPATION = "LO007" "wrong-occupation" "The figure is that of another occupation.";
    /// A figure that fits several readings.
    AMBIGUOUS = "LO008" "ambiguous" "The figure fits several releases or occupations.";
    /// A figure that nothing at hand can confirm.
    NOT_CHECKABLE = "LO009" "not-checkable" "Nothing at hand can confirm or refute the figure.";
    /// Claims of a page that exclude each other.
    CONTRADICTION = "LO010" "contradiction" "Two claims of a page cannot both be true.";
    /// Words that make a figure seem another's.
    MISLEADING = "LO011" "misleading" "The sentence reads as if the figure were something else.";
    /// A marked span that holds an older figure.
    MARKED_STALE = "LO020" "marked-stale" "A marked span does not hold the figure that it names.";
    /// A marked span that was edited.
    EDITED_BY_HAND = "LO021" "edited-by-hand" "A marked span was edited by hand since the last refresh.";
    /// A marked span whose figure cannot be printed.
    NO_FIGURE = "LO022" "no-figure" "The figure that a marked span names is suppressed, top-coded or missing.";
    /// A marker that cannot be read.
    BAD_MARKER = "LO023" "bad-marker" "A marker cannot be read.";
    /// A claim that gets no marker.
    UNMARKED = "LO024" "unmarked" "A statement that quotes BLS gets no marker.";
    /// A marked figure in a sentence of another period.
    OTHER_PERIOD = "LO025" "other-period" "The sentence of a marked figure names another period than that of the figure.";
    /// Outputs that a run would change.
    OUTPUT_DIFFERS = "LO030" "output-differs" "An output is not what a run would write.";
    /// A release that should be there.
    OVERDUE = "LO031" "overdue" "A newer release is out, or due.";
    /// A figure that moved further than allowed.
    MOVED_FAR = "LO032" "moved-far" "A figure moved further than the threshold allows.";
    /// A figure that was there.
    VANISHED = "LO033" "vanished" "A figure of the older release is not in the newer one.";
    /// An odd figure in a published table.
    ODD_FIGURE = "LO040" "odd-figure" "Figures of a table contradict each other or its release.";
    /// A table that was damaged on its way.
    DAMAGED_TABLE = "LO041" "damaged-table" "A table was damaged when it was saved again.";
    /// A code of another edition of the SOC.
    OTHER_EDITION = "LO042" "other-edition" "A code is of another edition of the SOC than the release of the table.";
    /// Figures of another release, or of several.
    OTHER_RELEASE = "LO043" "other-release" "The wages of a table are those of another release than its name says, or of several.";
    /// A row that stands twice.
    ROW_TWICE = "LO044" "row-twice" "A row of a table stands twice with the same figures.";
    /// A table that is not whole.
    PARTIAL_TABLE = "LO045" "partial-table" "A table has other rows, areas or totals than its release.";
}
