//! The first record of a table: how columns are named, and which one is missing.

use crate::subject::problem::{Problem, faults};

/// The first record of a file, as it is and in a form that can be compared: trimmed, capitals, `_` for spaces.
#[derive(Debug, Clone)]
pub struct Header {
    /// As it is written.
    pub raw: Vec<String>,
    /// In the form that is compared.
    pub names: Vec<String>,
}

impl Header {
    /// The header of a text; empty where there is none.
    pub fn of(text: &str) -> Self {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let first = reader.records().next().and_then(std::result::Result::ok);
        let raw: Vec<String> =
            first.map_or_else(Vec::new, |record| record.iter().map(str::to_owned).collect());
        Self { names: raw.iter().map(|name| canonical(name)).collect(), raw }
    }

    /// Whether one of several spellings of a column is there.
    pub fn has(&self, spellings: &[&str]) -> bool {
        spellings.iter().any(|name| self.names.iter().any(|column| column == name))
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

/// A column's name in the form that headers are compared in.
pub fn canonical(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join("_").to_uppercase()
}

/// The problem of a column that a file of this kind must have.
pub fn missing(file: &str, header: &Header, column: &str, kind: &'static str) -> Problem {
    let hint = header.nearest(column).map_or_else(String::new, |name| format!(" (it has `{name}`)"));
    Problem::new(
        &faults::COLUMN,
        file,
        format!("no column `{column}`{hint}"),
        format!("the columns of {kind}"),
    )
    .row(1)
}
