//! How other programs spell what BLS writes: the names of columns, and cells without anything in them.

/// What programs write for a cell without anything in it: R and pandas, spreadsheets, databases.
const BLANKS: [&str; 7] = ["NA", "N/A", "NaN", "None", "null", "#N/A", "<NA>"];

/// Whether a cell has nothing in it, as any program writes that.
#[must_use]
pub fn is_blank(cell: &str) -> bool {
    cell.is_empty() || BLANKS.iter().any(|blank| blank.eq_ignore_ascii_case(cell))
}

/// What pages and word processors write for a hyphen.
const DASHES: [char; 6] = ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'];

/// A code with a hyphen for every dash: `29–1141`.
#[must_use]
pub fn with_hyphens(code: &str) -> String {
    code.replace(DASHES, "-")
}

/// Whether a head is a name, whatever stands between its words: `Series ID`, `series_id`, `SeriesId`.
#[must_use]
pub fn is_head(head: &str, name: &str) -> bool {
    letters(head).eq(letters(name))
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{is_blank, is_head};

    #[test]
    fn names_are_the_same_whatever_stands_between_their_words() {
        for head in ["series_id", "SERIES_ID", "Series ID", "SeriesId", "series.id"] {
            assert!(is_head(head, "series_id"), "{head}");
        }
        assert!(!is_head("series", "series_id") && !is_head("", "series_id"));
    }

    #[test]
    fn no_number_and_no_mark_is_a_blank() {
        assert!(["", "NA", "nan", "None", "null", "#N/A"].iter().all(|cell| is_blank(cell)));
        assert!(!["0", "*", "**", "#", "~", "-", "—", "5"].iter().any(|cell| is_blank(cell)));
    }
}
