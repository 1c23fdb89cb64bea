//! A table of data: figures unrounded, for whoever computes with them.

use super::Claimed;
use super::csv::{CsvTable, LineEnd};

/// A table of data.
#[derive(Clone, Debug, PartialEq)]
pub struct DataTable {
    /// What it is called, without an ending.
    pub name: &'static str,
    /// What it is, for a list of files.
    pub about: String,
    /// Its columns.
    pub columns: Vec<DataColumn>,
    /// Its rows, with a cell for each column.
    pub rows: Vec<Vec<Datum>>,
}

/// A column of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataColumn {
    /// Its name in the file.
    pub name: String,
    /// What it is counted in; nothing for words.
    pub unit: &'static str,
    /// What it says.
    pub about: &'static str,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Not known, not shown, or not there.
    Nothing,
    /// Words.
    Words(String),
    /// A count.
    Count(usize),
    /// A figure.
    Number(f64),
}

impl DataColumn {
    /// A column.
    pub fn new(name: impl Into<String>, unit: &'static str, about: &'static str) -> Self {
        Self { name: name.into(), unit, about }
    }
}

impl DataTable {
    /// Its name as a CSV file.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// As CSV with a header row.
    pub fn csv(&self) -> String {
        let mut table = CsvTable::new(LineEnd::Windows);
        table.row(self.columns.iter().map(|column| column.name.as_str()));
        for row in &self.rows {
            table.row(row.iter().map(Datum::print));
        }
        table.into_text()
    }
}

impl Datum {
    /// As a cell of CSV; nothing where there is nothing.
    pub fn print(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Words(words) => words.clone(),
            Self::Count(count) => count.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl From<&str> for Datum {
    fn from(words: &str) -> Self {
        words.to_owned().into()
    }
}

/// Words that say nothing are nothing.
impl From<String> for Datum {
    fn from(words: String) -> Self {
        if words.is_empty() { Self::Nothing } else { Self::Words(words) }
    }
}

impl From<usize> for Datum {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<Claimed> for Datum {
    fn from(number: Claimed) -> Self {
        Self::Number(number.get())
    }
}

impl<T: Into<Self>> From<Option<T>> for Datum {
    fn from(known: Option<T>) -> Self {
        known.map_or(Self::Nothing, T::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_an_empty_cell() {
        let column = |name: &str| DataColumn::new(name, "", "");
        let table = DataTable {
            name: "a",
            about: String::new(),
            columns: vec![column("name"), column("fte"), column("pcns")],
            rows: vec![vec!["Wolds, PCN".into(), None::<Claimed>.into(), 3.into()]],
        };
        assert_eq!(table.csv(), "name,fte,pcns\r\n\"Wolds, PCN\",,3\r\n");
        assert_eq!(table.file(), "a.csv");
    }
}
