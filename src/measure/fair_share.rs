//! Where link-worker time would be if it followed list size, or the patients who lack support.

use serde::Serialize;

use super::observation::total_fte;
use super::{Estimate, Measure, Observation, PCNS_FOR_SPREAD, Reason, Sample, Scope, Unit, without};

/// Share of FTE that is away from its fair share.
pub const HOOVER_NEED: Measure = Measure {
    id: "hoover-need",
    name: "share of FTE away from its fair share",
    unit: Unit::Share,
    needs_indicator: true,
    verdict_of: None,
    jackknife: true,
    without: Some(|sample, leave| {
        without::apart(sample.observations, leave, PCNS_FOR_SPREAD, |o| Some(o.patients * o.share_weight?))
    }),
    method: "The share of FTE that would have to be in other PCNs for FTE to follow fair shares: the Hoover index (Rev Econ Stat 1936;18:162–71). By lack of support a fair share follows list size times the share of a PCN that lacks support, drawn towards that of its ICB as far as its few answers leave it open (Morris, J Am Stat Assoc 1983;78:47–55); by deprivation it follows list size alone.",
    of: hoover_need,
};

/// FTE that would have to move for every PCN to have its fair share.
pub const FAIR_SHARE_MOVED: Measure = Measure {
    id: "fair-share-moved",
    name: "FTE away from its fair share",
    unit: Unit::Fte,
    needs_indicator: true,
    verdict_of: None,
    jackknife: false,
    without: None,
    method: "The share of FTE away from fair shares, times the FTE of the PCNs that have one.",
    of: fair_share_moved,
};

/// FTE to add so that no PCN is below England's FTE for its weighted patients.
pub const LEVEL_UP: Measure = Measure {
    id: "level-up",
    name: "FTE to level up to England's provision",
    unit: Unit::Fte,
    needs_indicator: true,
    verdict_of: None,
    jackknife: false,
    without: None,
    method: "The FTE to add so that every PCN has at least England's FTE for the list size, and by lack of support for the share, that its fair share follows, and no PCN loses any: a scenario of our own, as no published method sets a level.",
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

/// The fair share of each PCN, one for each observation, none where it has no weight.
///
/// Today's FTE of the PCNs with a weight is shared out by list size times the weight to the power `kappa`: 0 is list
/// size alone, 1 is the default, 2 leans further to need.
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

/// The FTE of the PCNs with a weight, for each weighted patient; none without any.
pub fn fte_per_weight(observations: &[Observation]) -> Option<f64> {
    let fte = total_fte(weighted(observations));
    let weights: f64 = weights(observations, 1).iter().flatten().sum();
    (weights > 0.0).then(|| fte / weights)
}

/// The PCNs with a weight.
pub fn weighted(observations: &[Observation]) -> impl Iterator<Item = &Observation> + Clone {
    observations.iter().filter(|o| o.share_weight.is_some())
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
        Scope::England => fte_per_weight(sample.observations),
        Scope::Area => sample.england_fte_per_weight,
    };
    let level = level.filter(|l| *l > 0.0).ok_or(Reason::NoEnglandLevel)?;
    let lacks = |o: &Observation| Some((level * o.patients * o.share_weight? - o.fte).max(0.0));
    Estimate::point(sample.observations.iter().filter_map(lacks).sum())
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
            let power = |weight| (0..kappa).map(|_| weight).product::<f64>();
            o.share_weight.map(|weight| o.patients * power(weight))
        })
        .collect()
}

/// The FTE to share out, where there is any and enough PCNs to share it.
fn enough(sample: &Sample) -> Result<f64, Reason> {
    enough_pcns(sample)?;
    let fte = total_fte(weighted(sample.observations));
    if fte <= 0.0 {
        return Err(Reason::NoFte);
    }
    Ok(fte)
}

fn enough_pcns(sample: &Sample) -> Result<(), Reason> {
    let n = weighted(sample.observations).count();
    if n < PCNS_FOR_SPREAD {
        return Err(Reason::TooFewWithNeed { n, needed: PCNS_FOR_SPREAD });
    }
    Ok(())
}
