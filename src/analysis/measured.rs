//! Every measure's result for an area, or why it must not be shown.

use serde::Serialize;

use super::estimated::{BASIS, Estimated, How, INPUTS, LOWER, LOWER_998, UPPER, UPPER_998, VALUE, Withheld};
use crate::measure::{ErrorOf, Estimate, Reason, Unit, Verdict};
use crate::subject::Need;
use crate::text::words::interval::Interval;
use crate::text::{About, At, Claimed, Count, Input, Method, Register, Registry};

/// An ICB of England without which a figure would read otherwise.
#[derive(Clone, Debug, Serialize)]
pub struct WithoutIcb {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What the figure would be.
    pub value: Claimed,
    /// What it would amount to.
    pub verdict: Verdict,
}

/// A measure's result for one area.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// The measure's id.
    pub id: &'static str,
    /// The indicator's id, for measures that take one.
    pub indicator: Option<&'static str>,
    /// The value; none where it must not be shown.
    pub value: Option<Claimed>,
    /// Lower end of the 95% interval, where there is one.
    pub lower: Option<Claimed>,
    /// Upper end of it.
    pub upper: Option<Claimed>,
    /// Lower end of the 99.8% interval, where there is one.
    pub lower_998: Option<Claimed>,
    /// Upper end of it.
    pub upper_998: Option<Claimed>,
    /// Two-sided p-value of no difference: only to adjust many comparisons, and never printed.
    pub p: Option<f64>,
    /// The p-value adjusted for as many comparisons as there are ICBs (Benjamini and Hochberg); ICBs only.
    pub q: Option<f64>,
    /// The jackknife's standard error, for measures that have no other.
    pub jackknife_error: Option<f64>,
    /// The unit in words.
    pub unit: &'static str,
    /// PCNs that it was computed from.
    pub n: Count,
    /// How it was computed, as printed.
    pub method: How,
    /// Whether there is no interval since it would be too wide to tell anything.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub too_wide: bool,
    /// What it amounts to as a comparison, which is that of the pair or of the line that it is of; none where it is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The ICBs that alone change its verdict or a quarter of its value, the furthest first; England only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_icb: Vec<WithoutIcb>,
    /// Whether it may be shown.
    pub shown: bool,
    /// Why not, in words.
    pub why_not_shown: Option<Withheld>,
}

/// What a result is of, before it is known.
pub struct Subject {
    /// The measure's id.
    pub id: &'static str,
    /// The indicator, for measures that take one.
    pub need: Option<Need>,
    /// What it is counted in.
    pub unit: Unit,
    /// PCNs that it is computed from.
    pub n: usize,
    /// How, as printed.
    pub method: &'static str,
}

impl Subject {
    /// The result, or why it must not be shown.
    pub fn measured(self, estimate: Result<Estimate, Reason>) -> Measured {
        let shown = estimate.ok().map(Estimated::from);
        Measured {
            id: self.id,
            indicator: self.need.map(Need::id),
            value: shown.map(|e| e.value),
            lower: shown.and_then(|e| e.lower),
            upper: shown.and_then(|e| e.upper),
            lower_998: shown.and_then(|e| e.lower_998),
            upper_998: shown.and_then(|e| e.upper_998),
            p: shown.and_then(|e| e.p),
            q: None,
            jackknife_error: None,
            unit: self.unit.words(),
            n: self.n.into(),
            method: How { formula: self.method, error: shown.and_then(|e| e.error) },
            too_wide: shown.is_some_and(|e| e.too_wide),
            verdict: estimate.ok().map(|e| e.verdict(self.unit.null())),
            without_icb: Vec::new(),
            shown: shown.is_some(),
            why_not_shown: estimate.err().map(Withheld::from),
        }
    }
}

impl From<&Measured> for Interval {
    fn from(m: &Measured) -> Self {
        Self(m.lower.zip(m.upper))
    }
}

static WITHOUT: About = About::new("", "The figure without the PCNs of this ICB.", INPUTS, BASIS);
static PCNS: About =
    About::new("PCNs", "PCNs that the figure is computed from", &[Input::EachPcn("fte")], BASIS);
impl Register for Measured {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.step(self.id).step(self.indicator.unwrap_or("")).by(Method {
            unit: self.unit,
            formula: self.method.formula,
            interval: self.method.error.map(ErrorOf::words),
            inputs: INPUTS,
            basis: BASIS,
        });
        into.claim(&mut self.value, &at, "value", &VALUE);
        into.claim(&mut self.lower, &at, "lower", &LOWER);
        into.claim(&mut self.upper, &at, "upper", &UPPER);
        into.claim(&mut self.lower_998, &at, "lower-99.8", &LOWER_998);
        into.claim(&mut self.upper_998, &at, "upper-99.8", &UPPER_998);
        for without in &mut self.without_icb {
            into.claim(&mut without.value, &at, &format!("without/{}", without.code), &WITHOUT);
        }
        let plain = at.by(None);
        into.claim(&mut self.n, &plain, "pcns", &PCNS);
        self.why_not_shown.register(&plain, into);
    }
}
