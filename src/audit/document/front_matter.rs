//! What a page says of itself in the YAML before its Markdown: its title and descriptions, which its site
//! prints and search engines quote.

use super::{Builder, Kind};

/// How the names of properties end whose values are read.
const DESCRIPTIONS: &[&str] =
    &["description", "summary", "excerpt", "subtitle", "abstract", "lead", "intro", "tagline"];
const TITLES: &[&str] = &["title", "headline"];

/// Reads the lines of front matter that start at a byte of the file; `parent` is a container of its own. A property
/// may stand below another (`seo:`); what is indented further than one that is read goes on with its value.
pub fn read(text: &str, offset: usize, parent: u32, builder: &mut Builder) {
    let (mut at, mut open) = (offset, None);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        let indent = line.len() - line.trim_start().len();
        let goes_on = open.is_some_and(|of| indent > of) || line.is_empty();
        let value = match line.split_once(':').filter(|_| !goes_on) {
            Some((property, value)) => {
                open = begin(property, parent, builder).then_some(indent);
                value
            }
            None => line,
        };
        let value = value.trim_start();
        let begins = start + line.len() - value.len();
        if open.is_some() && !matches!(value, ">" | "|" | ">-" | "|-") {
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
    let name = property.trim_matches(['-', ' ', '\t']).to_ascii_lowercase();
    let ends = |any: &[&str]| any.iter().any(|end| name.ends_with(end));
    let kind = match (ends(TITLES), ends(DESCRIPTIONS)) {
        (_, true) => Kind::Paragraph,
        (true, _) => Kind::Heading(0),
        _ => return false,
    };
    builder.begin(kind, parent);
    true
}
