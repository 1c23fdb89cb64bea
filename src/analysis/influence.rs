//! Whether one ICB alone carries a figure of England: each is left out in turn.

use super::england::England;
use super::measured::{Measured, WithoutIcb};
use super::place::Place;
use super::results::{self, Jackknife};
use super::within::Within;
use crate::measure::{ErrorOf, Scope, Unit};
use crate::subject::IcbCode;
use crate::subject::error::Result;
use crate::workers;

/// An ICB that moves this share of a figure is named.
const NOTABLE: f64 = 0.25;
/// How many ICBs are named for one figure.
const NAMED: usize = 3;
/// ICBs left out side by side.
const AT_ONCE: usize = 2;

/// Every measure of an area; England's with the ICBs that alone matter to them.
///
/// # Errors
/// Where a built-in lookup is damaged.
pub fn of_area(england: &England<'_>, place: &Place) -> Result<Vec<Measured>> {
    let scope = Scope::from(place.kind);
    let measures = results::measures(england, &place.within, scope, Jackknife::Errors);
    if scope == Scope::England { named(england, measures) } else { Ok(measures) }
}

/// The measures of England, each that is clustered by ICB with the ICBs that alone change its verdict or a quarter of its
/// value.
///
/// # Errors
/// Where a built-in lookup is damaged.
fn named(england: &England<'_>, measures: Vec<Measured>) -> Result<Vec<Measured>> {
    let is_clustered = |m: &Measured| matches!(m.method.error, Some(ErrorOf::Icbs | ErrorOf::WithoutIcb));
    if !measures.iter().any(is_clustered) {
        return Ok(measures);
    }
    let icbs = england.icbs();
    let without = workers::map(&icbs, AT_ONCE, |icb| {
        let others = Within::EnglandWithout(*icb);
        results::measures(england, &others, Scope::England, Jackknife::Skipped)
    });
    let with_icbs = |(at, measured): (usize, Measured)| {
        if !is_clustered(&measured) {
            return Ok(measured);
        }
        let left: Vec<(&IcbCode, &Measured)> =
            icbs.iter().zip(&without).filter_map(|(icb, all)| Some((icb, all.get(at)?))).collect();
        Ok(Measured { without_icb: furthest(england, &measured, &left)?, ..measured })
    };
    measures.into_iter().enumerate().map(with_icbs).collect()
}

/// The ICBs that matter to one figure: those that change its verdict first, then those that move it furthest.
fn furthest(
    england: &England<'_>,
    whole: &Measured,
    without: &[(&IcbCode, &Measured)],
) -> Result<Vec<WithoutIcb>> {
    let Some(value) = whole.value else { return Ok(Vec::new()) };
    let is_ratio = whole.unit == Unit::Ratio.words();
    // A ratio and what it would be are compared on the scale of logarithms.
    let scale = |value: f64| if is_ratio { value.ln() } else { value };
    let size = scale(value.get());
    let mut found: Vec<((bool, f64), WithoutIcb)> = Vec::new();
    for (icb, left) in without {
        let Some((without, verdict)) = left.value.zip(left.verdict) else { continue };
        let moved = (scale(without.get()) - size).abs();
        let turns = Some(verdict) != whole.verdict;
        if moved >= NOTABLE * size.abs() || turns {
            let name = england.panel.drawn.name(icb)?;
            found.push(((turns, moved), WithoutIcb { code: icb.to_string(), name, value: without, verdict }));
        }
    }
    let order = |a: &(bool, f64), b: &(bool, f64)| b.0.cmp(&a.0).then_with(|| b.1.total_cmp(&a.1));
    found.sort_by(|a, b| order(&a.0, &b.0).then_with(|| a.1.code.cmp(&b.1.code)));
    found.truncate(NAMED);
    Ok(found.into_iter().map(|(_, without)| without).collect())
}
