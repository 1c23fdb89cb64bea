//! What the published files say together, and the kinds of file that are read into it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::epcn_book::Epcn;
use super::records::{Deprivation, ListSizes, PracticeMap, PublishedTotal, Survey, Workforce};
use super::table::{Account, Table};
use crate::subject::problem::{Found, Problems};
use crate::subject::{Census, Mark};

/// What all recognised files say.
#[derive(Debug, Default)]
pub struct Publications {
    /// Workforce by census.
    pub workforce: BTreeMap<Census, Workforce>,
    /// List sizes by day.
    pub lists: BTreeMap<Date, ListSizes>,
    /// Practice maps by day.
    pub maps: BTreeMap<Date, PracticeMap>,
    /// Dated memberships by the day of their workbook.
    pub epcn: BTreeMap<Date, Epcn>,
    /// Deprivation by the index's year.
    pub deprivation: BTreeMap<i16, Deprivation>,
    /// Surveys by year.
    pub survey: BTreeMap<i16, Survey>,
    /// Published totals of link-worker FTE by census and area.
    pub published: BTreeMap<(Census, String), PublishedTotal>,
    /// Every file that was opened, in the order read.
    pub inputs: Vec<Input>,
    /// Files that may hold no table, by name; they were not opened.
    pub others: Vec<String>,
    /// What is wrong or odd.
    pub problems: Problems,
    /// Names of files that are taken where another describes the same period.
    pub(super) preferred: BTreeSet<String>,
}

/// A file that was opened.
#[derive(Debug)]
pub struct Input {
    /// Its name, within its zip where it was in one.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its encoding.
    pub encoding: &'static str,
    /// Whether it is no finding.
    pub mark: Option<Mark>,
    /// What it was recognised as; none where it is of no known kind.
    pub recognised: Option<Recognised>,
    /// What there is to say of a file that is not read.
    pub note: Option<String>,
}

/// What a file was recognised as.
#[derive(Debug)]
pub struct Recognised {
    /// Its kind.
    pub kind: &'static Kind,
    /// By which columns.
    pub why: String,
    /// What was read from it.
    pub read: Read,
}

/// What was read from a file.
#[derive(Debug)]
pub struct Read {
    /// The period it describes, in words.
    pub period: String,
    /// What became of its rows.
    pub account: Account,
}

impl Publications {
    /// A file's mark, by its name.
    pub fn mark_of(&self, file: &str) -> Option<Mark> {
        self.inputs.iter().find(|input| input.name == file).and_then(|input| input.mark)
    }
}

/// A kind of published table.
#[derive(Debug)]
pub struct Kind {
    /// Its id, for scripts.
    pub id: &'static str,
    /// As part of a sentence: `a PCN workforce file`.
    pub name: &'static str,
    /// Title and publisher of the publication.
    pub publication: &'static str,
    /// Where it is published.
    pub place: &'static str,
    /// The columns without which it is not of this kind, each by its spellings.
    pub(super) required: &'static [&'static [&'static str]],
    /// Columns that are read where they are there.
    pub(super) optional: &'static [&'static [&'static str]],
    /// Every column as published, in order; empty where there are too many to list.
    pub(super) published: &'static [&'static str],
    pub(super) read: fn(&Table, &Kind, &mut Publications) -> Found<Read>,
}

/// Where workforce files are published.
pub const WORKFORCE: &str =
    "digital.nhs.uk/data-and-information/publications/statistical/primary-care-network-workforce";
/// Where list sizes and practice maps are published.
pub const LIST_SIZES: &str =
    "digital.nhs.uk/data-and-information/publications/statistical/patients-registered-at-a-gp-practice";
/// Where deprivation scores are published.
pub const FINGERTIPS: &str = "fingertips.phe.org.uk/profile/general-practice";
/// Where the survey is published.
pub const SURVEY: &str = "gp-patient.co.uk/surveysandreports";
/// Where lists of ICBs and the ePCN workbook are published.
pub(super) const ODS: &str =
    "digital.nhs.uk/services/organisation-data-service and geoportal.statistics.gov.uk";
