//! More or fewer: a difference said with its size and its direction.

use crate::number::{self, Direction};

/// A difference in print: `0.08 fewer`, `0.03 more`; none where it rounds to nothing.
pub fn difference(value: f64, decimals: usize) -> Option<String> {
    let way = match number::direction(value, decimals) {
        Direction::More => "more",
        Direction::Fewer => "fewer",
        Direction::Same => return None,
    };
    Some(format!("{} {way}", number::magnitude(value, decimals)))
}

/// One end of an interval for a difference: as [`difference`], but never without words.
pub fn limit(value: f64, decimals: usize) -> String {
    difference(value, decimals).unwrap_or_else(|| format!("{} {}", under(decimals), beyond_print(value)))
}

/// How much more or less one figure is than another, for two figures that are printed side by side.
///
/// None where the two print as one, or where what lies between them rounds to nothing.
pub fn against(value: f64, other: f64, decimals: usize) -> Option<String> {
    let alike = number::fixed(value, decimals) == number::fixed(other, decimals);
    difference(value - other, decimals).filter(|_| !alike)
}

/// Words for a size that rounds to nothing: `less than 0.01`.
fn under(decimals: usize) -> String {
    let step = 0.1f64.powi(i32::try_from(decimals).unwrap_or(0));
    format!("less than {}", number::fixed(step, decimals))
}

/// The direction of a size that rounds to nothing.
fn beyond_print(value: f64) -> &'static str {
    if value < 0.0 { "fewer" } else { "more" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_direction_comes_from_the_rounded_figure() {
        assert_eq!(difference(-0.081, 2).as_deref(), Some("0.08 fewer"));
        assert_eq!(difference(0.006, 2).as_deref(), Some("0.01 more"));
        assert_eq!(difference(-0.004, 2), None);
        assert_eq!(difference(0.004, 2), None);
        assert_eq!(difference(-0.004, 3).as_deref(), Some("0.004 fewer"));
    }

    #[test]
    fn an_end_of_an_interval_always_has_words() {
        assert_eq!(limit(-0.004, 2), "less than 0.01 fewer");
        assert_eq!(limit(0.0004, 3), "less than 0.001 more");
        assert_eq!(limit(0.25, 2), "0.25 more");
    }

    #[test]
    fn figures_that_print_alike_do_not_differ() {
        assert_eq!(against(0.4349, 0.4251, 2), None);
        assert_eq!(against(0.4351, 0.4349, 2), None);
        assert_eq!(against(0.43, 0.38, 2).as_deref(), Some("0.05 more"));
    }
}
