//! Faults that can be planted in a data set, each by its name: what goes wrong with published tables between a web
//! site and a data folder.
//!
//! In: the files of a data set. Out: the same files with a fault in them, and where it is.

/// A cell that stops the run.
macro_rules! stops {
    ($name:literal, $fault:ident, $path:ident, $column:literal, $to:literal, $what:literal) => {
        Plant {
            name: $name,
            fault: Some(&faults::$fault),
            figures: Figures::None,
            what: $what,
            plant: |set| set.cell($path, $column, $to),
        }
    };
}

mod cells;
mod columns;
mod dates;
mod edition;
mod files;
mod lists;
mod need;
mod periods;
mod rows;
mod set;
mod shape;
mod workforce;

use std::io;

pub use set::{Planted, Set};

use crate::subject::problem::{Fault, Severity};

/// A fault that can be planted.
#[derive(Debug)]
pub struct Plant {
    /// Its name, for `demo-data --faults`.
    pub name: &'static str,
    /// The kind of problem that it must be said as; none where it must be read as it is meant, or is no file's fault.
    pub fault: Option<&'static Fault>,
    /// What it does to the data set.
    pub what: &'static str,
    /// What it does to figures.
    pub figures: Figures,
    /// Plants it, and says where.
    plant: fn(&mut Set) -> io::Result<Planted>,
}

/// What a plant does to the figures of the latest edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figures {
    /// There are none: no edition is made.
    None,
    /// They are what they were.
    Same,
    /// Those named differ, and are right for the data as it now is.
    Differ(&'static str),
}

/// Every plant, in the order of reading.
pub static PLANTS: &[&[Plant]] = &[
    files::PLANTS,
    shape::PLANTS,
    columns::PLANTS,
    cells::PLANTS,
    dates::PLANTS,
    rows::PLANTS,
    periods::PLANTS,
    workforce::PLANTS,
    lists::PLANTS,
    need::PLANTS,
    edition::PLANTS,
];

/// Every plant.
pub fn plants() -> impl Iterator<Item = &'static Plant> {
    PLANTS.iter().copied().flatten()
}

impl Plant {
    /// The plant of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        plants().find(|plant| plant.name == name)
    }

    /// The names most like one that no plant has.
    pub fn near(name: &str) -> Vec<&'static str> {
        let mut near: Vec<(f64, &str)> =
            plants().map(|plant| (strsim::jaro_winkler(plant.name, name), plant.name)).collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        near.into_iter().take(3).map(|(_, name)| name).collect()
    }

    /// Whether no edition is made from a data set with it.
    pub fn stops(&self) -> bool {
        self.figures == Figures::None
    }

    /// Plants it.
    ///
    /// # Errors
    /// Where the data set has not the rows that it needs, for example since another plant took them.
    pub fn plant(&self, set: &mut Set) -> io::Result<Planted> {
        (self.plant)(set).map_err(|error| io::Error::other(format!("{}: {error}", self.name)))
    }

    /// What becomes of it, in words: the id of the problem, or that it is read as it is meant.
    pub fn gives(&self) -> &'static str {
        match (self.fault, self.figures) {
            (Some(fault), _) => fault.id,
            (None, Figures::None) => "an error of the run",
            (None, _) => "nothing; it is read as it is meant",
        }
    }
}

impl Figures {
    /// In words, for the list.
    pub fn words(self) -> &'static str {
        match self {
            Self::None => "no edition is made",
            Self::Same => "the same",
            Self::Differ(which) => which,
        }
    }

    /// Whether a problem of this severity can do this to figures.
    pub fn fits(self, severity: Severity) -> bool {
        (self == Self::None) == (severity == Severity::Stops)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_and_in_small_letters() {
        let names: BTreeSet<&str> = plants().map(|plant| plant.name).collect();
        assert_eq!(names.len(), plants().count());
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit()))
        );
        assert!(names.len() >= 55, "{}", names.len());
    }

    #[test]
    fn a_plant_stops_a_run_where_its_problem_does() {
        for plant in plants() {
            assert!(plant.fault.is_none_or(|fault| plant.figures.fits(fault.severity)), "{}", plant.name);
        }
    }

    #[test]
    fn near_names_are_suggested() {
        assert_eq!(Plant::near("fte-as-hour")[0], "fte-as-hours");
    }
}
