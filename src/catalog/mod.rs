//! What is known about BLS's programs and releases, as data: header aliases, special marks, top
//! codes, classification editions, breaks, thresholds of growth words, citations, addresses. A new release is
//! a new row in one of these tables. No I/O.

mod addresses;
mod calendar;
mod crosswalk;
mod growth;
mod oews;
mod oews_flat;
mod oews_medians;
mod oews_shapes;
mod oews_titles;
mod places;
mod prices;
mod projections;
mod round_jobs;
mod soc;
mod soc_editions;
mod sources;
mod spelling;
pub mod wording;

pub use addresses::{
    API_WITH_KEY, API_WITHOUT_KEY, ApiTerms, FIRST_OEWS_YEAR, OEWS_FLAT_FILES, OEWS_FLAT_FOLDER,
    OewsFile, addresses, download_page, is_confirmed, oews_addresses,
};
pub use calendar::{
    Came, Day, Due, came, cpi_due, newest_that_came, oews_due, parities_due, projections_due,
};
pub use crosswalk::{Carried, carry_occupations};
pub use growth::{GrowthWord, growth_words, growth_words_between};
pub use oews::{
    Break, BreakKind, OEWS_ALL_OWNERS, OewsColumn, OewsMark, OewsRelease, OewsTopCode, area_kind, level,
    oews_breaks, oews_column, oews_column_like, oews_is_top_code, oews_mark, oews_prints_above_top_code,
    oews_release,
};
pub use oews_flat::{
    OEWS_DATA_TYPES, OewsFootnote, oews_flat_display_level, oews_flat_level, oews_flat_naics,
    oews_flat_ownership, oews_flat_titles,
};
pub use oews_medians::oews_medians;
pub use oews_shapes::{
    is_of_flat_files, oews_areas, oews_rows, oews_sectors, oews_total, oews_totals, oews_year_of_rows,
};
pub use oews_titles::{oews_codes_titled, oews_titles};
pub use places::{is_territory, state_fips, state_name, state_names, state_postal};
pub use prices::{
    CPI_BASE_YEARS, CPI_U_SERIES, CPI_UNPUBLISHED, PRICE_PARITY_ITEM, PRICE_PARITY_NATION,
    labstat_survey,
};
pub use projections::{
    ProjectionColumn, STATE_PROJECTION_HEADS, UNAVAILABLE_MARKS, projection_column,
    projection_occupations,
};
pub use round_jobs::round_jobs;
pub use soc::{Retired, retired, retired_in_2018};
pub use soc_editions::{
    SocStanding, projections_soc, published_under, soc_covered, soc_covering, soc_editions, soc_in,
    soc_occupations, soc_published_under, soc_standing,
};
pub use sources::{DISCLAIMER, citation};
pub use spelling::{is_blank, is_head, with_hyphens};
