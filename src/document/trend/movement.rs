//! Whether a change is more than usual movement, and how measures moved over the same year.

use serde::Serialize;

use super::super::figure::{Caption, Figure, Figures};
use super::super::scope::Scope;
use crate::analysis::{Measured, Xmr};
use crate::chart::ChartError;
use crate::chart::xmr::XmrChart;
use crate::measure::Verdict;
use crate::measure::xmr::{CHANGES, FEWEST, Signal};
use crate::subject::Census;
use crate::text::claim::{Claimed, quoted};
use crate::text::number;
use crate::text::words::difference::limit;
use crate::text::words::interval::Interval;
use crate::text::words::verdict;

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
    let what = measured.verdict.unwrap_or(Verdict::TooFewPcns);
    Shift {
        name,
        change: measured.value.map_or_else(String::new, |value| number::signed(value, decimals)),
        interval: interval.figures(decimals).unwrap_or_else(|| "not given".to_owned()),
        evidence: verdict::short(what),
    }
}

/// What the table of changes rests on.
pub fn note(scope: Scope<'_>) -> String {
    let slope = scope.primary("need-slope-change-4q").is_ok();
    let also =
        if slope { "; the need slope, for ten points more, takes all with a return at either" } else { "" };
    format!("By {}, on PCNs with a return at both dates{also}.", scope.indicator().name)
}

/// The chart of changes from quarter to quarter; none where they are too few to say what is usual.
pub fn chart(scope: Scope<'_>, figures: &mut Figures) -> Result<Option<Figure>, ChartError> {
    let Some(chart) = XmrChart::new(scope.area).filter(|_| !scope.is_withheld()) else { return Ok(None) };
    let outside = chart.changes.iter().filter(|change| change.outside.is_some()).count();
    let all = number::count(Claimed::derived(chart.changes.len(), "changes from quarter to quarter"));
    let title = if outside == 0 {
        let limits = if chart.trial { "trial limits" } else { "usual movement" };
        format!("All {all} changes from quarter to quarter lay within {limits}")
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

/// The rate on the same PCNs throughout, and the area's usual movement, in words.
pub fn sentences(scope: Scope<'_>) -> Vec<String> {
    if scope.is_withheld() {
        return Vec::new();
    }
    let matched = matched(scope);
    let usual = scope.area.xmr.as_ref().map(|xmr| usual(xmr, scope.edition.edition)).unwrap_or_default();
    matched.into_iter().chain(usual).collect()
}

/// The rate on PCNs that filed throughout, so that returns cannot move it; none where they are under half of all.
fn matched(scope: Scope<'_>) -> Option<String> {
    let change = scope.area.matched_change.as_ref()?;
    let pcns = scope.area.returns.pcns;
    let interval = Interval::from(&change.contrast).words(2)?;
    let what = verdict::about(change.contrast.verdict, "change");
    (2 * change.pcns.get() >= pcns.get()).then(|| {
        format!(
            "In the {} of {} PCNs with a return at every census since {}, the rate was {} then and {} now. The 95% interval of that change is {interval}: {what}.",
            number::count(change.pcns),
            number::count(pcns),
            change.from.words(),
            number::rate(change.rate_from),
            number::rate(change.rate_to)
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
