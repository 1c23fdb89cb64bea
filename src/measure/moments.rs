//! The slope of a straight line from sums, which two sets of points put together.

use super::regression::Point;
use super::rounding::varies;

/// What the slope of a line needs of its points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments {
    pub points: usize,
    weight: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
    /// The least and the greatest x.
    pub span: [f64; 2],
    /// The least and the greatest y.
    pub heights: [f64; 2],
}

impl Moments {
    /// Those of one point.
    pub fn of(point: Point) -> Moments {
        let Point { x, y, weight } = point;
        Moments { points: 1, weight, x, y, xx: 0.0, xy: 0.0, span: [x, x], heights: [y, y] }
    }

    /// Those of two sets of points together, about the mean of all (Chan, Golub and LeVeque, Am Stat 1983;37:242–47).
    pub fn and(self, other: Moments) -> Moments {
        let weight = self.weight + other.weight;
        let (x, y, part) = (other.x - self.x, other.y - self.y, other.weight / weight);
        let ends = |a: [f64; 2], b: [f64; 2]| [a[0].min(b[0]), a[1].max(b[1])];
        Moments {
            points: self.points + other.points,
            weight,
            x: self.x + part * x,
            y: self.y + part * y,
            xx: self.xx + other.xx + self.weight * part * x * x,
            xy: self.xy + other.xy + self.weight * part * x * y,
            span: ends(self.span, other.span),
            heights: ends(self.heights, other.heights),
        }
    }

    /// The slope of [`Line::fit`](super::regression::Line::fit).
    pub fn slope(&self) -> Option<f64> {
        if self.points < 3 || !varies(self.span.into_iter()) {
            return None;
        }
        Some(if varies(self.heights.into_iter()) { self.xy / self.xx } else { 0.0 })
    }
}
