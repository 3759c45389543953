//! What every chart promises: readable XML, escaped words, the same bytes, no bound drawn as a
//! point, and no text that is cut or runs into other text.

mod awkward;
mod parts;
mod samples;

use resvg::{tiny_skia::Pixmap, usvg};

use super::{png, svg, svg_fragment};
use crate::{
    exhibits::chart::{Body, Chart, Datum, TrendPeriod},
    model::{Mark, Release},
    render::fonts,
};

/// A line of text as the rasteriser lays it out.
struct Line {
    words: String,
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

fn tree(chart: &Chart) -> usvg::Tree {
    let options = usvg::Options { fontdb: fonts::database(), ..usvg::Options::default() };
    usvg::Tree::from_str(&svg(chart).unwrap(), &options).unwrap()
}

fn lines_of(group: &usvg::Group, lines: &mut Vec<Line>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => lines_of(group, lines),
            usvg::Node::Text(text) => {
                let place = text.abs_bounding_box();
                let words = text.chunks().iter().map(|chunk| chunk.text().trim()).collect();
                let (left, right) = (place.left(), place.right());
                lines.push(Line { words, left, top: place.top(), right, bottom: place.bottom() });
            }
            _ => {}
        }
    }
}

fn lines(chart: &Chart) -> Vec<Line> {
    let mut lines = Vec::new();
    lines_of(tree(chart).root(), &mut lines);
    lines
}

fn words(chart: &Chart) -> String {
    lines(chart).into_iter().map(|line| line.words + " ").collect()
}

/// The reason why lines of text on a canvas of a size cannot be published, if there is one.
fn fault(lines: &[Line], width: f32, height: f32) -> Option<String> {
    let cut =
        |line: &&Line| line.left < 0.0 || line.top < 0.0 || line.right > width || line.bottom > height;
    if let Some(line) = lines.iter().find(cut) {
        return Some(format!("`{}` leaves the canvas", line.words));
    }
    let meet = |a: &Line, b: &Line| {
        a.left.max(b.left) + 0.5 < a.right.min(b.right)
            && a.top.max(b.top) + 0.5 < a.bottom.min(b.bottom)
    };
    lines.iter().enumerate().find_map(|(at, one)| {
        let other = lines[at + 1..].iter().find(|other| meet(one, other))?;
        Some(format!("`{}` lies on `{}`", one.words, other.words))
    })
}

fn fault_of(chart: &Chart) -> Option<String> {
    let size = tree(chart).size();
    let fault = fault(&lines(chart), size.width(), size.height())?;
    Some(format!("{}: {fault}", chart.id))
}

fn data_mut(chart: &mut Chart) -> Vec<&mut Datum> {
    match &mut chart.body {
        Body::Ranges(it) => it
            .blocks
            .iter_mut()
            .flat_map(|block| &mut block.rows)
            .flat_map(|row| &mut row.points)
            .collect(),
        Body::Bars(it) => it.rows.iter_mut().map(|row| &mut row.datum).collect(),
        Body::Bubbles(it) => it.bubbles.iter_mut().map(|bubble| &mut bubble.pay).collect(),
        Body::Trend(it) => it
            .panels
            .iter_mut()
            .flat_map(|panel| &mut panel.lines)
            .flat_map(|line| &mut line.points)
            .collect(),
        Body::Places(it) => it.rows.iter_mut().flat_map(|row| &mut row.data).collect(),
    }
}

