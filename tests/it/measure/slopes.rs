//! The need slope in parts and corrected, and the p-values that go with intervals.

use briefings::measure::pooling::{own_slopes, pool};
use briefings::measure::quantile::t_quantile;
use briefings::measure::rate::rate_between_pcns;
use briefings::measure::survey::share;
use briefings::measure::trend::theil_sen;
use briefings::measure::{ErrorOf, Estimate, Observation, Reason, Sample, Scope, Uncertainty};

use super::fixtures::{Need, RELIABILITY, area, england, measure, observe, pcns, sample};

fn everyone() -> Vec<Observation> {
    observe(&pcns("pcn300.csv"), Need::Share)
}

fn in_icb(icb: u32) -> Vec<Observation> {
    super::fixtures::within(&everyone(), icb)
}

fn assert_close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-9 * want.abs(), "{got}, not {want}");
}

#[test]
fn one_icb_has_no_slope_within_or_between_icbs() {
    for id in ["need-slope-within", "need-slope-between"] {
        assert_eq!(area(id, &in_icb(3)), Err(Reason::OneIcb));
        assert_eq!(england(id, &in_icb(3)), Err(Reason::OneIcb));
        assert_eq!(area(id, &[]), Err(Reason::TooFewWithNeed { n: 0, needed: 10 }));
    }
}

#[test]
fn a_region_has_a_slope_within_its_icbs_and_between_them_if_there_are_ten() {
    let region: Vec<Observation> = everyone().into_iter().filter(|o| o.cluster <= 9).collect();
    assert!(area("need-slope-within", &region).unwrap().lower.is_some());
    assert_eq!(area("need-slope-between", &region), Err(Reason::TooFewIcbs { n: 9, needed: 10 }));
    assert!(area("need-slope-between", &everyone()).is_ok());
}

#[test]
fn need_that_is_equal_inside_each_icb_has_no_slope_within_icbs() {
    // A third is not a binary fraction, so that its mean over PCNs is not quite itself.
    let equal: Vec<Observation> = everyone()
        .into_iter()
        .map(|o| Observation { need: Some(0.1 + f64::from(o.cluster) / 30.0), ..o })
        .collect();
    assert_eq!(england("need-slope-within", &equal), Err(Reason::EqualNeed));
    assert!(england("need-slope-between", &equal).is_ok());
}

#[test]
fn rates_that_are_equal_inside_each_icb_show_no_slope_within_icbs() {
    let equal: Vec<Observation> = everyone()
        .into_iter()
        .map(|o| Observation { fte: f64::from(o.cluster) / 3e5 * o.patients, ..o })
        .collect();
    assert_eq!(england("need-slope-within", &equal), Estimate::point(0.0));
}

#[test]
fn correcting_for_survey_error_steepens_the_slope_and_widens_its_interval_alike() {
    for observations in [everyone(), everyone()[..30].to_vec()] {
        let (plain, corrected) = (
            england("need-slope", &observations).unwrap(),
            england("need-slope-corrected", &observations).unwrap(),
        );
        assert_close(corrected.value, plain.value / RELIABILITY);
        assert_close(corrected.lower.unwrap(), plain.lower.unwrap() / RELIABILITY);
        assert_close(corrected.upper_998.unwrap(), plain.upper_998.unwrap() / RELIABILITY);
        assert_close(corrected.p.unwrap(), plain.p.unwrap());
    }
}

#[test]
fn only_a_survey_with_a_known_error_is_corrected_for_it() {
    let observations = everyone();
    let with = |reliability| {
        let sample = Sample { reliability, ..sample(&observations, Scope::England) };
        (measure("need-slope-corrected").of)(&sample)
    };
    assert_eq!(with(None), Err(Reason::NotFromSurvey));
    for impossible in [0.0, -0.5, 1.1, f64::NAN] {
        assert_eq!(with(Some(impossible)), Err(Reason::NotDefined));
    }
    assert_eq!(with(Some(1.0)), england("need-slope", &observations));
}

#[test]
fn a_p_value_is_where_the_interval_that_just_reaches_zero_ends() {
    for (id, of) in [("sii", 0.0), ("rii-log", 1.0), ("need-slope", 0.0), ("gap", 0.0)] {
        let estimate = area(id, &everyone()).unwrap();
        let log = |x: f64| if of == 1.0 { x.ln() } else { x };
        // The same t that 95% is reached with, at 298 degrees of freedom, or at Welch's.
        let freedom = if id == "gap" { welchs_freedom(estimate) } else { 298.0 };
        let error =
            (log(estimate.upper.unwrap()) - log(estimate.value)) / t_quantile(0.975, freedom).unwrap();
        let t = t_quantile(1.0 - estimate.p.unwrap() / 2.0, freedom).unwrap();
        assert!((t * error / log(estimate.value).abs() - 1.0).abs() < 1e-6, "{id}: {estimate:?}");
    }
}

/// The degrees of freedom at which both intervals of an estimate have the same standard error.
fn welchs_freedom(estimate: Estimate) -> f64 {
    let reach =
        |p: f64, end: Option<f64>, freedom| (end.unwrap() - estimate.value) / t_quantile(p, freedom).unwrap();
    let wider = |f: f64| reach(0.999, estimate.upper_998, f) > reach(0.975, estimate.upper, f);
    let (mut low, mut high) = (1.0, 1e4);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if wider(middle) { high = middle } else { low = middle }
    }
    low
}

#[test]
fn what_has_no_standard_error_has_no_p_value() {
    let observations = everyone();
    let pooled = pool(&own_slopes(&sample(&observations, Scope::England))).unwrap();
    assert!(pooled.mean.lower.is_some() && pooled.mean.p.is_none());
    assert!(pooled.slopes.iter().all(|slope| slope.estimate.p.is_none()));
    assert_eq!(theil_sen(&[0.1, 0.3, 0.2, 0.5, 0.4]).unwrap().slope.p, None);
    assert_eq!(share(80.0, 400.0).unwrap().p, None);
    assert_eq!(area("hoover", &observations).unwrap().p, None);
    let error = |standard_error, freedom| Uncertainty { standard_error, freedom, error: ErrorOf::Pcns };
    for standard_error in [0.0, f64::NAN, f64::INFINITY] {
        let estimate = Estimate::with_t(0.3, Some(error(standard_error, 9.0))).unwrap();
        assert_eq!(estimate, Estimate::point(0.3).unwrap());
    }
    // A ratio whose upper end is past all numbers has no interval, and so no p-value.
    let steep = Estimate::ratio(700.0, Some(error(10.0, 9.0))).unwrap();
    assert_eq!(steep, Estimate::point(700f64.exp()).unwrap());
    for freedom in [0.0, f64::NAN] {
        let estimate = Estimate::with_t(0.3, Some(error(0.1, freedom))).unwrap();
        assert_eq!(estimate, Estimate::point(0.3).unwrap());
    }
}

#[test]
fn a_rate_between_pcns_and_its_p_value_are_serialised() {
    let estimate = rate_between_pcns(&everyone(), Scope::Area).unwrap();
    let json = serde_json::to_value(estimate).unwrap();
    assert_eq!(json["p"].as_f64(), estimate.p);
    assert!(estimate.p.unwrap() < 1e-9);
    assert!(serde_json::to_value(Estimate::point(1.0).unwrap()).unwrap()["p"].is_null());
}
