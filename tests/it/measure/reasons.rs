//! Input that has no answer gives a reason in words, never a number that is not one.

use briefings::measure::change::paired_change;
use briefings::measure::fair_share::fair_share;
use briefings::measure::{Estimate, Fifth, MEASURES, Observation, Reason, Scope};

use super::fixtures::{Need, area, england, observe, pcns, sample};

fn everyone() -> Vec<Observation> {
    observe(&pcns("pcn24.csv"), Need::Share)
}

/// Observations again with ranks and fifths among themselves.
fn changed(change: impl Fn(&mut super::fixtures::Pcn)) -> Vec<Observation> {
    let mut pcns = pcns("pcn24.csv");
    pcns.iter_mut().for_each(change);
    observe(&pcns, Need::Share)
}

fn numbers(estimate: Estimate) -> Vec<f64> {
    let ends = [estimate.lower, estimate.upper, estimate.lower_998, estimate.upper_998];
    [estimate.value].into_iter().chain(ends.into_iter().flatten()).collect()
}

/// The PCNs again, all without FTE but the one at this place.
fn only(place: usize, fte: f64, among: &[Observation]) -> Vec<Observation> {
    let with = |(i, o): (usize, &Observation)| Observation { fte: if i == place { fte } else { 0.0 }, ..*o };
    among.iter().enumerate().map(with).collect()
}

/// The PCNs again, all with the same need but the third.
fn all_but_one_alike() -> Vec<Observation> {
    changed(|p| p.need = if p.code == "P03" { 0.9 } else { 0.2 })
}

/// The PCNs again, each changed after ranks and fifths were given.
fn each(change: impl Fn(Observation) -> Observation) -> Vec<Observation> {
    everyone().into_iter().map(change).collect()
}

fn odd_inputs() -> Vec<Vec<Observation>> {
    let few = [0, 1, 2, 3, 10].map(|n| everyone()[..n].to_vec());
    let odd = [
        changed(|p| p.fte = 0.0),
        changed(|p| p.need = 0.3),
        changed(|p| p.need = 0.0),
        changed(|p| p.icb = "Q01".to_owned()),
        changed(|p| p.fte = p.patients * 5e-5),
        changed(|p| p.fte = p.patients * 1e-4),
        all_but_one_alike(),
        only(0, 1.0, &everyone()),
        only(2, 1e-9, &everyone()),
        only(2, 1.0, &all_but_one_alike()),
        each(|o| Observation { need: None, rank: None, fifth: None, ..o }),
        each(|o| Observation { patients: 0.0, ..o }),
        each(|o| Observation { fte: f64::NAN, ..o }),
    ];
    few.into_iter().chain(odd).collect()
}

fn assert_plain(id: &str, result: Result<Estimate, Reason>) {
    match result {
        Ok(estimate) => {
            let plain = |x: &f64| x.is_finite() && (*x != 0.0 || x.is_sign_positive());
            assert!(numbers(estimate).iter().all(plain), "{id}: {estimate:?}");
        }
        Err(reason) => assert!(!reason.to_string().is_empty()),
    }
}

#[test]
fn no_input_gives_a_number_that_is_not_one() {
    for observations in odd_inputs() {
        for scope in [Scope::England, Scope::Area] {
            for level in [None, Some(0.0), Some(1e-4)] {
                let mut sample = sample(&observations, scope);
                sample.england_fte_per_need = level;
                MEASURES.iter().for_each(|measure| assert_plain(measure.id, (measure.of)(&sample)));
            }
        }
    }
}

#[test]
fn no_pcns_give_no_measure() {
    for measure in MEASURES {
        assert!((measure.of)(&sample(&[], Scope::England)).is_err(), "{}", measure.id);
    }
}

