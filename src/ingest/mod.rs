//! Bytes to typed rows: containers (delimited text, workbooks, zips) below, programs above. A reader
//! knows the place of every cell and tells of every bad one; the caller adds the file. Nothing here
//! opens a file.

mod classification;
mod codes;
mod container;
mod cpi;
mod doubles;
mod editions;
mod findings;
mod inspect;
mod oews;
mod prices;
mod projections;
mod role_list;
mod scan;
mod years;

pub use classification::{
    Crosswalk, CrosswalkPair, JobTitle, SocEntry, TitleFile, read_crosswalk, read_soc_structure,
    read_titles,
};
pub use container::{Format, HEAD, Input, must_be_whole};
pub use cpi::{CpiU, read_cpi_u};
pub use inspect::{
    Contents, InspectedTable, Inspection, KnownFigures, OfRelease, OwnCode, WageColumn, add_figures,
    inspect, inspect_against, inspect_as,
};
pub use oews::read as read_oews;
pub use prices::{Parities, PriceLevels, read_price_parities};
pub use projections::read as read_projections;
pub use role_list::{Cell, RoleRow, read as read_role_list};

use crate::{diag::Diagnostics, model::TableHead};

/// A table whose rows were all handed on.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What holds for the whole table.
    pub head: TableHead,
    /// What is odd about the figures, though every cell could be read.
    pub findings: Diagnostics,
    /// What was done to the file that does its figures no harm, in words.
    pub notes: Vec<String>,
}

/// Whether a name is that of a code list of BLS's flat files of OEWS, such as `oe.area`. Its lists are
/// small but for that of all series, which says nothing that their ids do not.
#[must_use]
pub fn is_code_list(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("oe.") && !is_flat_data(&name) && !name.starts_with("oe.series")
}

/// Whether a name is that of the data of BLS's flat files of OEWS, such as `oe.data.0.Current`.
#[must_use]
pub fn is_flat_data(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("oe.data") && !name.starts_with("oe.datatype")
}

/// Whether a file that begins with these bytes may be a flat file, whose code lists stand beside it.
#[must_use]
pub fn may_need_lists(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let heads = text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(b"series_id"));
    heads || head.starts_with(b"\x1f\x8b")
}
