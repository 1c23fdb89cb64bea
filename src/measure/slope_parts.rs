//! The need slope within and between ICBs, and its correction for what the survey could not measure.

use std::collections::BTreeMap;

use super::observation::{total_fte, total_patients};
use super::rate::rate;
use super::regression::{Line, Point, Robust, along};
use super::rounding::beyond_rounding;
use super::{ErrorOf, Estimate, Measure, Observation, PCNS_FOR_SLOPE, Reason, Sample, Uncertainty, Unit};

/// Change of provision for each ten points of need among the PCNs of one ICB.
pub const NEED_SLOPE_WITHIN: Measure = Measure {
    id: "need-slope-within",
    name: "need slope within ICBs",
    unit: Unit::RatePerTenPoints,
    needs_indicator: true,
    verdict_of: Some("need-slope-within"),
    jackknife: false,
    without: None,
    method: "The need slope when every ICB has a level of its own, which tells whether PCNs with more need have less inside their ICB: ICB fixed effects, each PCN counted once (Mundlak, Econometrica 1978;46:69–85).",
    of: need_slope_within,
};

/// Change of provision for each ten points of need from ICB to ICB.
pub const NEED_SLOPE_BETWEEN: Measure = Measure {
    id: "need-slope-between",
    name: "need slope between ICBs",
    unit: Unit::RatePerTenPoints,
    needs_indicator: true,
    verdict_of: Some("need-slope-between"),
    jackknife: false,
    without: None,
    method: "The slope of a straight line through ICBs, each counted once: its total FTE over total patients against the mean need of its patients, for ten points of need (Mundlak, Econometrica 1978;46:69–85).",
    of: need_slope_between,
};

/// A PCN with its value of need.
type Known<'a> = (&'a Observation, f64);

fn need_slope_within(sample: &Sample) -> Result<Estimate, Reason> {
    several_icbs(sample)?;
    slope_within_icbs(sample)
}

fn need_slope_between(sample: &Sample) -> Result<Estimate, Reason> {
    several_icbs(sample)?;
    slope_between_icbs(sample)
}

/// Refuses PCNs of a single ICB, too few of them, and PCNs without any FTE.
fn several_icbs(sample: &Sample) -> Result<(), Reason> {
    let known = sample.with_need();
    if by_icb(&known).len() == 1 {
        return Err(Reason::OneIcb);
    }
    let known = enough(sample)?;
    if known.iter().all(|(o, _)| o.fte <= 0.0) {
        return Err(Reason::NoFte);
    }
    Ok(())
}

/// The slope among PCNs of the same ICB, for ten points of need: are PCNs with more need short inside ICBs?
///
/// ICB fixed effects, clustered by ICB with CR1 and one degree of freedom less than the ICBs.
pub fn slope_within_icbs(sample: &Sample) -> Result<Estimate, Reason> {
    let known = enough(sample)?;
    let (points, clusters) = centred_by_icb(&known);
    let line = Line::fit(&points).ok_or(Reason::EqualNeed)?;
    let icbs = by_icb(&known).len();
    let freedom = known.len() as f64 - icbs as f64 - 1.0;
    // The line counts two parameters; each ICB's own level is one more.
    let uncertainty = line.clustered(&clusters).filter(|_| freedom > 0.0).map(|covariance| Uncertainty {
        standard_error: sample.ten_points * (covariance.slope * line.freedom() / freedom).sqrt(),
        freedom: icbs as f64 - 1.0,
        error: ErrorOf::Icbs,
    });
    Estimate::with_t(line.slope * sample.ten_points, uncertainty)
}

/// The slope through ICBs, for ten points of need: are ICBs with more need short?
///
/// An ICB has its pooled rate and its patients' mean need, and counts once; HC3 with two degrees of freedom less than the ICBs.
pub fn slope_between_icbs(sample: &Sample) -> Result<Estimate, Reason> {
    let icbs = by_icb(&enough(sample)?);
    let points: Vec<Point> = icbs.values().filter_map(|pcns| as_one(pcns)).collect();
    if points.len() < PCNS_FOR_SLOPE {
        return Err(Reason::TooFewIcbs { n: points.len(), needed: PCNS_FOR_SLOPE });
    }
    let line = Line::fit(&points).ok_or(Reason::EqualNeed)?;
    let known =
        line.robust().map(|covariance| Robust { covariance, freedom: line.freedom(), error: ErrorOf::Pcns });
    Estimate::with_t(line.slope * sample.ten_points, along(known, [0.0, sample.ten_points]))
}

/// The share of the variance of a survey's need estimates that is not sampling error; none without variance.
///
/// `answers` holds each PCN's "no" answers and its base.
/// A slope divided by it is what perfectly measured need would show: a sensitivity line only.
pub fn reliability(answers: &[(f64, f64)]) -> Option<f64> {
    let n = answers.len() as f64;
    let shares: Vec<f64> = answers.iter().map(|(no, base)| no / base).collect();
    let mean = shares.iter().sum::<f64>() / n;
    let variance = shares.iter().map(|s| (s - mean) * (s - mean)).sum::<f64>() / (n - 1.0);
    let errors = shares.iter().zip(answers).map(|(s, (_, base))| s * (1.0 - s) / base);
    let reliability = 1.0 - errors.sum::<f64>() / n / variance;
    (answers.len() >= 2 && variance > 0.0 && reliability > 0.0).then_some(reliability)
}

/// Each PCN's need and rate less the means of its ICB's PCNs, with the ICBs.
pub fn centred_by_icb(known: &[Known]) -> (Vec<Point>, Vec<u32>) {
    let means = by_icb(known).into_iter().map(|(icb, pcns)| {
        let mean = |of: fn(&Known) -> f64| pcns.iter().map(of).sum::<f64>() / pcns.len() as f64;
        (icb, [mean(|(_, need)| *need), mean(|(o, _)| o.rate())])
    });
    let means: BTreeMap<u32, [f64; 2]> = means.collect();
    let centred = known.iter().map(|(o, need)| {
        let [mean_need, mean_rate] = means[&o.cluster];
        // What only rounding leaves of equal values would pass for a difference.
        let centred = |value: f64, mean: f64| beyond_rounding(value - mean, value);
        Point { x: centred(*need, mean_need), y: centred(o.rate(), mean_rate), weight: 1.0 }
    });
    (centred.collect(), known.iter().map(|(o, _)| o.cluster).collect())
}

fn by_icb<'a>(known: &[Known<'a>]) -> BTreeMap<u32, Vec<Known<'a>>> {
    let mut icbs: BTreeMap<u32, Vec<Known>> = BTreeMap::new();
    for (o, need) in known {
        icbs.entry(o.cluster).or_default().push((o, *need));
    }
    icbs
}

/// An ICB's pooled rate against its patients' mean need.
fn as_one(pcns: &[Known]) -> Option<Point> {
    let fte = total_fte(pcns.iter().map(|(o, _)| *o));
    let patients = total_patients(pcns.iter().map(|(o, _)| *o));
    let need: f64 = pcns.iter().map(|(o, need)| o.patients * need).sum();
    Some(Point { x: need / patients, y: rate(fte, patients)?, weight: 1.0 })
}

fn enough<'a>(sample: &Sample<'a>) -> Result<Vec<Known<'a>>, Reason> {
    let known = sample.with_need();
    if known.len() < PCNS_FOR_SLOPE {
        return Err(Reason::TooFewWithNeed { n: known.len(), needed: PCNS_FOR_SLOPE });
    }
    Ok(known)
}
