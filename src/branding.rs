//! What an ICB makes its own: front sheet, draft mark, logo and contact line.
//!
//! In: files and words of the user's. Out: an [`Branding`], checked as far as a file can be checked on its own.
//! What the user typed is the user's: its digits are no figures of this program.

mod drawing;
mod front_sheet;
mod logo;

pub use front_sheet::{FrontSheet, Piece, SheetField, Slot};
pub use logo::Logo;

use crate::subject::error::{Error, Result};

/// How much of an area's document is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// Five pages and the annexes
    #[default]
    Paper,
    /// Page one alone
    Summary,
}

/// What every document of a run carries beside its figures.
#[derive(Debug, Default)]
pub struct Branding {
    /// Whether every page says that it is not signed off.
    pub draft: bool,
    /// The user's own logo.
    pub logo: Option<Logo>,
    /// Whom to ask: an e-mail address or a team.
    pub contact: Option<String>,
    /// How long documents are.
    pub length: Length,
    /// The ICB's own fields.
    pub front_sheet: Option<FrontSheet>,
    /// What the front sheet is written as.
    pub front_sheet_as: SheetFormats,
}

/// What the front sheet is written as: the page before page one, a file for Word beside the PDF, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetFormats {
    /// In the PDF.
    pub pdf: bool,
    /// As a file of its own.
    pub docx: bool,
}

impl Default for SheetFormats {
    fn default() -> Self {
        Self { pdf: true, docx: false }
    }
}

impl Branding {
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
