//! Whether a text has the shape of a table: as many fields in every row, closed quotations, no endless line.
//!
//! Its columns are read in the same pass, so that a broken row is named by its number and a hostile file costs little.

use std::collections::BTreeSet;

use csv::{ByteRecord, ReaderBuilder};
use polars::prelude::{StringChunked, StringChunkedBuilder};

use super::header::Header;
use crate::subject::problem::{Found, Problem, Problems, faults};

/// The longest row: ten times the widest survey's.
const ROW_BYTES: usize = 1024 * 1024;

/// The most columns: what a spreadsheet can show.
const COLUMNS: usize = 16_384;

/// A quotation over more lines than this was not closed.
const QUOTED_LINES: usize = 20;

/// How many different first cells are kept.
const STARTS: usize = 1_000;

/// Looks at the first bytes alone: whether it may be a table at all.
pub fn first_look(file: &str, text: &str) -> Found<()> {
    let start = text.trim_start();
    let lower: String = start.chars().take(200).collect::<String>().to_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") || lower.starts_with("<?xml") {
        let found: String = start.chars().take(15).collect();
        return Err(Box::new(Problem::new(&faults::WEB_PAGE, file, format!("`{found}`"), "a CSV table")));
    }
    let bytes = text.as_bytes();
    if bytes.iter().take(64 * 1024).any(|byte| *byte == 0) {
        return Err(Box::new(Problem::new(&faults::NOT_TEXT, file, "a byte of zero", "text")));
    }
    let first = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
    if first > ROW_BYTES * 16 {
        return Err(long_line(file, 1, first));
    }
    let columns = bytes[..first].iter().filter(|byte| **byte == b',').count() + 1;
    if columns > COLUMNS {
        let problem = Problem::new(&faults::MANY_COLUMNS, file, columns.to_string(), at_most(COLUMNS));
        return Err(Box::new(problem.row(1)));
    }
    if first > ROW_BYTES { Err(long_line(file, 1, first)) } else { Ok(()) }
}

fn long_line(file: &str, row: usize, bytes: usize) -> Box<Problem> {
    let found = format!("a line of {bytes} bytes");
    Box::new(Problem::new(&faults::LONG_LINE, file, found, at_most(ROW_BYTES)).row(row))
}

fn at_most(limit: usize) -> String {
    format!("at most {limit}")
}

/// A column that is wanted: where it stands in the header, and what it is called from here on.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// From zero.
    pub at: usize,
    /// The spelling that the program has for it.
    pub name: &'a str,
}

/// The columns of a table.
pub struct Columns {
    /// In the order of the places asked for; a blank line is a row of nothing.
    pub cells: Vec<StringChunked>,
    /// Lines of words below the table, which are rows of nothing too.
    pub below: Option<Problem>,
}

/// Columns as they are below the header, or what is wrong with the rows; `text` begins with the header.
pub fn columns(file: &str, text: &str, header: &Header, places: &[Place<'_>]) -> Result<Columns, Problems> {
    let mut reader = ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(header.separator);
    let mut reader = reader.from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut rows = Rows::of(file, header, places);
    let (mut byte, mut quoted_feeds) = (0, 0);
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let after = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let raw = text.as_bytes().get(byte..after).unwrap_or(&[]);
        rows.blank(blank_lines(text, byte));
        let is_quoted = raw.contains(&b'"');
        rows.take(&record, raw, is_quoted);
        // A field holds the end of a line in quotes alone.
        quoted_feeds += if is_quoted { feeds(record.as_slice()) } else { 0 };
        byte = after;
    }
    rows.blank(blank_lines(text, byte));
    // Lines that end in something else would number rows otherwise than an editor.
    let unended = usize::from(!text.is_empty() && !text.ends_with('\n'));
    let lines = feeds(text.as_bytes()) + unended - quoted_feeds - blank_lines(text, 0);
    let [by_one, by_other] = [rows.count, lines].map(|lines| lines.saturating_sub(1));
    if by_one != by_other && rows.problems.first_stop().is_none() {
        let found = format!("{by_one} rows by one count and {by_other} by another");
        let problem = Problem::new(&faults::ZIP, file, found, "a CSV table");
        rows.problems.push(problem.remedy("download the file again"));
    }
    rows.done()
}

/// Rows as they are met.
struct Rows<'a> {
    file: &'a str,
    header: &'a Header,
    places: &'a [Place<'a>],
    builders: Vec<StringChunkedBuilder>,
    problems: Problems,
    /// Rows so far, the header among them.
    count: usize,
    /// Whether the row before was blank.
    after_blank: bool,
    /// Rows of words alone since the last row of the table, and how many fields the first has.
    words: Vec<usize>,
    /// Different first cells, as far as they tell a note from a row that was cut.
    starts: BTreeSet<Vec<u8>>,
    /// The last of them.
    last: Option<Vec<u8>>,
}

