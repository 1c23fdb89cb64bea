//! How wide words are in print, so that labels fit and never touch.

use std::fmt::Display;

use super::canvas::{Type, Weight};
use crate::text;
use crate::text::Text;

/// Widths of Arimo's characters from space to `~`, in thousandths of the size of the type.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// The width of any other character, on the wide side.
const OTHER: u16 = 722;
/// The width of `…`.
const ELLIPSIS: u16 = 1000;
/// How much wider bold is at the most, over whole words.
const BOLD: f64 = 1.09;

/// The width of words in points.
pub(super) fn width(words: &(impl Display + ?Sized), how: Type) -> f64 {
    let thousandths: f64 = words.to_string().chars().map(|c| f64::from(character(c))).sum();
    let weight = match how.weight {
        Weight::Plain => 1.0,
        Weight::Bold => BOLD,
    };
    thousandths * how.size * weight / 1000.0
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

fn character(c: char) -> u16 {
    let from_space = u32::from(c).checked_sub(u32::from(' '));
    let ascii = from_space.and_then(|at| WIDTHS.get(usize::try_from(at).ok()?));
    match (ascii, c) {
        (Some(&width), _) => width,
        (None, '…') => ELLIPSIS,
        (None, _) => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::super::canvas::SMALL;
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
