//! How unequally time lies over patients whatever their need: the Gini and Hoover indices.

use super::concentration::index;
use super::leave::Leave;
use super::observation::{total_fte, total_patients};
use super::rank::ranks;
use super::rounding::at_least_zero;
use super::{Estimate, Measure, Observation, PCNS_FOR_SLOPE, PCNS_FOR_SPREAD, Reason, Sample, Unit, without};

/// Twice the area between the Lorenz curve and the diagonal.
pub const GINI: Measure = Measure {
    id: "gini",
    name: "Gini index",
    unit: Unit::Index,
    needs_indicator: false,
    verdict_of: None,
    jackknife: true,
    without: Some(gini_without),
    method: "Twice the area between equal provision and the curve of the share of FTE against the share of patients, PCNs in order of provision: 0 where all have the same, 1 where one PCN has all (Lerman and Yitzhaki, J Econometrics 1989;42:43–47).",
    of: gini,
};

/// Share of FTE that would have to move for equal rates.
pub const HOOVER: Measure = Measure {
    id: "hoover",
    name: "Hoover index",
    unit: Unit::Share,
    needs_indicator: false,
    verdict_of: None,
    jackknife: true,
    without: Some(|sample, leave| {
        without::apart(sample.observations, leave, PCNS_FOR_SPREAD, |o| Some(o.patients))
    }),
    method: "The share of FTE that would have to be in other PCNs for every PCN to have the same rate (Hoover, Rev Econ Stat 1936;18:162–71).",
    of: hoover,
};

fn gini(sample: &Sample) -> Result<Estimate, Reason> {
    enough(sample.observations, PCNS_FOR_SLOPE)?;
    let observations: Vec<&Observation> = sample.observations.iter().collect();
    let rates: Vec<f64> = observations.iter().map(|o| o.fte / o.patients).collect();
    let patients: Vec<f64> = observations.iter().map(|o| o.patients).collect();
    let value = index(&observations, &ranks(&rates, &patients)).ok_or(Reason::NoFte)?;
    Estimate::point(at_least_zero(value))
}

/// The Gini index without each PCN or ICB in turn.
fn gini_without(sample: &Sample, leave: Leave) -> Option<Vec<f64>> {
    let indices = without::indices(sample.observations, leave, PCNS_FOR_SLOPE, without::by_rate)?;
    Some(indices.into_iter().map(at_least_zero).collect())
}

fn hoover(sample: &Sample) -> Result<Estimate, Reason> {
    enough(sample.observations, PCNS_FOR_SPREAD)?;
    let (fte, patients) = (total_fte(sample.observations), total_patients(sample.observations));
    let apart = sample.observations.iter().map(|o| (o.fte / fte - o.patients / patients).abs());
    Estimate::point(apart.sum::<f64>() / 2.0)
}

/// Refuses fewer PCNs than a measure needs, and PCNs without any FTE to spread.
pub(super) fn enough(observations: &[Observation], needed: usize) -> Result<(), Reason> {
    if observations.len() < needed {
        return Err(Reason::TooFewPcns { n: observations.len(), needed });
    }
    if observations.iter().all(|o| o.fte <= 0.0) {
        return Err(Reason::NoFte);
    }
    Ok(())
}
