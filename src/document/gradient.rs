//! How provision follows need within an area: the one gradient that words, charts and cards speak of.

use super::scope::{Scope, Shown};
use crate::measure::Verdict;
use crate::subject::Need;
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::verdict;
use crate::text::{Claimed, Text};

/// The slope index of an area, with the ends of its line.
pub struct Gradient<'a> {
    /// The index.
    pub shown: Shown<'a>,
    need: Need,
    ends: Option<[Claimed; 2]>,
}

/// The gradient by an indicator, or why there is none.
pub fn by(scope: Scope<'_>, need: Need) -> Result<Gradient<'_>, Text> {
    let shown = scope.finding("sii", need)?;
    let ends = scope.area.own.need.gradients.get(need.id()).map(|line| [line.least, line.most]);
    Ok(Gradient { shown, need, ends })
}

/// The indicators that a page may lead with: deprivation, then lack of support, whose made-up values win over no real ones.
pub fn leading(scope: Scope<'_>) -> Vec<Need> {
    let needs = scope.needs();
    let order = [Need::Deprivation, Need::SupportGap].into_iter().filter(|need| needs.contains(need));
    let (made_up, real): (Vec<Need>, Vec<Need>) = order.partition(|need| scope.is_made_up(*need));
    if real.is_empty() { made_up } else { real }
}

impl Gradient<'_> {
    /// Where there is more time, if that has evidence: more where need is highest, or fewer.
    pub fn way(&self) -> Option<Direction> {
        let way = number::direction(self.shown.value, 2);
        (self.shown.verdict().speaks() && way != Direction::Same).then_some(way)
    }

    /// What it amounts to.
    pub fn verdict(&self) -> Verdict {
        self.shown.verdict()
    }

    /// The rates at England's least and most need, where the line stays above zero between them.
    pub fn levels(&self) -> Option<[Claimed; 2]> {
        self.ends.filter(|ends| ends.iter().all(|end| *end > 0.0))
    }

    /// What is found, as a sentence with its strength; none where there is no evidence.
    pub fn sentence(&self) -> Option<Text> {
        let size = more(self.way()?);
        let (most, least) = self.ends_of_need();
        Some(match self.verdict() {
            Verdict::Clear => {
                text!("PCNs {} had clearly {} link worker time than those {}.", most, size, least)
            }
            _ => text!(
                "There is some evidence that PCNs {} had {} link worker time than those {}.",
                most,
                size,
                least
            ),
        })
    }

    /// The two levels and the verdict; without levels the verdict alone.
    pub fn in_levels(&self, place: &Text) -> Text {
        let name = self.need.indicator().name;
        let what = verdict::sentence(self.verdict(), "difference");
        match self.levels() {
            Some([least, most]) if number::rate(least).print == number::rate(most).print => text!(
                "{}, the rate is {} both where {} is lowest and where it is highest. {}",
                place,
                number::rate(most),
                name,
                what
            ),
            Some([least, most]) => text!(
                "{}, the rate goes from {} where {} is lowest to {} where it is highest. {}",
                place,
                number::rate(least),
                name,
                number::rate(most),
                what
            ),
            None => text!(
                "{}, a line by {} through the PCNs falls to zero, so no two levels are given. {}",
                place,
                name,
                what
            ),
        }
    }

    fn ends_of_need(&self) -> (&'static str, &'static str) {
        let indicator = self.need.indicator();
        (indicator.most, indicator.least)
    }
}

/// More time, or less.
pub fn more(way: Direction) -> &'static str {
    if way == Direction::Fewer { "less" } else { "more" }
}

/// A chart's title in at most ten words: what the first of these indicators with evidence shows.
pub fn title(scope: Scope<'_>, needs: &[Need]) -> Text {
    let found: Vec<Gradient<'_>> = needs.iter().filter_map(|need| by(scope, *need).ok()).collect();
    let strongest = [Verdict::Clear, Verdict::SomeEvidence].into_iter().find_map(|wanted| {
        found.iter().find(|gradient| gradient.verdict() == wanted && gradient.way().is_some())
    });
    let Some((gradient, way)) = strongest.and_then(|gradient| Some((gradient, gradient.way()?))) else {
        let known = found
            .iter()
            .any(|gradient| gradient.verdict() == Verdict::CouldBeChance || gradient.way().is_none());
        return match known && !found.is_empty() {
            true => "Differences by need could be chance".into(),
            false => "Too few PCNs to tell a difference by need".into(),
        };
    };
    let place = match gradient.need {
        Need::Deprivation => "where deprivation is highest",
        Need::SupportGap => "where support is most lacking",
    };
    match gradient.verdict() {
        Verdict::Clear => text!("{} link worker time {}", Text::from(more(way)).capital(), place),
        _ => text!("Some evidence of {} time {}", more(way), place),
    }
}
