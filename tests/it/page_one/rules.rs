//! What page one may say of figures, written apart from the program.

use serde_json::Value;

/// What an interval allows to be said, by its two pairs of limits.
pub fn strength_of(estimate: &Value, null: f64) -> &'static str {
    let out = |low: &str, high: &str| {
        let (low, high) = (estimate[low].as_f64()?, estimate[high].as_f64()?);
        Some(low > null || high < null)
    };
    match (out("lower", "upper"), out("lower_998", "upper_998")) {
        (_, Some(true)) => "clear",
        (Some(true), _) => "some evidence",
        (Some(false), _) => "could be chance",
        (None, _) => "too few PCNs to tell",
    }
}

/// The words of a strength, about a difference or a change.
pub fn about(strength: &str, noun: &str) -> String {
    match strength {
        "clear" => format!("a clear {noun}"),
        "some evidence" => format!("some evidence of a {noun}"),
        "could be chance" => format!("the {noun} could be chance"),
        other => other.to_owned(),
    }
}

/// Which way a title of this strength points.
pub fn says(title: &str, strength: &str) -> &'static str {
    let points = |size: &str| match strength {
        "clear" => title.starts_with(&format!("{size} link worker time")),
        _ => title.starts_with(&format!("Some evidence of {} link worker time", size.to_lowercase())),
    };
    ["Less", "More"].into_iter().find(|size| points(size)).unwrap_or("o")
}

/// The probability of so many successes, or fewer, in `n` trials of probability `p`: term by term.
pub fn at_most(successes: f64, n: u64, p: f64) -> f64 {
    (0..=n)
        .zip(chances(n, p))
        .take_while(|(k, _)| *k as f64 <= successes + 1e-9)
        .map(|(_, chance)| chance)
        .sum()
}

/// The probability of each number of successes.
pub fn chances(n: u64, p: f64) -> Vec<f64> {
    let mut factorials = vec![0.0];
    (1..=n).for_each(|k| factorials.push(factorials[factorials.len() - 1] + (k as f64).ln()));
    let factorial = |k: u64| factorials[usize::try_from(k).unwrap()];
    let chance = |k: u64| {
        let ways = factorial(n) - factorial(k) - factorial(n - k);
        (ways + k as f64 * p.ln() + (n - k) as f64 * (1.0 - p).ln()).exp()
    };
    (0..=n).map(chance).collect()
}

/// A figure as the page has it: half away from zero.
pub fn printed(value: f64, decimals: i32) -> String {
    let scale = 10f64.powi(decimals);
    // What two decimals cannot tell apart is rounded as the decimal number that it was written as.
    let rounded = (value.abs() * scale * (1.0 + 1e-12)).round() / scale;
    format!("{rounded:.*}", usize::try_from(decimals).unwrap())
}

/// A share as the page has it: a decimal under 10%.
pub fn percent(share: f64) -> String {
    let points = 100.0 * share;
    format!("{}%", printed(points, i32::from(points != 0.0 && points < 9.95)))
}

/// `above`, or nothing where the two print alike or their difference prints as nothing.
pub fn compared(value: f64, other: f64) -> Option<&'static str> {
    let apart = printed(value - other, 2) != "0.00" && printed(value, 2) != printed(other, 2);
    apart.then_some(if value > other { "above" } else { "below" })
}
