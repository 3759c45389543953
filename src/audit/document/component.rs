//! Components of MDX, which say in their properties what other pages say in elements:
//! `<Card title="Medical assistants" stat="$44,200" label="median pay (BLS)" />` is one card.

use html5gum::StartTag;

use super::html::Words;

/// Properties that are shown, in the order in which a card shows them: what it is about, its figure, what that is.
const SHOWN: &[&str] = &[
    "title",
    "heading",
    "name",
    "occupation",
    "stat",
    "value",
    "figure",
    "number",
    "amount",
    "label",
    "caption",
    "subtitle",
    "description",
    "text",
    "note",
    "source",
];

/// Whether a tag is that of a component, whose name begins with a capital.
pub fn is_one(tag: &StartTag<usize>, text: &str) -> bool {
    let name = text.get(tag.span.start..).and_then(|rest| rest.strip_prefix('<'));
    name.is_some_and(|name| {
        name.starts_with(|first: char| first.is_ascii_uppercase()) && !is_shouted(name)
    })
}

/// Whether a name has no small letter, as those of elements in old pages.
fn is_shouted(name: &str) -> bool {
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    !name[..end].bytes().any(|byte| byte.is_ascii_lowercase())
}

/// What a component shows of its properties; expressions in braces are no text.
pub fn words(tag: &StartTag<usize>, text: &str) -> Vec<Words> {
    let of = |name: &&str| Words::of(tag, name, text).filter(|words| !words.source.starts_with('{'));
    SHOWN.iter().filter_map(of).collect()
}
