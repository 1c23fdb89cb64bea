//! Where link-worker time would be if it followed need and list size.

use serde::Serialize;

use super::observation::total_fte;
use super::{Estimate, Measure, Observation, PCNS_FOR_SPREAD, Reason, Sample, Scope, Unit};

/// Share of FTE that is away from its need-weighted fair share.
pub const HOOVER_NEED: Measure = Measure {
    id: "hoover-need",
    name: "share of FTE away from its fair share",
    unit: Unit::Share,
    needs_indicator: true,
    jackknife: true,
    method: "The share of FTE that would have to be in other PCNs for FTE to follow list size times need: the Hoover index (Rev Econ Stat 1936;18:162–71) with need-weighted patients.",
    of: hoover_need,
};

/// FTE that would have to move for every PCN to have its fair share.
pub const FAIR_SHARE_MOVED: Measure = Measure {
    id: "fair-share-moved",
    name: "FTE away from its fair share",
    unit: Unit::Fte,
    needs_indicator: true,
    jackknife: false,
    method: "The FTE that would have to be in other PCNs for today's total to follow list size times need: the need-weighted Hoover index (Rev Econ Stat 1936;18:162–71) times total FTE.",
    of: fair_share_moved,
};

/// FTE to add so that no PCN is below England's FTE for its need.
pub const LEVEL_UP: Measure = Measure {
    id: "level-up",
    name: "FTE to level up to England's provision for need",
    unit: Unit::Fte,
    needs_indicator: true,
    jackknife: false,
    method: "The FTE to add so that every PCN has at least England's FTE for its list size times need, and no PCN loses any: a scenario of our own, as no published method sets a level.",
    of: level_up,
};

/// One PCN's fair share of the area's FTE.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct FairShare {
    /// The FTE that it would have.
    pub target: f64,
    /// The FTE that it has, minus the target: negative below its fair share.
    pub gap: f64,
}

/// The fair share of each PCN, one for each observation, none where it has no value of need.
///
/// Today's FTE of the PCNs with a value is shared out by list size times need to the power `kappa`: 0 is list size
/// alone, 1 is the default, 2 leans further to need.
pub fn fair_share(sample: &Sample, kappa: u8) -> Result<Vec<Option<FairShare>>, Reason> {
    let fte = enough(sample)?;
    let weights: Vec<Option<f64>> = weights(sample.observations, kappa);
    let total: f64 = weights.iter().flatten().sum();
    if total <= 0.0 {
        return Err(Reason::NoNeed);
    }
    let share = |(o, weight): (&Observation, &Option<f64>)| {
        let target = fte * weight.as_ref()? / total;
        Some(FairShare { target, gap: o.fte - target })
    };
    Ok(sample.observations.iter().zip(&weights).map(share).collect())
}

/// The FTE of the PCNs with a value of need, for each unit of list size times need; none without any.
pub fn fte_per_need(observations: &[Observation]) -> Option<f64> {
    let fte = total_fte(observations.iter().filter(|o| o.need.is_some()));
    let need: f64 = weights(observations, 1).iter().flatten().sum();
    (need > 0.0).then(|| fte / need)
}

fn hoover_need(sample: &Sample) -> Result<Estimate, Reason> {
    let fte = enough(sample)?;
    Estimate::point(moved(sample)? / fte)
}

fn fair_share_moved(sample: &Sample) -> Result<Estimate, Reason> {
    Estimate::point(moved(sample)?)
}

fn level_up(sample: &Sample) -> Result<Estimate, Reason> {
    enough_pcns(sample)?;
    let level = match sample.scope {
        Scope::England => fte_per_need(sample.observations),
        Scope::Area => sample.england_fte_per_need,
    };
    let level = level.filter(|l| *l > 0.0).ok_or(Reason::NoEnglandLevel)?;
    let missing =
        sample.with_need().into_iter().map(|(o, need)| (level * o.patients * need - o.fte).max(0.0));
    Estimate::point(missing.sum())
}

/// Half of all gaps, since what one PCN lacks another has.
fn moved(sample: &Sample) -> Result<f64, Reason> {
    let shares = fair_share(sample, 1)?;
    Ok(shares.iter().flatten().map(|s| s.gap.abs()).sum::<f64>() / 2.0)
}

fn weights(observations: &[Observation], kappa: u8) -> Vec<Option<f64>> {
    observations
        .iter()
        .map(|o| {
            let power = |need| (0..kappa).map(|_| need).product::<f64>();
            o.need.map(|need| o.patients * power(need))
        })
        .collect()
}

/// The FTE to share out, where there is any and enough PCNs to share it.
fn enough(sample: &Sample) -> Result<f64, Reason> {
    enough_pcns(sample)?;
    let fte = total_fte(sample.observations.iter().filter(|o| o.need.is_some()));
    if fte <= 0.0 {
        return Err(Reason::NoFte);
    }
    Ok(fte)
}

fn enough_pcns(sample: &Sample) -> Result<(), Reason> {
    let n = sample.with_need().len();
    if n < PCNS_FOR_SPREAD {
        return Err(Reason::TooFewWithNeed { n, needed: PCNS_FOR_SPREAD });
    }
    Ok(())
}
