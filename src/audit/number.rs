//! Numbers as pages write them: `$110,680`, `$121K`, `1.3 million`, `29 percent`, `243, 200`, `19,500+`.

use super::spelled;

/// What a number is of, as far as it says itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A dollar sign.
    Dollars,
    /// A percent sign or the word.
    Percent,
    /// Neither.
    Plain,
}

/// A number in a text.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark that the page writes or not")]
pub struct Number {
    /// Its first byte in the text, sign included.
    pub start: usize,
    /// The byte after it, suffix and percent included.
    pub end: usize,
    /// Its first digit.
    pub digits_start: usize,
    /// The value.
    pub value: f64,
    /// What it says it is of.
    pub sign: Sign,
    /// What one unit of the last digit written is worth.
    pub step: f64,
    /// `K`, ` million`, ...: as written.
    pub suffix: String,
    /// What the suffix multiplies by.
    pub scale: f64,
    /// Digits after the point.
    pub decimals: usize,
    /// Whether thousands are parted by commas.
    pub commas: bool,
    /// Whether a plus follows.
    pub plus: bool,
    /// Whether a tilde stands before.
    pub tilde: bool,
    /// Whether it is written as a year: four digits and nothing else.
    pub bare: bool,
    /// Whether it is written in words.
    pub spelled: bool,
}

const SUFFIXES: &[(&str, f64)] = &[
    (" million", 1e6),
    ("-million", 1e6),
    (" billion", 1e9),
    (" trillion", 1e12),
    (" thousand", 1e3),
    ("-thousand", 1e3),
    (" mil", 1e6),
    ("million", 1e6),
    ("billion", 1e9),
    ("mm", 1e6),
    ("k", 1e3),
    ("m", 1e6),
    ("b", 1e9),
];

const DOLLARS: &[&str] = &[" dollars", " US dollars", " USD"];

const PERCENTS: &[&str] = &["%", " %", " percent", "-percent", " per cent", " pct", "percent"];

/// The number whose first digit, or sign, stands at a byte.
#[must_use]
pub fn read(text: &str, start: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut sign = Sign::Plain;
    for prefix in ["US$", "USD ", "$"] {
        if text[at..].starts_with(prefix) {
            at += prefix.len();
            sign = Sign::Dollars;
            at += text[at..].len() - text[at..].trim_start_matches(' ').len();
            break;
        }
    }
    let digits_start = at;
    let (whole_end, commas) = whole(text, at, sign == Sign::Dollars)?;
    let mut digits: String = text[at..whole_end].chars().filter(char::is_ascii_digit).collect();
    at = whole_end;
    let mut decimals = 0;
    if bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        let end = run_of_digits(bytes, at + 1);
        decimals = end - at - 1;
        digits.push('.');
        digits.push_str(&text[at + 1..end]);
        at = end;
    }
    let bare = sign == Sign::Plain && whole_end - digits_start == 4 && !commas && decimals == 0;
    let mut number = Number {
        start,
        end: at,
        digits_start,
        value: digits.parse().ok()?,
        sign,
        step: 1.0,
        suffix: String::new(),
        scale: 1.0,
        decimals,
        commas,
        plus: false,
        tilde: text[..start].trim_end().ends_with(['~', '≈']),
        bare,
        spelled: false,
    };
    number.take_suffix(text);
    let places = i32::try_from(decimals.min(6)).unwrap_or(0);
    number.step = number.scale / (0..places).fold(1.0, |step, _| step * 10.0);
    number.value = (number.value * number.scale * 1e4).round() / 1e4;
    Some(number)
}

