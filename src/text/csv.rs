//! CSV in memory: every table that the program writes goes through here, so that all quote alike.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    /// A line feed.
    Unix,
    /// A carriage return and a line feed.
    Windows,
}

/// A table as CSV, row by row.
pub struct CsvTable {
    writer: Writer<Vec<u8>>,
}

impl CsvTable {
    /// A table without a row yet.
    pub fn new(line_end: LineEnd) -> Self {
        let terminator = match line_end {
            LineEnd::Unix => Terminator::Any(b'\n'),
            LineEnd::Windows => Terminator::CRLF,
        };
        let mut builder = WriterBuilder::new();
        // A row of another length than the header is written as it is, so that writing cannot fail.
        builder.flexible(true).has_headers(false).terminator(terminator);
        Self { writer: builder.from_writer(Vec::new()) }
    }

    /// Adds a row; a cell is quoted where it must be, and no cell is a formula to a spreadsheet.
    #[expect(clippy::expect_used, reason = "writing to memory cannot fail, and rows may be of any length")]
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        for cell in cells {
            self.writer.write_field(harmless(cell.as_ref()).as_ref()).expect("memory takes what is written");
        }
        self.writer.write_record(None::<&[u8]>).expect("memory takes what is written");
    }

    /// The whole text.
    #[expect(clippy::expect_used, reason = "writing to memory cannot fail, and cells of text make a text")]
    pub fn into_text(self) -> String {
        let bytes = self.writer.into_inner().expect("memory takes what is written");
        String::from_utf8(bytes).expect("cells are text")
    }
}

/// What a spreadsheet would take for the start of a formula; in front of words it gets an apostrophe.
const OF_FORMULAS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell that a spreadsheet shows and never works out; a number stays what it is.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(OF_FORMULAS) && cell.parse::<f64>().is_err() {
        return format!("'{cell}").into();
    }
    cell.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        let mut table = CsvTable::new(LineEnd::Unix);
        table.row(["=cmd|' /C calc'!A0", "@SUM(A1)", "-0.34", "+0.05", "-x", "−0.34", "a=b"]);
        assert_eq!(table.into_text(), "'=cmd|' /C calc'!A0,'@SUM(A1),-0.34,+0.05,'-x,−0.34,a=b\n");
    }

    #[test]
    fn a_cell_with_a_comma_or_a_quote_is_quoted() {
        for (line_end, end) in [(LineEnd::Unix, "\n"), (LineEnd::Windows, "\r\n")] {
            let mut table = CsvTable::new(line_end);
            table.row(["a,b", "c\"d", "e", ""]);
            table.row(["f"]);
            assert_eq!(table.into_text(), format!("\"a,b\",\"c\"\"d\",e,{end}f{end}"));
        }
    }
}
