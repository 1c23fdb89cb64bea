//! England's contrasts clustered by ICB, shares drawn towards those of ICBs, and what chance leaves.

use std::collections::BTreeMap;

use briefings::measure::chance::binomial_mean_deviation;
use briefings::measure::concentration::{index_gradient, rank_variance};
use briefings::measure::gap::{by_fifth, end_covariance};
use briefings::measure::quantile::t_quantile;
use briefings::measure::regression::{Line, Point, along};
use briefings::measure::survey::{Answers, between_pcns, drawn_shares};
use briefings::measure::{ErrorOf, Estimate, Observation, Scope, Uncertainty};

use super::agrees;
use crate::measure::fixtures::{Need, area, england, observe, pcns, table};

/// How many rows the reference has.
const ROWS: usize = 25;

#[test]
fn every_row_of_the_clustered_reference_is_matched() {
    let (mut failures, mut matched) = (Vec::new(), 0);
    for line in table("expected/expected_clustered.csv") {
        let what = format!("{} {} {}", line["file"], line["case"], line["stat"]);
        let want: f64 = line["value"].parse().unwrap();
        match answer(&line) {
            Some(got) if agrees(got, want, 1e-9) => matched += 1,
            got => failures.push(format!("{what}: {got:?}, not {want}")),
        }
    }
    assert!(failures.is_empty(), "{} numbers differ:\n{}", failures.len(), failures.join("\n"));
    assert_eq!(matched, ROWS);
}

/// What we compute for a row; none where nothing answers it.
fn answer(line: &BTreeMap<String, String>) -> Option<f64> {
    let file = format!("{}.csv", line["file"]);
    let (case, part) = line["case"].split_once(':').unwrap_or((&line["case"], ""));
    let stat = line["stat"].as_str();
    let observations = || {
        let by = if part == "imd" { Need::Score } else { Need::Share };
        observe(&pcns(&file), by)
    };
    match (case, part) {
        ("end_fifths", "support" | "imd") => ends(&observations(), stat),
        ("concentration", "support" | "imd") => concentration(&observations(), stat),
        ("shrunk", pcn) => shrunk(&file, pcn, stat),
        ("binomial_mad", deal) => deviation(deal, stat),
        _ => None,
    }
}

fn ends(observations: &[Observation], stat: &str) -> Option<f64> {
    let [most, .., least] = by_fifth(observations, Scope::Area).map(|fifth| fifth.rate.unwrap());
    let gap = area("gap", observations).unwrap().value;
    let covariance = end_covariance(observations).unwrap();
    assert_eq!((covariance.freedom, covariance.error), (11.0, ErrorOf::Icbs), "pcn300 lies in 12 ICBs");
    let estimate = Estimate::with_t(gap, along(Some(covariance), [1.0, -1.0])).unwrap();
    match stat {
        "gap_value" => Some(most - least).filter(|value| agrees(*value, gap, 1e-12)),
        "gap_se_cr1" => standard_error(along(Some(covariance), [1.0, -1.0])),
        "gap_lower_cr1" => estimate.lower,
        "gap_upper_cr1" => estimate.upper,
        "ratio_lnse_cr1" => standard_error(along(Some(covariance), [1.0 / most, -1.0 / least])),
        _ => None,
    }
}

fn concentration(observations: &[Observation], stat: &str) -> Option<f64> {
    let patients: Vec<f64> = observations.iter().map(|o| o.patients).collect();
    let ranks: Vec<f64> = observations.iter().map(|o| o.rank.unwrap()).collect();
    let clusters: Vec<u32> = observations.iter().map(|o| o.cluster).collect();
    let points: Vec<Point> = observations.iter().map(|o| o.point(o.rank.unwrap(), o.patients)).collect();
    let line = Line::fit(&points).unwrap();
    let gradient = index_gradient(&line, rank_variance(&patients, &ranks));
    match stat {
        "c_value" => Some(area("concentration-index", observations).unwrap().value),
        "c_se_cr1" => Some(line.clustered(&clusters).unwrap().along(gradient).sqrt()),
        _ => None,
    }
}

fn standard_error(uncertainty: Option<Uncertainty>) -> Option<f64> {
    uncertainty.map(|known| known.standard_error)
}

fn shrunk(file: &str, pcn: &str, stat: &str) -> Option<f64> {
    let lines = table(file);
    let number = |line: &BTreeMap<String, String>, column: &str| line[column].parse::<f64>().unwrap();
    let answers: Vec<Answers> = lines
        .iter()
        .map(|line| Answers {
            cluster: line["icb"][1..].parse().unwrap(),
            no: number(line, "need_num"),
            base: number(line, "need_den"),
        })
        .collect();
    match stat {
        "tau2" => Some(between_pcns(&answers)),
        "share" => Some(drawn_shares(&answers)[lines.iter().position(|line| line["pcn"] == pcn)?]),
        _ => None,
    }
}

/// A deal such as `N=40,p=0.031`.
fn deviation(deal: &str, stat: &str) -> Option<f64> {
    let (n, p) = deal.strip_prefix("N=")?.split_once(",p=")?;
    let deviation = binomial_mean_deviation(n.parse().ok()?, p.parse().ok()?);
    Some(deviation).filter(|_| stat == "mean_absolute_deviation")
}

/// The two end fifths of `pcn300` in 30 made-up ICBs, as England takes them.
#[test]
fn england_takes_the_clustered_error_of_both_fifths_as_one_regression_has_it() {
    let mut observations = observe(&pcns("pcn300.csv"), Need::Share);
    for (i, observation) in observations.iter_mut().enumerate() {
        observation.cluster = u32::try_from(i % 30).unwrap();
    }
    let [most, .., least] = by_fifth(&observations, Scope::Area);
    let ends: Vec<&Observation> =
        observations.iter().filter(|o| [Some(most.fifth), Some(least.fifth)].contains(&o.fifth)).collect();
    // A dummy for the most-need fifth: its slope is the gap.
    let dummy = |o: &&&Observation| f64::from(u8::from(o.fifth == Some(most.fifth)));
    let points: Vec<Point> = ends.iter().map(|o| o.point(dummy(&o), o.patients)).collect();
    let clusters: Vec<u32> = ends.iter().map(|o| o.cluster).collect();
    let line = Line::fit(&points).unwrap();
    let covariance = line.clustered(&clusters).unwrap();
    let t = t_quantile(0.975, 29.0).unwrap();
    let gap = england("gap", &observations).unwrap();
    assert!(agrees(gap.value, line.slope, 1e-9));
    assert!(agrees(gap.upper.unwrap() - gap.value, t * covariance.slope.sqrt(), 1e-9));
    let (low, high) = (line.intercept, line.intercept + line.slope);
    let log_error = covariance.along([1.0 / high - 1.0 / low, 1.0 / high]).sqrt();
    let ratio = england("ratio", &observations).unwrap();
    assert!(agrees((ratio.upper.unwrap() / ratio.value).ln(), t * log_error, 1e-9));
    assert_eq!([gap.error, ratio.error], [Some(ErrorOf::Icbs); 2]);
}
