//! Over time: the rate by census, who filed, and where a series breaks.

mod movement;

use serde::Serialize;

use super::figure::{Caption, Figure, Figures};
use super::page_one;
use super::scope::Scope;
use crate::analysis::TrendPoint;
use crate::chart::ChartError;
use crate::chart::run_chart::RunChart;
use crate::subject::Census;
use crate::text::claim::Claimed;
use crate::text::number;
use crate::text::words::{list, verdict};

/// The page.
#[derive(Debug, Serialize)]
pub struct Trend {
    change: Vec<String>,
    completeness: Vec<String>,
    movement: Vec<String>,
    shifts: Vec<movement::Shift>,
    shifts_note: String,
    breaks: Vec<String>,
    chart: Figure,
    xmr: Option<Figure>,
}

/// Composes the page.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<Trend, ChartError> {
    let chart = RunChart::new(scope.edition, scope.area).map(|chart| chart.draw());
    Ok(Trend {
        change: page_one::change(scope),
        completeness: completeness(&scope.area.trend),
        movement: movement::sentences(scope),
        shifts: movement::shifts(scope),
        shifts_note: movement::note(scope),
        breaks: breaks(scope),
        chart: figures.place(chart, caption(scope))?,
        xmr: movement::chart(scope, figures)?,
    })
}

fn caption(scope: Scope<'_>) -> Caption {
    Caption {
        title: message(scope),
        subtitle: format!("FTE per 10,000 registered patients in PCNs with a return, to {}", scope.census()),
        source: scope.workforce_line(),
    }
}

/// The chart's message: the direction of the change where its interval allows one.
fn message(scope: Scope<'_>) -> String {
    let neutral = "Link worker time at each census".to_owned();
    let Some(change) = &scope.area.change else {
        return neutral;
    };
    let drawn = |census| {
        scope
            .area
            .trend
            .iter()
            .any(|p| p.census == census && p.rate.is_some() && p.rate_why_not_shown.is_none())
    };
    if !drawn(change.from) || !drawn(change.to) {
        return neutral;
    }
    let since = change.from.words();
    match change.contrast.estimate.value {
        _ if !change.contrast.verdict.speaks() => format!("The change since {since} could be chance"),
        value => {
            let size = if value > 0.0 { "more" } else { "less" };
            verdict::headline(change.contrast.verdict, &format!("{size} link worker time than in {since}"))
        }
    }
}

/// How far returns covered patients, first and last: more returns raise FTE and no rate.
fn completeness(trend: &[TrendPoint]) -> Vec<String> {
    let known = |point: &TrendPoint| Some((point.census.words(), point.returns.completeness?));
    let (Some((first, from)), Some((last, to))) =
        (trend.first().and_then(known), trend.last().and_then(known))
    else {
        return vec!["How far returns covered patients is not known.".to_owned()];
    };
    let (from_words, to_words) = (number::coverage(from), number::coverage(to));
    if first == last || number::coverage_text(from.get()) == number::coverage_text(to.get()) {
        return vec![format!("Returns covered {to_words} of patients in {last}.")];
    }
    let mut sentences =
        vec![format!("Returns covered {from_words} of patients in {first} and {to_words} in {last}.")];
    if to.get() - from.get() > 0.05 {
        sentences.push(
            "More returns raise the FTE reported, not the rate, which counts PCNs with a return.".to_owned(),
        );
    }
    sentences
}

/// The breaks that the chart's series cross, and where the area's own starts later than England's.
fn breaks(scope: Scope<'_>) -> Vec<String> {
    let all = &scope.edition.england.trend;
    let censuses: Vec<Census> = all.iter().map(|point| point.census).collect();
    let breaks = scope.edition.breaks();
    let crossed = breaks.within(&censuses).into_iter().map(|edge| edge.sentence.to_owned());
    let start = scope.area.trend.first().zip(all.first()).filter(|(own, all)| own.census > all.census);
    let starts =
        start.map(|(own, _)| format!("{} is in the files from {} on.", scope.name(), own.census.words()));
    crossed.chain(starts).chain(between_quarters(scope)).collect()
}

/// That months between quarters are drawn and in no measure.
fn between_quarters(scope: Scope<'_>) -> Option<String> {
    let between = &scope.edition.between_quarters;
    let (first, last) = (between.first()?, between.last()?);
    let count = Claimed::derived(between.len(), "censuses between quarters since the last break");
    let months = list::counted_as(count, ("census between quarters", "censuses between quarters"));
    let when =
        if first == last { first.words() } else { format!("from {} to {}", first.words(), last.words()) };
    Some(format!("{}, {when}: drawn, and in no change, usual movement or model.", list::capital(&months)))
}
