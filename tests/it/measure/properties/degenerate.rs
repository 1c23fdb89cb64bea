//! Samples that have no sensible answer: a finite number or a reason in words, and never anything else.

use briefings::measure::jackknife::jackknife_error;
use briefings::measure::{Estimate, MEASURES, Observation, Reason, Sample, Scope};

use super::samples::{every_case, placed};

/// Twenty-four PCNs in three ICBs, and forty-eight in twenty-four.
fn sound() -> [Vec<Observation>; 2] {
    let pcn = |i: u32, icbs: u32| Observation {
        cluster: i % icbs,
        patients: 2e4 + 1e3 * f64::from(i * 7 % 24),
        fte: f64::from(i * 5 % 11) / 2.0,
        need: Some(0.1 + f64::from(i * 13 % 24) / 40.0),
        fifth: None,
        rank: None,
        share_weight: None,
    };
    [(24, 3), (48, 24)].map(|(n, icbs)| placed((0..n).map(|i| pcn(i, icbs)).collect()))
}

type Change = fn(usize, Observation) -> Observation;

/// What makes a sample degenerate, one PCN at a time.
const CHANGES: &[(&str, Change)] = &[
    ("as it is", |_, o| o),
    ("no FTE", |_, o| Observation { fte: 0.0, ..o }),
    ("equal need", |_, o| Observation { need: Some(0.3), ..o }),
    ("no need", |_, o| Observation { need: Some(0.0), ..o }),
    ("equal need in each ICB", |_, o| Observation { need: Some(0.1 * f64::from(o.cluster + 1)), ..o }),
    ("equal rates", |_, o| Observation { fte: 7.3e-5 * o.patients, ..o }),
    ("equal rates in each ICB", |_, o| Observation {
        fte: 1e-5 * f64::from(o.cluster + 1) * o.patients,
        ..o
    }),
    ("one ICB", |_, o| Observation { cluster: 7, ..o }),
    ("each its own ICB", |i, o| Observation { cluster: u32::try_from(i).unwrap(), ..o }),
    ("one huge PCN", |i, o| Observation { patients: if i == 3 { 1e15 } else { o.patients }, ..o }),
    ("one huge FTE", |i, o| Observation { fte: if i == 3 { 1e15 } else { o.fte }, ..o }),
    ("one PCN with FTE", |i, o| Observation { fte: if i == 3 { 1.0 } else { 0.0 }, ..o }),
    ("one PCN with hardly any FTE", |i, o| Observation { fte: if i == 3 { 1e-300 } else { 0.0 }, ..o }),
    ("FTE past all measure", |_, o| Observation { fte: 1e300 * o.fte, ..o }),
    ("all but one with the same need", |i, o| Observation {
        need: Some(if i == 2 { 0.9 } else { 0.2 }),
        ..o
    }),
    ("need almost the same", |i, o| Observation { need: Some(0.3 + 1e-17 * i as f64), ..o }),
    ("need as large as a score", |_, o| Observation { need: o.need.map(|need| 1e9 + 1e3 * need), ..o }),
    ("need below zero", |_, o| Observation { need: o.need.map(|need| -need), ..o }),
    ("need missing", |_, o| Observation { need: None, rank: None, fifth: None, ..o }),
    ("need missing for most", |i, o| {
        if i < 4 { o } else { Observation { need: None, rank: None, fifth: None, ..o } }
    }),
    ("ranks missing", |_, o| Observation { rank: None, ..o }),
    ("equal ranks", |_, o| Observation { rank: Some(0.5), ..o }),
    ("fifths missing", |_, o| Observation { fifth: None, ..o }),
    ("one patient each", |_, o| Observation { patients: 1.0, ..o }),
    ("hardly any patients", |_, o| Observation { patients: 1e-12 * o.patients, ..o }),
    ("patients next to nothing", |_, o| Observation { patients: 1e-305 * o.patients, ..o }),
    ("one PCN with hardly any patients", |i, o| Observation {
        patients: if i == 3 { 1e-305 } else { o.patients },
        ..o
    }),
    ("no patients", |_, o| Observation { patients: 0.0, ..o }),
    ("FTE not a number", |_, o| Observation { fte: f64::NAN, ..o }),
];

