//! How often intervals hold the truth: `cargo run --release --example coverage`, with `-- 2000` on 2,000 data sets.
//!
//! Prints the tables of `docs/coverage.md`, the same ones on any number of threads.

use std::num::ParseIntError;
use std::ops::RangeInclusive;

use briefings::demo::study::{ALIKE, LEVELS, SLOPE, Simulated, Superpopulation, draw};
use briefings::measure::concentration::CONCENTRATION_INDEX;
use briefings::measure::gap::{GAP, RATIO, by_fifth};
use briefings::measure::need_slope::NEED_SLOPE;
use briefings::measure::pooling::{own_slopes, pool};
use briefings::measure::rank::{fifths, ranks};
use briefings::measure::slope_index::SII;
use briefings::measure::{Estimate, Fifth, Observation, Reason, Sample, Scope};
use briefings::workers;

/// How many data sets are drawn unless another number is asked for.
const DATA_SETS: u64 = 200;

/// England has one interval of a kind in each data set, so its contrasts have so many times more.
const MORE_FOR_ENGLAND: u64 = 10;

/// What the data sets are drawn from, a table each.
const SUPERPOPULATIONS: [Superpopulation; 3] = [
    AS_ILLUSTRATED,
    Superpopulation { without: 0.20, ..AS_ILLUSTRATED },
    Superpopulation { deviation: 0.06, ..AS_ILLUSTRATED },
];

/// What those of England's contrasts are drawn from: as illustrated, as published (needs as alike within ICBs as
/// deprivation scores are, then with end fifths in as few ICBs as theirs), and far beyond what was published.
const LIKENESSES: [Superpopulation; 4] = [
    AS_ILLUSTRATED,
    AS_PUBLISHED,
    Superpopulation { alike: 0.60, ..AS_PUBLISHED },
    Superpopulation { alike: 0.60, levels: 0.60, ..AS_PUBLISHED },
];

const AS_ILLUSTRATED: Superpopulation =
    Superpopulation { without: 0.07, deviation: 0.03, levels: LEVELS, alike: ALIKE };
const AS_PUBLISHED: Superpopulation =
    Superpopulation { without: 0.20, deviation: 0.03, levels: 0.30, alike: 0.33 };

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
    /// One of [`CONTRASTS`], by place, with errors by PCN (as in an area) or clustered by ICB.
    Contrast(usize, Scope),
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

/// How an estimate is made from the PCNs of a sample.
type Of = fn(&Sample) -> Result<Estimate, Reason>;

/// A figure of England's by name, how it is made, and its truth.
type Contrast = (&'static str, Of, fn(&DataSet) -> f64);

/// England's contrasts, and the rate that one is of.
const CONTRASTS: [Contrast; 6] = [
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
struct Trial {
    target: Target,
    /// PCNs that it was computed from.
    pcns: usize,
    truth: f64,
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
        Some(Self { target, pcns, truth, covered, half_width, error: estimate.value - truth })
    }
}

fn main() -> Result<(), ParseIntError> {
    let data_sets = std::env::args().nth(1).map_or(Ok(DATA_SETS), |number| number.parse())?;
    println!("## {data_sets} data sets of each kind\n");
    for from in SUPERPOPULATIONS {
        let none = 100.0 * from.without;
        println!(
            "### {none:.0}% of PCNs without a link worker, standard deviation {:.2} of ICBs' slopes\n",
            from.deviation
        );
        print_table(&each(data_sets, |seed| DataSet::draw(seed, from).trials(from.deviation)));
    }
    let data_sets = MORE_FOR_ENGLAND * data_sets;
    println!(
        "## England's contrasts, before and after clustering by ICB: {data_sets} data sets of each kind\n"
    );
    for from in LIKENESSES {
        let [without, levels, alike] = [from.without, from.levels, from.alike].map(|share| 100.0 * share);
        println!(
            "### {without:.0}% of PCNs without a link worker, standard deviation {levels:.0}% of ICBs' levels, {alike:.0}% of the variance of needs between ICBs\n"
        );
        print_contrasts(&each(data_sets, |seed| DataSet::draw(seed, from).contrasts()));
    }
    Ok(())
}

/// The trials of so many data sets, in order of their seeds.
fn each(data_sets: u64, trials: impl Fn(u64) -> Vec<Trial> + Sync) -> Vec<Vec<Trial>> {
    let seeds: Vec<u64> = (1..=data_sets).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    workers::map(&seeds, threads, |seed| trials(*seed))
}

/// One census as the measures take it, and as it was made.
struct DataSet {
    simulated: Vec<Simulated>,
    observations: Vec<Observation>,
}

impl DataSet {
    fn draw(seed: u64, from: Superpopulation) -> Self {
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
    fn contrasts(&self) -> Vec<Trial> {
        let both = |(place, (_, of, truth)): (usize, &Contrast)| {
            let truth = truth(self);
            [Scope::Area, Scope::England]
                .map(|scope| self.trial(Target::Contrast(place, scope), *of, scope, truth))
        };
        CONTRASTS.iter().enumerate().flat_map(both).flatten().collect()
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

/// A table of England's contrasts as Markdown.
fn print_contrasts(data_sets: &[Vec<Trial>]) {
    println!(
        "| estimate | errors | truth | intervals | 95% holds truth | 99.8% holds truth | half-width | RMSE | mean error |"
    );
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (place, (name, ..)) in CONTRASTS.iter().enumerate() {
        for (errors, scope) in [("PCN by PCN", Scope::Area), ("clustered by ICB", Scope::England)] {
            let wanted = |trial: &&Trial| trial.target == Target::Contrast(place, scope);
            let rows: Vec<Vec<&Trial>> =
                data_sets.iter().map(|trials| trials.iter().filter(wanted).collect()).collect();
            let truth = format!("{:.3}", Mean::over(&rows, |trial| trial.truth).value).replace('-', "−");
            println!("| {name} | {errors} | {truth} | {} |", cells(&rows));
        }
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
