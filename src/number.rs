//! How a number is printed: rounded once, half away from zero, with a true minus sign.
//!
//! In: an unrounded figure. Out: the words or digits of METHODS.md §2.2.
//! Nothing else in the program turns a figure into text for a page.

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
pub fn rate(value: f64) -> String {
    fixed(value, 2)
}

/// FTE, one decimal and thousands commas: `1,740.9`.
pub fn fte(value: f64) -> String {
    fixed(value, 1)
}

/// FTE, two decimals, where a total is checked against a published one: `1,740.94`.
pub fn fte_exact(value: f64) -> String {
    fixed(value, 2)
}

/// A count with thousands commas: `1,060`.
pub fn count(value: usize) -> String {
    grouped(&value.to_string())
}

/// A number of people, rounded to one, with thousands commas: `61,532,100`.
pub fn people(value: f64) -> String {
    fixed(value, 0)
}

/// A share (0 to 1) as a percentage: no decimals, one below 10%: `84%`, `3.7%`.
///
/// A share that is not whole is never printed as 100%, nor one above zero as 0%.
pub fn percent(share: f64) -> String {
    let points = share * 100.0;
    if (99.5..100.0).contains(&points) {
        return "more than 99%".to_owned();
    }
    if points > 0.0 && points < 0.05 {
        return "less than 0.1%".to_owned();
    }
    let decimals = usize::from(points != 0.0 && points.abs() < 9.95);
    format!("{}%", fixed(points, decimals))
}

/// The share of patients in PCNs with a return, as [`percent`]; with a decimal where rounding would lift it over
/// one of the marks that decide what is shown.
pub fn coverage(share: f64) -> String {
    const MARKS: [f64; 2] = [0.80, 0.95];
    let lifted = |mark: &f64| share < *mark && round(100.0 * share, 0) >= 100.0 * mark;
    if MARKS.iter().any(lifted) { format!("{}%", fixed(100.0 * share, 1)) } else { percent(share) }
}

/// A slope per ten points of need: two decimals, three where it is under 0.1 in size.
pub fn slope(value: f64, estimate: f64) -> String {
    fixed(value, slope_decimals(estimate))
}

/// How many decimals a slope and its interval are printed with: those of the estimate.
pub fn slope_decimals(estimate: f64) -> usize {
    if estimate.abs() < 0.1 { 3 } else { 2 }
}

/// A signed difference: `+0.12`, `−0.03`, `0.00`.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = fixed(value, decimals);
    match direction(value, decimals) {
        Direction::More => format!("+{text}"),
        Direction::Fewer | Direction::Same => text,
    }
}

/// The size of a difference, without its sign.
pub fn magnitude(value: f64, decimals: usize) -> String {
    fixed(value.abs(), decimals)
}

/// Which way a difference points once rounded to `decimals`.
pub fn direction(value: f64, decimals: usize) -> Direction {
    let rounded = round(value, decimals);
    if rounded > 0.0 {
        Direction::More
    } else if rounded < 0.0 {
        Direction::Fewer
    } else {
        Direction::Same
    }
}

/// A figure with a fixed number of decimals, thousands commas and a true minus sign.
pub fn fixed(value: f64, decimals: usize) -> String {
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
        assert_eq!(fixed(0.125, 2), "0.13");
        assert_eq!(fixed(-0.125, 2), "−0.13");
        assert_eq!(fixed(1.005, 2), "1.01");
        assert_eq!(fixed(2.5, 0), "3");
    }

    #[test]
    fn a_rounded_zero_has_no_sign() {
        assert_eq!(fixed(-0.004, 2), "0.00");
        assert_eq!(signed(-0.004, 2), "0.00");
        assert_eq!(signed(0.004, 2), "0.00");
        assert_eq!(signed(0.006, 2), "+0.01");
    }

    #[test]
    fn thousands_have_commas_and_percentages_their_rule() {
        assert_eq!(fixed(1_740.94, 2), "1,740.94");
        assert_eq!(people(61_532_100.4), "61,532,100");
        assert_eq!(count(999), "999");
        assert_eq!(percent(0.8412), "84%");
        assert_eq!(percent(0.0374), "3.7%");
        assert_eq!(percent(0.0996), "10%");
        assert_eq!(percent(0.0), "0%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(percent(0.9996), "more than 99%");
        assert_eq!(percent(0.0001), "less than 0.1%");
        assert_eq!(coverage(0.7964), "79.6%");
        assert_eq!(coverage(0.8), "80%");
        assert_eq!(coverage(0.8412), "84%");
    }

    #[test]
    fn small_slopes_get_a_third_decimal() {
        assert_eq!(slope(-0.0351, -0.0351), "−0.035");
        assert_eq!(slope(0.412, 0.412), "0.41");
    }
}
