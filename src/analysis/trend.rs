//! The series of an area, and its change over four quarters.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::england::{England, counted, provisions};
use super::level::{Level, Returns};
use super::measured::{self, Subject};
use super::{Estimated, Measured, Withheld};
use crate::claim::{About, At, Basis, Claimed, Count, Method, Register, Registry};
use crate::measure::change::{Pair, paired_change};
use crate::measure::need_slope::NEED_SLOPE;
use crate::measure::rate::{Provision, pooled_rate};
use crate::measure::{Reason, Scope, Unit};
use crate::panel::{Row, Section};
use crate::subject::{Census, PcnCode};

/// One census of an area's series.
#[derive(Clone, Debug, Serialize)]
pub struct TrendPoint {
    /// When.
    pub census: Census,
    /// Who filed.
    pub returns: Returns,
    /// Link-worker FTE.
    pub fte: Claimed,
    /// Patients of PCNs with a return.
    pub patients: Claimed,
    /// FTE per 10,000.
    pub rate: Option<Claimed>,
    /// Why the rate must not be printed, or none where it may.
    pub rate_why_not_shown: Option<Withheld>,
    /// The same on PCNs with a return at every census between two breaks.
    pub matched: Option<Matched>,
    /// England's need slope at this census, per ten points, for each indicator; England only.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub need_slope: BTreeMap<&'static str, Estimated>,
}

/// A rate on the PCNs that filed at every census between two breaks, so that response cannot move it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Matched {
    /// How many they are.
    pub pcns: Count,
    /// FTE per 10,000.
    pub rate: Claimed,
}

/// Change over four quarters, on PCNs with a return in both.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Change {
    /// The earlier census.
    pub from: Census,
    /// The later census.
    pub to: Census,
    /// PCNs with a return in both.
    pub pcns: Count,
    /// Their rate at the earlier census.
    pub rate_from: Claimed,
    /// Their rate at the later census.
    pub rate_to: Claimed,
    /// The difference in FTE per 10,000, with its paired interval.
    pub estimate: Estimated,
}

/// Fewest PCNs with a return at both ends for a change to be shown.
const PAIRS: usize = 3;

/// How the change is computed, as printed.
const CHANGE_METHOD: &str = "The change of the rate over four quarters on PCNs with a return in both, with a paired interval: the linearised ratio estimator (Cochran, Sampling Techniques, 1977), t on the number of pairs less one.";

/// Months in four quarters.
const FOUR_QUARTERS: i32 = 12;

/// Every census at which the area has PCNs, oldest first: one that it did not have yet is no missing return.
pub fn points(england: &England<'_>, within: &dyn Fn(&Row) -> bool, scope: Scope) -> Vec<TrendPoint> {
    let matched = matched(england, within);
    let point = |section: &Section| {
        let rows: Vec<&Row> = section.rows.iter().filter(|row| within(row)).collect();
        let level = Level::of(&rows);
        (!rows.is_empty()).then(|| TrendPoint {
            census: section.census,
            returns: level.returns,
            fte: level.fte.into(),
            patients: level.patients.into(),
            rate: level.rate.map(Claimed::from),
            rate_why_not_shown: level.why_not_shown(),
            matched: matched.get(&section.census).copied(),
            need_slope: match scope {
                Scope::England => slopes(england, &rows),
                Scope::Area => BTreeMap::new(),
            },
        })
    };
    england.panel.sections.iter().filter_map(point).collect()
}

/// The rate at each census on the PCNs with a return at all censuses of its part of the series.
fn matched(england: &England<'_>, within: &dyn Fn(&Row) -> bool) -> BTreeMap<Census, Matched> {
    let mut matched = BTreeMap::new();
    for part in england.panel.breaks.split(&england.panel.lineage.sections, |section| section.census) {
        let filed = |section: &Section| -> BTreeSet<PcnCode> {
            counted(section.rows.iter().filter(|row| within(row))).map(|(row, ..)| row.pcn.clone()).collect()
        };
        let Some(always) = part.points().iter().map(filed).reduce(|a, b| &a & &b) else { continue };
        for section in part.points() {
            let rows = always.iter().filter_map(|pcn| section.row(pcn));
            let places = provisions(rows);
            if let Some(rate) = pooled_rate(&places).filter(|_| places.len() >= PAIRS) {
                matched.insert(section.census, Matched { pcns: places.len().into(), rate: rate.into() });
            }
        }
    }
    matched
}

/// England's need slope at one census, by indicator.
fn slopes(england: &England<'_>, rows: &[&Row]) -> BTreeMap<&'static str, Estimated> {
    let slope = |need| {
        let observations = england.observations(rows.iter().copied(), need);
        (NEED_SLOPE.of)(&england.sample(&observations, Scope::England, need)).ok().map(Estimated::from)
    };
    england.needs().into_iter().filter_map(|need| Some((need.id(), slope(need)?))).collect()
}

/// The census from four quarters before, its PCNs followed, where it may be compared with the edition's.
pub fn four_quarters_before<'a>(england: &England<'a>) -> Result<&'a Section, Reason> {
    let to = england.latest.census;
    let from = to.earlier(FOUR_QUARTERS);
    let sections = &england.panel.lineage.sections;
    let before = sections.iter().find(|section| section.census == from).ok_or(Reason::NoEarlierCensus)?;
    if england.panel.breaks.join(from, to) { Ok(before) } else { Err(Reason::AcrossBreak) }
}

