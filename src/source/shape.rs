//! Whether a text has the shape of a table: as many fields in every row, closed quotations, no endless line.
//!
//! Its columns are read in the same pass, so that a broken row is named by its number and a hostile file costs little.

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

/// How many lines are looked at for a header that is not in the first.
const LATE_HEADER_LINES: usize = 20;

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

/// Columns as they are below the header, or what is wrong with the rows; a blank line is a row of nothing.
///
/// `places` are where they stand in the header.
pub fn columns(
    file: &str,
    text: &str,
    header: &Header,
    places: &[usize],
) -> Result<Vec<StringChunked>, Problems> {
    let columns = header.raw.len();
    let mut builders: Vec<StringChunkedBuilder> = places
        .iter()
        .map(|place| StringChunkedBuilder::new(header.names[*place].as_str().into(), 0))
        .collect();
    let blank = |builders: &mut Vec<StringChunkedBuilder>, lines: usize| {
        builders.iter_mut().for_each(|builder| (0..lines).for_each(|_| builder.append_null()));
    };
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut problems = Problems::default();
    let (mut count, mut byte, mut quoted_feeds) = (0, 0, 0);
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let after = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        let raw = text.as_bytes().get(byte..after).unwrap_or(&[]);
        let skipped = blank_lines(text, byte);
        blank(&mut builders, skipped);
        count += 1 + skipped;
        if count > 1 {
            for (builder, place) in builders.iter_mut().zip(places) {
                builder.append_option(record.get(*place).and_then(|cell| std::str::from_utf8(cell).ok()));
            }
        }
        let problem = open_quote(file, raw, &record, count, columns);
        let problem = problem.or_else(|| broken(file, &record, count, columns));
        problem.into_iter().for_each(|problem| problems.push(problem));
        quoted_feeds += feeds(record.as_slice());
        byte = after;
    }
    let last = blank_lines(text, byte);
    blank(&mut builders, last);
    // Lines that end in something else, or a header that is not in the first, would number rows otherwise than an editor.
    let unended = usize::from(!text.is_empty() && !text.ends_with('\n'));
    let lines = feeds(text.as_bytes()) + unended - quoted_feeds - blank_lines(text, 0);
    let [by_one, by_other] = [count + last, lines].map(|lines| lines.saturating_sub(1));
    if by_one != by_other && problems.first_stop().is_none() {
        let found = format!("{by_one} rows by one count and {by_other} by another");
        let problem = Problem::new(&faults::ZIP, file, found, "a CSV table");
        problems.push(problem.remedy("download the file again"));
    }
    if problems.first_stop().is_some() {
        return Err(problems);
    }
    Ok(builders.into_iter().map(StringChunkedBuilder::finish).collect())
}

/// How many line feeds there are.
fn feeds(bytes: &[u8]) -> usize {
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
fn open_quote(file: &str, raw: &[u8], record: &ByteRecord, row: usize, columns: usize) -> Option<Problem> {
    let quotes = raw.iter().filter(|byte| **byte == b'"').count();
    if quotes == 0 {
        return None;
    }
    let lines = || record.iter().flat_map(|field| field.split(|byte| *byte == b'\n').skip(1));
    let commas = |line: &[u8]| line.iter().filter(|byte| **byte == b',').count();
    // A name may be over two lines; a line with the commas of a whole row is another row.
    let swallows = lines().any(|line| commas(line) + 1 >= columns.max(2)) || lines().count() > QUOTED_LINES;
    (quotes % 2 == 1 || swallows).then(|| {
        let start: String = String::from_utf8_lossy(raw).chars().take(40).collect();
        let found = format!("a quotation that runs on from `{}`", start.trim_end().replace('\n', " "));
        Problem::new(&faults::OPEN_QUOTE, file, found, "a quotation that ends in its row").row(row)
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

/// The problem of a table whose columns are separated by something else than commas.
pub fn other_separator(file: &str, header: &Header) -> Option<Problem> {
    let [only] = header.raw.as_slice() else { return None };
    let (name, _) = [("semicolons", ';'), ("tabs", '\t'), ("bars", '|')]
        .into_iter()
        .find(|(_, mark)| only.matches(*mark).count() >= 2)?;
    Some(Problem::new(&faults::SEPARATOR, file, name, "commas between columns").row(1))
}

/// The line, from 1, of a header that `is` accepts, where it is not in the first.
pub fn late_header(text: &str, is: impl Fn(&Header) -> bool) -> Option<usize> {
    let lines = text.lines().take(LATE_HEADER_LINES).enumerate().skip(1);
    lines.filter(|(_, line)| line.contains(',')).find(|(_, line)| is(&Header::of(line))).map(|(at, _)| at + 1)
}
