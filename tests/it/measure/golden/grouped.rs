//! Groups of a survey in order of deprivation: the general formulas that ours are a case of.

use briefings::measure::concentration::{CurvePoint, concentration_curve, rank_variance};
use briefings::measure::gap::{by_fifth, welch};
use briefings::measure::quantile::normal_quantile;
use briefings::measure::rank::ranks;
use briefings::measure::regression::{Line, Point};
use briefings::measure::{Fifth, Observation, Scope};

use super::{Answer, Row};
use crate::measure::fixtures::{area, measure, sample, table};
use crate::measure::not_shipped::dispersion::{Group, between_group_variance, mean_log_deviation};
use crate::measure::not_shipped::{hc1, ordinary_slope};

pub fn answer(row: &Row) -> Answer {
    let groups = groups(&row.case);
    match row.file.as_str() {
        "ineq_grouped" => inequality(row, &groups),
        _ => slope(row, &groups),
    }
}

fn groups(area: &str) -> Vec<Group> {
    let number = |text: &String| text.parse::<f64>().unwrap();
    table("groups.csv")
        .iter()
        .filter(|line| line["area"] == area)
        .map(|line| Group {
            people: number(&line["population"]),
            value: number(&line["value"]),
            standard_error: number(&line["se"]),
        })
        .collect()
}

/// Groups as PCNs in order of need, with the value as rate.
fn observe(groups: &[Group]) -> Vec<Observation> {
    let ranks = group_ranks(groups);
    let end = |i: usize| match i {
        0 => Some(Fifth::LeastNeed),
        i if i + 1 == groups.len() => Some(Fifth::MostNeed),
        _ => None,
    };
    groups
        .iter()
        .zip(ranks)
        .enumerate()
        .map(|(i, (group, rank))| Observation {
            cluster: 0,
            patients: group.people,
            fte: group.value * group.people / 1e4,
            need: Some(rank),
            fifth: end(i),
            rank: Some(rank),
            share_weight: Some(rank),
        })
        .collect()
}

fn group_ranks(groups: &[Group]) -> Vec<f64> {
    let order: Vec<f64> = (0..groups.len()).map(|i| i as f64).collect();
    let people: Vec<f64> = groups.iter().map(|g| g.people).collect();
    ranks(&order, &people)
}

fn line(groups: &[Group], value: impl Fn(usize) -> f64) -> Line {
    let points: Vec<Point> = group_ranks(groups)
        .into_iter()
        .enumerate()
        .map(|(i, x)| Point { x, y: value(i), weight: groups[i].people })
        .collect();
    Line::fit(&points).unwrap()
}

/// The standard error that the groups' own errors make: the slope is a sum of values with fixed multipliers.
fn propagated(groups: &[Group]) -> f64 {
    let multiplier = |i: usize| line(groups, |j| f64::from(u8::from(i == j))).slope;
    let variances = groups.iter().enumerate().map(|(i, g)| (multiplier(i) * g.standard_error).powi(2));
    variances.sum::<f64>().sqrt()
}

fn slope(row: &Row, groups: &[Group]) -> Answer {
    let plain = line(groups, |i| groups[i].value);
    let log = line(groups, |i| groups[i].value.ln());
    let most = plain.intercept + plain.slope;
    let gradient = [1.0 / most - 1.0 / plain.intercept, 1.0 / most];
    let hc1 = hc1(&plain);
    let z = normal_quantile(0.975);
    let ratio_limit = |side: f64| most / plain.intercept * (side * z * hc1.along(gradient).sqrt()).exp();
    let registered = |id| area(id, &observe(groups)).ok().map(|estimate| Answer::Measure(id, estimate.value));
    Answer::Value(match row.stat.as_str() {
        "sii" | "sii_he" => return registered("sii").unwrap_or(Answer::Value(plain.slope)),
        "rii_ratio" | "rii_he" => {
            return registered("rii").unwrap_or(Answer::Value(most / plain.intercept));
        }
        "intercept" => plain.intercept,
        "sii_log" => (log.intercept + log.slope).exp() - log.intercept.exp(),
        "rii_log" => log.slope.exp(),
        "sii_se_hc1" => hc1.slope.sqrt(),
        "rii_lnse_hc1" => hc1.along(gradient).sqrt(),
        "rii_lower_z" => ratio_limit(-1.0),
        "rii_upper_z" => ratio_limit(1.0),
        "sii_se_propagated" => propagated(groups),
        "sii_lower95_sim" => plain.slope - z * propagated(groups),
        "sii_upper95_sim" => plain.slope + z * propagated(groups),
        _ => return Answer::Unmatched,
    })
}

fn inequality(row: &Row, groups: &[Group]) -> Answer {
    let observations = observe(groups);
    let sample = sample(&observations, Scope::Area);
    let value = |id| (measure(id).of)(&sample).unwrap().value;
    let people: f64 = groups.iter().map(|g| g.people).sum();
    let mean = groups.iter().map(|g| g.people * g.value).sum::<f64>() / people;
    let strip = |w: &[CurvePoint]| (w[1].patients - w[0].patients) * (w[1].fte + w[0].fte);
    let relative = 1.0 - concentration_curve(&observations).windows(2).map(strip).sum::<f64>();
    let [most, .., least] = by_fifth(&observations, Scope::Area).map(|fifth| fifth.rate);
    let (most, least) = (most.unwrap(), least.unwrap());
    Answer::Value(match row.stat.as_str() {
        "aci" => relative * mean,
        "rci" => relative,
        "aci_se" => mean * ordinary_slope(&convenience(groups, mean)).sqrt(),
        "rci_se" => ordinary_slope(&convenience(groups, mean)).sqrt(),
        "ti_x1000" => return Answer::Measure("theil", 1000.0 * value("theil")),
        "mdmw" => 2.0 * mean * value("hoover"),
        "idisw_pct" => return Answer::Measure("hoover", 200.0 * value("hoover")),
        "gap_last_minus_first" => most - least,
        "ratio_last_first" => most / least,
        "gap_se" => end_error(groups, |group| group.standard_error),
        "ratio_lnse" => end_error(groups, |group| group.standard_error / group.value),
        "mld_x1000" => 1000.0 * mean_log_deviation(groups).unwrap(),
        "bgv" => between_group_variance(groups).unwrap().variance,
        "bgv_se" => between_group_variance(groups).unwrap().standard_error,
        _ => return Answer::Unmatched,
    })
}

/// The standard error of the difference between the last and the first group, on the scale of `error`.
fn end_error(groups: &[Group], error: impl Fn(&Group) -> f64) -> f64 {
    // How many PCNs stand behind an end changes the degrees of freedom only.
    let ends = [groups.last().unwrap(), groups.first().unwrap()];
    welch(ends.map(|end| (error(end), 9.0))).unwrap().standard_error
}

/// The convenience regression of the concentration index: 2σ²y/ȳ on rank, whose slope is the index.
fn convenience(groups: &[Group], mean: f64) -> Line {
    let people: Vec<f64> = groups.iter().map(|g| g.people).collect();
    let variance = rank_variance(&people, &group_ranks(groups));
    line(groups, |i| 2.0 * variance * groups[i].value / mean)
}
