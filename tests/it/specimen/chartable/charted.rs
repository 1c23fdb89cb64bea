//! What only charts draw: curves, changes from quarter to quarter, England's slopes and the study.

use std::collections::BTreeMap;

use briefings::analysis::{
    CensusSlope, Contrast, Limits, PcnFigure, QuarterChange, Replication, TrendPoint, Xmr,
};
use briefings::measure::concentration::{CurvePoint, concentration_curve};
use briefings::measure::xmr::{Screening, limits, signals};
use briefings::measure::{Estimate, Observation};
use briefings::subject::{Census, Need};
use briefings::text::Claimed;

use crate::specimen::pcn::Dice;

/// The concentration curve of some PCNs; empty where nobody has FTE.
pub fn curves(pcns: &[PcnFigure]) -> BTreeMap<&'static str, Vec<CurvePoint>> {
    let observation = |pcn: &PcnFigure| Observation {
        cluster: 0,
        patients: pcn.patients.unwrap().get(),
        fte: pcn.filed.fte().unwrap_or(0.0),
        need: pcn.need.get(&Need::SupportGap).copied().map(Claimed::get),
        fifth: None,
        rank: None,
        share_weight: None,
    };
    let filed = pcns.iter().filter(|pcn| pcn.filed.fte().is_some());
    let curve = concentration_curve(&filed.map(observation).collect::<Vec<_>>());
    BTreeMap::from([("support-gap", curve)]).into_iter().filter(|(_, curve)| !curve.is_empty()).collect()
}

/// Usual movement out of some changes, the last in November 2025.
pub fn xmr(changes: &[f64]) -> Xmr {
    let found = |screening| {
        let found = limits(&[changes], screening).unwrap();
        Limits {
            mean: found.mean.into(),
            lower: found.lower.into(),
            upper: found.upper.into(),
            inner_lower: found.inner_lower.into(),
            inner_upper: found.inner_upper.into(),
        }
    };
    let last = Census::new(2025, 11).unwrap();
    let change = |(ago, value): (i32, &f64)| QuarterChange {
        census: last.earlier(3 * ago),
        value: (*value).into(),
        n: 20.into(),
    };
    let mut made: Vec<QuarterChange> = (0..).zip(changes.iter().rev()).map(change).collect();
    made.reverse();
    Xmr {
        signals: signals(changes, &limits(&[changes], Screening::Screened).unwrap()),
        changes: made,
        limits: found(Screening::Screened),
        limits_unscreened: found(Screening::Unscreened),
        trial: changes.len() < 13,
    }
}

/// Ten changes of an area, the fifth far above the others.
pub fn moving(code: &str) -> Xmr {
    let mut dice = Dice(code.bytes().map(u64::from).sum());
    let mut changes: Vec<f64> = (0..10).map(|_| dice.around() * 0.02).collect();
    changes[4] += 0.2;
    xmr(&changes)
}

/// England's slopes: intervals that narrow as returns come in, and lie below zero at the last.
pub fn slopes(trend: &mut [TrendPoint]) {
    for (point, nth) in trend.iter_mut().zip(0u8..) {
        let half = 0.024 + 0.6 * (-f64::from(nth) / 1.2).exp();
        let slope = estimate(-0.002 * f64::from(nth), half);
        let slopes = [("support-gap", slope), ("deprivation", estimate(0.01, half))];
        point.need_slope = slopes.map(|(need, slope)| (need, Contrast::from(slope))).into();
    }
}

/// The study: its published figure, and a census of its model.
pub fn replication() -> Replication {
    let published_census = Census::new(2023, 9).unwrap();
    Replication {
        slopes: vec![CensusSlope {
            census: published_census,
            contrast: estimate(-0.03, 0.03).into(),
            n: 1000.into(),
        }],
        left_out: Vec::new(),
        published_census,
        published_as_of: Census::new(2023, 10).unwrap(),
        published_as_printed: estimate(-0.35, 0.284).into(),
        published: estimate(-0.035, 0.0284).into(),
    }
}

fn estimate(value: f64, half: f64) -> Estimate {
    let ends = |far: f64| (Some(value - far), Some(value + far));
    let ((lower, upper), (lower_998, upper_998)) = (ends(half), ends(half * 1.6));
    Estimate { lower, upper, lower_998, upper_998, ..Estimate::point(value).unwrap() }
}
