//! The paper on a page: the answer, four figures, one chart, and what the board is asked.

mod answer;
mod cards;
mod question;
mod shortfall;
mod sureness;

use super::areas;
use super::change;
use super::gap;
use super::scope::Scope;
use crate::chart::fifth_bars::FifthBars;
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::text;
use crate::text::number::Direction;
use crate::text::words::verdict;
use crate::text::{Chart, Text};

content! {
    /// The first page.
    #[derive(Debug)]
    pub struct PageOne {
        heading: Text,
        answer: answer::Answer,
        cards: Vec<cards::Card>,
        chart: Option<Chart>,
        change: Vec<Text>,
        shortfall: shortfall::Shortfall,
        sureness: sureness::Sureness,
        asked: &'static str,
        question: Text,
    }
}

impl PageOne {
    /// The page's answer, with how sure it is.
    pub fn answer(&self) -> Text {
        self.answer.words()
    }
}

/// Composes the first page.
pub fn compose(scope: Scope<'_>) -> Result<PageOne, ChartError> {
    Ok(PageOne {
        heading: text!("{} in summary{}", scope.census(), areas::heading(scope)),
        answer: answer::compose(scope),
        cards: cards::compose(scope),
        chart: FifthBars::new(scope.edition, scope.area).map(|bars| bars.draw(caption(scope))).transpose()?,
        change: change::sentences(scope),
        shortfall: shortfall::compose(scope),
        sureness: sureness::compose(scope),
        asked: if scope.is_icb() { "Question for the board" } else { "Question to discuss" },
        question: question::compose(scope),
    })
}

fn caption(scope: Scope<'_>) -> Caption {
    Caption {
        title: message(scope),
        subtitle: text!(
            "FTE per 10,000 registered patients, by fifth of England’s PCNs by {}, {}",
            scope.indicator().name,
            scope.census()
        ),
        source: if scope.is_england() {
            scope.source_line()
        } else {
            text!("England includes this area. {}", scope.source_line())
        },
    }
}

/// The chart's message: the direction of the gap where the interval allows one.
fn message(scope: Scope<'_>) -> Text {
    let indicator = scope.indicator();
    let Ok(found) = scope.primary("gap") else {
        return text!("Link worker time by {}", indicator.name);
    };
    match gap::way(scope) {
        None if found.verdict().speaks() => text!("About the same link worker time by {}", indicator.name),
        None => text!("No clear difference in link worker time by {}", indicator.name),
        Some(way) => {
            let size = if way == Direction::Fewer { "less" } else { "more" };
            verdict::headline(found.verdict(), text!("{} link worker time in PCNs {}", size, indicator.most))
        }
    }
}
