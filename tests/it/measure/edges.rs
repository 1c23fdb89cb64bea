//! Change, many places and many quarters at their edges, where no reference number tells.

use briefings::measure::change::{Pair, paired_change};
use briefings::measure::comparison::benjamini_hochberg;
use briefings::measure::funnel::{FunnelLimits, RateFunnel};
use briefings::measure::jackknife::{Leave, jackknife, paired_change_of};
use briefings::measure::panel::{PanelPoint, slope_change, slope_trend, slope_trend_within_pcns, slopes};
use briefings::measure::peers::{PEERS, distances, nearest};
use briefings::measure::pooling::{own_slopes, pool};
use briefings::measure::rate::{Provision, rate_between_pcns};
use briefings::measure::slope_parts::{reliability, slope_within_icbs};
use briefings::measure::survey::{is_weak, share};
use briefings::measure::trend::{hamed_rao, mann_kendall, theil_sen};
use briefings::measure::xmr::{Screening, limits, signals};
use briefings::measure::{Reason, Scope};

use super::fixtures::{Need, Pcn, area, measure, observe, pcns, sample};
use super::not_shipped::dispersion::{Group, between_group_variance, mean_log_deviation};
use super::not_shipped::sizes;

#[test]
fn a_measure_that_does_not_change_has_no_change() {
    let observations = observe(&pcns("pcn24.csv"), Need::Share);
    let sample = sample(&observations, Scope::Area);
    let change = paired_change_of(&sample, &sample, measure("hoover")).unwrap();
    assert_eq!((change.value, change.lower), (0.0, None));
}

#[test]
fn the_jackknife_of_a_change_follows_the_change() {
    let before = pcns("pcn24.csv");
    let more = |(i, p): (usize, &Pcn)| Pcn { fte: p.fte * (1.0 + 0.03 * i as f64), ..p.clone() };
    let after: Vec<Pcn> = before.iter().enumerate().map(more).collect();
    let (was, is) = (observe(&before, Need::Share), observe(&after, Need::Share));
    let (was_sample, is_sample) = (sample(&was, Scope::Area), sample(&is, Scope::Area));
    let change = paired_change_of(&was_sample, &is_sample, measure("gini")).unwrap();
    let difference = area("gini", &is).unwrap().value - area("gini", &was).unwrap().value;
    assert_eq!(change.value, difference);
    // Pairing: far less uncertain than two samples that had nothing to do with each other.
    let error = |sample| jackknife(sample, measure("gini"), Leave::Pcn).unwrap();
    let apart = error(&was_sample).hypot(error(&is_sample));
    assert!(change.upper.unwrap() - change.value < apart);
    let fewer = sample(&was[..5], Scope::Area);
    assert_eq!(paired_change_of(&fewer, &is_sample, measure("hoover")), Err(Reason::NotDefined));
}

#[test]
fn one_pair_changes_without_an_interval() {
    let at = |fte| Provision { fte, patients: 1e4 };
    let pair = Pair { cluster: 1, before: at(0.5), after: at(0.75) };
    let change = paired_change(&[pair], Scope::Area).unwrap();
    assert_eq!((change.value, change.lower), (0.25, None));
}

#[test]
fn a_rate_of_one_pcn_has_no_interval_and_of_none_is_none() {
    let mut observations = observe(&pcns("pcn24.csv"), Need::Share);
    observations.truncate(1);
    (observations[0].fte, observations[0].patients) = (1.0, 2e4);
    for scope in [Scope::England, Scope::Area] {
        let one = rate_between_pcns(&observations, scope).unwrap();
        assert_eq!((one.value, one.lower), (0.5, None));
        assert_eq!(rate_between_pcns(&[], scope), Err(Reason::TooFewPcns { n: 0, needed: 1 }));
    }
}

#[test]
fn a_survey_share_of_few_answers_is_not_shown_and_of_some_is_weak() {
    assert_eq!(share(3.0, 9.0).unwrap_err().to_string(), "fewer than 10 survey answers");
    assert!(is_weak(&share(9.0, 29.0).unwrap(), 29.0));
    assert!(is_weak(&share(20.0, 40.0).unwrap(), 40.0));
    assert!(!is_weak(&share(80.0, 400.0).unwrap(), 400.0));
}

#[test]
fn reliability_is_the_share_of_variance_that_is_not_sampling() {
    let sure = reliability(&[(1e6, 4e6), (2e6, 4e6), (3e6, 4e6)]).unwrap();
    assert!(0.999_999 < sure && sure < 1.0);
    assert_eq!(reliability(&[(5.0, 10.0), (5.0, 10.0)]), None);
    assert_eq!(reliability(&[]), None);
    let fixture: Vec<(f64, f64)> = pcns("pcn300.csv").iter().map(|p| (p.need * 250.0, 250.0)).collect();
    assert!((0.5..1.0).contains(&reliability(&fixture).unwrap()));
}

