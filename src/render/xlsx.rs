//! Every table of a publication as a workbook, after the Analysis Function's guidance; rust_xlsxwriter lives here only.
//!
//! A cover, the contents, the notes, then one table a sheet: marked as a table, with no merged and no empty header cell,
//! numbers as numbers, and the shorthand explained.

mod cells;
mod frame;
mod sheets;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::making::Making;
use crate::subject::error::{Error, Result};

/// An area's workbook.
///
/// # Errors
/// Where the file cannot be packed: a defect of the program.
pub fn workbook(making: &Making<'_>) -> Result<Vec<u8>> {
    pack(making).map_err(|error| Error::Serialise { what: "the workbook", source: error.into() })
}

fn pack(making: &Making<'_>) -> std::result::Result<Vec<u8>, XlsxError> {
    let sheets = sheets::all(making);
    let mut book = Workbook::new();
    book.set_properties(&properties(making)?);
    frame::cover(&mut book, making)?;
    frame::contents(&mut book, &sheets)?;
    frame::notes(&mut book, &sheets)?;
    for sheet in &sheets {
        cells::write(&mut book, sheet)?;
    }
    book.save_to_buffer()
}

/// Facts about the file; its day is the edition's, so that equal input gives equal bytes.
fn properties(making: &Making<'_>) -> std::result::Result<DocProperties, XlsxError> {
    let day = making.manuscript.date;
    let year = u16::try_from(day.year()).unwrap_or(1900); // a census has a year that Excel knows
    let (month, day) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    let made = ExcelDateTime::from_ymd(year, month, day)?;
    Ok(DocProperties::new()
        .set_title(&making.manuscript.title)
        .set_subject("Social prescribing link workers")
        .set_author(concat!("Link worker briefings ", env!("CARGO_PKG_VERSION")))
        .set_keywords("social prescribing, link workers, Primary Care Networks")
        .set_creation_datetime(&made))
}
