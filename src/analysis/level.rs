//! How many link workers an area has at one census, and how far that is known.

use serde::Serialize;

use super::england::provisions;
use super::estimated::Withheld;
use crate::measure::Reason;
use crate::measure::rate::{CompletenessRange, completeness_range, rate};
use crate::panel::{Return, Row};
use crate::text::{About, Basis, Behind, Claimed, Count, Input};

const FILES: &[Basis] = &[Basis::Workforce, Basis::PracticeMap];

/// Below this share of patients in PCNs with a return, nothing that rests on returns is shown but who made them.
const COMPLETE_ENOUGH: f64 = 0.8;

crate::figures! {
    /// How many PCNs filed, in the three states.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize)]
    pub struct Returns {
        /// PCNs with a return.
        pub filed: Count = About::new("PCNs", "PCNs in the workforce file", &[Input::EachPcn("fte")], FILES),
        /// Of these, PCNs that reported no link worker.
        pub reported_none: Count = About::new(
            "PCNs",
            "PCNs in the workforce file without a link worker",
            &[Input::EachPcn("fte")],
            FILES,
        ),
        /// Active PCNs without a return.
        pub no_return: Count = About::new(
            "PCNs",
            "active PCNs that are not in the workforce file",
            &[Input::Own("returns/pcns"), Input::Own("returns/filed")],
            FILES,
        ),
        /// Active PCNs.
        pub pcns: Count = About::new("PCNs", "PCNs of the practice map, and any other that filed", &[], FILES),
        /// Share of registered patients in PCNs with a return.
        pub completeness: Option<Claimed> = About::new(
            "share of patients",
            "patients of PCNs with a return over patients of all active PCNs",
            &[Input::EachPcn("patients")],
            &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap],
        ),
    } at |_, at| at.clone().behind(Behind::Returns)
}

/// From this share on, a rate is shown without a caution.
const COMPLETE: f64 = 0.95;

impl Returns {
    /// Whether returns cover enough patients for a rate to be shown, and too few for it to go without a caution.
    pub fn is_amber(&self) -> bool {
        self.completeness.is_some_and(|share| (COMPLETE_ENOUGH..COMPLETE).contains(&share.get()))
    }
}

/// An area's level at one census.
pub struct Level {
    /// Who filed.
    pub returns: Returns,
    /// FTE of all PCNs that filed.
    pub fte: f64,
    /// Patients of PCNs with a return.
    pub patients: f64,
    /// FTE per 10,000 over PCNs with a return and patients.
    pub rate: Option<f64>,
    /// What the missing returns could have said.
    pub range: Option<CompletenessRange>,
}

impl Level {
    /// Adds up some rows of one census.
    pub fn of(rows: &[&Row]) -> Self {
        let with = provisions(rows.iter().copied());
        let patients: f64 = with.iter().map(|pcn| pcn.patients).sum();
        let all: f64 = rows.iter().filter_map(|row| row.patients).sum();
        let count = |state: &dyn Fn(&Return) -> bool| rows.iter().filter(|row| state(&row.filed)).count();
        let no_return = count(&|filed| *filed == Return::NoReturn);
        Self {
            returns: Returns {
                filed: (rows.len() - no_return).into(),
                reported_none: count(&|filed| *filed == Return::ReportedNone).into(),
                no_return: no_return.into(),
                pcns: rows.len().into(),
                completeness: (all > 0.0).then(|| (patients / all).into()),
            },
            fte: rows.iter().filter_map(|row| row.filed.fte()).sum(),
            patients,
            rate: rate(with.iter().map(|pcn| pcn.fte).sum(), patients),
            range: completeness_range(&with, all - patients),
        }
    }

    /// Why the rate must not be printed, where so.
    pub fn why_not_shown(&self) -> Option<Withheld> {
        self.incomplete().map(Withheld::from)
    }

    /// What is lacking where too few patients are in PCNs with a return.
    pub fn incomplete(&self) -> Option<Reason> {
        match self.returns.completeness {
            _ if self.returns.filed == 0 => Some(Reason::NoReturn),
            None => Some(Reason::NoPatients),
            Some(share) if share < COMPLETE_ENOUGH => {
                Some(Reason::Incomplete { share: share.get(), needed: COMPLETE_ENOUGH })
            }
            Some(_) => None,
        }
    }
}
