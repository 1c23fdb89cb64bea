//! A survey's estimate of need: a share of respondents, with Wilson's interval.

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

fn wilson(no: f64, base: f64, p: f64) -> (f64, f64) {
    let z = normal_quantile(p);
    let share = no / base;
    let half = z * (z * z + 4.0 * no * (1.0 - share)).sqrt();
    let ends = [-half, half].map(|h| (2.0 * no + z * z + h) / (2.0 * (base + z * z)));
    (ends[0].max(0.0), ends[1].min(1.0))
}
