//! The most-need against the least-need fifth: their rates, the gap and the ratio.

use serde::Serialize;

use super::leave::Leave;
use super::observation::{total_fte, total_patients};
use super::rate::{rate, rate_uncertainty};
use super::regression::{Robust, along, clustered, is_clustered};
use super::rounding::beyond_rounding;
use super::{
    ErrorOf, Estimate, Fifth, Measure, Observation, PCNS_PER_END_FIFTH, Reason, Sample, Scope, Uncertainty,
    Unit,
};

/// Rate of the most-need fifth minus that of the least-need fifth.
pub const GAP: Measure = Measure {
    id: "gap",
    name: "gap between the most-need and the least-need fifth",
    unit: Unit::Rate,
    needs_indicator: true,
    verdict_of: Some("gap"),
    jackknife: false,
    without: Some(gap_without),
    method: "The rate of the PCNs in England's most-need fifth minus that of the PCNs in its least-need fifth, each total FTE over total patients. The interval reflects variation between PCNs.",
    of: gap,
};

/// Rate of the most-need fifth over that of the least-need fifth.
pub const RATIO: Measure = Measure {
    id: "ratio",
    name: "ratio of the most-need to the least-need fifth",
    unit: Unit::Ratio,
    needs_indicator: true,
    verdict_of: Some("gap"),
    jackknife: false,
    without: None,
    method: "The rate of the PCNs in England's most-need fifth over that of the PCNs in its least-need fifth, each total FTE over total patients. The interval is formed on the logarithmic scale.",
    of: ratio,
};

/// What the PCNs of one fifth have together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FifthRate {
    /// Which fifth of England.
    pub fifth: Fifth,
    /// How many of its PCNs are in the sample.
    pub pcns: usize,
    /// Their FTE.
    pub fte: f64,
    /// Their registered patients.
    pub patients: f64,
    /// Their FTE per 10,000 patients; none without patients.
    pub rate: Option<f64>,
    /// How far variation between PCNs, or for England between ICBs, could move that rate; none below two of them.
    #[serde(skip)]
    pub uncertainty: Option<Uncertainty>,
}

impl FifthRate {
    /// The rate with its t interval.
    pub fn estimate(&self) -> Result<Estimate, Reason> {
        Estimate::with_t(self.rate.ok_or(Reason::NotDefined)?, self.uncertainty)
    }
}

/// What each fifth has, from most to least need.
pub fn by_fifth(observations: &[Observation], scope: Scope) -> [FifthRate; 5] {
    Fifth::ALL.map(|fifth| fifth_rate(observations, fifth, scope))
}

fn fifth_rate(observations: &[Observation], fifth: Fifth, scope: Scope) -> FifthRate {
    let members = in_fifth(observations, fifth);
    let (fte, patients) = (total_fte(&members) + 0.0, total_patients(&members) + 0.0);
    FifthRate {
        fifth,
        pcns: members.len(),
        fte,
        patients,
        rate: rate(fte, patients),
        uncertainty: rate_uncertainty(&members, scope),
    }
}

fn in_fifth(observations: &[Observation], fifth: Fifth) -> Vec<Observation> {
    observations.iter().filter(|o| o.fifth == Some(fifth)).copied().collect()
}

fn gap(sample: &Sample) -> Result<Estimate, Reason> {
    let (most, least) = ends(sample)?;
    let uncertainty = match contrast(sample) {
        Some(known) => along(Some(known), [1.0, -1.0]),
        None => most.part(1.0).zip(least.part(1.0)).and_then(|(most, least)| welch([most, least])),
    };
    Estimate::with_t(most.rate - least.rate, uncertainty)
}

/// The gap without each PCN or ICB in turn.
fn gap_without(sample: &Sample, leave: Leave) -> Option<Vec<f64>> {
    let fifth =
        |o: &Observation, fifth| if o.fifth == Some(fifth) { (1, o.fte, o.patients) } else { (0, 0.0, 0.0) };
    let both = |a: (usize, f64, f64), b: (usize, f64, f64)| (a.0 + b.0, a.1 + b.1, a.2 + b.2);
    let ends = |o: &Observation| Some([fifth(o, Fifth::MostNeed), fifth(o, Fifth::LeastNeed)]);
    let end = |(pcns, fte, patients)| if pcns < PCNS_PER_END_FIFTH { None } else { rate(fte, patients) };
    let left = leave.sums(sample.observations, ends, |a, b| [both(a[0], b[0]), both(a[1], b[1])]);
    left.into_iter().map(|left| left.and_then(|[most, least]| Some(end(most)? - end(least)?))).collect()
}

