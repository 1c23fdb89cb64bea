//! The laws of each measure, on every sample in which it has a value.

use std::cell::RefCell;
use std::collections::BTreeSet;

use briefings::measure::{Estimate, Fifth, MEASURES, Observation, Sample, Scope, Verdict};

use super::samples::{Case, every_case};
use super::{Exercised, Found, LAWS, Null, Reversed, Scaled, Split, close, close_at, every_value};

/// The value and the ends of the intervals.
fn numbers(estimate: Estimate) -> [Option<f64>; 5] {
    let Estimate { value, lower, upper, lower_998, upper_998, .. } = estimate;
    [Some(value), lower, upper, lower_998, upper_998]
}

fn alike(a: [Option<f64>; 5], b: [Option<f64>; 5], scale: f64) -> bool {
    a.iter().zip(b).all(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => close_at(scale, *a, b),
        (a, b) => a.is_none() && b.is_none(),
    })
}

/// Most need becomes least: needs, ranks and fifths from the other end.
fn reversed(o: Observation) -> Observation {
    let from_other_end = |fifth: Fifth| {
        let place = Fifth::ALL.iter().position(|f| *f == fifth).unwrap();
        Fifth::ALL[4 - place]
    };
    Observation {
        need: o.need.map(|need| 100.0 - need),
        rank: o.rank.map(|rank| 1.0 - rank),
        fifth: o.fifth.map(from_other_end),
        ..o
    }
}

#[test]
fn turning_the_order_of_need_around_turns_the_measure_around() {
    let exercised = Exercised::default();
    every_value(|found| {
        let Found { case, laws, was, .. } = found;
        let is = found.of(&case.each(reversed));
        let expected = match laws.reversed {
            Reversed::Sign => numbers(was).map(|end| end.map(|x| -x)),
            // One over nothing has no value.
            Reversed::Reciprocal if was.value == 0.0 => return,
            Reversed::Reciprocal => numbers(was).map(|end| end.map(f64::recip)),
            Reversed::Nothing => return assert_eq!(is, Ok(was), "{} of {}", laws.id, case.name),
            Reversed::NoRule => return,
        };
        let [value, lower, upper, lower_998, upper_998] = expected;
        let is = is.unwrap();
        let expected = [value, upper, lower, upper_998, lower_998];
        assert!(alike(numbers(is), expected, 1.0), "{} of {}: {was:?} {is:?}", laws.id, case.name);
        exercised.add(laws.id);
    });
    exercised.assert(|laws| matches!(laws.reversed, Reversed::Sign | Reversed::Reciprocal));
}

#[test]
fn scaling_fte_scales_measures_in_fte_and_leaves_the_others() {
    let exercised = Exercised::default();
    every_value(|found| {
        let Found { case, laws, was, .. } = found;
        for factor in [1e-3, 0.37, 3.0, 1e4] {
            let mut scaled = case.each(|o| Observation { fte: factor * o.fte, ..o });
            scaled.level *= factor;
            let is = found.of(&scaled).unwrap();
            let by = if laws.scaled == Scaled::InStep { factor } else { 1.0 };
            let expected = numbers(was).map(|end| end.map(|x| by * x));
            assert!(
                alike(numbers(is), expected, by),
                "{} of {} times {factor}: {was:?} {is:?}",
                laws.id,
                case.name
            );
            assert!(was.p.zip(is.p).is_none_or(|(was, is)| (was - is).abs() < 1e-9), "{was:?} {is:?}");
        }
        exercised.add(laws.id);
    });
    exercised.assert(|_| true);
}

/// One PCN in two parts of these shares, with the same rate and need.
fn split(case: &Case, place: usize, shares: [f64; 2]) -> Case {
    let whole = case.observations[place];
    let part = |share: f64| Observation { patients: share * whole.patients, fte: share * whole.fte, ..whole };
    let mut observations = case.observations.clone();
    observations.splice(place..=place, shares.map(part));
    Case { observations, ..case.clone() }
}

