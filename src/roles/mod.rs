//! Role lists: every row is checked against the occupations of a release, and everything wrong is
//! told at once with its place and a repair. Nothing is repaired silently.

mod code;
mod dates;
mod list;

pub use code::not_published;
pub use list::{Occupations, check};
