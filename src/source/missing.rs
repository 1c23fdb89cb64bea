//! What every edition needs and no file holds, said all at once.

use super::kind::{FINGERTIPS, LIST_SIZES, SURVEY, WORKFORCE};
use super::publications::Publications;
use crate::subject::error::Error;

/// A publication that is needed, and what a download of it is called.
#[derive(Debug)]
pub struct Needed {
    /// As part of a sentence: `no practice map`.
    pub what: &'static str,
    /// Its title and publisher.
    pub publication: &'static str,
    /// Where it is published.
    pub place: &'static str,
    /// What its file is usually called.
    pub usual: &'static str,
}

/// Who filed what at a census.
pub const WORKFORCE_FILE: Needed = Needed {
    what: "PCN workforce file (individual level)",
    publication: "Primary Care Network Workforce, individual level (NHS England)",
    place: WORKFORCE,
    usual: "Primary Care Networks - March 2026 Individual Level.csv",
};
/// Registered patients by practice.
pub const LIST: Needed = Needed {
    what: "list sizes",
    publication: "Patients Registered at a GP Practice (NHS England)",
    place: LIST_SIZES,
    usual: "gp-reg-pat-prac-all.csv",
};
/// Which PCN a practice is in.
pub const MAP: Needed = Needed {
    what: "practice map",
    publication: "Patients Registered at a GP Practice, practice map (NHS England)",
    place: LIST_SIZES,
    usual: "gp-reg-pat-prac-map.csv",
};
/// Need by survey.
pub const SURVEYED: Needed = Needed {
    what: "GP Patient Survey practice file",
    publication: "GP Patient Survey, practice data, weighted (NHS England)",
    place: SURVEY,
    usual: "GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv",
};
/// Need by deprivation.
pub const SCORES: Needed = Needed {
    what: "deprivation score by practice",
    publication: "Public health profiles, Deprivation score (IMD), area type GP (OHID)",
    place: FINGERTIPS,
    usual: "indicators-GPs.data.csv",
};

/// The kinds of which there is no file, and without which no edition can be made.
pub fn missing(publications: &Publications) -> Vec<Needed> {
    let of = |kind: &Lacks| kind.lacks && kind.stops;
    all(publications).into_iter().filter(of).map(|kind| kind.needed).collect()
}

/// The kinds of which there is no file, and without which no edition is whole.
pub fn lacking(publications: &Publications) -> Vec<Needed> {
    all(publications).into_iter().filter(|kind| kind.lacks).map(|kind| kind.needed).collect()
}

/// Whether a kind is not there, and whether nothing is made without it.
struct Lacks {
    needed: Needed,
    lacks: bool,
    stops: bool,
}

fn all(publications: &Publications) -> [Lacks; 5] {
    let no_need = publications.survey.is_empty() && publications.deprivation.is_empty();
    let of = |needed, lacks, stops| Lacks { needed, lacks, stops };
    [
        of(WORKFORCE_FILE, publications.workforce.is_empty(), true),
        of(LIST, publications.lists.is_empty(), true),
        of(MAP, publications.maps.is_empty(), publications.epcn.is_empty()),
        of(SURVEYED, publications.survey.is_empty(), no_need),
        of(SCORES, publications.deprivation.is_empty(), no_need),
    ]
}

/// The error that names all that is missing, and the files that could not be read.
pub fn not_there(missing: &[Needed], publications: &Publications) -> Error {
    let what: Vec<String> = missing.iter().map(|needed| format!("no {}", needed.what)).collect();
    let mut remedy = "download and put in the data folder:".to_owned();
    for needed in missing {
        remedy.push_str(&format!("\n  {}: {}, usually `{}`", needed.publication, needed.place, needed.usual));
    }
    let unread = publications.unread();
    for file in unread.iter().filter(|file| file.why != NO_TABLE).take(NAMED) {
        remedy.push_str(&format!("\n  `{}` was not read: {}", file.name, file.why));
    }
    let tables = publications.inputs.len();
    let among = if tables == 1 { "the one table".to_owned() } else { format!("the {tables} tables") };
    Error::Missing { missing: format!("{} among {among} found", what.join(" and ")), remedy }
}

/// How many files that were not read an error names.
const NAMED: usize = 5;

/// What is said of a file that is no table, which is of no interest here.
const NO_TABLE: &str = "not a table";
