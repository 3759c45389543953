//! The tests of the program as a whole, in one binary. `tests/README.md` is the guide.
#![expect(clippy::disallowed_methods, reason = "tests read and write files of their own")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod architecture;
mod invalid_tables;
mod published_files;
mod published_groups;
mod role_lists;
mod support;
