//! What the panels say, in words.

use super::{NeedLevels, Panel};
use crate::analysis::Kind;
use crate::text;
use crate::text::words::list;
use crate::text::{Text, number};

impl NeedLevels {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let beside = if self.kind == Kind::England { "" } else { ", beside England’s" };
        let indicators: Vec<Text> =
            self.panels.iter().map(|panel| text!("by {}", panel.need.indicator().name)).collect();
        let said = self.panels.iter().map(|panel| panel.ends(&self.area));
        text!(
            "{} Dots of FTE for every 10,000 patients with 95% intervals, PCNs in groups {}{}.",
            Text::join(said, " "),
            list::and(&indicators),
            beside
        )
    }
}

impl Panel {
    /// The rates at both ends of need.
    fn ends(&self, area: &Text) -> Text {
        let name = self.need.indicator().name;
        let ends =
            self.rows.first().zip(self.rows.last()).and_then(|(most, least)| most.rate.zip(least.rate));
        match ends {
            Some((most, least)) => text!(
                "In {} the rate was {} where {} is highest and {} where it is lowest.",
                area,
                number::rate(most),
                name,
                number::rate(least)
            ),
            None => text!("{} has too few PCNs at one end of {} for two rates.", area, name),
        }
    }
}
