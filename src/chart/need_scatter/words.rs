//! What the scatter says, in words.

use super::{Dot, NeedScatter};
use crate::analysis::Kind;
use crate::text;
use crate::text::words::list;
use crate::text::{Claimed, Count, Figure, Text, number};

const ON_LINE: &str = "the fitted line at this value of the indicator";
const LEAST_NEED: &str = "the lowest value of the indicator among the PCNs on the chart";
const MOST_NEED: &str = "the highest value of the indicator among the PCNs on the chart";
const LOWEST: &str = "the lowest rate among the PCNs on the chart";
const HIGHEST: &str = "the highest rate among the PCNs on the chart";
const TOP: &str = "the top of the chart's axis";
const ABOVE_TOP: &str = "PCNs whose rate is above the top of the chart's axis";

impl NeedScatter {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let about = text!(
            "Scatter chart of England’s {} PCNs with a return, {}. Along the foot: {}. Upwards: link-worker FTE per \
             10,000 patients.",
            number::count(drawn(self.own.len() + self.others.len())),
            self.census,
            self.axis
        );
        let sentences = [
            Some(about),
            self.line.map(|(from, to)| self.line_words(from, to)),
            (self.kind != Kind::England).then(|| self.own_words()),
            self.above_words(),
            Some("This is an association between PCNs; it does not show why.".into()),
        ];
        Text::join(sentences.into_iter().flatten(), " ")
    }

    fn line_words(&self, from: Dot, to: Dot) -> Text {
        text!(
            "England’s fitted line goes from {} FTE at {} to {} FTE at {}.",
            rate(from.rate, ON_LINE),
            self.needed(from.need, LEAST_NEED),
            rate(to.rate, ON_LINE),
            self.needed(to.need, MOST_NEED)
        )
    }

    fn own_words(&self) -> Text {
        if self.withheld {
            return text!("The PCNs of {} are not picked out: too few returns.", &self.area);
        }
        if self.own.is_empty() {
            return text!("No PCN of {} is on the chart.", &self.area);
        }
        let (least, most) = ends(self.own.iter().map(|dot| dot.need));
        let (low, high) = ends(self.own.iter().map(|dot| dot.rate));
        text!(
            "Picked out, {} of {}: {} from {} to {}, FTE from {} to {}.",
            list::counted(drawn(self.own.len()), "PCN"),
            &self.area,
            self.need,
            self.needed(least, LEAST_NEED),
            self.needed(most, MOST_NEED),
            rate(low, LOWEST),
            rate(high, HIGHEST)
        )
    }

    /// What stands above the top, in words; it is a note under the chart too.
    pub(super) fn above_words(&self) -> Option<Text> {
        let above = |dots: &[Dot]| dots.iter().filter(|dot| dot.rate > self.top).count();
        let (own, others) = (above(&self.own), above(&self.others));
        let highest = self.own.iter().chain(&self.others).map(|dot| dot.rate).reduce(f64::max)?;
        let whose = match own {
            0 => Text::default(),
            own => text!(", {} of them in this area", number::count(Claimed::derived(own, ABOVE_TOP))),
        };
        (own + others > 0).then(|| {
            text!(
                "Above the top of the chart at {} (triangles): {}{}. The highest has {}.",
                rate(self.top, TOP),
                list::counted(Claimed::derived(own + others, ABOVE_TOP), "PCN"),
                whose,
                rate(highest, HIGHEST)
            )
        })
    }

    /// A value of need, as the axis prints it.
    fn needed(&self, need: f64, formula: &'static str) -> Text {
        text!("{}{}", number::fixed(Claimed::derived(need, formula), 0), self.unit)
    }
}

/// A number of PCNs that are drawn.
pub(super) fn drawn(pcns: usize) -> Count {
    Claimed::derived(pcns, "PCNs on the chart: with a return, patients and a value of the indicator")
}

fn rate(value: f64, formula: &'static str) -> Figure {
    number::rate(Claimed::derived(value, formula))
}

fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
}
