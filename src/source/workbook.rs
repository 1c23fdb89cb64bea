//! Excel workbooks: recognised, so that `check` can say what they are.

use std::io::{Cursor, Read};

use crate::problem::{Found, Problem, faults};

/// The sheet that holds which practice is in which PCN, in every edition of the ePCN workbook.
const EPCN_SHEET: &str = "PCN Core Partner Details";

/// The longest list of a workbook's sheets that is looked at.
const SHEETS_LIMIT: u64 = 1024 * 1024;

/// Says in words what a workbook is, by the list of its sheets alone: no sheet is opened.
pub fn recognise(file: &str, bytes: &[u8]) -> Found<&'static str> {
    let damaged = |why: String| {
        Box::new(Problem::new(&faults::ZIP, file, format!("damage ({why})"), "a whole workbook"))
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let list = archive.by_name("xl/workbook.xml").map_err(|_| damaged("no list of sheets".to_owned()))?;
    let mut sheets = Vec::new();
    list.take(SHEETS_LIMIT).read_to_end(&mut sheets).map_err(|error| damaged(error.to_string()))?;
    Ok(if String::from_utf8_lossy(&sheets).contains(EPCN_SHEET) {
        "an ePCN workbook (NHS England); the practice maps serve instead, and it is not read"
    } else {
        "a workbook of no known kind; it is not read"
    })
}
