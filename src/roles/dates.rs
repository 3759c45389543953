//! Occupation codes that a spreadsheet turned into dates: `11-2021` reads as November 2021, is shown
//! as `Nov-21`, and loses two digits when saved as CSV. Only major group 11 can be a month.

use crate::model::MONTHS_SHORT;

/// What is left of a code after it became a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MangledCode {
    /// The month, which was the first two digits of the code.
    pub month: u32,
    /// The year, which was its last four digits, or only the last two of them.
    pub year: Year,
}

/// How much of the year is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// All four digits.
    Full(u32),
    /// The last two digits.
    LastTwo(u32),
}

impl MangledCode {
    /// Whether a code, as six digits, could have become this date. Spreadsheets know no date before
    /// 1900, so `11-1021` stays as it is.
    pub const fn could_be(self, digits: u32) -> bool {
        let year_fits = match self.year {
            Year::Full(year) => digits % 10_000 == year,
            Year::LastTwo(year) => digits % 100 == year && digits % 10_000 >= 1900,
        };
        digits / 10_000 == self.month && year_fits
    }
}

/// Reads a cell as a date in one of the forms that spreadsheets write.
pub fn mangled(cell: &str) -> Option<MangledCode> {
    serial(cell).or_else(|| iso(cell)).or_else(|| with_month_name(cell)).or_else(|| with_slashes(cell))
}

fn year(text: &str) -> Option<Year> {
    let number = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
    match text.len() {
        4 => Some(Year::Full(number)),
        2 => Some(Year::LastTwo(number)),
        _ => None,
    }
}

/// `Nov-21`, `21-Nov`, `Nov 2021`, `1-Nov-21`.
fn with_month_name(cell: &str) -> Option<MangledCode> {
    let lower = cell.to_lowercase();
    let parts: Vec<&str> = lower.split(['-', ' ', '/']).filter(|part| !part.is_empty()).collect();
    let is_name = |part: &&str| MONTHS_SHORT.iter().position(|month| part.starts_with(month));
    let month = parts.iter().find_map(is_name)?;
    let rest: Vec<&&str> = parts.iter().filter(|part| is_name(part).is_none()).collect();
    let year = year(rest.last()?).filter(|_| rest.len() <= 2)?;
    Some(MangledCode { month: u32::try_from(month).ok()? + 1, year })
}

/// `11/1/2021`, `11/2021`.
fn with_slashes(cell: &str) -> Option<MangledCode> {
    let parts: Vec<&str> = cell.split('/').collect();
    let (month, last) = match parts.as_slice() {
        [month, _, last] | [month, last] => (month.parse().ok()?, *last),
        _ => return None,
    };
    Some(MangledCode { month, year: year(last)? }).filter(|date| (1..=12).contains(&date.month))
}

/// `2021-11-01`, with or without a time.
fn iso(cell: &str) -> Option<MangledCode> {
    let date = cell.split(['T', ' ']).next()?;
    let parts: Vec<&str> = date.split('-').collect();
    let [full, month, _day] = parts.as_slice() else { return None };
    let Year::Full(full) = year(full)? else { return None };
    Some(MangledCode { month: month.parse().ok()?, year: Year::Full(full) })
}

/// `44501`, the number behind the first of a month in the calendar that counts days from 1900.
fn serial(cell: &str) -> Option<MangledCode> {
    let days: u32 = cell.parse().ok().filter(|_| cell.len() == 5)?;
    // 60 stands for 29 February 1900, which was not; after it the count runs one day ahead.
    let mut left = days.checked_sub(61)? + 59;
    let mut full = 1900;
    while left >= days_in(full) {
        left -= days_in(full);
        full += 1;
    }
    let first_of = |month: u32| (1..month).map(|earlier| days_of_month(full, earlier)).sum::<u32>();
    let month = (1..=12).find(|month| first_of(*month) == left)?;
    Some(MangledCode { month, year: Year::Full(full) })
}

fn days_in(year: u32) -> u32 {
    (1..=12).map(|month| days_of_month(year, month)).sum()
}

const fn days_of_month(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
