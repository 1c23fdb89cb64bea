//! The paper on a page: the answer, four figures, one chart, and what the board is asked.

mod answer;
mod cards;
mod question;
mod shortfall;
mod sureness;

use serde::Serialize;

pub use sureness::{completeness, rounding};

use super::areas;
use super::figure::{Caption, Figure, Figures};
use super::scope::{Scope, Shown};
use crate::analysis::Change;
use crate::chart::ChartError;
use crate::chart::fifth_bars::FifthBars;
use crate::claim::Claimed;
use crate::number::{self, Direction};
use crate::subject::Need;
use crate::words::difference::against;
use crate::words::interval::Interval;
use crate::words::list;
use crate::words::strength::Strength;

/// The first page.
#[derive(Debug, Serialize)]
pub struct PageOne {
    heading: String,
    answer: answer::Answer,
    cards: Vec<cards::Card>,
    chart: Figure,
    change: Vec<String>,
    shortfall: shortfall::Shortfall,
    sureness: sureness::Sureness,
    asked: &'static str,
    question: String,
    wide: bool,
}

impl PageOne {
    /// The page's answer, with how sure it is.
    pub fn answer(&self) -> String {
        self.answer.words()
    }
}

/// Composes the first page.
pub fn compose(scope: Scope<'_>, figures: &mut Figures) -> Result<PageOne, ChartError> {
    let chart = FifthBars::new(scope.edition, scope.area).map(|bars| bars.draw());
    Ok(PageOne {
        heading: format!("{} in summary{}", scope.census(), areas::heading(scope)),
        answer: answer::compose(scope),
        cards: cards::compose(scope),
        chart: figures.place(chart, caption(scope))?,
        change: change(scope),
        shortfall: shortfall::compose(scope),
        sureness: sureness::compose(scope),
        asked: if scope.is_icb() { "Question for the board" } else { "Question to discuss" },
        question: question::compose(scope),
        wide: scope.is_england(),
    })
}

fn caption(scope: Scope<'_>) -> Caption {
    Caption {
        title: message(scope),
        subtitle: format!(
            "FTE per 10,000 registered patients, by fifth of England’s PCNs by {}, {}",
            scope.indicator().name,
            scope.census()
        ),
        source: scope.source_line(),
    }
}

/// The chart's message: the direction of the gap where the interval allows one.
fn message(scope: Scope<'_>) -> String {
    let indicator = scope.indicator();
    let Ok(gap) = scope.primary("gap") else {
        return format!("Link worker time by {}", indicator.name);
    };
    match message_of_gap(scope) {
        None if gap.strength().speaks() => format!("About the same link worker time by {}", indicator.name),
        None => format!("No clear difference in link worker time by {}", indicator.name),
        Some(way) => {
            let size = if way == Direction::Fewer { "Less" } else { "More" };
            format!("{size} link worker time in PCNs {}", indicator.most)
        }
    }
}

/// Which way the gap points, where the interval leaves no difference out.
pub fn message_of_gap(scope: Scope<'_>) -> Option<Direction> {
    let gap = scope.primary("gap").ok().filter(|gap| gap.strength().speaks())?;
    Some(number::direction(gap.value, 2)).filter(|way| *way != Direction::Same)
}

/// Whether the slope index, which takes all PCNs and not only those of the end fifths, points the gap's way.
pub fn borne_out(scope: Scope<'_>) -> bool {
    let index = scope.primary("sii").ok().filter(|sii| sii.strength().speaks());
    index.is_some_and(|sii| Some(number::direction(sii.value, 2)) == message_of_gap(scope))
}

/// What changed over four quarters, or why that is not known.
pub fn change(scope: Scope<'_>) -> Vec<String> {
    match (&scope.area.change, &scope.area.change_why_not_shown) {
        (Some(change), _) => changed(change, Levels::of(scope)),
        (None, Some(why)) => {
            vec![format!("The change over four quarters is not known: {}.", why.words())]
        }
        (None, None) => vec!["The change over four quarters is not known.".to_owned()],
    }
}

/// Whether the two ends of a change may be printed.
#[derive(Clone, Copy)]
enum Levels {
    Shown,
    Withheld,
}

impl Levels {
    fn of(scope: Scope<'_>) -> Self {
        if scope.rate().is_ok() { Self::Shown } else { Self::Withheld }
    }
}

/// The change with its strength; its two levels only where the area's rate may be printed.
fn changed(change: &Change, levels: Levels) -> Vec<String> {
    let who = format!("In {} with a return at both dates", list::counted(change.pcns, "PCN"));
    let (from, to) = (change.from.words(), change.to.words());
    let (before, after) = (number::rate(change.rate_from), number::rate(change.rate_to));
    let interval = Interval::from(&change.estimate);
    let Some(size) = against(change.rate_to, change.rate_from, 2) else {
        let at = if matches!(levels, Levels::Shown) { format!(" ({before})") } else { String::new() };
        let same = format!("{who}, the rate in {to} was about the same as in {from}{at}.");
        let interval = interval.words(2).map(|words| format!("95% interval: {words}."));
        return std::iter::once(same).chain(interval).collect();
    };
    let strength = Strength::of(interval, 0.0).about("change");
    let mut sentences = vec![match levels {
        Levels::Shown => {
            format!("{who}, the rate was {after} in {to}, {size} than in {from} ({before}): {strength}.")
        }
        Levels::Withheld => {
            format!("{who}, there were {size} FTE per 10,000 patients in {to} than in {from}: {strength}.")
        }
    }];
    sentences.extend(interval.words(2).map(|words| format!("95% interval: {words}.")));
    sentences
}

/// The rates of an indicator's two end fifths, most need first.
fn ends(scope: Scope<'_>, need: Need) -> Option<(Claimed, Claimed)> {
    let fifths = scope.area.fifths.get(need.id())?;
    Some((fifths.first()?.rate?, fifths.last()?.rate?))
}

/// The gap by the primary indicator that may be shown, with the rates of its two ends.
pub fn gap(scope: Scope<'_>) -> Result<(Shown<'_>, (Claimed, Claimed)), String> {
    gap_by(scope, scope.edition.need)
}

/// The gap by an indicator that may be shown, with the rates of its two ends.
pub fn gap_by(scope: Scope<'_>, need: Need) -> Result<(Shown<'_>, (Claimed, Claimed)), String> {
    let gap = scope.finding("gap", need)?;
    ends(scope, need).map(|ends| (gap, ends)).ok_or_else(|| "the end fifths have no rate".to_owned())
}
