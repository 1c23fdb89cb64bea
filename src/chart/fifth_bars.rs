//! Provision by fifth of need: the area's bars beside England's.

mod drawing;
mod words;

use crate::analysis::{Area, Edition, FifthRate, Kind};
use crate::measure::Fifth;
use crate::subject::{Census, Need};
use crate::text::{Claimed, Count, Text};

/// Five bars of an area, most need first, with England's beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct FifthBars {
    /// The area's name.
    pub area: Text,
    /// Whether it is an ICB, with England beside it, or England.
    pub kind: Kind,
    /// The census.
    pub census: Census,
    /// The indicator.
    pub need: Need,
    /// One per fifth, most need first.
    pub bars: Vec<FifthBar>,
    /// The top of the axis; an interval that goes on above it ends there in an arrow.
    pub top: f64,
}

/// One fifth of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct FifthBar {
    /// The fifth in words: `Most need`.
    pub label: &'static str,
    /// The area's PCNs in it, whether or not they made a return.
    pub members: Count,
    /// The area's PCNs with a return in it.
    pub pcns: Count,
    /// Their FTE per 10,000 patients; none where fewer PCNs have a return than may be shown.
    pub rate: Option<Claimed>,
    /// The 95% interval for variation between PCNs, where there is one with a width.
    pub interval: Option<(Claimed, Claimed)>,
    /// England's FTE per 10,000 patients.
    pub england: Option<Claimed>,
}

/// An interval that goes on beyond so many times the highest rate is cut, or it would dwarf the bars.
const DWARFS: f64 = 2.0;
const MEMBERS: &str = "the area's PCNs in this fifth of need, with or without a return";

impl FifthBars {
    /// The chart by the edition's primary indicator; none without a fifth that may be shown.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        if area.own.level.rate_why_not_shown.is_some() {
            return None;
        }
        let id = edition.need.id();
        let england = match area.place.kind {
            Kind::England => &[],
            _ => edition.england.own.need.fifths.get(id).map_or(&[][..], Vec::as_slice),
        };
        let members = |fifth: Fifth| {
            area.own.pcns.iter().filter(|pcn| pcn.fifth.get(&edition.need) == Some(&fifth)).count()
        };
        let bar = |own: &FifthRate| FifthBar::new(own, members(own.fifth), england);
        let bars: Vec<FifthBar> = area.own.need.fifths.get(id)?.iter().map(bar).collect();
        bars.iter().any(|bar| bar.rate.is_some()).then(|| Self {
            area: area.printed_name(),
            kind: area.place.kind,
            census: edition.edition,
            need: edition.need,
            top: reach(&bars),
            bars,
        })
    }

    /// Whether the end of an interval is above the top of the axis.
    fn is_above(&self, upper: f64) -> bool {
        upper > self.top
    }
}

impl FifthBar {
    fn new(own: &FifthRate, members: usize, england: &[FifthRate]) -> Self {
        let beside = england.iter().find(|other| other.fifth == own.fifth);
        let rate = own.rate.filter(|_| own.is_shown());
        let interval = rate.and(own.lower.zip(own.upper));
        Self {
            label: label(own.fifth),
            members: Claimed::derived(members, MEMBERS),
            pcns: own.pcns,
            rate,
            interval: interval.filter(|(lower, upper)| lower < upper),
            england: beside.and_then(|other| other.rate),
        }
    }
}

/// The top of the axis: it holds every rate, and every interval that would not dwarf them.
fn reach(bars: &[FifthBar]) -> f64 {
    let rates = bars.iter().flat_map(|bar| [bar.rate, bar.england]).flatten();
    let highest = rates.map(Claimed::get).fold(0.0, f64::max);
    let uppers = bars.iter().filter_map(|bar| bar.interval).map(|(_, upper)| upper.get());
    let reach = uppers.filter(|upper| *upper <= highest * DWARFS).fold(highest, f64::max);
    if reach > 0.0 { reach } else { 1.0 }
}

fn label(fifth: Fifth) -> &'static str {
    match fifth {
        Fifth::MostNeed => "Most need",
        Fifth::Second => "Second",
        Fifth::Middle => "Middle",
        Fifth::Fourth => "Fourth",
        Fifth::LeastNeed => "Least need",
    }
}
