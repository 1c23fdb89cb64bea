//! Excel workbooks: which one is read, and the cells of a sheet as text, whatever the file claims to be.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, Reader, Xlsx};

use super::file_name::ends_with;
use crate::subject::problem::{Found, Problem, faults};

/// The most that a workbook may unpack to: over ten times a published one, and far under memory.
const UNPACKED_LIMIT: u64 = 256 * 1024 * 1024;
/// The most that the text of a sheet may be.
const TEXT_LIMIT: u64 = 64 * 1024 * 1024;
/// How many rows of a sheet are looked at for a header.
const ROWS_ABOVE: usize = 30;
/// What a workbook begins with that has a password or a label, or is of Excel before 2007.
pub const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// The longest list of a workbook's sheets that is looked at.
const SHEETS_LIMIT: u64 = 1024 * 1024;

/// A row of a sheet: its number as a spreadsheet counts, and its cells by column, empty ones left out.
pub struct SheetRow {
    /// From 1.
    pub number: usize,
    /// Column, from 0, and text.
    pub cells: Vec<(u32, String)>,
}

/// Whether a file is a workbook: by its name, and where that is of an old one, by its first bytes.
pub fn is_one(name: &str, bytes: &[u8]) -> bool {
    let named = |endings: [&str; 2]| endings.iter().any(|ending| ends_with(name, ending));
    // What is text under the name of an old workbook was saved by a web site.
    let packed = bytes.starts_with(b"PK") && named([".xls", ".xlsb"]);
    named([".xlsx", ".xlsm"]) && !bytes.is_empty() || packed || bytes.starts_with(OLE)
}

/// Whether a workbook has a sheet of this name.
pub fn has_sheet(file: &str, bytes: &[u8], sheet: &str) -> Found<bool> {
    let fail = |why: String| damaged(file, &why);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fail(error.to_string()))?;
    let Ok(entry) = archive.by_name("xl/workbook.xml") else {
        return Err(fail("no list of sheets".to_owned()));
    };
    let mut list = Vec::new();
    entry.take(SHEETS_LIMIT).read_to_end(&mut list).map_err(|error| fail(error.to_string()))?;
    Ok(String::from_utf8_lossy(&list).contains(sheet))
}

/// Every row of a sheet that has cells, in the order of the file.
pub fn rows(file: &str, bytes: &[u8], sheet: &str) -> Found<Vec<SheetRow>> {
    bounded(file, bytes)?;
    let mut book = opened(file, bytes)?;
    let name = book.sheet_names().into_iter().find(|name| name.trim() == sheet);
    let name = name.ok_or_else(|| damaged(file, &format!("no sheet `{sheet}`")))?;
    cells(file, &mut book, &name, usize::MAX)
}

/// The one sheet with a header that `is_known` accepts, as the text of a CSV; none where no sheet has one.
pub fn table(file: &str, bytes: &[u8], is_known: &dyn Fn(String) -> bool) -> Found<Option<String>> {
    if bytes.starts_with(OLE) {
        let found = "a password, a label or the form of an old .xls";
        let expected = "a workbook as .xlsx, without a password";
        return Err(Box::new(Problem::new(&faults::OLE, file, found, expected)));
    }
    bounded(file, bytes)?;
    let mut book = opened(file, bytes)?;
    let mut known: Vec<String> = Vec::new();
    for name in book.sheet_names() {
        // A sheet of charts has no cells.
        let Ok(above) = cells(file, &mut book, &name, ROWS_ABOVE) else { continue };
        if is_known(as_text(file, &above)?) {
            known.push(name);
        }
    }
    match known.as_slice() {
        [] => Ok(None),
        [only] => cells(file, &mut book, only, usize::MAX).and_then(|rows| as_text(file, &rows)).map(Some),
        [first, second, ..] => {
            let found = format!("tables in the sheets `{first}` and `{second}`");
            Err(Box::new(Problem::new(&faults::SHEETS, file, found, "one table in a workbook")))
        }
    }
}

/// Rows as a CSV has them, each in the line of its number and as wide as the widest.
fn as_text(file: &str, rows: &[SheetRow]) -> Found<String> {
    let width = rows.iter().flat_map(|row| &row.cells).map(|(column, _)| *column + 1).max().unwrap_or(0);
    let (mut text, mut number) = (String::new(), 1);
    for row in rows {
        while number < row.number {
            text.push('\n');
            number += 1;
        }
        let mut cells = row.cells.iter().peekable();
        for column in 0..width {
            if column > 0 {
                text.push(',');
            }
            if let Some((_, cell)) = cells.next_if(|(at, _)| *at == column) {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            }
        }
        text.push('\n');
        number += 1;
        if text.len() as u64 > TEXT_LIMIT {
            return Err(too_large(file));
        }
    }
    Ok(text)
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn opened<'a>(file: &str, bytes: &'a [u8]) -> Found<Book<'a>> {
    Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(file, &error.to_string()))
}

/// The first rows of a sheet that have cells.
///
/// Cells are read one by one, so that the size which a sheet claims to have is never made room for.
fn cells(file: &str, book: &mut Book<'_>, sheet: &str, most: usize) -> Found<Vec<SheetRow>> {
    let fail = |why: String| damaged(file, &why);
    let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| fail(error.to_string()))?;
    let mut rows: Vec<SheetRow> = Vec::new();
    // A sheet may name one long text in a million cells.
    let mut left = TEXT_LIMIT;
    while let Some(cell) = cells.next_cell().map_err(|error| fail(error.to_string()))? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        left = left.checked_sub(text.len() as u64).ok_or_else(|| too_large(file))?;
        let number = row as usize + 1;
        let is_full = rows.len() == most;
        match rows.last_mut().filter(|last| last.number == number) {
            Some(last) => last.cells.push((column, text)),
            None if is_full => break,
            None => rows.push(SheetRow { number, cells: vec![(column, text)] }),
        }
    }
    Ok(rows)
}

/// Refuses a workbook that would fill memory: what its files unpack to is counted, whatever their headers say.
fn bounded(file: &str, bytes: &[u8]) -> Found<()> {
    let fail = |why: String| damaged(file, &why);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| fail(error.to_string()))?;
    let mut left = UNPACKED_LIMIT;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| fail(error.to_string()))?;
        let unpacked =
            copy(&mut entry.take(left + 1), &mut sink()).map_err(|error| fail(error.to_string()))?;
        left = left.checked_sub(unpacked).ok_or_else(|| too_large(file))?;
    }
    Ok(())
}

fn too_large(file: &str) -> Box<Problem> {
    let expected = format!("at most {} MB unpacked", UNPACKED_LIMIT / (1024 * 1024));
    Box::new(Problem::new(&faults::ZIP_TOO_LARGE, file, "a workbook of more", expected))
}

fn damaged(file: &str, why: &str) -> Box<Problem> {
    Box::new(Problem::new(&faults::ZIP, file, format!("damage ({why})"), "a whole workbook"))
}

/// A cell as text; a day as `YYYYMMDD`, as the published workbooks write it.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(flag) => u8::from(*flag).to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}{month:02}{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
    }
}
