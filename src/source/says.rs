//! What one file says, before it is set beside others. No reader sees more than its own file.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::epcn_book::Epcn;
use super::records::{Deprivation, ListSizes, PracticeMap, PublishedTotal, Survey, Workforce};
use crate::subject::problem::Problem;
use crate::subject::{Census, Need};

/// What was read from a file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Read {
    /// The period it describes, in words.
    pub period: String,
    /// What became of its rows.
    pub account: Account,
}

/// What a reader makes of a table.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reading {
    /// Its period, and what became of its rows.
    pub read: Read,
    /// What it says.
    pub says: Says,
}

/// The records of a table, with the period that they are kept by.
#[derive(Debug, Serialize, Deserialize)]
pub enum Says {
    /// Nothing that a briefing needs.
    Nothing,
    /// Who filed what.
    Workforce(Census, Workforce),
    /// Patients by practice.
    Lists(Date, ListSizes),
    /// Practices' PCNs.
    Map(Date, PracticeMap),
    /// Dated memberships.
    Epcn(Date, Epcn),
    /// An index, by its year.
    Deprivation(i16, Deprivation),
    /// A survey by practice, by its year.
    Survey(i16, Survey),
    /// A survey by PCN, by its year.
    SurveyByPcn(i16, Survey),
    /// Totals of link-worker FTE by census and area.
    Published(Vec<(Census, String, PublishedTotal)>),
    /// What serves nothing itself.
    Aside(Aside),
}

/// A survey or score that serves nothing itself: beside one that does it is a note, alone it stops a run.
#[derive(Debug, Serialize, Deserialize)]
pub struct Aside {
    /// What it would serve.
    pub need: Need,
    /// Of which year; none where that is not known.
    pub year: Option<i16>,
    /// What it is where nothing else serves.
    pub problem: Problem,
}

impl Reading {
    /// Of a table that says nothing.
    pub fn nothing(period: impl Into<String>, account: Account) -> Self {
        Self { read: Read { period: period.into(), account }, says: Says::Nothing }
    }

    /// Of a table that says this.
    pub fn of(period: String, account: Account, says: Says) -> Self {
        Self { read: Read { period, account }, says }
    }
}
