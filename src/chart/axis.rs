//! Axes: values to places, round steps, and the lines and figures of a plot.

use super::canvas::{Canvas, Drawn, SMALL, Side, Stroke};
use super::palette::{AXIS, GRID};
use crate::text::number;

/// Maps values to a distance on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    /// The lowest value.
    pub low: f64,
    /// The highest value.
    pub high: f64,
    /// Where the lowest stands, in points.
    pub from: f64,
    /// Where the highest stands.
    pub to: f64,
}

/// A value that an axis names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub value: f64,
    pub label: String,
}

/// The rectangle that the marks stand in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plot {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

impl Scale {
    /// The place of a value; a value beyond the axis is an error, never moved to its end.
    pub(super) fn at(self, value: f64) -> Drawn<f64> {
        let Self { low, high, from, to } = self;
        let slack = (high - low).abs() * 1e-9;
        if !(low - slack..=high + slack).contains(&value) || high <= low {
            return Err(format!("{value} is outside the axis from {low} to {high}"));
        }
        let share = ((value - low) / (high - low)).clamp(0.0, 1.0);
        Ok(from + share * (to - from))
    }

    /// The round values on the scale, in about so many steps.
    pub(super) fn ticks(self, steps: f64, unit: &str) -> Vec<Tick> {
        let step = step(self.high - self.low, steps);
        let decimals = decimals(step);
        let first = above(self.low, step);
        (0..40u8)
            .map(|index| first + f64::from(index) * step)
            .take_while(|value| *value <= self.high + step * 1e-6)
            .map(|value| Tick { value, label: format!("{}{unit}", number::text(value, decimals)) })
            .collect()
    }
}

/// Room between the figures of an axis and its plot.
const GAP: f64 = 5.0;

impl Plot {
    /// A scale from the foot of the plot upwards.
    pub(super) fn upwards(self, low: f64, high: f64) -> Scale {
        Scale { low, high, from: self.bottom, to: self.top }
    }

    /// A scale from the left of the plot to its right.
    pub(super) fn across(self, low: f64, high: f64) -> Scale {
        Scale { low, high, from: self.left, to: self.right }
    }

    /// Lines across the plot, with their figures at the left.
    pub(super) fn levels(self, canvas: &mut Canvas<'_>, scale: Scale, ticks: &[Tick]) -> Drawn {
        for tick in ticks {
            let y = scale.at(tick.value)?;
            canvas.line(&[(self.left, y), (self.right, y)], Stroke::solid(GRID, 0.5))?;
            canvas.furniture((self.left - GAP, y), &tick.label, SMALL.at(Side::End))?;
        }
        Ok(())
    }

    /// Figures under the foot of the plot, with a short line at each.
    pub(super) fn figures(self, canvas: &mut Canvas<'_>, scale: Scale, ticks: &[Tick]) -> Drawn {
        for tick in ticks {
            self.figure(canvas, scale.at(tick.value)?, &tick.label)?;
        }
        Ok(())
    }

    /// A figure under the foot of the plot, with its short line.
    pub(super) fn figure(self, canvas: &mut Canvas<'_>, x: f64, label: &str) -> Drawn {
        canvas.line(&[(x, self.bottom), (x, self.bottom + 3.0)], Stroke::solid(AXIS, 0.75))?;
        canvas.furniture((x, self.bottom + 10.0), label, SMALL.at(Side::Middle))
    }

    /// The line at the foot of the plot.
    pub(super) fn foot(self, canvas: &mut Canvas<'_>) -> Drawn {
        canvas.line(&[(self.left, self.bottom), (self.right, self.bottom)], Stroke::solid(AXIS, 1.0))
    }
}

/// The round value at or above the highest one, for an axis that starts at zero.
pub(super) fn top(highest: f64, steps: f64) -> f64 {
    if highest <= 0.0 {
        return 1.0;
    }
    above(highest, step(highest, steps))
}

/// The value that an axis must reach: the highest, or the one that only a few exceed where those are far above it.
///
/// It reaches `least` in any case; `near` is how many times the others the highest may be and still set the axis.
pub(super) fn reach(mut values: Vec<f64>, few: usize, near: f64, least: f64) -> f64 {
    values.sort_by(|a, b| b.total_cmp(a));
    let at = |place: usize| values.get(place).copied().unwrap_or(0.0).max(least);
    let (highest, usual) = (at(0), at(few.min(values.len().saturating_sub(1))));
    if highest <= usual * near { highest } else { usual }
}

/// Round values at or beyond the lowest and the highest one.
pub(super) fn range(lowest: f64, highest: f64, steps: f64) -> (f64, f64) {
    let step = step((highest - lowest).max(f64::MIN_POSITIVE), steps);
    let (low, high) = (-above(-lowest, step), above(highest, step));
    if high > low { (low, high) } else { (low - 1.0, high + 1.0) }
}

/// The multiple of a step at or above a value.
fn above(value: f64, step: f64) -> f64 {
    (value / step - 1e-9).ceil() * step
}

/// A step of 1, 2 or 5 times a power of ten that divides a span into about so many.
fn step(span: f64, steps: f64) -> f64 {
    let power = 10f64.powf((span / steps).log10().floor());
    let wanted = span / steps / power;
    let round = [1.0, 2.0, 5.0, 10.0];
    round.into_iter().find(|r| *r >= wanted - 1e-9).unwrap_or(10.0) * power
}

/// The decimals that a step needs.
fn decimals(step: f64) -> usize {
    [1.0, 0.1, 0.01, 0.001].iter().position(|unit| step >= unit - 1e-9).unwrap_or(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_reach_the_highest_value() {
        let scale = |low, high| Scale { low, high, from: 0.0, to: 100.0 };
        let labels = |ticks: Vec<Tick>| ticks.into_iter().map(|t| t.label).collect::<Vec<_>>();
        assert!((top(0.57, 4.0) - 0.6).abs() < 1e-12);
        assert_eq!(labels(scale(0.0, 0.6).ticks(4.0, "")), ["0.0", "0.2", "0.4", "0.6"]);
        assert_eq!(labels(scale(10.0, 30.0).ticks(4.0, "%")), ["10%", "15%", "20%", "25%", "30%"]);
        assert!((top(0.0, 4.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_axis_leaves_out_a_few_values_only_where_they_are_far_above() {
        let reach = |highest, least| reach(vec![1.0, highest, 2.0], 1, 1.5, least);
        assert_eq!(reach(2.9, 0.0), 2.9);
        assert_eq!(reach(3.1, 0.0), 2.0);
        assert_eq!(reach(3.1, 2.5), 3.1);
    }

    #[test]
    fn a_value_beyond_an_axis_is_an_error() {
        let scale = Scale { low: 0.0, high: 2.0, from: 100.0, to: 0.0 };
        assert_eq!(scale.at(0.5), Ok(75.0));
        assert!(scale.at(2.1).is_err());
        assert!(scale.at(f64::NAN).is_err());
    }
}
