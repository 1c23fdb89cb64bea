//! What an ICB makes its own: front sheet, draft mark, logo, contact line and templates.
//!
//! In: files and words of the user's. Out: an [`Imprint`], checked as far as a file can be checked on its own.
//! What the user typed is the user's: its digits are no figures of this program.

mod front_sheet;
mod logo;

pub use front_sheet::{FrontSheet, Piece, SheetField, Slot};
pub use logo::Logo;

use crate::error::{Error, Result};
use crate::template::Templates;

/// What every document of a run carries beside its figures.
#[derive(Debug, Default)]
pub struct Imprint {
    /// Whether every page says that it is not signed off.
    pub draft: bool,
    /// The user's own logo.
    pub logo: Option<Logo>,
    /// Whom to ask: an e-mail address or a team.
    pub contact: Option<String>,
    /// The page before page one.
    pub front_sheet: Option<FrontSheet>,
    /// What the pages are filled into.
    pub templates: Templates,
}

/// A file of the user's, by its name and what it was.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct OwnFile {
    /// Its name, without its folder.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Imprint {
    /// Checks what needs more than one file to be checked.
    ///
    /// # Errors
    /// Where the front sheet prints a contact and none is given.
    pub fn check(&self) -> Result<()> {
        let Some(sheet) = self.front_sheet.as_ref().filter(|_| self.contact.is_none()) else {
            return Ok(());
        };
        sheet.asks_for(Slot::Contact).map_or(Ok(()), |line| {
            Err(Error::FrontSheet {
                file: sheet.file.file.clone(),
                line,
                problem: "`{contact}` has nothing to stand for".to_owned(),
                remedy: "give --contact too, or write the contact in its place".to_owned(),
            })
        })
    }
}

/// The name of a file without its folder.
fn file_name(path: &std::path::Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
