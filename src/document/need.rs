//! The need indicator and provision: England's slope, and the area's own.

mod slopes;

use serde::Serialize;

use super::figure::{Caption, Figure, Figures};
use super::inequality::without_icb;
use super::scope::{Scope, Shown};
use crate::chart::ChartError;
use crate::chart::need_scatter::NeedScatter;
use crate::subject::{Indicator, Need};
use crate::text::claim::Claimed;
use crate::text::number::{self, Direction};
use crate::text::words::difference::{difference, limit};
use crate::text::words::interval::Interval;
use crate::text::words::{list, verdict};

/// The page.
#[derive(Debug, Serialize)]
pub struct NeedPage {
    heading: String,
    definition: String,
    england: Vec<String>,
    chart: Figure,
    own: Vec<String>,
    others: Vec<String>,
    slope_chart: Figure,
}

/// Composes the page.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<NeedPage, ChartError> {
    let indicator = scope.indicator();
    let chart = NeedScatter::new(scope.edition, scope.area).map(|scatter| scatter.draw());
    Ok(NeedPage {
        heading: format!("{} and link workers", list::capital(indicator.name)),
        definition: format!("{} is {}.", list::capital(indicator.name), indicator.definition),
        england: england(scope, indicator),
        chart: figures.place(chart, caption(scope))?,
        own: own(scope),
        others: others(scope),
        slope_chart: slopes::chart(scope, figures)?,
    })
}

fn caption(scope: Scope<'_>) -> Caption {
    let name = scope.indicator().name;
    Caption {
        title: message(scope),
        subtitle: format!(
            "FTE per 10,000 registered patients and {name}, England’s PCNs with a return, {}",
            scope.census()
        ),
        source: scope.source_line(),
    }
}

/// The chart's message: the direction of England's slope where its interval allows one.
fn message(scope: Scope<'_>) -> String {
    let name = scope.indicator().name;
    let Ok(slope) = scope.england().primary("need-slope") else {
        return format!("Link worker time and {name}");
    };
    match direction(slope.value) {
        _ if !slope.verdict().speaks() => {
            format!("No clear association between {name} and link worker time")
        }
        Direction::Fewer => {
            verdict::headline(slope.verdict(), &format!("less link worker time where {name} is higher"))
        }
        Direction::More => {
            verdict::headline(slope.verdict(), &format!("more link worker time where {name} is higher"))
        }
        Direction::Same => format!("About the same link worker time whatever the {name}"),
    }
}

fn direction(slope: Claimed) -> Direction {
    number::direction(slope, number::slope_decimals(slope))
}

/// England's slope with its interval and strength.
fn england(scope: Scope<'_>, indicator: &Indicator) -> Vec<String> {
    match scope.england().finding("need-slope", indicator.need) {
        Ok(slope) => {
            let mut sentences = vec![format!("Across England, {}", step(slope, indicator))];
            sentences.push(evidence(slope));
            sentences.extend(without_icb(scope, slope.measured, "it", decimals_of(slope)));
            if scope.is_england() {
                sentences.extend(parts(scope));
            }
            sentences
        }
        Err(why) => vec![format!("England’s slope is not shown: {why}.")],
    }
}

/// England's slope taken apart: inside and between ICBs, corrected for the survey's error, and over time.
fn parts(scope: Scope<'_>) -> Vec<String> {
    let part = |id: &str, words: &str| {
        let slope = scope.primary(id).ok()?;
        let decimals = number::slope_decimals(slope.value);
        let interval = slope.interval().words(decimals)?;
        let what = verdict::short(slope.verdict());
        Some(format!("{words} is {} FTE (95% interval {interval}): {what}.", limit(slope.value, decimals)))
    };
    let over_time = || {
        let model = scope.edition.england.panel_model.get(scope.indicator().id)?;
        let trend = model.over_time.trend.as_ref()?;
        let value = trend.estimate.value;
        let decimals = number::slope_decimals(value);
        Some(format!(
            "In one model of every quarter from {} to {}, the slope {} by {} a quarter (95% interval {}): {}.",
            model.from.words(),
            model.to.words(),
            if value > 0.0 { "rose" } else { "fell" },
            number::magnitude(value, decimals),
            Interval::from(trend).words(decimals)?,
            verdict::short(trend.verdict)
        ))
    };
    [
        part("need-slope-within", "The slope among PCNs of the same ICB"),
        part("need-slope-between", "That among ICBs"),
        part(
            "need-slope-corrected",
            "Corrected for the survey’s error, whose size is taken as known, England’s slope",
        ),
        over_time(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What ten points more of an indicator go with.
fn step(slope: Shown<'_>, indicator: &Indicator) -> String {
    let words = indicator.ten_points_words;
    match difference(slope.value, number::slope_decimals(slope.value)) {
        Some(size) => format!("PCNs where {words} had {size} FTE per 10,000 patients."),
        None => format!("PCNs where {words} had about the same FTE per 10,000 patients."),
    }
}

/// A slope's interval and what it amounts to.
fn evidence(slope: Shown<'_>) -> String {
    let what = verdict::about(slope.verdict(), "association");
    match slope.interval().words(decimals_of(slope)) {
        Some(words) => format!("The 95% interval is {words}: {what}."),
        None => format!("{}.", list::capital(&what)),
    }
}

fn decimals_of(slope: Shown<'_>) -> usize {
    number::slope_decimals(slope.value)
}

/// The area's own slope, which few PCNs can carry; nothing for England.
fn own(scope: Scope<'_>) -> Vec<String> {
    if scope.is_england() {
        return Vec::new();
    }
    let slope = match scope.primary("need-slope") {
        Ok(slope) => slope,
        Err(why) => {
            return vec![format!("{} has no slope of its own here: {why}.", scope.name())];
        }
    };
    let decimals = number::slope_decimals(slope.value);
    let size = difference(slope.value, decimals).unwrap_or_else(|| "about the same".to_owned());
    let pcns = list::counted(slope.measured.n, "PCN");
    let mut sentences = vec![format!(
        "Within {}, the same step over {pcns} goes with {size} FTE per 10,000 patients.",
        scope.name()
    )];
    sentences.push(evidence(slope));
    sentences
}

/// England's slope by the other indicators.
fn others(scope: Scope<'_>) -> Vec<String> {
    let others: Vec<Need> = scope.needs().into_iter().skip(1).collect();
    let mut sentences = Vec::new();
    for need in &others {
        let Ok(slope) = scope.england().finding("need-slope", *need) else {
            continue;
        };
        let indicator = need.indicator();
        sentences.push(format!("Across England, by {} instead, {}", indicator.name, step(slope, indicator)));
        sentences.push(evidence(slope));
        sentences.extend(without_icb(scope, slope.measured, "it", decimals_of(slope)));
    }
    if !sentences.is_empty() {
        sentences.push(
            "The two indicators measure different things, so neither stands in for the other.".to_owned(),
        );
    }
    sentences
}
