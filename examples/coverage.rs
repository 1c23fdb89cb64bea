//! How often intervals hold the truth: `cargo run --release --example coverage`, with `-- 2000` on 2,000 data sets.
//!
//! Prints the tables of `docs/coverage.md`, the same ones on any number of threads.

use std::num::ParseIntError;
use std::ops::RangeInclusive;

use briefings::demo::study::{SLOPE, Simulated, Superpopulation, draw};
use briefings::measure::need_slope::NEED_SLOPE;
use briefings::measure::pooling::{own_slopes, pool};
use briefings::measure::rank::ranks;
use briefings::measure::slope_index::SII;
use briefings::measure::{Estimate, Measure, Observation, Sample, Scope};
use briefings::workers;

/// How many data sets are drawn unless another number is asked for.
const DATA_SETS: u64 = 200;

/// What the data sets are drawn from, a table each.
const SUPERPOPULATIONS: [Superpopulation; 3] = [
    Superpopulation { without: 0.07, deviation: 0.03 },
    Superpopulation { without: 0.20, deviation: 0.03 },
    Superpopulation { without: 0.07, deviation: 0.06 },
];

/// A tenth of ICBs have a slope further than this many standard deviations from England's.
const FAR: f64 = 1.645;

/// What an interval is of.
#[derive(Clone, Copy, PartialEq)]
enum Target {
    EnglandSlope,
    EnglandIndex,
    PooledMean,
    IcbSlope,
    IcbIndex,
    PooledSlope,
    FarSlope,
}

const ANY: RangeInclusive<usize> = 0..=usize::MAX;
const FEW: RangeInclusive<usize> = 0..=19;
const SOME: RangeInclusive<usize> = 20..=39;
const MANY: RangeInclusive<usize> = 40..=usize::MAX;

/// The tables' rows: which intervals, of ICBs with how many PCNs.
const ROWS: [(&str, Target, RangeInclusive<usize>); 16] = [
    ("England, `need-slope`", Target::EnglandSlope, ANY),
    ("England, `sii`", Target::EnglandIndex, ANY),
    ("England, `need-slope-pooled`", Target::PooledMean, ANY),
    ("ICBs, `need-slope`", Target::IcbSlope, ANY),
    ("– under 20 PCNs", Target::IcbSlope, FEW),
    ("– 20 to 39 PCNs", Target::IcbSlope, SOME),
    ("– 40 PCNs and more", Target::IcbSlope, MANY),
    ("ICBs, `sii`", Target::IcbIndex, ANY),
    ("– under 20 PCNs", Target::IcbIndex, FEW),
    ("– 20 to 39 PCNs", Target::IcbIndex, SOME),
    ("– 40 PCNs and more", Target::IcbIndex, MANY),
    ("ICBs, `need-slope-pooled`", Target::PooledSlope, ANY),
    ("– under 20 PCNs", Target::PooledSlope, FEW),
    ("– 20 to 39 PCNs", Target::PooledSlope, SOME),
    ("– 40 PCNs and more", Target::PooledSlope, MANY),
    ("– true slope in the furthest tenth", Target::FarSlope, ANY),
];

/// One estimate beside the truth that it is of.
struct Trial {
    target: Target,
    /// PCNs that it was computed from.
    pcns: usize,
    /// Whether the 95% and the 99.8% interval hold the truth.
    covered: [bool; 2],
    /// Half the width of the 95% interval.
    half_width: f64,
    /// The estimate less the truth.
    error: f64,
}

impl Trial {
    /// None where there is no interval.
    fn new(target: Target, pcns: usize, truth: f64, estimate: Estimate) -> Option<Self> {
        let [inner, outer] =
            [estimate.lower.zip(estimate.upper)?, estimate.lower_998.zip(estimate.upper_998)?];
        let covered = [inner, outer].map(|(lower, upper)| (lower..=upper).contains(&truth));
        let half_width = (inner.1 - inner.0) / 2.0;
        Some(Self { target, pcns, covered, half_width, error: estimate.value - truth })
    }
}

fn main() -> Result<(), ParseIntError> {
    let data_sets = std::env::args().nth(1).map_or(Ok(DATA_SETS), |number| number.parse())?;
    let seeds: Vec<u64> = (1..=data_sets).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    for from in SUPERPOPULATIONS {
        let trials = workers::map(&seeds, threads, |seed| DataSet::draw(*seed, from).trials(from.deviation));
        let none = 100.0 * from.without;
        println!(
            "### {none:.0}% of PCNs without a link worker, standard deviation {:.2} of ICBs' slopes\n",
            from.deviation
        );
        print_table(&trials);
    }
    Ok(())
}

/// One census as the measures take it, and as it was made.
struct DataSet {
    simulated: Vec<Simulated>,
    observations: Vec<Observation>,
}

