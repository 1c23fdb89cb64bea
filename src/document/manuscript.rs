//! A document in words, ready for any format.

use jiff::civil::Date;

use super::front::{Frame, stamped};
use super::front_sheet::FrontSheet;
use super::glyphs::{Lacking, Mender};
use super::said::{self, NotAClaim, Said};
use super::scope::Scope;
use crate::analysis::Kind;
use crate::branding::Length;
use crate::chart::ChartError;
use crate::text::{Chart, Content, DataTable};

/// A kind of document.
#[derive(Debug)]
pub struct Document {
    /// Its name, as on the command line and in `templates/`.
    pub slug: &'static str,
    /// The areas that it is about.
    pub kinds: &'static [Kind],
    /// How much of it there is.
    pub length: Length,
    /// The template that its content fills.
    pub main: &'static str,
    /// Chooses its words and draws its charts.
    pub pages: fn(Scope<'_>, &Frame<'_>) -> Result<Content, ChartError>,
}

/// What a document says.
#[derive(Debug)]
pub struct Manuscript {
    /// The kind of document.
    pub kind: &'static Document,
    /// The document's title, unique for an area and an edition.
    pub title: String,
    /// The day that the figures describe.
    pub date: Date,
    /// What the pages print.
    pub content: Content,
    /// The data that travel inside the PDF, at `/<name>`.
    pub attachments: Vec<DataTable>,
    /// The front sheet as a file of its own, where it is asked for.
    pub sheet: Option<FrontSheet>,
}

impl Manuscript {
    /// The charts, in the order of the pages.
    pub fn charts(&self) -> Vec<&Chart> {
        self.content.charts()
    }

    /// Every text that holds figures, in the order of the pages, then of the charts.
    ///
    /// # Errors
    /// Where a number is not a claim.
    pub fn said(&self) -> Result<Vec<Said>, NotAClaim> {
        said::said_in(&self.content, "")
    }

    /// The same, and it says the start of what it is made from.
    #[must_use]
    pub fn stamped(self, fingerprint: &str) -> Self {
        Self { content: stamped(self.content, fingerprint), ..self }
    }

    /// The content and the charts' pictures with what the font lacks replaced, and what that was.
    pub fn mended(&self, lacks: &dyn Fn(char) -> bool) -> (Content, Vec<Chart>, Vec<Lacking>) {
        let mut mender = Mender::new(lacks);
        let content = self.content.map(&mut |text| mender.text(text));
        let charts = self.charts().into_iter().map(|chart| mender.chart(chart)).collect();
        (content, charts, mender.found())
    }
}
