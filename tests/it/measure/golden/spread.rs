//! Concentration, spread and fair share.

use briefings::measure::concentration::{
    CurvePoint, concentration_curve, index_gradient, lorenz_curve, rank_variance,
};
use briefings::measure::fair_share::{fair_share, fte_per_weight};
use briefings::measure::quantile::t_quantile;
use briefings::measure::regression::{Line, Point};
use briefings::measure::theil::theil_parts;
use briefings::measure::{Observation, Scope};

use super::{Answer, Row};
use crate::measure::fixtures::{Need, Pcn, area, england, observe, pcns, sample};
use crate::measure::not_shipped::dispersion::{Group, between_group_variance, mean_log_deviation};
use crate::measure::not_shipped::{hc1, ordinary, ordinary_slope};

pub fn answer(row: &Row) -> Answer {
    let (pcns, by) = case(row);
    let observations = observe(&pcns, by);
    match row.file.as_str() {
        "concentration" => concentration(row, &observations),
        "concentration_curve" => curve(row, &concentration_curve(&observations)),
        "lorenz" => curve(row, &lorenz_curve(&observations)),
        "distribution" => distribution(row, &pcns, &observations),
        _ => share(row, &pcns, &observations),
    }
}

fn case(row: &Row) -> (Vec<Pcn>, Need) {
    let (name, rest) = row.case.split_once('_').unwrap_or((&row.case, ""));
    let mut pcns = pcns(&format!("{name}.csv"));
    if rest.contains("equalweights") {
        pcns = pcns.into_iter().map(Pcn::with_equal_weight).collect();
    }
    (pcns, if rest.contains("imd") { Need::Score } else { Need::Share })
}

fn concentration(row: &Row, observations: &[Observation]) -> Answer {
    let index = area("concentration-index", observations).unwrap();
    let patients: Vec<f64> = observations.iter().map(|o| o.patients).collect();
    let ranks: Vec<f64> = observations.iter().map(|o| o.rank.unwrap()).collect();
    let clusters: Vec<u32> = observations.iter().map(|o| o.cluster).collect();
    let variance = rank_variance(&patients, &ranks);
    let points: Vec<Point> = observations.iter().map(|o| o.point(o.rank.unwrap(), o.patients)).collect();
    let line = Line::fit(&points).unwrap();
    let gradient = index_gradient(&line, variance);
    let mean = points.iter().map(|p| p.weight * p.y).sum::<f64>() / patients.iter().sum::<f64>();
    // The convenience regression: 2σ²y/ȳ on rank, whose slope is the index.
    let scaled: Vec<Point> = points.iter().map(|p| Point { y: 2.0 * variance * p.y / mean, ..*p }).collect();
    let convenience = Line::fit(&scaled).unwrap();
    Answer::Value(match row.stat.as_str() {
        "ci" | "one_minus_2area" | "ci_delta_point" => {
            return Answer::Measure("concentration-index", index.value);
        }
        "ci_delta_se_HC3" => {
            let t = t_quantile(0.975, line.freedom()).unwrap();
            return Answer::Measure("concentration-index", (index.upper.unwrap() - index.value) / t);
        }
        "ci_se_ols" => ordinary_slope(&convenience).sqrt(),
        "ci_se_robust_hc1" => hc1(&convenience).slope.sqrt(),
        "ci_se_cluster_icb" => convenience.clustered(&clusters).unwrap().slope.sqrt(),
        "gci" => mean * index.value,
        "gci_se_ols" => mean * ordinary_slope(&convenience).sqrt(),
        "ci_delta_se_const" => ordinary(&line, &points).along(gradient).sqrt(),
        "ci_delta_se_HC1" => hc1(&line).along(gradient).sqrt(),
        "ci_delta_se_CR1" => line.clustered(&clusters).unwrap().along(gradient).sqrt(),
        _ => return Answer::Unmatched,
    })
}

/// `p07` is the patients, `L07` the FTE up to the seventh step.
fn curve(row: &Row, curve: &[CurvePoint]) -> Answer {
    let point = curve[row.stat[1..].parse::<usize>().unwrap()];
    Answer::Value(if row.stat.starts_with('p') { point.patients } else { point.fte })
}

