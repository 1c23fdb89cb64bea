//! Over time: the rate by census, who filed, and where a series breaks.

mod movement;

use super::change;
use super::scope::Scope;
use crate::analysis::TrendPoint;
use crate::chart::run_chart::RunChart;
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::subject::Census;
use crate::text;
use crate::text::number;
use crate::text::words::{list, verdict};
use crate::text::{Chart, Claimed, Table, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct Trend {
        change: Vec<Text>,
        completeness: Vec<Text>,
        movement: Vec<Text>,
        changes: Option<Table>,
        breaks: Vec<Text>,
        chart: Option<Chart>,
        xmr: Option<Chart>,
    }
}

/// Composes the page.
pub fn compose(scope: Scope<'_>) -> Result<Trend, ChartError> {
    let chart = RunChart::new(scope.edition, scope.area);
    Ok(Trend {
        change: change::sentences(scope),
        completeness: completeness(&scope.area.own.series.trend),
        movement: movement::sentences(scope),
        changes: movement::changes(scope),
        breaks: breaks(scope),
        chart: chart.map(|chart| chart.draw(caption(scope))).transpose()?,
        xmr: movement::chart(scope)?,
    })
}

fn caption(scope: Scope<'_>) -> Caption {
    Caption {
        title: message(scope),
        subtitle: text!("FTE per 10,000 registered patients in PCNs with a return, to {}", scope.census()),
        source: scope.workforce_line(),
    }
}

/// The chart's message: the direction of the change where its interval allows one.
fn message(scope: Scope<'_>) -> Text {
    let neutral = text!("Link worker time at each census");
    let Some(change) = &scope.area.own.series.change else {
        return neutral;
    };
    let drawn = |census| {
        scope
            .area
            .own
            .series
            .trend
            .iter()
            .any(|p| p.census == census && p.rate.is_some() && p.rate_why_not_shown.is_none())
    };
    if !drawn(change.from) || !drawn(change.to) {
        return neutral;
    }
    let since = change.from;
    match change.contrast.estimate.value {
        _ if !change.contrast.verdict.speaks() => text!("The change since {} could be chance", since),
        value => {
            let size = if value > 0.0 { "more" } else { "less" };
            verdict::headline(change.contrast.verdict, text!("{} link worker time than in {}", size, since))
        }
    }
}

/// How far returns covered patients, first and last: more returns raise FTE and no rate.
fn completeness(trend: &[TrendPoint]) -> Vec<Text> {
    let known = |point: &TrendPoint| Some((point.census, point.returns.completeness?));
    let (Some((first, from)), Some((last, to))) =
        (trend.first().and_then(known), trend.last().and_then(known))
    else {
        return vec!["How far returns covered patients is not known.".into()];
    };
    let (from_words, to_words) = (number::coverage(from), number::coverage(to));
    if first == last || number::coverage_text(from.get()) == number::coverage_text(to.get()) {
        return vec![text!("Returns covered {} of patients in {}.", to_words, last)];
    }
    let mut sentences =
        vec![text!("Returns covered {} of patients in {} and {} in {}.", from_words, first, to_words, last)];
    if to.get() - from.get() > 0.05 {
        sentences.push(
            "More returns raise the FTE reported, not the rate, which counts PCNs with a return.".into(),
        );
    }
    sentences
}

/// The breaks that the chart's series cross, and where the area's own starts later than England's.
fn breaks(scope: Scope<'_>) -> Vec<Text> {
    let all = &scope.edition.england.own.series.trend;
    let censuses: Vec<Census> = all.iter().map(|point| point.census).collect();
    let breaks = scope.edition.breaks();
    let crossed = breaks.within(&censuses).into_iter().map(|edge| Text::from(edge.sentence));
    let start =
        scope.area.own.series.trend.first().zip(all.first()).filter(|(own, all)| own.census > all.census);
    let starts = start.map(|(own, _)| text!("{} is in the files from {} on.", scope.name(), own.census));
    crossed.chain(starts).chain(between_quarters(scope)).collect()
}

/// That months between quarters are drawn and in no measure.
fn between_quarters(scope: Scope<'_>) -> Option<Text> {
    let between = &scope.edition.between_quarters;
    let (first, last) = (between.first()?, between.last()?);
    let count = Claimed::derived(between.len(), "censuses between quarters since the last break");
    let months = list::counted_as(count, "census between quarters", "censuses between quarters");
    let when = if first == last { (*first).into() } else { text!("from {} to {}", *first, *last) };
    Some(text!("{}, {}: drawn, and in no change, usual movement or model.", months.capital(), when))
}
