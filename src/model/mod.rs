//! Plain types of the field: occupation codes, places, periods, measures, and the one idea of the
//! program, the [`Figure`]. No I/O and no arithmetic beyond formatting.

mod area;
mod cell;
mod estimate;
mod figure;
mod measure;
mod period;
mod program;
mod role;
mod soc;
mod source;

pub use area::{Area, AreaKind, ParseAreaError};
pub use cell::{Period, PublishedRow, TableHead};
pub use estimate::{Band, Estimate, Mark};
pub use figure::{Figure, FigureId, Figures, Method, Origin, Value};
pub use measure::{Measure, PayPeriod, Percentile, Unit};
pub use period::{ParsePeriodError, Release, Round};
pub use program::Program;
pub use role::{Member, Role, RoleList};
pub use soc::{OccupationCode, OesCode, ParseSocError, SocCode, SocLevel, SocVersion};
pub use source::SourceFile;
