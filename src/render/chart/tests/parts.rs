//! The parts that charts rest on: measuring, scales, pushing apart, colours.

use plotters::style::RGBColor;
use proptest::prelude::{prop_assert, proptest};
use resvg::usvg;

use super::samples;
use crate::{
    exhibits::chart::Series,
    render::{
        chart::{
            axis::{Axis, Room, TickUnit},
            palette::{self, GREY, INK},
            reading::Reading,
            sketch::Region,
            spread::{self, Wish},
            text::{Block, LABEL, TITLE, Type},
        },
        fonts,
    },
};

fn drawn_width(words: &str, face: Type) -> f64 {
    let weight = if face.bold { "bold" } else { "normal" };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text font-family=\"Inter\" \
         font-size=\"{}\" font-weight=\"{weight}\">{words}</text></svg>",
        face.size
    );
    let options = usvg::Options { fontdb: fonts::database(), ..usvg::Options::default() };
    let tree = usvg::Tree::from_str(&svg, &options).unwrap();
    f64::from(tree.root().abs_bounding_box().width())
}

#[test]
fn text_is_measured_as_it_is_drawn() {
    fonts::register().unwrap();
    for face in [TITLE, LABEL] {
        for words in ["Medical and health services managers", "$1,234,567", "nnnnnnnn"] {
            let (measured, drawn) = (face.width(words), drawn_width(words, face));
            assert!((-0.5..6.0).contains(&(measured - drawn)), "{words}: {measured} for {drawn}");
        }
    }
}

#[test]
fn blocks_keep_their_width_and_their_words() {
    fonts::register().unwrap();
    let words = "Secretaries and administrative assistants, except legal, medical, and executive";
    for width in [120.0, 150.0, 400.0] {
        let (full, even) = (Block::full(words, LABEL, width), Block::even(words, LABEL, width));
        assert!(full.width <= width && even.width <= full.width);
        assert_eq!(full.lines.len(), even.lines.len());
        assert_eq!(even.lines.join(" "), words);
    }
    let word = Block::full(&"x".repeat(100), LABEL, 90.0);
    assert!(word.lines.len() > 1 && word.width <= 90.0);
}

#[test]
fn ticks_are_round_and_printed_in_the_unit_of_the_data() {
    fonts::register().unwrap();
    let ticks = |values: &[f64], unit, width| -> Vec<String> {
        let axis = Axis::across(values, unit, (0.0, width), &[]);
        axis.ticks.into_iter().map(|(_, label)| label).collect()
    };
    assert_eq!(
        ticks(&[0.0, 98_000.0], TickUnit::Dollars, 420.0),
        ["$0", "$20,000", "$40,000", "$60,000", "$80,000", "$100,000"]
    );
    assert_eq!(
        ticks(&[0.0, 180_000.0], TickUnit::Dollars, 260.0),
        ["$0", "$50k", "$100k", "$150k", "$200k"]
    );
    assert_eq!(ticks(&[-3.0, 4.0], TickUnit::Percent, 420.0)[..3], ["-3%", "-2%", "-1%"]);
    assert_eq!(ticks(&[0.0, 0.6], TickUnit::Plain, 300.0)[1], "0.1");
    assert!(ticks(&[], TickUnit::Plain, 300.0).is_empty(), "no scale without numbers");
    let unit = |datum| TickUnit::of([&samples::absent(crate::model::Mark::Unavailable), &datum]);
    assert_eq!(unit(samples::at_least(5.0)), TickUnit::Dollars);
    assert_eq!(unit(samples::percent(5.0)), TickUnit::Percent);
    assert_eq!(unit(samples::thousands(5.0)), TickUnit::Plain);
}

#[test]
fn numbers_that_are_not_finite_are_words() {
    assert_eq!(Reading::of(&samples::usd(f64::NAN)), Reading::Words);
    assert_eq!(Reading::of(&samples::at_least(f64::INFINITY)), Reading::Words);
}

