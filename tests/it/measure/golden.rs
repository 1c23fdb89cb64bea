//! Every number of `expected.csv`, computed by R and Python packages, against ours.

mod grouped;
mod lines;
mod panels;
mod places;
pub mod pooled;
mod rates;
mod series;
mod spread;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use briefings::measure::MEASURES;

use super::fixtures::table;

/// How many of the rows we match; it may only rise.
const MATCHED: usize = 1682;

/// One number of the reference.
pub struct Row {
    pub file: String,
    /// What the number is of, as `pcn300`.
    pub case: String,
    /// The part of the case after a colon: a PCN, an ICB or a list size.
    pub part: String,
    pub stat: String,
    value: Option<f64>,
    sources: String,
}

/// What we have to say to a row.
pub enum Answer {
    /// A building block gives this.
    Value(f64),
    /// The measure with this identity gives this.
    Measure(&'static str, f64),
    /// We have no such figure, because of this.
    Skip(&'static str),
    /// Nothing: the row is a gap in this test.
    Unmatched,
}

fn answer(row: &Row) -> Answer {
    match row.file.as_str() {
        "ols_slope" | "ols_slope_ci" | "sii_pcn" | "sii_pcn_ci" | "national_rank_sii" => lines::answer(row),
        "ranks" | "quantiles" | "quintile_rates" | "ratio_rate" | "ratio_change" => rates::answer(row),
        "concentration" | "concentration_curve" | "lorenz" | "distribution" | "fair_share" => {
            spread::answer(row)
        }
        "sii_grouped" | "sii_grouped_simci" | "ineq_grouped" => grouped::answer(row),
        "wilson" | "byar" | "phe_mean" | "funnel_proportion" | "funnel_od" | "p_adjust" | "peers" => {
            places::answer(row)
        }
        "xmr" | "mann_kendall" | "theil_sen" => series::answer(row),
        "partial_pooling" => pooled::answer(row),
        "panel" | "jackknife" => panels::answer(row),
        _ => Answer::Unmatched,
    }
}

/// The rows that METHODS.md says to pass over, and those whose number is not one.
fn passed_over(row: &Row) -> Option<&'static str> {
    if row.value.is_none() {
        return Some("the reference package gives no number");
    }
    if row.file == "byar_fte_INVALID" {
        return Some("FTE is not a count of events: shown only so that nobody copies it");
    }
    if row.sources.starts_with("lme4 (approximate") {
        return Some("an approximate reference");
    }
    if row.stat.starts_with("rineq_") {
        return Some("rineq's weighted variance is a known defect (METHODS §4.5)");
    }
    if row.stat.ends_with("_unscaled") {
        return Some("healthequal's unscaled error is a known defect (METHODS §4.3)");
    }
    if row.stat.ends_with("_me") {
        return Some("numeric derivatives; the analytic row beside it is matched");
    }
    if row.sources.contains("Kendall") && row.sources.contains("single precision") {
        return Some("the reference is in single precision");
    }
    None
}

/// How far a figure may lie from the reference, relative to it.
fn tolerance(row: &Row) -> f64 {
    match (row.file.as_str(), row.stat.as_str()) {
        // Monte Carlo in the reference.
        ("sii_grouped_simci", _) => 0.03,
        // Numeric derivatives in the reference.
        ("sii_grouped", "sii_se_hc1" | "rii_lnse_hc1" | "rii_lower_z" | "rii_upper_z") => 1e-6,
        // Kendall's variance is stored in single precision, which only its difference from the others shows.
        ("mann_kendall", "varS") => 1e-7,
        _ => 1e-9,
    }
}

pub fn agrees(got: f64, want: f64, tolerance: f64) -> bool {
    (got - want).abs() <= (tolerance * want.abs()).max(1e-12)
}

fn rows() -> Vec<Row> {
    table("expected/expected.csv")
        .into_iter()
        .map(|mut line| {
            let case = line["case"].clone();
            let (case, part) = case.split_once(':').unwrap_or((&case, ""));
            Row {
                case: case.to_owned(),
                part: part.to_owned(),
                value: line["value"].parse().ok(),
                file: line.remove("file").unwrap(),
                stat: line.remove("stat").unwrap(),
                sources: line.remove("sources").unwrap(),
            }
        })
        .collect()
}

/// Every row with what we have to say to it, worked out once for all tests.
fn answered() -> &'static [(Row, Answer)] {
    static ANSWERED: LazyLock<Vec<(Row, Answer)>> = LazyLock::new(|| {
        let answered = |row: Row| {
            let answer = passed_over(&row).map_or_else(|| answer(&row), Answer::Skip);
            (row, answer)
        };
        rows().into_iter().map(answered).collect()
    });
    &ANSWERED
}

/// Counts by group of rows, printed with `--nocapture`.
#[derive(Default)]
struct Tally(BTreeMap<String, usize>);

impl Tally {
    fn add(&mut self, what: &str) {
        *self.0.entry(what.to_owned()).or_default() += 1;
    }

    fn total(&self) -> usize {
        self.0.values().sum()
    }

    fn print(&self, title: &str) {
        println!("{title}: {}", self.total());
        self.0.iter().for_each(|(what, n)| println!("  {n:4} {what}"));
    }
}

#[test]
fn every_number_of_the_reference_is_matched_or_passed_over_for_a_reason() {
    let (mut failures, mut matched, mut skipped) = (Vec::new(), Tally::default(), Tally::default());
    for (row, answer) in answered() {
        let what = format!("{} {}:{} {}", row.file, row.case, row.part, row.stat);
        match (answer, row.value) {
            (Answer::Skip(reason), _) => skipped.add(&format!("{}: {reason}", row.file)),
            (Answer::Value(got) | Answer::Measure(_, got), Some(want))
                if agrees(*got, want, tolerance(row)) =>
            {
                matched.add(&row.file);
            }
            (Answer::Value(got) | Answer::Measure(_, got), want) => {
                failures.push(format!("{what}: {got}, not {want:?}"));
            }
            (Answer::Unmatched, _) => failures.push(format!("{what}: nothing answers it")),
        }
    }
    matched.print("matched");
    skipped.print("passed over");
    assert!(failures.is_empty(), "{} numbers differ:\n{}", failures.len(), failures.join("\n"));
    assert!(matched.total() >= MATCHED, "only {} matched", matched.total());
}

#[test]
fn every_measure_has_golden_rows() {
    let checked: BTreeSet<&str> = answered()
        .iter()
        .filter_map(|(_, answer)| match answer {
            Answer::Measure(id, _) => Some(*id),
            _ => None,
        })
        .collect();
    let unchecked: Vec<&str> = MEASURES.iter().map(|m| m.id).filter(|id| !checked.contains(id)).collect();
    assert!(unchecked.is_empty(), "no reference number for {unchecked:?}");
}
