//! Many quarters, and samples that lack one PCN or ICB.

use std::collections::BTreeMap;

use briefings::measure::jackknife::{Leave, jackknife};
use briefings::measure::panel::{PanelPoint, slope_change, slope_trend, slope_trend_within_pcns, slopes};
use briefings::measure::{Estimate, Reason, Scope};

use super::pooled::{TEN_POINTS, standard_error};
use super::{Answer, Row};
use crate::measure::fixtures::{Need, Pcn, measure, observe, pcns, sample};

pub fn answer(row: &Row) -> Answer {
    match row.file.as_str() {
        "panel" => panel(row),
        _ => left_out(row),
    }
}

fn left_out(row: &Row) -> Answer {
    let (name, rest) = row.case.split_once('_').unwrap_or((&row.case, ""));
    let mut pcns = pcns(&format!("{name}.csv"));
    if rest.contains("equalweights") {
        pcns = pcns.into_iter().map(Pcn::with_equal_weight).collect();
    }
    let observations = observe(&pcns, if rest.contains("imd") { Need::Score } else { Need::Share });
    let error = |id, leave| jackknife(&sample(&observations, Scope::Area), measure(id), leave).unwrap();
    Answer::Value(match row.stat.as_str() {
        "conc_index" => error("concentration-index", Leave::Pcn),
        "conc_index_by_icb" => error("concentration-index", Leave::Icb),
        "gini" => error("gini", Leave::Pcn),
        "theil" => error("theil", Leave::Pcn),
        "hoover" => error("hoover", Leave::Pcn),
        _ => return Answer::Unmatched,
    })
}

fn panel_points(cluster: fn(&Pcn) -> &str) -> Vec<PanelPoint> {
    let number = |code: &str| code[1..].parse::<u32>().unwrap();
    let quarters: BTreeMap<&str, u32> =
        ["2022-04", "2022-07", "2022-10", "2023-01", "2023-04", "2023-07"].into_iter().zip(0..).collect();
    pcns("pcn_panel.csv")
        .iter()
        .map(|p| PanelPoint {
            quarter: quarters[p.quarter.as_str()],
            pcn: number(&p.code),
            cluster: number(cluster(p)),
            need: p.need / TEN_POINTS,
            rate: 1e4 * p.fte / p.patients,
        })
        .collect()
}

fn panel(row: &Row) -> Answer {
    let (by_pcn, by_icb) = (panel_points(|p| &p.code), panel_points(|p| &p.icb));
    if row.stat.contains("CR2") || row.stat.contains("twoway") {
        return Answer::Skip("clustered by PCN with CR1 is our interval");
    }
    let (estimate, freedom) = match (row.case.as_str(), row.stat.as_str()) {
        ("diff_last_first", _) => (slope_change(&by_pcn), 23.0),
        ("linear_interaction", _) => (slope_trend(&by_pcn), 23.0),
        ("fe_linear_interaction", _) => (slope_trend_within_pcns(&by_pcn), 23.0),
        (_, "se_CR1_icb") => (quarter(&by_icb, &row.case), 2.0),
        _ => (quarter(&by_pcn, &row.case), 23.0),
    };
    let estimate = estimate.unwrap();
    Answer::Value(match row.stat.as_str() {
        "est" | "slope" | "need_t" => estimate.value / TEN_POINTS,
        stat if stat.starts_with("se_CR1_") => standard_error(estimate, freedom) / TEN_POINTS,
        _ => return Answer::Unmatched,
    })
}

fn quarter(points: &[PanelPoint], name: &str) -> Result<Estimate, Reason> {
    let names = ["2022-04", "2022-07", "2022-10", "2023-01", "2023-04", "2023-07"];
    slopes(points)[names.iter().position(|n| *n == name).unwrap()].1
}
