//! What the scatter says, in words.

use super::{Dot, Line, NeedScatter};
use crate::analysis::Kind;
use crate::text;
use crate::text::words::list;
use crate::text::{Claimed, Count, Figure, Text, number};

const HIGHEST: &str = "the highest rate among the PCNs on the chart";
const TOP: &str = "the top of the chart's axis";
const ABOVE_TOP: &str = "PCNs whose rate is above the top of the chart's axis";

impl NeedScatter {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let said = match (self.own_line, self.england_line) {
            (Some(own), _) => self.line_words(&self.area, own),
            (None, Some(england)) if self.own.is_empty() && self.own_places.is_empty() => {
                self.line_words(&"England".into(), england)
            }
            _ => text!("No line is drawn through the PCNs of {}.", &self.area),
        };
        let what = list::counted(drawn(self.own.len() + self.others.len()), "PCN");
        let picked = match (self.own.len(), self.own_places.len()) {
            (0, 0) => Text::default(),
            (0, _) => text!(
                ". Ticks show the need alone of {} of {}",
                list::counted(stood(self), "PCN"),
                &self.area
            ),
            (own, _) => text!(", {} of them picked out", number::count(drawn(own))),
        };
        let place = match (self.kind, self.own_places.is_empty()) {
            (Kind::Icb, true) => " The rates are in the table of PCNs.",
            (Kind::Icb, false) => " Their need is in the table of PCNs.",
            _ => "",
        };
        text!(
            "{} Dots of England’s {} by FTE for every 10,000 patients and order of {}{}.{}",
            said,
            what,
            self.need,
            picked,
            place
        )
    }

    fn line_words(&self, name: &Text, line: Line) -> Text {
        text!(
            "The line through the PCNs of {} goes from {} FTE at England’s least {} to {} at its most.",
            name,
            number::rate(line.least),
            self.need,
            number::rate(line.most)
        )
    }

    /// What stands above the top, in words; it is a note under the chart.
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
}

/// A number of PCNs that are drawn.
pub(super) fn drawn(pcns: usize) -> Count {
    Claimed::derived(pcns, "PCNs on the chart: with a return, patients and a value of the indicator")
}

/// How many PCNs stand on the chart by need alone.
pub(super) fn stood(chart: &NeedScatter) -> Count {
    Claimed::derived(chart.own_places.len(), "PCNs of the area with patients and a value of the indicator")
}

fn rate(value: f64, formula: &'static str) -> Figure {
    number::rate(Claimed::derived(value, formula))
}