#[test]
fn a_place_is_unusual_only_outside_the_wide_limits() {
    let limits = FunnelLimits { lower: 0.16, upper: 0.24, lower_998: 0.14, upper_998: 0.26 };
    assert!(!limits.is_unusual(0.25) && limits.is_unusual(0.27) && limits.is_unusual(0.13));
    assert_eq!(sizes(100.0).len(), 100);
    assert_eq!(RateFunnel::of(&[]), None);
    assert_eq!(RateFunnel::of(&[Provision { fte: 0.0, patients: 1e4 }; 3]), None);
    let alike = RateFunnel::of(&[Provision { fte: 1.0, patients: 1e4 }; 3]).unwrap();
    assert_eq!((alike.overall, alike.between), (1.0, 0.0));
}

#[test]
fn adjusted_p_values_keep_their_order() {
    let p = [0.04, 0.01, 0.03];
    assert_eq!(benjamini_hochberg(&p), [0.04, 0.03, 0.04]);
    assert!(benjamini_hochberg(&[]).is_empty());
}

#[test]
fn peers_are_the_nearest_others() {
    let icbs: Vec<Vec<f64>> = (0..9u32).map(|i| vec![f64::from(i * i), 7.0]).collect();
    let distances = distances(&icbs);
    assert_eq!(nearest(&distances, 4), [3, 5, 2, 6, 1]);
    assert_eq!(nearest(&distances, 0).len(), PEERS);
    assert!((distances[2][6] - distances[6][2]).abs() < 1e-12);
    assert!(super::fixtures::pcns("pcn24.csv").len() > PEERS);
}

fn panel(quarters: u32, pcns: u32, rate: impl Fn(u32, f64) -> f64) -> Vec<PanelPoint> {
    let one = |quarter, pcn| {
        let need = 2.0 + f64::from(pcn * 7 % 5) / 3.0;
        PanelPoint { quarter, pcn, cluster: pcn, need, rate: rate(quarter, need) + f64::from(pcn % 3) / 50.0 }
    };
    (0..quarters).flat_map(|quarter| (0..pcns).map(move |pcn| one(quarter, pcn))).collect()
}

#[test]
fn a_slope_that_steepens_steadily_has_that_trend() {
    let points = panel(5, 15, |quarter, need| 0.5 - 0.01 * f64::from(quarter) * need);
    let close = |result: Result<briefings::measure::Estimate, Reason>, want: f64| {
        (result.unwrap().value - want).abs() < 1e-12
    };
    assert!(close(slope_change(&points), -0.04));
    assert!(close(slope_trend(&points), -0.01));
    assert!(close(slope_trend_within_pcns(&points), -0.01));
}

#[test]
fn a_short_or_thin_panel_says_so() {
    assert!(slopes(&[]).is_empty());
    for trend in [slope_change, slope_trend, slope_trend_within_pcns] {
        assert_eq!(trend(&[]), Err(Reason::TooFewCensuses { n: 0, needed: 2 }));
        assert_eq!(trend(&panel(1, 15, |_, _| 0.5)), Err(Reason::TooFewCensuses { n: 1, needed: 2 }));
    }
    assert_eq!(slope_change(&panel(2, 9, |_, _| 0.5)), Err(Reason::TooFewWithNeed { n: 9, needed: 10 }));
}

#[test]
fn nothing_to_compare_gives_nothing() {
    assert_eq!(pool(&[]).unwrap_err(), Reason::TooFewIcbs { n: 0, needed: 8 });
    assert!(own_slopes(&sample(&[], Scope::England)).is_empty());
    assert!(slope_within_icbs(&sample(&[], Scope::England)).is_err());
    assert!(distances(&[]).is_empty());
    assert_eq!(limits(&[&[0.5]], Screening::Screened), None);
    assert_eq!(limits(&[&[0.5], &[0.6]], Screening::Screened), None, "no range crosses a gap");
    assert!(theil_sen(&[0.5]).is_err());
    let two = limits(&[&[0.5, 0.6]], Screening::Screened).unwrap();
    assert_eq!(signals(&[0.5, 0.6], &two), [None, None]);
    for short in [&[][..], &[0.5], &[0.5, 0.6], &[0.5; 5]] {
        assert_eq!((mann_kendall(short), hamed_rao(short)), (None, None));
    }
    let straight = [1.0, 2.0, 3.0, 4.0, 5.0];
    assert_eq!(hamed_rao(&straight), mann_kendall(&straight));
}

#[test]
fn groups_that_are_alike_do_not_deviate() {
    let group = |value| Group { people: 3e4, value, standard_error: 0.02 };
    assert_eq!(mean_log_deviation(&[group(0.3); 3]), Some(0.0));
    assert_eq!(between_group_variance(&[group(0.3); 3]).unwrap().variance, 0.0);
    assert!(between_group_variance(&[group(0.3); 3]).unwrap().standard_error > 0.0);
    assert_eq!(mean_log_deviation(&[group(0.3), group(0.0)]), None);
    assert!(mean_log_deviation(&[]).is_none() && between_group_variance(&[]).is_none());
    let known = |value| Group { standard_error: 0.0, ..group(value) };
    let apart = between_group_variance(&[known(0.2), known(0.4)]).unwrap();
    assert!((apart.variance - 0.01).abs() < 1e-15 && apart.standard_error == 0.0, "{apart:?}");
}
