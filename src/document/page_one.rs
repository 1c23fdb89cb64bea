//! The paper on a page: the answer, four figures, one chart, and what the board is asked.

mod answer;
mod cards;
mod question;
mod shortfall;
mod sureness;

use serde::Serialize;

pub use sureness::completeness;

use super::areas;
use super::figure::{Caption, Figure, Figures};
use super::scope::{Scope, Shown};
use crate::analysis::Change;
use crate::chart::ChartError;
use crate::chart::fifth_bars::FifthBars;
use crate::subject::Need;
use crate::text::claim::Claimed;
use crate::text::number::{self, Direction};
use crate::text::words::interval::Interval;
use crate::text::words::{list, verdict};

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
        source: if scope.is_england() {
            scope.source_line()
        } else {
            format!("England includes this area. {}", scope.source_line())
        },
    }
}

/// The chart's message: the direction of the gap where the interval allows one.
fn message(scope: Scope<'_>) -> String {
    let indicator = scope.indicator();
    let Ok(gap) = scope.primary("gap") else {
        return format!("Link worker time by {}", indicator.name);
    };
    match message_of_gap(scope) {
        None if gap.verdict().speaks() => format!("About the same link worker time by {}", indicator.name),
        None => format!("No clear difference in link worker time by {}", indicator.name),
        Some(way) => {
            let size = if way == Direction::Fewer { "less" } else { "more" };
            verdict::headline(gap.verdict(), &format!("{size} link worker time in PCNs {}", indicator.most))
        }
    }
}

/// Which way the gap points, where the interval leaves no difference out.
pub fn message_of_gap(scope: Scope<'_>) -> Option<Direction> {
    let gap = scope.primary("gap").ok().filter(|gap| gap.verdict().speaks())?;
    Some(number::direction(gap.value, 2)).filter(|way| *way != Direction::Same)
}

/// Whether the slope index, which takes all PCNs and not only those of the end fifths, points the gap's way.
pub fn borne_out(scope: Scope<'_>) -> bool {
    let index = scope.primary("sii").ok().filter(|sii| sii.verdict().speaks());
    index.is_some_and(|sii| Some(number::direction(sii.value, 2)) == message_of_gap(scope))
}

/// What changed over four quarters, or why that is not known.
pub fn change(scope: Scope<'_>) -> Vec<String> {
    if let Err(why) = scope.rate() {
        return vec![format!("The change over four quarters is not shown: {why}.")];
    }
    match (&scope.area.change, &scope.area.change_why_not_shown) {
        (Some(change), _) => changed(change),
        (None, Some(why)) => {
            vec![format!("The change over four quarters is not known: {}.", why.words())]
        }
        (None, None) => vec!["The change over four quarters is not known.".to_owned()],
    }
}

/// The two levels of a change, its interval and its verdict; never the difference of two levels beside them.
fn changed(change: &Change) -> Vec<String> {
    let levels = format!(
        "In {} with a return at both dates, the rate was {} in {} and {} in {}.",
        list::counted(change.pcns, "PCN"),
        number::rate(change.rate_from),
        change.from.words(),
        number::rate(change.rate_to),
        change.to.words()
    );
    let interval = Interval::from(&change.contrast);
    vec![levels, verdict::evidence(interval, change.contrast.verdict, "change", 2)]
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
