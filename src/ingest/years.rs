//! The years that names of files and of what is in them tell.

/// The years in a name: four digits (`national_M2024_dl`), or the two of BLS's zips (`oesm13st`). Those of a
/// school (`catalog-2025-26`), of a day (`2025-06-01`) and of a publication are of no figures.
pub(super) fn years(name: &str) -> impl Iterator<Item = u16> {
    let lower = name.to_lowercase();
    let digits: Vec<&str> = lower.split(|character: char| !character.is_ascii_digit()).collect();
    let of_figures = |at: usize| {
        let year = digits[at]
            .parse()
            .ok()
            .filter(|year| digits[at].len() == 4 && (1997..2100).contains(year))?;
        let next =
            digits.get(at + 1).filter(|next| next.len() == 2).and_then(|next| next.parse::<u16>().ok());
        let is_day = next.is_some_and(|month| (1..=12).contains(&month) && month != MAY)
            && digits.get(at + 2).is_some_and(|day| day.len() == 2);
        let is_of_school = next == Some((year + 1) % 100) && next != Some(MAY);
        (!is_day && !is_of_school).then_some(year)
    };
    let four: Vec<u16> = (0..digits.len()).filter_map(of_figures).collect();
    let four = if is_of_publication(&lower) { Vec::new() } else { four };
    let two = lower.find("oes").and_then(|at| {
        let rest = lower[at + 3..].trim_start_matches('m');
        let year: u16 = rest.get(..2)?.parse().ok()?;
        let kind = ["nat", "st", "ma", "in", "all"].iter().any(|kind| rest[2..].starts_with(kind));
        kind.then_some(if year < 97 { 2000 + year } else { 1900 + year })
    });
    four.into_iter().chain(two)
}

/// The reference month of OEWS.
const MAY: u16 = 5;

/// Whether a name in lower case says when something came out or was got, or whose class it is.
pub(super) fn is_of_publication(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "published",
        "released",
        "retrieved",
        "downloaded",
        "accessed",
        "catalog",
        "class of",
        "class_of",
        "class-of",
    ];
    WORDS.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn names_tell_years() {
        let of = |name| years(name).collect::<Vec<_>>();
        assert_eq!(of("national_M2024_dl.xlsx"), [2024]);
        assert_eq!(of("national_may2003_dl.xls"), [2003]);
        assert_eq!(of("oesm13st.zip"), [2013]);
        assert_eq!(of("oes97nat.zip"), [1997]);
        assert_eq!(of("All May 2025 data"), [2025]);
        assert_eq!(of("national_dl.xls"), [0_u16; 0]);
        assert_eq!(of("table (1).csv"), [0_u16; 0]);
        assert_eq!(of("oews_2025-05.csv"), [2025]);
        for name in ["catalog-2025-26.csv", "class_of_2025.csv", "report 2025-06-01.csv", "2026-01-15"] {
            assert_eq!(of(name), [0_u16; 0], "{name}");
        }
    }
}
