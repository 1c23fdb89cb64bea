//! The series of an area.

use std::collections::BTreeMap;

use briefings::analysis::{Returns, TrendPoint};
use briefings::measure::Reason;
use briefings::subject::Census;

use super::NOBODY;
use crate::specimen::pcn::Dice;

/// Nine quarters from March 2020, fewer than 80% of patients in the first three, then a gap and 2023 to 2025.
pub(super) fn trend(code: &str, shift: f64) -> Vec<TrendPoint> {
    let months = (0..9).map(|quarter| quarter * 3).chain((12..23).map(|quarter| quarter * 3)).chain([68]);
    let start = Census::new(2020, 3).unwrap();
    let mut dice = Dice(code.bytes().map(u64::from).sum());
    let own = if code == "ENG" { 0.0 } else { 0.025 };
    months
        .map(|month| {
            let share = (0.3 + f64::from(month) * 0.03).min(0.97) + dice.around() * 0.02;
            let level = 0.45 - 0.36 * (-f64::from(month) / 18.0).exp() + shift;
            let rate = (level + dice.around() * own).max(0.0);
            let rate = if code == NOBODY { 0.0 } else { rate };
            trend_point(start.earlier(-month), share.min(1.0), rate)
        })
        .collect()
}

fn trend_point(census: Census, share: f64, rate: f64) -> TrendPoint {
    TrendPoint {
        census,
        returns: Returns {
            filed: 1.into(),
            reported_none: 0.into(),
            no_return: 0.into(),
            pcns: 1.into(),
            completeness: Some(share.into()),
        },
        fte: 0.0.into(),
        patients: 0.0.into(),
        rate: Some(rate.into()),
        rate_why_not_shown: (share < 0.8).then(|| Reason::Incomplete { share, needed: 0.8 }.into()),
        matched: None,
        need_slope: BTreeMap::new(),
        need_slope_why_not_shown: None,
    }
}
