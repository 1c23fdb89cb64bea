//! Which interval a measure takes, and that it says what its parts say.

use briefings::measure::change::{Pair, paired_change};
use briefings::measure::gap::by_fifth;
use briefings::measure::quantile::{normal_quantile, t_quantile, t_two_sided};
use briefings::measure::rate::{Provision, rate_between_pcns};
use briefings::measure::regression::{Line, Point};
use briefings::measure::{ErrorOf, Estimate, Observation, Scope, Uncertainty, Unit, Verdict};

use super::fixtures::{Need, area, england, measure, observe, pcns, table};
use super::not_shipped::chi_squared_quantile;

/// `pcn300` in 30 made-up ICBs of 10 PCNs.
fn thirty_icbs() -> Vec<Observation> {
    let mut observations = observe(&pcns("pcn300.csv"), Need::Share);
    for (i, observation) in observations.iter_mut().enumerate() {
        observation.cluster = u32::try_from(i / 10).unwrap();
    }
    observations
}

fn half_width(estimate: Estimate) -> f64 {
    estimate.upper.unwrap() - estimate.value
}

fn assert_close(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-9 * want.abs(), "{got}, not {want}");
}

#[test]
fn quantiles_agree_with_r() {
    for line in table("expected/expected_quantiles.csv") {
        let (p, want): (f64, f64) = (line["p_or_x"].parse().unwrap(), line["value"].parse().unwrap());
        let freedom = line["df"].parse().unwrap_or(f64::NAN);
        let got = match line["dist"].as_str() {
            "norm" => Some(normal_quantile(p)),
            "t" => t_quantile(p, freedom),
            "chi2" => chi_squared_quantile(p, freedom),
            "t_two_sided_p" => t_two_sided(p, freedom),
            _ => None,
        };
        assert_close(got.unwrap(), want);
    }
}

#[test]
fn england_is_clustered_by_icb_from_twenty_icbs() {
    let observations = thirty_icbs();
    let points: Vec<Point> = observations.iter().map(|o| o.point(o.rank.unwrap(), o.patients)).collect();
    let clusters: Vec<u32> = observations.iter().map(|o| o.cluster).collect();
    let error = Line::fit(&points).unwrap().clustered(&clusters).unwrap().slope.sqrt();
    let sii = england("sii", &observations).unwrap();
    assert_close(half_width(sii), error * t_quantile(0.975, 29.0).unwrap());
    assert_close(sii.upper_998.unwrap() - sii.value, error * t_quantile(0.999, 29.0).unwrap());
}

#[test]
fn a_rate_of_england_is_that_of_a_level_line_clustered_by_icb() {
    let observations = thirty_icbs();
    let (fte, patients): (f64, f64) =
        observations.iter().fold((0.0, 0.0), |sum, o| (sum.0 + o.fte, sum.1 + o.patients));
    let mut sums = [0.0; 30];
    for o in &observations {
        sums[o.cluster as usize] += 1e4 * (o.fte - fte / patients * o.patients) / patients;
    }
    // CR1 with one parameter: n − 1 over n − 1 leaves the factor of the clusters alone.
    let error = (sums.iter().map(|sum| sum * sum).sum::<f64>() * 30.0 / 29.0).sqrt();
    let rate = rate_between_pcns(&observations, Scope::England).unwrap();
    assert_close(rate.value, 1e4 * fte / patients);
    assert_close(half_width(rate), error * t_quantile(0.975, 29.0).unwrap());
    assert_eq!(rate.error, Some(ErrorOf::Icbs));
    let in_area = rate_between_pcns(&observations, Scope::Area).unwrap();
    assert_eq!((in_area.value, in_area.error), (rate.value, Some(ErrorOf::Rate)));
    let pairs: Vec<Pair> = observations
        .iter()
        .map(|o| Pair {
            cluster: o.cluster,
            before: Provision { fte: 0.0, patients: 1.0 },
            after: o.provision(),
        })
        .collect();
    // From nothing, the change is the rate.
    assert_close(half_width(paired_change(&pairs, Scope::England).unwrap()), half_width(rate));
    assert_close(half_width(paired_change(&pairs, Scope::Area).unwrap()), half_width(in_area));
}

