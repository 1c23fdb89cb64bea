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

/// A figure with commas in its thousands.
pub fn with_commas(figure: &str) -> String {
    let (whole, rest) = figure.split_once('.').map_or((figure, String::new()), |(w, r)| (w, format!(".{r}")));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text + &rest
}

/// A share of patients covered, rounded down.
pub fn covered(share: f64) -> String {
    format!("{}%", (100.0 * share + 1e-9).floor())
}

/// Whether a strength has evidence.
pub fn speaks(strength: &str) -> bool {
    matches!(strength, "clear" | "some evidence")
}

/// `1 PCN`, `24 PCNs`.
pub fn pcns(count: u64) -> String {
    format!("{} PCN{}", with_commas(&count.to_string()), if count == 1 { "" } else { "s" })
}
