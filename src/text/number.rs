//! How a number is printed: rounded once, half away from zero, with a true minus sign.
//!
//! In: an unrounded claim. Out: its [`Figure`], in words or digits. Nothing else makes figures for a page.

use std::ops::RangeInclusive;

use super::{Claimed, Count, Figure};
use crate::measure::reason;

/// The true minus sign (U+2212).
const MINUS: char = '−';

/// Which way a difference points, for words like "more" and "fewer".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Above zero once rounded for print.
    More,
    /// Below zero once rounded for print.
    Fewer,
    /// Zero once rounded for print.
    Same,
}

/// FTE per 10,000 registered patients, two decimals: `0.43`.
pub fn rate(value: Claimed) -> Figure {
    fixed(value, 2)
}

/// FTE, one decimal and thousands commas: `1,740.9`.
pub fn fte(value: Claimed) -> Figure {
    fixed(value, 1)
}

/// FTE, two decimals, where a total is checked against a published one: `1,740.94`.
pub fn fte_exact(value: Claimed) -> Figure {
    fixed(value, 2)
}

/// A count with thousands commas: `1,060`.
pub fn count(value: Count) -> Figure {
    Figure::of(value, count_text(value.get()))
}

/// A number of people, rounded to one, with thousands commas: `61,532,100`.
pub fn people(value: Claimed) -> Figure {
    fixed(value, 0)
}

/// A share (0 to 1) as a percentage: no decimals, one below 10%: `84%`, `3.7%`.
///
/// A share that is not whole is never printed as 100%, nor one above zero as 0%.
pub fn percent(share: Claimed) -> Figure {
    Figure::of(share, percent_text(share.get()))
}

/// A share as a percentage rounded down, so that what falls short never reads as what is needed: `39%`, `79.9%`.
pub fn percent_down(share: Claimed, decimals: usize) -> Figure {
    Figure::of(share, reason::percent_down(share.get(), decimals))
}

/// The share of patients in PCNs with a return, rounded down everywhere, so that what falls short of a mark never reads as
/// reaching it.
pub fn coverage(share: Claimed) -> Figure {
    Figure::of(share, coverage_text(share.get()))
}

/// The digits of [`coverage`], to compare two.
pub fn coverage_text(share: f64) -> String {
    reason::percent_down(share, 0)
}

/// A slope per ten points of need: two decimals, three where the estimate is under 0.1 in size.
pub fn slope(value: Claimed, estimate: Claimed) -> Figure {
    fixed(value, slope_decimals(estimate))
}

/// How many decimals a slope and its interval are printed with: those of the estimate.
pub fn slope_decimals(estimate: Claimed) -> usize {
    if estimate.get().abs() < 0.1 { 3 } else { 2 }
}

/// A signed difference: `+0.12`, `−0.03`, `0.00`.
pub fn signed(value: Claimed, decimals: usize) -> Figure {
    let text = text(value.get(), decimals);
    let print = match direction(value, decimals) {
        Direction::More => format!("+{text}"),
        Direction::Fewer | Direction::Same => text,
    };
    Figure::of(value, print)
}

/// The size of a difference, without its sign.
pub fn magnitude(value: Claimed, decimals: usize) -> Figure {
    Figure::of(value, text(value.get().abs(), decimals))
}

/// A figure with a fixed number of decimals, thousands commas and a true minus sign.
pub fn fixed(value: Claimed, decimals: usize) -> Figure {
    Figure::of(value, text(value.get(), decimals))
}

/// Which way a difference points once rounded to `decimals`.
pub fn direction(value: impl Into<f64>, decimals: usize) -> Direction {
    let rounded = round(value.into(), decimals);
    if rounded > 0.0 {
        Direction::More
    } else if rounded < 0.0 {
        Direction::Fewer
    } else {
        Direction::Same
    }
}

/// The fewest decimals, from two on, with which two numbers in print differ by what their difference prints as.
pub fn decimals_that_add_up(value: Claimed, other: Claimed) -> usize {
    let adds_up = |decimals: &usize| {
        let printed = round(value.get(), *decimals) - round(other.get(), *decimals);
        let difference = round(value.get() - other.get(), *decimals);
        direction(printed - difference, *decimals) == Direction::Same
    };
    (2..MOST_DECIMALS).find(adds_up).unwrap_or(MOST_DECIMALS)
}

/// The fewest decimals, of those given, with which the parts of a whole add up in print to what the whole prints as.
pub fn decimals_of_parts(whole: Claimed, parts: &[Claimed], mut of: RangeInclusive<usize>) -> Option<usize> {
    of.find(|&decimals| {
        let printed: f64 = parts.iter().map(|part| round(part.get(), decimals)).sum();
        direction(printed - round(whole.get(), decimals), decimals) == Direction::Same
    })
}

