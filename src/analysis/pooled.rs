//! Each ICB's need slope in the light of all: `need-slope-pooled`.

use std::collections::BTreeMap;

use super::england::England;
use super::{About, Measured};
use crate::measure::pooling::{OwnSlope, Pooled, own_slopes, pool};
use crate::measure::{Estimate, Scope, Unit};
use crate::subject::Need;
use crate::workers;

/// The measure's id.
const ID: &str = "need-slope-pooled";

/// How it is computed, as printed.
const METHOD: &str = "The need slope of each ICB drawn towards those of all ICBs as far as its own PCNs leave it open: a normal hierarchical model with flat priors, integrated on a grid (Röver, J Stat Softw 2020;93(6)); 95% posterior interval.";

/// The pooled slopes of an edition, by indicator.
pub struct PooledSlopes(BTreeMap<Need, Slopes>);

/// For one indicator: what went in, and what came out or why nothing did.
struct Slopes {
    own: Vec<OwnSlope>,
    pooled: Result<Pooled, String>,
}

impl PooledSlopes {
    /// Pools the slopes of every indicator, side by side.
    pub fn of(england: &England<'_>) -> Self {
        let needs = england.needs();
        let slopes = workers::map(&needs, needs.len(), |need| {
            let observations = england.observations(&england.latest.rows, *need);
            let own = own_slopes(&england.sample(&observations, Scope::England, *need));
            let pooled = pool(&own).map_err(|reason| reason.to_string());
            Slopes { own, pooled }
        });
        Self(needs.into_iter().zip(slopes).collect())
    }

    /// The result for England, or for an ICB by its cluster.
    pub fn measured(&self, cluster: Option<u32>) -> Vec<Measured> {
        self.0.iter().map(|(need, slopes)| slopes.measured(*need, cluster)).collect()
    }
}

impl Slopes {
    fn measured(&self, need: Need, cluster: Option<u32>) -> Measured {
        let own = self.own.iter().filter(|own| cluster.is_none_or(|wanted| own.cluster == wanted));
        let about = About {
            id: ID,
            need: Some(need),
            unit: Unit::RatePerTenPoints,
            n: own.map(|own| own.pcns).sum(),
            method: METHOD,
        };
        about.measured(self.estimate(cluster))
    }

    fn estimate(&self, cluster: Option<u32>) -> Result<Estimate, String> {
        let pooled = self.pooled.as_ref().map_err(Clone::clone)?;
        let Some(cluster) = cluster else { return Ok(pooled.mean) };
        let slope = pooled.slopes.iter().find(|slope| slope.cluster == cluster);
        let none = "fewer than 3 PCNs with a return have a value, or all have the same";
        slope.map(|slope| slope.estimate).ok_or_else(|| none.to_owned())
    }
}
