//! Excel workbooks: which one is read, and the cells of a sheet as text, whatever the file claims to be.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, Reader, Xlsx};

use crate::subject::problem::{Found, Problem, faults};

/// The most that a workbook may unpack to: over ten times a published one, and far under memory.
const UNPACKED_LIMIT: u64 = 64 * 1024 * 1024;
/// The longest list of a workbook's sheets that is looked at.
const SHEETS_LIMIT: u64 = 1024 * 1024;

/// A row of a sheet: its number as a spreadsheet counts, and its cells by column, empty ones left out.
pub struct SheetRow {
    /// From 1.
    pub number: usize,
    /// Column, from 0, and text.
    pub cells: Vec<(u32, String)>,
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
///
/// Cells are read one by one, so that the size which a sheet claims to have is never made room for.
pub fn rows(file: &str, bytes: &[u8], sheet: &str) -> Found<Vec<SheetRow>> {
    let fail = |why: String| damaged(file, &why);
    bounded(file, bytes)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| fail(error.to_string()))?;
    let name = book.sheet_names().into_iter().find(|name| name.trim() == sheet);
    let name = name.ok_or_else(|| fail(format!("no sheet `{sheet}`")))?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|error| fail(error.to_string()))?;
    let mut rows: Vec<SheetRow> = Vec::new();
    // A sheet may name one long text in a million cells.
    let mut left = UNPACKED_LIMIT;
    while let Some(cell) = cells.next_cell().map_err(|error| fail(error.to_string()))? {
        let (row, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        left = left.checked_sub(text.len() as u64).ok_or_else(|| too_large(file))?;
        let number = row as usize + 1;
        match rows.last_mut().filter(|last| last.number == number) {
            Some(last) => last.cells.push((column, text)),
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
