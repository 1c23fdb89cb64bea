//! What the published files say together, and the kinds of file that are read into it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::epcn_book::Epcn;
use super::records::{Deprivation, ListSizes, PracticeMap, PublishedTotal, Survey, Workforce};
use super::says::{Aside, Read, Reading};
use super::table::Table;
use crate::subject::problem::{Found, Problem, Problems, faults};
use crate::subject::{Census, Mark, Need};

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
    /// Files and folders that were not opened.
    pub others: Vec<Unopened>,
    /// What is wrong or odd.
    pub problems: Problems,
    /// Names of files that are taken where another describes the same period.
    pub(super) preferred: BTreeSet<String>,
    /// Surveys by PCN, by year, until it is known whether a file by practice is there.
    pub(super) survey_by_pcn: BTreeMap<i16, Survey>,
    /// Files that are not weighted or not by practice.
    pub(super) aside: Vec<Aside>,
}

/// Which files are taken, and whether one that cannot be read stops a run.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// Names of files that are taken where another describes the same period.
    pub prefer: &'a [String],
    /// Whether a publication's file that cannot be read is left out, and a note.
    pub allow_unread: bool,
}

/// A file or folder that was not opened.
#[derive(Clone, Debug, Serialize)]
pub struct Unopened {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: String,
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

impl Publications {
    /// Lets a survey by PCN serve where there is none by practice of its year; beside one it is a note.
    pub(super) fn settle_by_pcn(&mut self) {
        for (year, survey) in std::mem::take(&mut self.survey_by_pcn) {
            let is_beside = self.survey.contains_key(&year);
            let fault = if is_beside { &faults::BESIDE } else { &faults::BY_PCN };
            let expected =
                if is_beside { "a survey by practice; its practice file is read" } else { "one by practice" };
            self.problems.push(Problem::new(fault, &survey.file, "answers by PCN", expected));
            if !is_beside {
                self.survey.insert(year, survey);
            }
        }
    }

    /// What a survey is called where it serves.
    pub fn survey_name(&self, year: i16) -> String {
        let by_pcn = self.survey.get(&year).is_some_and(|survey| !survey.by_pcn.is_empty());
        format!("GP Patient Survey {year}{}", if by_pcn { " (by PCN, as published)" } else { "" })
    }

    /// Says of every file set aside what it is, now that all files are read.
    pub(super) fn settle_aside(&mut self, allow: bool) {
        for aside in std::mem::take(&mut self.aside) {
            let beside = allow || self.has_beside(&aside);
            self.problems.push(if beside { aside.problem.turned(&faults::BESIDE) } else { aside.problem });
        }
    }

    /// Whether one that serves lies beside it.
    fn has_beside(&self, aside: &Aside) -> bool {
        let has = |years: Vec<i16>| aside.year.map_or(!years.is_empty(), |year| years.contains(&year));
        match aside.need {
            Need::SupportGap => has(self.survey.keys().copied().collect()),
            Need::Deprivation => has(self.deprivation.keys().copied().collect()),
        }
    }

    /// Every file that was not read, and why.
    pub fn unread(&self) -> Vec<Unopened> {
        let opened = self.inputs.iter().filter(|input| input.recognised.is_none());
        let opened = opened.map(|input| Unopened {
            name: input.name.clone(),
            why: input.note.clone().unwrap_or_default(), // a file that is not recognised has a note
        });
        opened.chain(self.others.iter().cloned()).collect()
    }

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
    /// Makes records of a table; what is wrong or odd in it is told beside.
    pub(super) read: fn(&Table, &Kind, &mut Problems) -> Found<Reading>,
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
