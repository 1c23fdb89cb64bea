//! A survey's estimate of need: a share of respondents, with Wilson's interval, and drawn towards that of its ICB.

use std::collections::BTreeMap;

use super::quantile::normal_quantile;
use super::{Estimate, Reason};

/// The survey's own rule: a share of fewer answers is not shown.
pub const SMALLEST_BASE: u32 = 10;
/// A share of fewer answers, or one whose 95% interval reaches further than ten points, is flagged.
const WEAK_BASE: f64 = 30.0;
const WEAK_REACH: f64 = 0.1;

/// The share of `base` respondents who said no, with Wilson's interval (J Am Stat Assoc 1927;22:209–12).
pub fn share(no: f64, base: f64) -> Result<Estimate, Reason> {
    if base < f64::from(SMALLEST_BASE) {
        return Err(Reason::SmallBase { needed: SMALLEST_BASE });
    }
    let (inner, outer) = (wilson(no, base, 0.975), wilson(no, base, 0.999));
    Ok(Estimate {
        lower: Some(inner.0),
        upper: Some(inner.1),
        lower_998: Some(outer.0),
        upper_998: Some(outer.1),
        ..Estimate::point(no / base)?
    })
}

/// Whether a share needs a word of caution: a small base or a wide interval.
pub fn is_weak(share: &Estimate, base: f64) -> bool {
    let reach = |end: Option<f64>| end.is_some_and(|e| (e - share.value).abs() > WEAK_REACH);
    base < WEAK_BASE || reach(share.lower) || reach(share.upper)
}

/// A PCN's answers: those who lacked support and all, with the index of its ICB.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answers {
    /// The index of its ICB.
    pub cluster: u32,
    /// Weighted answers of those who lacked support.
    pub no: f64,
    /// All weighted answers, ten or more.
    pub base: f64,
}

/// Each PCN's share drawn towards that of its ICB, as far as its few answers leave it open, in the order given.
///
/// The variance between PCNs of an ICB is by the method of moments (DerSimonian and Laird, Control Clin Trials
/// 1986;7:177–88); where it is none, every PCN has its ICB's share.
pub fn drawn_shares(pcns: &[Answers]) -> Vec<f64> {
    let icbs = by_icb(pcns);
    let between = between_pcns(pcns);
    let error = binomial_variance(pcns);
    let drawn = |pcn: &Answers| {
        let centre = icbs[&pcn.cluster].share();
        let weight = if between > 0.0 { pcn.base / (pcn.base + error / between) } else { 0.0 };
        centre + (pcn.no / pcn.base - centre) * weight
    };
    pcns.iter().map(drawn).collect()
}

/// The variance of shares between PCNs of one ICB, over all ICBs: what is beyond the survey's own error.
pub fn between_pcns(pcns: &[Answers]) -> f64 {
    let icbs = by_icb(pcns);
    let apart = pcns.iter().map(|pcn| {
        let apart = pcn.no / pcn.base - icbs[&pcn.cluster].share();
        pcn.base * apart * apart
    });
    let room: f64 = icbs.values().map(|icb| icb.base - icb.base_squares / icb.base).sum();
    let expected = (pcns.len() as f64 - icbs.len() as f64) * binomial_variance(pcns);
    let variance = (apart.sum::<f64>() - expected) / room;
    if room > 0.0 { variance.max(0.0) } else { 0.0 }
}

/// An ICB's answers.
#[derive(Default)]
struct Icb {
    no: f64,
    base: f64,
    base_squares: f64,
}

impl Icb {
    fn share(&self) -> f64 {
        self.no / self.base
    }
}

fn by_icb(pcns: &[Answers]) -> BTreeMap<u32, Icb> {
    let mut icbs: BTreeMap<u32, Icb> = BTreeMap::new();
    for pcn in pcns {
        let icb = icbs.entry(pcn.cluster).or_default();
        icb.no += pcn.no;
        icb.base += pcn.base;
        icb.base_squares += pcn.base * pcn.base;
    }
    icbs
}

/// The variance of one answer, over all PCNs.
fn binomial_variance(pcns: &[Answers]) -> f64 {
    let (no, base) = pcns.iter().fold((0.0, 0.0), |sum, pcn| (sum.0 + pcn.no, sum.1 + pcn.base));
    let share = no / base;
    share * (1.0 - share)
}

fn wilson(no: f64, base: f64, p: f64) -> (f64, f64) {
    let z = normal_quantile(p);
    let share = no / base;
    let half = z * (z * z + 4.0 * no * (1.0 - share)).sqrt();
    let ends = [-half, half].map(|h| (2.0 * no + z * z + h) / (2.0 * (base + z * z)));
    (ends[0].max(0.0), ends[1].min(1.0))
}
