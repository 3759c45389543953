//! Roles and groups of roles against each other and against a baseline. The only room that makes
//! [`Figure`](crate::model::Figure)s; it words nothing and draws nothing.

mod cast;
mod distributions;
mod ledger;
mod outlook;
mod pairs;
mod prices;
mod subject;
mod wages;

pub use cast::{Cast, Chosen, Indistinct, ListGroups, Occupation, Part, cast, tell_apart};
pub(crate) use distributions::points;
pub use distributions::{Distributions, Made};
pub use ledger::Ledger;
pub use subject::{Subject, sentence_case};
