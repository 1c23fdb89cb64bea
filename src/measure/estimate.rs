//! A figure with its interval and its unit.

use serde::Serialize;

use super::quantile::normal_quantile;
use super::reason::Reason;
use super::rounding::ROUNDING;
use super::uncertainty::{ErrorOf, Uncertainty, finite};

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
    /// What the interval is made from; none where it is not made from a standard error.
    pub error: Option<ErrorOf>,
    /// Whether it has no interval since that would be too wide to tell anything.
    pub too_wide: bool,
}

impl Estimate {
    /// A figure without an interval.
    pub fn point(value: f64) -> Result<Estimate, Reason> {
        let value = finite(value).ok_or(Reason::NotDefined)?;
        Ok(Estimate {
            value,
            lower: None,
            upper: None,
            lower_998: None,
            upper_998: None,
            p: None,
            error: None,
            too_wide: false,
        })
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
            ..self
        }
    }

    /// The figure without an interval that would leave a range; it then says that it was too wide.
    pub fn within(self, least: f64, greatest: f64) -> Estimate {
        let leaves = |low: Option<f64>, high: Option<f64>| {
            low.zip(high).is_some_and(|(low, high)| low < least || high > greatest)
        };
        let (inner, outer) = (leaves(self.lower, self.upper), leaves(self.lower_998, self.upper_998));
        let kept = |end: Option<f64>, leaves: bool| end.filter(|_| !leaves);
        Estimate {
            lower: kept(self.lower, inner),
            upper: kept(self.upper, inner),
            lower_998: kept(self.lower_998, inner || outer),
            upper_998: kept(self.upper_998, inner || outer),
            p: kept(self.p, inner),
            too_wide: inner,
            ..self
        }
    }

    /// A ratio given by its natural logarithm, with t intervals formed on the log scale.
    ///
    /// One that goes beyond [`WIDEST`] times the ratio is too wide to tell.
    pub fn ratio(ln_value: f64, uncertainty: Option<Uncertainty>) -> Result<Estimate, Reason> {
        let ratio = Estimate::mapped(ln_value, uncertainty, f64::exp)?;
        // What lies as far below is as far above on the scale of logarithms.
        Ok(ratio.within(f64::NEG_INFINITY, WIDEST * ratio.value))
    }

    fn mapped(
        centre: f64,
        uncertainty: Option<Uncertainty>,
        scale: fn(f64) -> f64,
    ) -> Result<Estimate, Reason> {
        let point = Estimate::point(scale(centre))?;
        // An error that rounding alone leaves of points that fit exactly is none.
        let uncertainty = uncertainty.filter(|known| known.standard_error > ROUNDING * centre.abs());
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
            error: inner.and(uncertainty).map(|known| known.error),
            ..point
        })
    }

    /// How strongly the figure differs from `null`: zero for a difference, one for a ratio.
    pub fn verdict(&self, null: f64) -> Verdict {
        let excludes = |lower: Option<f64>, upper: Option<f64>| Some(null < lower? || null > upper?);
        match (excludes(self.lower, self.upper), excludes(self.lower_998, self.upper_998)) {
            (_, Some(true)) => Verdict::Clear,
            (Some(true), _) => Verdict::SomeEvidence,
            (Some(false), _) => Verdict::CouldBeChance,
            (None, _) => Verdict::TooFewPcns,
        }
    }
}

/// An interval of a ratio that goes beyond so many times the ratio says nothing.
const WIDEST: f64 = 100.0;

/// What a comparison amounts to; nothing but its interval decides it, and everything prints the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Verdict {
    /// The 99.8% interval excludes no difference.
    #[serde(rename = "clear")]
    Clear,
    /// The 95% interval excludes no difference, the 99.8% interval does not.
    #[serde(rename = "some evidence")]
    SomeEvidence,
    /// Neither interval excludes no difference.
    #[serde(rename = "could be chance")]
    CouldBeChance,
    /// There is no interval.
    #[serde(rename = "too few PCNs to tell")]
    TooFewPcns,
}

impl Verdict {
    /// Whether the 95% interval excludes no difference.
    pub fn speaks(self) -> bool {
        matches!(self, Verdict::Clear | Verdict::SomeEvidence)
    }
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
    pub const fn words(self) -> &'static str {
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