#[test]
fn no_fte_gives_no_measure_but_a_gap_of_nothing() {
    let none = changed(|p| p.fte = 0.0);
    for measure in MEASURES {
        let got = england(measure.id, &none);
        match measure.id {
            "gap" => assert_eq!(got, Estimate::point(0.0)),
            "ratio" => assert_eq!(got, Err(Reason::NoFteInLeastNeed)),
            "level-up" => assert_eq!(got, Err(Reason::NoEnglandLevel)),
            id => assert_eq!(got, Err(Reason::NoFte), "{id}"),
        }
    }
}

#[test]
fn an_area_without_fte_can_still_level_up() {
    let none = changed(|p| p.fte = 0.0);
    let mut sample = sample(&none, Scope::Area);
    sample.england_fte_per_need = Some(1e-4);
    let patients_in_need: f64 = none.iter().map(|o| o.patients * o.need.unwrap()).sum();
    let level_up = (super::fixtures::measure("level-up").of)(&sample).unwrap().value;
    assert!((level_up - patients_in_need * 1e-4).abs() < 1e-9);
}

#[test]
fn equal_need_has_no_slope() {
    let equal = changed(|p| p.need = 0.3);
    for id in ["concentration-index", "need-slope"] {
        assert_eq!(area(id, &equal), Err(Reason::EqualNeed), "{id}");
    }
    for id in ["sii", "rii", "rii-log"] {
        assert_eq!(area(id, &equal), Err(Reason::NarrowSpan { span: 0.0, needed: 0.4 }), "{id}");
    }
    let no_need = changed(|p| p.need = 0.0);
    assert_eq!(fair_share(&sample(&no_need, Scope::Area), 1), Err(Reason::NoNeed));
}

#[test]
fn the_parts_of_theil_are_englands() {
    for id in ["theil-between", "theil-within"] {
        assert_eq!(area(id, &everyone()), Err(Reason::EnglandOnly));
        assert_eq!(england(id, &changed(|p| p.icb = "Q01".to_owned())), Err(Reason::OneIcb));
    }
}

#[test]
fn a_ratio_needs_a_line_above_zero_and_a_provided_least_need_fifth() {
    let steep = changed(|p| p.fte = if p.need > 0.3 { 0.0 } else { p.patients });
    assert_eq!(area("rii", &steep), Err(Reason::LineBelowZero));
    assert!(area("rii-log", &steep).is_ok());
    let mut observations = everyone();
    for o in observations.iter_mut().filter(|o| o.fifth == Some(Fifth::MostNeed)) {
        o.fte = 0.0;
    }
    assert_eq!(area("ratio", &observations), Estimate::point(0.0));
}

#[test]
fn one_pcn_that_decides_a_line_leaves_it_without_an_interval() {
    let slope = area("need-slope", &all_but_one_alike()).unwrap();
    assert_eq!(slope, Estimate::point(slope.value).unwrap());
}

#[test]
fn reasons_are_words_for_a_board() {
    let mut observations = everyone();
    observations.retain(|o| o.fifth != Some(Fifth::MostNeed));
    observations.extend(everyone().into_iter().filter(|o| o.fifth == Some(Fifth::MostNeed)).take(2));
    let words = |result: Result<Estimate, Reason>| result.unwrap_err().to_string();
    assert_eq!(words(area("gap", &observations)), "only 2 PCNs in England's most-need fifth; 3 are needed");
    observations.retain(|o| o.fifth != Some(Fifth::MostNeed));
    assert_eq!(words(area("ratio", &observations)), "no PCNs in England's most-need fifth; 3 are needed");
    assert_eq!(words(area("hoover", &everyone()[..1])), "only 1 PCN with a return; 3 are needed");
    assert_eq!(
        words(area("sii", &everyone()[..9])),
        "only 9 PCNs with a return and a value of need; 10 are needed"
    );
    let mut narrow = everyone();
    narrow.iter_mut().for_each(|o| o.rank = o.rank.map(|r| 0.3 + 0.3 * r));
    assert_eq!(
        words(area("sii", &narrow)),
        "the PCNs here cover 28% of England's range of need; 40% is needed"
    );
    assert_eq!(paired_change(&[]).unwrap_err().to_string(), "no PCNs with a return; 1 is needed");
}
