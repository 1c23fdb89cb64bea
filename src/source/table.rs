//! A CSV as columns of text, with problems that name file, row and column.
//!
//! They are a polars frame; nothing outside `source` sees it.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoColumn, StringChunked};

use super::account::{Account, EMPTY, Fate, UNREADABLE};
use super::digits::{any_number, number, without_thousands};
use super::header::{Header, is_padded, missing, shortened, trimmed};
use super::shape::{self, Place};
use crate::subject::problem::{Fault, Found, Problem, Problems, faults};

/// Some columns of a CSV, as text.
pub struct Table {
    file: String,
    header: Header,
    frame: DataFrame,
    /// Of each row, whether it has something in a column that is read.
    filled: Vec<bool>,
    /// Lines of words below the table.
    below: Option<Problem>,
}

/// One column of a [`Table`].
pub struct Column<'a> {
    file: &'a str,
    name: &'a str,
    cells: Vec<&'a str>,
    /// The line of the header.
    header: usize,
}

impl Table {
    /// Reads the columns of `wanted` that the file has; `header` is its own.
    ///
    /// # Errors
    /// Where the text has not the shape of a table.
    pub fn read(file: &str, text: &str, header: Header, wanted: &[&[&str]]) -> Result<Self, Problems> {
        let fail = |problem: Problem| {
            let mut problems = Problems::default();
            problems.push(problem);
            problems
        };
        let mut places: Vec<Place<'_>> = Vec::new();
        for name in wanted.iter().copied().flatten().copied() {
            let found = header.places(name);
            if found.len() > 1 {
                let problem =
                    Problem::new(&faults::COLUMN_TWICE, file, format!("`{name}` twice"), "each column once");
                return Err(fail(problem.row(header.line)));
            }
            places.extend(found.into_iter().map(|at| Place { at, name }));
        }
        let shape::Columns { cells, below } = shape::columns(file, text, &header, &places)?;
        let filled = filled(&cells);
        let columns = cells.into_iter().map(IntoColumn::into_column).collect();
        let frame = DataFrame::new_infer_height(columns).map_err(|error| {
            let problem = Problem::new(&faults::ZIP, file, error.to_string(), "a CSV table");
            fail(problem.remedy("download the file again"))
        })?;
        Ok(Self { file: file.to_owned(), header, frame, filled, below })
    }

    /// How many rows it has, the header apart.
    pub fn height(&self) -> usize {
        self.frame.height()
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// A row's number as a spreadsheet counts.
    pub fn number_of(&self, row: usize) -> usize {
        row + 1 + self.header.line
    }

    /// The columns as they are named in the file.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The column that goes by one of several spellings; `kind` is what the file was recognised as.
    pub fn column<'a>(&'a self, spellings: &[&'a str], kind: &'static str) -> Found<Column<'a>> {
        self.optional(spellings)
            .ok_or_else(|| Box::new(missing(&self.file, &self.header, spellings[0], kind)))
    }

    /// The column that goes by one of several spellings, where there is one.
    pub fn optional<'a>(&'a self, spellings: &[&'a str]) -> Option<Column<'a>> {
        spellings.iter().find_map(|name| {
            let cells = self.frame.column(name).ok()?.str().ok()?;
            let cells = cells.iter().map(|cell| value(cell.unwrap_or(""))).collect();
            Some(Column { file: &self.file, name, cells, header: self.header.line })
        })
    }

    /// Does `each` to every row in order, and accounts for all of them; a row that cannot be read is a problem.
    pub fn each(&self, problems: &mut Problems, mut each: impl FnMut(usize) -> Found<Fate>) -> Account {
        let mut account = Account::default();
        for (row, filled) in self.filled.iter().enumerate() {
            let fate = if *filled { each(row) } else { Ok(Fate::Left(EMPTY)) };
            account.count(fate.unwrap_or_else(|problem| {
                problems.push(*problem);
                Fate::Left(UNREADABLE)
            }));
        }
        account
    }

    /// The rows that have something in a column that is read.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        (0..self.height()).filter(|row| self.filled[*row])
    }

    /// The note of lines of words below the table.
    pub fn below(&self) -> Option<Problem> {
        self.below.clone()
    }

    /// One note for all cells of the columns read that have spaces at an end.
    pub fn spaces(&self) -> Option<Problem> {
        let padded = |cells: &StringChunked| {
            cells.iter().flatten().filter(|text| is_padded(text) && text.trim().len() != text.len()).count()
        };
        let columns: Vec<(String, usize)> = self
            .frame
            .columns()
            .iter()
            .filter_map(|column| Some((column.name().to_string(), padded(column.str().ok()?))))
            .filter(|(_, count)| *count > 0)
            .collect();
        let count: usize = columns.iter().map(|(_, count)| count).sum();
        let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
        (count > 0).then(|| {
            let found = format!("{count} cells");
            Problem::new(&faults::SPACES, &self.file, found, "no spaces at an end")
                .column(&names.join("`, `"))
        })
    }
}

