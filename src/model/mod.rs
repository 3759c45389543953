//! Plain types of the field: occupation codes, places, periods, measures, and the one idea of the
//! program, the [`Figure`]. No I/O and no arithmetic beyond formatting.

/// Serialises types by the text that they print and parse, so that there is one door for both.
macro_rules! serde_as_text {
    ($($name:ty),*) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

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
mod unit;

pub use area::{Area, AreaKind, ParseAreaError};
pub use cell::{Period, PublishedRow, TableHead};
pub use estimate::{Band, Estimate, Mark};
pub use figure::{Figure, FigureId, Figures, Method, Origin, Value};
pub use measure::{Measure, PayPeriod, Percentile};
pub use period::{MONTHS_SHORT, ParsePeriodError, Release, Round};
pub use program::Program;
pub use role::{Member, Role, RoleList};
pub use soc::{OccupationCode, OesCode, ParseSocError, SocCode, SocLevel, SocVersion};
pub use source::SourceFile;
pub use unit::Unit;
