//! A made-up series, and its change over four quarters.

use std::collections::BTreeMap;

use briefings::analysis::{Analysis, Change, Returns, TrendPoint};
use briefings::measure::Estimate;
use briefings::subject::Census;

/// A series that grows to the area's rate, with returns that grow too.
pub fn trend(area: &Analysis, census: Census, quarters: i32) -> Vec<TrendPoint> {
    let point = |back: i32| {
        let grown = 1.0 - f64::from(back) * 0.85 / f64::from(quarters.max(9));
        let pcns = area.returns.pcns;
        let filed = ((area.returns.filed as f64) * (1.0 - f64::from(back.min(9)) * 0.075)).round() as usize;
        let completeness = area.returns.completeness.unwrap() * filed as f64 / area.returns.filed as f64;
        TrendPoint {
            census: census.earlier(3 * back),
            returns: Returns {
                filed,
                reported_none: area.returns.reported_none.min(filed),
                no_return: pcns - filed,
                pcns,
                completeness: Some(completeness),
            },
            fte: area.fte * grown * filed as f64 / pcns as f64,
            patients: area.patients,
            rate: area.rate.map(|rate| rate * grown),
            rate_why_not_shown: (completeness < 0.8)
                .then(|| "returns cover less than 80% of patients".to_owned()),
            need_slope: BTreeMap::new(),
        }
    };
    (0..quarters).rev().map(point).collect()
}

/// Growth over four quarters, where there are as many.
pub fn change(area: &Analysis, census: Census, quarters: i32) -> (Option<Change>, Option<String>) {
    if quarters < 5 {
        return (None, Some(format!("no return for {} was read", census.earlier(12).words())));
    }
    let rate_to = area.rate.unwrap_or(0.0) + 0.004;
    let value = 0.27 * rate_to - 0.04;
    let half = 0.35 / (area.returns.filed as f64).sqrt();
    let estimate = Estimate {
        value,
        lower: Some(value - half),
        upper: Some(value + half),
        lower_998: Some(value - 1.6 * half),
        upper_998: Some(value + 1.6 * half),
    };
    let change = Change {
        from: census.earlier(12),
        to: census,
        pcns: area.returns.filed.saturating_sub(2),
        rate_from: rate_to - value,
        rate_to,
        estimate,
    };
    (Some(change), None)
}
