//! From BLS occupation tables and role lists to comparisons, charts, tables and a report.
//!
//! The rooms stand in the order in which data flows; ARCHITECTURE.md is the map and
//! `tests/suite/architecture.rs` holds it against the code.

pub mod model;

pub mod escape;

pub mod diag;

pub mod files;

pub mod catalog;

pub mod config;

pub mod ingest;

pub mod inspect;

pub mod acquire;

pub mod panel;

pub mod show;

pub mod roles;

pub mod stats;

pub mod compare;

pub mod calibrate;

pub mod sheet;

pub mod exhibits;

pub mod render;

pub mod publish;

pub mod pages;

pub mod releases;

pub mod pipeline;

pub mod report;

pub mod audit;

pub mod mark;

pub mod why;
