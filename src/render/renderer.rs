//! One run's documents: an edition, with what the user makes their own.

use std::collections::BTreeMap;

use super::template::{TemplateMarks, Templates};
use super::typesetter::{Typesetter, TypstSource};
use crate::analysis::{Area, Edition};
use crate::branding::Branding;
use crate::document::{self, Document, Lacking, Manuscript, NotAClaim, Said};
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
    /// What the run is made from, as SHA-256: for files of the whole edition.
    pub fingerprint: String,
}

/// A PDF, and what could not be set.
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that the font lacks.
    pub lacking: Vec<Lacking>,
}

/// The document of an area, in words.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn compose(edition: &Edition, area: &Area, branding: &Branding) -> Result<Manuscript> {
    document::compose(edition, area, branding).map_err(|error| Error::Compose {
        document: Document::of(area.place.kind, branding.length).slug,
        area: area.place.code.clone(),
        source: error.into(),
    })
}

/// Every text of a document and of its record that holds numbers.
///
/// # Errors
/// Where a number is not a claim.
pub fn said(manuscript: &Manuscript, record: &Content, area: &Area) -> Result<Vec<Said>> {
    let fail = |error: NotAClaim| Error::Compose {
        document: manuscript.kind.slug,
        area: area.place.code.clone(),
        source: error.into(),
    };
    let mut said = manuscript.said().map_err(fail)?;
    said.extend(document::said_in(record, "record.").map_err(fail)?);
    Ok(said)
}

/// What stands behind an area's document.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn record(edition: &Edition, area: &Area) -> Result<Content> {
    document::record(edition, area).map_err(|error| Error::Compose {
        document: "record",
        area: area.place.code.clone(),
        source: error.into(),
    })
}

impl Renderer<'_> {
    /// The document of an area, in words.
    ///
    /// # Errors
    /// Where a chart cannot be drawn.
    pub fn compose(&self, area: &Area) -> Result<Manuscript> {
        compose(self.edition, area, self.branding)
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
        manuscript: &Manuscript,
        area: &Area,
        marks: TemplateMarks,
    ) -> Result<(TypstSource, Vec<Lacking>)> {
        let (content, charts, lacking) = manuscript.mended(&|c| typesetter.lacks(c));
        let main = self.fill(manuscript, area, &content, marks)?;
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        files.extend(self.templates.plain_typst().map(|(name, text)| (name.to_owned(), text.into())));
        files.extend(manuscript.attachments.iter().map(|file| (file.file(), file.csv().into_bytes())));
        if let Some(logo) = &self.branding.logo {
            files.insert(logo.path(), logo.bytes.clone());
        }
        for chart in charts {
            files.insert(chart.path().trim_start_matches('/').to_owned(), chart.picture.svg.into_bytes());
        }
        Ok((TypstSource { main, files, date: manuscript.date }, lacking))
    }

    /// Typesets an area's document.
    ///
    /// # Errors
    /// Where a template or the typesetting fails.
    pub fn pdf(&self, typesetter: &Typesetter, manuscript: &Manuscript, area: &Area) -> Result<Pdf> {
        let (source, lacking) = self.prepare(typesetter, manuscript, area, TemplateMarks::Off)?;
        let set = typesetter.typeset(source).map_err(|diagnostics| Error::Typeset {
            document: manuscript.kind.slug,
            area: area.place.code.clone(),
            diagnostics: diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        })?;
        Ok(Pdf { bytes: set.bytes, pages: set.pages, lacking })
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