fn distribution(row: &Row, pcns: &[Pcn], observations: &[Observation]) -> Answer {
    if !row.part.is_empty() {
        return icb(row, observations);
    }
    let value = |id| england(id, observations).unwrap().value;
    let positive: Vec<Observation> = observations.iter().filter(|o| o.fte > 0.0).copied().collect();
    let equal: Vec<Pcn> = pcns.iter().cloned().map(Pcn::with_equal_weight).collect();
    let unweighted = area("gini", &observe(&equal, Need::Share)).unwrap().value;
    let (n, fte) = (pcns.len() as f64, pcns.iter().map(|p| p.fte).sum::<f64>());
    let mean = 1e4 * fte / pcns.iter().map(|p| p.patients).sum::<f64>();
    Answer::Value(match row.stat.as_str() {
        "gini_weighted" | "gini_conindex" => return Answer::Measure("gini", value("gini")),
        "gini_unweighted" => return Answer::Measure("gini", unweighted),
        "gini_unweighted_corr" => unweighted * n / (n - 1.0),
        "hoover" | "hoover_from_idisw" => return Answer::Measure("hoover", value("hoover")),
        "theil_with_zeros" => return Answer::Measure("theil", value("theil")),
        "theil_positive_only" => england("theil", &positive).unwrap().value,
        "IC2_positive_within" => england("theil-within", &positive).unwrap().value,
        "IC2_positive_between" => england("theil-between", &positive).unwrap().value,
        "theil_between" => return Answer::Measure("theil-between", value("theil-between")),
        "theil_within_sum" => return Answer::Measure("theil-within", value("theil-within")),
        "theil_between_share" => value("theil-between") / value("theil"),
        "theil_decomp_residual" => value("theil") - value("theil-between") - value("theil-within"),
        "n_positive" => positive.len() as f64,
        "fte_total" => fte,
        "fte_to_move_equal_rate" => value("hoover") * fte,
        "mean_weighted" => mean,
        "mld_positive_only" => mean_log_deviation(&groups(&positive)).unwrap(),
        "IC2_positive_betweenELMO" => most_between(&positive),
        "cv_weighted" => between_group_variance(&groups(observations)).unwrap().variance.sqrt() / mean,
        _ => return Answer::Unmatched,
    })
}

/// PCNs as groups of their own, with their rates.
fn groups(observations: &[Observation]) -> Vec<Group> {
    let group = |o: &Observation| Group { people: o.patients, value: o.rate(), standard_error: 0.0 };
    observations.iter().map(group).collect()
}

/// The Theil index between ICBs if PCNs were in them by rate: the most that ICBs of these sizes and in this order of
/// rate could differ (Elbers, Lanjouw, Mistiaen and Özler, J Econ Inequal 2008;6:231–45).
fn most_between(observations: &[Observation]) -> f64 {
    let mut icbs = theil_parts(observations);
    icbs.sort_by(|a, b| (a.fte_share / a.patient_share).total_cmp(&(b.fte_share / b.patient_share)));
    let mut bounds: Vec<f64> = icbs.iter().map(|icb| icb.patient_share).collect();
    (1..bounds.len()).for_each(|i| bounds[i] += bounds[i - 1]);
    let mut sorted = observations.to_vec();
    sorted.sort_by(|a, b| a.rate().total_cmp(&b.rate()));
    let total: f64 = sorted.iter().map(|o| o.patients).sum();
    let mut below = 0.0;
    for o in &mut sorted {
        below += o.patients / total;
        o.cluster = u32::try_from(bounds.iter().filter(|bound| below - **bound > 1e-8).count()).unwrap();
    }
    england("theil-between", &sorted).unwrap().value
}

fn icb(row: &Row, observations: &[Observation]) -> Answer {
    let cluster: u32 = row.part[1..].parse().unwrap();
    let part = theil_parts(observations).into_iter().find(|p| p.cluster == cluster).unwrap();
    Answer::Value(match row.stat.as_str() {
        "theil_within" => part.within,
        "fte_share" => part.fte_share,
        "patient_share" => part.patient_share,
        _ => return Answer::Unmatched,
    })
}

fn share(row: &Row, pcns: &[Pcn], observations: &[Observation]) -> Answer {
    let value = |id| england(id, observations).unwrap().value;
    let one = || {
        let place = pcns.iter().position(|p| p.code == row.part).unwrap();
        fair_share(&sample(observations, Scope::England), 1).unwrap()[place].unwrap()
    };
    Answer::Value(match row.stat.as_str() {
        "hoover_need_weighted" => return Answer::Measure("hoover-need", value("hoover-need")),
        "fte_to_move_need_weighted" => {
            return Answer::Measure("fair-share-moved", value("fair-share-moved"));
        }
        "fte_to_add_level_up_need" => return Answer::Measure("level-up", value("level-up")),
        "fte_per_10k_need_weighted_mean" => 1e4 * fte_per_weight(observations).unwrap(),
        "fte_to_add_level_up_to_mean_rate" => level_up_by_list_size(observations),
        "target_fte" => one().target,
        "gap_fte" => one().gap,
        _ => return Answer::Unmatched,
    })
}

/// Levelling up by list size alone is levelling up with the same weight everywhere.
fn level_up_by_list_size(observations: &[Observation]) -> f64 {
    let alike: Vec<Observation> =
        observations.iter().map(|o| Observation { share_weight: Some(1.0), ..*o }).collect();
    england("level-up", &alike).unwrap().value
}
