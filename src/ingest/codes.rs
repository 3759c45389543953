//! Codes of occupations and areas as files write them, and what spreadsheets make of them.

use std::{borrow::Cow, collections::BTreeSet};

use super::container::date_of_days;
use crate::{
    catalog::{
        is_territory, oews_codes_titled, oews_titles, soc_editions, state_fips, state_names,
        with_hyphens,
    },
    diag::Diagnostic,
    model::{Area, AreaKind, MONTHS_SHORT, SocCode, SocVersion},
};

/// What is told of a file that is not as BLS published it.
pub(super) const CHANGED: &str = "the file was changed after it was published; get it from BLS again";

/// What is told of an area that stands under the name of another state or territory.
pub(super) fn other_state(area: Area, title: &str) -> Option<String> {
    let code = area.to_string();
    let fips = state_fips(title).filter(|fips| code != *fips)?;
    Some(format!("area {code} is not {title}, which is {fips}"))
}

/// What is told of a title that is known, and only as that of other codes than the one beside it. A title that is not
/// known may be a release's own wording.
pub(super) fn other_title(code: SocCode, title: &str) -> Option<String> {
    let [newest, ..] = oews_titles(code) else { return None };
    let codes = oews_codes_titled(title);
    if codes.is_empty() || codes.contains(&code) {
        return None;
    }
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    Some(format!("`{title}` is the title of {}, not of {code}, which is {newest}", codes.join(", ")))
}

/// The names of the states or territories that are missing among areas.
pub(super) fn missing_states(kind: AreaKind, areas: &BTreeSet<Area>) -> Vec<&'static str> {
    let is_there = |fips: &str| fips.parse().is_ok_and(|area| areas.contains(&area));
    state_names(kind).filter(|(fips, _)| !is_there(fips)).map(|(_, name)| name).collect()
}

/// A code without what guards it against spreadsheets (`="11-9111"`), with a hyphen for every dash
/// that word processors write, and with the hyphen that BLS's flat files leave out.
pub(super) fn plain_code(cell: &str) -> Cow<'_, str> {
    let is_plain = cell.len() == 7 && cell.is_ascii() && !cell.starts_with(['=', '"', '\'']);
    if is_plain {
        return Cow::Borrowed(cell);
    }
    let unguarded =
        cell.strip_prefix('=').unwrap_or(cell).trim_matches('"').trim_start_matches('\'').trim();
    let code = with_hyphens(unguarded);
    if code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Owned(format!("{}-{}", &code[..2], &code[2..]));
    }
    Cow::Owned(code)
}

/// Whether a cell holds a code of the SOC, in any of the ways in which files write one.
pub(super) fn is_soc_code(cell: &str) -> bool {
    plain_code(cell).parse::<crate::model::SocCode>().is_ok()
}

/// The refusal of a second row of column names.
pub(super) fn heads_again() -> Diagnostic {
    Diagnostic::error("the column names stand here once more").hint("remove the row")
}

/// The refusal of a cell that should hold an occupation code, with what it is instead.
pub(super) fn refused_code(cell: &str, head: &str, version: SocVersion) -> Diagnostic {
    let refusal = |what: &str| Diagnostic::error(format!("{head}: `{cell}` is {what}"));
    if cell.is_empty() {
        return refusal("not valid").hint("the row has figures and no occupation code");
    }
    if is_date(cell) {
        return refusal("a date: a spreadsheet has turned a code into it").hint(CHANGED);
    }
    let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((code, "0" | "00")) = cell.split_once('.') {
        let what = format!("not valid; {code} is the code");
        return refusal(&what).hint("a code without a point: export the table with codes as text");
    }
    match version {
        SocVersion::Oes => {
            refusal("not valid").hint("the codes of before 1999 have five digits, such as 13002")
        }
        _ if let Some((date, code)) = code_of_days(cell) => {
            let what = format!("how a spreadsheet keeps the date {date}: it has turned {code} into it");
            refusal(&what).hint(CHANGED)
        }
        _ if digits && cell.len() == 5 => {
            refusal("an OES code of before 1999").hint("the table is older than `release` says")
        }
        _ => refusal("not valid").hint("a code is written 11-9111 or 119111"),
    }
}

