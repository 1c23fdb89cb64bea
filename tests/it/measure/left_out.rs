//! The jackknife's error: for which measures, and what it leaves out.

use briefings::measure::jackknife::{Leave, jackknife, jackknife_error};
use briefings::measure::{MEASURES, Observation, Scope};

use super::fixtures::{Need, measure, observe, pcns, sample};

/// `pcn300` in made-up ICBs of so many PCNs.
fn in_icbs_of(size: usize) -> Vec<Observation> {
    let mut observations = observe(&pcns("pcn300.csv"), Need::Share);
    for (i, observation) in observations.iter_mut().enumerate() {
        observation.cluster = u32::try_from(i / size).unwrap();
    }
    observations
}

#[test]
fn the_jackknife_is_for_spread_and_for_the_concentration_index() {
    let observations = observe(&pcns("pcn24.csv"), Need::Share);
    let meant: Vec<&str> = MEASURES.iter().filter(|m| m.jackknife).map(|m| m.id).collect();
    assert_eq!(meant, ["concentration-index", "gini", "theil", "hoover", "hoover-need"]);
    for measure in MEASURES {
        let error = jackknife_error(&sample(&observations, Scope::Area), measure);
        assert_eq!(error.is_some(), measure.jackknife, "{}", measure.id);
    }
}

#[test]
fn an_area_leaves_out_pcns_and_england_icbs_if_there_are_twenty() {
    let (twenty, nineteen) = (in_icbs_of(15), in_icbs_of(16));
    for measure in MEASURES.iter().filter(|m| m.jackknife) {
        for (observations, scope, leave) in [
            (&twenty, Scope::England, Leave::Icb),
            (&twenty, Scope::Area, Leave::Pcn),
            (&nineteen, Scope::England, Leave::Pcn),
        ] {
            let sample = sample(observations, scope);
            let error = jackknife_error(&sample, measure);
            assert_eq!(error, jackknife(&sample, measure, leave), "{} {leave:?}", measure.id);
            assert_ne!(jackknife(&sample, measure, Leave::Icb), jackknife(&sample, measure, Leave::Pcn));
        }
    }
}

#[test]
fn pcns_that_a_measure_passes_over_are_not_left_out() {
    let known = observe(&pcns("pcn24.csv"), Need::Share);
    let more = known[..5].iter().map(|o| Observation { need: None, rank: None, fifth: None, ..*o });
    let all: Vec<Observation> = known.iter().copied().chain(more).collect();
    for id in ["concentration-index", "hoover-need"] {
        let error = |observations| jackknife_error(&sample(observations, Scope::Area), measure(id));
        assert_eq!(error(&all), error(&known), "{id}");
    }
}

#[test]
fn an_error_past_all_numbers_is_none() {
    let huge = observe(&pcns("pcn24.csv"), Need::Share).into_iter();
    let huge: Vec<Observation> = huge.map(|o| Observation { fte: 1e200 * o.fte, ..o }).collect();
    let sample = sample(&huge, Scope::Area);
    assert_eq!(jackknife(&sample, measure("fair-share-moved"), Leave::Pcn), None);
    assert!(jackknife_error(&sample, measure("hoover")).is_some());
}

#[test]
fn a_sample_that_can_spare_none_has_no_error() {
    let ten = observe(&pcns("pcn24.csv")[..10], Need::Share);
    assert_eq!(jackknife_error(&sample(&ten, Scope::Area), measure("gini")), None);
    assert!(jackknife_error(&sample(&ten, Scope::Area), measure("hoover")).is_some());
    assert_eq!(jackknife_error(&sample(&[], Scope::England), measure("theil")), None);
}
