//! Excel workbooks: recognised, so that `check` can say what they are.

use std::io::Cursor;

use calamine::{Reader, Xlsx};

use crate::problem::{Found, Problem, faults};

/// The sheet that holds which practice is in which PCN, in every edition of the ePCN workbook.
const EPCN_SHEET: &str = "PCN Core Partner Details";

/// Says in words what a workbook is.
pub fn recognise(file: &str, bytes: &[u8]) -> Found<&'static str> {
    let workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| {
        Box::new(Problem::new(&faults::ZIP, file, format!("damage ({error})"), "a whole workbook"))
    })?;
    let is_epcn = workbook.sheet_names().iter().any(|name| name.trim() == EPCN_SHEET);
    Ok(if is_epcn {
        "an ePCN workbook (NHS England); the practice maps serve instead, and it is not read"
    } else {
        "a workbook of no known kind; it is not read"
    })
}
