//! A standard error: how large, on how many degrees of freedom, and what it is made from.

use serde::Serialize;

use super::quantile::{t_quantile, t_two_sided};

/// A standard error and the degrees of freedom of its t distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uncertainty {
    /// Standard error, on the scale of the interval.
    pub standard_error: f64,
    /// Degrees of freedom; may be fractional.
    pub freedom: f64,
    /// What it is made from.
    pub error: ErrorOf,
}

impl Uncertainty {
    /// Half the width of the t interval that ends at this quantile; none where the error is not known.
    pub(super) fn half_width(self, p: f64) -> Option<f64> {
        let half = self.standard_error * t_quantile(p, self.freedom)?;
        self.is_known().then_some(half)
    }

    /// The two-sided p-value of a true value of zero where this value was found; none where the error is not known.
    pub fn p_value(self, value: f64) -> Option<f64> {
        let t = value / self.standard_error;
        self.is_known().then(|| t_two_sided(t, self.freedom))?.and_then(finite)
    }

    fn is_known(self) -> bool {
        self.standard_error.is_finite() && self.standard_error > 0.0
    }
}

/// Whether the sample is the whole country, which decides the kind of interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of England, with ICBs as clusters.
    England,
    /// One ICB, sub-ICB or region.
    Area,
}

/// What a standard error is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorOf {
    /// ICBs, whose PCNs are alike.
    Icbs,
    /// PCNs around a line, of unequal variance.
    Pcns,
    /// PCNs around the rate of either fifth.
    Fifths,
    /// PCNs around a rate.
    Rate,
    /// PCNs around a change of a rate.
    Pairs,
    /// Samples that each lack one PCN.
    WithoutPcn,
    /// Samples that each lack one ICB.
    WithoutIcb,
    /// PCNs at several censuses.
    Panel,
}

impl ErrorOf {
    /// The same in a few words.
    pub fn short(self) -> &'static str {
        match self {
            ErrorOf::Icbs => "clustered by ICB (CR1)",
            ErrorOf::Pcns => "HC3",
            ErrorOf::Fifths => "ratio estimator in either fifth, Welch’s degrees of freedom",
            ErrorOf::Rate => "ratio estimator",
            ErrorOf::Pairs => "linearised ratio estimator of the pairs",
            ErrorOf::WithoutPcn => "one PCN left out at a time",
            ErrorOf::WithoutIcb => "one ICB left out at a time",
            ErrorOf::Panel => "clustered by PCN (CR1)",
        }
    }

    /// How the interval is formed, as printed after what the figure is.
    pub fn words(self) -> &'static str {
        match self {
            ErrorOf::Icbs => {
                "Interval: clustered by ICB (CR1; Cameron and Miller, J Hum Resour 2015;50:317–72), t on the ICBs less one."
            }
            ErrorOf::Pcns => {
                "Interval: HC3 (Long and Ervin, Am Stat 2000;54:217–24), t on the points of the line less two."
            }
            ErrorOf::Fifths => {
                "Interval: ratio estimator in either fifth (Cochran, Sampling Techniques, 1977), t with Welch’s degrees of freedom."
            }
            ErrorOf::Rate => {
                "Interval: ratio estimator (Cochran, Sampling Techniques, 1977), t on the PCNs less one."
            }
            ErrorOf::Pairs => {
                "Interval: linearised ratio estimator of the pairs (Cochran, Sampling Techniques, 1977), t on the pairs less one."
            }
            ErrorOf::WithoutPcn => {
                "Interval: one PCN left out at a time (jackknife), t on the PCNs less one."
            }
            ErrorOf::WithoutIcb => {
                "Interval: one ICB left out at a time (jackknife), t on the ICBs less one."
            }
            ErrorOf::Panel => "Interval: clustered by PCN (CR1), t on the PCNs less one.",
        }
    }
}

/// The number where it is finite, with negative zero made plain zero.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value + 0.0)
}
