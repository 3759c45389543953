//! Sizes and colours of text, and how wide it is: everything that keeps words from being cut or
//! from running into each other is measured here, with the font that draws them.

use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor};

use super::palette::{GREY, INK};
use crate::render::fonts;

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub size: f64,
    pub bold: bool,
    pub colour: RGBColor,
}

pub(super) const TITLE: Type = Type { size: 22.0, bold: true, colour: INK };
pub(super) const SUBTITLE: Type = Type { size: 14.0, bold: false, colour: GREY };
pub(super) const HEAD: Type = Type { size: 14.0, bold: true, colour: INK };
pub(super) const LABEL: Type = Type { size: 14.0, bold: false, colour: INK };
pub(super) const VALUE: Type = Type { size: 12.0, bold: true, colour: INK };
pub(super) const NAME: Type = Type { size: 12.0, bold: false, colour: INK };
pub(super) const SMALL: Type = Type { size: 12.0, bold: false, colour: GREY };

/// Kerning is not measured: it mostly brings letters closer, and widens no line by more than this.
const KERNING: f64 = 1.005;

impl Type {
    /// The width of a line of text in pixels, or a little more.
    pub fn width(self, words: &str) -> f64 {
        // Plotters rounds widths down to whole pixels, so a large size is measured and scaled down.
        const EM: f64 = 1000.0;
        let style = if self.bold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(fonts::FAMILY), EM * fonts::HEIGHT_PER_EM, style);
        // The fonts are registered before anything is measured; six tenths of an em is a wide letter.
        let per_em = font.layout_box(words).map_or_else(
            |_| words.chars().map(|_| 0.6).sum(),
            |((left, _), (right, _))| f64::from(right - left) / EM,
        );
        per_em * KERNING * self.size
    }

    /// From one line to the next.
    pub fn leading(self) -> f64 {
        (self.size * 1.3).round()
    }
}

/// Words broken into lines that fit a width.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub lines: Vec<String>,
    pub width: f64,
    pub face: Type,
}

impl Block {
    /// Lines as full as they can be; a word that is wider than a line is cut into pieces.
    pub fn full(words: &str, face: Type, max_width: f64) -> Self {
        let mut lines = vec![String::new()];
        for word in pieces(words, face, max_width) {
            let line = lines.last().map_or("", String::as_str);
            let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
            match lines.last_mut() {
                Some(line) if line.is_empty() || face.width(&longer) <= max_width => *line = longer,
                _ => lines.push(word),
            }
        }
        let width = lines.iter().map(|line| face.width(line)).fold(0.0, f64::max);
        Self { lines, width, face }
    }

    /// As few lines as [`Block::full`], but of similar length, so that no word stands alone.
    pub fn even(words: &str, face: Type, max_width: f64) -> Self {
        let mut best = Self::full(words, face, max_width);
        let longest_word =
            pieces(words, face, max_width).iter().map(|word| face.width(word)).fold(0.0, f64::max);
        while best.lines.len() > 1 && best.width - 1.0 >= longest_word {
            let narrower = Self::full(words, face, best.width - 1.0);
            if narrower.lines.len() > best.lines.len() {
                break;
            }
            best = narrower;
        }
        best
    }

    /// The height of all lines.
    pub fn height(&self) -> f64 {
        self.lines.iter().map(|_| self.face.leading()).sum()
    }
}

fn pieces(words: &str, face: Type, max_width: f64) -> Vec<String> {
    words.split_whitespace().flat_map(|word| pieces_of_word(word, face, max_width)).collect()
}

fn pieces_of_word(word: &str, face: Type, max_width: f64) -> Vec<String> {
    // Control characters cannot stand in XML.
    let word: String = word.chars().filter(|letter| !letter.is_control()).collect();
    if face.width(&word) <= max_width {
        return vec![word];
    }
    let mut pieces = vec![String::new()];
    for letter in word.chars() {
        match pieces.last_mut() {
            Some(piece) if piece.is_empty() || face.width(&format!("{piece}{letter}")) <= max_width => {
                piece.push(letter);
            }
            _ => pieces.push(letter.to_string()),
        }
    }
    pieces
}
