//! Releases beside each other and beside the calendar: what moved between two of them, what that
//! touches, whether a threshold is passed, and what is current, due or overdue. Reads no clock and
//! writes no file.

mod accepted;
mod compare;
mod print;
mod side;
mod status;
mod threshold;

pub use accepted::accept;
pub use compare::{Change, ChangedInput, Diff, Move, Named, Pages, Recoded, Touched, diff};
pub use print::{html, json, markdown, text};
pub use side::{Side, of_outputs, of_tables};
pub use status::{Age, Looked, Standing, State, Status, Urgency, ages, status, status_text};
pub use threshold::{Passed, Threshold, findings, passed};
