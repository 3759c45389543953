//! Charts as SVG and PNG. A chart is composed as a sketch, which plotters paints; the PNG is the SVG
//! turned into pixels, so that both are one picture.

mod axis;
mod bars;
mod bubbles;
mod frame;
mod legend;
mod paint;
mod palette;
mod places;
mod ranges;
mod reading;
mod rows;
mod sketch;
mod spot;
mod spread;
#[cfg(test)]
mod tests;
mod text;
mod trend;

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg,
};

use self::sketch::Sketch;
use super::{RenderError, fonts};
use crate::exhibits::chart::{Body, Chart};

/// Pixels of a PNG for one of the SVG.
const PNG_SCALE: u16 = 2;

/// A chart as an SVG document that needs no other file.
///
/// # Errors
///
/// When the bundled fonts are unreadable or the drawing library fails.
pub fn svg(chart: &Chart) -> Result<String, RenderError> {
    compose(chart, &format!("<style>\n{}</style>\n", font_face_css()))
}

/// A chart as an SVG element for a page that has [`font_face_css`] in its style sheet. Its ids begin
/// with the id of the chart, so that a page can hold many.
///
/// # Errors
///
/// When the bundled fonts are unreadable or the drawing library fails.
pub fn svg_fragment(chart: &Chart) -> Result<String, RenderError> {
    compose(chart, "")
}

/// A chart as a PNG of twice the size of the SVG.
///
/// # Errors
///
/// When the bundled fonts are unreadable, or the drawing library or the rasteriser fails.
pub fn png(chart: &Chart) -> Result<Vec<u8>, RenderError> {
    let failed = |reason: &dyn ToString| RenderError::Pixels {
        chart: chart.id.clone(),
        reason: reason.to_string(),
    };
    let options = usvg::Options { fontdb: fonts::database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg_fragment(chart)?, &options).map_err(|error| failed(&error))?;
    let scale = f32::from(PNG_SCALE);
    let size = tree.size().to_int_size().scale_by(scale).ok_or_else(|| failed(&"it has no size"))?;
    let mut pixels =
        Pixmap::new(size.width(), size.height()).ok_or_else(|| failed(&"it is too large"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    encode(&pixels).map_err(|error| failed(&error))
}

/// The charts are opaque and flat: three channels do, and filters only make such pictures larger.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let rgb: Vec<u8> =
        pixels.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_deflate_compression(png::DeflateCompression::Level(4));
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}

/// The fonts of all charts as `@font-face` rules, for a page with fragments.
#[must_use]
pub fn font_face_css() -> String {
    fonts::css()
}

fn compose(chart: &Chart, style: &str) -> Result<String, RenderError> {
    fonts::register()?;
    let (sketch, height) = draw(chart);
    let failed = |reason| RenderError::Drawing { chart: chart.id.clone(), reason };
    let painted = paint::paint(&sketch, height).map_err(failed)?;
    // The element that plotters opens has no place for a role, a title and a description.
    let (_, inside) = painted.split_once('\n').ok_or_else(|| failed("it is empty".to_owned()))?;
    Ok(opening(chart, height) + style + inside)
}

fn draw(chart: &Chart) -> (Sketch, f64) {
    let mut sketch = Sketch::default();
    let top = frame::head(&mut sketch, chart);
    let bottom = match &chart.body {
        Body::Ranges(ranges) => ranges::draw(ranges, &mut sketch, top),
        Body::Bars(bars) => bars::draw(bars, &mut sketch, top),
        Body::Bubbles(bubbles) => bubbles::draw(bubbles, &mut sketch, top),
        Body::Trend(trend) => trend::draw(trend, &mut sketch, top),
        Body::Places(places) => places::draw(places, &mut sketch, top),
    };
    let height = frame::foot(&mut sketch, chart, bottom);
    (sketch, height)
}

fn opening(chart: &Chart, height: f64) -> String {
    let (width, id) = (sketch::WIDTH, id(&chart.id));
    let (title, description) = (escaped(&chart.title), escaped(&chart.description));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n"
    )
}

/// The id of a chart as an id of XML, different for different charts.
fn id(name: &str) -> String {
    let letter = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => letter.to_string(),
        other => format!("_{:x}_", u32::from(other)),
    };
    format!("chart-{}", name.chars().map(letter).collect::<String>())
}

fn escaped(text: &str) -> String {
    let entity = |letter: char| match letter {
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '&' => "&amp;".to_owned(),
        '"' => "&quot;".to_owned(),
        other if other.is_control() => " ".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(entity).collect()
}
