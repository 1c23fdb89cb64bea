//! Many quarters, and samples that lack one PCN or ICB.

use std::collections::BTreeMap;

use briefings::measure::jackknife::{Leave, jackknife, jackknife_error};
use briefings::measure::panel::{PanelPoint, slope_change, slope_trend, slope_trend_within_pcns, slopes};
use briefings::measure::{Estimate, Reason, Scope};

use super::pooled::{TEN_POINTS, standard_error};
use super::{Answer, Row};
use crate::measure::fixtures::{Need, Pcn, measure, observe, pcns, sample};
use crate::measure::not_shipped::cr2;

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
    let sample = sample(&observations, Scope::Area);
    let own = |id| {
        let errors = [jackknife(&sample, measure(id), Leave::Pcn), jackknife_error(&sample, measure(id))];
        Answer::Measures(errors.map(|error| (id, error.unwrap())).to_vec())
    };
    match row.stat.as_str() {
        "conc_index" => own("concentration-index"),
        "conc_index_by_icb" => {
            Answer::Value(jackknife(&sample, measure("concentration-index"), Leave::Icb).unwrap())
        }
        "gini" | "theil" | "hoover" => own(measure(&row.stat).id),
        _ => Answer::Unmatched,
    }
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
    if row.stat.contains("CR2") {
        return few_clusters(row, &by_pcn);
    }
    let (estimate, freedom) = match (row.case.as_str(), row.stat.as_str()) {
        ("diff_last_first", _) => (slope_change(&by_pcn), 23.0),
        // A PCN is in one ICB, so that clustering by both is clustering by ICB.
        ("linear_interaction", "se_twoway_pcn_icb") => (slope_trend(&by_icb), 2.0),
        ("linear_interaction", _) => (slope_trend(&by_pcn), 23.0),
        ("fe_linear_interaction", _) => (slope_trend_within_pcns(&by_pcn), 23.0),
        (_, "se_CR1_icb") => (quarter(&by_icb, &row.case), 2.0),
        _ => (quarter(&by_pcn, &row.case), 23.0),
    };
    let estimate = estimate.unwrap();
    Answer::Value(match row.stat.as_str() {
        "est" | "slope" | "need_t" => estimate.value / TEN_POINTS,
        stat if stat.starts_with("se_") => standard_error(estimate, freedom) / TEN_POINTS,
        _ => return Answer::Unmatched,
    })
}

/// The trend of the slope as one regression: a level for each quarter, need, and need times the quarter.
fn few_clusters(row: &Row, points: &[PanelPoint]) -> Answer {
    let rows: Vec<cr2::Row> = points
        .iter()
        .map(|p| {
            let levels = (0..6).map(|quarter| f64::from(u8::from(quarter == p.quarter)));
            let slopes = [p.need, p.need * f64::from(p.quarter)];
            let regressors = levels.chain(slopes).collect();
            cr2::Row { regressors, response: p.rate, weight: 1.0, cluster: p.cluster }
        })
        .collect();
    let trend = cr2::contrast_error(&rows, &[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]).unwrap();
    Answer::Value(match row.stat.as_str() {
        "se_CR2_pcn" => trend.standard_error / TEN_POINTS,
        _ => trend.freedom,
    })
}

fn quarter(points: &[PanelPoint], name: &str) -> Result<Estimate, Reason> {
    let names = ["2022-04", "2022-07", "2022-10", "2023-01", "2023-04", "2023-07"];
    slopes(points)[names.iter().position(|n| *n == name).unwrap()].1
}
