//! Every measure's result for an area, or why it must not be shown.

use serde::Serialize;

use super::estimated::{BASIS, Estimated, How, INPUTS, LOWER, LOWER_998, UPPER, UPPER_998, VALUE, Withheld};
use crate::measure::{ErrorOf, Estimate, Reason, Unit, Verdict};
use crate::subject::Need;
use crate::text::words::interval::Interval;
use crate::text::{About, At, Behind, Claimed, Count, Input, Method};

crate::figures! {
    /// An ICB of England without which a figure would read otherwise.
    #[derive(Clone, Debug, Serialize)]
    pub struct WithoutIcb {
        /// Its code.
        pub code: String,
        /// Its name.
        pub name: String,
        /// What the figure would be.
        pub value: Claimed = About::new(
            "",
            "The figure without the PCNs of this ICB.",
            INPUTS,
            BASIS,
        ).step(""),
        /// What it would amount to.
        pub verdict: Verdict,
    } at |without, at| at.step(&without.code)
}

crate::figures! {
    /// A measure's result for one area.
    #[derive(Clone, Debug, Serialize)]
    pub struct Measured {
        /// The measure's id.
        pub id: &'static str,
        /// The indicator's id, for measures that take one.
        pub indicator: Option<&'static str>,
        /// The value; none where it must not be shown.
        pub value: Option<Claimed> = VALUE,
        /// Lower end of the 95% interval, where there is one.
        pub lower: Option<Claimed> = LOWER,
        /// Upper end of it.
        pub upper: Option<Claimed> = UPPER,
        /// Lower end of the 99.8% interval, where there is one.
        pub lower_998: Option<Claimed> = LOWER_998,
        /// Upper end of it.
        pub upper_998: Option<Claimed> = UPPER_998,
        /// Two-sided p-value of no difference: only to adjust many comparisons, and never printed.
        pub p: Option<f64>,
        /// The p-value adjusted for as many comparisons as there are ICBs (Benjamini and Hochberg); ICBs only.
        pub q: Option<f64>,
        /// The jackknife's standard error, for measures that have no other.
        pub jackknife_error: Option<f64>,
        /// The unit in words.
        pub unit: &'static str,
        /// PCNs that it was computed from.
        pub n: Count = About::new(
            "PCNs",
            "PCNs that the figure is computed from",
            &[Input::EachPcn("fte")],
            BASIS,
        ).step("pcns"),
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
        pub without_icb: Vec<WithoutIcb> => "without",
        /// Whether it may be shown.
        pub shown: bool,
        /// Why not, in words.
        pub why_not_shown: Option<Withheld> => "",
        /// What stands behind it beside rows.
        #[serde(skip)]
        pub behind: Behind,
    } at |own, at| own.place(at)
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
            behind: Behind::Rows,
        }
    }
}

impl Measured {
    /// Where its numbers go, from where measures are.
    fn place(&self, at: &At) -> At {
        let method = Method {
            unit: self.unit,
            formula: self.method.formula,
            interval: self.method.error.map(ErrorOf::words),
            inputs: INPUTS,
            basis: BASIS,
        };
        at.step(self.id).step(self.indicator.unwrap_or("")).by(method).behind(self.behind)
    }
}

impl From<&Measured> for Interval {
    fn from(m: &Measured) -> Self {
        Self(m.lower.zip(m.upper))
    }
}
