//! What must hold of a measure whatever the data.

use briefings::measure::concentration::{CurvePoint, concentration_curve};
use briefings::measure::fair_share::fair_share;
use briefings::measure::{MEASURES, Observation, Scope, Unit};

use super::fixtures::{Need, Pcn, area, england, observe, pcns, sample};

fn everyone() -> [Vec<Pcn>; 2] {
    [pcns("pcn24.csv"), pcns("pcn300.csv")]
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-3)
}

/// The measures that do not change with the number of FTE or the number of PCNs they are spread over.
const RELATIVE: [&str; 5] = ["gini", "theil", "hoover", "hoover-need", "concentration-index"];

#[test]
fn the_concentration_index_is_one_minus_twice_the_area_under_its_curve() {
    for pcns in everyone() {
        for by in [Need::Share, Need::Score] {
            let observations = observe(&pcns, by);
            let curve = concentration_curve(&observations);
            let strip = |w: &[CurvePoint]| (w[1].patients - w[0].patients) * (w[1].fte + w[0].fte) / 2.0;
            let under: f64 = curve.windows(2).map(strip).sum();
            let index = area("concentration-index", &observations).unwrap().value;
            assert!(close(index, 1.0 - 2.0 * under), "{index} {under}");
        }
    }
}

#[test]
fn reversing_the_order_of_need_flips_the_signs() {
    // 300 PCNs make five equal groups, so that fifths reverse too.
    let mut pcns = pcns("pcn300.csv");
    let before = observe(&pcns, Need::Share);
    pcns.iter_mut().for_each(|p| p.need = -p.need);
    let after = observe(&pcns, Need::Share);
    for id in ["sii", "concentration-index", "gap", "need-slope"] {
        let (was, is) = (area(id, &before).unwrap(), area(id, &after).unwrap());
        assert!(close(was.value, -is.value), "{id}: {was:?} {is:?}");
        assert!(close(was.lower.unwrap(), -is.upper.unwrap()), "{id}: {was:?} {is:?}");
    }
    for id in ["rii", "rii-log", "ratio"] {
        let (was, is) = (area(id, &before).unwrap(), area(id, &after).unwrap());
        assert!(close(was.value, 1.0 / is.value), "{id}: {was:?} {is:?}");
        assert!(close(was.lower.unwrap(), 1.0 / is.upper.unwrap()), "{id}: {was:?} {is:?}");
    }
}

#[test]
fn the_theil_index_is_its_parts_together() {
    for pcns in everyone() {
        let observations = observe(&pcns, Need::Share);
        let value = |id| england(id, &observations).unwrap().value;
        assert!(close(value("theil"), value("theil-between") + value("theil-within")));
    }
}

#[test]
fn relative_measures_do_not_change_when_fte_is_scaled() {
    for pcns in everyone() {
        let tripled: Vec<Pcn> = pcns.iter().cloned().map(|p| Pcn { fte: 3.0 * p.fte, ..p }).collect();
        for id in RELATIVE.into_iter().chain(["ratio", "rii", "rii-log"]) {
            let (was, is) =
                (area(id, &observe(&pcns, Need::Share)), area(id, &observe(&tripled, Need::Share)));
            assert!(close(was.unwrap().value, is.unwrap().value), "{id}");
        }
    }
}

#[test]
fn relative_measures_do_not_change_when_a_pcn_is_split_in_two() {
    for pcns in everyone() {
        let halves = |p: &Pcn| {
            let half = Pcn { patients: p.patients / 2.0, fte: p.fte / 2.0, ..p.clone() };
            [half.clone(), half]
        };
        let split: Vec<Pcn> = pcns.iter().flat_map(halves).collect();
        for id in RELATIVE {
            let (was, is) = (area(id, &observe(&pcns, Need::Share)), area(id, &observe(&split, Need::Share)));
            assert!(close(was.unwrap().value, is.unwrap().value), "{id}");
        }
    }
}

#[test]
fn fair_shares_add_to_the_fte_there_is() {
    for pcns in everyone() {
        let observations = observe(&pcns, Need::Score);
        let fte: f64 = pcns.iter().map(|p| p.fte).sum();
        for kappa in 0..=2 {
            let shares = fair_share(&sample(&observations, Scope::Area), kappa).unwrap();
            assert!(close(shares.iter().flatten().map(|s| s.target).sum(), fte));
            assert!(shares.iter().flatten().map(|s| s.gap).sum::<f64>().abs() < 1e-9);
        }
    }
}

#[test]
fn equal_rates_show_no_inequality_and_no_evidence_of_any() {
    for pcns in everyone() {
        let alike: Vec<Pcn> = pcns.into_iter().map(|p| Pcn { fte: 7.3e-5 * p.patients, ..p }).collect();
        for measure in MEASURES.iter().filter(|m| !m.id.starts_with("hoover-need") && m.unit != Unit::Fte) {
            let estimate = england(measure.id, &observe(&alike, Need::Share)).unwrap();
            assert!((estimate.value - measure.unit.null()).abs() < 1e-12, "{}: {estimate:?}", measure.id);
            assert_eq!(estimate.evidence(measure.unit.null()), None, "{}: {estimate:?}", measure.id);
        }
    }
}

#[test]
fn an_area_that_equals_england_has_nothing_to_level_up() {
    let observations = observe(&pcns("pcn24.csv"), Need::Share);
    let alike: Vec<Observation> =
        observations.iter().map(|o| Observation { fte: o.patients * o.need.unwrap() / 1e4, ..*o }).collect();
    let mut sample = sample(&alike, Scope::Area);
    sample.england_fte_per_need = Some(1e-4);
    let level_up = super::fixtures::measure("level-up").of;
    assert!(level_up(&sample).unwrap().value < 1e-9);
    sample.england_fte_per_need = Some(2e-4);
    let fte: f64 = alike.iter().map(|o| o.fte).sum();
    assert!(close(level_up(&sample).unwrap().value, fte));
}