/// The change over four quarters, or why there is none.
pub fn change(england: &England<'_>, within: &dyn Fn(&Row) -> bool) -> Result<Change, Reason> {
    let before = four_quarters_before(england)?;
    let (from, to) = (before.census, england.followed.census);
    let pairs = pairs(before, england.followed, within);
    if pairs.len() < PAIRS {
        return Err(Reason::TooFewPairs { n: pairs.len(), needed: PAIRS });
    }
    let rate = |end: fn(&Pair) -> Provision| {
        pooled_rate(&pairs.iter().map(end).collect::<Vec<_>>()).map(Claimed::from).ok_or(Reason::NotDefined)
    };
    Ok(Change {
        from,
        to,
        pcns: pairs.len().into(),
        rate_from: rate(|pair| pair.before)?,
        rate_to: rate(|pair| pair.after)?,
        estimate: paired_change(&pairs)?.into(),
    })
}

/// The change as a measure: `change-4q`.
pub fn as_measure(change: &Result<Change, Reason>) -> Measured {
    let subject = Subject {
        id: "change-4q",
        need: None,
        unit: Unit::Rate,
        n: change.as_ref().map_or(0, |change| change.pcns.get()),
        method: CHANGE_METHOD,
    };
    subject.measured(change.as_ref().map(|change| change.estimate.plain()).map_err(|reason| *reason))
}

/// PCNs of the area with a return and patients at both censuses, which have PCNs followed.
pub fn pairs(before: &Section, after: &Section, within: &dyn Fn(&Row) -> bool) -> Vec<Pair> {
    counted(after.rows.iter().filter(|row| within(row)))
        .filter_map(|(row, fte, patients)| {
            let (_, was, then) = counted(before.row(&row.pcn)).next()?;
            let before = Provision { fte: was, patients: then };
            Some(Pair { before, after: Provision { fte, patients } })
        })
        .collect()
}

const BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap];
static FTE: About =
    About::new("FTE", "the sum of the FTE of PCNs that filed at this census", &[], &[Basis::Workforce]);
static PATIENTS: About =
    About::new("patients", "the sum of the patients of PCNs with a return at this census", &[], BASIS);
static RATE: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times FTE over patients, over PCNs with a return and patients at this census",
    &[],
    BASIS,
);
static MATCHED: About = About::new(
    "PCNs",
    "PCNs with a return and patients at every census between two breaks, those that merged or split put together",
    &[],
    BASIS,
);
static MATCHED_RATE: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times FTE over patients at this census, over PCNs with a return and patients at every census between two breaks, those that merged or split put together",
    &[],
    BASIS,
);
static PAIRED: About = About::new(
    "PCNs",
    "PCNs with a return and patients at both ends, those that merged or split put together",
    &[],
    BASIS,
);
static PAIRED_RATE: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times FTE over patients at this end, over PCNs with a return and patients at both ends, those that merged or split put together",
    &[],
    BASIS,
);

impl Register for TrendPoint {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = At { census: self.census, ..at.step(&format!("trend/{}", self.census)) };
        self.returns.register(&at.step("returns"), into);
        into.claim(&mut self.fte, &at, "fte", &FTE);
        into.claim(&mut self.patients, &at, "patients", &PATIENTS);
        into.some(&mut self.rate, &at, "rate", &RATE);
        if let Some(matched) = &mut self.matched {
            into.claim(&mut matched.pcns, &at, "matched/pcns", &MATCHED);
            into.claim(&mut matched.rate, &at, "matched/rate", &MATCHED_RATE);
        }
        self.rate_why_not_shown.register(&at, into);
        let method = Some(Method {
            unit: Unit::RatePerTenPoints.words(),
            formula: NEED_SLOPE.method,
            inputs: measured::INPUTS,
            basis: measured::BASIS,
        });
        for (indicator, slope) in &mut self.need_slope {
            slope.register(&At { method, ..at.step(&format!("need-slope/{indicator}")) }, into);
        }
    }
}

impl Register for Change {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.step("change");
        into.claim(&mut self.pcns, &at, "pcns", &PAIRED);
        into.claim(&mut self.rate_from, &At { census: self.from, ..at.clone() }, "rate-from", &PAIRED_RATE);
        into.claim(&mut self.rate_to, &at, "rate-to", &PAIRED_RATE);
        let method =
            Some(Method { unit: Unit::Rate.words(), formula: CHANGE_METHOD, inputs: &[], basis: BASIS });
        self.estimate.register(&At { method, ..at.step("estimate") }, into);
    }
}
