//! Whether a change is more than usual movement, and how measures moved over the same year.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::{Course, Measured, Xmr};
use crate::measure::xmr::{CHANGES, Signal};
use crate::number;
use crate::words::difference::limit;
use crate::words::interval::Interval;
use crate::words::list;
use crate::words::strength::Strength;

/// The change of one measure over four quarters.
#[derive(Debug, Serialize)]
pub struct Shift {
    name: &'static str,
    change: String,
    interval: String,
    evidence: &'static str,
}

/// The measures whose change is shown, with their names and decimals.
const SHIFTS: [(&str, &str, usize); 4] = [
    ("gap-change-4q", "Gap", 2),
    ("sii-change-4q", "Slope index (SII)", 2),
    ("need-slope-change-4q", "Need slope", 3),
    ("hoover-change-4q", "Hoover index", 3),
];

/// How measures moved; those without a change are left out.
pub fn shifts(scope: Scope<'_>) -> Vec<Shift> {
    let found = |(id, name, decimals): (&str, &'static str, usize)| {
        let shown = scope.primary(id).ok()?;
        Some(shift(name, decimals, shown.measured))
    };
    SHIFTS.into_iter().filter_map(found).collect()
}

fn shift(name: &'static str, decimals: usize, measured: &Measured) -> Shift {
    let interval = Interval::from(measured);
    Shift {
        name,
        change: measured.value.map_or_else(String::new, |value| number::signed(value, decimals)),
        interval: interval.figures(decimals).unwrap_or_else(|| "not given".to_owned()),
        evidence: Strength::of(interval, 0.0).short(),
    }
}

/// The area's usual movement and its straight line, in words.
pub fn sentences(scope: Scope<'_>) -> Vec<String> {
    let matched = matched(scope);
    let usual = scope.area.xmr.as_ref().map(usual).unwrap_or_default();
    let line = scope.area.course.as_ref().map(line);
    matched.into_iter().chain(usual).chain(line).collect()
}

/// The rate on PCNs that filed throughout, so that response cannot move it.
fn matched(scope: Scope<'_>) -> Option<String> {
    let last = scope.area.trend.last()?.matched?;
    let first = scope.area.trend.iter().find(|point| point.matched.is_some_and(|m| m.pcns == last.pcns))?;
    let from = first.matched?;
    let to = scope.area.trend.last()?;
    (first.census < to.census).then(|| {
        format!(
            "In the {} with a return at every census since {}, the rate went from {} to {}.",
            list::counted(last.pcns, "PCN"),
            first.census.words(),
            number::rate(from.rate),
            number::rate(last.rate)
        )
    })
}

/// Whether the last change from quarter to quarter is unlike the others.
fn usual(xmr: &Xmr) -> Vec<String> {
    let Some((change, signal)) = xmr.changes.last().zip(xmr.signals.last()) else { return Vec::new() };
    let limits = format!("{} to {}", limit(xmr.limits.lower, 2), limit(xmr.limits.upper, 2));
    let what = match signal {
        None => format!("was usual movement (from {limits})"),
        Some(signal) => format!("was {} (usual movement is from {limits})", words(*signal)),
    };
    let mut sentences = vec![format!("The change in the quarter to {} {what}.", change.census.words())];
    if xmr.trial {
        let n = crate::claim::Claimed::derived(xmr.changes.len(), "changes from quarter to quarter");
        let rule = crate::claim::quoted(&CHANGES.to_string());
        sentences.push(format!(
            "These are trial limits from {} changes; {rule} are needed to fix them.",
            number::count(n)
        ));
    }
    sentences
}

/// Why a change is unlike usual movement.
fn words(signal: Signal) -> &'static str {
    match signal {
        Signal::AboveLimit => "above usual movement",
        Signal::BelowLimit => "below usual movement",
        Signal::Rising => "the last of seven or more that each rose",
        Signal::Falling => "the last of seven or more that each fell",
        Signal::NearUpper => "one of two in three near the upper limit",
        Signal::NearLower => "one of two in three near the lower limit",
        Signal::RunAbove => "the last of seven or more above their mean",
        Signal::RunBelow => "the last of seven or more below their mean",
    }
}

/// The robust straight line through the rates.
fn line(course: &Course) -> String {
    let interval = Interval::from(&course.slope_per_year);
    let range = interval.words(2).map(|words| format!(" (95% interval {words})")).unwrap_or_default();
    format!(
        "A robust straight line through {} from {} to {} changes by {} a year{range}.",
        list::counted(course.censuses, "quarter"),
        course.from.words(),
        course.to.words(),
        limit(course.slope_per_year.value, 2)
    )
}
