//! From BLS occupation tables and role lists to comparisons, charts, tables and a report.
//!
//! The rooms stand in the order in which data flows; ARCHITECTURE.md is the map and
//! `tests/suite/architecture.rs` holds it against the code.

pub mod model;

pub mod diag;
pub mod files;

pub mod catalog;

pub mod config;

pub mod compare;
pub mod ingest;
pub mod panel;
pub mod roles;
pub mod stats;

pub mod exhibits;

pub mod render;
