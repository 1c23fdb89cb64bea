//! Straight lines: need slopes, slope indices and their intervals.

use briefings::measure::log_index::log_line;
use briefings::measure::quantile::t_quantile;
use briefings::measure::regression::{Covariance, Line, Point};
use briefings::measure::{Estimate, Observation, Scope};

use super::{Answer, Row};
use crate::measure::fixtures::{Need, RELIABILITY, area, measure, observe, pcns, sample, within};
use crate::measure::not_shipped::cr2::slope_error;
use crate::measure::not_shipped::{hc0, hc1, hc2, ordinary_slope, r_squared};

pub fn answer(row: &Row) -> Answer {
    match row.file.as_str() {
        "national_rank_sii" => national(row),
        "ols_slope" | "ols_slope_ci" => {
            let observations = observations(row);
            let weight = |o: &Observation| {
                if row.case.contains("_weighted") { o.patients } else { 1.0 }
            };
            let points: Vec<Point> =
                observations.iter().map(|o| o.point(o.need.unwrap(), weight(o))).collect();
            match (row.case.contains("_unweighted"), need_slope(row, &observations)) {
                (true, Some(answer)) => answer,
                _ => line(row, &points, &observations),
            }
        }
        _ => {
            let observations = observations(row);
            let points: Vec<Point> =
                observations.iter().map(|o| o.point(o.rank.unwrap(), o.patients)).collect();
            index(row, &observations).unwrap_or_else(|| line(row, &points, &observations))
        }
    }
}

/// The PCNs of a case such as `pcn24_unweighted_imd`.
fn observations(row: &Row) -> Vec<Observation> {
    let (name, rest) = row.case.split_once('_').unwrap();
    let by = if rest.contains("imd") { Need::Score } else { Need::Share };
    let mut pcns = pcns(&format!("{name}.csv"));
    if rest.contains("equalweights") {
        pcns = pcns.into_iter().map(|p| p.with_equal_weight()).collect();
    }
    observe(&pcns, by)
}

/// The rows that the registered need slopes give, brought back from ten points to the indicator's own scale, and from
/// perfectly measured need to the survey's.
fn need_slope(row: &Row, observations: &[Observation]) -> Option<Answer> {
    let mut sample = sample(observations, Scope::Area);
    sample.ten_points = if row.case.contains("imd") { 10.0 } else { 0.1 };
    let plain = (measure("need-slope").of)(&sample).unwrap();
    let corrected = (measure("need-slope-corrected").of)(&sample).unwrap();
    let figure = |slope: Estimate| match row.stat.as_str() {
        "coef" => Some(slope.value / sample.ten_points),
        "lower_t_HC3" => Some(slope.lower? / sample.ten_points),
        "upper_t_HC3" => Some(slope.upper? / sample.ten_points),
        _ => None,
    };
    Some(Answer::Measures(vec![
        ("need-slope", figure(plain)?),
        ("need-slope-corrected", RELIABILITY * figure(corrected)?),
    ]))
}

/// The rows that the registered indices give.
fn index(row: &Row, observations: &[Observation]) -> Option<Answer> {
    let (sii, rii) = (area("sii", observations).unwrap(), area("rii", observations).unwrap());
    let t = t_quantile(0.975, observations.len() as f64 - 2.0).unwrap();
    Some(match row.stat.as_str() {
        "sii" => Answer::Measure("sii", sii.value),
        "se_HC3" => Answer::Measure("sii", (sii.upper? - sii.value) / t),
        "lower_t_HC3" => Answer::Measure("sii", sii.lower?),
        "upper_t_HC3" => Answer::Measure("sii", sii.upper?),
        "rii_ratio" => Answer::Measure("rii", rii.value),
        "rii_ln_me" => Answer::Measure("rii", rii.value.ln()),
        "rii_lnse_HC3" => Answer::Measure("rii", (rii.upper? / rii.value).ln() / t),
        "rii_loglink_ln" => Answer::Measure("rii-log", area("rii-log", observations).unwrap().value.ln()),
        stat if stat.starts_with("rii_loglink_") => log_link(stat, observations),
        _ => return None,
    })
}

