//! Whether a change is more than usual movement, and how measures moved over the same year.

use super::super::scope::Scope;
use super::quarters;
use crate::analysis::{Measured, Xmr};
use crate::chart::xmr::XmrChart;
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::measure::Verdict;
use crate::measure::xmr::{CHANGES, FEWEST};
use crate::subject::Census;
use crate::text;
use crate::text::number;
use crate::text::words::difference::limit;
use crate::text::words::interval::Interval;
use crate::text::words::verdict;
use crate::text::{Cell, Chart, Claimed, Column, Table, Text};

content! {
    /// The area over time, beside what the paper says of it.
    #[derive(Debug)]
    pub struct Trend {
        movement: Vec<Text>,
        changes: Option<Table>,
        xmr: Option<Chart>,
        quarters: Option<Table>,
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Result<Trend, ChartError> {
    Ok(Trend {
        movement: sentences(scope),
        changes: changes(scope),
        xmr: chart(scope)?,
        quarters: quarters::compose(scope),
    })
}

/// The measures whose change is shown, with their names and decimals.
const CHANGES_OF: [(&str, &str, usize); 4] = [
    ("gap-change-4q", "Gap", 2),
    ("sii-change-4q", "Slope index (SII)", 2),
    ("need-slope-change-4q", "Need slope", 3),
    ("hoover-change-4q", "Hoover index", 3),
];

/// How measures moved; those without a change are left out.
fn changes(scope: Scope<'_>) -> Option<Table> {
    let found = |(id, name, decimals): (&str, &'static str, usize)| {
        let shown = scope.primary(id).ok()?;
        shown.measured.lower.map(|_| change(name, decimals, shown.measured))
    };
    let rows: Vec<Vec<Cell>> = CHANGES_OF.into_iter().filter_map(found).collect();
    let columns = vec![
        Column::words("Measure"),
        Column::figures("Change"),
        Column::figures("95% interval"),
        Column::words("Evidence"),
    ];
    let title = "How measures moved over the same four quarters";
    (!rows.is_empty()).then(|| Table::new("changes", title, columns).rows(rows).notes(vec![note(scope)]))
}

fn change(name: &'static str, decimals: usize, measured: &Measured) -> Vec<Cell> {
    let interval = Interval::from(measured).figures(decimals);
    let what = measured.verdict.unwrap_or(Verdict::TooFewPcns);
    vec![
        name.into(),
        Cell::known(measured.value.map(|value| number::signed(value, decimals))),
        interval.unwrap_or("not given".into()).into(),
        verdict::short(what).into(),
    ]
}

/// What the table of changes rests on.
fn note(scope: Scope<'_>) -> Text {
    let slope = scope.primary("need-slope-change-4q").is_ok();
    let also =
        if slope { "; the need slope, for ten points more, takes all with a return at either" } else { "" };
    text!("By {}, on PCNs with a return at both dates{}.", scope.indicator().name, also)
}

/// The chart of changes from quarter to quarter; none where they are too few to say what is usual.
fn chart(scope: Scope<'_>) -> Result<Option<Chart>, ChartError> {
    let Some(chart) = XmrChart::new(scope.area).filter(|_| !scope.is_withheld()) else { return Ok(None) };
    let outside = chart.changes.iter().filter(|change| change.outside.is_some()).count();
    let all = number::count(Claimed::derived(chart.changes.len(), "changes from quarter to quarter"));
    let title = if outside == 0 {
        let limits = if chart.trial { "trial limits" } else { "usual movement" };
        text!("All {} changes from quarter to quarter lay within {}", all, limits)
    } else {
        let was = if outside == 1 { "was" } else { "were" };
        let outside = Claimed::derived(outside, "changes from quarter to quarter unlike usual movement");
        text!(
            "{} of {} changes from quarter to quarter {} unlike usual movement",
            number::count(outside),
            all,
            was
        )
    };
    let limits = if chart.trial { "trial limits" } else { "limits" };
    let caption = Caption {
        title,
        subtitle: text!(
            "Change from the quarter before, PCNs with a return at both, to {}; {}",
            scope.census(),
            limits
        ),
        source: scope.workforce_line(),
    };
    chart.draw(caption).map(Some)
}

/// The rate on the same PCNs throughout, and the area's usual movement, in words.
fn sentences(scope: Scope<'_>) -> Vec<Text> {
    if scope.is_withheld() {
        return Vec::new();
    }
    let matched = matched(scope);
    let xmr = scope.area.own.series.xmr.as_ref().filter(|xmr| xmr.changes.len() >= FEWEST);
    let usual = xmr.map_or_else(|| vec![too_few(scope)], |xmr| usual(xmr, scope.edition.edition));
    matched.into_iter().chain(usual).collect()
}

/// The rate on PCNs that filed throughout, so that returns cannot move it; none where they are under half of all.
fn matched(scope: Scope<'_>) -> Option<Text> {
    let change = scope.area.own.series.matched_change.as_ref()?;
    let pcns = scope.area.own.level.returns.pcns;
    let interval = Interval::from(&change.contrast).words(2)?;
    let what = verdict::about(change.contrast.verdict, "change");
    (2 * change.pcns.get() >= pcns.get()).then(|| {
        text!("In the {} of {} PCNs with a return at every census since {}, the rate was {} then and {} now. The 95% interval of that change is {}: {}.", number::count(change.pcns), number::count(pcns), change.from, number::rate(change.rate_from), number::rate(change.rate_to), interval, what)
    })
}

/// Why there are no limits of usual movement.
fn too_few(scope: Scope<'_>) -> Text {
    let there = scope.area.own.series.xmr.as_ref().map_or(0, |xmr| xmr.changes.len());
    let there = Claimed::derived(there, "changes from quarter to quarter that can be told");
    let needed = Claimed::derived(FEWEST, "changes that trial limits take");
    text!(
        "Usual movement from quarter to quarter (XmR) is not known: {} of the {} changes that it takes can be told.",
        number::count(there),
        number::count(needed)
    )
}

/// Whether the last change from quarter to quarter is within usual movement.
fn usual(xmr: &Xmr, edition: Census) -> Vec<Text> {
    let Some((change, signal)) = xmr.changes.last().zip(xmr.signals.last()) else { return Vec::new() };
    if change.census != edition {
        return vec![text!(
            "Whether the change in the quarter to {} is usual movement is not known: the series breaks before it.",
            edition
        )];
    }
    let limits = text!("between {} and {}", limit(xmr.limits.lower, 2), limit(xmr.limits.upper, 2));
    let what = match signal {
        None => text!("lay within usual movement ({})", limits),
        Some(signal) => text!("was {} (usual movement is {})", quarters::signal_words(*signal), limits),
    };
    let mut sentences = vec![text!("The change in the quarter to {} {}.", change.census, what)];
    if xmr.trial {
        let n = Claimed::derived(xmr.changes.len(), "changes from quarter to quarter");
        let rule = number::count(Claimed::derived(CHANGES, "changes that limits take"));
        sentences.push(text!(
            "These are trial limits from {} changes; {} are needed before limits are final.",
            number::count(n),
            rule
        ));
    }
    sentences
}
