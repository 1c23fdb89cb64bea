//! One run's documents: an edition in the user's own dress.

use std::collections::BTreeMap;

use serde_json::Value;

use super::fingerprint::{Content, fingerprint};
use super::{Exception, Output, Spoken, compose, file_name, said};
use crate::analysis::{Analysis, Edition};
use crate::document::{Lacking, Manuscript};
use crate::error::{Error, Result};
use crate::imprint::Imprint;
use crate::panel::Options;
use crate::press::{Press, Proof};
use crate::source::Publications;
use crate::template::{THEME_NAME, Trail};

/// What every document of a run shares.
#[derive(Debug)]
pub struct Issue<'a> {
    /// The figures.
    pub edition: &'a Edition,
    /// What the user makes their own.
    pub imprint: &'a Imprint,
    /// The options that change content.
    pub(super) content: Content<'a>,
    /// What the run is made from, as SHA-256.
    pub fingerprint: String,
}

/// A document, what it says, and what could not be set.
pub struct Typeset {
    /// The PDF.
    pub output: Output,
    /// Its texts with numbers.
    pub spoken: Spoken,
    /// Characters that the font lacks.
    pub exceptions: Vec<Exception>,
}

impl<'a> Issue<'a> {
    /// Of an edition, what it was made from, and what the user makes their own.
    ///
    /// # Errors
    /// Where the options cannot be written as JSON: a defect of the program.
    pub fn of(
        publications: &Publications,
        edition: &'a Edition,
        options: &'a Options,
        imprint: &'a Imprint,
    ) -> Result<Self> {
        let content = Content::of(edition, options, imprint);
        let fingerprint = fingerprint(&publications.inputs, &content)?;
        Ok(Self { edition, imprint, content, fingerprint })
    }

    /// The document of an area, in words.
    ///
    /// # Errors
    /// Where a chart cannot be drawn.
    pub fn compose(&self, area: &Analysis) -> Result<Manuscript> {
        let mut manuscript = compose(self.edition, area)?;
        manuscript.dress(self.imprint, &self.fingerprint);
        Ok(manuscript)
    }

    /// The Typst source of a document.
    ///
    /// # Errors
    /// Where a template asks for what the context does not have.
    pub fn source(&self, manuscript: &Manuscript, area: &Analysis) -> Result<String> {
        self.fill(manuscript, area, (&manuscript.value(), Trail::Off))
    }

    /// A document ready for the press, and the characters that the press cannot set.
    ///
    /// # Errors
    /// As [`source`](Self::source).
    pub fn proof(
        &self,
        press: &Press,
        mut manuscript: Manuscript,
        area: &Analysis,
        trail: Trail,
    ) -> Result<(Proof, Vec<Lacking>)> {
        let (context, lacking) = manuscript.mended(&|c| press.lacks(c));
        let source = self.fill(&manuscript, area, (&context, trail))?;
        let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        files.insert(THEME_NAME.to_owned(), self.imprint.templates.theme().into());
        files.insert(manuscript.attachment.name, manuscript.attachment.text.into_bytes());
        if let Some(logo) = &self.imprint.logo {
            files.insert(logo.path(), logo.bytes.clone());
        }
        for chart in manuscript.charts {
            files.insert(format!("charts/{}.svg", chart.slug), chart.svg.into_bytes());
        }
        Ok((Proof { source, files, date: manuscript.date }, lacking))
    }

    /// Composes and typesets one area's document.
    ///
    /// # Errors
    /// Where a chart, a template or the typesetting fails.
    pub fn typeset(&self, press: &Press, area: &Analysis) -> Result<Typeset> {
        let manuscript = self.compose(area)?;
        let kind = manuscript.kind;
        let spoken = Spoken { area: area.code.clone(), said: said(&manuscript, area)? };
        let (proof, lacking) = self.proof(press, manuscript, area, Trail::Off)?;
        let bytes = press.typeset(proof).map_err(|diagnostics| Error::Typeset {
            document: kind.slug,
            area: area.code.clone(),
            diagnostics: diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        })?;
        Ok(Typeset {
            output: Output { path: file_name(self.edition, area), bytes },
            spoken,
            exceptions: lacking.iter().map(|lacking| Exception::lacking(area, lacking)).collect(),
        })
    }

    fn fill(
        &self,
        manuscript: &Manuscript,
        area: &Analysis,
        (context, trail): (&Value, Trail),
    ) -> Result<String> {
        let filled = self.imprint.templates.render(manuscript.kind.main, context, trail);
        filled.map_err(|error| Error::Compose {
            document: manuscript.kind.slug,
            area: area.code.clone(),
            source: error.into(),
        })
    }
}
