//! `pipeline.toml`: the configuration as people write it, then resolved once into [`Settings`] with
//! every default filled in and every reference checked.

mod document;
mod fetch;
mod resolve;
mod written;

pub use document::nearest;
pub use fetch::{Fetch, Origin};
pub use resolve::{Comparison, Earlier, Exhibit, Output, RoleListFile, Settings, Source, load};
pub use written::{AreaChoice, ExhibitKind, Format, Pages, Report, Written, json_schema};
