//! Names as a page can print them: what a font has no sign for, or turns other signs round, is taken out at reading.

use super::table::Column;
use crate::subject::problem::{Problem, faults};

/// The longest name that a page has room for: the longest published one of a PCN has 80 letters.
const LONGEST: usize = 150;

/// More marks than this on one letter make a pile that runs into the lines above.
const MARKS_ON_A_LETTER: usize = 2;

/// Names that were read, and which of them had to be mended.
#[derive(Default)]
pub struct Names {
    mended: Vec<Problem>,
}

impl Names {
    /// The name in a cell, as a page can print it; `code` is whose it is, and stands for an empty one.
    pub fn read(&mut self, column: &Column<'_>, row: usize, code: &str) -> String {
        let (name, why) = mended(column.text(row), code);
        if let Some(why) = why {
            let expected = format!("a name of {code} of at most {LONGEST} letters");
            let mut problem = column.wrong(&faults::NAME, row, expected);
            problem.found = format!("{why} in the name of {code}");
            self.mended.push(*problem);
        }
        name
    }

    /// What was mended.
    pub fn say(self) -> impl Iterator<Item = Problem> {
        self.mended.into_iter()
    }
}

/// A name as a page can print it, and what was wrong with it.
pub fn mended(text: &str, code: &str) -> (String, Option<&'static str>) {
    let mut name = String::with_capacity(text.len());
    let (mut marks, mut why) = (0, None);
    for letter in text.chars() {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if marks > MARKS_ON_A_LETTER {
            why = Some("a pile of marks on one letter");
        } else if is_unprintable(letter) {
            why = Some("signs that are not printed or turn the line round");
            if letter.is_whitespace() {
                name.push(' ');
            }
        } else {
            name.push(letter);
        }
    }
    let name = name.trim();
    if name.is_empty() {
        return (code.to_owned(), Some("nothing"));
    }
    if name.chars().count() > LONGEST {
        let start: String = name.chars().take(LONGEST - 1).collect();
        return (start.trim_end().to_owned() + "…", Some("over 150 letters"));
    }
    (name.to_owned(), why)
}

/// Marks that are set over or under the letter before them.
fn is_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}'
        | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Signs of control and of direction, of no width, of private use, and those that are no letters at all.
pub fn is_unprintable(letter: char) -> bool {
    let code = u32::from(letter);
    letter.is_control()
        || code & 0xfffe == 0xfffe
        || matches!(code,
            0xad | 0x34f | 0x61c | 0x115f | 0x1160 | 0x180b..=0x180e | 0x200b..=0x200f | 0x2028..=0x202e
            | 0x2060..=0x206f | 0x3164 | 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xfe00..=0xfe0f | 0xfeff
            | 0xfff9..=0xfffb | 0xe0000..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_printed_as_it_is_or_mended() {
        let plain = "SOUTH & WEST – Sláinte “PCN” (Nº 2)";
        assert_eq!(mended(plain, "U1"), (plain.to_owned(), None));
        assert_eq!(mended("A\u{202e}NCP", "U1").0, "ANCP");
        assert_eq!(mended("A\u{200b}B\u{7}C\nE", "U1").0, "ABC E");
        assert_eq!(mended("Ze\u{301}\u{301}\u{301}\u{301}d", "U1").0, "Ze\u{301}\u{301}d");
        let none = char::from_u32(0xfffe).map(|none| format!("A{none}B")).unwrap();
        assert_eq!(mended(&none, "U1").0, "AB");
        assert_eq!(mended(" \u{feff} ", "U1"), ("U1".to_owned(), Some("nothing")));
        let long = mended(&"Long name ".repeat(20), "U1");
        assert!(long.0.chars().count() <= LONGEST && long.0.ends_with('…') && long.1.is_some());
    }
}