#[test]
fn no_text_is_cut_or_lies_on_other_text() {
    let faults: Vec<_> = samples::all().iter().chain(&awkward::all()).filter_map(fault_of).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn text_that_is_cut_or_touches_is_found() {
    let line =
        |left, top| Line { words: String::new(), left, top, right: left + 50.0, bottom: top + 14.0 };
    assert_eq!(fault(&[line(0.0, 0.0), line(50.0, 0.0), line(0.0, 14.0)], 100.0, 28.0), None);
    assert!(fault(&[line(0.0, 0.0), line(48.0, 5.0)], 100.0, 28.0).unwrap().contains("lies on"));
    assert!(fault(&[line(51.0, 0.0)], 100.0, 28.0).unwrap().contains("leaves"));
}

#[test]
fn every_number_is_printed() {
    for mut chart in samples::all() {
        let printed = words(&chart);
        let (id, is_ranges) = (chart.id.clone(), matches!(chart.body, Body::Ranges(_)));
        for (at, datum) in data_mut(&mut chart).into_iter().enumerate() {
            // Of a range the quarters stand in the table beside the chart.
            if !(is_ranges && [1, 3].contains(&(at % 5))) {
                assert!(printed.contains(&datum.text), "{} of {id}", datum.text);
            }
        }
    }
}

#[test]
fn a_bound_is_never_drawn_as_a_point() {
    let circles = |chart: &Chart| svg(chart).unwrap().matches("<circle").count();
    for sample in [samples::ranges(), samples::trend(), samples::places(), samples::places_of_one()] {
        let with = |datum: &Datum| {
            let mut chart = sample.clone();
            // The first series has circles; of a range only the median has a marker.
            let at = if matches!(chart.body, Body::Ranges(_)) { 17 } else { 0 };
            *data_mut(&mut chart)[at] = datum.clone();
            circles(&chart)
        };
        let bound = with(&samples::at_least(120_000.0));
        assert_eq!(bound, with(&samples::absent(Mark::WageNotReleased)), "{}", sample.id);
        assert!(bound < with(&samples::usd(120_000.0)), "{}", sample.id);
    }
}

#[test]
fn a_bubble_with_a_bound_is_an_arrow() {
    let mut chart = samples::bubbles();
    let before = svg(&chart).unwrap().matches("<circle").count();
    *data_mut(&mut chart)[0] = samples::at_least(120_000.0);
    assert!(svg(&chart).unwrap().matches("<circle").count() < before);
    assert!(words(&chart).contains("23.2% · at least $120,000"));
}

#[test]
fn a_bar_to_a_bound_is_pale_and_open() {
    let mut chart = samples::bars();
    let pale = |chart: &Chart| svg(chart).unwrap().matches("opacity=\"0.4\"").count();
    assert_eq!(pale(&chart), 0);
    *data_mut(&mut chart)[0] = samples::at_least(20.0);
    assert_eq!(pale(&chart), 1);
}

#[test]
fn years_are_as_far_from_each_other_as_they_are() {
    let mut chart = samples::trend();
    let Body::Trend(trend) = &mut chart.body else { unreachable!("the sample is a trend") };
    let named = |(name, year)| TrendPeriod { name: String::from(name), ..Release::may(year).into() };
    trend.periods = [("first", 2005), ("second", 2019), ("third", 2024)].map(named).to_vec();
    trend.panels.truncate(1);
    let lines = lines(&chart);
    let middle = |words: &str| {
        let line = lines.iter().find(|line| line.words.contains(words)).unwrap();
        f32::midpoint(line.left, line.right)
    };
    let [first, second, third] = ["first", "second", "third"].map(middle);
    let share = (second - first) / (third - first);
    assert!((share - 14.0 / 19.0).abs() < 0.01, "{first} {second} {third}");
}

#[test]
fn an_estimate_is_hollow_and_the_legend_says_so() {
    assert!(words(&samples::ranges()).contains("Hollow: estimate"));
    assert!(!words(&samples::trend()).contains("Hollow"));
}

#[test]
fn words_are_escaped() {
    let mut chart = samples::bars();
    "Pay < \"growth\" & <b>more</b>".clone_into(&mut chart.title);
    "It's <so> & \"so\"".clone_into(&mut chart.description);
    let written = svg(&chart).unwrap();
    assert!(written.contains("Pay &lt; &quot;growth&quot; &amp; &lt;b&gt;more&lt;/b&gt;</title>"));
    assert!(written.contains("It's &lt;so&gt; &amp; &quot;so&quot;</desc>"));
    assert!(words(&chart).contains("Pay < \"growth\" & <b>more</b>"));
}

#[test]
fn control_characters_do_not_break_the_xml() {
    let mut chart = samples::bars();
    "Pay\u{0}and\u{1b}growth".clone_into(&mut chart.title);
    "Pay\u{1f}and growth".clone_into(&mut chart.description);
    assert!(words(&chart).contains("Payandgrowth"));
}

#[test]
fn same_chart_same_bytes() {
    for chart in samples::all() {
        assert_eq!(svg(&chart).unwrap(), svg(&chart.clone()).unwrap());
        assert!(png(&chart).unwrap() == png(&chart.clone()).unwrap(), "{}", chart.id);
    }
}

#[test]
fn an_svg_stands_alone_and_a_fragment_does_not_repeat_the_fonts() {
    let chart = samples::bars();
    let (whole, fragment) = (svg(&chart).unwrap(), svg_fragment(&chart).unwrap());
    assert_eq!(whole.matches("@font-face").count(), 2);
    assert!(!fragment.contains("@font-face"));
    assert!(whole.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"960\" height=\""));
    assert!(whole.contains("viewBox=\"0 0 960 ") && whole.contains("role=\"img\""));
    assert!(!whole.contains("href"), "nothing is loaded");
}

#[test]
fn ids_differ_between_charts() {
    let id = |name: &str| {
        let mut chart = samples::bars();
        name.clone_into(&mut chart.id);
        let written = svg_fragment(&chart).unwrap();
        let id = written.split("<title id=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(written.contains(&format!("aria-labelledby=\"{id} ")));
        id
    };
    assert_eq!(id("growth"), "chart-growth-title");
    assert_ne!(id("a b"), id("a_b"));
    assert!(id("a\"><b").chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter)));
}

#[test]
fn a_png_is_the_svg_at_twice_the_size() {
    let chart = samples::bars();
    let (pixels, size) = (Pixmap::decode_png(&png(&chart).unwrap()).unwrap(), tree(&chart).size());
    let twice = size.to_int_size().scale_by(2.0).unwrap();
    assert_eq!((pixels.width(), pixels.height()), (twice.width(), twice.height()));
    let inked = pixels.pixels().iter().filter(|pixel| pixel.red() < 0x40).count();
    assert!(inked > 5_000, "the text is there: {inked}");
    assert!(pixels.pixels().iter().all(|pixel| pixel.alpha() == 255), "on white");
}
