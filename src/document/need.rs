//! Need and deprivation: how provision follows each indicator, in levels; and for England the study.

use super::gradient;
use super::scope::Scope;
use super::study;
use crate::chart::need_scatter::NeedScatter;
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::measure::Verdict;
use crate::subject::Need;
use crate::text;
use crate::text::number::Direction;
use crate::text::{Chart, Text};

content! {
    /// The page.
    #[derive(Debug)]
    pub struct NeedPage {
        /// A paragraph for each indicator, deprivation first.
        indicators: Vec<Paragraph>,
        chart: Option<Chart>,
        /// England's page only.
        study: Option<study::Study>,
    }
}

content! {
    /// What is said by one indicator.
    #[derive(Debug)]
    struct Paragraph {
        heading: Text,
        sentences: Vec<Text>,
    }
}

/// Composes it.
pub fn compose(scope: Scope<'_>) -> Result<NeedPage, ChartError> {
    let needs = scope.needs();
    let order = [Need::Deprivation, Need::SupportGap].into_iter().filter(|need| needs.contains(need));
    // With too few returns for a rate, England's page has no dots.
    let chart =
        NeedScatter::new(scope.edition, scope.area).filter(|_| !(scope.is_england() && scope.is_withheld()));
    Ok(NeedPage {
        indicators: order.map(|need| paragraph(scope, need)).collect(),
        chart: chart.map(|scatter| scatter.draw(caption(scope))).transpose()?,
        study: if scope.is_england() { study::compose(scope)? } else { None },
    })
}

fn paragraph(scope: Scope<'_>, need: Need) -> Paragraph {
    let indicator = need.indicator();
    let place = text!("Across {}", scope.name());
    let mut sentences = vec![match gradient::by(scope, need) {
        Ok(gradient) => gradient.in_levels(&place),
        Err(why) => text!("We cannot tell how time follows {} here: {}.", indicator.name, why),
    }];
    if !scope.is_england() {
        let england = gradient::by(scope.england(), need).ok();
        sentences.extend(england.map(|gradient| gradient.in_levels(&"Across England".into())));
    }
    sentences.push(text!("{} is {}.", Text::from(indicator.name).capital(), indicator.definition));
    sentences.push(indicator.caution.into());
    if scope.is_made_up(need) {
        sentences.push("The survey figures of this edition are made up.".into());
    }
    Paragraph { heading: text!("By {}", indicator.name), sentences }
}

fn caption(scope: Scope<'_>) -> Caption {
    let who = if scope.is_withheld() { "Other PCNs of England" } else { "Each PCN of England" };
    Caption {
        title: title(scope),
        subtitle: text!(
            "{} with a return by rate and place in the order of {}, {}",
            who,
            scope.indicator().name,
            scope.census()
        ),
        source: scope.source_line(),
    }
}

/// What the area's own line says, in at most ten words.
fn title(scope: Scope<'_>) -> Text {
    let name = scope.indicator().name;
    let found = gradient::by(scope, scope.edition.need).ok();
    let way = found.as_ref().and_then(|gradient| Some((gradient.verdict(), gradient.way()?)));
    match way {
        Some((Verdict::Clear, Direction::Fewer)) => text!("Less link worker time where {} is higher", name),
        Some((Verdict::Clear, _)) => text!("More link worker time where {} is higher", name),
        Some((_, way)) => text!("Some evidence of {} time where {} rises", gradient::more(way), name),
        None => text!("Whether time follows {} cannot be told", name),
    }
}
