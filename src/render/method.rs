//! What a report says of its methods; METHODS.md says it in full.

/// The paragraphs of the section on methods.
pub const PARAGRAPHS: [&str; 7] = [
    "Figures of one occupation are those that BLS publishes, cell by cell. OEWS counts wage and salary \
     jobs; the Employment Projections count the self-employed as well, so the two are never mixed.",
    "Percentiles of several occupations are estimates: each occupation's wage distribution is drawn \
     through its five published percentiles, following where the wages of the release cluster, and, where \
     the tables of the states are at hand, the occupation's cells in the states; the distributions are mixed \
     with OEWS employment as weights, and the percentile is read from the mixture. A 90% band is printed with \
     each estimate. It was calibrated on groups that BLS itself publishes, and depends on the percentile, on \
     the largest occupation's share, on the spread of the wages and on the release. Means are weighted by \
     employment.",
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
