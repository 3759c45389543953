//! Bytes to typed rows: containers (delimited text, workbooks, zips) below, programs above. A reader
//! knows the place of every cell and tells of every bad one; the caller adds the file. Nothing here
//! opens a file.

mod classification;
mod codes;
mod container;
mod doubles;
mod editions;
mod findings;
mod inspect;
mod oews;
mod prices;
mod projections;
mod role_list;
mod scan;

pub use classification::{
    Crosswalk, CrosswalkPair, JobTitle, SocEntry, TitleFile, read_crosswalk, read_soc_structure,
    read_titles,
};
pub use container::Format;
pub use inspect::{
    Contents, InspectedTable, Inspection, KnownWages, OfRelease, OwnCode, WageColumn, add_wages,
    inspect, inspect_against,
};
pub use oews::read as read_oews;
pub use prices::{PriceLevels, read_cpi_u, read_price_parities};
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
