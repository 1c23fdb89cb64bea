//! The header of a table: how columns are named, and which one is missing.

use crate::subject::problem::{Problem, faults};

/// The header of a file, as it is and in forms that can be compared.
#[derive(Debug, Clone)]
pub struct Header {
    /// As it is written.
    pub raw: Vec<String>,
    /// Trimmed, in capitals, with `_` for spaces.
    pub names: Vec<String>,
    /// Letters and digits alone: `.`, `_`, a space and nothing are one spelling to R, pandas and Power Query.
    keys: Vec<String>,
    /// The line that it is in, from 1; 0 where the file has none and its columns are known by their order.
    pub line: usize,
    /// What parts its columns.
    pub separator: u8,
}

impl Header {
    /// The header in the first line of a text, parted by commas; empty where there is none.
    pub fn of(text: &str) -> Self {
        Self::parted(text, b',', 1)
    }

    /// The header that a text begins with, parted by `separator`; the text is from this line of its file on.
    pub fn parted(text: &str, separator: u8, line: usize) -> Self {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).delimiter(separator).from_reader(text.as_bytes());
        let first = reader.records().next().and_then(std::result::Result::ok);
        let raw = first.map_or_else(Vec::new, |record| record.iter().map(str::to_owned).collect());
        Self { line, separator, ..Self::named(raw) }
    }

    /// A header of these names.
    pub fn named(raw: Vec<String>) -> Self {
        let names = raw.iter().map(|name| canonical(name)).collect();
        let keys = raw.iter().map(|name| key(name)).collect();
        Self { raw, names, keys, line: 1, separator: b',' }
    }

    /// Where a column of this spelling is: as it is spelt, else by its letters and digits.
    pub fn places(&self, spelling: &str) -> Vec<usize> {
        let all = |names: &[String], wanted: &str| -> Vec<usize> {
            (0..names.len()).filter(|at| names[*at] == wanted).collect()
        };
        let spelt = all(&self.names, spelling);
        let wanted = key(spelling);
        if spelt.is_empty() && !wanted.is_empty() { all(&self.keys, &wanted) } else { spelt }
    }

    /// Whether one of several spellings of a column is there.
    pub fn has(&self, spellings: &[&str]) -> bool {
        spellings.iter().any(|name| !self.places(name).is_empty())
    }

    /// The column most like one that is missing, where any is.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        self.names
            .iter()
            .map(|column| (strsim::jaro_winkler(column, name), column.as_str()))
            .filter(|(likeness, _)| *likeness > 0.75)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, column)| column)
    }
}

/// A column's name in capitals, with `_` for spaces.
pub fn canonical(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join("_").to_uppercase()
}

/// The letters and digits of a column's name, in capitals.
pub fn key(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The problem of a column that a file of this kind must have.
pub fn missing(file: &str, header: &Header, column: &str, kind: &'static str) -> Problem {
    let hint =
        header.nearest(column).map_or_else(String::new, |name| format!(" (it has `{}`)", shortened(name)));
    Problem::new(
        &faults::COLUMN,
        file,
        format!("no column `{column}`{hint}"),
        format!("the columns of {kind}"),
    )
    .row(header.line)
}

/// A name or a cell for a message, which is not to be longer than a screen.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let plain = text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter });
    let start: String = plain.take(MOST).collect();
    if text.chars().nth(MOST).is_some() { start + "…" } else { start }
}

/// Whether a cell may have space, or a sign of no width, at an end: any that begins and ends in a printed ASCII letter has not.
pub fn is_padded(cell: &str) -> bool {
    let is_printed = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    !(is_printed(cell.as_bytes().first()) && is_printed(cell.as_bytes().last()))
}

/// A cell without space, and without signs of no width, at its ends.
pub fn trimmed(cell: &str) -> &str {
    if !is_padded(cell) {
        return cell;
    }
    cell.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}
