//! Ranks, fifths, rates and their change.

use std::collections::BTreeMap;

use briefings::measure::change::{Pair, paired_change};
use briefings::measure::gap::by_fifth;
use briefings::measure::quantile::t_quantile;
use briefings::measure::rate::{Provision, pooled_rate, ratio_standard_error};
use briefings::measure::{Fifth, Observation, Scope};

use super::{Answer, Row};
use crate::measure::fixtures::{Need, Pcn, area, observe, pcns, within};

pub fn answer(row: &Row) -> Answer {
    match row.file.as_str() {
        "ranks" => one(row, |o| o.rank.unwrap()),
        "quantiles" => one(row, |o| digit(o.fifth.unwrap())),
        "quintile_rates" => fifth_rates(row),
        "ratio_rate" => rate(row),
        _ => change(row),
    }
}

fn by(row: &Row) -> Need {
    if row.case.contains("imd") { Need::Score } else { Need::Share }
}

/// The figure of the PCN that the row names.
fn one(row: &Row, figure: fn(&Observation) -> f64) -> Answer {
    let pcns = pcns("pcn24.csv");
    let place = pcns.iter().position(|p| p.code == row.stat).unwrap();
    Answer::Value(figure(&observe(&pcns, by(row))[place]))
}

/// The reference counts fifths from one, the most.
fn digit(fifth: Fifth) -> f64 {
    Fifth::ALL.iter().position(|f| *f == fifth).unwrap() as f64 + 1.0
}

fn fifth_rates(row: &Row) -> Answer {
    let observations = observe(&pcns("pcn24.csv"), by(row));
    match row.stat.as_str() {
        "gap_most_minus_least" => {
            return Answer::Measure("gap", area("gap", &observations).unwrap().value);
        }
        "ratio_most_to_least" => {
            return Answer::Measure("ratio", area("ratio", &observations).unwrap().value);
        }
        _ => (),
    }
    let (fifth, figure) = row.stat.split_once('_').unwrap();
    let fifth = by_fifth(&observations, Scope::Area)[fifth[1..].parse::<usize>().unwrap() - 1];
    match figure {
        "rate" => Answer::Value(fifth.rate.unwrap()),
        "n" => Answer::Value(fifth.pcns as f64),
        "patients" => Answer::Value(fifth.patients),
        "se_ratio" => Answer::Value(fifth.uncertainty.unwrap().standard_error),
        _ => Answer::Unmatched,
    }
}

fn rate(row: &Row) -> Answer {
    let england = observe(&pcns("pcn300.csv"), Need::Share);
    let icb = within(&england, row.case[1..].parse().unwrap());
    let provisions: Vec<Provision> = icb.iter().map(Observation::provision).collect();
    match row.stat.as_str() {
        "rate_per_10k" => Answer::Value(pooled_rate(&provisions).unwrap()),
        "se_per_10k" => Answer::Value(ratio_standard_error(&provisions).unwrap()),
        _ => Answer::Unmatched,
    }
}

/// From the first quarter with every return to the last of the panel, as the reference does.
fn change(row: &Row) -> Answer {
    let panel = pcns("pcn_panel.csv");
    let at = |quarter: &str| -> BTreeMap<String, Provision> {
        let chosen = |p: &&Pcn| p.quarter == quarter && (row.case == "ALL" || p.icb == row.case);
        panel
            .iter()
            .filter(chosen)
            .map(|p| (p.code.clone(), Provision { fte: p.fte, patients: p.patients }))
            .collect()
    };
    let (first, last) = (at("2022-10"), at("2023-07"));
    let pairs: Vec<Pair> = first
        .iter()
        .filter_map(|(code, before)| Some(Pair { cluster: 0, before: *before, after: *last.get(code)? }))
        .collect();
    let change = paired_change(&pairs, Scope::Area).unwrap();
    let t = t_quantile(0.975, pairs.len() as f64 - 1.0).unwrap();
    match row.stat.as_str() {
        "n_pairs" => Answer::Value(pairs.len() as f64),
        "change_per_10k" => Answer::Value(change.value),
        "se_per_10k" => Answer::Value((change.upper.unwrap() - change.value) / t),
        _ => Answer::Unmatched,
    }
}
