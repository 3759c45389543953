//! The readers on small tables, and on the published files where they are at hand.

mod published;
