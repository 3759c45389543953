//! The fonts that every chart and page is set in: part of the program, so that nothing is looked up
//! on the machine and a picture is the same everywhere.

use std::sync::{Arc, OnceLock};

use base64::{Engine, prelude::BASE64_STANDARD};
use plotters::style::{FontStyle, register_font};
use resvg::usvg::fontdb;

use super::RenderError;

/// The family as SVG and CSS name it: ours, then whatever a viewer without web fonts has.
pub const FAMILY: &str = "Inter, sans-serif";

/// Ascent plus descent over the em of both weights: plotters takes a size for that height, SVG
/// for the em.
pub const HEIGHT_PER_EM: f64 = 2478.0 / 2048.0;

struct Font {
    name: &'static str,
    style: FontStyle,
    css_weight: u16,
    ttf: &'static [u8],
    woff2: &'static [u8],
}

const FONTS: [Font; 2] = [
    Font {
        name: "Inter Regular",
        style: FontStyle::Normal,
        css_weight: 400,
        ttf: include_bytes!("Inter-Regular.ttf"),
        woff2: include_bytes!("Inter-Regular.woff2"),
    },
    // The semi-bold cut serves as the bold: at the sizes of a chart the true bold clots.
    Font {
        name: "Inter SemiBold",
        style: FontStyle::Bold,
        css_weight: 700,
        ttf: include_bytes!("Inter-SemiBold.ttf"),
        woff2: include_bytes!("Inter-SemiBold.woff2"),
    },
];

/// Makes the fonts known to the drawing library; to be called before text is measured.
pub fn register() -> Result<(), RenderError> {
    static BROKEN: OnceLock<Option<&'static str>> = OnceLock::new();
    let broken = BROKEN.get_or_init(|| {
        FONTS
            .iter()
            .find(|font| register_font(FAMILY, font.style, font.ttf).is_err())
            .map(|font| font.name)
    });
    broken.map_or(Ok(()), |name| Err(RenderError::Font(name)))
}

/// The fonts for the rasteriser: these and no others.
pub fn database() -> Arc<fontdb::Database> {
    static DATABASE: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fill = || {
        let mut database = fontdb::Database::new();
        for font in &FONTS {
            database.load_font_data(font.ttf.to_vec());
        }
        Arc::new(database)
    };
    Arc::clone(DATABASE.get_or_init(fill))
}

/// The fonts as `@font-face` rules that need no other file.
pub fn css() -> String {
    let rule = |font: &Font| {
        let (weight, data) = (font.css_weight, BASE64_STANDARD.encode(font.woff2));
        format!(
            "@font-face{{font-family:Inter;font-style:normal;font-weight:{weight};\
             src:url(data:font/woff2;base64,{data}) format(\"woff2\")}}\n"
        )
    };
    FONTS.iter().map(rule).collect()
}
