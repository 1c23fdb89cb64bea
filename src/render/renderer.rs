//! One run's documents: an edition, with what the user makes their own.

use std::collections::BTreeMap;

use super::docx;
use super::template::{TemplateMarks, Templates};
use super::typesetter::{Typesetter, TypstSource};
use crate::analysis::{Area, Edition};
use crate::branding::Branding;
use crate::document::{self, Brand, Document, Lacking, Manuscript, Said};
use crate::subject::error::{Error, Result};
use crate::text::Content;

/// What every document of a run shares.
#[derive(Debug)]
pub struct Renderer<'a> {
    /// The figures.
    pub edition: &'a Edition,
    /// What the user makes their own.
    pub branding: &'a Branding,
    /// What the pages are filled into.
    pub templates: &'a Templates,
    /// What the run is made from, as SHA-256.
    pub fingerprint: String,
}

/// A PDF, what it says, and what could not be set.
pub struct Rendered {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// The front sheet for Word, where it is asked for.
    pub front_sheet: Option<Vec<u8>>,
    /// Its texts with numbers.
    pub said: Vec<Said>,
    /// Characters that the font lacks.
    pub lacking: Vec<Lacking>,
}

/// The document of an area, in words.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn compose(edition: &Edition, area: &Area, brand: &Brand<'_>) -> Result<Manuscript> {
    document::compose(edition, area, brand).map_err(|error| Error::Compose {
        document: Document::of(area.place.kind, brand.branding.length).slug,
        area: area.place.code.clone(),
        source: error.into(),
    })
}

/// Every text of a document that holds numbers.
///
/// # Errors
/// Where a number is not a claim.
pub fn said(manuscript: &Manuscript, area: &Area) -> Result<Vec<Said>> {
    manuscript.said().map_err(|error| Error::Compose {
        document: manuscript.kind.slug,
        area: area.place.code.clone(),
        source: error.into(),
    })
}

impl Renderer<'_> {
    /// What stands behind an area's document.
    ///
    /// # Errors
    /// Where a chart cannot be drawn.
    pub fn record(&self, area: &Area) -> Result<Content> {
        document::record(self.edition, area).map_err(|error| Error::Compose {
            document: "record",
            area: area.place.code.clone(),
            source: error.into(),
        })
    }

    /// The document of an area, in words.
    ///
    /// # Errors
    /// Where a chart cannot be drawn.
    pub fn compose(&self, area: &Area) -> Result<Manuscript> {
        let brand = Brand { branding: self.branding, fingerprint: Some(&self.fingerprint) };
        compose(self.edition, area, &brand)
    }

    /// The Typst source of a document.
    ///
    /// # Errors
    /// Where a template asks for what the context does not have.
    pub fn source(&self, manuscript: &Manuscript, area: &Area) -> Result<String> {
        self.fill(manuscript, area, &manuscript.content, TemplateMarks::Off)
    }

    /// A document ready to be typeset, and the characters that cannot be set.
    ///
    /// # Errors
    /// As [`source`](Self::source).
    pub fn prepare(
        &self,
        typesetter: &Typesetter,
        manuscript: Manuscript,
        area: &Area,
        marks: TemplateMarks,
    ) -> Result<(TypstSource, Vec<Lacking>)> {
        let (content, charts, lacking) = manuscript.mended(&|c| typesetter.lacks(c));
        let main = self.fill(&manuscript, area, &content, marks)?;
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        files.extend(self.templates.plain_typst().map(|(name, text)| (name.to_owned(), text.into())));
        files.extend(manuscript.attachments.into_iter().map(|file| (file.name, file.text.into_bytes())));
        if let Some(logo) = &self.branding.logo {
            files.insert(logo.path(), logo.bytes.clone());
        }
        for chart in charts {
            files.insert(chart.path().trim_start_matches('/').to_owned(), chart.picture.svg.into_bytes());
        }
        Ok((TypstSource { main, files, date: manuscript.date }, lacking))
    }

    /// Composes and typesets one area's document.
    ///
    /// # Errors
    /// Where a chart, a template or the typesetting fails.
    pub fn render(&self, typesetter: &Typesetter, area: &Area) -> Result<Rendered> {
        let manuscript = self.compose(area)?;
        let kind = manuscript.kind;
        let said = said(&manuscript, area)?;
        let sheet = manuscript.sheet.as_ref();
        let front_sheet = sheet.map(|sheet| docx::front_sheet(sheet, &manuscript.title)).transpose()?;
        let (source, lacking) = self.prepare(typesetter, manuscript, area, TemplateMarks::Off)?;
        let bytes = typesetter.typeset(source).map_err(|diagnostics| Error::Typeset {
            document: kind.slug,
            area: area.place.code.clone(),
            diagnostics: diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        })?;
        Ok(Rendered { bytes, front_sheet, said, lacking })
    }

    fn fill(
        &self,
        manuscript: &Manuscript,
        area: &Area,
        content: &Content,
        marks: TemplateMarks,
    ) -> Result<String> {
        let filled = self.templates.render(manuscript.kind.main, content, marks);
        filled.map_err(|error| Error::Compose {
            document: manuscript.kind.slug,
            area: area.place.code.clone(),
            source: error.into(),
        })
    }
}