#[test]
fn text_colours_have_contrast() {
    let linear = |part: u8| {
        let share = f64::from(part) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
    };
    let light =
        |RGBColor(r, g, b): RGBColor| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    for colour in [INK, GREY] {
        assert!(1.05 / (light(colour) + 0.05) >= 4.5);
    }
}

#[test]
fn series_differ_in_colour_and_in_shape() {
    let series: Vec<_> = (0..6).map(Series::Group).collect();
    for (at, one) in series.iter().enumerate() {
        for other in &series[at + 1..] {
            assert_ne!(palette::colour(*one), palette::colour(*other));
            assert_ne!(palette::shape(*one), palette::shape(*other));
        }
    }
}

proptest! {
    #[test]
    fn a_scale_leaves_the_room_that_is_asked_for(
        rooms in proptest::collection::vec((-50.0..250.0_f64, 0.0..120.0_f64, 0.0..120.0_f64), 1..12),
    ) {
        fonts::register().unwrap();
        let rooms: Vec<_> = rooms.into_iter().map(|(value, before, after)| Room { value, before, after }).collect();
        let values: Vec<_> = rooms.iter().map(|room| room.value).collect();
        let axis = Axis::across(&values, TickUnit::Percent, (100.0, 800.0), &rooms);
        for room in &rooms {
            let x = axis.scale.at(room.value);
            prop_assert!(x - room.before >= 99.5 && x + room.after <= 800.5, "{x} {room:?}");
        }
        let (first, last) = (axis.ticks.first().unwrap().0, axis.ticks.last().unwrap().0);
        prop_assert!(values.iter().all(|value| (first..=last).contains(value)));
    }

    #[test]
    fn labels_along_a_line_keep_order_distance_and_ends(
        wishes in proptest::collection::vec((0.0..300.0_f64, 5.0..25.0_f64), 1..12),
    ) {
        let (wanted, sizes): (Vec<_>, Vec<_>) = wishes.into_iter().unzip();
        let middles = spread::along(&wanted, &sizes, 0.0, 300.0);
        for one in 0..wanted.len() {
            prop_assert!(middles[one] - sizes[one] / 2.0 >= -1e-6 && middles[one] + sizes[one] / 2.0 <= 300.0 + 1e-6);
            for other in 0..one {
                let apart = (middles[one] - middles[other]).abs();
                prop_assert!(apart >= f64::midpoint(sizes[one], sizes[other]) - 1e-6);
                prop_assert!(wanted[one].total_cmp(&wanted[other]) == middles[one].total_cmp(&middles[other])
                    || (wanted[one] - wanted[other]).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn labels_in_a_plane_touch_nothing_that_is_taken(
        points in proptest::collection::vec((0.0..600.0_f64, 0.0..400.0_f64, 3.0..30.0_f64), 1..30),
    ) {
        let wish = |(x, y, radius)| Wish { centre: (x, y), radius, width: 90.0, height: 32.0 };
        let wishes: Vec<_> = points.into_iter().map(wish).collect();
        let bounds = Region { left: 0.0, top: 0.0, right: 600.0, bottom: 400.0 };
        let taken = Region { left: 200.0, top: 100.0, right: 300.0, bottom: 120.0 };
        let places: Vec<_> = spread::in_plane(&wishes, bounds, &[taken], &[]).into_iter().flatten().collect();
        for (at, place) in places.iter().enumerate() {
            prop_assert!(bounds.contains(*place) && place.shared(taken) <= 0.0);
            prop_assert!(places[at + 1..].iter().all(|other| other.shared(*place) <= 0.0));
        }
    }
}

#[test]
fn a_label_alone_stands_beside_its_bubble() {
    let wish = Wish { centre: (100.0, 100.0), radius: 10.0, width: 80.0, height: 30.0 };
    let bounds = Region { left: 0.0, top: 0.0, right: 400.0, bottom: 400.0 };
    let place = spread::in_plane(&[wish], bounds, &[], &[])[0].unwrap();
    assert_eq!((place.left, place.top, place.bottom), (114.0, 85.0, 115.0));
}
