//! Provision by need: the area's rates in England's fifths with England's beside them, a panel for each indicator.

mod drawing;
mod words;

use super::icbs;
use crate::analysis::{Area, Edition, FifthRate, Half, HalfRate, Kind};
use crate::measure::Fifth;
use crate::subject::{Census, Need};
use crate::text::{Claimed, Count, Text};

/// A panel for each indicator, on one axis.
#[derive(Clone, Debug, PartialEq)]
pub struct NeedLevels {
    /// The area's name.
    pub area: Text,
    /// What the area is.
    pub kind: Kind,
    /// The census.
    pub census: Census,
    /// Deprivation first.
    pub panels: Vec<Panel>,
    /// The end of the axis; an interval that goes on beyond it ends there in a triangle.
    pub end: f64,
}

/// The rates by one indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The indicator.
    pub need: Need,
    /// Whether the rows are halves of the area's own PCNs, which has too few in England's fifths.
    pub of_own: bool,
    /// Whether its values are made up where others are real.
    pub is_made_up: bool,
    /// Most need first.
    pub rows: Vec<Level>,
}

/// A group of PCNs.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Which.
    pub label: &'static str,
    /// How many made a return.
    pub pcns: Count,
    /// Their FTE per 10,000 patients; none where fewer PCNs have a return than may be shown.
    pub rate: Option<Claimed>,
    /// The 95% interval for variation between PCNs, where there is one with a width.
    pub interval: Option<(Claimed, Claimed)>,
    /// England's rate in this group.
    pub england: Option<Claimed>,
}

/// Fifths of which so many may be shown; with fewer the area's own halves are drawn.
const USABLE: usize = 3;
/// An interval that goes on beyond so many times the highest rate is cut, or it would dwarf the others.
const DWARFS: f64 = 2.0;
/// The order of the panels: what is known of every patient before what a survey asked.
const ORDER: [Need; 2] = [Need::Deprivation, Need::SupportGap];

impl NeedLevels {
    /// The chart; none without a group that may be shown.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        icbs::rate(area)?;
        let panels: Vec<Panel> =
            ORDER.into_iter().filter_map(|need| Panel::of(edition, area, need)).collect();
        (!panels.is_empty()).then(|| Self {
            area: area.printed_name(),
            kind: area.place.kind,
            census: edition.edition,
            end: reach(&panels),
            panels,
        })
    }

    /// Whether England's rates stand beside the area's.
    pub fn has_england(&self) -> bool {
        self.rows().any(|row| row.england.is_some())
    }

    /// Whether an interval goes on beyond the axis.
    pub fn is_cut(&self) -> bool {
        self.rows().filter_map(|row| row.interval).any(|(_, upper)| upper > self.end)
    }

    /// The groups of all panels.
    pub fn rows(&self) -> impl Iterator<Item = &Level> {
        self.panels.iter().flat_map(|panel| &panel.rows)
    }
}

impl Panel {
    fn of(edition: &Edition, area: &Area, need: Need) -> Option<Self> {
        let england = match area.place.kind {
            Kind::England => &[],
            _ => edition.england.own.need.fifths.get(need.id()).map_or(&[][..], Vec::as_slice),
        };
        let fifths = area.own.need.fifths.get(need.id())?;
        let usable = fifths.iter().filter(|fifth| fifth.is_shown()).count();
        let halves = area.own.need.halves.get(need.id()).filter(|_| usable < USABLE);
        let rows: Vec<Level> = match halves {
            Some(halves) => halves.iter().map(|half| Level::of_half(half, need)).collect(),
            None => fifths.iter().map(|own| Level::of_fifth(own, england)).collect(),
        };
        let shown = rows.iter().any(|row| row.rate.is_some());
        let is_made_up = edition.served.is_made_up(need);
        shown.then_some(Self { need, of_own: halves.is_some(), is_made_up, rows })
    }
}

impl Level {
    fn of_fifth(own: &FifthRate, england: &[FifthRate]) -> Self {
        let beside = england.iter().find(|other| other.fifth == own.fifth);
        let rate = own.rate.filter(|_| own.is_shown());
        Self {
            label: fifth_label(own.fifth, own.need),
            pcns: own.pcns,
            rate,
            interval: wide(rate.and(own.lower.zip(own.upper))),
            england: beside.and_then(|other| other.rate),
        }
    }

    fn of_half(own: &HalfRate, need: Need) -> Self {
        let rate = own.rate.filter(|_| own.is_shown());
        let interval = wide(rate.and(own.lower.zip(own.upper)));
        Self { label: half_label(own.half, need), pcns: own.pcns, rate, interval, england: None }
    }
}

/// An interval that has a width.
fn wide(interval: Option<(Claimed, Claimed)>) -> Option<(Claimed, Claimed)> {
    interval.filter(|(lower, upper)| lower < upper)
}

/// The end of the axis: it holds every rate, and every interval that would not dwarf them.
fn reach(panels: &[Panel]) -> f64 {
    let rows = || panels.iter().flat_map(|panel| &panel.rows);
    let rates = rows().flat_map(|row| [row.rate, row.england]).flatten();
    let highest = rates.map(Claimed::get).fold(0.0, f64::max);
    let uppers = rows().filter_map(|row| row.interval).map(|(_, upper)| upper.get());
    let reach = uppers.clone().filter(|upper| *upper <= highest * DWARFS).fold(highest, f64::max);
    // The triangle of an interval that is cut must not stand under its dot.
    let reach = if uppers.clone().any(|upper| upper > reach) { reach * 1.15 } else { reach };
    if reach > 0.0 { reach } else { 1.0 }
}

fn fifth_label(fifth: Fifth, need: Need) -> &'static str {
    match (fifth, need) {
        (Fifth::MostNeed, Need::Deprivation) => "Most deprived",
        (Fifth::MostNeed, Need::SupportGap) => "Most lacking",
        (Fifth::Second, _) => "Second",
        (Fifth::Middle, _) => "Middle",
        (Fifth::Fourth, _) => "Fourth",
        (Fifth::LeastNeed, Need::Deprivation) => "Least deprived",
        (Fifth::LeastNeed, Need::SupportGap) => "Least lacking",
    }
}

fn half_label(half: Half, need: Need) -> &'static str {
    match (half, need) {
        (Half::MoreNeed, Need::Deprivation) => "More deprived",
        (Half::LessNeed, Need::Deprivation) => "Less deprived",
        (Half::MoreNeed, Need::SupportGap) => "More lacking",
        (Half::LessNeed, Need::SupportGap) => "Less lacking",
    }
}
