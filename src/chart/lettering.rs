//! How wide words are in print, so that labels fit and never touch.

use std::fmt::Display;
use std::sync::LazyLock;

use ttf_parser::Face;

use super::style::{Type, Weight};
use crate::text;
use crate::text::Text;

/// The only fonts that a document is set in: regular and bold.
pub(crate) static FONTS: [&[u8]; 2] = [
    include_bytes!("../../templates/fonts/Arimo-Regular.ttf"),
    include_bytes!("../../templates/fonts/Arimo-Bold.ttf"),
];

static FACES: LazyLock<[Face<'static>; 2]> = LazyLock::new(|| FONTS.map(face));

#[expect(clippy::expect_used, reason = "the files are part of the program")]
fn face(font: &'static [u8]) -> Face<'static> {
    Face::parse(font, 0).expect("the program's own font is one")
}

/// The height of capitals, as a share of the size of the type.
pub(super) fn capitals() -> f64 {
    let regular = &FACES[0];
    f64::from(regular.capital_height().unwrap_or(0)) / f64::from(regular.units_per_em())
}

/// The width of words in points, without kerning.
pub(super) fn width(words: &(impl Display + ?Sized), how: Type) -> f64 {
    let face = match how.weight {
        Weight::Plain => &FACES[0],
        Weight::Bold => &FACES[1],
    };
    let em = face.units_per_em();
    // A character that the font lacks is taken as wide as the type is high.
    let advance = |c: char| face.glyph_hor_advance(face.glyph_index(c)?);
    let units: u32 = words.to_string().chars().map(|c| u32::from(advance(c).unwrap_or(em))).sum();
    f64::from(units) * how.size / f64::from(em)
}

/// Words that fit a width, ended with `…` where some had to go.
pub(super) fn cut(words: &Text, how: Type, room: f64) -> Text {
    if width(words, how) <= room {
        return words.clone();
    }
    let mut kept = words.plain();
    while kept.pop().is_some() {
        // What is left of a number would be another one.
        let shortened =
            format!("{}…", kept.trim_end_matches(|c: char| c.is_numeric() || " ,.−+".contains(c)));
        if width(&shortened, how) <= room {
            return Text::name(shortened);
        }
    }
    "…".into()
}

/// Words on as many lines as a width needs; a word that is wider than it is cut.
pub(super) fn wrap(words: &Text, how: Type, room: f64) -> Vec<Text> {
    let mut lines: Vec<Text> = Vec::new();
    for word in words.words() {
        let longer = lines.last().map(|line| text!("{} {}", line, &word));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) if width(&longer, how) <= room => *line = longer,
            _ => lines.push(cut(&word, how, room)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::style::SMALL;
    use super::*;

    #[test]
    fn long_words_are_cut_and_short_ones_are_kept() {
        let cut = |words: &'static str, room| cut(&words.into(), SMALL, room).plain();
        assert_eq!(cut("Wolds PCN", 100.0), "Wolds PCN");
        assert_eq!(cut("Wolds and Coast PCN", 60.0), "Wolds and…");
        assert!(width("Wolds and…", SMALL) <= 60.0);
        assert_eq!(cut("Wolds", 1.0), "…");
    }

    #[test]
    fn lines_break_between_words() {
        let wrap = |words: &'static str| wrap(&words.into(), SMALL, 60.0);
        let lines: Vec<String> = wrap("Wolds and Coast PCN").iter().map(Text::plain).collect();
        assert_eq!(lines, ["Wolds and", "Coast PCN"]);
        assert!(wrap("").is_empty());
    }
}
