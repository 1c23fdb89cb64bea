//! Writes a table as its publisher does: line ends, quoting and encoding.

use super::name;
use crate::text::csv::{CsvTable, LineEnd};

/// How the bytes of a file stand for its letters.
#[derive(Clone, Copy)]
pub(super) enum Encoding {
    /// Workforce files of 2020 to 2022.
    Windows1252,
    /// Practice maps, list sizes and deprivation.
    Utf8,
    /// Later workforce files and surveys.
    Utf8WithMark,
}

/// A table of text, row by row.
pub(super) struct Table {
    csv: CsvTable,
}

impl Table {
    /// A table with this header, each line ending in a line feed.
    pub(super) fn new(header: &str) -> Self {
        Self::ending(LineEnd::Unix, header)
    }

    /// A table with this header, each line ending as on Windows.
    pub(super) fn with_carriage_returns(header: &str) -> Self {
        Self::ending(LineEnd::Windows, header)
    }

    fn ending(line_end: LineEnd, header: &str) -> Self {
        let mut csv = CsvTable::new(line_end);
        csv.row(header.split(','));
        Self { csv }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        self.csv.row(cells);
    }

    /// The file's bytes.
    pub(super) fn into_bytes(self, encoding: Encoding) -> Vec<u8> {
        let text = self.csv.into_text();
        match encoding {
            Encoding::Windows1252 => name::plain(&text).chars().map(windows_1252).collect(),
            Encoding::Utf8 => text.into_bytes(),
            Encoding::Utf8WithMark => format!("\u{feff}{text}").into_bytes(),
        }
    }
}

/// The letter's byte: the dash of a role name, or one of the first 256 letters.
fn windows_1252(letter: char) -> u8 {
    match letter {
        '–' => 0x96,
        _ => u8::try_from(u32::from(letter)).unwrap_or(b'?'),
    }
}

/// A number with at most so many decimals and no zeros at its end.
pub(super) fn decimals(x: f64, places: usize) -> String {
    let text = format!("{x:.places$}");
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
