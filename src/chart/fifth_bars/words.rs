//! What the bars say, in words.

use super::{FifthBar, FifthBars};
use crate::analysis::Kind;
use crate::subject::Indicator;
use crate::text;
use crate::text::words::list::counted;
use crate::text::{Text, number};

impl FifthBars {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let beside = match self.kind {
            Kind::England => "",
            _ => ", with England beside it",
        };
        let mut alt = text!(
            "Bar chart. Link-worker FTE per 10,000 patients by fifth of need, {}, {}{}.",
            &self.area,
            self.census,
            beside
        );
        for bar in &self.bars {
            alt.push(text!(" {}: {}.", bar.label, bar.words()));
        }
        alt.push(text!(" {}", self.ends()));
        if self.bars.iter().any(|bar| bar.interval.is_some()) {
            alt.push(" Intervals are 95%, for variation between PCNs.");
        }
        alt
    }

    /// What most and least need are, in words; it is a note under the chart too.
    pub(super) fn ends(&self) -> Text {
        let Indicator { most, least, .. } = self.need.indicator();
        text!("Most need: PCNs {}. Least need: PCNs {}.", *most, *least)
    }
}

impl FifthBar {
    /// Why it has no bar: it has no PCN, no return, or fewer PCNs with one than may be shown.
    pub(super) fn why_empty(&self) -> &'static str {
        if self.members == 0 {
            "no PCN"
        } else if self.pcns == 0 {
            "no return"
        } else {
            "not shown"
        }
    }

    fn words(&self) -> Text {
        let own = match (self.rate, self.interval) {
            (None, _) if self.members == 0 => self.why_empty().into(),
            (None, _) if self.pcns == 0 => text!("no return of {}", counted(self.members, "PCN")),
            (None, _) => text!("{}, not shown", counted(self.pcns, "PCN")),
            (Some(rate), None) => number::rate(rate).into(),
            (Some(rate), Some((lower, upper))) => {
                let [rate, lower, upper] = [rate, lower, upper].map(number::rate);
                text!("{} (interval {} to {})", rate, lower, upper)
            }
        };
        match self.england {
            Some(rate) => text!("{}; England {}", own, number::rate(rate)),
            None => own,
        }
    }
}
