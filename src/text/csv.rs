//! CSV in memory: every table that the program writes goes through here, so that all quote alike.

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

    /// Adds a row; a cell is quoted where it must be.
    #[expect(clippy::expect_used, reason = "writing to memory cannot fail, and rows may be of any length")]
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<[u8]>>) {
        self.writer.write_record(cells).expect("memory takes what is written");
    }

    /// The whole text.
    #[expect(clippy::expect_used, reason = "writing to memory cannot fail, and cells of text make a text")]
    pub fn into_text(self) -> String {
        let bytes = self.writer.into_inner().expect("memory takes what is written");
        String::from_utf8(bytes).expect("cells are text")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
