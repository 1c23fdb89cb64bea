//! Which rows the chart has, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::drawing::capacity;
use super::{FairShareDots, NOTE_ROWS, Row, STEPS, Standing, Unit};
use crate::analysis::{Area, Edition, Kind, PcnFigure};
use crate::chart::{axis, icbs};
use crate::panel::Return;
use crate::text::{Claimed, Text};

impl FairShareDots {
    /// The chart by the edition's primary indicator; none where there is no FTE to share out.
    pub fn new(edition: &Edition, area: &Area) -> Option<Self> {
        let is_england = area.place.kind == Kind::England;
        let rows = if is_england { of_icbs(edition) } else { of_pcns(area) };
        if most_target(&rows) <= 0.0 {
            return None;
        }
        let mut chart = Self {
            area: area.printed_name(),
            census: edition.edition,
            unit: if is_england { Unit::Icb } else { Unit::Pcn },
            end: end(&rows),
            rows,
            left_out: 0,
            listed: if area.place.kind == Kind::Icb {
                "the table of every PCN"
            } else {
                "pcns.csv, attached"
            },
            no_return: if is_england { icbs_without_a_return(edition) } else { pcns_without_a_return(area) },
            too_few: if is_england { icbs_with_too_few_returns(edition) } else { Vec::new() },
            shared_by: edition.need.indicator().shared_by,
        };
        let room = capacity(&chart);
        (chart.rows, chart.left_out) = outermost(chart.rows, room);
        chart.end = end(&chart.rows);
        Some(chart)
    }
}

/// The PCNs of an area that filed: by gap, then those without a fair share.
fn of_pcns(area: &Area) -> Vec<Row> {
    let filed: BTreeMap<&str, Return> =
        area.own.pcns.iter().map(|pcn| (pcn.code.as_str(), pcn.filed)).collect();
    let shared: BTreeSet<&str> = area.own.shares.fair_share.iter().map(|share| share.pcn.as_str()).collect();
    let with_share = area.own.shares.fair_share.iter().map(|share| {
        let target = share.target;
        let standing = match filed.get(share.pcn.as_str()) {
            Some(Return::ReportedNone) => Standing::ReportedNone { target },
            _ => Standing::Share { fte: share.fte, target },
        };
        Row { name: share.name.without_pcn(), standing }
    });
    let without_share = area.own.pcns.iter().filter(|pcn| !shared.contains(pcn.code.as_str()));
    let mut rows: Vec<Row> = with_share.chain(without_share.filter_map(no_share)).collect();
    sort(&mut rows);
    rows
}

/// The ICBs of England whose rate may be shown, each with the FTE and the fair shares of its PCNs added up.
fn of_icbs(edition: &Edition) -> Vec<Row> {
    let icbs: BTreeMap<&str, &str> =
        edition.england.own.pcns.iter().map(|pcn| (pcn.code.as_str(), pcn.icb.as_str())).collect();
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for share in &edition.england.own.shares.fair_share {
        if let Some(icb) = icbs.get(share.pcn.as_str()) {
            let sum = sums.entry(icb).or_default();
            *sum = (sum.0 + share.fte.get(), sum.1 + share.target.get());
        }
    }
    let mut rows: Vec<Row> = edition
        .icbs()
        .filter(|area| icbs::rate(area).is_some())
        .filter_map(|area| {
            let &(fte, target) = sums.get(area.place.code.as_str())?;
            let standing = Standing::Share {
                fte: Claimed::derived(fte, "the sum of the FTE of the ICB's PCNs with a fair share"),
                target: Claimed::derived(
                    target,
                    "the sum of the fair shares of England's FTE of the ICB's PCNs",
                ),
            };
            Some(Row { name: area.printed_name(), standing })
        })
        .collect();
    sort(&mut rows);
    rows
}

/// The names of an area's PCNs without a return, in order of name.
fn pcns_without_a_return(area: &Area) -> Vec<Text> {
    sorted(area.own.pcns.iter().filter(|pcn| pcn.filed == Return::NoReturn).map(|pcn| pcn.name.without_pcn()))
}

/// The names of the ICBs of which no PCN filed, in order of name.
fn icbs_without_a_return(edition: &Edition) -> Vec<Text> {
    sorted(edition.icbs().filter(|area| area.own.level.returns.filed == 0).map(Area::printed_name))
}

/// The names of the ICBs that filed too little for a rate, in order of name.
fn icbs_with_too_few_returns(edition: &Edition) -> Vec<Text> {
    let filed = edition.icbs().filter(|area| area.own.level.returns.filed > 0);
    sorted(filed.filter(|area| icbs::rate(area).is_none()).map(Area::printed_name))
}

/// The rows furthest below and furthest above, as many as there is room for, and how many that leaves out.
fn outermost(mut rows: Vec<Row>, room: usize) -> (Vec<Row>, usize) {
    let kept = room.saturating_sub(NOTE_ROWS);
    if rows.len() <= room || rows.len() - kept <= FEW {
        return (rows, 0);
    }
    let (head, tail) = (kept.div_ceil(2), kept / 2);
    let left_out = rows.len() - head - tail;
    rows.drain(head..head + left_out);
    (rows, left_out)
}

/// So many rows are never left out: the chart is taller.
const FEW: usize = 8;

/// The end of an axis that holds the rows, but for a few outliers.
fn end(rows: &[Row]) -> f64 {
    let ftes = rows.iter().map(|row| row.standing.fte().get()).collect();
    let few = (rows.len() / ONE_IN).max(1);
    axis::top(axis::reach(ftes, few, NEAR, most_target(rows)), STEPS)
}

fn most_target(rows: &[Row]) -> f64 {
    rows.iter().filter_map(|row| row.standing.target()).map(Claimed::get).fold(0.0, f64::max)
}

/// One row in so many may be beyond the axis, or else one.
const ONE_IN: usize = 30;
/// How far beyond the others the highest may be and still set the axis.
const NEAR: f64 = 1.8;

fn no_share(pcn: &PcnFigure) -> Option<Row> {
    let fte = pcn.fte?;
    Some(Row { name: pcn.name.without_pcn(), standing: Standing::NoShare { fte } })
}

/// Furthest below the fair share first; rows without one last.
fn sort(rows: &mut [Row]) {
    let gap = |row: &Row| row.standing.gap().map_or(f64::INFINITY, Claimed::get);
    rows.sort_by(|a, b| gap(a).total_cmp(&gap(b)).then_with(|| a.name.plain().cmp(&b.name.plain())));
}

fn sorted(names: impl Iterator<Item = Text>) -> Vec<Text> {
    let mut names: Vec<Text> = names.collect();
    names.sort_by_cached_key(Text::plain);
    names
}
