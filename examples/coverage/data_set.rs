//! One census with its estimates, each beside the truth that it is of.

use briefings::measure::concentration::CONCENTRATION_INDEX;
use briefings::measure::gap::{GAP, RATIO, by_fifth};
use briefings::measure::need_slope::NEED_SLOPE;
use briefings::measure::pooling::{own_slopes, pool};
use briefings::measure::rank::{fifths, ranks};
use briefings::measure::slope_index::SII;
use briefings::measure::{Estimate, Fifth, Observation, Reason, Sample, Scope};

use crate::superpopulation::{SLOPE, Simulated, Superpopulation, draw};

/// A tenth of ICBs have a slope further than this many standard deviations from England's.
const FAR: f64 = 1.645;

/// What an interval is of.
#[derive(Clone, Copy, PartialEq)]
pub enum Target {
    EnglandSlope,
    EnglandIndex,
    PooledMean,
    IcbSlope,
    IcbIndex,
    PooledSlope,
    FarSlope,
    /// One of [`CONTRASTS`], by place, with errors by PCN (as in an area) or clustered by ICB.
    Contrast(usize, Scope),
}

/// How an estimate is made from the PCNs of a sample.
pub type Of = fn(&Sample) -> Result<Estimate, Reason>;

/// A figure of England's by name, how it is made, and its truth.
pub type Contrast = (&'static str, Of, fn(&DataSet) -> f64);

/// England's contrasts, and the rate that one is of.
pub const CONTRASTS: [Contrast; 6] = [
    ("`gap`", GAP.of, |set| set.typical(Fifth::MostNeed) - set.typical(Fifth::LeastNeed)),
    ("`ratio`", RATIO.of, |set| set.typical(Fifth::MostNeed) / set.typical(Fifth::LeastNeed)),
    ("`concentration-index`", CONCENTRATION_INDEX.of, DataSet::concentration),
    ("`sii`", SII.of, |set| set.index(|pcn| pcn.typical)),
    ("`need-slope`", NEED_SLOPE.of, |_| SLOPE),
    ("rate of the most-need fifth", most_need, |set| set.typical(Fifth::MostNeed)),
];

fn most_need(sample: &Sample) -> Result<Estimate, Reason> {
    by_fifth(sample.observations, sample.scope)[0].estimate()
}

/// One estimate beside the truth that it is of.
pub struct Trial {
    pub target: Target,
    /// PCNs that it was computed from.
    pub pcns: usize,
    pub truth: f64,
    /// Whether the 95% and the 99.8% interval hold the truth.
    pub covered: [bool; 2],
    /// Half the width of the 95% interval.
    pub half_width: f64,
    /// The estimate less the truth.
    pub error: f64,
}

impl Trial {
    /// None where there is no interval.
    fn new(target: Target, pcns: usize, truth: f64, estimate: Estimate) -> Option<Self> {
        let [inner, outer] =
            [estimate.lower.zip(estimate.upper)?, estimate.lower_998.zip(estimate.upper_998)?];
        let covered = [inner, outer].map(|(lower, upper)| (lower..=upper).contains(&truth));
        let half_width = (inner.1 - inner.0) / 2.0;
        Some(Self { target, pcns, truth, covered, half_width, error: estimate.value - truth })
    }
}

/// One census as the measures take it, and as it was made.
pub struct DataSet {
    simulated: Vec<Simulated>,
    observations: Vec<Observation>,
}

impl DataSet {
    pub fn draw(seed: u64, from: Superpopulation) -> Self {
        let all = draw(seed, from);
        // As in the program, fifths are of all PCNs, and ranks of those with a return.
        let fifths = fifths(&all.iter().map(|pcn| Some(pcn.need)).collect::<Vec<_>>());
        let observation = |(pcn, fifth): (&Simulated, Option<Fifth>)| {
            let observation = Observation {
                cluster: pcn.cluster,
                patients: pcn.patients,
                fte: pcn.fte?,
                need: Some(pcn.need),
                fifth,
                rank: None,
                share_weight: None,
            };
            Some((*pcn, observation))
        };
        let with_return = all.iter().zip(fifths).filter_map(observation);
        let (simulated, mut observations): (Vec<Simulated>, Vec<Observation>) = with_return.unzip();
        let needs: Vec<f64> = simulated.iter().map(|pcn| pcn.need).collect();
        let patients: Vec<f64> = simulated.iter().map(|pcn| pcn.patients).collect();
        for (observation, rank) in observations.iter_mut().zip(ranks(&needs, &patients)) {
            observation.rank = Some(rank);
        }
        Self { simulated, observations }
    }

    /// England's contrasts with errors by PCN and by ICB; the truth is that of the superpopulation of ICBs.
    pub fn contrasts(&self) -> Vec<Trial> {
        let both = |(place, (_, of, truth)): (usize, &Contrast)| {
            let truth = truth(self);
            [Scope::Area, Scope::England]
                .map(|scope| self.trial(Target::Contrast(place, scope), *of, scope, truth))
        };
        CONTRASTS.iter().enumerate().flat_map(both).flatten().collect()
    }

    pub fn trials(&self, deviation: f64) -> Vec<Trial> {
        let mut trials = self.england();
        let icbs = self.simulated.iter().map(|pcn| pcn.cluster + 1).max().unwrap_or(0);
        trials.extend((0..icbs).flat_map(|icb| self.icb(icb).own()));
        trials.extend(self.pooled(deviation));
        trials
    }

    /// England's truth is that of the superpopulation of ICBs: the planted slope in each.
    fn england(&self) -> Vec<Trial> {
        let index = self.index(|pcn| 10.0 * SLOPE * pcn.need);
        let trials = [
            self.trial(Target::EnglandSlope, NEED_SLOPE.of, Scope::England, SLOPE),
            self.trial(Target::EnglandIndex, SII.of, Scope::England, index),
        ];
        trials.into_iter().flatten().collect()
    }

    /// An ICB's truth is that of its PCNs' expected rates.
    fn own(&self) -> Vec<Trial> {
        let index = self.index(|pcn| pcn.expected);
        let trials = [
            self.trial(Target::IcbSlope, NEED_SLOPE.of, Scope::Area, self.slope()),
            self.trial(Target::IcbIndex, SII.of, Scope::Area, index),
        ];
        trials.into_iter().flatten().collect()
    }

    /// ICBs far from England's slope count twice: among all, and by themselves.
    fn pooled(&self, deviation: f64) -> Vec<Trial> {
        let Ok(pooled) = pool(&own_slopes(&sample(&self.observations, Scope::England))) else {
            return Vec::new();
        };
        let mean = Trial::new(Target::PooledMean, self.simulated.len(), SLOPE, pooled.mean);
        let slopes = pooled.slopes.iter().flat_map(|slope| {
            let icb = self.icb(slope.cluster);
            let truth = icb.slope();
            let trial = |target| Trial::new(target, icb.simulated.len(), truth, slope.estimate);
            let far = (truth - SLOPE).abs() > FAR * deviation;
            [trial(Target::PooledSlope), far.then(|| trial(Target::FarSlope)).flatten()]
        });
        slopes.chain([mean]).flatten().collect()
    }

    /// The PCNs of one ICB, with their England ranks.
    fn icb(&self, icb: u32) -> Self {
        let here = self.simulated.iter().zip(&self.observations).filter(|(pcn, _)| pcn.cluster == icb);
        let (simulated, observations) = here.map(|(pcn, observation)| (*pcn, *observation)).unzip();
        Self { simulated, observations }
    }

    /// An estimate, where it may be shown.
    fn trial(&self, target: Target, of: Of, scope: Scope, truth: f64) -> Option<Trial> {
        let estimate = of(&sample(&self.observations, scope)).ok()?;
        Trial::new(target, self.simulated.len(), truth, estimate)
    }

    /// The slope of the expected rates on need, for ten points.
    fn slope(&self) -> f64 {
        0.1 * least_squares(self.simulated.iter().map(|pcn| [pcn.need, pcn.expected, 1.0]))
    }

    /// The pooled rate of a fifth, where each ICB counts for all that there could be.
    fn typical(&self, fifth: Fifth) -> f64 {
        let here = self.simulated.iter().zip(&self.observations).filter(|(_, o)| o.fifth == Some(fifth));
        let (fte, patients) = here.fold((0.0, 0.0), |(fte, patients), (pcn, _)| {
            (fte + pcn.typical * pcn.patients, patients + pcn.patients)
        });
        fte / patients
    }

    /// The concentration index of the same: twice the covariance of rate and rank, over the mean rate.
    fn concentration(&self) -> f64 {
        let ranked =
            || self.simulated.iter().zip(&self.observations).filter_map(|(pcn, o)| Some((pcn, o.rank?)));
        let fte: f64 = ranked().map(|(pcn, _)| pcn.typical * pcn.patients).sum();
        2.0 * ranked().map(|(pcn, rank)| pcn.typical * pcn.patients * rank).sum::<f64>() / fte - 1.0
    }

    /// The slope on England ranks of what a PCN's rate is without chance, weighted by patients.
    fn index(&self, rate: impl Fn(&Simulated) -> f64) -> f64 {
        let ranked = self.simulated.iter().zip(&self.observations);
        let points: Vec<[f64; 3]> =
            ranked.filter_map(|(pcn, o)| Some([o.rank?, rate(pcn), pcn.patients])).collect();
        least_squares(points.into_iter())
    }
}

fn sample(observations: &[Observation], scope: Scope) -> Sample<'_> {
    Sample { observations, scope, ten_points: 0.1, england_fte_per_weight: None, reliability: None }
}

/// The slope of a line through points of x, y and weight, written apart from the program's own.
fn least_squares(points: impl Iterator<Item = [f64; 3]> + Clone) -> f64 {
    let total: f64 = points.clone().map(|[_, _, weight]| weight).sum();
    let centre = points.clone().map(|[x, _, weight]| weight * x).sum::<f64>() / total;
    let rise: f64 = points.clone().map(|[x, y, weight]| weight * (x - centre) * y).sum();
    rise / points.map(|[x, _, weight]| weight * (x - centre) * (x - centre)).sum::<f64>()
}
