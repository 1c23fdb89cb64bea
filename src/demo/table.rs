//! Writes a table as its publisher does: line ends, quoting and encoding.

use super::name;

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
    text: String,
    line_end: &'static str,
}

impl Table {
    /// A table with this header, each line ending in a line feed.
    pub(super) fn new(header: &str) -> Self {
        Self { text: format!("{header}\n"), line_end: "\n" }
    }

    /// A table with this header, each line ending as on Windows.
    pub(super) fn with_carriage_returns(header: &str) -> Self {
        Self { text: format!("{header}\r\n"), line_end: "\r\n" }
    }

    /// Adds a row; a field is quoted where it must be.
    pub(super) fn row(&mut self, fields: impl IntoIterator<Item = impl AsRef<str>>) {
        for (place, field) in fields.into_iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            self.field(field.as_ref());
        }
        self.text.push_str(self.line_end);
    }

    fn field(&mut self, field: &str) {
        if field.contains([',', '"', '\n', '\r']) {
            self.text.push('"');
            self.text.push_str(&field.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(field);
        }
    }

    /// The file's bytes.
    pub(super) fn into_bytes(self, encoding: Encoding) -> Vec<u8> {
        match encoding {
            Encoding::Windows1252 => name::plain(&self.text).chars().map(windows_1252).collect(),
            Encoding::Utf8 => self.text.into_bytes(),
            Encoding::Utf8WithMark => format!("\u{feff}{}", self.text).into_bytes(),
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
