//! The jackknife's error: for which measures, and what it leaves out.

use std::collections::BTreeSet;

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
    let huge: Vec<Observation> = huge.map(|o| Observation { fte: 1e303 * o.fte, ..o }).collect();
    let sample = sample(&huge, Scope::Area);
    assert_eq!(jackknife(&sample, measure("gini"), Leave::Pcn), None);
    assert!(jackknife_error(&sample, measure("hoover")).is_some());
}

#[test]
fn a_sample_that_can_spare_none_has_no_error() {
    let ten = observe(&pcns("pcn24.csv")[..10], Need::Share);
    assert_eq!(jackknife_error(&sample(&ten, Scope::Area), measure("gini")), None);
    assert!(jackknife_error(&sample(&ten, Scope::Area), measure("hoover")).is_some());
    assert_eq!(jackknife_error(&sample(&[], Scope::England), measure("theil")), None);
}

/// The measure's values without each PCN or ICB in turn, each added up anew.
fn anew(observations: &[Observation], scope: Scope, id: &str, leave: Leave) -> Option<Vec<f64>> {
    let without = |is_out: &dyn Fn(usize, &Observation) -> bool| {
        let left = observations.iter().enumerate().filter(|(i, o)| !is_out(*i, o));
        let left: Vec<Observation> = left.map(|(_, o)| *o).collect();
        Some((measure(id).of)(&sample(&left, scope)).ok()?.value)
    };
    let icbs: BTreeSet<u32> = observations.iter().map(|o| o.cluster).collect();
    match leave {
        Leave::Pcn => (0..observations.len()).map(|out| without(&|i, _| i == out)).collect(),
        Leave::Icb => icbs.iter().map(|icb| without(&|_, o| o.cluster == *icb)).collect(),
    }
}

/// Every third PCN with nothing, every fourth at the need and the rate of others, every fifth without need.
fn alike(i: usize, o: &Observation) -> Observation {
    let every = |n: usize| i.is_multiple_of(n);
    let need = if every(4) { Some(0.25) } else { o.need }.filter(|_| !every(5));
    let fte = match (every(3), every(4)) {
        (true, _) => 0.0,
        (false, true) => o.patients / 2e4,
        (false, false) => o.fte,
    };
    Observation { fte, need, share_weight: need, ..*o }
}

#[test]
fn sums_that_are_put_together_are_those_added_up_anew() {
    let of_sums: Vec<&str> = MEASURES.iter().filter(|m| m.without.is_some()).map(|m| m.id).collect();
    assert_eq!(of_sums, ["gap", "sii", "concentration-index", "gini", "theil", "hoover", "hoover-need"]);
    let many = in_icbs_of(15);
    let level: Vec<Observation> = many.iter().map(|o| Observation { fte: o.patients / 4e4, ..*o }).collect();
    let unranked = many.iter().enumerate();
    let unranked: Vec<Observation> = unranked
        .map(|(i, o)| if i % 7 == 0 { Observation { rank: None, fifth: None, ..*o } } else { *o })
        .collect();
    // Some reported none, some stand alike, and some have no value of need.
    let alike: Vec<Observation> = many.iter().enumerate().map(|(i, o)| alike(i, o)).collect();
    for (observations, id) in
        [&many, &level, &unranked, &alike].into_iter().flat_map(|o| of_sums.iter().map(move |id| (o, id)))
    {
        for (scope, leave) in [(Scope::England, Leave::Icb), (Scope::Area, Leave::Pcn)] {
            let merged = measure(id).without.unwrap()(&sample(observations, scope), leave).unwrap();
            let anew = anew(observations, scope, id, leave).unwrap();
            assert_eq!(merged.len(), anew.len());
            assert!(merged.iter().zip(&anew).all(|(a, b)| (a - b).abs() <= 1e-12), "{id} {leave:?}");
        }
    }
    // One PCN with nearly all, and one with corrections below zero.
    let odd = many.iter().enumerate().map(|(i, o)| match i {
        0 => Observation { fte: 1e6, ..*o },
        1 => Observation { fte: -0.2, ..*o },
        2 => Observation { fte: 5.6e-17, ..*o },
        _ => *o,
    });
    let odd: Vec<Observation> = odd.collect();
    for id in ["concentration-index", "gini", "theil", "hoover", "hoover-need"] {
        for (scope, leave) in [(Scope::England, Leave::Icb), (Scope::Area, Leave::Pcn)] {
            let merged = measure(id).without.unwrap()(&sample(&odd, scope), leave).unwrap();
            let anew = anew(&odd, scope, id, leave).unwrap();
            assert!(merged.iter().zip(&anew).all(|(a, b)| (a - b).abs() <= 1e-12), "{id} {leave:?}");
        }
    }
    let only = [1.0, 5.6e-17, 0.0, 0.0].into_iter().zip(&many);
    let only: Vec<Observation> = only.map(|(fte, o)| Observation { fte, ..*o }).collect();
    let merged = measure("hoover").without.unwrap()(&sample(&only, Scope::Area), Leave::Pcn).unwrap();
    let anew_hoover = anew(&only, Scope::Area, "hoover", Leave::Pcn).unwrap();
    assert!(
        merged.iter().zip(&anew_hoover).all(|(a, b)| (a - b).abs() <= 1e-12),
        "{merged:?} {anew_hoover:?}"
    );
    // What is too little without one of them has no value, either way.
    for (few, id) in
        [(10, "sii"), (6, "gap"), (10, "gini"), (3, "hoover"), (3, "theil")].map(|(n, id)| (&many[..n], id))
    {
        assert_eq!(measure(id).without.unwrap()(&sample(few, Scope::Area), Leave::Pcn), None, "{id}");
        assert_eq!(anew(few, Scope::Area, id, Leave::Pcn), None, "{id}");
    }
}