/// Nobody reads more of them.
const MOST_DECIMALS: usize = 5;

/// The digits of a number, for axes, messages and comparisons; a page refuses them.
pub fn text(value: f64, decimals: usize) -> String {
    let rounded = round(value, decimals);
    let digits = format!("{:.decimals$}", rounded.abs());
    let (whole, rest) = digits.split_once('.').map_or((digits.as_str(), ""), |(w, r)| (w, r));
    let mut text = String::new();
    if rounded < 0.0 {
        text.push(MINUS);
    }
    text.push_str(&grouped(whole));
    if !rest.is_empty() {
        text.push('.');
        text.push_str(rest);
    }
    text
}

/// The digits of a count, as [`text`].
pub fn count_text(value: usize) -> String {
    grouped(&value.to_string())
}

/// The digits of a percentage, as [`text`].
pub fn percent_text(share: f64) -> String {
    let points = share * 100.0;
    if (99.5..100.0).contains(&points) {
        return "more than 99%".to_owned();
    }
    if points > 0.0 && points < 0.05 {
        return "less than 0.1%".to_owned();
    }
    let decimals = usize::from(points != 0.0 && points.abs() < 9.95);
    format!("{}%", text(points, decimals))
}

/// Rounds half away from zero, as a reader does by hand: 0.125 to 0.13.
///
/// The decimal text decides, so that 1.005, which binary holds as 1.00499…, goes up.
fn round(value: f64, decimals: usize) -> f64 {
    let scale = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    let scaled = value * scale;
    let nudged = scaled + scaled.signum() * scaled.abs() * 4.0 * f64::EPSILON;
    let rounded = nudged.round() / scale;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// Puts a comma between groups of three digits.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(text(0.125, 2), "0.13");
        assert_eq!(text(-0.125, 2), "−0.13");
        assert_eq!(text(1.005, 2), "1.01");
        assert_eq!(text(2.5, 0), "3");
    }

    #[test]
    fn a_rounded_zero_has_no_sign() {
        assert_eq!(text(-0.004, 2), "0.00");
        for (value, printed) in [(-0.004, "0.00"), (0.004, "0.00"), (0.006, "+0.01")] {
            assert_eq!(signed(value.into(), 2).print, printed);
        }
    }

    #[test]
    fn thousands_have_commas_and_percentages_their_rule() {
        assert_eq!(text(1_740.94, 2), "1,740.94");
        assert_eq!(people(61_532_100.4.into()).print, "61,532,100");
        assert_eq!(count_text(999), "999");
        assert_eq!(percent_text(0.8412), "84%");
        assert_eq!(percent_text(0.0374), "3.7%");
        assert_eq!(percent_text(0.0996), "10%");
        assert_eq!(percent_text(0.0), "0%");
        assert_eq!(percent_text(1.0), "100%");
        assert_eq!(percent_text(0.9996), "more than 99%");
        assert_eq!(percent_text(0.0001), "less than 0.1%");
        assert_eq!(coverage_text(0.79996), "79%");
        assert_eq!(coverage_text(0.8), "80%");
        assert_eq!(coverage_text(0.9996), "99%");
        assert_eq!(coverage_text(1.0), "100%");
    }

    #[test]
    fn two_numbers_and_their_difference_add_up_in_print() {
        let decimals = |a: f64, b: f64| decimals_that_add_up(a.into(), b.into());
        assert_eq!(decimals(0.40, 0.46), 2);
        // 0.40 and 0.47, but 0.06 apart.
        assert_eq!(decimals(0.4041, 0.4662), 3);
    }

    #[test]
    fn parts_get_as_many_decimals_as_make_them_add_up() {
        let decimals =
            |whole: f64, parts: [f64; 2]| decimals_of_parts(whole.into(), &parts.map(Claimed::from), 2..=4);
        assert_eq!(decimals(-0.02, [0.01, -0.03]), Some(2));
        // −0.01 and 0.00 are not −0.02.
        assert_eq!(decimals(-0.0152, [-0.0131, -0.0021]), Some(3));
        assert_eq!(decimals(2.0 * 0.004_444_49, [0.004_444_49; 2]), None);
    }

    #[test]
    fn small_slopes_get_a_third_decimal() {
        assert_eq!(slope((-0.0351).into(), (-0.0351).into()).print, "−0.035");
        assert_eq!(slope(0.412.into(), 0.412.into()).print, "0.41");
    }
}
