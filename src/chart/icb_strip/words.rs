//! What the strip says, in words.

use super::{IcbStrip, Stop, Way, Whose};
use crate::analysis::Kind;
use crate::chart::icbs;
use crate::text;
use crate::text::words::list;
use crate::text::{Claimed, Count, Text, number};

const APART: &str =
    "ICBs whose 95% interval for variation between PCNs is all above or all below England's rate";
const OWN: &str = "ICBs of the region on the chart";
/// So many names fit a line or two.
const FEW: usize = 4;

impl IcbStrip {
    /// What the chart says, in words.
    pub fn alt(&self) -> Text {
        let about = text!(
            "Dot chart of the rates of {}, {}, from the lowest to the highest, each with its 95% interval for variation \
             between PCNs.",
            icbs::drawn(self.stops.len()),
            self.census
        );
        let sentences = [
            Some(about),
            self.span(),
            self.own_rate(),
            self.england.map(|england| self.apart(england)),
            Some(self.differing(Way::Above, "Clearly above England’s rate")),
            Some(self.differing(Way::Below, "Clearly below England’s rate")),
            self.left_out(),
            Some("The order of neighbours can be chance.".into()),
        ];
        Text::join(sentences.into_iter().flatten(), " ")
    }

    /// The lowest and the highest rate, and England's.
    fn span(&self) -> Option<Text> {
        let (first, last) = self.stops.first().zip(self.stops.last())?;
        let [first, last] = [first, last].map(|stop| number::rate(stop.rate));
        let england = match self.england {
            Some(rate) => text!("; England’s is {}", number::rate(rate)),
            None => Text::default(),
        };
        Some(text!("Rates go from {} to {} FTE per 10,000 patients{}.", first, last, england))
    }

    /// The area's own rate, or that it has none.
    fn own_rate(&self) -> Option<Text> {
        if self.own_withheld {
            return Some(text!("{} has no rate that may be shown.", &self.area));
        }
        if let Some(stop) = self.own() {
            return Some(text!("{}: {}{}.", &stop.name, number::rate(stop.rate), interval(stop)));
        }
        let rated = |stop: &Stop| text!("{} {}", &stop.name, number::rate(stop.rate));
        let named: Vec<Text> = self.of(Whose::Own).map(rated).collect();
        let many = list::counted(Claimed::derived(named.len(), OWN), "ICB");
        let is_region = self.kind == Kind::Region && !named.is_empty();
        is_region.then(|| list::named(&text!("Picked out, {} of {}", many, &self.area), &named))
    }

    /// How many intervals do not hold England's rate.
    fn apart(&self, england: Claimed) -> Text {
        let count = |is_above: bool| {
            let is_apart = |stop: &&Stop| {
                stop.contains(england.get()) == Some(false) && (stop.rate > england) == is_above
            };
            number::count(Claimed::derived(self.stops.iter().filter(is_apart).count(), APART))
        };
        text!("Intervals all above England’s rate: {}; all below: {}.", count(true), count(false))
    }

    /// How many ICBs differ clearly from England one way.
    pub(super) fn count(&self, way: Way) -> Count {
        let formula = match way {
            Way::Above => "ICBs on the chart whose rate is clearly above England's",
            Way::Below => "ICBs on the chart whose rate is clearly below England's",
        };
        Claimed::derived(self.clearly(way).count(), formula)
    }

    /// The ICBs that differ clearly from England one way: for England by name.
    fn differing(&self, way: Way, lead: &'static str) -> Text {
        let names: Vec<Text> = self.clearly(way).map(|stop| stop.name.clone()).collect();
        if self.kind == Kind::England && !names.is_empty() {
            return list::named(&lead.into(), &names);
        }
        text!("{}: {}.", lead, list::counted(self.count(way), "ICB"))
    }

    /// The ICBs that are left out, by name where they are few; it is a note under the chart too.
    pub(super) fn left_out(&self) -> Option<Text> {
        match self.withheld.len() {
            0 => None,
            1..=FEW => Some(list::named(&icbs::LEFT_OUT.into(), &self.withheld)),
            many => Some(icbs::left_out(many)),
        }
    }
}

fn interval(stop: &Stop) -> Text {
    let Some((lower, upper)) = stop.interval else { return Text::default() };
    text!(" (interval {} to {})", number::rate(lower), number::rate(upper))
}
