//! The series of an area, and its change over four quarters.

use std::collections::BTreeMap;

use super::area::Level;
use super::england::{England, counted};
use super::{About, Change, Measured, TrendPoint};
use crate::measure::change::{Pair, paired_change};
use crate::measure::need_slope::NEED_SLOPE;
use crate::measure::rate::{Provision, pooled_rate};
use crate::measure::{Estimate, Scope, Unit};
use crate::panel::{Row, Section};
use crate::subject::PcnCode;

/// Fewest PCNs with a return at both ends for a change to be shown.
const PAIRS: usize = 3;

/// How the change is computed, as printed.
const CHANGE_METHOD: &str = "The change of the rate over four quarters on PCNs with a return in both, with a paired interval: the linearised ratio estimator (Cochran, Sampling Techniques, 1977), t on the number of pairs less one.";

/// Months in four quarters.
const FOUR_QUARTERS: i32 = 12;

/// Every census of the panel, oldest first.
pub fn points(england: &England<'_>, within: &dyn Fn(&Row) -> bool, scope: Scope) -> Vec<TrendPoint> {
    let point = |section: &Section| {
        let rows: Vec<&Row> = section.rows.iter().filter(|row| within(row)).collect();
        let level = Level::of(&rows);
        TrendPoint {
            census: section.census,
            returns: level.returns,
            fte: level.fte,
            patients: level.patients,
            rate: level.rate,
            rate_why_not_shown: level.why_not_shown(),
            need_slope: match scope {
                Scope::England => slopes(england, &rows),
                Scope::Area => BTreeMap::new(),
            },
        }
    };
    england.panel.sections.iter().map(point).collect()
}

/// England's need slope at one census, by indicator.
fn slopes(england: &England<'_>, rows: &[&Row]) -> BTreeMap<&'static str, Estimate> {
    let slope = |need| {
        let observations = england.observations(rows.iter().copied(), need);
        (NEED_SLOPE.of)(&england.sample(&observations, Scope::England, need)).ok()
    };
    england.needs().into_iter().filter_map(|need| Some((need.id(), slope(need)?))).collect()
}

/// The change over four quarters, or why there is none.
pub fn change(england: &England<'_>, within: &dyn Fn(&Row) -> bool) -> (Option<Change>, Option<String>) {
    let to = england.latest.census;
    let from = to.earlier(FOUR_QUARTERS);
    let Some(before) = england.panel.sections.iter().find(|section| section.census == from) else {
        return (None, Some(format!("the data holds no workforce file for {}", from.words())));
    };
    let pairs = pairs(before, england.latest, within);
    if pairs.len() < PAIRS {
        let count = pairs.len();
        return (
            None,
            Some(format!(
                "only {count} {} a return in both {} and {}; {PAIRS} are needed",
                if count == 1 { "PCN has" } else { "PCNs have" },
                from.words(),
                to.words()
            )),
        );
    }
    let rate = |end: fn(&Pair) -> Provision| pooled_rate(&pairs.iter().map(end).collect::<Vec<_>>());
    let change = paired_change(&pairs).ok().and_then(|estimate| {
        Some(Change {
            from,
            to,
            pcns: pairs.len(),
            rate_from: rate(|pair| pair.before)?,
            rate_to: rate(|pair| pair.after)?,
            estimate,
        })
    });
    let why = change.is_none().then(|| "the change is not defined".to_owned());
    (change, why)
}

/// The change as a measure: `change-4q`.
pub fn measured(change: Option<&Change>, why_not_shown: Option<&String>) -> Measured {
    let about = About {
        id: "change-4q",
        need: None,
        unit: Unit::Rate,
        n: change.map_or(0, |change| change.pcns),
        method: CHANGE_METHOD,
    };
    about.measured(
        change.map(|change| change.estimate).ok_or_else(|| why_not_shown.cloned().unwrap_or_default()),
    )
}

/// PCNs of the area with a return and patients at both censuses.
fn pairs(before: &Section, after: &Section, within: &dyn Fn(&Row) -> bool) -> Vec<Pair> {
    let earlier: BTreeMap<&PcnCode, Provision> =
        counted(&before.rows).map(|(row, fte, patients)| (&row.pcn, Provision { fte, patients })).collect();
    counted(after.rows.iter().filter(|row| within(row)))
        .filter_map(|(row, fte, patients)| {
            Some(Pair { before: *earlier.get(&row.pcn)?, after: Provision { fte, patients } })
        })
        .collect()
}
