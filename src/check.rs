//! What a data folder holds, and what an edition still lacks.

use std::fmt::Write;

use serde::Serialize;

use crate::error::Result;
use crate::number;
use crate::panel::{Options, choose};
use crate::source::{self, Input, Origin, Publications};
use crate::subject::Census;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// Every file that was opened.
    files: Vec<File>,
    /// Every census with a workforce file, and whether its edition can be made.
    editions: Vec<EditionFound>,
}

/// One file.
#[derive(Debug, Serialize)]
struct File {
    name: String,
    recognised_as: &'static str,
    publication: Option<&'static str>,
    period: Option<String>,
    rows: Option<usize>,
    rows_used: Option<usize>,
    encoding: &'static str,
    sha256: String,
}

/// One census.
#[derive(Debug, Serialize)]
struct EditionFound {
    edition: Census,
    /// England's link-worker FTE.
    fte: f64,
    /// PCNs in the file.
    filed: usize,
    /// The indicators that serve it.
    indicators: String,
    /// What it lacks, with the remedy; none where it can be made.
    lacks: Option<String>,
}

/// Opens every file and tries every edition.
///
/// # Errors
/// Where a place cannot be read, or a file of a known kind is broken.
pub fn look(origins: &[Origin], jobs: usize) -> Result<Finding> {
    let publications = source::survey_of(origins, jobs)?;
    let files = publications.inputs.iter().map(File::of).collect();
    let editions = publications.workforce.keys().map(|census| edition(&publications, *census)).collect();
    Ok(Finding { files, editions })
}

fn edition(publications: &Publications, census: Census) -> EditionFound {
    let options = Options { edition: Some(census), ..Options::default() };
    let choice = choose(publications, &options);
    let workforce = publications.workforce.get(&census);
    let indicators: Vec<String> = choice
        .as_ref()
        .ok()
        .map(|choice| {
            let survey = choice.survey.map(|year| format!("GP Patient Survey {year}"));
            survey.into_iter().chain(choice.imd.map(|year| format!("IMD {year}"))).collect()
        })
        .unwrap_or_default();
    EditionFound {
        edition: census,
        fte: workforce.map_or(0.0, |file| file.total(&crate::role::LINK_WORKER)),
        filed: workforce.map_or(0, |file| file.filings.len()),
        indicators: indicators.join(", "),
        lacks: choice.err().map(|error| error.chain()),
    }
}

impl File {
    fn of(input: &Input) -> Self {
        let known = input.recognised.as_ref();
        Self {
            name: input.name.clone(),
            recognised_as: known.map_or(input.note.unwrap_or("not read"), |known| known.kind.name),
            publication: known.map(|known| known.kind.publication),
            period: known.map(|known| known.read.period.clone()),
            rows: known.map(|known| known.read.rows),
            rows_used: known.map(|known| known.read.used),
            encoding: input.encoding,
            sha256: input.sha256.clone(),
        }
    }
}

impl Finding {
    /// Whether at least one edition can be made.
    pub fn is_enough(&self) -> bool {
        self.editions.iter().any(|edition| edition.lacks.is_none())
    }

    /// The finding for a person.
    pub fn words(&self) -> String {
        let mut text = String::new();
        for file in &self.files {
            let read = match (&file.period, file.rows) {
                (Some(period), Some(rows)) => format!(": {period}, {} rows", number::count_text(rows)),
                _ => String::new(),
            };
            let _ = writeln!(text, "{}\n    {}{read}, {}", file.name, file.recognised_as, file.encoding);
        }
        let _ = writeln!(text, "\n{} files, {} editions", self.files.len(), self.editions.len());
        for edition in &self.editions {
            let state = match &edition.lacks {
                None => format!("can be made, with {}", edition.indicators),
                Some(lacks) => format!("cannot be made: {lacks}"),
            };
            let (fte, filed) = (number::text(edition.fte, 2), number::count_text(edition.filed));
            let _ = writeln!(text, "  {}: {fte} FTE, {filed} PCNs filed; {state}", edition.edition);
        }
        if self.editions.is_empty() {
            let _ = writeln!(
                text,
                "  no PCN workforce file: download \"Primary Care Network Workforce, individual level\" \
                 from NHS England's Primary Care Workforce publication"
            );
        }
        text
    }
}
