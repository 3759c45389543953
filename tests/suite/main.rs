//! The tests of the program as a whole, in one binary. `tests/README.md` is the guide.
#![expect(clippy::disallowed_methods, reason = "tests read and write files of their own")]
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "what is measured is shown with --nocapture")]
#![expect(clippy::float_cmp, reason = "figures are held to the last digit")]
#![expect(clippy::cast_precision_loss, reason = "counts of a test are small")]
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "the program names its files")]
#![expect(clippy::format_push_string, reason = "a text is built up line by line")]
#![expect(clippy::unnecessary_debug_formatting, reason = "a path in TOML is quoted")]

mod all_or_nothing;
mod architecture;
mod audit;
mod audit_beside;
mod audit_best_paid;
mod audit_cited;
mod audit_clauses;
mod audit_command;
mod audit_formats;
mod audit_held;
mod audit_mended;
mod audit_places;
mod audit_read;
mod audit_rules;
mod audit_shared;
mod audit_tables;
mod audit_told;
mod audit_unnamed;
mod cache;
mod cli;
mod commands;
mod contradicted_rows;
mod contradicted_shares;
mod contradictions;
mod counting;
mod economics;
mod embedded;
mod fetch;
mod fetch_api;
mod fetch_looks;
mod fetch_whole;
mod flat_files;
mod golden;
mod injection;
mod invalid_tables;
mod outputs;
mod pages;
mod pages_hostile;
mod pages_mark;
mod pages_true;
mod pages_words;
mod prices;
mod properties;
mod published_files;
mod published_groups;
mod ranked_pages;
mod rearranged_tables;
mod releases;
mod report;
mod role_lists;
mod rounds;
mod saved_elsewhere;
mod schedules;
mod shifted_rows;
mod support;
mod table_checks;
mod told_files;
mod wage_columns;
mod wage_distributions;
mod why;
