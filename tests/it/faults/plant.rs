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

mod book;
mod by_pcn;
mod cells;
mod columns;
mod dates;
mod downloads;
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

use briefings::subject::problem::{Fault, Severity};

/// A fault that can be planted.
#[derive(Debug)]
pub struct Plant {
    /// Its name; a test is called by it.
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
    downloads::PLANTS,
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

    /// Whether no edition is made from a data set with it.
    pub fn stops(&self) -> bool {
        self.figures == Figures::None
    }

    /// Plants it.
    pub fn plant(&self, set: &mut Set) -> io::Result<Planted> {
        (self.plant)(set)
    }

    /// What becomes of it, in words: the id of the problem, or that it is read as it is meant.
    pub fn gives(&self) -> String {
        match (self.fault, self.figures) {
            (Some(fault), _) => format!("`{}`", fault.id),
            (None, Figures::None) => "an error of the run".to_owned(),
            (None, _) => "nothing; it is read as it is meant".to_owned(),
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
