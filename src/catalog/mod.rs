//! What is known about BLS's programs and releases, as data: header aliases, special marks, top
//! codes, classification editions, breaks, thresholds of growth words, citations. A new release is
//! a new row in one of these tables. No I/O.

mod growth;
mod oews;
mod oews_shapes;
mod places;
mod prices;
mod projections;
mod soc;
mod sources;
pub mod wording;

pub use growth::{GrowthWord, growth_words, growth_words_between};
pub use oews::{
    Break, OewsColumn, OewsMark, OewsRelease, OewsTopCode, area_kind, level, oews_breaks, oews_column,
    oews_mark, oews_release,
};
pub use oews_shapes::{oews_rows, oews_total, oews_totals};
pub use places::{is_territory, state_fips};
pub use prices::{CPI_U_SERIES, PRICE_PARITY_ITEM, PRICE_PARITY_NATION};
pub use projections::{ProjectionColumn, STATE_PROJECTION_HEADS, UNAVAILABLE_MARKS, projection_column};
pub use soc::{Retired, published_under, retired, retired_in_2018};
pub use sources::{DISCLAIMER, citation};
