//! What a data folder holds, what is wrong or odd in it, and what an edition still lacks.

mod downloads;
mod edition;
mod finding;
pub mod notice;
mod problems;
mod words;

use crate::panel::Options;
use crate::source::{self, Origin};
use crate::subject::error::{Error, Result};
use edition::EditionFound;
use finding::{FileFound, KindLacking, ProblemKind};

pub use downloads::{Wanted, downloads};
pub use finding::Finding;

/// What to look at, and how.
#[derive(Debug)]
pub struct CheckRequest<'a> {
    /// Where the published tables are.
    pub origins: &'a [Origin],
    /// The edition that is looked into, and what serves it; the latest that can be made where none is given.
    pub options: &'a Options,
    /// How many files are opened side by side.
    pub jobs: usize,
}

/// Opens every file, tries every edition, and looks into one.
///
/// # Errors
/// Where a place cannot be read, or the edition asked for is not there.
pub fn look(request: &CheckRequest<'_>) -> Result<Finding> {
    let mut publications = source::survey_of(request.origins, request.options.choice(), request.jobs)?;
    let mut problems = std::mem::take(&mut publications.problems);
    let editions: Vec<EditionFound> = publications
        .workforce
        .iter()
        .map(|(census, file)| EditionFound::of(&publications, *census, file, request.options))
        .collect::<Result<_>>()?;
    if let Some(asked) = request.options.edition.filter(|asked| editions.iter().all(|e| e.census() != *asked))
    {
        let there: Vec<String> = editions.iter().map(|edition| edition.census().to_string()).collect();
        let available = if there.is_empty() { "no workforce file".to_owned() } else { there.join(", ") };
        return Err(Error::Unknown {
            asked: format!("there is no workforce file of {asked}"),
            available: format!("the data folder has {available}"),
        });
    }
    let last = editions.iter().rev().find(|edition| edition.can_be_made()).map(EditionFound::census);
    let looked_at = request.options.edition.or(last);
    if let Some(edition) = editions.iter().find(|edition| Some(edition.census()) == looked_at) {
        problems.append(problems::of_edition(&publications, edition, request.options)?);
    }
    Ok(Finding {
        files: publications.inputs.iter().map(FileFound::of).collect(),
        reconciliation: editions.iter().flat_map(|edition| edition.reconciliation().to_vec()).collect(),
        lacking: source::lacking(&publications).iter().map(KindLacking::of).collect(),
        looked_at,
        problems: ProblemKind::all(&problems),
        other_files: publications.others,
        editions,
    })
}
