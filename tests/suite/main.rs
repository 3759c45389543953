//! The tests of the program as a whole, in one binary. `tests/README.md` is the guide.
#![expect(clippy::disallowed_methods, reason = "tests read and write files of their own")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod all_or_nothing;
mod architecture;
mod golden;
mod invalid_tables;
mod outputs;
mod published_groups;
mod role_lists;
mod support;
