//! What was found in a data folder.

use serde::Serialize;

use super::edition::EditionFound;
use crate::panel::reconcile::Compared;
use crate::source::{Input, Needed, Unopened};
use crate::subject::problem::{Group, Problem, Problems, Severity};
use crate::subject::{Census, Mark};

/// What was found.
#[derive(Debug, Serialize)]
pub struct Finding {
    /// Every file that was opened.
    pub(super) files: Vec<FileFound>,
    /// Files and folders that were not opened.
    pub(super) other_files: Vec<Unopened>,
    /// Kinds of table that no file is of.
    pub(super) lacking: Vec<KindLacking>,
    /// Every census with a workforce file, and whether its edition can be made.
    pub(super) editions: Vec<EditionFound>,
    /// The edition that problems of the panel are said of.
    pub(super) looked_at: Option<Census>,
    /// Problems by kind, those that stop a run first.
    pub(super) problems: Vec<ProblemKind>,
    /// Published totals beside ours.
    pub(super) reconciliation: Vec<Compared>,
}

/// A kind of table that no file is of.
#[derive(Debug, Serialize)]
pub struct KindLacking {
    pub what: &'static str,
    pub publication: &'static str,
    /// Where it is published.
    pub place: &'static str,
    /// What its file is usually called.
    pub usual: &'static str,
}

impl KindLacking {
    /// Of a publication that is needed.
    pub fn of(needed: &Needed) -> Self {
        let Needed { what, publication, place, usual } = *needed;
        Self { what, publication, place, usual }
    }
}

/// One file.
#[derive(Debug, Serialize)]
pub struct FileFound {
    pub name: String,
    pub recognised_as: String,
    /// Its kind's id, where it is of a known kind.
    pub kind: Option<&'static str>,
    /// By which columns.
    pub because: Option<String>,
    pub publication: Option<&'static str>,
    pub period: Option<String>,
    pub rows: Option<usize>,
    pub rows_used: Option<usize>,
    /// Rows left out, by reason.
    pub rows_left_out: Vec<(String, usize)>,
    pub encoding: &'static str,
    pub sha256: String,
    pub mark: Option<Mark>,
}

/// Problems of one kind.
#[derive(Debug, Serialize)]
pub struct ProblemKind {
    pub kind: &'static str,
    pub severity: Severity,
    pub what: &'static str,
    pub count: usize,
    /// The first twenty.
    pub first: Vec<ProblemLine>,
}

/// One problem.
#[derive(Debug, Serialize)]
pub struct ProblemLine {
    pub file: String,
    pub row: Option<usize>,
    pub column: Option<String>,
    pub found: String,
    pub expected: String,
    pub remedy: String,
}

impl ProblemKind {
    /// The kinds of problems found, those that stop a run first.
    pub fn all(problems: &Problems) -> Vec<Self> {
        let kind = |group: &Group| Self {
            kind: group.fault.id,
            severity: group.fault.severity,
            what: group.fault.what,
            count: group.count,
            first: group.first.iter().map(ProblemLine::of).collect(),
        };
        problems.groups().into_iter().map(kind).collect()
    }
}

impl ProblemLine {
    /// As a message has it.
    pub fn of(problem: &Problem) -> Self {
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

impl FileFound {
    /// What a file was recognised as, and what became of its rows.
    pub fn of(input: &Input) -> Self {
        let known = input.recognised.as_ref();
        let account = known.map(|known| &known.read.account);
        let unread = || input.note.clone().unwrap_or_default(); // a file without a note needs none
        Self {
            name: input.name.clone(),
            recognised_as: known.map_or_else(unread, |known| known.kind.name.to_owned()),
            kind: known.map(|known| known.kind.id),
            because: known.map(|known| known.why.clone()),
            publication: known.map(|known| known.kind.publication),
            period: known.map(|known| known.read.period.clone()),
            rows: account.map(|account| account.rows),
            rows_used: account.map(|account| account.used),
            rows_left_out: account
                .into_iter()
                .flat_map(|a| &a.left)
                .map(|(why, n)| (why.to_string(), *n))
                .collect(),
            encoding: input.encoding,
            sha256: input.sha256.clone(),
            mark: input.mark,
        }
    }
}

impl Finding {
    /// How many problems stop a run.
    pub fn stopping(&self) -> usize {
        let stops = self.problems.iter().filter(|group| group.severity == Severity::Stops);
        stops.map(|group| group.count).sum()
    }

    /// Whether the edition that is looked into can be made, nothing stops a run, and published totals agree with ours.
    pub fn is_enough(&self) -> bool {
        let looked_at = |edition: &&EditionFound| Some(edition.census()) == self.looked_at;
        self.editions.iter().find(looked_at).is_some_and(EditionFound::can_be_made)
            && self.stopping() == 0
            && self.reconciliation.iter().all(|compared| compared.agrees)
    }
}
