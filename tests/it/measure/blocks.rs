//! The parts that measures are built from, on numbers small enough to check by hand.

use briefings::measure::concentration::{CurvePoint, share_at_top};
use briefings::measure::rank::{fifths, percentile, ranks};
use briefings::measure::rate::{Provision, completeness_range};
use briefings::measure::{Fifth, Verdict};

use super::fixtures::{Need, area, observe, pcns};

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12
}

#[test]
fn tied_need_shares_a_rank() {
    assert_eq!(ranks(&[3.0, 1.0, 3.0], &[20.0, 60.0, 20.0]), [0.8, 0.3, 0.8]);
}

#[test]
fn fifths_are_of_equal_number_and_leave_out_the_unknown() {
    let values: Vec<Option<f64>> = (0..10).map(|i| Some(f64::from(i))).chain([None]).collect();
    let fifths = fifths(&values);
    let expected = [Fifth::LeastNeed, Fifth::Fourth, Fifth::Middle, Fifth::Second, Fifth::MostNeed];
    for (i, fifth) in fifths[..10].iter().enumerate() {
        assert_eq!(*fifth, Some(expected[i / 2]));
    }
    assert_eq!(fifths[10], None);
}

#[test]
fn a_percentile_is_interpolated() {
    assert_eq!(percentile(&[4.0, 1.0, 3.0, 2.0], 0.5), Some(2.5));
    assert_eq!(percentile(&[5.0], 0.9), Some(5.0));
    assert_eq!(percentile(&[], 0.9), None);
}

#[test]
fn missing_returns_move_a_rate_between_none_and_the_ninetieth_percentile() {
    let returns = [0.5, 1.0].map(|fte| Provision { fte, patients: 1e4 });
    let range = completeness_range(&returns, 2e4).unwrap();
    assert!(close(range.low, 0.375));
    assert!(close(range.high, (1.5 + 2.0 * 0.95) / 4.0));
    let complete = completeness_range(&returns, 0.0).unwrap();
    assert!(close(complete.low, 0.75) && close(complete.high, 0.75));
}

#[test]
fn the_neediest_half_has_its_share_of_the_curve() {
    let curve = [(0.0, 0.0), (0.4, 0.2), (1.0, 1.0)].map(|(patients, fte)| CurvePoint { patients, fte });
    assert!(close(share_at_top(&curve, 0.5).unwrap(), 1.0 - (0.2 + 0.8 / 6.0)));
    assert!(close(share_at_top(&curve, 1.0).unwrap(), 1.0));
    assert_eq!(share_at_top(&[], 0.5), None);
}

#[test]
fn the_interval_alone_decides_the_verdict() {
    let mut estimate = area("sii", &observe(&pcns("pcn300.csv"), Need::Share)).unwrap();
    (estimate.lower_998, estimate.lower, estimate.upper, estimate.upper_998) =
        (Some(-3.0), Some(-2.0), Some(-1.0), Some(-0.5));
    assert_eq!(estimate.verdict(0.0), Verdict::Clear);
    estimate.upper_998 = Some(0.5);
    assert_eq!(estimate.verdict(0.0), Verdict::SomeEvidence);
    estimate.upper = Some(0.2);
    assert_eq!(estimate.verdict(0.0), Verdict::CouldBeChance);
    (estimate.lower, estimate.upper) = (None, None);
    (estimate.lower_998, estimate.upper_998) = (None, None);
    assert_eq!(estimate.verdict(0.0), Verdict::TooFewPcns);
}
