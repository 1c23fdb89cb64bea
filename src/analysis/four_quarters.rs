//! How far measures moved over four quarters, on the PCNs with a return at both ends.

use std::collections::BTreeSet;

use super::england::{England, counted};
use super::measured::{Measured, Subject};
use super::model::{incomplete, points};
use super::trend::over_the_year;
use super::within::Within;
use crate::measure::jackknife::paired_change_of;
use crate::measure::panel::{PanelPoint, slope_change};
use crate::measure::{Estimate, Measure, Observation, Reason, Scope, Unit, gap, slope_index, spread};
use crate::panel::Section;
use crate::subject::{Need, PcnCode};
use crate::text::Behind;

/// How a change by jackknife is computed, as printed.
const JACKKNIFE: &str = "The change over four quarters on PCNs with a return in both.";
/// How a change of slope is computed, as printed.
const MODEL: &str = "The change of the need slope over four quarters from one model of both censuses.";

/// A measure whose change is shown, and the change's id.
const MOVED: [(&str, &Measure); 3] = [
    ("gap-change-4q", &gap::GAP),
    ("sii-change-4q", &slope_index::SII),
    ("hoover-change-4q", &spread::HOOVER),
];

/// The changes of an area's gap, SII, Hoover index and need slope over four quarters.
pub fn changes(england: &England<'_>, within: &Within, scope: Scope) -> Vec<Measured> {
    let year = over_the_year(england);
    // A slope, and the slope index is one too, is of no census with too few returns.
    let complete = year.and_then(|year| incomplete_at(england, year, within).map_or(Ok(year), Err));
    let mut changes = Vec::new();
    for (at, need) in england.measured_by().into_iter().enumerate() {
        let ends = year.map(|year| both_ends(england, year, within, need));
        for (id, measure) in MOVED {
            if !measure.needs_indicator && at > 0 {
                continue;
            }
            let subject = Subject {
                id,
                need: measure.needs_indicator.then_some(need),
                unit: measure.unit,
                n: ends.as_ref().map_or(0, |(_, after)| after.len()),
                method: JACKKNIFE,
            };
            let comparable = if measure.id == slope_index::SII.id { complete } else { year };
            changes.push(subject.measured(comparable.and(ends.as_ref().map_err(|why| *why)).and_then(
                |(before, after)| {
                    let sample = |observations| england.sample(observations, scope, need);
                    paired_change_of(&sample(before), &sample(after), measure)
                },
            )));
        }
        changes.push(slope(england, complete, within, scope, need));
    }
    changes.into_iter().map(|change| Measured { behind: Behind::BothDates, ..change }).collect()
}

/// The observations of the PCNs with a return at both ends, in order of code; PCNs that split count as one, in the
/// fifth and at the rank of the largest of them.
fn both_ends(
    england: &England<'_>,
    [before, after]: [&Section; 2],
    within: &Within,
    need: Need,
) -> (Vec<Observation>, Vec<Observation>) {
    let filed_before = |pcn: &PcnCode| counted(before.row(pcn)).next().is_some();
    let now = counted(within.rows(after));
    let both: BTreeSet<&PcnCode> = now.map(|(row, ..)| &row.pcn).filter(|pcn| filed_before(pcn)).collect();
    let of = |section: &Section| england.observations(both.iter().filter_map(|pcn| section.row(pcn)), need);
    (of(before), of(after))
}

/// The change of the need slope, from all PCNs with a return at either end, where returns cover enough at both.
fn slope(
    england: &England<'_>,
    complete: Result<[&Section; 2], Reason>,
    within: &Within,
    scope: Scope,
    need: Need,
) -> Measured {
    let points = complete.map(|year| points(england, &year, within, scope, need));
    let now = |points: &Vec<PanelPoint>| points.iter().filter(|point| point.quarter > 0).count();
    let subject = Subject {
        id: "need-slope-change-4q",
        need: Some(need),
        unit: Unit::RatePerTenPoints,
        n: points.as_ref().map_or(0, now),
        method: MODEL,
    };
    let change: Result<Estimate, Reason> = points.and_then(|points| slope_change(&points));
    subject.measured(change)
}

/// Why one of two censuses has no slope.
fn incomplete_at(england: &England<'_>, year: [&Section; 2], within: &Within) -> Option<Reason> {
    year.iter().find_map(|section| incomplete(england.panel, section.census, within))
}
