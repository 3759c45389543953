//! Specifications of charts, tables and the report: what is shown, in which words, with which notes
//! and sources. Nothing here draws or writes.

pub mod chart;
