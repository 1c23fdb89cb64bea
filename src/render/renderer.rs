//! One run's documents: an edition, with what the user makes their own.

use std::collections::BTreeMap;

use serde_json::Value;

use super::template::{THEME_NAME, TemplateMarks, Templates};
use super::typesetter::{Typesetter, TypstSource};
use crate::analysis::{Analysis, Edition};
use crate::branding::Branding;
use crate::document::{Document, Lacking, Manuscript, Said};
use crate::subject::error::{Cause, Error, Result};

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
    /// Its texts with numbers.
    pub said: Vec<Said>,
    /// Characters that the font lacks.
    pub lacking: Vec<Lacking>,
}

/// The document of an area, in words.
///
/// # Errors
/// Where a chart cannot be drawn.
pub fn compose(edition: &Edition, area: &Analysis) -> Result<Manuscript> {
    let kind = Document::of(area.kind);
    (kind.compose)(edition, area).map_err(|error| not_composed(kind, area, error.into()))
}

/// Every text of a document that holds numbers.
///
/// # Errors
/// Where a number is not a claim.
pub fn said(manuscript: &Manuscript, area: &Analysis) -> Result<Vec<Said>> {
    manuscript.said().map_err(|error| not_composed(manuscript.kind, area, error.into()))
}

fn not_composed(kind: &Document, area: &Analysis, source: Cause) -> Error {
    Error::Compose { document: kind.slug, area: area.code.clone(), source }
}

impl Renderer<'_> {
    /// The document of an area, in words.
    ///
    /// # Errors
    /// Where a chart cannot be drawn.
    pub fn compose(&self, area: &Analysis) -> Result<Manuscript> {
        let mut manuscript = compose(self.edition, area)?;
        manuscript.brand(self.branding, &self.fingerprint);
        Ok(manuscript)
    }

    /// The Typst source of a document.
    ///
    /// # Errors
    /// Where a template asks for what the context does not have.
    pub fn source(&self, manuscript: &Manuscript, area: &Analysis) -> Result<String> {
        self.fill(manuscript, area, &manuscript.value(), TemplateMarks::Off)
    }

    /// A document ready to be typeset, and the characters that cannot be set.
    ///
    /// # Errors
    /// As [`source`](Self::source).
    pub fn prepare(
        &self,
        typesetter: &Typesetter,
        mut manuscript: Manuscript,
        area: &Analysis,
        marks: TemplateMarks,
    ) -> Result<(TypstSource, Vec<Lacking>)> {
        let (context, lacking) = manuscript.mended(&|c| typesetter.lacks(c));
        let main = self.fill(&manuscript, area, &context, marks)?;
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        files.insert(THEME_NAME.to_owned(), self.templates.theme().into());
        files.insert(manuscript.attachment.name, manuscript.attachment.text.into_bytes());
        if let Some(logo) = &self.branding.logo {
            files.insert(logo.path(), logo.bytes.clone());
        }
        for chart in manuscript.charts {
            files.insert(format!("charts/{}.svg", chart.slug), chart.svg.into_bytes());
        }
        Ok((TypstSource { main, files, date: manuscript.date }, lacking))
    }

    /// Composes and typesets one area's document.
    ///
    /// # Errors
    /// Where a chart, a template or the typesetting fails.
    pub fn render(&self, typesetter: &Typesetter, area: &Analysis) -> Result<Rendered> {
        let manuscript = self.compose(area)?;
        let kind = manuscript.kind;
        let said = said(&manuscript, area)?;
        let (source, lacking) = self.prepare(typesetter, manuscript, area, TemplateMarks::Off)?;
        let bytes = typesetter.typeset(source).map_err(|diagnostics| Error::Typeset {
            document: kind.slug,
            area: area.code.clone(),
            diagnostics: diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        })?;
        Ok(Rendered { bytes, said, lacking })
    }

    fn fill(
        &self,
        manuscript: &Manuscript,
        area: &Analysis,
        context: &Value,
        marks: TemplateMarks,
    ) -> Result<String> {
        let filled = self.templates.render(manuscript.kind.main, context, marks);
        filled.map_err(|error| not_composed(manuscript.kind, area, error.into()))
    }
}
