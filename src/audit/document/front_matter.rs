//! What a page says of itself in the YAML before its Markdown: its title and descriptions, which its site
//! prints and search engines quote.

use super::{Builder, Kind};

/// How the names of properties end whose values are read.
const DESCRIPTIONS: &[&str] =
    &["description", "summary", "excerpt", "subtitle", "abstract", "lead", "intro", "tagline"];
const TITLES: &[&str] = &["title", "headline"];

/// Reads the lines of front matter that start at a byte of the file; `parent` is a container of its own.
pub fn read(text: &str, offset: usize, parent: u32, builder: &mut Builder) {
    let (mut at, mut open) = (offset, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let indented = line.starts_with([' ', '\t']);
        let value = match line.split_once(':').filter(|_| !indented) {
            Some((property, value)) => {
                open = begin(property, parent, builder);
                value
            }
            None => line,
        };
        let value = value.trim_start();
        let begins = start + line.len() - value.len();
        if open && !matches!(value, ">" | "|" | ">-" | "|-") {
            let plain = value.trim_matches(['"', '\'']);
            let quote = value.len() - value.trim_start_matches(['"', '\'']).len();
            builder.gap(begins);
            builder.verbatim(plain, begins + quote);
        }
    }
    builder.end();
}

/// Begins a block where a property is one that is read.
fn begin(property: &str, parent: u32, builder: &mut Builder) -> bool {
    let name = property.trim().to_ascii_lowercase();
    let ends = |any: &[&str]| any.iter().any(|end| name.ends_with(end));
    let kind = match (ends(TITLES), ends(DESCRIPTIONS)) {
        (_, true) => Kind::Paragraph,
        (true, _) => Kind::Heading(0),
        _ => return false,
    };
    builder.begin(kind, parent);
    true
}
