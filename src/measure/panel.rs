//! The need slope over several censuses together, so that what a PCN keeps is not counted twice.

use std::collections::BTreeMap;

use super::regression::{Line, Point, clustered_error};
use super::{ErrorOf, Estimate, PCNS_FOR_SLOPE, Reason, Uncertainty};

/// Sweeps after which PCNs and censuses are as far apart as they get.
const SWEEPS: u32 = 1000;
/// A sweep that moves values by less than this share of their size is the last.
const SETTLED: f64 = 1e-14;

/// One PCN at one census.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelPoint {
    /// The census, counted in quarters from any start.
    pub quarter: u32,
    /// The index of the PCN.
    pub pcn: u32,
    /// What moves together: the index of the PCN, or of its ICB.
    pub cluster: u32,
    /// Need in tens of points, so that slopes are for ten points.
    pub need: f64,
    /// FTE per 10,000 patients.
    pub rate: f64,
}

/// The slope at each census, with t intervals clustered over all censuses together.
pub fn slopes(points: &[PanelPoint]) -> Vec<(u32, Result<Estimate, Reason>)> {
    let quarters = quarters(points);
    quarters.keys().map(|quarter| (*quarter, contrast(points, &[(*quarter, 1.0)]))).collect()
}

/// The slope at the last census minus that at the first, from the PCNs with a return at either.
pub fn slope_change(points: &[PanelPoint]) -> Result<Estimate, Reason> {
    let quarters = quarters(points);
    match (quarters.keys().next(), quarters.keys().next_back()) {
        (Some(first), Some(last)) if first < last => contrast(points, &[(*last, 1.0), (*first, -1.0)]),
        _ => Err(Reason::TooFewCensuses { n: quarters.len(), needed: 2 }),
    }
}

/// How much the slope changes a quarter, on a straight line through all censuses, each with its own level.
pub fn slope_trend(points: &[PanelPoint]) -> Result<Estimate, Reason> {
    let quarters = at_least_two(points)?;
    let need = within(points.iter().map(|p| p.need).collect(), &indices(points, |p| p.quarter));
    let squares: f64 = need.iter().map(|x| x * x).sum();
    // Time from the moment at which the slope and its trend are told apart best.
    let moment = need.iter().zip(points).map(|(x, p)| x * x * f64::from(p.quarter)).sum::<f64>() / squares;
    let across: Vec<f64> =
        need.iter().zip(points).map(|(x, p)| x * (f64::from(p.quarter) - moment)).collect();
    let up = within(points.iter().map(|p| p.rate).collect(), &indices(points, |p| p.quarter));
    let level = need.iter().zip(&up).map(|(x, y)| x * y).sum::<f64>() / squares;
    let rest: Vec<f64> = up.iter().zip(&need).map(|(y, x)| y - level * x).collect();
    through_zero(points, &across, &rest, quarters + 2)
}

/// How much the slope changes a quarter when each PCN has a level of its own: need is fixed in each PCN.
pub fn slope_trend_within_pcns(points: &[PanelPoint]) -> Result<Estimate, Reason> {
    let quarters = at_least_two(points)?;
    let pcns = indices(points, |p| p.pcn).len();
    let across = within_both(points, |p| p.need * f64::from(p.quarter));
    let up = within_both(points, |p| p.rate);
    through_zero(points, &across, &up, pcns + quarters)
}

/// A sum of the slopes of some censuses, each with a multiplier.
fn contrast(points: &[PanelPoint], multipliers: &[(u32, f64)]) -> Result<Estimate, Reason> {
    let quarters = quarters(points);
    let mut pulls = vec![0.0; points.len()];
    let mut value = 0.0;
    for (quarter, multiplier) in multipliers {
        let members = &quarters[quarter];
        if members.len() < PCNS_FOR_SLOPE {
            return Err(Reason::TooFewWithNeed { n: members.len(), needed: PCNS_FOR_SLOPE });
        }
        let scatter: Vec<Point> =
            members.iter().map(|&i| Point { x: points[i].need, y: points[i].rate, weight: 1.0 }).collect();
        let line = Line::fit(&scatter).ok_or(Reason::EqualNeed)?;
        value += multiplier * line.slope;
        for (&i, pull) in members.iter().zip(line.slope_pulls()) {
            pulls[i] = multiplier * pull;
        }
    }
    Estimate::with_t(value, clustered(points, &pulls, 2 * quarters.len()))
}

/// The slope of a line through the origin, once all else is taken out of both axes.
fn through_zero(
    points: &[PanelPoint],
    across: &[f64],
    up: &[f64],
    parameters: usize,
) -> Result<Estimate, Reason> {
    let squares: f64 = across.iter().map(|x| x * x).sum();
    if squares <= 0.0 {
        return Err(Reason::EqualNeed);
    }
    let slope = across.iter().zip(up).map(|(x, y)| x * y).sum::<f64>() / squares;
    let pulls: Vec<f64> = across.iter().zip(up).map(|(x, y)| x * (y - slope * x) / squares).collect();
    Estimate::with_t(slope, clustered(points, &pulls, parameters))
}

/// The CR1 standard error of the sum that these pulls make, with one degree of freedom less than the clusters.
fn clustered(points: &[PanelPoint], pulls: &[f64], parameters: usize) -> Option<Uncertainty> {
    let clusters: Vec<u32> = points.iter().map(|point| point.cluster).collect();
    let by_pcn = points.iter().all(|point| point.cluster == point.pcn);
    let error = if by_pcn { ErrorOf::Panel } else { ErrorOf::Icbs };
    clustered_error(pulls, &clusters, parameters).map(|known| Uncertainty { error, ..known })
}

fn at_least_two(points: &[PanelPoint]) -> Result<usize, Reason> {
    let n = quarters(points).len();
    if n < 2 {
        return Err(Reason::TooFewCensuses { n, needed: 2 });
    }
    Ok(n)
}

fn quarters(points: &[PanelPoint]) -> BTreeMap<u32, Vec<usize>> {
    indices(points, |p| p.quarter)
}

/// The positions of the points of each group.
fn indices(points: &[PanelPoint], group: fn(&PanelPoint) -> u32) -> BTreeMap<u32, Vec<usize>> {
    let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, point) in points.iter().enumerate() {
        groups.entry(group(point)).or_default().push(i);
    }
    groups
}

/// Values less the mean of their group.
fn within(mut values: Vec<f64>, groups: &BTreeMap<u32, Vec<usize>>) -> Vec<f64> {
    for members in groups.values() {
        let mean = members.iter().map(|&i| values[i]).sum::<f64>() / members.len() as f64;
        members.iter().for_each(|&i| values[i] -= mean);
    }
    values
}

/// Values less what PCN and census explain together, by taking out one and the other until neither is left.
fn within_both(points: &[PanelPoint], value: fn(&PanelPoint) -> f64) -> Vec<f64> {
    let (pcns, quarters) = (indices(points, |p| p.pcn), quarters(points));
    let mut values: Vec<f64> = points.iter().map(value).collect();
    let size = values.iter().map(|v| v.abs()).fold(0.0, f64::max);
    for _ in 0..SWEEPS {
        let next = within(within(values.clone(), &pcns), &quarters);
        let moved = next.iter().zip(&values).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        values = next;
        if moved <= SETTLED * size {
            break;
        }
    }
    values
}
