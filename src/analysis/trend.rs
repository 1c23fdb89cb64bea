//! The series of an area, and its change over four quarters.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::england::{England, counted, provisions};
use super::estimated::{self, Contrast, INPUTS, RATE_BASIS, Withheld};
use super::level::{Level, Returns};
use super::measured::{Measured, Subject};
use super::within::Within;
use crate::measure::change::{Pair, paired_change};
use crate::measure::need_slope::NEED_SLOPE;
use crate::measure::rate::{Provision, pooled_rate};
use crate::measure::{Reason, Scope, Unit};
use crate::panel::{Row, Section};
use crate::subject::{Census, PcnCode};
use crate::text::{About, At, Basis, Behind, Claimed, Count, Method, Register, Registry};

crate::figures! {
    /// One census of an area's series.
    #[derive(Clone, Debug, Serialize)]
    pub struct TrendPoint {
        /// When.
        pub census: Census,
        /// Who filed.
        pub returns: Returns => "returns",
        /// Link-worker FTE.
        pub fte: Claimed = About::new(
            "FTE",
            "the sum of the FTE of PCNs that filed at this census",
            &[],
            &[Basis::Workforce],
        ).sum(),
        /// Patients of PCNs with a return.
        pub patients: Claimed = About::new(
            "patients",
            "the sum of the patients of PCNs with a return at this census",
            &[],
            RATE_BASIS,
        ).sum(),
        /// FTE per 10,000.
        pub rate: Option<Claimed> = About::new(
            "FTE per 10,000 patients",
            "10,000 times FTE over patients, over PCNs with a return and patients at this census",
            &[],
            RATE_BASIS,
        ).sum(),
        /// Why the rate must not be printed, or none where it may.
        pub rate_why_not_shown: Option<Withheld> => "",
        /// The same on PCNs with a return at every census between two breaks.
        pub matched: Option<Matched> => "matched",
        /// England's need slope at this census, per ten points, for each indicator; England only, and none where the rate must
        /// not be printed.
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        pub need_slope: BTreeMap<&'static str, Contrast> => "need-slope".by(SLOPE),
        /// Why England has no slope at this census, where it has none for want of returns.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub need_slope_why_not_shown: Option<Withheld> => "need-slope",
    } at |point, at| at.step(&point.census.to_string()).on(point.census)
}

crate::figures! {
    /// A rate on the PCNs that filed at every census between two breaks, so that response cannot move it.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct Matched {
        /// How many they are.
        pub pcns: Count = About::new(
            "PCNs",
            "PCNs with a return and patients at every census between two breaks, those that merged or split put together",
            &[],
            RATE_BASIS,
        ),
        /// FTE per 10,000.
        pub rate: Claimed = About::new(
            "FTE per 10,000 patients",
            "10,000 times FTE over patients at this census, over PCNs with a return and patients at every census between two breaks, those that merged or split put together",
            &[],
            RATE_BASIS,
        ),
    }
}

/// Change from one census to another, on PCNs with a return in both.
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
    #[serde(rename = "estimate")]
    pub contrast: Contrast,
}

/// Fewest PCNs with a return at both ends for a change to be shown.
const PAIRS: usize = 3;

/// How a change over four quarters is computed.
pub const YEAR: Method = Method {
    unit: Unit::Rate.words(),
    formula: "The change of the rate over four quarters on PCNs with a return in both, those that merged or split between the two dates put together.",
    interval: None,
    inputs: &[],
    basis: RATE_BASIS,
};

/// How a change over all censuses since the last break is computed.
pub const SINCE_BREAK: Method = Method {
    formula: "The change of the rate on PCNs with a return at every census since the last break.",
    ..YEAR
};

/// How England's need slope at a census is computed.
const SLOPE: Method = Method {
    unit: Unit::RatePerTenPoints.words(),
    formula: NEED_SLOPE.method,
    interval: None,
    inputs: INPUTS,
    basis: estimated::BASIS,
};

static PAIRED: About = About::new(
    "PCNs",
    "PCNs with a return and patients at both ends, those that merged or split put together",
    &[],
    RATE_BASIS,
);
static PAIRED_RATE: About = About::new(
    "FTE per 10,000 patients",
    "10,000 times FTE over patients at this end, over PCNs with a return and patients at both ends, those that merged or split put together",
    &[],
    RATE_BASIS,
);

// By hand, since one of the rates is of the earlier census.
impl Register for Change {
    fn register(&mut self, at: &At, into: &mut Registry) {
        into.claim(&mut self.pcns, at, "pcns", &PAIRED);
        into.claim(&mut self.rate_from, &at.clone().on(self.from), "rate-from", &PAIRED_RATE);
        into.claim(&mut self.rate_to, at, "rate-to", &PAIRED_RATE);
        self.contrast.register(&at.step("estimate"), into);
    }
}

