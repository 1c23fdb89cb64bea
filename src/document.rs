//! Documents: what is said about an area, on which pages.
//!
//! In: an [`Edition`] and one area's [`Analysis`]. Out: a [`Manuscript`], whose context is exactly what will be printed.
//! Words are chosen here and in [`words`](crate::text::words); nothing here formats a page, and no figure is worked out here.

mod areas;
mod attachment;
mod boundaries;
mod briefing;
mod cell;
mod censuses;
mod data_log;
mod england;
mod fair_share;
mod figure;
mod front;
mod front_sheet;
mod glyphs;
mod icbs;
mod inequality;
mod local;
mod methods;
mod need;
mod others;
mod page_one;
mod pcn_series;
mod pcns;
pub mod reconfiguration;
mod region;
mod said;
mod scope;
mod since;
mod statement;
mod trend;

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use crate::analysis::{Analysis, Edition, Kind};
use crate::branding::Branding;
use crate::chart::{Chart, ChartError};
use crate::text::claim;
use figure::Figures;
use scope::Scope;

pub use attachment::Attachment;
pub use glyphs::Lacking;
pub use said::{NotAClaim, Said, plain};

/// A kind of document.
#[derive(Debug)]
pub struct Document {
    /// Its name, as on the command line and in `templates/`.
    pub slug: &'static str,
    /// The areas that it is about.
    pub kinds: &'static [Kind],
    /// The template that its context fills.
    pub main: &'static str,
    /// Chooses its words and draws its charts.
    pub compose: fn(&Edition, &Analysis) -> Result<Manuscript, ChartError>,
}

/// Every kind of document.
pub const DOCUMENTS: &[&Document] = &[&briefing::BRIEFING, &region::REGION, &england::ENGLAND];

/// A document in words, ready to be filled into its template.
#[derive(Debug)]
pub struct Manuscript {
    /// The kind of document.
    pub kind: &'static Document,
    /// The document's title, unique for an area and an edition.
    pub title: String,
    /// The day that the figures describe.
    pub date: Date,
    /// What the pages print.
    pub context: Pages,
    /// The pictures, each at `/charts/<slug>.svg`.
    pub charts: Vec<Chart>,
    /// The data that travel inside the PDF, at `/<name>`.
    pub attachment: Attachment,
}

/// What each page prints; every field is text as it will be read.
#[derive(Debug, Serialize)]
pub struct Pages {
    front: front::Front,
    front_sheet: Option<front_sheet::FrontSheet>,
    page_one: page_one::PageOne,
    need: need::NeedPage,
    inequality: inequality::Inequality,
    fair_share: fair_share::FairSharePage,
    trend: trend::Trend,
    pcn_series: Option<pcn_series::PcnSeries>,
    others: others::Others,
    censuses: censuses::Censuses,
    icbs: icbs::Icbs,
    pcns: Option<pcns::Pcns>,
    boundaries: Option<boundaries::Boundaries>,
    statement: Option<statement::Statement>,
    local: Option<local::Outside>,
    methods: methods::Methods,
    data_log: data_log::DataLog,
}

impl Document {
    /// The kind of document that an area has.
    pub fn of(kind: Kind) -> &'static Self {
        DOCUMENTS.iter().find(|document| document.kinds.contains(&kind)).unwrap_or(&&briefing::BRIEFING)
    }
}

impl Manuscript {
    /// What the pages print, and what of it the font lacks: replaced here, and in the charts.
    pub fn mended(&mut self, lacks: &dyn Fn(char) -> bool) -> (Value, Vec<Lacking>) {
        let mut mender = glyphs::Mender::new(lacks);
        let mut context = self.value();
        mender.context(&mut context);
        for chart in &mut self.charts {
            mender.picture(&mut chart.svg, &chart.labels);
        }
        (context, mender.found())
    }

    /// What the pages print, numbers marked, as a value.
    pub fn value(&self) -> Value {
        said::value(&self.context)
    }

    /// Adds what the user makes their own, and the fingerprint of what the run was made from.
    pub fn brand(&mut self, branding: &Branding, fingerprint: &str) {
        let pages = &mut self.context;
        pages.front.brand(branding, fingerprint);
        pages.front_sheet = branding
            .front_sheet
            .as_ref()
            .map(|sheet| front_sheet::compose(sheet, &pages.front.filling(&pages.page_one.answer())));
    }
}

/// Every PCN of an area as CSV, figures unrounded: what travels inside its PDF.
pub fn pcn_table(edition: &Edition, area: &Analysis) -> Attachment {
    attachment::of(Scope { edition, area })
}

/// Composes the pages that every document has.
fn compose(kind: &'static Document, scope: Scope<'_>) -> Result<Manuscript, ChartError> {
    let mut figures = Figures::default();
    let attachment = attachment::of(scope);
    let context = Pages {
        front: front::compose(scope, &attachment),
        front_sheet: None,
        page_one: page_one::compose(scope, &mut figures)?,
        need: need::compose(scope, &mut figures)?,
        inequality: inequality::compose(scope, &mut figures)?,
        fair_share: fair_share::compose(scope, &mut figures)?,
        trend: trend::compose(scope, &mut figures)?,
        pcn_series: pcn_series::compose(scope, &mut figures)?,
        others: others::compose(scope, &mut figures)?,
        censuses: censuses::compose(scope),
        icbs: icbs::compose(scope),
        pcns: None,
        boundaries: boundaries::compose(scope),
        statement: None,
        local: local::compose(scope),
        methods: methods::compose(scope),
        data_log: data_log::compose(scope),
    };
    Ok(Manuscript {
        kind,
        title: claim::plain(&scope.title()),
        date: scope.edition.edition.date(),
        context,
        charts: figures.drawn,
        attachment,
    })
}
