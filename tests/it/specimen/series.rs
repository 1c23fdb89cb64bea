//! A made-up series, and its change over four quarters.

use std::collections::BTreeMap;

use briefings::analysis::{Area, Change, Returns, TrendPoint, Withheld};
use briefings::measure::{Estimate, Reason};
use briefings::subject::Census;
use briefings::text::Claimed;

use super::area::incomplete;

/// A series that grows to the area's rate, with returns that grow too.
pub fn trend(area: &Area, census: Census, quarters: i32) -> Vec<TrendPoint> {
    let point = |back: i32| {
        let grown = 1.0 - f64::from(back) * 0.85 / f64::from(quarters.max(9));
        let (pcns, now) = (area.own.level.returns.pcns.get(), area.own.level.returns.filed.get() as f64);
        let filed = (now * (1.0 - f64::from(back.min(9)) * 0.075)).round() as usize;
        let completeness = area.own.level.returns.completeness.unwrap().get() * filed as f64 / now;
        TrendPoint {
            census: census.earlier(3 * back),
            returns: Returns {
                filed: filed.into(),
                reported_none: area.own.level.returns.reported_none.get().min(filed).into(),
                no_return: (pcns - filed).into(),
                pcns: pcns.into(),
                completeness: Some(completeness.into()),
            },
            fte: (area.own.level.fte.get() * grown * filed as f64 / pcns as f64).into(),
            patients: area.own.level.patients,
            rate: area.own.level.rate.map(|rate| (rate.get() * grown).into()),
            rate_why_not_shown: incomplete(completeness),
            matched: None,
            need_slope: BTreeMap::new(),
            need_slope_why_not_shown: None,
        }
    };
    (0..quarters).rev().map(point).collect()
}

/// Growth over four quarters, where there are as many.
pub fn change(area: &Area, census: Census, quarters: i32) -> (Option<Change>, Option<Withheld>) {
    if quarters < 5 {
        return (None, Some(Reason::NoEarlierCensus.into()));
    }
    let rate_to = area.own.level.rate.map_or(0.0, Claimed::get) + 0.004;
    let value = 0.27 * rate_to - 0.04;
    let half = 0.35 / (area.own.level.returns.filed.get() as f64).sqrt();
    let estimate = Estimate {
        lower: Some(value - half),
        upper: Some(value + half),
        lower_998: Some(value - 1.6 * half),
        upper_998: Some(value + 1.6 * half),
        ..Estimate::point(value).unwrap()
    };
    let change = Change {
        from: census.earlier(12),
        to: census,
        pcns: area.own.level.returns.filed.get().saturating_sub(2).into(),
        rate_from: (rate_to - value).into(),
        rate_to: rate_to.into(),
        contrast: estimate.into(),
    };
    (Some(change), None)
}
