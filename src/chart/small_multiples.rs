//! FTE of each PCN at the last censuses, a small chart for each, all to one scale.

mod drawing;
mod words;

use super::axis;
use crate::analysis::{Area, Kind, PastReturn, PcnFigure};
use crate::panel::Return;
use crate::subject::Census;
use crate::text::Text;

/// The PCNs of an area over time.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallMultiples {
    /// The area's name.
    pub area: Text,
    /// The censuses, oldest first; no break parts them.
    pub censuses: Vec<Census>,
    /// The PCNs, by name.
    pub panels: Vec<Panel>,
    /// How many others there are, whose FTE moved less.
    pub left_out: usize,
    /// The top of every panel; a value above it is drawn at the edge as a triangle.
    pub top: f64,
}

/// One PCN.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Its name, without the last word "PCN".
    pub name: Text,
    /// What it filed at each census.
    pub points: Vec<PastReturn>,
}

/// The most censuses on it.
const CENSUSES: usize = 9;
/// Panels side by side.
const ACROSS: usize = 6;
/// An area of so many PCNs has them all; a larger one has those that moved most.
const ALL: usize = 4 * ACROSS;
const MOVED_MOST: usize = 2 * ACROSS;
const STEPS: f64 = 4.0;
/// How far above the third highest PCN the highest may be and still set the top.
const NEAR: f64 = 2.5;

impl SmallMultiples {
    /// The chart of an ICB or a sub-ICB; none with fewer than two censuses, or without two PCNs that filed.
    pub fn new(area: &Area) -> Option<Self> {
        if matches!(area.place.kind, Kind::England | Kind::Region) {
            return None;
        }
        let mut panels: Vec<Panel> = area.own.pcns.iter().filter_map(Panel::of).collect();
        let filed = panels.iter().filter(|panel| panel.ends().is_some()).count();
        let censuses: Vec<Census> = panels.first()?.points.iter().map(|point| point.census).collect();
        if censuses.len() < 2 || filed < 2 {
            return None;
        }
        // Those that never filed come last; those that moved alike stay in order of code.
        panels.sort_by(|a, b| b.moved().total_cmp(&a.moved()));
        let drawn = if panels.len() > ALL { MOVED_MOST } else { panels.len() };
        let left_out = panels.len() - drawn;
        panels.truncate(drawn);
        panels.sort_by_key(|panel| panel.name.plain());
        let top = axis::top(usual(&panels), STEPS);
        Some(Self { area: area.printed_name(), censuses, panels, left_out, top })
    }
}

impl Panel {
    fn of(pcn: &PcnFigure) -> Option<Self> {
        let from = pcn.history.len().saturating_sub(CENSUSES);
        let points = pcn.history.get(from..)?.to_vec();
        Some(Self { name: pcn.name.without_pcn(), points })
    }

    /// The first and the last return.
    pub fn ends(&self) -> Option<(PastReturn, PastReturn)> {
        let mut filed = self.points.iter().filter(|point| point.fte.is_some()).copied();
        let first = filed.next()?;
        Some((first, filed.next_back().unwrap_or(first)))
    }

    /// How far FTE moved between the first and the last return; below zero without a return.
    fn moved(&self) -> f64 {
        let by = |(first, last): (PastReturn, PastReturn)| Some((last.fte?.get() - first.fte?.get()).abs());
        self.ends().and_then(by).unwrap_or(-1.0)
    }

    /// Whether a census found no return of it.
    fn is_silent(&self) -> bool {
        self.points.iter().any(|point| point.filed == Some(Return::NoReturn))
    }

    fn highest(&self) -> f64 {
        self.points.iter().filter_map(|point| point.fte).map(f64::from).fold(0.0, f64::max)
    }
}

/// The FTE that the axis must reach: the highest, or that of the third PCN where one or two are far above it.
fn usual(panels: &[Panel]) -> f64 {
    let mut highest: Vec<f64> = panels.iter().map(Panel::highest).collect();
    highest.sort_by(|a, b| b.total_cmp(a));
    let first = highest.first().copied().unwrap_or(0.0);
    let third = highest.get(2).copied().unwrap_or(first);
    if first <= third * NEAR || third == 0.0 { first } else { third }
}
