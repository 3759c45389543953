//! Words of files, pages and role lists made safe for where they are printed: a terminal, a Markdown
//! text, the text, an attribute or a script of HTML, a cell of a spreadsheet, a command of GitHub's
//! workflow log. Templates of HTML and XML are escaped by the libraries that write them.

use std::fmt::Write;

/// Text that cannot steer a terminal, nor turn the direction of a line: such characters are shown as
/// what they are.
#[must_use]
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || steers(character) {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    out
}

/// The same for a text of several lines, which stay lines.
#[must_use]
pub fn printable_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(printable).collect();
    lines.join("\n")
}

/// Whether a character changes how its neighbours are read without being seen: marks of direction,
/// separators of lines, and what no text may hold.
const fn steers(character: char) -> bool {
    matches!(
        character,
        '\u{061c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}'
    )
}

/// Text that means in Markdown what it says: nothing in it can become markup, a link, an HTML tag or
/// a mention of somebody. It stays on one line.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(character);
            }
            '&' => out.push_str("&amp;"),
            // A joiner that nobody sees: the name after it is no mention.
            '@' => out.push_str("@&#8288;"),
            '\n' | '\r' => out.push(' '),
            other if other.is_control() || steers(other) => {
                out.extend(other.escape_default().flat_map(|part| match part {
                    '\\' => vec!['\\', '\\'],
                    part => vec![part],
                }));
            }
            other => out.push(other),
        }
    }
    out
}

/// Text between the tags of HTML: nothing in it can become a tag or a reference. It stays on one line,
/// and what would steer a reader's eye is shown as what it is; quotes stay as they are.
#[must_use]
pub fn html_text(text: &str) -> String {
    html(text, false)
}

/// The value of an attribute of HTML in quotes of either kind: as [`html_text`], and no quote can end it.
#[must_use]
pub fn html_attribute(text: &str) -> String {
    html(text, true)
}

fn html(text: &str, is_quoted: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if is_quoted => out.push_str("&quot;"),
            '\'' if is_quoted => out.push_str("&#39;"),
            '\n' | '\r' | '\t' => out.push(' '),
            other if other.is_control() || steers(other) => out.extend(other.escape_default()),
            other => out.push(other),
        }
    }
    out
}

/// JSON as the content of a script of HTML: nothing in it can end the script or begin a comment.
#[must_use]
pub fn script(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.push_str("\\u");
                let _ = write!(out, "{:04x}", u32::from(character));
            }
            other => out.push(other),
        }
    }
    out
}

/// Words of a CSV cell that a spreadsheet would take for a formula, with an apostrophe before them.
#[must_use]
pub fn cell(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The message of a workflow command. Source:
/// <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>.
#[must_use]
pub fn workflow_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command, such as its file.
#[must_use]
pub fn workflow_property(text: &str) -> String {
    workflow_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use crate::escape::{
        cell, html_attribute, html_text, markdown, printable, printable_lines, script, workflow_message,
        workflow_property,
    };

    #[test]
    fn a_terminal_shows_what_would_steer_it() {
        assert_eq!(printable("a\u{1b}[31mred\u{7}\r"), "a\\u{1b}[31mred\\u{7}\\r");
        assert_eq!(printable("\u{202e}drawkcab"), "\\u{202e}drawkcab");
        assert_eq!(printable_lines("one\ntwo\u{9b}"), "one\ntwo\\u{9b}");
        assert_eq!(printable("café – “90%”"), "café – “90%”");
    }

    #[test]
    fn markdown_says_what_the_text_says() {
        assert_eq!(markdown("a | <b> [c](d)"), "a \\| \\<b\\> \\[c\\](d)");
        assert_eq!(markdown("@team #1"), "@&#8288;team \\#1");
        assert_eq!(markdown("a\nb\u{1b}"), "a b\\\\u{1b}");
    }

    #[test]
    fn html_shows_tags_as_text() {
        assert_eq!(html_text("<script>\"&'\u{1b}\u{202e}"), "&lt;script&gt;\"&amp;'\\u{1b}\\u{202e}");
        assert_eq!(html_attribute("\"><b a='\r\n\t'>"), "&quot;&gt;&lt;b a=&#39;   &#39;&gt;");
    }

    #[test]
    fn a_script_is_not_ended_by_what_it_holds() {
        assert_eq!(
            script("\"</script><!-- & \u{2028}\""),
            "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\""
        );
    }

    #[test]
    fn a_spreadsheet_sees_no_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        assert_eq!(cell("nurse = RN"), "nurse = RN");
    }

    #[test]
    fn a_workflow_command_stays_one() {
        assert_eq!(workflow_message("50%\n::error::x"), "50%25%0A::error::x");
        assert_eq!(workflow_property("a,b:c"), "a%2Cb%3Ac");
    }
}