/// A cell's text; R and pandas write `NA` for a cell with nothing in it.
fn value(cell: &str) -> &str {
    match trimmed(cell) {
        "NA" | "<NA>" => "",
        text => text,
    }
}

/// Of each row, whether it has something in one of the columns.
fn filled(columns: &[StringChunked]) -> Vec<bool> {
    let mut filled = vec![false; columns.first().map_or(0, StringChunked::len)];
    for column in columns {
        for (filled, cell) in filled.iter_mut().zip(column.iter()) {
            *filled = *filled || cell.is_some_and(|text| !is_padded(text) || !text.trim().is_empty());
        }
    }
    filled
}

impl<'a> Column<'a> {
    /// The cell's text, trimmed; empty where there is none.
    pub fn text(&self, row: usize) -> &'a str {
        self.cells.get(row).copied().unwrap_or("")
    }

    /// What each different text of the column means.
    pub fn distinct<T>(&self, meaning: impl Fn(&str) -> T) -> BTreeMap<&'a str, T> {
        let mut found = BTreeMap::new();
        for text in &self.cells {
            found.entry(*text).or_insert_with(|| meaning(text));
        }
        found
    }

    /// The column's name, in the form that headers are compared in.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The cell as what a parser makes of its text, for example a code.
    pub fn parse<T, E: ToString>(&self, row: usize, parser: impl Fn(&str) -> Result<T, E>) -> Found<T> {
        self.parse_as(&faults::CODE, row, parser)
    }

    /// The same, with the kind of problem that it is where the parser refuses.
    pub fn parse_as<T, E: ToString>(
        &self,
        fault: &'static Fault,
        row: usize,
        parser: impl Fn(&str) -> Result<T, E>,
    ) -> Found<T> {
        parser(self.text(row)).map_err(|expected| self.wrong(fault, row, expected.to_string()))
    }

    /// The cell as a finite number without any comma: `1,200` in a column of small numbers may be 1.2.
    pub fn number(&self, row: usize) -> Found<f64> {
        number(self.text(row)).ok_or_else(|| self.no_number(row, "a number, like 0.8"))
    }

    /// The cell as a finite number of zero or more without any comma.
    pub fn positive(&self, row: usize) -> Found<f64> {
        self.number(row).and_then(|value| self.not_negative(row, value))
    }

    /// The same in a table of the user's own, where a number may have an exponent.
    pub fn own_number(&self, row: usize) -> Found<f64> {
        let value = any_number(self.text(row)).ok_or_else(|| self.no_number(row, "a number, like 0.8"))?;
        self.not_negative(row, value)
    }

    /// The cell as a finite number of zero or more; commas between thousands are allowed.
    pub fn amount(&self, row: usize) -> Found<f64> {
        let value = number(self.text(row)).or_else(|| number(&without_thousands(self.text(row))?));
        let value = value.ok_or_else(|| self.no_number(row, "a number, like 0.8 or 1,200"))?;
        self.not_negative(row, value)
    }

    /// The cell as a whole number that may be written with a point and noughts, as pandas does: `2025.0`.
    pub fn whole<T: std::str::FromStr>(&self, row: usize, expected: &'static str) -> Found<T> {
        let text = self.text(row);
        let digits = text.split_once('.').filter(|(_, rest)| rest.bytes().all(|byte| byte == b'0'));
        let digits = digits.map_or(text, |(whole, _)| whole);
        digits.parse().map_err(|_| self.wrong(&faults::DATE, row, expected.to_owned()))
    }

    fn not_negative(&self, row: usize, value: f64) -> Found<f64> {
        if value >= 0.0 {
            return Ok(value);
        }
        Err(self.wrong(&faults::NEGATIVE, row, "a number of zero or more".to_owned()))
    }

    fn no_number(&self, row: usize, expected: &str) -> Box<Problem> {
        let text = self.text(row);
        let fault = match text.replace(',', ".").parse::<f64>() {
            Ok(value) if !value.is_finite() => &faults::NUMBER,
            Ok(_) if text.contains(',') => &faults::DECIMAL_COMMA,
            Ok(_) => &faults::SCIENTIFIC,
            Err(_) if without_thousands(text).is_some() => &faults::DECIMAL_COMMA,
            Err(_) => &faults::NUMBER,
        };
        self.wrong(fault, row, expected.to_owned())
    }

    /// The problem of a cell.
    pub fn wrong(&self, fault: &'static Fault, row: usize, expected: String) -> Box<Problem> {
        let found = format!("`{}`", shortened(self.text(row)));
        let row = row + 1 + self.header;
        Box::new(Problem::new(fault, self.file, found, expected).row(row).column(self.name))
    }

    /// One note for all numbers with commas between thousands.
    pub fn thousands(&self) -> Option<Problem> {
        let count = self.cells.iter().filter(|text| text.contains(',')).count();
        (count > 0).then(|| {
            let found = format!("{count} numbers with commas");
            Problem::new(&faults::THOUSANDS, self.file, found, "digits alone").column(self.name)
        })
    }
}
