//! Change: the rate census by census, the same PCNs over the year, and how far returns cover.

use super::change;
use super::scope::Scope;
use super::since;
use crate::analysis::TrendPoint;
use crate::chart::over_time::OverTime;
use crate::chart::regions::RegionPanels;
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::measure::Verdict;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Chart, Claimed, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct Change {
        sentences: Vec<Text>,
        chart: Option<Chart>,
        /// Where a series starts late, and which censuses stand between quarters.
        notes: Vec<Text>,
        /// The regions over time; England's page only.
        regions: Option<Chart>,
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Result<Change, ChartError> {
    let chart = OverTime::new(scope.edition, scope.area);
    let regions = RegionPanels::new(scope.edition).filter(|_| scope.is_england());
    let mut sentences = change::sentences(scope);
    // A line has the share of patients covered under it; columns of FTE need it said.
    if chart.as_ref().is_none_or(|chart| !chart.has_line()) {
        sentences.extend(completeness(&scope.area.own.series.trend));
    }
    sentences.extend(since::sentences(scope));
    Ok(Change {
        sentences,
        chart: chart.map(|chart| chart.draw(caption(scope, &chart))).transpose()?,
        notes: notes(scope),
        regions: regions.map(|chart| chart.draw(of_regions(scope))).transpose()?,
    })
}

fn caption(scope: Scope<'_>, chart: &OverTime) -> Caption {
    let pale = chart.filed.iter().any(|filed| !filed.is_enough);
    let left = match (chart.has_line(), pale) {
        (false, true) => "with patients covered by returns; pale: under 80%",
        _ => "with patients covered by returns",
    };
    let right = if chart.pairs.is_empty() { "" } else { "; right, the year with its 95% interval" };
    Caption {
        title: title(scope),
        subtitle: text!("To {}, {}{}", scope.census(), left, right),
        source: scope.workforce_line(),
    }
}

/// The verdict on the change, in at most ten words.
fn title(scope: Scope<'_>) -> Text {
    let change = scope.area.own.series.change.as_ref().filter(|_| scope.rate().is_ok());
    let Some(change) = change else { return "No change over the year can be told".into() };
    let (verdict, fell) = (change.contrast.verdict, change.contrast.estimate.value < 0.0);
    match (verdict, fell) {
        (Verdict::Clear, true) => "Clearly less link worker time than a year before".into(),
        (Verdict::Clear, false) => "Clearly more link worker time than a year before".into(),
        (Verdict::SomeEvidence, true) => "Some evidence of a fall over the year".into(),
        (Verdict::SomeEvidence, false) => "Some evidence of a rise over the year".into(),
        (Verdict::CouldBeChance, _) => "The change over the year could be chance".into(),
        (Verdict::TooFewPcns, _) => "Too few PCNs to tell a change".into(),
    }
}

fn of_regions(scope: Scope<'_>) -> Caption {
    Caption {
        title: "Each region has its own course beside England’s".into(),
        subtitle: text!(
            "FTE for every 10,000 patients to {}, England dashed; none with too few returns",
            scope.census()
        ),
        source: scope.workforce_line(),
    }
}

fn completeness(trend: &[TrendPoint]) -> Vec<Text> {
    let known = |point: &TrendPoint| Some((point.census, point.returns.completeness?));
    let ends = trend.first().and_then(known).zip(trend.last().and_then(known));
    let Some(((first, from), (last, to))) = ends else {
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

/// Where a series starts later, and the censuses that no change compares.
fn notes(scope: Scope<'_>) -> Vec<Text> {
    let all = &scope.edition.england.own.series.trend;
    let start =
        scope.area.own.series.trend.first().zip(all.first()).filter(|(own, all)| own.census > all.census);
    let starts = start.map(|(own, _)| text!("{} is in the files from {} on.", scope.name(), own.census));
    starts.into_iter().chain(between_quarters(scope)).collect()
}

/// The monthly censuses between quarters, which the chart draws.
fn between_quarters(scope: Scope<'_>) -> Option<Text> {
    let between = &scope.edition.between_quarters;
    let (first, last) = (between.first()?, between.last()?);
    let count = Claimed::derived(between.len(), "censuses between quarters since the last break");
    let months = list::counted_as(count, "census between quarters", "censuses between quarters");
    let when = if first == last { (*first).into() } else { text!("from {} to {}", *first, *last) };
    Some(text!("{}, {}: drawn, and in no change.", months.capital(), when))
}
