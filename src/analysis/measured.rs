//! Results with their intervals, as claims.

use serde::{Serialize, Serializer};

use crate::measure::{ErrorOf, Estimate, Reason, Unit, Verdict};
use crate::subject::Need;
use crate::text::{About, At, Basis, Claimed, Count, Input, Method, Register, Registry, Text};
use crate::text::number;
use crate::text;
use crate::text::words::interval::Interval;

/// A figure with its intervals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimated {
    /// The figure.
    pub value: Claimed,
    /// Lower end of the 95% interval.
    pub lower: Option<Claimed>,
    /// Upper end of it.
    pub upper: Option<Claimed>,
    /// Lower end of the 99.8% interval.
    pub lower_998: Option<Claimed>,
    /// Upper end of it.
    pub upper_998: Option<Claimed>,
    /// Two-sided p-value of no difference: only to adjust many comparisons, and never printed.
    pub p: Option<f64>,
    /// What the interval is made from.
    #[serde(skip)]
    pub error: Option<ErrorOf>,
    /// Whether it has no interval since that would be too wide to tell anything.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub too_wide: bool,
}

/// Two things compared: their difference, its intervals and what it amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Contrast {
    /// The difference.
    #[serde(flatten)]
    pub estimate: Estimated,
    /// The one verdict that everything prints.
    pub verdict: Verdict,
}

impl From<Estimate> for Contrast {
    fn from(difference: Estimate) -> Self {
        Self { verdict: difference.verdict(0.0), estimate: difference.into() }
    }
}

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

impl From<Estimate> for Estimated {
    fn from(e: Estimate) -> Self {
        let claimed = |end: Option<f64>| end.map(Claimed::from);
        Self {
            value: e.value.into(),
            lower: claimed(e.lower),
            upper: claimed(e.upper),
            lower_998: claimed(e.lower_998),
            upper_998: claimed(e.upper_998),
            p: e.p,
            error: e.error,
            too_wide: e.too_wide,
        }
    }
}

impl Estimated {
    /// The plain numbers, to compute with.
    pub fn plain(&self) -> Estimate {
        let plain = |end: Option<Claimed>| end.map(Claimed::get);
        Estimate {
            value: self.value.get(),
            lower: plain(self.lower),
            upper: plain(self.upper),
            lower_998: plain(self.lower_998),
            upper_998: plain(self.upper_998),
            p: self.p,
            error: self.error,
            too_wide: self.too_wide,
        }
    }
}

/// How a figure was computed, as printed, and what its interval is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct How {
    /// The figure.
    pub formula: &'static str,
    /// The interval; none where it has none.
    pub error: Option<ErrorOf>,
}

impl std::fmt::Display for How {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.formula)?;
        self.error.map_or(Ok(()), |error| write!(f, " {}", error.words()))
    }
}

impl Serialize for How {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Why a figure must not be shown; it serialises as its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withheld {
    reason: Reason,
    found: Option<Claimed>,
}

impl From<Reason> for Withheld {
    fn from(reason: Reason) -> Self {
        Self { reason, found: reason.figure().map(Claimed::from) }
    }
}

impl Withheld {
    /// The reason in words, its number a claim.
    pub fn words(&self) -> Text {
        // What a rule needs is no figure of the data.
        let (before, after) = self.reason.clause();
        let (before, Some((found, after))) = (Text::name(before), self.found.zip(after)) else {
            return Text::name(self.reason.to_string());
        };
        let figure = match self.reason {
            // Rounded down, so that 79.6% does not read as the 80% that is needed.
            Reason::Incomplete { .. } | Reason::NarrowSpan { .. } => number::percent_down(found, 0),
            _ => number::fixed(found, 0),
        };
        text!("{}{}{}", before, figure, Text::name(after))
    }
}

impl Serialize for Withheld {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.reason)
    }
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

impl From<&Estimated> for Interval {
    fn from(e: &Estimated) -> Self {
        Self(e.lower.zip(e.upper))
    }
}

impl From<&Contrast> for Interval {
    fn from(contrast: &Contrast) -> Self {
        (&contrast.estimate).into()
    }
}

/// What every measure takes.
pub const INPUTS: &[Input] = &[Input::EachPcn("fte"), Input::EachPcn("patients"), Input::EachPcn("need/*")];
/// What every measure rests on.
pub const BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap, Basis::Need];

static VALUE: About = About::new("", "", INPUTS, BASIS);
static LOWER: About = About::new("", "Lower end of the 95% interval.", INPUTS, BASIS);
static UPPER: About = About::new("", "Upper end of the 95% interval.", INPUTS, BASIS);
static LOWER_998: About = About::new("", "Lower end of the 99.8% interval.", INPUTS, BASIS);
static UPPER_998: About = About::new("", "Upper end of the 99.8% interval.", INPUTS, BASIS);
static WITHOUT: About = About::new("", "The figure without the PCNs of this ICB.", INPUTS, BASIS);
static PCNS: About = About::new("PCNs", "PCNs that the figure is computed from", &[Input::EachPcn("fte")], BASIS);
static FOUND: About =
    About::new("as worded", "what keeps the figure from being shown", &[Input::EachPcn("fte")], &[Basis::Workforce]);

impl Register for Estimated {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let method = at
            .method
            .map(|method| Method { interval: self.error.map(ErrorOf::words).or(method.interval), ..method });
        let at = &At { method, ..at.clone() };
        into.claim(&mut self.value, at, "value", &VALUE);
        into.claim(&mut self.lower, at, "lower", &LOWER);
        into.claim(&mut self.upper, at, "upper", &UPPER);
        into.claim(&mut self.lower_998, at, "lower-99.8", &LOWER_998);
        into.claim(&mut self.upper_998, at, "upper-99.8", &UPPER_998);
    }
}

impl Register for Contrast {
    fn register(&mut self, at: &At, into: &mut Registry) {
        self.estimate.register(at, into);
    }
}

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
        let plain = At { method: None, ..at };
        into.claim(&mut self.n, &plain, "pcns", &PCNS);
        self.why_not_shown.register(&plain, into);
    }
}

impl Register for Withheld {
    fn register(&mut self, at: &At, into: &mut Registry) {
        into.claim(&mut self.found, at, "why-not", &FOUND);
    }
}
