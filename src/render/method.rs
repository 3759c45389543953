//! What a report says of its methods; METHODS.md says it in full.

/// The paragraphs of the section on methods.
pub const PARAGRAPHS: [&str; 7] = [
    "Figures of one occupation are those that BLS publishes, cell by cell. OEWS counts wage and salary \
     jobs; the Employment Projections count the self-employed as well, so the two are never mixed.",
    "Percentiles of several occupations are estimates: each occupation's wage distribution is drawn \
     through its five published percentiles (logarithm of the wage against the normal score), the \
     distributions are mixed with OEWS employment as weights, and the percentile is read from the \
     mixture. Nine in ten of the groups that BLS itself publishes are met within 2.3% at the 10th \
     percentile, 2.1% at the 25th, 2.4% at the median, 2.6% at the 75th and 3.0% at the 90th; such bands \
     are printed with the estimates. Means are weighted by employment.",
    "In a group an occupation counts once, however many roles name it.",
    "Growth of an occupation is BLS's printed percent. Growth of a group is the change of its summed \
     employment; its band is what rounding to tenths of a thousand allows.",
    "BLS's words for growth, such as “faster than average”, are given only for rounds whose thresholds \
     are known, and follow the whole percent.",
    "Where BLS prints only that a wage is at or above a limit, the figure stays “at least” that limit in \
     every comparison, and where nothing can be concluded it is “not determined”. What BLS does not \
     release is said to be so and never filled in.",
    "Constant dollars use the CPI-U (all items, U.S. city average, not seasonally adjusted) from May to \
     May. Price-adjusted medians of states are divided by the Bureau of Economic Analysis's regional \
     price parity.",
];
