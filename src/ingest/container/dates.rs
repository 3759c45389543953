//! Numbers that a workbook shows as dates, so that a code which a spreadsheet has turned into a date
//! is seen for what it is.

use std::collections::BTreeMap;

/// Days from 1899-12-30, the day 0 of workbooks, to 1970-01-01, and the same from 1904-01-01.
const FROM_1899: i64 = 25_569;
const FROM_1904: i64 = 24_107;

/// Whether a number format shows dates: one of the built-in ones, or one of the workbook's own whose
/// text names parts of a date.
pub(super) fn is_date(format: u16, own: &BTreeMap<u16, String>) -> bool {
    match own.get(&format) {
        Some(text) => names_a_date(text),
        None => matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58),
    }
}

fn names_a_date(format: &str) -> bool {
    let (mut quoted, mut bracketed) = (false, false);
    for character in format.to_lowercase().chars() {
        match character {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            'y' | 'd' | 'm' | 'h' if !quoted && !bracketed => return true,
            _ => {}
        }
    }
    false
}

/// The date of a number of days, as `2021-11-01`; `None` beyond the years that workbooks know.
pub(in crate::ingest) fn written(days: f64, from_1904: bool) -> Option<String> {
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was just held")]
    let days = days.floor() as i64 - if from_1904 { FROM_1904 } else { FROM_1899 };
    // Days to a date of the Gregorian calendar, with years that begin in March.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{is_date, written};

    #[test]
    fn days_are_written_as_dates() {
        assert_eq!(written(44_501.0, false).as_deref(), Some("2021-11-01"));
        assert_eq!(written(43_039.5, true).as_deref(), Some("2021-11-01"));
        assert_eq!(written(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(written(-1.0, false), None);
    }

    #[test]
    fn formats_of_dates_are_known() {
        let own = BTreeMap::from([
            (164, "mmm\\-yy".to_owned()),
            (165, "\"days\" 0.0".to_owned()),
            (166, "[Red]#,##0".to_owned()),
        ]);
        let dates = [14, 164, 165, 166, 0].map(|format| is_date(format, &own));
        assert_eq!(dates, [true, true, false, false, false]);
    }
}
