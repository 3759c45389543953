//! Roles and groups of roles against each other and against a baseline. The only room that makes
//! [`Figure`](crate::model::Figure)s; it words nothing and draws nothing.

mod carry;
mod cast;
mod distributions;
mod growth;
mod ledger;
mod outlook;
mod pairs;
mod place;
mod places;
mod prices;
mod salary;
mod sampling;
mod subject;
mod time;
mod wages;

pub use carry::Split;
pub use cast::{Cast, Chosen, Indistinct, ListGroups, Occupation, Part, cast, tell_apart};
pub(crate) use distributions::points;
pub use distributions::{Distributions, Made};
pub use growth::{Outturn, Record};
pub use ledger::Ledger;
pub use place::Place;
pub use places::AreaRow;
pub use sampling::{Contrast, Decision, Quantity};
pub use subject::{Subject, sentence_case};
pub use time::Change;
