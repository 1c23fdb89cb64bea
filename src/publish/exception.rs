//! What was not produced, and why: `exceptions.csv`.

use crate::analysis::Area;
use crate::document::Lacking;
use crate::subject::error::Error;
use crate::text::csv::{CsvTable, LineEnd};

/// An area or a figure that was not produced, and why.
#[derive(Debug)]
pub struct Exception {
    /// The area's or PCN's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is not there.
    pub what: &'static str,
    /// Why.
    pub why: String,
}

/// What is not produced when a document fails.
const BRIEFING: &str = "briefing";

/// What is not produced where the font lacks a character.
const CHARACTER: &str = "character";

impl Exception {
    /// An area whose document could not be made.
    pub fn failed(area: &Area, error: &Error) -> Self {
        Self {
            code: area.place.code.clone(),
            name: area.place.name.clone(),
            what: BRIEFING,
            why: error.chain(),
        }
    }

    /// A character that could not be set in an area's document.
    pub fn lacking(area: &Area, lacking: &Lacking) -> Self {
        Self {
            code: area.place.code.clone(),
            name: area.place.name.clone(),
            what: CHARACTER,
            why: lacking.to_string(),
        }
    }

    /// Whether a whole document is missing, and not a part of one.
    pub(super) fn is_of_a_document(&self) -> bool {
        self.what == BRIEFING
    }
}

/// CSV of the exceptions, with its header even where there is none.
pub(super) fn exceptions_csv(exceptions: &[Exception]) -> String {
    let mut table = CsvTable::new(LineEnd::Unix);
    table.row(["code", "name", "what", "why"]);
    for Exception { code, name, what, why } in exceptions {
        table.row([code.as_str(), name, what, why]);
    }
    table.into_text()
}