/// The date that a spreadsheet keeps as a number of days, and the code that it was made of: 40848 is
/// 2011-11-01, of 11-2011.
fn code_of_days(cell: &str) -> Option<(String, SocCode)> {
    let date = date_of_days(f64::from(cell.parse::<u32>().ok()?), false)?;
    let (year, month) = date.strip_suffix("-01")?.split_once('-')?;
    let code: SocCode = format!("{month}-{year}").parse().ok()?;
    (!soc_editions(code).is_empty()).then_some((date, code))
}

/// Whether a cell is a date as spreadsheets write one: `Nov-21`, `2021-11-01`, `11/1/2021`.
pub(super) fn is_date(cell: &str) -> bool {
    let parts: Vec<&str> = cell.split(['-', '/', ' ']).collect();
    let number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let month =
        |part: &&str| part.get(..3).is_some_and(|m| MONTHS_SHORT.contains(&m.to_lowercase().as_str()));
    match parts.as_slice() {
        [first, second] => (month(first) && number(second)) || (number(first) && month(second)),
        [_, _, _] => parts.iter().all(|part| number(part) || month(part)),
        _ => false,
    }
}

/// A code without the decimals that programs add to numbers: `6` of `6.0`.
pub(super) fn whole(cell: &str) -> &str {
    cell.strip_suffix(".0").unwrap_or(cell)
}

/// An area and its kind, told by the shape of the code in tables that do not state the kind: two
/// digits for states, four (to 2004) or five for metropolitan areas, seven for nonmetropolitan ones.
/// One and six digits are two and seven whose leading zero a spreadsheet has dropped.
pub(super) fn area_by_shape(cell: &str) -> Option<(Area, AreaKind)> {
    let cell = whole(cell);
    let padded = match cell.len() {
        1 | 6 => Cow::Owned(format!("0{cell}")),
        _ => Cow::Borrowed(cell),
    };
    let area: Area = padded.parse().ok()?;
    let kind = match padded.len() {
        2 if area.is_nation() => AreaKind::Nation,
        2 if is_territory(&padded) => AreaKind::Territory,
        2 => AreaKind::State,
        4 | 5 => AreaKind::Metropolitan,
        7 if padded.starts_with("00") => AreaKind::Metropolitan,
        7 => AreaKind::Nonmetropolitan,
        _ => return None,
    };
    Some((area, kind))
}

#[cfg(test)]
mod tests {
    use super::{area_by_shape, code_of_days, is_date, plain_code};
    use crate::model::AreaKind;

    #[test]
    fn codes_are_read_however_they_are_guarded() {
        for cell in ["11-9111", "=\"11-9111\"", "\"11-9111\"", "11\u{2013}9111", "119111"] {
            assert_eq!(plain_code(cell), "11-9111", "{cell}");
        }
    }

    #[test]
    fn dates_are_told_from_codes() {
        for cell in ["Nov-21", "21-Nov", "2021-11-01", "11/1/2021", "November 2021"] {
            assert!(is_date(cell), "{cell}");
        }
        for cell in ["11-9111", "13002", "", "All Occupations", "31-33x-"] {
            assert!(!is_date(cell), "{cell}");
        }
    }

    #[test]
    fn days_are_told_from_codes_of_five_digits() {
        let of = |cell| code_of_days(cell).map(|(date, code)| (date, code.to_string()));
        assert_eq!(of("40848"), Some(("2011-11-01".to_owned(), "11-2011".to_owned())));
        for cell in ["13002", "40849", "19111", "x"] {
            assert_eq!(of(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_shape_of_an_area_tells_its_kind() {
        let kind = |cell| area_by_shape(cell).map(|(area, kind)| (area.to_string(), kind));
        assert_eq!(kind("99"), Some(("us".to_owned(), AreaKind::Nation)));
        assert_eq!(kind("1"), Some(("01".to_owned(), AreaKind::State)));
        assert_eq!(kind("72"), Some(("72".to_owned(), AreaKind::Territory)));
        assert_eq!(kind("0380"), Some(("0380".to_owned(), AreaKind::Metropolitan)));
        assert_eq!(kind("31080"), Some(("31080".to_owned(), AreaKind::Metropolitan)));
        assert_eq!(kind("100001"), Some(("0100001".to_owned(), AreaKind::Nonmetropolitan)));
        assert_eq!(kind("AL"), None);
    }
}
