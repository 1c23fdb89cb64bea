//! What the funnel says, in words.

use super::{FunnelChart, FunnelDot};
use crate::chart::icbs;
use crate::text;
use crate::text::words::list;
use crate::text::{Text, number};

impl FunnelChart {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let mut alt = text!(
            "Funnel chart of {}, {}: FTE per 10,000 patients against registered patients, with 95% limits and 99.8% \
             limits for ICBs of each size around England’s {}. The limits are wider for small ICBs.",
            icbs::drawn(self.dots.len()),
            self.census,
            number::rate(self.overall)
        );
        if !self.dots.iter().any(|dot| dot.unusual) {
            alt.push(" None is outside the limits for its size.");
        }
        for (is_above, lead) in [
            (true, "Outside the limits for its size, above them"),
            (false, "Outside the limits for its size, below them"),
        ] {
            let names: Vec<Text> = self.unusual(is_above).map(FunnelDot::words).collect();
            if !names.is_empty() {
                alt.push(text!(" {}", list::named(&lead.into(), &names)));
            }
        }
        for dot in self.dots.iter().filter(|dot| dot.own && !dot.unusual) {
            let rate = number::rate(dot.rate);
            alt.push(text!(" {}, {}, is within the limits for its size.", &dot.name, rate));
        }
        if self.withheld > 0 {
            alt.push(text!(" {}", icbs::left_out(self.withheld)));
        }
        alt
    }

    /// The ICBs outside the limits for their size on one side of England's rate.
    fn unusual(&self, is_above: bool) -> impl Iterator<Item = &FunnelDot> {
        self.dots.iter().filter(move |dot| dot.unusual && (dot.rate > self.overall) == is_above)
    }
}

impl FunnelDot {
    fn words(&self) -> Text {
        text!("{} {}", &self.name, number::rate(self.rate))
    }
}
