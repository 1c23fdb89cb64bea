//! How many link workers an area has at one census, and how far that is known.

use serde::Serialize;

use super::england::{counted, provisions};
use super::estimated::{Estimated, RATE_BASIS, Withheld};
use super::here::Here;
use super::left_out::{self, LeftOut};
use crate::measure::rate::{CompletenessRange, completeness_range, rate, rate_between_pcns};
use crate::measure::{PCNS_FOR_SPREAD, Reason, Scope};
use crate::panel::{Return, Row};
use crate::text::{About, Basis, Behind, Claimed, Count, Input, Method};

const INPUTS: &[Input] = &[Input::Own("fte"), Input::Own("patients")];
/// How the rate's interval is computed.
const BETWEEN: Method = Method {
    unit: "FTE per 10,000 patients",
    formula: "The rate with its interval for variation between PCNs.",
    interval: None,
    inputs: INPUTS,
    basis: RATE_BASIS,
};
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
            RATE_BASIS,
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

crate::figures! {
    /// An area's link workers at the edition's census, and what the rate leaves out.
    #[derive(Debug, Serialize)]
    pub struct AreaLevel {
        /// Who filed.
        pub returns: Returns => "returns",
        /// What the rate leaves out.
        pub left_out: LeftOut => "left-out",
        /// Link-worker FTE of all PCNs that filed.
        pub fte: Claimed = About::new(
            "FTE",
            "the sum of the FTE of its PCNs",
            &[Input::EachPcn("fte")],
            &[Basis::Workforce],
        ).sum(),
        /// Of which contracted services.
        pub contracted_fte: Claimed = About::new(
            "FTE",
            "the sum of the FTE of contracted services of its PCNs",
            &[Input::EachPcn("contracted-fte")],
            &[Basis::Workforce],
        ).sum(),
        /// Registered patients of PCNs with a return.
        pub patients: Claimed = About::new(
            "patients",
            "the sum of the patients of its PCNs with a return",
            &[Input::EachPcn("patients")],
            RATE_BASIS,
        ).sum(),
        /// The share of those patients whose PCN reported no link worker.
        pub none_share: Option<Claimed> = About::new(
            "share of patients",
            "patients of PCNs that reported none over patients of all PCNs with a return",
            INPUTS,
            RATE_BASIS,
        ).step("reported-none-share"),
        /// FTE per 10,000 patients, over PCNs with a return and patients.
        pub rate: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "10,000 times FTE over patients, over PCNs with a return and patients",
            INPUTS,
            RATE_BASIS,
        ).sum(),
        /// The rate with the interval for variation between PCNs: only to tell the area from England.
        pub rate_between_pcns: Option<Estimated> => "rate-between-pcns".by(BETWEEN),
        /// The same if PCNs without a return had none.
        pub rate_low: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "10,000 times FTE over the patients of all active PCNs: PCNs without a return had none",
            INPUTS,
            RATE_BASIS,
        ),
        /// The same if PCNs without a return were at the 90th percentile of those with one.
        pub rate_high: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "the rate with PCNs without a return at the 90th percentile of those with one",
            INPUTS,
            RATE_BASIS,
        ),
        /// Why the rate must not be printed, or none where it may.
        pub rate_why_not_shown: Option<Withheld> => "",
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

impl AreaLevel {
    /// Of one area.
    pub fn of(here: &Here<'_>) -> Self {
        let level = Level::of(here.rows);
        let between = rate_between_pcns(here.primary, here.scope)
            .ok()
            .filter(|_| here.primary.len() >= PCNS_FOR_SPREAD);
        let contracted: f64 = here.rows.iter().filter_map(|row| row.filed.contracted()).sum();
        Self {
            returns: level.returns,
            left_out: left_out::left_out(here.england, here.rows, here.within, here.scope == Scope::England),
            fte: level.fte.into(),
            contracted_fte: contracted.into(),
            patients: level.patients.into(),
            none_share: none_share(here.rows).map(Claimed::from),
            rate: level.rate.map(Claimed::from),
            rate_between_pcns: between.map(Estimated::from),
            rate_low: level.range.map(|range| range.low.into()),
            rate_high: level.range.map(|range| range.high.into()),
            rate_why_not_shown: level.why_not_shown(),
        }
    }

    /// The rate where it may be shown.
    pub fn shown_rate(&self) -> Option<Claimed> {
        self.rate.filter(|_| self.rate_why_not_shown.is_none())
    }
}

/// The share of patients of PCNs with a return whose PCN reported none.
fn none_share(rows: &[&Row]) -> Option<f64> {
    let none = counted(rows.iter().copied()).filter(|(row, ..)| row.filed == Return::ReportedNone);
    let none: f64 = none.map(|(.., patients)| patients).sum();
    let all: f64 = counted(rows.iter().copied()).map(|(.., patients)| patients).sum();
    (all > 0.0).then(|| none / all)
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
