//! The need indicator and provision: England's slope, and the area's own.

use super::super::gap::without_icb;
use super::super::scope::{Scope, Shown};
use crate::content;
use crate::subject::{Indicator, Need};
use crate::text;
use crate::text::Text;
use crate::text::number;
use crate::text::words::difference::{difference, limit};
use crate::text::words::interval::Interval;
use crate::text::words::{list, verdict};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct NeedPage {
        /// England's slope.
        england: Vec<Text>,
        /// The area's own slope; nothing for England.
        own: Vec<Text>,
        /// England's slope by the other indicators, each with its evidence.
        others: Vec<Text>,
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>) -> NeedPage {
    NeedPage { england: england(scope, scope.indicator()), own: own(scope), others: others(scope) }
}

/// England's slope with its interval and strength.
fn england(scope: Scope<'_>, indicator: &Indicator) -> Vec<Text> {
    match scope.england().finding("need-slope", indicator.need) {
        Ok(slope) => {
            let mut sentences = vec![text!("Across England, {}", step(slope, indicator))];
            sentences.push(evidence(slope));
            sentences.extend(without_icb(scope, slope.measured, "it", decimals_of(slope)));
            if scope.is_england() {
                sentences.extend(parts(scope));
            }
            sentences
        }
        Err(why) => vec![text!("England’s slope is not shown: {}.", why)],
    }
}

/// England's slope taken apart: inside and between ICBs, corrected for the survey's error, and over time.
fn parts(scope: Scope<'_>) -> Vec<Text> {
    let part = |id: &str, words: &'static str| {
        let slope = scope.primary(id).ok()?;
        let decimals = number::slope_decimals(slope.value);
        let interval = slope.interval().words(decimals)?;
        let what = verdict::short(slope.verdict());
        Some(text!(
            "{} is {} FTE (95% interval {}): {}.",
            words,
            limit(slope.value, decimals),
            interval,
            what
        ))
    };
    let over_time = || {
        let model = scope.edition.england.own.models.panel_model.get(scope.indicator().id)?;
        let trend = model.over_time.trend.as_ref()?;
        let value = trend.estimate.value;
        let decimals = number::slope_decimals(value);
        Some(text!(
            "In one model of every quarter from {} to {}, the slope {} by {} a quarter (95% interval {}): {}.",
            model.from,
            model.to,
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
fn step(slope: Shown<'_>, indicator: &Indicator) -> Text {
    let words = indicator.ten_points_words;
    match difference(slope.value, number::slope_decimals(slope.value)) {
        Some(size) => text!("PCNs where {} had {} FTE per 10,000 patients.", words, size),
        None => text!("PCNs where {} had about the same FTE per 10,000 patients.", words),
    }
}

/// A slope's interval and what it amounts to.
fn evidence(slope: Shown<'_>) -> Text {
    let what = verdict::about(slope.verdict(), "association");
    match slope.interval().words(decimals_of(slope)) {
        Some(words) => text!("The 95% interval is {}: {}.", words, what),
        None => text!("{}.", what.capital()),
    }
}

fn decimals_of(slope: Shown<'_>) -> usize {
    number::slope_decimals(slope.value)
}

/// The area's own slope, which few PCNs can carry; nothing for England.
fn own(scope: Scope<'_>) -> Vec<Text> {
    if scope.is_england() {
        return Vec::new();
    }
    let slope = match scope.primary("need-slope") {
        Ok(slope) => slope,
        Err(why) => {
            return vec![text!("{} has no slope of its own here: {}.", scope.name(), why)];
        }
    };
    let decimals = number::slope_decimals(slope.value);
    let size = difference(slope.value, decimals).unwrap_or("about the same".into());
    let pcns = list::counted(slope.measured.n, "PCN");
    let mut sentences = vec![text!(
        "Within {}, the same step over {} goes with {} FTE per 10,000 patients.",
        scope.name(),
        pcns,
        size
    )];
    sentences.push(evidence(slope));
    sentences
}

/// England's slope by the other indicators.
fn others(scope: Scope<'_>) -> Vec<Text> {
    let others: Vec<Need> = scope.needs().into_iter().skip(1).collect();
    let mut sentences = Vec::new();
    for need in &others {
        let Ok(slope) = scope.england().finding("need-slope", *need) else {
            continue;
        };
        let indicator = need.indicator();
        sentences.push(text!("Across England, by {} instead, {}", indicator.name, step(slope, indicator)));
        sentences.push(evidence(slope));
        sentences.extend(without_icb(scope, slope.measured, "it", decimals_of(slope)));
    }
    if !sentences.is_empty() {
        sentences
            .push("The two indicators measure different things, so neither stands in for the other.".into());
    }
    sentences
}
