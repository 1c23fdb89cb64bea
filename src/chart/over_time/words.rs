//! What the chart says, in words.

use super::OverTime;
use crate::chart::time::gaps;
use crate::text;
use crate::text::{Text, number};

impl OverTime {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        text!("{} {}", self.course(), self.drawn())
    }

    /// Where the series starts and ends.
    fn course(&self) -> Text {
        if let (true, Some(first), Some(last)) =
            (self.has_line(), self.area.points.first(), self.area.points.last())
        {
            return text!(
                "{} went from {} FTE for every 10,000 patients in {} to {} in {}.",
                &self.area.name,
                number::rate(first.rate),
                first.census,
                number::rate(last.rate),
                last.census
            );
        }
        let filed: Vec<_> = self.filed.iter().filter_map(|filed| Some((filed.census, filed.fte?))).collect();
        let (Some((first, from)), Some((last, to))) = (filed.first(), filed.last()) else {
            return Text::default();
        };
        text!(
            "{} reported {} FTE in {} and {} in {}.",
            &self.area.name,
            number::fte(*from),
            *first,
            number::fte(*to),
            *last
        )
    }

    /// Where the line stops and starts again.
    fn stops(&self) -> Text {
        let censuses: Vec<_> = self.filed.iter().map(|filed| filed.census).collect();
        let gaps = gaps(&censuses).map(|(before, after)| text!("{} and {}", before, after));
        let gaps = gaps.collect::<Vec<_>>();
        match gaps.is_empty() {
            true => Text::default(),
            false => text!("; none is here between {}", Text::join(gaps, ", nor between ")),
        }
    }

    /// What is drawn of it.
    fn drawn(&self) -> Text {
        let what = if self.has_line() {
            "A line of the rate at each census"
        } else {
            "A column of reported FTE for each census"
        };
        let beside = if self.has_line() && self.england.is_some() { ", with England’s" } else { "" };
        let pair = if self.pairs.is_empty() {
            ""
        } else {
            ", and at the right the same PCNs at both ends of the year"
        };
        text!("{}{}{}{}.", what, beside, pair, self.stops())
    }
}