/// Every census at which the area has PCNs, oldest first: one that it did not have yet is no missing return.
pub fn points(england: &England<'_>, within: &Within, scope: Scope) -> Vec<TrendPoint> {
    let matched = matched(england, within);
    let point = |section: &Section| {
        let rows = within.rows(section);
        let level = Level::of(&rows);
        let withheld = level.why_not_shown();
        let is_england = scope == Scope::England;
        (!rows.is_empty()).then(|| TrendPoint {
            census: section.census,
            returns: level.returns,
            fte: level.fte.into(),
            patients: level.patients.into(),
            rate: level.rate.map(Claimed::from),
            rate_why_not_shown: withheld,
            matched: matched.get(&section.census).copied(),
            need_slope: if is_england && withheld.is_none() {
                slopes(england, &rows)
            } else {
                BTreeMap::new()
            },
            need_slope_why_not_shown: withheld.filter(|_| is_england),
        })
    };
    england.panel.sections.iter().filter_map(point).collect()
}

/// The rate at each census on the PCNs with a return at all censuses of its part of the series.
fn matched(england: &England<'_>, within: &Within) -> BTreeMap<Census, Matched> {
    let mut matched = BTreeMap::new();
    for part in england.panel.breaks.split(&england.panel.lineage.sections, |section| section.census) {
        let always = always(part.points(), within);
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
fn slopes(england: &England<'_>, rows: &[&Row]) -> BTreeMap<&'static str, Contrast> {
    let slope = |need| {
        let observations = england.observations(rows.iter().copied(), need);
        (NEED_SLOPE.of)(&england.sample(&observations, Scope::England, need)).ok().map(Contrast::from)
    };
    england.needs().into_iter().filter_map(|need| Some((need.id(), slope(need)?))).collect()
}

/// The census from four quarters before and the edition's, with the PCNs put together that are one between the two, where
/// they may be compared.
pub fn over_the_year<'a>(england: &England<'a>) -> Result<[&'a Section; 2], Reason> {
    let [from, to] = england.panel.quarters.year().ok_or(Reason::NoEarlierCensus)?;
    let pair = england.panel.pair([from, to]).ok_or(Reason::NoEarlierCensus)?;
    if england.panel.breaks.join(from, to) { Ok(pair) } else { Err(Reason::AcrossBreak) }
}

/// The change over four quarters, or why there is none.
pub fn change(england: &England<'_>, within: &Within, scope: Scope) -> Result<Change, Reason> {
    let ends = over_the_year(england)?;
    Change::of(ends.map(|section| section.census), &pairs(england, ends[0], within.rows(ends[1])), scope)
}

/// The change since the last break on PCNs with a return at every census since; none where there is one census.
pub fn matched_change(england: &England<'_>, within: &Within, scope: Scope) -> Option<Change> {
    let parts = england.panel.breaks.split(&england.panel.lineage.sections, |section| section.census);
    let sections = parts.last()?.points();
    let ends = [sections.first()?, sections.last()?];
    let always = always(sections, within);
    let rows = within.rows(ends[1]).into_iter().filter(|row| always.contains(&row.pcn));
    let pairs = pairs(england, ends[0], rows);
    let [from, to] = ends.map(|section| section.census);
    (from < to).then(|| Change::of([from, to], &pairs, scope).ok())?
}

impl Change {
    fn of([from, to]: [Census; 2], pairs: &[Pair], scope: Scope) -> Result<Self, Reason> {
        if pairs.len() < PAIRS {
            return Err(Reason::TooFewPairs { n: pairs.len(), needed: PAIRS });
        }
        let rate = |end: fn(&Pair) -> Provision| {
            let places: Vec<Provision> = pairs.iter().map(end).collect();
            pooled_rate(&places).map(Claimed::from).ok_or(Reason::NotDefined)
        };
        Ok(Self {
            from,
            to,
            pcns: pairs.len().into(),
            rate_from: rate(|pair| pair.before)?,
            rate_to: rate(|pair| pair.after)?,
            contrast: paired_change(pairs, scope)?.into(),
        })
    }
}

/// The change as a measure: `change-4q`.
pub fn as_measure(change: &Result<Change, Reason>) -> Measured {
    let subject = Subject {
        id: "change-4q",
        need: None,
        unit: Unit::Rate,
        n: change.as_ref().map_or(0, |change| change.pcns.get()),
        method: YEAR.formula,
    };
    let estimate = change.as_ref().map(|change| change.contrast.estimate.plain()).map_err(|reason| *reason);
    Measured { behind: Behind::BothDates, ..subject.measured(estimate) }
}

/// Those of some PCNs that have a return and patients at both of two censuses, whose PCNs are put together alike.
pub fn pairs<'a>(
    england: &England<'_>,
    before: &Section,
    after: impl IntoIterator<Item = &'a Row>,
) -> Vec<Pair> {
    counted(after)
        .filter_map(|(row, fte, patients)| {
            let (_, was, then) = counted(before.row(&row.pcn)).next()?;
            Some(Pair {
                cluster: england.cluster(row),
                before: Provision { fte: was, patients: then },
                after: Provision { fte, patients },
            })
        })
        .collect()
}

/// PCNs of the area with a return and patients at every one of some censuses.
fn always(sections: &[Section], within: &Within) -> BTreeSet<PcnCode> {
    let filed = |section: &Section| -> BTreeSet<PcnCode> {
        counted(within.rows(section)).map(|(row, ..)| row.pcn).collect()
    };
    // Without a census there is no PCN.
    sections.iter().map(filed).reduce(|a, b| &a & &b).unwrap_or_default()
}
