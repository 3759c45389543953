//! Bytes to typed rows: containers (CSV, zip) below, programs above. A reader knows lines and
//! columns and tells of every bad cell; the caller adds the file. Nothing here opens a file.

mod oews;
mod prices;
mod projections;
mod role_list;
mod text;
mod zipped;

pub use oews::read as read_oews;
pub use prices::{PriceLevels, read_cpi_u, read_price_parities};
pub use projections::read as read_projections;
pub use role_list::{Cell, RoleRow, read as read_role_list};
pub use zipped::unpack;
