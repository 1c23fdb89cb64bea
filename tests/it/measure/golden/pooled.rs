//! Many ICBs: slopes within and between them, and the hierarchical model.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use briefings::measure::pooling::{OwnSlope, own_slopes};
use briefings::measure::posterior::Conditional;
use briefings::measure::quantile::t_quantile;
use briefings::measure::regression::{Line, Point};
use briefings::measure::slope_parts::centred_by_icb;
use briefings::measure::{Estimate, Observation, Sample, Scope};
use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{Answer, Row};
use crate::measure::fixtures::{Need, measure, observe, pcns, sample, table, within};
use crate::measure::not_shipped::{cr2, hc0, ordinary_slope};

/// The reference is on the scale of a share, our slopes are for ten points.
pub const TEN_POINTS: f64 = 0.1;

pub fn standard_error(estimate: Estimate, freedom: f64) -> f64 {
    (estimate.upper.unwrap() - estimate.value) / t_quantile(0.975, freedom).unwrap()
}

fn everyone() -> Vec<Observation> {
    observe(&pcns("pcn300.csv"), Need::Share)
}

pub fn answer(row: &Row) -> Answer {
    let observations = everyone();
    let sample = sample(&observations, Scope::England);
    match row.case.as_str() {
        "within" | "between" => part(row, &sample),
        "pcn300" => Answer::Value(common_variance(&observations)),
        case if case.starts_with("se_") => known_deviation(row, &observations),
        _ => one_icb(row, &sample),
    }
}

/// The slopes within and between ICBs.
fn part(row: &Row, sample: &Sample) -> Answer {
    let (points, clusters) = centred_by_icb(&sample.with_need());
    let hc0 = hc0(&Line::fit(&points).unwrap());
    // ICBs are the clusters, so that taking out their levels first leaves CR2 as it is (Pustejovsky and Tipton).
    let row_of = |(p, cluster): (&Point, &u32)| cr2::Row {
        regressors: vec![p.x],
        response: p.y,
        weight: 1.0,
        cluster: *cluster,
    };
    let rows: Vec<cr2::Row> = points.iter().zip(&clusters).map(row_of).collect();
    let cr2 = cr2::contrast_error(&rows, &[1.0]).unwrap();
    let of = |id: &'static str, figure: fn(Estimate) -> f64| {
        Answer::Measure(id, figure((measure(id).of)(sample).unwrap()) / TEN_POINTS)
    };
    match (row.case.as_str(), row.stat.as_str()) {
        ("within", "slope") => of("need-slope-within", |within| within.value),
        ("within", "se_CR1") => of("need-slope-within", |within| standard_error(within, 11.0)),
        ("within", "se_HC1") => Answer::Value((hc0 * 300.0 / 287.0).sqrt()),
        ("within", "se_CR2") => Answer::Value(cr2.standard_error),
        ("within", "df_CR2") => Answer::Value(cr2.freedom),
        ("between", "slope") => of("need-slope-between", |between| between.value),
        ("between", "se_HC3") => of("need-slope-between", |between| standard_error(between, 10.0)),
        _ => Answer::Unmatched,
    }
}

fn scatter(observations: &[Observation]) -> Vec<Point> {
    observations.iter().map(|o| o.point(o.need.unwrap(), 1.0)).collect()
}

fn icb_lines(observations: &[Observation]) -> Vec<Line> {
    (1..=12).map(|icb| Line::fit(&scatter(&self::within(observations, icb))).unwrap()).collect()
}

fn common_variance(observations: &[Observation]) -> f64 {
    let lines = icb_lines(observations);
    let squares: f64 = lines.iter().map(|l| l.residual_variance() * l.freedom()).sum();
    squares / lines.iter().map(Line::freedom).sum::<f64>()
}

/// One ICB's own slope.
fn one_icb(row: &Row, sample: &Sample) -> Answer {
    let icb: u32 = row.case[1..].parse().unwrap();
    let own = own_slopes(sample).into_iter().find(|o| o.cluster == icb).unwrap();
    let line = Line::fit(&scatter(&within(sample.observations, icb))).unwrap();
    Answer::Value(match row.stat.as_str() {
        "n" => own.pcns as f64,
        "b" => own.slope / TEN_POINTS,
        "se_p" => own.variance.sqrt() / TEN_POINTS,
        "se" => ordinary_slope(&line).sqrt(),
        "se_hc3" => line.robust().unwrap().slope.sqrt(),
        "sxx" => line.x_squares(),
        "df" => line.freedom(),
        _ => return Answer::Unmatched,
    })
}

