//! Whether an edition can be made, and what serves it.

use serde::Serialize;

use crate::panel::reconcile::{self, Compared};
use crate::panel::{Options, Section, choose};
use crate::source::{Publications, Workforce};
use crate::subject::error::Result;
use crate::subject::role::LINK_WORKER;
use crate::subject::{Census, day_in_words};
use crate::text::number;

/// One census with a workforce file.
#[derive(Debug, Serialize)]
pub struct EditionFound {
    edition: Census,
    /// England's link-worker FTE.
    fte: f64,
    /// PCNs in the file.
    filed: usize,
    /// The indicators that serve it.
    indicators: String,
    /// The day of the list sizes, where the edition can be made.
    list_sizes: Option<String>,
    /// The day of the practice map, where the edition can be made.
    practice_map: Option<String>,
    /// What it lacks, with the remedy; none where it can be made.
    lacks: Option<String>,
    #[serde(skip)]
    reconciliation: Vec<Compared>,
}

impl EditionFound {
    /// Tries the edition of a workforce file.
    pub fn of(
        publications: &Publications,
        census: Census,
        workforce: &Workforce,
        options: &Options,
    ) -> Result<Self> {
        let options = Options { edition: Some(census), ..options.clone() };
        let chosen = choose(publications, &options);
        let (choice, section) = chosen.as_ref().ok().map(|(choice, section)| (choice, section)).unzip();
        let survey = choice.and_then(|choice| choice.survey).map(|year| publications.survey_name(year));
        let imd = choice.and_then(|choice| choice.imd).map(|year| format!("IMD {year}"));
        let indicators: Vec<String> = survey.into_iter().chain(imd).collect();
        Ok(Self {
            edition: census,
            fte: workforce.total(&LINK_WORKER),
            filed: workforce.filings.len(),
            indicators: indicators.join(", "),
            list_sizes: section.map(|section: &Section| day_in_words(section.list_date)),
            practice_map: section.map(|section: &Section| day_in_words(section.map_date)),
            reconciliation: reconcile::of_census(publications, census)?,
            lacks: chosen.err().map(|error| error.chain()),
        })
    }

    /// Whether it lacks nothing.
    pub fn can_be_made(&self) -> bool {
        self.lacks.is_none()
    }

    /// Which edition.
    pub fn census(&self) -> Census {
        self.edition
    }

    /// Published totals beside ours.
    pub fn reconciliation(&self) -> &[Compared] {
        &self.reconciliation
    }

    /// What serves it, in words.
    pub fn served(&self) -> String {
        match (&self.list_sizes, &self.practice_map) {
            (Some(list), Some(map)) => {
                format!("with {}; list sizes of {list}, practice map of {map}", self.indicators)
            }
            _ => String::new(),
        }
    }

    /// One line for a person.
    pub fn words(&self) -> String {
        let state = match &self.lacks {
            None => format!("can be made, {}", self.served()),
            Some(lacks) => format!("cannot be made: {lacks}"),
        };
        let (fte, filed) = (number::text(self.fte, 2), number::count_text(self.filed));
        format!("{}: {fte} FTE, {filed} PCNs filed; {state}", self.edition)
    }
}
