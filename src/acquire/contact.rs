//! Whom BLS may write to: every request names a contact, as its access policy asks
//! (<https://www.bls.gov/bls/blsterms.htm>).

use std::env;

use crate::diag::{Diagnostic, Diagnostics};

/// The variable that names the contact.
const VARIABLE: &str = "LABOR_OUTLOOK_CONTACT";

/// The User-Agent of every request.
///
/// # Errors
/// When no contact is given, or what is given is neither an e-mail address nor the address of a page.
pub(super) fn user_agent(
    argument: Option<&str>,
    configured: Option<&str>,
) -> Result<String, Diagnostics> {
    let variable = env::var(VARIABLE).ok().filter(|value| !value.is_empty());
    let contact = argument.or(variable.as_deref()).or(configured).map(str::trim);
    match contact {
        Some(contact) if is_contact(contact) => {
            Ok(format!("{}/{} ({contact})", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")))
        }
        Some(contact) => Err(Diagnostic::error(format!(
            "`{contact}` is neither an e-mail address nor the https address of a page"
        ))
        .hint(HINT)
        .into()),
        None => Err(Diagnostic::error(
            "no contact is given: BLS blocks programs that do not say whom it may write to",
        )
        .hint(HINT)
        .into()),
    }
}

const HINT: &str = "give your e-mail address or a page of yours: `contact = \"name@example.org\"` under \
                    [fetch] in pipeline.toml, LABOR_OUTLOOK_CONTACT, or --contact";

fn is_contact(text: &str) -> bool {
    let plain = text.chars().all(|c| c.is_ascii_graphic() && !"()<>\"\\".contains(c));
    let dotted = |host: &str| host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    let mail = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !name.contains("://") && !host.contains(['@', '/']) && dotted(host)
    });
    let page = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| text.strip_prefix(scheme))
        .any(|rest| dotted(rest.split('/').next().unwrap_or_default()));
    plain && (mail || page)
}

#[cfg(test)]
mod tests {
    use super::is_contact;

    #[test]
    fn a_contact_can_be_written_to() {
        for good in ["jo@example.org", "jo.doe+bls@mail.example.edu", "https://example.org/about"] {
            assert!(is_contact(good), "{good}");
        }
        for bad in [
            "",
            "jo",
            "jo@",
            "@example.org",
            "jo@example",
            "a b@example.org",
            "https://",
            "x\r\ny@z.org",
        ] {
            assert!(!is_contact(bad), "{bad:?}");
        }
    }
}
