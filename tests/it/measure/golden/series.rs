//! Series over time: control limits and trends.

use briefings::measure::trend::{hamed_rao, mann_kendall, theil_sen};
use briefings::measure::xmr::{Screening, Signal, limits, signals};

use super::{Answer, Row, agrees};
use crate::measure::fixtures::table;
use crate::measure::not_shipped::{kendall_tau, mann_kendall_exact};

/// The values of a series of `series.csv`.
fn series(name: &str) -> Vec<f64> {
    table("series.csv")
        .iter()
        .filter(|line| line["series"] == name)
        .map(|line| line["value"].parse().unwrap())
        .collect()
}

pub fn answer(row: &Row) -> Answer {
    match row.file.as_str() {
        "xmr" => xmr(row),
        "theil_sen" => line(row),
        _ => test(row),
    }
}

fn xmr(row: &Row) -> Answer {
    let (name, screening) = row.case.rsplit_once('_').unwrap();
    let screening = if screening == "excel" { Screening::Unscreened } else { Screening::Screened };
    let limits = limits(&[&series(name)], screening).unwrap();
    Answer::Value(match row.stat.as_str() {
        "mean" => limits.mean,
        "lpl" => limits.lower,
        "upl" => limits.upper,
        _ => return Answer::Unmatched,
    })
}

fn line(row: &Row) -> Answer {
    let line = theil_sen(&series(&row.case)).unwrap();
    Answer::Value(match row.stat.as_str() {
        "slope_per_quarter" => line.slope.value,
        "intercept_at_t0" => line.intercept,
        "lower95" => line.slope.lower.unwrap(),
        "upper95" => line.slope.upper.unwrap(),
        _ => return Answer::Unmatched,
    })
}

fn test(row: &Row) -> Answer {
    let values = series(&row.case);
    let (plain, robust) = (mann_kendall(&values).unwrap(), hamed_rao(&values).unwrap());
    Answer::Value(match row.stat.as_str() {
        "S" => plain.score,
        "tau_b" => kendall_tau(&values).unwrap(),
        "varS" => plain.variance,
        "z" => plain.score.signum() * (plain.score.abs() - 1.0).max(0.0) / plain.variance.sqrt(),
        "p_normal_cc" => plain.p,
        "varS_hamed_rao" => robust.variance,
        "p_hamed_rao" => robust.p,
        "p_exact" => mann_kendall_exact(&values).unwrap(),
        _ => return Answer::Unmatched,
    })
}

/// The words that NHSRplotthedots has for a signal.
fn words(signal: Option<Signal>) -> &'static str {
    match signal {
        None => "Common Cause",
        Some(Signal::AboveLimit) => "Above UCL",
        Some(Signal::BelowLimit) => "Below LCL",
        Some(Signal::Rising) => "7 Point Trend (Increasing)",
        Some(Signal::Falling) => "7 Point Trend (Decreasing)",
        Some(Signal::NearUpper) => "2 in 3 Above CL",
        Some(Signal::NearLower) => "2 in 3 Below CL",
        Some(Signal::RunAbove) => "7 Points Above CL",
        Some(Signal::RunBelow) => "7 Points Below CL",
    }
}

#[test]
fn every_flag_of_the_reference_is_ours() {
    let mut failures = Vec::new();
    for line in table("expected/expected_xmr_flags.csv") {
        let values = series(&line["series"]);
        let signals = signals(&values, &limits(&[&values], Screening::Screened).unwrap());
        let t: usize = line["t"].parse().unwrap();
        if words(signals[t - 1]) != line["special_cause"] {
            failures.push(format!(
                "{} {t}: {}, not {}",
                line["series"],
                words(signals[t - 1]),
                line["special_cause"]
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_falling_run_and_a_straight_one_are_told_apart() {
    let falling: Vec<f64> = (0..7).map(|i| -f64::from(i)).collect();
    let around = |values: &[f64]| limits(&[values], Screening::Unscreened).unwrap();
    let mut limits = around(&falling);
    (limits.lower, limits.upper) = (-100.0, 100.0);
    (limits.inner_lower, limits.inner_upper) = (-90.0, 90.0);
    assert_eq!(signals(&falling, &limits), [Some(Signal::Falling); 7]);
    assert_eq!(signals(&[0.0; 7], &around(&[0.0; 7])), [None; 7]);
    assert!(agrees(around(&falling).mean, -3.0, 1e-12));
}