/// The model at a deviation that metafor estimates: `se_p_DL` from the common variance, `se_DL` from each ICB's own.
fn known_deviation(row: &Row, observations: &[Observation]) -> Answer {
    let mut own = own_slopes(&sample(observations, Scope::England));
    if !row.case.starts_with("se_p") {
        for (own, line) in own.iter_mut().zip(icb_lines(observations)) {
            own.variance = TEN_POINTS * TEN_POINTS * ordinary_slope(&line);
        }
    }
    let at = Conditional::at(deviation(&row.case), &own);
    let q = |between: f64, mean: f64| -> f64 {
        own.iter().map(|o| (o.slope - mean).powi(2) / (o.variance + between)).sum()
    };
    let fixed = Conditional::at(0.0, &own);
    let freedom = own.len() as f64 - 1.0;
    let icb = || own.iter().find(|o| o.cluster == row.part[1..].parse::<u32>().unwrap()).unwrap();
    Answer::Value(match row.stat.as_str() {
        "mu" => at.mean / TEN_POINTS,
        "mu_se" => at.mean_variance.sqrt() / TEN_POINTS,
        "mu_se_knha" => (at.mean_variance * q(at.deviation.powi(2), at.mean) / freedom).sqrt() / TEN_POINTS,
        "Q" => q(0.0, fixed.mean),
        "Q_p" => ChiSquared::new(freedom).unwrap().sf(q(0.0, fixed.mean)),
        "blup" => at.slope(icb()).0 / TEN_POINTS,
        "blup_se" => at.slope(icb()).1.sqrt() / TEN_POINTS,
        "tau2" => estimated_variance(&row.case, &own) / (TEN_POINTS * TEN_POINTS),
        "I2" => 100.0 * share_between(&at, &own),
        _ => return Answer::Unmatched,
    })
}

/// The share of the variance of slopes that lies between ICBs, for a typical one of them (Higgins and Thompson).
fn share_between(at: &Conditional, own: &[OwnSlope]) -> f64 {
    let sum = |power| own.iter().map(|o| o.variance.recip().powi(power)).sum::<f64>();
    let typical = (own.len() as f64 - 1.0) * sum(1) / (sum(1) * sum(1) - sum(2));
    let between = at.deviation * at.deviation;
    between / (between + typical)
}

/// The variance between ICBs by the reference's three estimators, which ask our model for its mean at each guess.
fn estimated_variance(case: &str, own: &[OwnSlope]) -> f64 {
    let freedom = own.len() as f64 - 1.0;
    let weight = |o: &OwnSlope, between: f64| 1.0 / (o.variance + between);
    let sum = |between: f64, power: i32| -> f64 { own.iter().map(|o| weight(o, between).powi(power)).sum() };
    let squares = |between: f64, power: i32| -> f64 {
        let mean = Conditional::at(between.sqrt(), own).mean;
        own.iter().map(|o| weight(o, between).powi(power) * (o.slope - mean).powi(2)).sum()
    };
    match case.rsplit_once('_').unwrap().1 {
        "DL" => ((squares(0.0, 1) - freedom) / (sum(0.0, 1) - sum(0.0, 2) / sum(0.0, 1))).max(0.0),
        "PM" => root(|between| squares(between, 1) - freedom),
        _ => root(|between| squares(between, 2) - sum(between, 1) + sum(between, 2) / sum(between, 1)),
    }
}

/// Where a falling function crosses zero, or zero where it starts below.
fn root(falling: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..200 {
        let middle = (low + high) / 2.0;
        if falling(middle) > 0.0 { low = middle } else { high = middle }
    }
    low
}

/// The deviation that the reference estimates in a case, for ten points.
fn deviation(case: &str) -> f64 {
    static VARIANCES: LazyLock<BTreeMap<String, f64>> = LazyLock::new(|| {
        let variances = table("expected/expected.csv").into_iter().filter(|line| line["stat"] == "tau2");
        variances.map(|line| (line["case"].clone(), line["value"].parse().unwrap())).collect()
    });
    TEN_POINTS * VARIANCES[case].sqrt()
}
