//! The words of a marker: what a person writes between `<!-- outlook` and `-->`. README.md has the
//! same as a table.

use std::ops::Range;

use super::{
    reading::asked,
    text::decoded,
    words::{Word, words},
};
use crate::{
    config::nearest,
    model::{Area, Measure, PayPeriod, Percentile, Program, Release, Round, SocCode},
};

/// What a marked span shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The program, where it is named.
    pub program: Option<Program>,
    /// The area; the United States unless another is named.
    pub area: Area,
    /// Whose figure it is; a period or a source needs nobody.
    pub subject: Option<Named>,
    /// Which of the subject's figures.
    pub quantity: Quantity,
    /// The release of OEWS; the newest at hand unless one is named.
    pub release: Option<Release>,
    /// The round of the projections; the newest at hand unless one is named.
    pub round: Option<Round>,
    /// How it is printed: like this example. Unless one is named, like the text that is there.
    pub style: Option<String>,
    /// The step that it is rounded to, in the unit that is printed.
    pub to: Option<f64>,
}

/// An occupation, or a role or group of the role lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// By its code.
    Code(SocCode),
    /// By its title or name.
    Name(String),
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A figure.
    Measure(Measure),
    /// A figure of an occupation that shrinks, without its sign.
    Decline(Measure),
    /// The name of the release or round.
    Period,
    /// BLS's title of the occupation.
    Title,
    /// Program and period as a source line.
    Source,
}

/// A marker with everything in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// What it asks for.
    pub ask: Ask,
    /// The checksum of what the last refresh wrote.
    pub sum: Option<String>,
}

/// What a marker asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// A figure, or words about one.
    Span(Asked),
    /// A whole block.
    Block(Block),
    /// An attribute of the element that follows, as a text with figures in braces.
    Attribute {
        /// Its name.
        name: String,
        /// The text.
        template: String,
    },
}

/// A block.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A table of the pipeline's exhibits.
    Table {
        /// The id of the exhibit.
        exhibit: String,
    },
    /// A chart of the pipeline's exhibits.
    Chart {
        /// The id of the exhibit.
        exhibit: String,
        /// The address of its picture; without one the drawing itself stands in the page.
        src: Option<String>,
    },
    /// Structured data on an occupation.
    JsonLd(Asked),
    /// The source line of every figure that the page marks.
    Source,
}

/// What is wrong with a marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes of the marker's inside that it is about.
    pub at: Range<usize>,
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Every word for a quantity, with what it stands for; `None` where the pay period or program decides.
pub const QUANTITIES: &[(&str, Quantity)] = {
    use Percentile::{P10, P25, P50, P75, P90};
    const fn pay(percentile: Percentile) -> Quantity {
        Quantity::Measure(Measure::Wage(PayPeriod::Annual, percentile))
    }
    &[
        ("p10", pay(P10)),
        ("p25", pay(P25)),
        ("p50", pay(P50)),
        ("median", pay(P50)),
        ("p75", pay(P75)),
        ("p90", pay(P90)),
        ("mean", Quantity::Measure(Measure::WageMean(PayPeriod::Annual))),
        ("employment", Quantity::Measure(Measure::Employment)),
        ("growth", Quantity::Measure(Measure::EmploymentChangePct)),
        ("decline", Quantity::Decline(Measure::EmploymentChangePct)),
        ("change", Quantity::Measure(Measure::EmploymentChange)),
        ("openings", Quantity::Measure(Measure::AnnualOpenings)),
        ("base", Quantity::Measure(Measure::BaseEmployment)),
        ("projected", Quantity::Measure(Measure::ProjectedEmployment)),
        ("self-employed", Quantity::Measure(Measure::SelfEmployedPct)),
        ("education", Quantity::Measure(Measure::TypicalEducation)),
        ("wording", Quantity::Measure(Measure::GrowthWording)),
        ("rank", Quantity::Measure(Measure::MedianRank)),
        ("period", Quantity::Period),
        ("title", Quantity::Title),
        ("source", Quantity::Source),
    ]
};

/// The words for programs.
pub const PROGRAMS: &[(&str, Program)] =
    &[("oews", Program::Oews), ("projections", Program::Projections), ("ep", Program::Projections)];

/// Other words that a marker may hold.
pub(super) const OTHER: [&str; 6] = ["annual", "hourly", "us", "newest", "block", "median"];

