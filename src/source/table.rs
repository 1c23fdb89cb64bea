//! A CSV as columns of text, with errors that name file, row and column.
//!
//! polars reads the text; nothing outside `source` sees a frame.

use std::io::Cursor;

use polars::prelude::{DataFrame, StringChunked};
use polars_io::SerReader;
use polars_io::csv::read::CsvReadOptions;

use crate::error::{Error, Result};

/// The first record of a file, in a form that can be compared: trimmed, capitals, `_` for spaces.
#[derive(Debug, Clone)]
pub struct Header(pub Vec<String>);

impl Header {
    /// The header of a text; empty where there is none.
    pub fn of(text: &str) -> Self {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let first = reader.records().next().and_then(std::result::Result::ok);
        Self(first.map(|record| record.iter().map(canonical).collect()).unwrap_or_default())
    }

    /// Whether one of several spellings of a column is there.
    pub fn has(&self, spellings: &[&str]) -> bool {
        spellings.iter().any(|name| self.0.iter().any(|column| column == name))
    }

    /// The column most like one that is missing, where any is.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .map(|column| (strsim::jaro_winkler(column, name), column.as_str()))
            .filter(|(likeness, _)| *likeness > 0.75)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, column)| column)
    }
}

/// A column's name in the form that headers are compared in.
fn canonical(name: &str) -> String {
    name.trim().to_uppercase().replace([' ', '\n', '\r'], "_")
}

/// Some columns of a CSV, as text.
pub struct Table {
    file: String,
    header: Header,
    frame: DataFrame,
}

/// One column of a [`Table`].
pub struct Column<'a> {
    file: &'a str,
    name: &'a str,
    cells: &'a StringChunked,
}

impl Table {
    /// Reads the columns of `wanted` that the file has; `header` is its own.
    ///
    /// # Errors
    /// Where the text is no CSV.
    pub fn read(file: &str, text: String, header: Header, wanted: &[&[&str]]) -> Result<Self> {
        let fail = |source: crate::error::Cause| Error::Csv { file: file.to_owned(), source };
        let places: Vec<usize> = (0..header.0.len())
            .filter(|&i| wanted.iter().any(|spellings| spellings.contains(&header.0[i].as_str())))
            .collect();
        let mut frame = CsvReadOptions::default()
            .with_infer_schema_length(Some(0))
            .with_n_threads(Some(1))
            .with_projection(Some(places.clone().into()))
            .with_rechunk(true)
            .into_reader_with_file_handle(Cursor::new(text.into_bytes()))
            .finish()
            .map_err(|error| fail(error.into()))?;
        let names: Vec<String> = places.iter().map(|&i| header.0[i].clone()).collect();
        frame.set_column_names(&names).map_err(|error| fail(error.into()))?;
        Ok(Self { file: file.to_owned(), header, frame })
    }

    /// How many rows it has, the header apart.
    pub fn height(&self) -> usize {
        self.frame.height()
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The column that goes by one of several spellings.
    ///
    /// # Errors
    /// Where it has none of them; `kind` is what the file was recognised as.
    pub fn column<'a>(&'a self, spellings: &[&'a str], kind: &'static str) -> Result<Column<'a>> {
        self.optional(spellings).ok_or_else(|| missing(&self.file, &self.header, spellings[0], kind))
    }

    /// The column that goes by one of several spellings, where there is one.
    pub fn optional<'a>(&'a self, spellings: &[&'a str]) -> Option<Column<'a>> {
        spellings.iter().find_map(|name| {
            let cells = self.frame.column(name).ok()?.str().ok()?;
            Some(Column { file: &self.file, name, cells })
        })
    }
}

/// The error for a column that a file of this kind must have.
pub fn missing(file: &str, header: &Header, column: &str, kind: &'static str) -> Error {
    let hint = header.nearest(column).map(|name| format!(" (it has `{name}`)")).unwrap_or_default();
    Error::Column { file: file.to_owned(), kind, column: column.to_owned(), hint }
}

impl Column<'_> {
    /// The cell's text, trimmed; empty where there is none.
    pub fn text(&self, row: usize) -> &str {
        self.cells.get(row).unwrap_or("").trim()
    }

    /// The cell as what a parser makes of its text.
    ///
    /// # Errors
    /// Where the parser refuses; its message says what was expected.
    pub fn parse<T, E: ToString>(
        &self,
        row: usize,
        parser: impl Fn(&str) -> std::result::Result<T, E>,
    ) -> Result<T> {
        parser(self.text(row)).map_err(|expected| self.wrong(row, expected.to_string()))
    }

    /// The cell as a finite number; thousands commas are allowed.
    ///
    /// # Errors
    /// Where it is none.
    pub fn number(&self, row: usize) -> Result<f64> {
        self.parse(row, |text| number(text).ok_or("a number"))
    }

    /// The cell as a finite number of zero or more.
    ///
    /// # Errors
    /// Where it is something else.
    pub fn amount(&self, row: usize) -> Result<f64> {
        match self.number(row)? {
            value if value >= 0.0 => Ok(value),
            _ => Err(self.wrong(row, "a number of zero or more".to_owned())),
        }
    }

    /// The error for a cell.
    pub fn wrong(&self, row: usize, expected: String) -> Error {
        Error::Value {
            file: self.file.to_owned(),
            row: row + 2,
            column: self.name.to_owned(),
            found: self.text(row).to_owned(),
            expected,
        }
    }
}

/// A finite number, with or without thousands commas.
pub fn number(text: &str) -> Option<f64> {
    let value: f64 = text.parse().or_else(|_| text.replace(',', "").parse()).ok()?;
    value.is_finite().then_some(value)
}
