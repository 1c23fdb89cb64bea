//! Each ICB's need slope in the light of all: `need-slope-pooled`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::england::England;
use super::estimated::{BASIS, INPUTS};
use super::measured::{Measured, Subject};
use super::place::{Kind, Place};
use crate::measure::pooling::{OwnSlope, Pooled, own_slopes, pool};
use crate::measure::{Estimate, Reason, Scope, Unit};
use crate::subject::Need;
use crate::text::{About, Claimed, Count};
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
    pooled: Result<Pooled, Reason>,
}

impl PooledSlopes {
    /// Pools the slopes of every indicator, side by side.
    pub fn of(england: &England<'_>) -> Self {
        let needs = england.measured_by();
        let slopes = workers::map(&needs, needs.len(), |need| {
            let observations = england.observations(&england.latest.rows, *need);
            let own = own_slopes(&england.sample(&observations, Scope::England, *need));
            let pooled = pool(&own);
            Slopes { own, pooled }
        });
        Self(needs.into_iter().zip(slopes).collect())
    }

    /// An area's slope among those of all ICBs, by indicator; empty where it is no ICB.
    pub fn place(&self, england: &England<'_>, place: &Place) -> BTreeMap<&'static str, PooledPlace> {
        let Some(cluster) = cluster(england, place) else { return BTreeMap::new() };
        self.0.iter().filter_map(|(need, slopes)| Some((need.id(), slopes.place(cluster)?))).collect()
    }

    /// The results for England, or for an ICB; none for what is neither.
    pub fn measured(&self, england: &England<'_>, place: &Place) -> Vec<Measured> {
        let cluster = cluster(england, place);
        if cluster.is_none() && place.kind != Kind::England {
            return Vec::new();
        }
        self.0.iter().map(|(need, slopes)| slopes.measured(*need, cluster)).collect()
    }
}

/// The index of an ICB as clusters are numbered; none of what is no ICB.
fn cluster(england: &England<'_>, place: &Place) -> Option<u32> {
    let icbs = england.icbs().into_iter().zip(1..);
    icbs.filter(|_| place.kind == Kind::Icb)
        .find(|(icb, _)| icb.as_str() == place.code)
        .map(|(_, index)| index)
}

const RANK: About = About::new(
    "rank",
    "one plus the sum over the other ICBs of the posterior probability of a lower slope; its ends count those at 97.5%",
    INPUTS,
    BASIS,
);

crate::figures! {
    /// An ICB's slope among those of all.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct PooledPlace {
        /// The probability that provision falls as need rises.
        pub below_zero: Claimed = About::new(
            "probability",
            "the posterior probability of a slope below zero",
            INPUTS,
            BASIS,
        ),
        /// The expected rank among the ICBs, 1 for the lowest slope.
        pub rank: Claimed = RANK,
        /// The lowest rank that the ICBs surely below it allow.
        pub rank_low: Count = RANK,
        /// The highest rank that the ICBs surely above it allow.
        pub rank_high: Count = RANK,
        /// The posterior mean of the standard deviation between ICBs, for ten points of need.
        pub between_sd: Claimed = About::new(
            "FTE per 10,000 patients per 10 points of need",
            "the posterior mean of the standard deviation of slopes between ICBs",
            INPUTS,
            BASIS,
        ),
    }
}

impl Slopes {
    fn measured(&self, need: Need, cluster: Option<u32>) -> Measured {
        let own = self.own.iter().filter(|own| cluster.is_none_or(|wanted| own.cluster == wanted));
        let subject = Subject {
            id: ID,
            need: Some(need),
            unit: Unit::RatePerTenPoints,
            n: own.map(|own| own.pcns).sum(),
            method: METHOD,
        };
        subject.measured(self.estimate(cluster))
    }

    fn place(&self, cluster: u32) -> Option<PooledPlace> {
        let pooled = self.pooled.as_ref().ok()?;
        let slope = pooled.slopes.iter().find(|slope| slope.cluster == cluster)?;
        Some(PooledPlace {
            below_zero: slope.below_zero.into(),
            rank: slope.rank.into(),
            rank_low: slope.rank_low.into(),
            rank_high: slope.rank_high.into(),
            between_sd: pooled.deviation.into(),
        })
    }

    fn estimate(&self, cluster: Option<u32>) -> Result<Estimate, Reason> {
        let pooled = self.pooled.as_ref().map_err(|reason| *reason)?;
        let Some(cluster) = cluster else { return Ok(pooled.mean) };
        let slope = pooled.slopes.iter().find(|slope| slope.cluster == cluster);
        slope.map(|slope| slope.estimate).ok_or(Reason::NoSlope)
    }
}
