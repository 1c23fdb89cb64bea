//! Indices against their curves and parts, and shares against what is shared out.

use std::cell::Cell;

use briefings::measure::concentration::{CurvePoint, concentration_curve, lorenz_curve};
use briefings::measure::fair_share::fair_share;
use briefings::measure::{Observation, Reason, Scope};

use super::samples::{Case, every_case};
use super::{ENOUGH, close};
use crate::measure::fixtures::measure;

fn value(id: &str, case: &Case) -> Result<f64, Reason> {
    (measure(id).of)(&case.sample(Scope::England)).map(|estimate| estimate.value)
}

fn one_minus_twice_the_area(curve: &[CurvePoint]) -> f64 {
    let strip = |w: &[CurvePoint]| (w[1].patients - w[0].patients) * (w[1].fte + w[0].fte);
    1.0 - curve.windows(2).map(strip).sum::<f64>()
}

/// Fails unless the law holds of every sample with a value, and of enough of them.
fn holds(id: &str, law: impl Fn(&Case, f64) -> bool) {
    let looked_at = Cell::new(0);
    every_case(|case| {
        let Ok(value) = value(id, case) else { return };
        assert!(law(case, value), "{id} of {}: {value}", case.name);
        looked_at.set(looked_at.get() + 1);
    });
    assert!(looked_at.get() >= ENOUGH, "{id} was looked at {} times", looked_at.get());
}

#[test]
fn the_concentration_index_is_one_minus_twice_the_area_under_its_curve() {
    holds("concentration-index", |case, value| {
        close(value, one_minus_twice_the_area(&concentration_curve(&case.observations)))
    });
}

#[test]
fn the_gini_index_is_one_minus_twice_the_area_under_the_lorenz_curve() {
    holds("gini", |case, value| close(value, one_minus_twice_the_area(&lorenz_curve(&case.observations))));
}

#[test]
fn no_order_is_more_concentrated_than_that_of_the_rates() {
    holds("concentration-index", |case, index| index.abs() <= value("gini", case).unwrap() + 1e-12);
}

#[test]
fn the_theil_index_is_its_parts_together() {
    holds("theil-between", |case, between| {
        let (total, within) = (value("theil", case).unwrap(), value("theil-within", case).unwrap());
        close(total, between + within)
    });
}

#[test]
fn fair_shares_add_to_the_fte_there_is() {
    let looked_at = Cell::new(0);
    every_case(|case| {
        let fte: f64 = case.observations.iter().map(|o| o.fte).sum();
        for kappa in 0..=2 {
            let Ok(shares) = fair_share(&case.sample(Scope::Area), kappa) else { continue };
            let (target, gap) =
                shares.iter().flatten().fold((0.0, 0.0), |s, f| (s.0 + f.target, s.1 + f.gap));
            assert!(close(target, fte) && gap.abs() < 1e-9, "{}: {target} of {fte}, {gap}", case.name);
            looked_at.set(looked_at.get() + 1);
        }
    });
    assert!(looked_at.get() >= 3 * ENOUGH);
}

#[test]
fn moving_to_fair_shares_is_what_the_hoover_index_says() {
    holds("fair-share-moved", |case, moved| {
        let fte: f64 = case.observations.iter().map(|o| o.fte).sum();
        close(moved, value("hoover-need", case).unwrap() * fte)
    });
}

#[test]
fn levelling_england_up_adds_what_would_have_moved() {
    holds("level-up", |case, added| close(added, value("fair-share-moved", case).unwrap()));
}

#[test]
fn an_area_at_half_of_englands_level_has_its_fte_to_add() {
    let level = 1.7e-4;
    every_case(|case| {
        let mut even = case.each(|o| Observation { fte: level * o.patients * o.share_weight.unwrap(), ..o });
        let fte: f64 = even.observations.iter().map(|o| o.fte).sum();
        even.level = 2.0 * level;
        let added = (measure("level-up").of)(&even.sample(Scope::Area)).unwrap().value;
        assert!(close(added, fte), "{}: {added} of {fte}", case.name);
    });
}