#[test]
fn an_interval_too_wide_to_tell_is_none_and_says_so() {
    let error = |standard_error| Some(Uncertainty { standard_error, freedom: 1e6, error: ErrorOf::Pcns });
    let reach = 100f64.ln() / t_quantile(0.975, 1e6).unwrap();
    let [kept, wide] = [0.999, 1.001].map(|by| Estimate::ratio(0.4, error(by * reach)).unwrap());
    assert!(!kept.too_wide && kept.lower.is_some() && kept.upper_998.is_none());
    assert_eq!((wide.too_wide, wide.lower, wide.upper, wide.p), (true, None, None, None));
    assert_eq!((wide.verdict(1.0), wide.value), (Verdict::TooFewPcns, 0.4f64.exp()));
    let index = Estimate::with_t(-0.5, error(0.25)).unwrap();
    assert!(!index.within(-1.0, 1.0).too_wide);
    assert_eq!((index.within(-1.0, 1.0).lower_998, index.lower_998.is_some()), (None, true));
    assert!(index.within(-0.9, 1.0).too_wide && index.within(-0.9, 1.0).lower.is_none());
}

#[test]
fn england_in_few_icbs_and_any_area_use_hc3() {
    let few = observe(&pcns("pcn300.csv"), Need::Share);
    for id in ["gap", "ratio", "sii", "rii", "rii-log", "concentration-index", "need-slope"] {
        assert_eq!(england(id, &few), area(id, &few), "{id}");
        assert_ne!(england(id, &thirty_icbs()), area(id, &thirty_icbs()), "{id}");
    }
}

#[test]
fn a_ratio_of_the_ends_has_the_error_of_its_logarithm() {
    let observations = observe(&pcns("pcn300.csv"), Need::Share);
    let points: Vec<Point> = observations.iter().map(|o| o.point(o.rank.unwrap(), o.patients)).collect();
    let line = Line::fit(&points).unwrap();
    let most = line.intercept + line.slope;
    let error = line.robust().unwrap().along([1.0 / most - 1.0 / line.intercept, 1.0 / most]).sqrt();
    let rii = area("rii", &observations).unwrap();
    let t = t_quantile(0.975, 298.0).unwrap();
    assert_close(rii.lower.unwrap(), (rii.value.ln() - t * error).exp());
    assert_close(rii.upper.unwrap(), (rii.value.ln() + t * error).exp());
}

#[test]
fn a_gap_has_welchs_degrees_of_freedom() {
    let observations = observe(&pcns("pcn24.csv"), Need::Share);
    let [most, .., least] = by_fifth(&observations, Scope::Area);
    let variances = [most, least].map(|f| f.uncertainty.unwrap().standard_error.powi(2));
    let freedoms = [most, least].map(|f| f.pcns as f64 - 1.0);
    let sum = variances[0] + variances[1];
    let freedom = sum * sum / (variances[0].powi(2) / freedoms[0] + variances[1].powi(2) / freedoms[1]);
    let gap = area("gap", &observations).unwrap();
    assert_close(half_width(gap), sum.sqrt() * t_quantile(0.975, freedom).unwrap());
}

#[test]
fn a_fifth_has_a_t_interval() {
    let [most, ..] = by_fifth(&observe(&pcns("pcn24.csv"), Need::Share), Scope::Area);
    let estimate = most.estimate().unwrap();
    assert_close(
        half_width(estimate),
        most.uncertainty.unwrap().standard_error * t_quantile(0.975, 4.0).unwrap(),
    );
}

#[test]
fn spread_and_fair_share_have_no_interval() {
    let observations = observe(&pcns("pcn24.csv"), Need::Share);
    for id in [
        "gini",
        "theil",
        "theil-between",
        "theil-within",
        "hoover",
        "hoover-need",
        "fair-share-moved",
        "level-up",
    ] {
        let estimate = england(id, &observations).unwrap();
        assert_eq!(estimate, Estimate::point(estimate.value).unwrap(), "{id}");
        assert_ne!(measure(id).unit, Unit::Rate);
    }
}

#[test]
fn digits_are_not_lost_to_the_size_of_need() {
    let mut observations = observe(&pcns("pcn24.csv"), Need::Share);
    let before = area("need-slope", &observations).unwrap();
    observations.iter_mut().for_each(|o| o.need = o.need.map(|n| n + 1e5));
    let after = area("need-slope", &observations).unwrap();
    assert!((before.value - after.value).abs() < 1e-8);
}
