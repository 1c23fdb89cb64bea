//! A figure with its interval and its unit.

use serde::Serialize;

use super::Reason;
use super::quantile::{normal_quantile, t_quantile, t_two_sided};

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
    /// The two-sided p-value of no difference (zero, or one for a ratio), from the t distribution of the interval.
    ///
    /// None without an interval, and where the interval is not made from a standard error. It is for adjusting many
    /// comparisons, and is never printed.
    pub p: Option<f64>,
}

impl Estimate {
    /// A figure without an interval.
    pub fn point(value: f64) -> Result<Estimate, Reason> {
        let value = finite(value).ok_or(Reason::NotDefined)?;
        Ok(Estimate { value, lower: None, upper: None, lower_998: None, upper_998: None, p: None })
    }

    /// A figure with t intervals; without them where the standard error is zero or not known.
    pub fn with_t(value: f64, uncertainty: Option<Uncertainty>) -> Result<Estimate, Reason> {
        Estimate::mapped(value, uncertainty, |end| end)
    }

    /// A figure with intervals by the normal distribution.
    pub fn with_normal(value: f64, standard_error: f64) -> Result<Estimate, Reason> {
        let point = Estimate::point(value)?;
        let end = |p: f64| finite(value + normal_quantile(p) * standard_error);
        Ok(Estimate {
            lower: end(0.025),
            upper: end(0.975),
            lower_998: end(0.001),
            upper_998: end(0.999),
            ..point
        })
    }

    /// The figure and its limits multiplied by a number above zero.
    pub fn times(self, factor: f64) -> Estimate {
        let scaled = |end: Option<f64>| end.map(|end| end * factor);
        Estimate {
            value: self.value * factor,
            lower: scaled(self.lower),
            upper: scaled(self.upper),
            lower_998: scaled(self.lower_998),
            upper_998: scaled(self.upper_998),
            p: self.p,
        }
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
            p: inner.and(uncertainty).and_then(|known| known.p_value(centre)),
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
