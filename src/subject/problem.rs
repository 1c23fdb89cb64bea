//! What is wrong or odd in the data: one kind of message for readers, for `check` and for a run that stops.
//!
//! A [`Problem`] says where it is, what was found, what was expected and what to do. [`Problems`] gathers them, so
//! that a folder with forty faults says forty things and not the first.

mod fault;
pub mod faults;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use fault::{Fault, Severity};
pub use faults::FAULTS;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Its kind.
    #[serde(serialize_with = "faults::id_of", deserialize_with = "faults::by_id")]
    pub fault: &'static Fault,
    /// Which file, or the census or PCN where it is of no one file.
    pub file: String,
    /// Row as a spreadsheet counts, the header being row 1.
    pub row: Option<usize>,
    /// Which column.
    pub column: Option<String>,
    /// What is there.
    pub found: String,
    /// What should be.
    pub expected: String,
    /// What to do here, where that is more than its kind says.
    remedy: Option<String>,
}

/// A value, or the problem that keeps it from being read.
pub type Found<T> = Result<T, Box<Problem>>;

impl Problem {
    /// Of a kind, in a file: what was found and what was expected.
    pub fn new(
        fault: &'static Fault,
        file: &str,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self {
            fault,
            file: file.to_owned(),
            row: None,
            column: None,
            found: found.into(),
            expected: expected.into(),
            remedy: None,
        }
    }

    /// With its row.
    #[must_use]
    pub fn row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// With its column.
    #[must_use]
    pub fn column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    /// With a remedy of its own.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// The same under another kind, whose remedy it takes.
    #[must_use]
    pub fn under(self, fault: &'static Fault) -> Self {
        Self { fault, remedy: None, ..self }
    }

    /// The same under another kind; what to do stays what it was.
    #[must_use]
    pub fn turned(self, fault: &'static Fault) -> Self {
        Self { remedy: Some(self.what_to_do().to_owned()), fault, ..self }
    }

    /// What to do.
    pub fn what_to_do(&self) -> &str {
        self.remedy.as_deref().unwrap_or(self.fault.remedy)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", self.file)?;
        if let Some(row) = self.row {
            write!(f, " row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, "{} column `{column}`", if self.row.is_some() { "," } else { "" })?;
        }
        write!(f, ": found {}, expected {}; {}", self.found, self.expected, self.what_to_do())
    }
}

impl std::error::Error for Problem {}

/// How many of a kind are kept whole; the rest are counted.
const KEPT: usize = 20;

/// Problems by kind, in the order in which they were first met.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Problems {
    groups: Vec<Group>,
}

/// Problems of one kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Group {
    /// The kind.
    #[serde(serialize_with = "faults::id_of", deserialize_with = "faults::by_id")]
    pub fault: &'static Fault,
    /// The first twenty.
    pub first: Vec<Problem>,
    /// How many there are.
    pub count: usize,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        let group = match self.groups.iter_mut().position(|group| group.fault == problem.fault) {
            Some(at) => &mut self.groups[at],
            None => {
                self.groups.push(Group { fault: problem.fault, first: Vec::new(), count: 0 });
                let last = self.groups.len() - 1;
                &mut self.groups[last]
            }
        };
        group.count += 1;
        if group.first.len() < KEPT {
            group.first.push(problem);
        }
    }

    /// Adds all of another lot.
    pub fn append(&mut self, others: Self) {
        for group in others.groups {
            let not_kept = group.count - group.first.len();
            let fault = group.fault;
            group.first.into_iter().for_each(|problem| self.push(problem));
            if let Some(group) = self.groups.iter_mut().find(|mine| mine.fault == fault) {
                group.count += not_kept;
            }
        }
    }

    /// Each as `turn` makes it.
    #[must_use]
    pub fn map(self, turn: impl Fn(Problem) -> Problem) -> Self {
        let mut turned = Self::default();
        for group in self.groups {
            let not_kept = group.count - group.first.len();
            let mut fault = group.fault;
            for problem in group.first {
                let problem = turn(problem);
                fault = problem.fault;
                turned.push(problem);
            }
            if let Some(group) = turned.groups.iter_mut().find(|mine| mine.fault == fault) {
                group.count += not_kept;
            }
        }
        turned
    }

    /// By kind, those that stop a run first.
    pub fn groups(&self) -> Vec<&Group> {
        let mut groups: Vec<&Group> = self.groups.iter().collect();
        groups.sort_by_key(|group| group.fault.severity);
        groups
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.groups.iter().filter(|group| group.fault.severity == severity).map(|group| group.count).sum()
    }

    /// The first that stops a run, and how many more there are.
    pub fn first_stop(&self) -> Option<(&Problem, usize)> {
        let first =
            self.groups.iter().find(|group| group.fault.severity == Severity::Stops)?.first.first()?;
        Some((first, self.count(Severity::Stops) - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_twenty_of_a_kind_are_kept_and_all_are_counted() {
        let mut problems = Problems::default();
        for row in 2..47 {
            problems.push(Problem::new(&faults::NUMBER, "a.csv", "`x`", "a number").row(row));
        }
        problems.push(Problem::new(&faults::NEGATIVE, "a.csv", "`-1`", "zero or more").row(3));
        let mut all = Problems::default();
        all.push(Problem::new(&faults::NUMBER, "b.csv", "`y`", "a number").row(2));
        all.append(problems);
        let group = all.groups()[0];
        assert_eq!((group.first.len(), group.count), (20, 46));
        assert_eq!(group.first[1].row, Some(2));
        let (first, more) = all.first_stop().unwrap();
        assert_eq!((first.file.as_str(), more), ("b.csv", 46));
    }

    #[test]
    fn a_problem_says_where_it_is_and_what_to_do() {
        let problem = Problem::new(&faults::NUMBER, "a.csv", "`x`", "a number").row(7).column("FTE");
        assert_eq!(
            problem.to_string(),
            "`a.csv` row 7, column `FTE`: found `x`, expected a number; correct the cell or download the file again"
        );
    }

    #[test]
    fn ids_are_unique_and_every_kind_says_what_to_do() {
        let ids: std::collections::BTreeSet<&str> = FAULTS.iter().map(|fault| fault.id).collect();
        assert_eq!(ids.len(), FAULTS.len());
        assert!(FAULTS.iter().all(|fault| fault.remedy.len() > 10 && fault.what.len() > 5));
    }
}
