//! Which rows the chart has, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::{Row, Standing};
use crate::analysis::{Analysis, Edition, PcnFigure};
use crate::chart::icbs;
use crate::panel::Return;
use crate::text::claim::Claimed;

/// The PCNs of an area that filed: by gap, then those without a fair share.
pub(super) fn of_pcns(area: &Analysis) -> Vec<Row> {
    let filed: BTreeMap<&str, Return> = area.pcns.iter().map(|pcn| (pcn.code.as_str(), pcn.filed)).collect();
    let shared: BTreeSet<&str> = area.fair_share.iter().map(|share| share.pcn.as_str()).collect();
    let with_share = area.fair_share.iter().map(|share| {
        let target = share.target;
        let standing = match filed.get(share.pcn.as_str()) {
            Some(Return::ReportedNone) => Standing::ReportedNone { target },
            _ => Standing::Share { fte: share.fte, target },
        };
        Row { name: share.name.without_pcn(), standing }
    });
    let without_share = area.pcns.iter().filter(|pcn| !shared.contains(pcn.code.as_str()));
    let mut rows: Vec<Row> = with_share.chain(without_share.filter_map(no_share)).collect();
    sort(&mut rows);
    rows
}

/// The ICBs of England whose rate may be shown, each with the FTE and the fair shares of its PCNs added up.
pub(super) fn of_icbs(edition: &Edition) -> Vec<Row> {
    let icbs: BTreeMap<&str, &str> =
        edition.england.pcns.iter().map(|pcn| (pcn.code.as_str(), pcn.icb.as_str())).collect();
    let mut sums: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for share in &edition.england.fair_share {
        if let Some(icb) = icbs.get(share.pcn.as_str()) {
            let sum = sums.entry(icb).or_default();
            *sum = (sum.0 + share.fte.get(), sum.1 + share.target.get());
        }
    }
    let mut rows: Vec<Row> = edition
        .icbs()
        .filter(|area| icbs::rate(area).is_some())
        .filter_map(|area| {
            let &(fte, target) = sums.get(area.code.as_str())?;
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
pub(super) fn pcns_without_a_return(area: &Analysis) -> Vec<String> {
    sorted(area.pcns.iter().filter(|pcn| pcn.filed == Return::NoReturn).map(|pcn| pcn.name.without_pcn()))
}

/// The names of the ICBs of which no PCN filed, in order of name.
pub(super) fn icbs_without_a_return(edition: &Edition) -> Vec<String> {
    sorted(edition.icbs().filter(|area| area.returns.filed == 0).map(Analysis::printed_name))
}

/// The names of the ICBs that filed too little for a rate, in order of name.
pub(super) fn icbs_with_too_few_returns(edition: &Edition) -> Vec<String> {
    let filed = edition.icbs().filter(|area| area.returns.filed > 0);
    sorted(filed.filter(|area| icbs::rate(area).is_none()).map(Analysis::printed_name))
}

/// The rows furthest below and furthest above, as many as there is room for, and how many that leaves out.
pub(super) fn outermost(rows: Vec<Row>, room: usize) -> (Vec<Row>, usize) {
    let kept = room.saturating_sub(NOTE_ROWS);
    if rows.len() <= room || rows.len() - kept <= FEW {
        return (rows, 0);
    }
    let (head, tail) = (kept.div_ceil(2), kept / 2);
    let left_out = rows.len() - head - tail;
    let rows = rows
        .iter()
        .enumerate()
        .filter(|(index, _)| *index < head || *index >= head + left_out)
        .map(|(_, row)| row.clone())
        .collect();
    (rows, left_out)
}

/// The rows whose room the words take that say so.
pub(super) const NOTE_ROWS: usize = 2;
/// So many rows are never left out: the chart is taller.
const FEW: usize = 8;

/// The FTE that the axis must reach: the highest, or the one that only a few outliers exceed.
pub(super) fn reach(rows: &[Row]) -> f64 {
    let mut ftes: Vec<f64> = rows.iter().map(|row| row.standing.fte().get()).collect();
    ftes.sort_by(f64::total_cmp);
    let targets = rows.iter().filter_map(|row| row.standing.target()).map(Claimed::get).fold(0.0, f64::max);
    let highest = ftes.last().copied().unwrap_or(0.0).max(targets);
    let few = (rows.len() / ONE_IN).max(1);
    let usual = ftes.iter().rev().nth(few).copied().unwrap_or(highest).max(targets);
    if highest <= usual * NEAR { highest } else { usual }
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
    rows.sort_by(|a, b| gap(a).total_cmp(&gap(b)).then_with(|| a.name.cmp(&b.name)));
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}
