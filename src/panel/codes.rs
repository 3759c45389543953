//! How keys and values stand in the columns of a table: as short numbers.

use crate::model::{AreaKind, Estimate, Mark, Measure, OccupationCode, OesCode, SocCode, SocLevel};

/// What stands in the kind column of a measure.
pub(super) const PUBLISHED: u32 = 0;
pub(super) const AT_LEAST: u32 = 1;
pub(super) const FIRST_MARK: u32 = 2;

/// The marks, in the order of their numbers from [`FIRST_MARK`] on.
const MARKS: [Mark; 9] = [
    Mark::WageNotReleased,
    Mark::HourlyWageOnly,
    Mark::AnnualWageOnly,
    Mark::EmploymentNotReleased,
    Mark::RemovedForErrors,
    Mark::BelowHalfPercent,
    Mark::NotApplicable,
    Mark::Unavailable,
    Mark::NotInTable,
];

pub(super) const LEVELS: [SocLevel; 5] =
    [SocLevel::Total, SocLevel::Major, SocLevel::Minor, SocLevel::Broad, SocLevel::Detailed];

pub(super) const AREA_KINDS: [AreaKind; 5] = [
    AreaKind::Nation,
    AreaKind::State,
    AreaKind::Territory,
    AreaKind::Metropolitan,
    AreaKind::Nonmetropolitan,
];

pub(super) fn position<T: PartialEq + Copy>(all: &[T], one: T) -> u32 {
    let at = all.iter().position(|other| *other == one).unwrap_or_default();
    u32::try_from(at).unwrap_or_default()
}

/// Codes from before the SOC stand beyond those of the SOC.
pub(super) const FIRST_OES: u32 = 1_000_000;

pub(super) fn encode_code(code: OccupationCode) -> u32 {
    match code {
        OccupationCode::Soc(soc) => soc.digits(),
        OccupationCode::Oes(oes) => FIRST_OES + oes.digits(),
    }
}

pub(super) fn decode_code(digits: u32) -> OccupationCode {
    match digits.checked_sub(FIRST_OES) {
        Some(oes) => OccupationCode::Oes(OesCode::from_digits(oes).unwrap_or(OesCode::ALL_OCCUPATIONS)),
        None => OccupationCode::Soc(SocCode::from_digits(digits).unwrap_or(SocCode::ALL_OCCUPATIONS)),
    }
}

pub(super) fn kind_column(measure: Measure) -> String {
    format!("{}_kind", measure.name())
}

/// What the kinds are called in tables for machines, in the order of their numbers.
pub(super) fn statuses() -> Vec<&'static str> {
    let kinds = FIRST_MARK + position(&MARKS, MARKS[MARKS.len() - 1]);
    (0..=kinds).map(|kind| decode(Some(0.0), kind).status()).collect()
}

/// What stands in the kind column for a mark.
pub(super) fn kind_of(mark: Mark) -> u8 {
    short(FIRST_MARK + position(&MARKS, mark))
}

fn short(kind: u32) -> u8 {
    u8::try_from(kind).unwrap_or(u8::MAX)
}

/// The number of a value, 0 where there is none, and its kind.
pub(super) fn encode(value: &Estimate) -> (f64, u8) {
    match value {
        Estimate::Published { value } | Estimate::Derived { value, .. } => (*value, short(PUBLISHED)),
        Estimate::AtLeast { bound } | Estimate::AtMost { bound } => (*bound, short(AT_LEAST)),
        Estimate::Absent { mark } => (0.0, kind_of(*mark)),
    }
}

pub(super) fn decode(number: Option<f64>, kind: u32) -> Estimate {
    match (kind, number) {
        (PUBLISHED, Some(value)) => Estimate::published(value),
        (AT_LEAST, Some(bound)) => Estimate::at_least(bound),
        _ => {
            let at = kind.saturating_sub(FIRST_MARK) as usize;
            Estimate::absent(MARKS.get(at).copied().unwrap_or(Mark::NotApplicable))
        }
    }
}