fn log_link(stat: &str, observations: &[Observation]) -> Answer {
    let points: Vec<Point> = observations.iter().map(|o| o.point(o.rank.unwrap(), o.patients)).collect();
    let line = log_line(&points).unwrap();
    Answer::Value(match stat {
        "rii_loglink_intercept" => line.intercept,
        "rii_loglink_phi" => line.residual_variance(),
        "rii_loglink_lnse_model" => ordinary_slope(&line).sqrt(),
        "rii_loglink_lnse_HC0" => hc0(&line).sqrt(),
        "rii_loglink_lnse_HC1" => hc1(&line).slope.sqrt(),
        _ => return Answer::Unmatched,
    })
}

fn line(row: &Row, points: &[Point], observations: &[Observation]) -> Answer {
    let line = Line::fit(points).unwrap();
    let clusters: Vec<u32> = observations.iter().map(|o| o.cluster).collect();
    let [hc1_slope, hc2, hc3] = [hc1(&line).slope, hc2(&line, points), line.robust().unwrap().slope];
    let reach = |variance: f64| t_quantile(0.975, line.freedom()).unwrap() * variance.sqrt();
    let most_over_least =
        [1.0 / (line.intercept + line.slope) - 1.0 / line.intercept, 1.0 / (line.intercept + line.slope)];
    let weight: f64 = points.iter().map(|p| p.weight).sum();
    let mean = points.iter().map(|p| p.weight * p.y).sum::<f64>() / weight;
    Answer::Value(match row.stat.as_str() {
        "coef" => line.slope,
        "intercept" => line.intercept,
        "df_resid" => line.freedom(),
        "sigma" => line.residual_variance().sqrt(),
        "r2" => r_squared(&line, points),
        "mean" => mean,
        "rii_mean" => line.slope / mean,
        "rii_lnse_HC1" | "rii_lnse_HC1_me" => hc1(&line).along(most_over_least).sqrt(),
        "se_const" => ordinary_slope(&line).sqrt(),
        "se_HC0" => hc0(&line).sqrt(),
        "se_HC1" => hc1_slope.sqrt(),
        "se_HC2" => hc2.sqrt(),
        "se_HC3" => hc3.sqrt(),
        "se_CR0" => (line.clustered(&clusters).unwrap().slope / cr1_over_cr0(&line, &clusters)).sqrt(),
        "se_CR1" => line.clustered(&clusters).unwrap().slope.sqrt(),
        "lower_t_HC1" => line.slope - reach(hc1_slope),
        "upper_t_HC1" => line.slope + reach(hc1_slope),
        "lower_t_HC2" => line.slope - reach(hc2),
        "upper_t_HC2" => line.slope + reach(hc2),
        "lower_t_HC3" => line.slope - reach(hc3),
        "upper_t_HC3" => line.slope + reach(hc3),
        "se_CR2" => slope_error(points, &clusters).unwrap().standard_error,
        "df_CR2" => slope_error(points, &clusters).unwrap().freedom,
        "p_CR2" => slope_error(points, &clusters).unwrap().p_value(line.slope).unwrap(),
        _ => return Answer::Unmatched,
    })
}

fn cr1_over_cr0(line: &Line, clusters: &[u32]) -> f64 {
    let mut icbs = clusters.to_vec();
    icbs.sort_unstable();
    icbs.dedup();
    let (g, n) = (icbs.len() as f64, clusters.len() as f64);
    g / (g - 1.0) * (n - 1.0) / line.freedom()
}

/// One ICB's line against England's ranks; those with enough PCNs are registered slope indices.
fn national(row: &Row) -> Answer {
    let by = if row.part == "Ri" { Need::Score } else { Need::Share };
    let england = observe(&pcns("pcn300.csv"), by);
    let icb = within(&england, row.case[1..].parse().unwrap());
    let points: Vec<Point> = icb.iter().map(|o| o.point(o.rank.unwrap(), o.patients)).collect();
    let line = Line::fit(&points).unwrap();
    let sii = area("sii", &icb);
    let slope = |covariance: Covariance| covariance.slope.sqrt();
    match (row.stat.as_str(), sii) {
        ("sii", Ok(sii)) => Answer::Measure("sii", sii.value),
        ("sii", Err(_)) => Answer::Value(line.slope),
        ("at0", _) => Answer::Value(line.intercept),
        ("se_HC3", _) => Answer::Value(slope(line.robust().unwrap())),
        ("rank_min", _) => Answer::Value(points.iter().map(|p| p.x).fold(f64::INFINITY, f64::min)),
        ("rank_max", _) => Answer::Value(points.iter().map(|p| p.x).fold(f64::NEG_INFINITY, f64::max)),
        _ => Answer::Unmatched,
    }
}
