//! The years that names of files and of what is in them tell.

/// The years in a name: four digits (`national_M2024_dl`), or the two of BLS's zips (`oesm13st`).
pub(super) fn years(name: &str) -> impl Iterator<Item = u16> {
    let lower = name.to_lowercase();
    let four: Vec<u16> = lower
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1997..2100).contains(year))
        .collect();
    let two = lower.find("oes").and_then(|at| {
        let rest = lower[at + 3..].trim_start_matches('m');
        let year: u16 = rest.get(..2)?.parse().ok()?;
        let kind = ["nat", "st", "ma", "in", "all"].iter().any(|kind| rest[2..].starts_with(kind));
        kind.then_some(if year < 97 { 2000 + year } else { 1900 + year })
    });
    four.into_iter().chain(two)
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
    }
}
