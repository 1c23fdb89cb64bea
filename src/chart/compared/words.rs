//! What the comparison says, in words.

use super::Compared;
use crate::analysis::Kind;
use crate::chart::icbs;
use crate::text;
use crate::text::{Text, number};

impl Compared {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let rated = || self.shown().filter_map(|row| Some((row.rate?, &row.name)));
        let order = |a: &(_, &Text), b: &(_, &Text)| f64::total_cmp(&f64::from(a.0), &f64::from(b.0));
        let ends = rated().min_by(order).zip(rated().max_by(order));
        let span = ends.map_or(Text::default(), |((low, lowest), (high, highest))| {
            text!(
                "Rates run from {} ({}) to {} ({}){}.",
                number::rate(low),
                lowest,
                number::rate(high),
                highest,
                self.england.map_or(Text::default(), |rate| text!("; England’s is {}", number::rate(rate)))
            )
        });
        let what = match self.kind {
            Kind::England => "Every ICB under its region",
            Kind::Region => "The region, its ICBs and the other regions",
            Kind::Icb | Kind::SubIcb => {
                "The ICB, those most alike in need and size, and the three highest and lowest"
            }
        };
        text!("{} {}, a dot each with its 95% interval, of {}.", span, what, icbs::drawn(self.icbs))
    }
}
