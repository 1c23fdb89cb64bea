//! An interval in words and in a table's cell.

use crate::text;
use crate::text::number::{self, Direction};
use crate::text::{Claimed, Text};

use super::difference::limit;

/// The 95% interval of a figure, where it has one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval(pub Option<(Claimed, Claimed)>);

impl Interval {
    /// The 95% interval of a difference, in words: `0.07 to 0.01 fewer`, `0.20 fewer to 0.04 more`.
    pub fn words(self, decimals: usize) -> Option<Text> {
        let (lower, upper) = self.0?;
        let way = number::direction(lower, decimals);
        let from = if way == number::direction(upper, decimals) && way != Direction::Same {
            number::magnitude(lower, decimals).into()
        } else {
            limit(lower, decimals)
        };
        Some(text!("{} to {}", from, limit(upper, decimals)))
    }

    /// The 95% interval as figures: `−0.20 to 0.04`.
    pub fn figures(self, decimals: usize) -> Option<Text> {
        let (lower, upper) = self.0?;
        let bound = |bound: Claimed| number::fixed(bound, enough(bound, decimals));
        Some(text!("{} to {}", bound(lower), bound(upper)))
    }
}

/// Decimals for a bound: one more where it would print as the nothing that it is not.
fn enough(bound: Claimed, decimals: usize) -> usize {
    let vanishes = bound != 0.0 && number::direction(bound, decimals) == Direction::Same;
    if vanishes { decimals + 1 } else { decimals }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lower: f64, upper: f64) -> Interval {
        Interval(Some((lower.into(), upper.into())))
    }

    fn words(lower: f64, upper: f64) -> String {
        of(lower, upper).words(2).unwrap().plain()
    }

    #[test]
    fn ends_on_one_side_share_their_direction() {
        assert_eq!(words(-0.07, -0.01), "0.07 to 0.01 fewer");
        assert_eq!(words(0.01, 0.07), "0.01 to 0.07 more");
    }

    #[test]
    fn ends_on_two_sides_each_have_theirs() {
        assert_eq!(words(-0.20, 0.04), "0.20 fewer to 0.04 more");
        assert_eq!(words(-0.20, -0.001), "0.20 fewer to less than 0.01 fewer");
    }

    #[test]
    fn figures_have_a_true_minus() {
        assert_eq!(of(-0.20, -0.004).figures(2).unwrap().plain(), "−0.20 to −0.004");
        assert_eq!(Interval(None).figures(2), None);
    }
}
