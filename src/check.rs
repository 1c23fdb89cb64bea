//! What a data folder holds, what is wrong or odd in it, and what an edition still lacks.

mod edition;
mod said;
mod words;

use serde::Serialize;

use crate::panel::Options;
use crate::panel::reconcile::Compared;
use crate::source::{self, Input, Origin, Publications};
use crate::subject::Census;
use crate::subject::error::Result;
use crate::subject::problem::{Problem, Problems, Severity};
use edition::EditionFound;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// Every file that was opened.
    files: Vec<File>,
    /// Files that may hold no table, by name; they were not opened.
    other_files: Vec<String>,
    /// Kinds of table that no file is of.
    lacking: Vec<Lacking>,
    /// Every census with a workforce file, and whether its edition can be made.
    editions: Vec<EditionFound>,
    /// The edition that problems of the panel are said of.
    looked_at: Option<Census>,
    /// Problems by kind, those that stop a run first.
    problems: Vec<Group>,
    /// Published totals beside ours.
    reconciliation: Vec<Compared>,
}

/// A kind of table that no file is of.
#[derive(Debug, Serialize)]
struct Lacking {
    what: &'static str,
    publication: &'static str,
    /// Where it is published.
    place: &'static str,
}

/// One file.
#[derive(Debug, Serialize)]
struct File {
    name: String,
    recognised_as: String,
    /// Its kind's id, where it is of a known kind.
    kind: Option<&'static str>,
    /// By which columns.
    because: Option<String>,
    publication: Option<&'static str>,
    period: Option<String>,
    rows: Option<usize>,
    rows_used: Option<usize>,
    /// Rows left out, by reason.
    rows_left_out: Vec<(&'static str, usize)>,
    encoding: &'static str,
    sha256: String,
    mark: Option<crate::subject::Mark>,
}

/// Problems of one kind.
#[derive(Debug, Serialize)]
struct Group {
    kind: &'static str,
    severity: Severity,
    what: &'static str,
    count: usize,
    /// The first twenty.
    first: Vec<Line>,
}

/// One problem.
#[derive(Debug, Serialize)]
struct Line {
    file: String,
    row: Option<usize>,
    column: Option<String>,
    found: String,
    expected: String,
    remedy: String,
}

/// What to look at.
#[derive(Debug)]
pub struct Asked<'a> {
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
pub fn look(asked: &Asked<'_>) -> Result<Finding> {
    let mut publications = source::survey_of(asked.origins, &asked.options.prefer, asked.jobs)?;
    let mut problems = std::mem::take(&mut publications.problems);
    let editions: Vec<EditionFound> = publications
        .workforce
        .keys()
        .map(|census| EditionFound::of(&publications, *census, asked.options))
        .collect::<Result<_>>()?;
    let last = editions.iter().rev().find(|edition| edition.can_be_made()).map(EditionFound::census);
    let looked_at = asked.options.edition.or(last);
    if let Some(edition) = editions.iter().find(|edition| Some(edition.census()) == looked_at) {
        problems.append(said::problems(&publications, edition, asked.options)?);
    }
    Ok(Finding {
        files: publications.inputs.iter().map(File::of).collect(),
        reconciliation: editions.iter().flat_map(|edition| edition.reconciliation().to_vec()).collect(),
        lacking: lacking(&publications),
        looked_at,
        problems: groups(&problems),
        other_files: publications.others,
        editions,
    })
}

fn groups(problems: &Problems) -> Vec<Group> {
    let group = |group: &crate::subject::problem::Group| Group {
        kind: group.fault.id,
        severity: group.fault.severity,
        what: group.fault.what,
        count: group.count,
        first: group.first.iter().map(Line::of).collect(),
    };
    problems.groups().into_iter().map(group).collect()
}

impl Line {
    fn of(problem: &Problem) -> Self {
        Self {
            file: problem.file.clone(),
            row: problem.row,
            column: problem.column.clone(),
            found: problem.found.clone(),
            expected: problem.expected.clone(),
            remedy: problem.what_to_do().to_owned(),
        }
    }
}

impl File {
    fn of(input: &Input) -> Self {
        let known = input.recognised.as_ref();
        let account = known.map(|known| &known.read.account);
        let unread = || input.note.clone().unwrap_or_default();
        Self {
            name: input.name.clone(),
            recognised_as: known.map_or_else(unread, |known| known.kind.name.to_owned()),
            kind: known.map(|known| known.kind.id),
            because: known.map(|known| known.why.clone()),
            publication: known.map(|known| known.kind.publication),
            period: known.map(|known| known.read.period.clone()),
            rows: account.map(|account| account.rows),
            rows_used: account.map(|account| account.used),
            rows_left_out: account.into_iter().flat_map(|a| &a.left).map(|(why, n)| (*why, *n)).collect(),
            encoding: input.encoding,
            sha256: input.sha256.clone(),
            mark: input.mark,
        }
    }
}

impl Finding {
    /// How many problems stop a run.
    fn stopping(&self) -> usize {
        let stops = self.problems.iter().filter(|group| group.severity == Severity::Stops);
        stops.map(|group| group.count).sum()
    }

    /// Whether an edition can be made, nothing stops a run, and published totals agree with ours.
    pub fn is_enough(&self) -> bool {
        self.editions.iter().any(EditionFound::can_be_made)
            && self.stopping() == 0
            && self.reconciliation.iter().all(|compared| compared.agrees)
    }
}

/// The kinds without which no edition is whole, by their ids.
const NEEDED: [&str; 5] = ["workforce", "list-size", "practice-map", "survey", "deprivation"];

/// The kinds that no file in the folder is of, each with its publication and where it is published.
fn lacking(publications: &Publications) -> Vec<Lacking> {
    let there = [
        !publications.workforce.is_empty(),
        !publications.lists.is_empty(),
        !publications.maps.is_empty(),
        !publications.survey.is_empty(),
        !publications.deprivation.is_empty(),
    ];
    let lacks = NEEDED.iter().zip(there).filter(|(_, there)| !there);
    lacks
        .filter_map(|(id, _)| source::SOURCES.iter().rev().find(|kind| kind.id.starts_with(id)))
        .map(|kind| Lacking { what: kind.name, publication: kind.publication, place: kind.place })
        .collect()
}
