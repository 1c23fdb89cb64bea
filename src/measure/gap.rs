//! The most-need against the least-need fifth: their rates, the gap and the ratio.

use serde::Serialize;

use super::observation::{total_fte, total_patients};
use super::rate::{Provision, rate, ratio_standard_error};
use super::{Estimate, Fifth, Measure, Observation, PCNS_PER_END_FIFTH, Reason, Sample, Uncertainty, Unit};

/// Rate of the most-need fifth minus that of the least-need fifth.
pub const GAP: Measure = Measure {
    id: "gap",
    name: "gap between the most-need and the least-need fifth",
    unit: Unit::Rate,
    needs_indicator: true,
    jackknife: false,
    method: "The rate of the PCNs in England's most-need fifth minus that of the PCNs in its least-need fifth, each total FTE over total patients. The interval reflects variation between PCNs: ratio estimator (Cochran, Sampling Techniques, 1977), t with Welch degrees of freedom.",
    of: gap,
};

/// Rate of the most-need fifth over that of the least-need fifth.
pub const RATIO: Measure = Measure {
    id: "ratio",
    name: "ratio of the most-need to the least-need fifth",
    unit: Unit::Ratio,
    needs_indicator: true,
    jackknife: false,
    method: "The rate of the PCNs in England's most-need fifth over that of the PCNs in its least-need fifth, each total FTE over total patients. The interval is formed on the logarithmic scale from the ratio estimator (Cochran, Sampling Techniques, 1977).",
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
    /// The standard error of that rate from the variation between PCNs; none below two PCNs.
    pub standard_error: Option<f64>,
}

impl FifthRate {
    /// The rate with a t interval on one less than its PCNs.
    pub fn estimate(&self) -> Result<Estimate, Reason> {
        let uncertainty = self
            .standard_error
            .map(|standard_error| Uncertainty { standard_error, freedom: self.pcns as f64 - 1.0 });
        Estimate::with_t(self.rate.ok_or(Reason::NotDefined)?, uncertainty)
    }
}

/// The five bars of a chart: what each fifth has, from most to least need.
pub fn by_fifth(observations: &[Observation]) -> [FifthRate; 5] {
    Fifth::ALL.map(|fifth| fifth_rate(observations, fifth))
}

fn fifth_rate(observations: &[Observation], fifth: Fifth) -> FifthRate {
    let members: Vec<&Observation> = observations.iter().filter(|o| o.fifth == Some(fifth)).collect();
    let fte = total_fte(members.iter().copied()) + 0.0;
    let patients = total_patients(members.iter().copied()) + 0.0;
    let provisions: Vec<Provision> = members.iter().map(|o| o.provision()).collect();
    FifthRate {
        fifth,
        pcns: members.len(),
        fte,
        patients,
        rate: rate(fte, patients),
        standard_error: ratio_standard_error(&provisions),
    }
}

/// An end fifth's number of PCNs, rate and standard error.
#[derive(Clone, Copy)]
struct End {
    pcns: f64,
    rate: f64,
    standard_error: f64,
}

fn gap(sample: &Sample) -> Result<Estimate, Reason> {
    let (most, least) = ends(sample)?;
    let parts = [(most.standard_error, most.pcns), (least.standard_error, least.pcns)];
    Estimate::with_t(most.rate - least.rate, welch(parts))
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
    let parts = [most, least].map(|end| (end.standard_error / end.rate, end.pcns));
    Estimate::ratio((most.rate / least.rate).ln(), welch(parts))
}

/// The most-need and the least-need fifth, never the next fifth in their place.
fn ends(sample: &Sample) -> Result<(End, End), Reason> {
    let [most, .., least] = by_fifth(sample.observations);
    Ok((end(most)?, end(least)?))
}

fn end(fifth: FifthRate) -> Result<End, Reason> {
    if fifth.pcns < PCNS_PER_END_FIFTH {
        return Err(Reason::TooFewInFifth { fifth: fifth.fifth, n: fifth.pcns, needed: PCNS_PER_END_FIFTH });
    }
    Ok(End {
        pcns: fifth.pcns as f64,
        rate: fifth.rate.ok_or(Reason::NotDefined)?,
        standard_error: fifth.standard_error.ok_or(Reason::NotDefined)?,
    })
}

/// The standard error of a difference of two independent parts, with Welch's degrees of freedom.
///
/// Each part is its standard error and its number of PCNs.
pub fn welch(parts: [(f64, f64); 2]) -> Option<Uncertainty> {
    let variance: f64 = parts.iter().map(|(error, _)| error * error).sum();
    let share: f64 = parts.iter().map(|(error, n)| (error * error) * (error * error) / (n - 1.0)).sum();
    (variance > 0.0)
        .then(|| Uncertainty { standard_error: variance.sqrt(), freedom: variance * variance / share })
}