impl DataSet {
    fn draw(seed: u64, from: Superpopulation) -> Self {
        let simulated = draw(seed, from);
        let needs: Vec<f64> = simulated.iter().map(|pcn| pcn.need).collect();
        let patients: Vec<f64> = simulated.iter().map(|pcn| pcn.patients).collect();
        let observation = |(pcn, rank): (&Simulated, f64)| Observation {
            cluster: pcn.cluster,
            patients: pcn.patients,
            fte: pcn.fte,
            need: Some(pcn.need),
            fifth: None,
            rank: Some(rank),
        };
        let observations = simulated.iter().zip(ranks(&needs, &patients)).map(observation).collect();
        Self { simulated, observations }
    }

    fn trials(&self, deviation: f64) -> Vec<Trial> {
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
            self.trial(Target::EnglandSlope, &NEED_SLOPE, Scope::England, SLOPE),
            self.trial(Target::EnglandIndex, &SII, Scope::England, index),
        ];
        trials.into_iter().flatten().collect()
    }

    /// An ICB's truth is that of its PCNs' expected rates.
    fn own(&self) -> Vec<Trial> {
        let index = self.index(|pcn| pcn.expected);
        let trials = [
            self.trial(Target::IcbSlope, &NEED_SLOPE, Scope::Area, self.slope()),
            self.trial(Target::IcbIndex, &SII, Scope::Area, index),
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

    /// A measure's estimate, where it may be shown.
    fn trial(&self, target: Target, measure: &Measure, scope: Scope, truth: f64) -> Option<Trial> {
        let estimate = (measure.of)(&sample(&self.observations, scope)).ok()?;
        Trial::new(target, self.simulated.len(), truth, estimate)
    }

    /// The slope of the expected rates on need, for ten points.
    fn slope(&self) -> f64 {
        0.1 * least_squares(self.simulated.iter().map(|pcn| [pcn.need, pcn.expected, 1.0]))
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
    Sample { observations, scope, ten_points: 0.1, england_fte_per_need: None, reliability: None }
}

/// The slope of a line through points of x, y and weight, written apart from the program's own.
fn least_squares(points: impl Iterator<Item = [f64; 3]> + Clone) -> f64 {
    let total: f64 = points.clone().map(|[_, _, weight]| weight).sum();
    let centre = points.clone().map(|[x, _, weight]| weight * x).sum::<f64>() / total;
    let rise: f64 = points.clone().map(|[x, y, weight]| weight * (x - centre) * y).sum();
    rise / points.map(|[x, _, weight]| weight * (x - centre) * (x - centre)).sum::<f64>()
}

/// One table as Markdown.
fn print_table(data_sets: &[Vec<Trial>]) {
    println!(
        "| estimate | intervals | 95% holds truth | 99.8% holds truth | half-width | RMSE | mean error |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (name, target, pcns) in ROWS {
        let wanted = |trial: &&Trial| trial.target == target && pcns.contains(&trial.pcns);
        let rows: Vec<Vec<&Trial>> =
            data_sets.iter().map(|trials| trials.iter().filter(wanted).collect()).collect();
        println!("| {name} | {} |", cells(&rows));
    }
    println!();
}

fn cells(data_sets: &[Vec<&Trial>]) -> String {
    let covered =
        |which: usize| Mean::over(data_sets, |trial| 100.0 * f64::from(u8::from(trial.covered[which])));
    let [inner, outer] = [covered(0), covered(1)];
    let error = Mean::over(data_sets, |trial| trial.error);
    let cells = [
        data_sets.iter().map(Vec::len).sum::<usize>().to_string(),
        format!("{:.1}% ({:.1})", inner.value, inner.error),
        format!("{:.2}% ({:.2})", outer.value, outer.error),
        format!("{:.3}", Mean::over(data_sets, |trial| trial.half_width).value),
        format!("{:.4}", Mean::over(data_sets, |trial| trial.error * trial.error).value.sqrt()),
        // Rounded first and zero added, so that none is printed as minus nothing.
        format!("{:+.4} ({:.4})", (1e4 * error.value).round() / 1e4 + 0.0, error.error),
    ];
    cells.join(" | ").replace('-', "−")
}

/// A mean over trials.
struct Mean {
    value: f64,
    /// Its Monte Carlo standard error; data sets are independent, the trials of one are not.
    error: f64,
}

impl Mean {
    fn over(data_sets: &[Vec<&Trial>], of: impl Fn(&Trial) -> f64) -> Self {
        let (sets, trials) = (data_sets.len() as f64, data_sets.iter().map(Vec::len).sum::<usize>() as f64);
        let value = data_sets.iter().flatten().map(|trial| of(trial)).sum::<f64>() / trials;
        let beyond = |trials: &Vec<&Trial>| trials.iter().map(|trial| of(trial) - value).sum::<f64>();
        let squares: f64 = data_sets.iter().map(|trials| beyond(trials).powi(2)).sum();
        Self { value, error: (sets / (sets - 1.0) * squares).sqrt() / trials }
    }
}
