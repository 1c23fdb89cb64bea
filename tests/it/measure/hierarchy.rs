//! The hierarchical model of ICB slopes against its reference, and where it says nothing.

use briefings::measure::pooling::{OwnSlope, own_slopes, pool};
use briefings::measure::posterior::Conditional;
use briefings::measure::slope_parts::slope_between_icbs;
use briefings::measure::{Observation, Reason, Scope};

use super::fixtures::{Need, observe, pcns, sample, table};
use super::golden::{agrees, pooled::TEN_POINTS};

fn everyone() -> Vec<Observation> {
    observe(&pcns("pcn300.csv"), Need::Share)
}

/// The integral over the deviation of something times the likelihood, relative to its greatest value: Simpson's rule.
fn integral(own: &[OwnSlope], of: impl Fn(&Conditional) -> f64) -> f64 {
    let grid: Vec<Conditional> =
        (0..=4000u32).map(|k| Conditional::at(0.2 * f64::from(k) / 4000.0, own)).collect();
    let most = grid.iter().map(|at| at.log_likelihood).fold(f64::NEG_INFINITY, f64::max);
    let relative: Vec<f64> = grid.iter().map(|at| of(at) * (at.log_likelihood - most).exp()).collect();
    let pairs = relative.windows(3).step_by(2).map(|w| w[0] + 4.0 * w[1] + w[2]);
    pairs.sum::<f64>() * 2.0 / 4000.0 / 3.0
}

/// The posterior standard deviation of something whose mean and variance the model gives at each deviation.
fn posterior_deviation(own: &[OwnSlope], moments: impl Fn(&Conditional) -> (f64, f64)) -> f64 {
    let total = integral(own, |_| 1.0);
    let mean = integral(own, |at| moments(at).0) / total;
    let square = |at: &Conditional| {
        let (centre, variance) = moments(at);
        variance + (centre - mean) * (centre - mean)
    };
    (integral(own, square) / total).sqrt()
}

#[test]
fn the_hierarchical_model_is_that_of_the_reference() {
    let observations = everyone();
    let own = own_slopes(&sample(&observations, Scope::England));
    let pooled = pool(&own).unwrap();
    let mut failures = Vec::new();
    for line in table("expected/expected_tau_grid.csv") {
        let place = line["icb"][1..].parse::<usize>().map_or(0, |icb| icb - 1);
        let (one, slope) = (own[place], pooled.slopes[place]);
        let got = match line["stat"].as_str() {
            "tau_mean" => pooled.deviation / TEN_POINTS,
            "mu_mean" => pooled.mean.value / TEN_POINTS,
            "mu_sd" => posterior_deviation(&own, |at| (at.mean, at.mean_variance)) / TEN_POINTS,
            "raw" => one.slope / TEN_POINTS,
            "se_pooled" => one.variance.sqrt() / TEN_POINTS,
            "post_mean" => slope.estimate.value / TEN_POINTS,
            "post_sd" => posterior_deviation(&own, |at| at.slope(&one)) / TEN_POINTS,
            "prob_below_0" => slope.below_zero,
            "q025" => slope.estimate.lower.unwrap() / TEN_POINTS,
            "q975" => slope.estimate.upper.unwrap() / TEN_POINTS,
            "log_norm_const_rel" => integral(&own, |_| 1.0).ln(),
            stat => panic!("nothing answers {stat}"),
        };
        let want = line["value"].parse().unwrap();
        if !agrees(got, want, 1e-9) {
            failures.push(format!("{} {}: {got}, not {want}", line["icb"], line["stat"]));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn ranks_of_icbs_are_shared_out() {
    let pooled = pool(&own_slopes(&sample(&everyone(), Scope::England))).unwrap();
    let ranks: f64 = pooled.slopes.iter().map(|s| s.rank).sum();
    assert!(agrees(ranks, 78.0, 1e-9), "{ranks}");
    for slope in &pooled.slopes {
        assert!(1 <= slope.rank_low && slope.rank_high <= 12, "{slope:?}");
        assert!(slope.rank_low as f64 <= slope.rank && slope.rank <= slope.rank_high as f64, "{slope:?}");
    }
    let lowest = pooled.slopes.iter().min_by(|a, b| a.estimate.value.total_cmp(&b.estimate.value)).unwrap();
    assert!(pooled.slopes.iter().all(|s| s.rank >= lowest.rank));
}

#[test]
fn few_icbs_are_not_pooled() {
    let few: Vec<Observation> = everyone().into_iter().filter(|o| o.cluster <= 7).collect();
    let reason = pool(&own_slopes(&sample(&few, Scope::England))).unwrap_err();
    assert_eq!(reason.to_string(), "only 7 ICBs can be compared; 8 are needed");
    assert_eq!(
        slope_between_icbs(&sample(&few, Scope::England)).unwrap_err(),
        Reason::TooFewIcbs { n: 7, needed: 10 }
    );
}
