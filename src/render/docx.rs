//! The front sheet for Word; docx-rs lives here only.
//!
//! Each field is a heading with its paragraphs and no row of a table, since docx-rs cannot mark a table's header.

use std::io::Cursor;

use docx_rs::{Docx, Paragraph, Run, RunFonts, Style, StyleType};

use crate::document::FrontSheet;
use crate::subject::error::{Error, Result};

/// Sizes in half points.
const TEXT: usize = 24;
const TITLE: usize = 46;
const FIELD: usize = 26;
const FONT: &str = "Arial";
/// The colour of headings, as in the PDF.
const DARK_BLUE: &str = "003087";
/// The day that every file says it was made on, so that equal input gives equal bytes.
const DAY: &str = "2000-01-01T00:00:00Z";

/// A front sheet under the running line of its document.
///
/// # Errors
/// Where the file cannot be packed: a defect of the program.
pub fn front_sheet(sheet: &FrontSheet, running: &str) -> Result<Vec<u8>> {
    let mut docx = Docx::new()
        .default_fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT))
        .default_size(TEXT)
        .created_at(DAY)
        .updated_at(DAY)
        .add_style(heading(1, TITLE))
        .add_style(heading(2, FIELD))
        .add_paragraph(words(&sheet.title.plain()).style("Heading1"))
        .add_paragraph(words(running));
    for field in &sheet.fields {
        docx = docx.add_paragraph(words(&field.name.plain()).style("Heading2").keep_next(true));
        for paragraph in &field.paragraphs {
            docx = docx.add_paragraph(words(&paragraph.plain()));
        }
        if field.paragraphs.is_empty() {
            docx = docx.add_paragraph(words("[to be completed]"));
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    let packed = docx.build().pack(&mut bytes);
    packed.map_err(|error| Error::Serialise { what: "the front sheet for Word", source: error.into() })?;
    Ok(bytes.into_inner())
}

fn words(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

/// The style that Word knows as the heading of a level.
fn heading(level: usize, size: usize) -> Style {
    Style::new(format!("Heading{level}"), StyleType::Paragraph)
        .name(format!("heading {level}"))
        .outline_lvl(level - 1)
        .size(size)
        .bold()
        .color(DARK_BLUE)
}
