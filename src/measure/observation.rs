//! What a measure is told: PCNs at one census, and the scale of the need indicator.

use super::rank::Fifth;
use super::regression::Point;
use super::uncertainty::Scope;

/// One PCN with a return and patients, at one census.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// The index of its ICB in a list, the same for all PCNs of one ICB.
    pub cluster: u32,
    /// Registered patients, above zero.
    pub patients: f64,
    /// Link-worker FTE; zero where the PCN reported none.
    pub fte: f64,
    /// Need on the indicator's own scale: a share from 0 to 1, or a deprivation score.
    pub need: Option<f64>,
    /// Which of England's fifths by need it is in.
    pub fifth: Option<Fifth>,
    /// Its fractional rank among England's patients, from least (0) to most need (1).
    pub rank: Option<f64>,
    /// What its list size is multiplied by in fair shares: the share that lacks support, drawn towards its ICB's
    /// (`survey::drawn_shares`), or one by deprivation, whose score is on no ratio scale.
    pub share_weight: Option<f64>,
}

impl Observation {
    /// Link-worker FTE per 10,000 registered patients.
    pub fn rate(&self) -> f64 {
        1e4 * self.fte / self.patients
    }

    /// Its rate against a value across, with a weight.
    pub fn point(&self, x: f64, weight: f64) -> Point {
        Point { x, y: self.rate(), weight }
    }

    /// Its FTE and patients, for pooled rates.
    pub fn provision(&self) -> Provision {
        Provision { fte: self.fte, patients: self.patients }
    }

    /// Whether it is in one of England's two end fifths.
    pub fn is_at_an_end(&self) -> bool {
        matches!(self.fifth, Some(Fifth::MostNeed | Fifth::LeastNeed))
    }
}

/// Link-worker FTE and the registered patients that it is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Provision {
    /// Full-time equivalents.
    pub fte: f64,
    /// Registered patients.
    pub patients: f64,
}

/// The PCNs of one area, and what a measure must know to read them.
#[derive(Debug, Clone, Copy)]
pub struct Sample<'a> {
    /// PCNs with a return and patients, in order of PCN code.
    pub observations: &'a [Observation],
    /// England or a part of it.
    pub scope: Scope,
    /// Ten points of need on the indicator's own scale: 0.1 for a share, 10.0 for a deprivation score.
    pub ten_points: f64,
    /// England's FTE per weighted patient (`fair_share::fte_per_weight`), for the level-up scenario of an area.
    pub england_fte_per_weight: Option<f64>,
    /// The share of the variance of need between England's PCNs that is not survey error (`slope_parts::reliability`),
    /// above 0 and at most 1; none where the indicator is not from a survey.
    pub reliability: Option<f64>,
}

impl<'a> Sample<'a> {
    /// The PCNs that have a value for the need indicator, each with that value.
    pub fn with_need(&self) -> Vec<(&'a Observation, f64)> {
        self.observations.iter().filter_map(|o| o.need.map(|need| (o, need))).collect()
    }

    /// The PCNs that have an England rank, each with that rank.
    pub fn with_rank(&self) -> Vec<(&'a Observation, f64)> {
        self.observations.iter().filter_map(|o| o.rank.map(|rank| (o, rank))).collect()
    }
}

/// Total FTE of some PCNs.
pub fn total_fte<'a>(observations: impl IntoIterator<Item = &'a Observation>) -> f64 {
    observations.into_iter().map(|o| o.fte).sum()
}

/// Total registered patients of some PCNs.
pub fn total_patients<'a>(observations: impl IntoIterator<Item = &'a Observation>) -> f64 {
    observations.into_iter().map(|o| o.patients).sum()
}
