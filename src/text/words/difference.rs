//! More or fewer: a difference said with its size and its direction.

use crate::text;
use crate::text::number::{self, Direction};
use crate::text::{Claimed, Figure, Text};

/// A difference in print: `0.08 fewer`, `0.03 more`; none where it rounds to nothing.
pub fn difference(value: Claimed, decimals: usize) -> Option<Text> {
    let way = match number::direction(value, decimals) {
        Direction::More => "more",
        Direction::Fewer => "fewer",
        Direction::Same => return None,
    };
    Some(text!("{} {}", number::magnitude(value, decimals), way))
}

/// One end of an interval for a difference: as [`difference`], but never without words.
pub fn limit(value: Claimed, decimals: usize) -> Text {
    difference(value, decimals).unwrap_or_else(|| text!("{} {}", under(value, decimals), beyond_print(value)))
}

/// How much more or less one figure is than another, for two figures that are printed side by side.
///
/// None where the two print as one, or where what lies between them rounds to nothing.
pub fn against(value: Claimed, other: Claimed, decimals: usize) -> Option<Text> {
    let alike = number::text(value.get(), decimals) == number::text(other.get(), decimals);
    difference(value.minus(other), decimals).filter(|_| !alike)
}

/// Words for a size that rounds to nothing: `less than 0.01`.
fn under(value: Claimed, decimals: usize) -> Figure {
    let step = 0.1f64.powi(i32::try_from(decimals).unwrap_or(0));
    Figure::of(value, format!("less than {}", number::text(step, decimals)))
}

/// The direction of a size that rounds to nothing.
fn beyond_print(value: Claimed) -> &'static str {
    if value < 0.0 { "fewer" } else { "more" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: f64, decimals: usize) -> Option<String> {
        difference(value.into(), decimals).map(|words| words.plain())
    }

    #[test]
    fn a_direction_comes_from_the_rounded_figure() {
        assert_eq!(said(-0.081, 2).as_deref(), Some("0.08 fewer"));
        assert_eq!(said(0.006, 2).as_deref(), Some("0.01 more"));
        assert_eq!(said(-0.004, 2), None);
        assert_eq!(said(0.004, 2), None);
        assert_eq!(said(-0.004, 3).as_deref(), Some("0.004 fewer"));
    }

    #[test]
    fn an_end_of_an_interval_always_has_words() {
        let end = |value: f64, decimals| limit(value.into(), decimals).plain();
        assert_eq!(end(-0.004, 2), "less than 0.01 fewer");
        assert_eq!(end(0.0004, 3), "less than 0.001 more");
        assert_eq!(end(0.25, 2), "0.25 more");
    }

    #[test]
    fn figures_that_print_alike_do_not_differ() {
        let said = |a: f64, b: f64| against(a.into(), b.into(), 2).map(|words| words.plain());
        assert_eq!(said(0.4349, 0.4251), None);
        assert_eq!(said(0.4351, 0.4349), None);
        assert_eq!(said(0.43, 0.38).as_deref(), Some("0.05 more"));
    }
}