#[test]
fn splitting_a_pcn_changes_only_what_counts_pcns() {
    let (exercised, changed) = (Exercised::default(), Exercised::default());
    every_value(|found| {
        let Found { case, laws, was, .. } = found;
        for shares in [[0.5, 0.5], [0.25, 0.75], [0.1, 0.9]] {
            let is = found.of(&split(case, case.place, shares)).unwrap();
            let same = close(was.value, is.value);
            match laws.split {
                Split::Nothing => assert!(same, "{} of {}: {was:?} {is:?}", laws.id, case.name),
                Split::CountsPcns if same => (),
                Split::CountsPcns => changed.add(laws.id),
            }
        }
        exercised.add(laws.id);
    });
    exercised.assert(|_| true);
    changed.assert(|laws| laws.split == Split::CountsPcns);
}

#[test]
fn no_inequality_is_zero_or_one_without_evidence_of_any() {
    let exercised = Exercised::default();
    every_value(|found| {
        let Found { case, scope, measure, laws, .. } = found;
        let level = 1.7e-4;
        let even = case.each(|o| match laws.null {
            Null::EqualRates => Observation { fte: level * o.patients, ..o },
            Null::FteByNeed => Observation { fte: level * o.patients * o.share_weight.unwrap(), ..o },
        });
        let sample = Sample { england_fte_per_weight: Some(level), ..even.sample(scope) };
        let (is, null) = ((measure.of)(&sample).unwrap(), measure.unit.null());
        // FTE adds up over PCNs, and so does its rounding.
        let total: f64 = even.observations.iter().map(|o| o.fte).sum();
        assert!((is.value - null).abs() < 1e-13 * total.max(10.0), "{} of {}: {is:?}", laws.id, case.name);
        assert_eq!(
            (is.verdict(null), is.p),
            (Verdict::TooFewPcns, None),
            "{} of {}: {is:?}",
            laws.id,
            case.name
        );
        exercised.add(laws.id);
    });
    exercised.assert(|_| true);
}

#[test]
fn what_does_not_turn_with_need_is_never_below_zero() {
    let exercised = Exercised::default();
    every_value(|found| {
        let Found { case, laws, was: is, .. } = found;
        let even = found.of(&case.each(|o| Observation { fte: 1.7e-4 * o.patients, ..o })).unwrap();
        if matches!(laws.reversed, Reversed::Nothing | Reversed::NoRule) {
            assert!(is.value >= 0.0 && even.value >= 0.0, "{} of {}: {is:?} {even:?}", laws.id, case.name);
            exercised.add(laws.id);
        }
    });
    exercised.assert(|laws| matches!(laws.reversed, Reversed::Nothing | Reversed::NoRule));
}

#[test]
fn p_speaks_as_the_interval_does() {
    let exercised = Exercised::default();
    every_value(|found| {
        let Found { case, measure, laws, was: estimate, .. } = found;
        let null = measure.unit.null();
        let (Some(p), Some(lower), Some(upper)) = (estimate.p, estimate.lower, estimate.upper) else {
            assert_eq!((estimate.p, estimate.lower), (None, None), "{} of {}", laws.id, case.name);
            return;
        };
        assert!((0.0..=1.0).contains(&p));
        assert_eq!(p < 0.05, null < lower || null > upper, "{} of {}: {estimate:?}", laws.id, case.name);
        if let Some((lower, upper)) = estimate.lower_998.zip(estimate.upper_998) {
            let outside = null < lower || null > upper;
            assert_eq!(p < 0.002, outside, "{} of {}: {estimate:?}", laws.id, case.name);
        }
        exercised.add(laws.id);
    });
    let with = RefCell::new(BTreeSet::new());
    every_case(|case| {
        let sample = case.sample(Scope::England);
        let has = MEASURES.iter().filter(|m| (m.of)(&sample).is_ok_and(|value| value.lower.is_some()));
        with.borrow_mut().extend(has.map(|m| m.id));
    });
    // Those without an interval anywhere have no p-value to look at.
    let without: Vec<&str> = MEASURES.iter().map(|m| m.id).filter(|id| !with.borrow().contains(id)).collect();
    assert_eq!(without, LAWS.iter().map(|l| l.id).filter(|id| POINTS.contains(id)).collect::<Vec<_>>());
    exercised.assert(|laws| !POINTS.contains(&laws.id));
}

/// The measures that never have an interval.
const POINTS: [&str; 8] = [
    "gini",
    "theil",
    "theil-between",
    "theil-within",
    "hoover",
    "hoover-need",
    "fair-share-moved",
    "level-up",
];
