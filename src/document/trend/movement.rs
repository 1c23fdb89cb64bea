//! Whether a change is more than usual movement, and how measures moved over the same year.

use serde::Serialize;

use super::super::figure::{Caption, Figure, Figures};
use super::super::scope::Scope;
use crate::analysis::{Course, Measured, Xmr};
use crate::chart::ChartError;
use crate::chart::xmr::XmrChart;
use crate::claim::{Claimed, quoted};
use crate::measure::xmr::{CHANGES, FEWEST, Signal};
use crate::number;
use crate::subject::Census;
use crate::words::difference::{against, limit};
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
        shown.measured.lower.map(|_| shift(name, decimals, shown.measured))
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

/// What the table of changes rests on.
pub fn note(scope: Scope<'_>) -> String {
    format!(
        "By {}, on PCNs with a return at both dates; the need slope, for ten points more, takes all with a return at either.",
        scope.indicator().name
    )
}

/// The chart of changes from quarter to quarter; none where they are too few to say what is usual.
pub fn chart(scope: Scope<'_>, figures: &mut Figures) -> Result<Option<Figure>, ChartError> {
    let Some(chart) = XmrChart::new(scope.area) else { return Ok(None) };
    let outside = chart.changes.iter().filter(|change| change.outside.is_some()).count();
    let all = number::count(Claimed::derived(chart.changes.len(), "changes from quarter to quarter"));
    let title = if outside == 0 {
        format!("All {all} changes from quarter to quarter lay within usual movement")
    } else {
        let was = if outside == 1 { "was" } else { "were" };
        let outside = Claimed::derived(outside, "changes from quarter to quarter unlike usual movement");
        format!(
            "{} of {all} changes from quarter to quarter {was} unlike usual movement",
            number::count(outside)
        )
    };
    let limits = if chart.trial { "trial limits" } else { "limits" };
    let caption = Caption {
        title,
        subtitle: format!(
            "Change from the quarter before, PCNs with a return at both, to {}; {limits}",
            scope.census()
        ),
        source: scope.workforce_line(),
    };
    figures.place(Some(chart.draw()), caption).map(Some)
}

/// The area's usual movement and its straight line, in words.
pub fn sentences(scope: Scope<'_>) -> Vec<String> {
    let matched = matched(scope);
    let usual = scope.area.xmr.as_ref().map(|xmr| usual(xmr, scope.edition.edition)).unwrap_or_default();
    let line = scope.area.course.as_ref().map(line);
    matched.into_iter().chain(usual).chain(line).collect()
}

/// The rate on PCNs that filed throughout, so that response cannot move it; none where they are under half of all.
fn matched(scope: Scope<'_>) -> Option<String> {
    let breaks = scope.edition.breaks();
    let parts = breaks.split(&scope.area.trend, |point| point.census);
    let (first, last) = (parts.last()?.points().first()?, parts.last()?.points().last()?);
    let (from, to) = (first.matched?, last.matched?);
    let most = 2 * to.pcns.get() >= last.returns.pcns.get();
    let moved = match against(to.rate, from.rate, 2) {
        Some(_) => format!("went from {} to {}", number::rate(from.rate), number::rate(to.rate)),
        None => format!("stayed at {}", number::rate(to.rate)),
    };
    (most && first.census < last.census).then(|| {
        format!(
            "In the {} of {} PCNs with a return at every census since {}, the rate {moved}.",
            number::count(to.pcns),
            number::count(last.returns.pcns),
            first.census.words()
        )
    })
}

/// Whether the last change from quarter to quarter is within usual movement.
fn usual(xmr: &Xmr, edition: Census) -> Vec<String> {
    let Some((change, signal)) = xmr.changes.last().zip(xmr.signals.last()) else { return Vec::new() };
    if xmr.changes.len() < FEWEST {
        return Vec::new();
    }
    if change.census != edition {
        return vec![format!(
            "Whether the change in the quarter to {} is usual movement is not known: the series breaks before it.",
            edition.words()
        )];
    }
    let limits = format!("between {} and {}", limit(xmr.limits.lower, 2), limit(xmr.limits.upper, 2));
    let what = match signal {
        None => format!("lay within usual movement ({limits})"),
        Some(signal) => format!("was {} (usual movement is {limits})", words(*signal)),
    };
    let mut sentences = vec![format!("The change in the quarter to {} {what}.", change.census.words())];
    if xmr.trial {
        let n = Claimed::derived(xmr.changes.len(), "changes from quarter to quarter");
        let rule = quoted(&CHANGES.to_string());
        sentences.push(format!(
            "These are trial limits from {} changes; {rule} are needed before limits are final.",
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

/// The robust straight line through the rates, without its interval, which takes quarters as independent.
fn line(course: &Course) -> String {
    let slope = course.slope_per_year.value;
    let course_of = match Strength::of(Interval::from(&course.slope_per_year), 0.0).speaks() {
        true if slope > 0.0 => format!("rose by about {} a year", number::magnitude(slope, 2)),
        true if slope < 0.0 => format!("fell by about {} a year", number::magnitude(slope, 2)),
        _ => "showed no clear trend".to_owned(),
    };
    format!(
        "Over {} from {} to {}, the rate of those PCNs that had made a return {course_of}.",
        list::counted_as(course.censuses, ("census", "censuses")),
        course.from.words(),
        course.to.words()
    )
}