fn ratio(sample: &Sample) -> Result<Estimate, Reason> {
    let (most, least) = ends(sample)?;
    if least.rate <= 0.0 {
        return Err(Reason::NoFteInLeastNeed);
    }
    if most.rate <= 0.0 {
        // The logarithm of zero has no interval.
        return Estimate::point(0.0);
    }
    let uncertainty = match contrast(sample) {
        // d ln(most / least) by the two rates.
        Some(known) => along(Some(known), [1.0 / most.rate, -1.0 / least.rate]),
        None => {
            let parts = most.part(most.rate).zip(least.part(least.rate));
            parts.and_then(|(most, least)| welch([most, least]))
        }
    };
    Estimate::ratio((most.rate / least.rate).ln(), uncertainty)
}

/// For England, the rates of the two end fifths as one regression on two dummies, weighted by patients and clustered by
/// ICB; none elsewhere, and where the two fifths lie in too few ICBs.
fn contrast(sample: &Sample) -> Option<Robust> {
    let clusters: Vec<u32> = in_ends(sample.observations).map(|o| o.cluster).collect();
    is_clustered(sample.scope, &clusters).then(|| end_covariance(sample.observations))?
}

/// The covariance of the rates of the most-need and of the least-need fifth, clustered by ICB over both (CR1); none
/// below two ICBs.
pub fn end_covariance(observations: &[Observation]) -> Option<Robust> {
    let ends: Vec<&Observation> = in_ends(observations).collect();
    let clusters: Vec<u32> = ends.iter().map(|o| o.cluster).collect();
    let of = |fifth: Fifth| {
        let members = || ends.iter().filter(|o| o.fifth == Some(fifth)).copied();
        (total_fte(members()), total_patients(members()))
    };
    let (most, least) = (of(Fifth::MostNeed), of(Fifth::LeastNeed));
    let pull = |o: &Observation, (fte, patients): (f64, f64)| {
        1e4 * beyond_rounding(o.fte - fte / patients * o.patients, o.fte) / patients
    };
    let pulls: Vec<[f64; 2]> = ends
        .iter()
        .map(|o| match o.fifth {
            Some(Fifth::MostNeed) => [pull(o, most), 0.0],
            _ => [0.0, pull(o, least)],
        })
        .collect();
    clustered(&pulls, &clusters, 2)
}

/// The PCNs of the two end fifths.
fn in_ends(observations: &[Observation]) -> impl Iterator<Item = &Observation> {
    observations.iter().filter(|o| o.is_at_an_end())
}

/// The PCNs of an end fifth, and their rate.
struct End {
    members: Vec<Observation>,
    rate: f64,
}

impl End {
    fn of(sample: &Sample, fifth: Fifth) -> Result<End, Reason> {
        let members = in_fifth(sample.observations, fifth);
        if members.len() < PCNS_PER_END_FIFTH {
            return Err(Reason::TooFewInFifth { fifth, n: members.len(), needed: PCNS_PER_END_FIFTH });
        }
        let rate = rate(total_fte(&members), total_patients(&members)).ok_or(Reason::NotDefined)?;
        Ok(End { members, rate })
    }

    /// Its standard error over a scale, with its number of PCNs.
    fn part(&self, scale: f64) -> Option<(f64, f64)> {
        let error = rate_uncertainty(&self.members, Scope::Area)?.standard_error;
        Some((error / scale, self.members.len() as f64))
    }
}

/// The most-need and the least-need fifth, never the next fifth in their place.
fn ends(sample: &Sample) -> Result<(End, End), Reason> {
    Ok((End::of(sample, Fifth::MostNeed)?, End::of(sample, Fifth::LeastNeed)?))
}

/// The standard error of a difference of two independent parts, with Welch's degrees of freedom.
///
/// Each part is its standard error and its number of PCNs.
pub fn welch(parts: [(f64, f64); 2]) -> Option<Uncertainty> {
    let variance: f64 = parts.iter().map(|(error, _)| error * error).sum();
    let share: f64 = parts.iter().map(|(error, n)| (error * error) * (error * error) / (n - 1.0)).sum();
    (variance > 0.0).then(|| Uncertainty {
        standard_error: variance.sqrt(),
        freedom: variance * variance / share,
        error: ErrorOf::Fifths,
    })
}