/// The keys of options.
pub(super) const KEYS: [&str; 8] = ["release", "round", "style", "to", "area", "role", "src", "sum"];

/// The kinds of block.
const BLOCKS: [&str; 4] = ["table", "chart", "jsonld", "source"];

/// Whether the inside of a marker begins as that of an attribute.
pub(super) fn is_of_attribute(inside: &[u8]) -> bool {
    const WORD: &[u8] = b"outlook-attr";
    let inside = inside.trim_ascii_start();
    inside.get(..WORD.len()).is_some_and(|word| word.eq_ignore_ascii_case(WORD))
}

/// Reads the inside of an opening marker, the word `outlook` included.
///
/// # Errors
/// Everything that is not understood, with the nearest right word.
pub fn read(inside: &str) -> Result<Marker, Vec<Mistake>> {
    let mut all = words(inside).map_err(|mistake| vec![mistake])?;
    let first = if all.is_empty() { return Err(vec![empty()]) } else { all.remove(0) };
    let sum = take(&mut all, "sum").filter(|sum| !sum.is_empty());
    let ask = match first.text.trim_end_matches(':') {
        word if is_of_attribute(word.as_bytes()) => attribute(&all)?,
        _ if all.first().is_some_and(|word| word.is_plain("block")) => Ask::Block(block(&all[1..])?),
        _ => Ask::Span(asked(&all)?),
    };
    Ok(Marker { ask, sum })
}

/// Reads what stands in braces in the text of an attribute.
///
/// # Errors
/// Everything that is not understood, with the nearest right word.
pub fn read_asked(text: &str) -> Result<Asked, Vec<Mistake>> {
    asked(&words(text).map_err(|mistake| vec![mistake])?)
}

fn empty() -> Mistake {
    Mistake {
        at: 0..0,
        message: "the marker names no figure".to_owned(),
        hint: "write, for example, `outlook oews us 11-9111 p50 annual`".to_owned(),
    }
}

fn take(all: &mut Vec<Word>, key: &str) -> Option<String> {
    let at = all.iter().position(|word| word.key.as_deref() == Some(key))?;
    Some(all.remove(at).text)
}

fn attribute(all: &[Word]) -> Result<Ask, Vec<Mistake>> {
    match all {
        [Word { key: Some(name), text, .. }] => {
            // The text may be copied from the attribute, references and all.
            Ok(Ask::Attribute { name: name.to_ascii_lowercase(), template: decoded(text, false) })
        }
        other => Err(vec![Mistake {
            at: other.get(1).map_or(0..0, |word| word.at.clone()),
            message: "the marker of an attribute has one name and one text".to_owned(),
            hint: "write `outlook-attr content=\"... {oews us 11-9111 p50 annual} ...\"`".to_owned(),
        }]),
    }
}

fn block(all: &[Word]) -> Result<Block, Vec<Mistake>> {
    let Some((kind, rest)) = all.split_first() else {
        return Err(vec![Mistake {
            at: 0..0,
            message: "which block?".to_owned(),
            hint: format!("one of {}", BLOCKS.join(", ")),
        }]);
    };
    let exhibit = || match rest.iter().find(|word| word.key.is_none()) {
        Some(word) => Ok(word.text.clone()),
        None => Err(vec![Mistake {
            at: kind.at.clone(),
            message: format!("which {}?", kind.text),
            hint: "name an exhibit of pipeline.toml by its id".to_owned(),
        }]),
    };
    match kind.text.to_ascii_lowercase().as_str() {
        "table" => Ok(Block::Table { exhibit: exhibit()? }),
        "chart" => {
            let src = rest.iter().find(|word| word.key.as_deref() == Some("src"));
            Ok(Block::Chart { exhibit: exhibit()?, src: src.map(|word| word.text.clone()) })
        }
        "jsonld" => {
            let median =
                Word { text: "median".to_owned(), key: None, at: kind.at.clone(), quoted: false };
            Ok(Block::JsonLd(asked(&[rest, &[median]].concat())?))
        }
        "source" => Ok(Block::Source),
        _ => Err(vec![unknown("block", kind, &BLOCKS)]),
    }
}

pub(super) fn unknown(what: &str, word: &Word, known: &[&str]) -> Mistake {
    let hint = match nearest(&word.text, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", known.join(", ")),
    };
    Mistake { at: word.at.clone(), message: format!("unknown {what} `{}`", word.text), hint }
}
