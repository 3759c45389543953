//! Which saved pages a sitemap names.

use percent_encoding::percent_decode_str;

/// For each address of a sitemap, the paths below its folder under which the page may be saved, likeliest first.
#[must_use]
pub fn pages_of(sitemap: &str) -> Vec<Vec<String>> {
    if lists_addresses(sitemap) {
        return lines(sitemap).map(saved_as).collect();
    }
    let addresses = sitemap.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    addresses.map(|address| saved_as(address.trim())).collect()
}

/// Whether a text is a sitemap without markup: addresses, each on a line of its own.
#[must_use]
pub fn lists_addresses(text: &str) -> bool {
    let is_address = |line: &str| line.starts_with("http") && !line.contains(char::is_whitespace);
    lines(text).next().is_some() && lines(text).all(is_address)
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty())
}

fn saved_as(address: &str) -> Vec<String> {
    let address =
        address.strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>")).unwrap_or(address);
    let address = address.trim().replace("&amp;", "&");
    let plain = address.split(['?', '#']).next().unwrap_or("");
    // A page is saved under its name, which its address may write in percents.
    let plain = &*percent_decode_str(plain).decode_utf8().unwrap_or(plain.into());
    let without_scheme = plain.split_once("://").map_or(plain, |(_, rest)| rest);
    let (host, path) = without_scheme.split_once('/').unwrap_or((without_scheme, ""));
    let path = path.trim_matches('/');
    let mut names = Vec::new();
    for folder in ["", host] {
        let base =
            [folder, path].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("/");
        let index = if base.is_empty() { "index.html".to_owned() } else { format!("{base}/index.html") };
        if base.is_empty() {
            names.push(index);
        } else {
            let mut all = [index, base.clone(), format!("{base}.html"), format!("{base}.md")];
            // What has an ending is a file.
            if path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
                all.swap(0, 1);
            }
            names.extend(all);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::{lists_addresses, pages_of};

    #[test]
    fn an_address_is_looked_for_as_a_file_and_as_a_folder() {
        let pages = pages_of("<urlset><url><loc>https://a.example/pay/nurses/?x=1</loc></url></urlset>");
        assert_eq!(pages.len(), 1);
        for name in ["pay/nurses/index.html", "pay/nurses.html", "a.example/pay/nurses/index.html"] {
            assert!(pages[0].iter().any(|page| page == name), "{name} in {:?}", pages[0]);
        }
        let file = pages_of("<loc>https://a.example/pay/nurses.html</loc>");
        assert_eq!(file[0][0], "pay/nurses.html");
        let lines = pages_of("https://a.example/\n\nhttps://a.example/pay.html\n");
        assert_eq!(lines.iter().map(|names| &*names[0]).collect::<Vec<_>>(), ["index.html", "pay.html"]);
        assert!(!lists_addresses("See https://a.example/") && !lists_addresses(""));
        let odd = pages_of("<loc> <![CDATA[https://a.example/caf%C3%A9%20pay.html]]> </loc>");
        assert_eq!(odd[0][0], "café pay.html");
    }
}