impl Number {
    /// Words that stand in the place of a number.
    #[must_use]
    pub const fn of_words(start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            digits_start: start,
            value: 0.0,
            sign: Sign::Percent,
            step: 1.0,
            suffix: String::new(),
            scale: 1.0,
            decimals: 0,
            commas: false,
            plus: false,
            tilde: false,
            bare: false,
            spelled: false,
        }
    }

    fn take_suffix(&mut self, text: &str) {
        let rest: String = text[self.end..].chars().take(12).collect::<String>().to_lowercase();
        let ends = |suffix: &str| !rest[suffix.len()..].starts_with(|c: char| c.is_alphanumeric());
        if rest.len() == text[self.end..].chars().take(12).map(char::len_utf8).sum::<usize>() {
            let fits = |suffix: &&(&str, f64)| rest.starts_with(suffix.0) && ends(suffix.0);
            if let Some((suffix, scale)) = SUFFIXES.iter().find(fits) {
                text[self.end..self.end + suffix.len()].clone_into(&mut self.suffix);
                self.end += suffix.len();
                self.scale = *scale;
                self.bare = false;
            }
        }
        if text[self.end..].starts_with('+') {
            self.plus = true;
            self.end += 1;
            self.bare = false;
        }
        let rest = &text[self.end..];
        let percent = PERCENTS.iter().find(|percent| {
            let Some(start) = rest.get(..percent.len()) else { return false };
            let whole = !rest[percent.len()..].starts_with(|c: char| c.is_alphanumeric());
            start.eq_ignore_ascii_case(percent) && (whole || percent.ends_with('%'))
        });
        if let Some(percent) = percent.filter(|_| self.sign == Sign::Plain) {
            // Percentage points are a difference of percents.
            self.sign = Sign::Percent;
            self.end += percent.len();
            self.bare = false;
        }
        let dollars = DOLLARS.iter().find(|dollars| {
            let rest = &text[self.end..];
            let start =
                rest.get(..dollars.len()).is_some_and(|start| start.eq_ignore_ascii_case(dollars));
            start && !rest[dollars.len()..].starts_with(|c: char| c.is_alphanumeric())
        });
        if let Some(dollars) = dollars.filter(|_| self.sign == Sign::Plain) {
            self.sign = Sign::Dollars;
            self.end += dollars.len();
            self.bare = false;
        }
        if text[self.end..].starts_with('+') {
            self.plus = true;
            self.end += 1;
        }
    }

    /// A value in the style of this number.
    #[must_use]
    pub fn in_style(&self, text: &str, value: f64) -> String {
        let scaled = value.abs() / self.scale;
        if self.spelled {
            let whole = if self.scale > 1.0 { scaled } else { scaled.round() };
            let words = spelled::in_words(whole).filter(|_| value >= 0.0);
            let is_large = text[self.start..].starts_with(char::is_uppercase);
            if let Some(words) = words {
                let (first, rest) = words.split_at(1);
                let first = if is_large { first.to_uppercase() } else { first.to_owned() };
                return format!("{first}{rest}{}", self.suffix);
            }
            let decimals = usize::from(self.scale > 1.0 && scaled.fract() != 0.0);
            return format!("{scaled:.decimals$}{}", self.suffix);
        }
        let mut digits = format!("{scaled:.*}", self.decimals);
        // "800" shows nothing of how the page parts thousands; "1900" does.
        let shows = scaled >= 10_000.0 || scaled >= 1000.0 && self.value.abs() < 1000.0;
        if self.commas || shows && self.suffix.is_empty() && self.sign != Sign::Percent {
            digits = grouped(&digits);
        }
        let before = &text[self.start..self.digits_start];
        let mut end = self.digits_start;
        let number = |c: char| c.is_ascii_digit() || c == ',' || c == '.' || c == ' ';
        end += text[end..self.end].find(|c| !number(c)).unwrap_or(self.end - end);
        let after = text[end..self.end].to_owned();
        let gap = if text[..end].ends_with(' ') && !after.is_empty() { " " } else { "" };
        let minus = if value < 0.0 { "-" } else { "" };
        format!("{minus}{before}{digits}{gap}{after}")
    }
}

/// Digits with a comma before each three.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + rest
}

fn run_of_digits(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(bytes.len(), |end| start + end)
}

/// The end of the whole part, and whether commas part it. A blank after a comma, as in `243, 200`, is
/// a slip of the page where dollars are meant or three digits stand alone.
fn whole(text: &str, start: usize, dollars: bool) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut end = run_of_digits(bytes, start);
    if end == start || end - start > 15 {
        return None;
    }
    let mut commas = false;
    if end - start <= 3 {
        loop {
            let gap = match &bytes[end..] {
                [b',', b' ', ..] => 2,
                [b',', ..] => 1,
                _ => break,
            };
            let group = run_of_digits(bytes, (end + gap).min(bytes.len()));
            let is_group = group == end + gap + 3;
            let slip = gap == 2 && !(dollars || followed_by_a_word(&text[group.min(text.len())..]));
            if !is_group || slip {
                break;
            }
            (end, commas) = (group, true);
        }
    }
    Some((end, commas))
}

fn followed_by_a_word(rest: &str) -> bool {
    rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_lowercase()))
}
