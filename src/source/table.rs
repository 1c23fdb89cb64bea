//! A CSV as columns of text, with problems that name file, row and column.
//!
//! They are a polars frame; nothing outside `source` sees it.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, IntoColumn, StringChunked};

use super::digits::{any_number, number, without_thousands};
use super::header::{Header, missing};
use super::shape;
use crate::subject::problem::{Fault, Found, Problem, Problems, faults};

/// Some columns of a CSV, as text.
pub struct Table {
    file: String,
    header: Header,
    frame: DataFrame,
    /// Of each row, whether it has something in a column that is read.
    filled: Vec<bool>,
}

/// One column of a [`Table`].
pub struct Column<'a> {
    file: &'a str,
    name: &'a str,
    cells: Vec<&'a str>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A figure may use it.
    Used,
    /// No figure uses it, for this reason.
    Left(&'static str),
}

/// What became of all rows: those used and those left out by reason are all there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Data rows, the header apart.
    pub rows: usize,
    /// Rows that a figure may use.
    pub used: usize,
    /// Rows left out, by reason.
    pub left: BTreeMap<&'static str, usize>,
}

/// Why a row is left out whose problem is reported.
const UNREADABLE: &str = "cannot be read";

/// Why a blank line is left out, or a line of commas.
const EMPTY: &str = "empty";

impl Account {
    /// Of rows that are all left out for one reason.
    pub fn unused(rows: usize, reason: &'static str) -> Self {
        Self { rows, used: 0, left: BTreeMap::from([(reason, rows)]) }
    }

    /// Counts a row.
    pub fn count(&mut self, fate: Fate) {
        self.rows += 1;
        match fate {
            Fate::Used => self.used += 1,
            Fate::Left(reason) => *self.left.entry(reason).or_default() += 1,
        }
    }
}

impl Table {
    /// Reads the columns of `wanted` that the file has; `header` is its own.
    ///
    /// # Errors
    /// Where the text has not the shape of a table.
    pub fn read(file: &str, text: &str, header: Header, wanted: &[&[&str]]) -> Result<Self, Problems> {
        let is_wanted = |name: &String| wanted.iter().any(|spellings| spellings.contains(&name.as_str()));
        let places: Vec<usize> = (0..header.names.len()).filter(|&i| is_wanted(&header.names[i])).collect();
        let columns = shape::columns(file, text, &header, &places)?;
        let fail = |problem: Problem| {
            let mut problems = Problems::default();
            problems.push(problem);
            problems
        };
        let names: Vec<&String> = places.iter().map(|&i| &header.names[i]).collect();
        if let Some(twice) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)) {
            let found = format!("`{}` twice", twice.1);
            return Err(fail(Problem::new(&faults::COLUMN_TWICE, file, found, "each column once").row(1)));
        }
        let filled = filled(&columns);
        let columns = columns.into_iter().map(IntoColumn::into_column).collect();
        let frame = DataFrame::new_infer_height(columns).map_err(|error| {
            let problem = Problem::new(&faults::ZIP, file, error.to_string(), "a CSV table");
            fail(problem.remedy("download the file again"))
        })?;
        Ok(Self { file: file.to_owned(), header, frame, filled })
    }

    /// How many rows it has, the header apart.
    pub fn height(&self) -> usize {
        self.frame.height()
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.file
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
            let cells = cells.iter().map(|cell| cell.unwrap_or("").trim()).collect();
            Some(Column { file: &self.file, name, cells })
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

    /// One note for all cells of the columns read that have spaces at an end.
    pub fn spaces(&self) -> Option<Problem> {
        let padded = |cells: &StringChunked| {
            cells.iter().flatten().filter(|text| text.trim().len() != text.len()).count()
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

/// Of each row, whether it has something in one of the columns.
fn filled(columns: &[StringChunked]) -> Vec<bool> {
    let mut filled = vec![false; columns.first().map_or(0, StringChunked::len)];
    for column in columns {
        for (filled, cell) in filled.iter_mut().zip(column.iter()) {
            *filled = *filled || cell.is_some_and(|text| !text.trim().is_empty());
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
        let found = format!("`{}`", self.text(row));
        Box::new(Problem::new(fault, self.file, found, expected).row(row + 2).column(self.name))
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
