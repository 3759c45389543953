//! What a phrase tells about the figures near it.

use crate::model::Area;

/// The quantity that a figure is of, as pages tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// Median wage.
    Median,
    /// Mean wage.
    Mean,
    /// 10th percentile of the wage.
    P10,
    /// 25th percentile.
    P25,
    /// 75th percentile.
    P75,
    /// 90th percentile.
    P90,
    /// Jobs.
    Employment,
    /// Projected change, percent.
    GrowthPct,
    /// Projected change, jobs.
    GrowthNum,
    /// Openings a year.
    Openings,
}

impl Quantity {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::Mean => "mean",
            Self::P10 => "p10",
            Self::P25 => "p25",
            Self::P75 => "p75",
            Self::P90 => "p90",
            Self::Employment => "employment",
            Self::GrowthPct => "growth_pct",
            Self::GrowthNum => "growth_num",
            Self::Openings => "openings",
        }
    }

    /// The name in a sentence.
    #[must_use]
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::Mean => "mean",
            Self::P10 => "10th percentile",
            Self::P25 => "25th percentile",
            Self::P75 => "75th percentile",
            Self::P90 => "90th percentile",
            Self::Employment => "employment",
            Self::GrowthPct => "projected growth",
            Self::GrowthNum => "projected new jobs",
            Self::Openings => "openings a year",
        }
    }

    /// Whether it is a wage.
    #[must_use]
    pub const fn is_wage(self) -> bool {
        matches!(self, Self::Median | Self::Mean | Self::P10 | Self::P25 | Self::P75 | Self::P90)
    }
}

/// How a figure of the page is to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "about", "nearly".
    Approx,
    /// "over", "more than".
    AtLeast,
    /// "under", "less than".
    AtMost,
}

impl Bound {
    /// The name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Approx => "approx",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

/// What a wage is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Per {
    /// A year.
    Year,
    /// An hour.
    Hour,
    /// A month.
    Month,
    /// A week or a day, which BLS does not publish by occupation.
    Other,
}

/// What a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cue {
    /// Which point of the wage distribution.
    Measure(Quantity),
    /// Both quartiles: "the middle half".
    Middle,
    /// That money is pay.
    Pay,
    /// That a number is growth.
    Growth,
    /// That a number is a decline.
    Decline,
    /// That a number looks ahead.
    Project,
    /// That work is spoken of.
    Work,
    /// Which count.
    Count(Quantity),
    /// The word "jobs".
    Jobs,
    /// BLS's words for growth, from 5 (much faster) down to 0 (decline).
    GrowthWord(u8),
    /// A comparison with all occupations that names no figure.
    Comparison,
    /// A unit of pay.
    Per(Per),
    /// How close.
    Bound(Bound),
    /// BLS.
    Bls,
    /// Somebody else.
    OtherSource,
    /// A source whose name follows.
    SomeSource,
    /// A band of pay that is nobody's statistic: "entry-level", "typically".
    Band,
    /// Money that is no pay.
    NotPay,
    /// A percent that is no growth.
    NotGrowth,
    /// A count of something other than jobs.
    NotCount,
    /// That a date is that of a publication.
    Publication,
    /// That the newest figures are meant.
    Now,
    /// BLS as Basic Life Support.
    LifeSupport,
    /// An occupation, by its place in the list of occupations.
    Occupation(u32),
    /// A place; `None` where only its kind is known.
    Place(Option<Area>),
}

/// What the first column of the table of phrases means.
#[must_use]
pub fn of_name(name: &str) -> Option<Cue> {
    Some(match name {
        "median" => Cue::Measure(Quantity::Median),
        "mean" => Cue::Measure(Quantity::Mean),
        "p10" => Cue::Measure(Quantity::P10),
        "p25" => Cue::Measure(Quantity::P25),
        "p75" => Cue::Measure(Quantity::P75),
        "p90" => Cue::Measure(Quantity::P90),
        "middle50" => Cue::Middle,
        "pay" => Cue::Pay,
        "growth" => Cue::Growth,
        "decline" => Cue::Decline,
        "project" => Cue::Project,
        "work" => Cue::Work,
        "openings" => Cue::Count(Quantity::Openings),
        "newjobs" => Cue::Count(Quantity::GrowthNum),
        "employed" => Cue::Count(Quantity::Employment),
        "jobs" => Cue::Jobs,
        "growthword_much_faster" => Cue::GrowthWord(5),
        "growthword_faster" => Cue::GrowthWord(4),
        "growthword_as_fast" => Cue::GrowthWord(3),
        "growthword_slower" => Cue::GrowthWord(2),
        "growthword_little" => Cue::GrowthWord(1),
        "growthword_decline" => Cue::GrowthWord(0),
        "comparison" => Cue::Comparison,
        "perhour" => Cue::Per(Per::Hour),
        "peryear" => Cue::Per(Per::Year),
        "permonth" => Cue::Per(Per::Month),
        "perother" => Cue::Per(Per::Other),
        "atleast" => Cue::Bound(Bound::AtLeast),
        "atmost" => Cue::Bound(Bound::AtMost),
        "approx" => Cue::Bound(Bound::Approx),
        "source_bls" => Cue::Bls,
        "source_other" => Cue::OtherSource,
        "source_some" => Cue::SomeSource,
        "band" => Cue::Band,
        "notpay" => Cue::NotPay,
        "notgrowth" => Cue::NotGrowth,
        "notcount" => Cue::NotCount,
        "publication" => Cue::Publication,
        "now" => Cue::Now,
        "lifesupport" => Cue::LifeSupport,
        _ => return None,
    })
}
