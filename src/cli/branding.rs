//! The options by which an ICB makes a document its own: shared by `build` and `inspect`.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

use super::typed;
use crate::branding::{Branding, FrontSheet, Length, Logo, SheetFormats};
use crate::render::template::Templates;
use crate::subject::error::Result;

/// A format of the front sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SheetFormat {
    /// The page before page one
    Pdf,
    /// A file for Word beside the PDF
    Docx,
}

/// What the user makes their own.
#[derive(Debug, Args)]
pub struct BrandingOptions {
    /// Mark every page as a draft that is not signed off
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true", action = ArgAction::Set,
          default_value_t = false, hide_default_value = true, hide_possible_values = true,
          value_name = "true|false")]
    draft: bool,
    /// How much of each document to make
    #[arg(long, value_enum, default_value_t)]
    length: Length,
    /// Put a page with the fields of this file before page one; `eject-templates` writes an example
    #[arg(long, value_name = "FILE.toml")]
    front_sheet: Option<PathBuf>,
    /// What the front sheet is written as: the page before page one, a file for Word beside the PDF, or both
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "pdf",
        requires = "front_sheet"
    )]
    front_sheet_format: Vec<SheetFormat>,
    /// Put this logo (SVG, PNG or JPEG) at the top of page one
    #[arg(long, value_name = "FILE", requires = "logo_alt")]
    logo: Option<PathBuf>,
    /// What the logo says to those who do not see it: "Logo of NHS Devon"
    #[arg(long, value_name = "TEXT", requires = "logo")]
    logo_alt: Option<String>,
    /// Whom to ask about the briefing: an e-mail address or a team
    #[arg(long, value_name = "TEXT", value_parser = typed::contact)]
    contact: Option<String>,
    /// Use the templates in this folder in the place of built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
}

impl BrandingOptions {
    /// The files and folders that are named.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.front_sheet.iter().chain(&self.logo).chain(&self.templates)
    }

    /// Reads the files that are named.
    pub fn read(&self) -> Result<(Branding, Templates)> {
        let logo = self.logo.as_deref().zip(self.logo_alt.as_deref());
        let branding = Branding {
            draft: self.draft,
            length: self.length,
            logo: logo.map(|(path, alt)| Logo::read(path, alt)).transpose()?,
            contact: self.contact.clone(),
            front_sheet_as: SheetFormats {
                pdf: self.front_sheet_format.contains(&SheetFormat::Pdf),
                docx: self.front_sheet_format.contains(&SheetFormat::Docx),
            },
            front_sheet: self.front_sheet.as_deref().map(FrontSheet::read).transpose()?,
        };
        let templates = self.templates.as_deref().map(Templates::read).transpose()?;
        Ok((branding, templates.unwrap_or_default())) // the built-in ones
    }
}
