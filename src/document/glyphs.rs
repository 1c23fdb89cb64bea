//! Characters that the font lacks: replaced before anything is set, and named.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text::{Chart, Text};

/// What stands for a character that the font lacks.
const REPLACEMENT: char = '\u{FFFD}';

/// How much of a text is quoted, on either side of the character.
const AROUND: usize = 30;

/// A character that the font lacks, and where it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lacking {
    character: char,
    /// The first text that has it.
    text: String,
    /// How many others do.
    others: usize,
}

impl std::fmt::Display for Lacking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the font has no U+{:04X} ({}), in “{}”",
            u32::from(self.character),
            self.character,
            self.text
        )?;
        match self.others {
            0 => {}
            1 => write!(f, " and 1 other text")?,
            many => write!(f, " and {many} other texts")?,
        }
        write!(f, "; the PDF has {REPLACEMENT} in its place")
    }
}

/// Replaces what the font lacks, and keeps count of it.
pub struct Mender<'a> {
    lacks: &'a dyn Fn(char) -> bool,
    found: BTreeMap<char, Lacking>,
}

impl<'a> Mender<'a> {
    /// One that asks a font.
    pub fn new(lacks: &'a dyn Fn(char) -> bool) -> Self {
        Self { lacks, found: BTreeMap::new() }
    }

    /// A text with it replaced.
    pub fn text(&mut self, text: &Text) -> Text {
        let plain = text.plain();
        if !plain.contains(|c| self.is_lacking(c)) {
            return text.clone();
        }
        self.note(&plain);
        text.map(&|c| self.replaced(c))
    }

    /// A chart with it replaced in its picture, whose labels say where it stood; its other texts are of the content.
    pub fn chart(&mut self, chart: &Chart) -> Chart {
        let mut chart = chart.clone();
        for label in &chart.picture.labels {
            self.note(&label.plain());
        }
        if chart.picture.svg.contains(|c| self.is_lacking(c)) {
            chart.picture.svg = chart.picture.svg.chars().map(|c| self.replaced(c)).collect();
        }
        chart
    }

    /// What was replaced, in order of character.
    pub fn found(self) -> Vec<Lacking> {
        self.found.into_values().collect()
    }

    /// Line ends and controls are the escape's to take out.
    fn is_lacking(&self, c: char) -> bool {
        !c.is_ascii() && !c.is_control() && (self.lacks)(c)
    }

    fn replaced(&self, c: char) -> char {
        if self.is_lacking(c) { REPLACEMENT } else { c }
    }

    fn note(&mut self, plain: &str) {
        let mut here: Vec<char> = plain.chars().filter(|c| self.is_lacking(*c)).collect();
        here.sort_unstable();
        here.dedup();
        for character in here {
            match self.found.get_mut(&character) {
                Some(lacking) => lacking.others += 1,
                None => {
                    let text = around(plain, character);
                    self.found.insert(character, Lacking { character, text, others: 0 });
                }
            }
        }
    }
}

/// A text, or what stands around a character of it where the text is long.
fn around(text: &str, character: char) -> String {
    let at = text.chars().position(|c| c == character).unwrap_or(0);
    let count = text.chars().count();
    let from = at.saturating_sub(AROUND);
    let some: String = text.chars().skip(from).take(2 * AROUND).collect();
    let before = if from > 0 { "…" } else { "" };
    let after = if from + 2 * AROUND < count { "…" } else { "" };
    format!("{before}{some}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_font_lacks_is_replaced_and_named_once() {
        let lacks = |c: char| c == '😀';
        let mut mender = Mender::new(&lacks);
        assert_eq!(mender.text(&Text::name("Wolds 😀 PCN")).plain(), "Wolds \u{FFFD} PCN");
        assert_eq!(mender.text(&Text::name("Wolds 😀 PCN: é")).plain(), "Wolds \u{FFFD} PCN: é");
        assert_eq!(mender.text(&Text::name("x")).plain(), "x");
        let found = mender.found();
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].to_string(),
            "the font has no U+1F600 (😀), in “Wolds 😀 PCN” and 1 other text; the PDF has \u{FFFD} in its place"
        );
    }
}