/// The PCN with its need as the weight of its fair share.
fn weighed(o: Observation) -> Observation {
    Observation { share_weight: o.need, ..o }
}

/// Each change of each sample, with its ranks and fifths as they were and as they become; whole and in part.
fn samples() -> Vec<(String, Vec<Observation>)> {
    let mut samples = Vec::new();
    for (name, change) in CHANGES {
        for sound in sound() {
            let changed: Vec<Observation> =
                sound.into_iter().enumerate().map(|(i, o)| weighed(change(i, o))).collect();
            for n in [0, 1, 2, 3, 9, 10, 11, changed.len()] {
                samples.push((format!("{name}, {n} PCNs"), changed[..n].to_vec()));
            }
            if changed.iter().all(|o| o.need.is_some() && o.rank.is_some()) {
                samples.push((format!("{name}, placed again"), placed(changed)));
            }
        }
    }
    samples
}

fn assert_plain_number(number: f64, what: &str) {
    assert!(number.is_finite() && (number != 0.0 || number.is_sign_positive()), "{what}: {number}");
}

fn assert_plain(what: &str, result: Result<Estimate, Reason>) {
    match result {
        Ok(Estimate { value, lower, upper, lower_998, upper_998, p, error: _, too_wide }) => {
            let numbers = [Some(value), lower, upper, lower_998, upper_998, p];
            numbers.into_iter().flatten().for_each(|number| assert_plain_number(number, what));
            let ordered = |low: Option<f64>, high: Option<f64>| {
                low.is_some() == high.is_some() && low.zip(high).is_none_or(|(a, b)| a <= value && value <= b)
            };
            assert!(!too_wide || lower.is_none(), "{what}: {result:?}");
            assert!(ordered(lower, upper) && ordered(lower_998, upper_998), "{what}: {result:?}");
        }
        Err(reason) => assert_clause(&reason.to_string()),
    }
}

/// A clause that a sentence can take in: no capital but a name's, no full stop, nothing that is not a number.
pub fn assert_clause(words: &str) {
    let named = ["PCN", "England"].iter().any(|name| words.starts_with(name));
    assert!(named || words.starts_with(|c: char| c.is_lowercase()), "{words}");
    assert!(!words.ends_with(['.', ' ', ';', ',']) && words.len() > 10, "{words}");
    assert!(!["NaN", "inf", "  ", " -", "{"].iter().any(|odd| words.contains(odd)), "{words}");
}

/// England's FTE per weighted patient, and the survey's reliability: none, useless or sound.
const KNOWN: &[(Option<f64>, Option<f64>)] = &[
    (None, None),
    (Some(0.0), Some(0.0)),
    (Some(f64::NAN), Some(f64::NAN)),
    (Some(1e300), Some(1e-300)),
    (Some(1e-4), Some(0.8)),
];

#[test]
fn no_input_gives_a_number_that_is_not_one() {
    for (name, observations) in samples() {
        for scope in [Scope::England, Scope::Area] {
            for &(england_fte_per_weight, reliability) in KNOWN {
                let observations = &observations;
                let sample =
                    Sample { observations, scope, ten_points: 0.1, england_fte_per_weight, reliability };
                for measure in MEASURES {
                    let what = format!("{} of {name} in {scope:?}", measure.id);
                    assert_plain(&what, (measure.of)(&sample));
                }
            }
        }
    }
}

#[test]
fn no_input_gives_a_jackknife_error_that_is_not_a_number() {
    for (name, observations) in samples() {
        for scope in [Scope::England, Scope::Area] {
            let sample = Sample {
                observations: &observations,
                scope,
                ten_points: 0.1,
                england_fte_per_weight: Some(1e-4),
                reliability: None,
            };
            for measure in MEASURES {
                let error = jackknife_error(&sample, measure);
                error.inspect(|error| assert_plain_number(*error, &format!("{} of {name}", measure.id)));
                assert!(measure.jackknife || error.is_none(), "{}", measure.id);
            }
        }
    }
}

#[test]
fn the_made_up_samples_give_plain_numbers_too() {
    every_case(|case| {
        for scope in [Scope::England, Scope::Area] {
            for measure in MEASURES {
                assert_plain(&case.name, (measure.of)(&case.sample(scope)));
            }
        }
    });
}