impl<'a> Rows<'a> {
    fn of(file: &'a str, header: &'a Header, places: &'a [Place<'a>]) -> Self {
        let builder = |place: &Place<'_>| StringChunkedBuilder::new(place.name.into(), 0);
        Self {
            file,
            header,
            places,
            builders: places.iter().map(builder).collect(),
            problems: Problems::default(),
            count: 0,
            after_blank: false,
            words: Vec::new(),
            starts: BTreeSet::new(),
            last: None,
        }
    }

    /// The row as a spreadsheet counts.
    fn row(&self) -> usize {
        self.count + self.header.line - 1
    }

    fn blank(&mut self, lines: usize) {
        self.builders.iter_mut().for_each(|builder| (0..lines).for_each(|_| builder.append_null()));
        // Blank lines before the header are above the table.
        self.count += lines;
        self.after_blank = lines > 0;
    }

    fn take(&mut self, record: &ByteRecord, raw: &[u8], is_quoted: bool) {
        self.count += 1;
        let columns = self.header.raw.len();
        let problem = if is_quoted { open_quote(self, raw, record) } else { None };
        let is_words = problem.is_none() && self.count > 1 && self.is_words(record);
        if is_words {
            self.words.push(self.row());
            self.builders.iter_mut().for_each(StringChunkedBuilder::append_null);
            return;
        }
        for row in std::mem::take(&mut self.words) {
            let found = "words in the first column and nothing beside them";
            let problem = Problem::new(&faults::RAGGED, self.file, found, "a row of the table");
            self.problems.push(problem.row(row));
        }
        if self.count > 1 {
            for (builder, place) in self.builders.iter_mut().zip(self.places) {
                let cell = record.get(place.at).and_then(|cell| std::str::from_utf8(cell).ok());
                builder.append_option(cell);
            }
            self.start(record.get(0).unwrap_or(&[]));
        }
        let problem = problem.or_else(|| broken(self.file, record, self.row(), columns));
        problem.into_iter().for_each(|problem| self.problems.push(problem));
    }

    /// Keeps a first cell, which is most often that of the row before.
    fn start(&mut self, first: &[u8]) {
        if self.starts.len() < STARTS && self.last.as_deref() != Some(first) {
            self.starts.insert(first.to_vec());
            self.last = Some(first.to_vec());
        }
    }

    /// Whether a row has words in its first column and nothing else, as the notes below a table have.
    fn is_words(&self, record: &ByteRecord) -> bool {
        let first = record.get(0).unwrap_or(&[]).trim_ascii();
        let alone = || record.iter().skip(1).all(|cell| cell.trim_ascii().is_empty());
        // A comma in a note parts it, where it is no row that was cut: it stands apart, and is short of columns.
        let apart = self.after_blank || !self.words.is_empty();
        let parted = apart && record.len() * 2 < self.header.raw.len();
        let has_space = first.contains(&b' ') || parted && record.as_slice().contains(&b' ');
        let is_cut = || self.starts.iter().any(|start| start.starts_with(first));
        has_space && (parted || alone()) && self.header.raw.len() > 1 && !is_cut()
    }

    fn done(mut self) -> Result<Columns, Problems> {
        if self.problems.first_stop().is_some() {
            return Err(self.problems);
        }
        let below = self.words.first().map(|row| {
            let found = format!("{} lines of words", self.words.len());
            Problem::new(&faults::FOOTER, self.file, found, "the table alone").row(*row)
        });
        let cells = self.builders.drain(..).map(StringChunkedBuilder::finish).collect();
        Ok(Columns { cells, below })
    }
}

/// How many line feeds there are.
pub fn feeds(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// How many blank lines begin at a byte, which may lie between the two characters of a line end.
fn blank_lines(text: &str, byte: usize) -> usize {
    let bytes = text.as_bytes();
    let within = byte > 0 && bytes.get(byte - 1) == Some(&b'\r') && bytes.get(byte) == Some(&b'\n');
    let rest = bytes.get(byte + usize::from(within)..).unwrap_or(&[]);
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    blank.filter(|byte| **byte == b'\n').count()
}

/// A row whose quotation runs on into rows that follow, or to the end of the file.
fn open_quote(rows: &Rows<'_>, raw: &[u8], record: &ByteRecord) -> Option<Problem> {
    let (columns, separator) = (rows.header.raw.len(), rows.header.separator);
    let quotes = raw.iter().filter(|byte| **byte == b'"').count();
    let lines = || record.iter().flat_map(|field| field.split(|byte| *byte == b'\n').skip(1));
    let commas = |line: &[u8]| line.iter().filter(|byte| **byte == separator).count();
    // A name may be over two lines; a line with the commas of a whole row is another row.
    let swallows = lines().any(|line| commas(line) + 1 >= columns.max(2)) || lines().count() > QUOTED_LINES;
    (quotes % 2 == 1 || swallows).then(|| {
        let start: String = String::from_utf8_lossy(raw).chars().take(40).collect();
        let found = format!("a quotation that runs on from `{}`", start.trim_end().replace('\n', " "));
        let expected = "a quotation that ends in its row";
        Problem::new(&faults::OPEN_QUOTE, rows.file, found, expected).row(rows.row())
    })
}

fn broken(file: &str, record: &ByteRecord, row: usize, columns: usize) -> Option<Problem> {
    if record.as_slice().len() > ROW_BYTES {
        return Some(*long_line(file, row, record.as_slice().len()));
    }
    (record.len() != columns).then(|| {
        let found = format!("{} fields", record.len());
        Problem::new(&faults::RAGGED, file, found, format!("{columns}, as in the header")).row(row)
    })
}
