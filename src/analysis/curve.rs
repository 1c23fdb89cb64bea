//! Curves of an area: how FTE lies along patients in order of need, and in order of the rate.

use std::collections::BTreeMap;

use super::england::England;
use crate::measure::concentration::{CurvePoint, concentration_curve, lorenz_curve};
use crate::panel::Row;

/// The concentration curve of each indicator, from least to most need.
pub fn concentration(england: &England<'_>, rows: &[&Row]) -> BTreeMap<&'static str, Vec<CurvePoint>> {
    let curve = |need| concentration_curve(&england.observations(rows.iter().copied(), need));
    england.needs().into_iter().map(|need| (need.id(), curve(need))).filter(|(_, c)| !c.is_empty()).collect()
}

/// The Lorenz curve, from the lowest to the highest rate; empty without FTE.
pub fn lorenz(england: &England<'_>, rows: &[&Row]) -> Vec<CurvePoint> {
    let need = england.panel.resolved.need;
    lorenz_curve(&england.observations(rows.iter().copied(), need))
}
