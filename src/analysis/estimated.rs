//! Results with their intervals, as claims; and reasons where there are none.

use serde::{Serialize, Serializer};

use crate::measure::{ErrorOf, Estimate, Reason, Verdict};
use crate::text;
use crate::text::number;
use crate::text::words::interval::Interval;
use crate::text::{About, Basis, Claimed, Input, Text};

/// What every measure takes.
pub const INPUTS: &[Input] = &[Input::EachPcn("fte"), Input::EachPcn("patients"), Input::EachPcn("need/*")];
/// What every measure rests on.
pub const BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap, Basis::Need];

/// What every rate rests on.
pub const RATE_BASIS: &[Basis] = &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap];

// What a figure and the ends of its intervals are; a measure brings the unit and the formula.
pub const VALUE: About = About::new("", "", INPUTS, BASIS);
pub const LOWER: About = About::new("", "Lower end of the 95% interval.", INPUTS, BASIS);
pub const UPPER: About = About::new("", "Upper end of the 95% interval.", INPUTS, BASIS);
pub const LOWER_998: About =
    About::new("", "Lower end of the 99.8% interval.", INPUTS, BASIS).step("lower-99.8");
pub const UPPER_998: About =
    About::new("", "Upper end of the 99.8% interval.", INPUTS, BASIS).step("upper-99.8");

crate::figures! {
    /// A figure with its intervals.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize)]
    pub struct Estimated {
        /// The figure.
        pub value: Claimed = VALUE,
        /// Lower end of the 95% interval.
        pub lower: Option<Claimed> = LOWER,
        /// Upper end of it.
        pub upper: Option<Claimed> = UPPER,
        /// Lower end of the 99.8% interval.
        pub lower_998: Option<Claimed> = LOWER_998,
        /// Upper end of it.
        pub upper_998: Option<Claimed> = UPPER_998,
        /// Two-sided p-value of no difference: only to adjust many comparisons, and never printed.
        pub p: Option<f64>,
        /// What the interval is made from.
        #[serde(skip)]
        pub error: Option<ErrorOf>,
        /// Whether it has no interval since that would be too wide to tell anything.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        pub too_wide: bool,
    } at |own, at| at.clone().with_interval(own.error.map(ErrorOf::words))
}

crate::figures! {
    /// Two things compared: their difference, its intervals and what it amounts to.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize)]
    pub struct Contrast {
        /// The difference.
        #[serde(flatten)]
        pub estimate: Estimated => "",
        /// The one verdict that everything prints.
        pub verdict: Verdict,
    }
}

impl From<Estimate> for Contrast {
    fn from(difference: Estimate) -> Self {
        Self { verdict: difference.verdict(0.0), estimate: difference.into() }
    }
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

crate::figures! {
    /// Why a figure must not be shown; it serialises as its words.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct Withheld {
        reason: Reason,
        found: Option<Claimed> = About::new(
            "as worded",
            "what keeps the figure from being shown",
            &[Input::EachPcn("fte")],
            &[Basis::Workforce],
        ).step("why-not"),
    }
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
