//! A figure with its interval and its unit.

use serde::Serialize;

use super::Reason;
use super::quantile::t_quantile;

/// One figure on its own scale, with the limits that say how sure we are.
///
/// Every number in it is finite, and none is negative zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure.
    pub value: f64,
    /// Lower end of the 95% interval.
    pub lower: Option<f64>,
    /// Upper end of the 95% interval.
    pub upper: Option<f64>,
    /// Lower end of the 99.8% interval.
    pub lower_998: Option<f64>,
    /// Upper end of the 99.8% interval.
    pub upper_998: Option<f64>,
}

impl Estimate {
    /// A figure without an interval.
    pub fn point(value: f64) -> Result<Estimate, Reason> {
        let value = finite(value).ok_or(Reason::NotDefined)?;
        Ok(Estimate { value, lower: None, upper: None, lower_998: None, upper_998: None })
    }

    /// A figure with t intervals; without them where the standard error is zero or not known.
    pub fn with_t(value: f64, uncertainty: Option<Uncertainty>) -> Result<Estimate, Reason> {
        Estimate::mapped(value, uncertainty, |end| end)
    }

    /// A ratio given by its natural logarithm, with t intervals formed on the log scale.
    pub fn ratio(ln_value: f64, uncertainty: Option<Uncertainty>) -> Result<Estimate, Reason> {
        Estimate::mapped(ln_value, uncertainty, f64::exp)
    }

    fn mapped(
        centre: f64,
        uncertainty: Option<Uncertainty>,
        scale: fn(f64) -> f64,
    ) -> Result<Estimate, Reason> {
        let point = Estimate::point(scale(centre))?;
        let ends = |p: f64| {
            let half = uncertainty?.half_width(p)?;
            Some((finite(scale(centre - half))?, finite(scale(centre + half))?))
        };
        let (inner, outer) = (ends(0.975), ends(0.999));
        Ok(Estimate {
            lower: inner.map(|e| e.0),
            upper: inner.map(|e| e.1),
            lower_998: outer.map(|e| e.0),
            upper_998: outer.map(|e| e.1),
            ..point
        })
    }

    /// How strongly the figure differs from `null`: zero for a difference, one for a ratio.
    pub fn evidence(&self, null: f64) -> Option<Evidence> {
        let outside = |lower: Option<f64>, upper: Option<f64>| Some(null < lower? || null > upper?);
        if outside(self.lower_998, self.upper_998) == Some(true) {
            return Some(Evidence::Clear);
        }
        if outside(self.lower, self.upper)? {
            return Some(Evidence::Some);
        }
        Some(Evidence::Unclear)
    }
}

/// A standard error and the degrees of freedom of its t distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uncertainty {
    /// Standard error, on the scale of the interval.
    pub standard_error: f64,
    /// Degrees of freedom; may be fractional.
    pub freedom: f64,
}

impl Uncertainty {
    fn half_width(self, p: f64) -> Option<f64> {
        let known = self.standard_error.is_finite() && self.standard_error > 0.0;
        let half = self.standard_error * t_quantile(p, self.freedom)?;
        known.then_some(half)
    }
}

/// How strongly an interval speaks: the three tiers of METHODS §2.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The 99.8% interval excludes no difference.
    Clear,
    /// The 95% interval excludes no difference, the 99.8% interval does not.
    Some,
    /// Neither interval excludes no difference.
    Unclear,
}

/// What a value is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// FTE per 10,000 registered patients.
    Rate,
    /// FTE per 10,000 registered patients for each ten points of need.
    RatePerTenPoints,
    /// One rate over another.
    Ratio,
    /// A pure number, zero where all is equal.
    Index,
    /// A share from 0 to 1.
    Share,
    /// Full-time equivalents.
    Fte,
}

impl Unit {
    /// The unit in words, as after a number.
    pub fn words(self) -> &'static str {
        match self {
            Unit::Rate => "FTE per 10,000 patients",
            Unit::RatePerTenPoints => "FTE per 10,000 patients per 10 points of need",
            Unit::Ratio => "times",
            Unit::Index => "on a scale where 0 is equal",
            Unit::Share => "as a share of all FTE",
            Unit::Fte => "FTE",
        }
    }

    /// The value that means no difference: one for a ratio, else zero.
    pub fn null(self) -> f64 {
        match self {
            Unit::Ratio => 1.0,
            _ => 0.0,
        }
    }
}

/// The number where it is finite, with negative zero made plain zero.
fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value + 0.0)
}
