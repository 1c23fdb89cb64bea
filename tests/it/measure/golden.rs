//! Every number of `expected.csv` and `expected_clustered.csv`, computed by R and Python packages, against ours.

mod clustered;
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
use crate::support::real;

/// How many of the rows we match; it may only rise.
const MATCHED: usize = 1788;

/// One number of the reference.
pub struct Row {
    pub file: String,
    /// What the number is of, as `pcn300`.
    pub case: String,
    /// The part of the case after a colon: a PCN, an ICB or a list size.
    pub part: String,
    pub stat: String,
    value: Option<f64>,
    /// How many independent programs give it.
    sources_agreed: usize,
    sources: String,
}

/// What we have to say to a row.
pub enum Answer {
    /// A building block gives this.
    Value(f64),
    /// The measure with this identity gives this.
    Measure(&'static str, f64),
    /// Several measures give it, each from its own figure.
    Measures(Vec<(&'static str, f64)>),
    /// What was agreed on the reference numbers says to pass it over, or the reference gives no number.
    PassedOver(&'static PassedOver),
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

/// Rows without a match, and who says so: nothing else is passed over.
pub struct PassedOver {
    /// The words in which that was agreed; none where the reference gives no number.
    words: Option<&'static str>,
    /// How many rows it is.
    rows: usize,
    holds: fn(&Row) -> bool,
}

const PASSED_OVER: &[PassedOver] = &[
    PassedOver { words: None, rows: 2, holds: |row| row.value.is_none() },
    PassedOver { words: Some("`byar_fte_INVALID`"), rows: 24, holds: |row| row.file == "byar_fte_INVALID" },
    PassedOver {
        words: Some("skip rows whose source is only `lme4 (approximate)`"),
        rows: 13,
        holds: |row| row.sources_agreed == 1 && row.sources.starts_with("lme4 (approximate"),
    },
    PassedOver { words: Some("`rineq_*`"), rows: 45, holds: |row| row.stat.starts_with("rineq_") },
    PassedOver { words: Some("`*_unscaled`"), rows: 4, holds: |row| row.stat.ends_with("_unscaled") },
    PassedOver {
        words: Some("`Kendall … single precision`"),
        rows: 10,
        // Its τ-b is matched as far as single precision goes.
        holds: |row| row.stat == "p_Kendall_pkg" && row.sources.contains("single precision"),
    },
    PassedOver {
        words: Some("conindex \"Gini\" OLS SE 0.0144 / 0.0038 vs delete-one jackknife 0.0645 / 0.0135"),
        rows: 2,
        holds: |row| row.stat == "gini_se_conindex",
    },
];

/// How far a figure may lie from the reference, relative to it.
fn tolerance(row: &Row) -> f64 {
    match (row.file.as_str(), row.stat.as_str()) {
        // Monte Carlo in the reference.
        ("sii_grouped_simci", _) => 0.03,
        // Numeric derivatives in the reference.
        ("sii_grouped", "sii_se_hc1" | "rii_lnse_hc1" | "rii_lower_z" | "rii_upper_z") => 1e-6,
        ("sii_pcn", "rii_lnse_HC1_me") => 1e-6,
        // Kendall's figures are stored in single precision, which for the variance only its difference from the others shows.
        ("mann_kendall", "varS" | "tau_b") => 1e-7,
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
                sources_agreed: line["n_sources"].parse().unwrap(),
                sources: line.remove("sources").unwrap(),
            }
        })
        .collect()
}

/// Every row with what we have to say to it, worked out once for all tests.
fn answered() -> &'static [(Row, Answer)] {
    static ANSWERED: LazyLock<Vec<(Row, Answer)>> = LazyLock::new(|| {
        let answered = |row: Row| {
            let passed_over = PASSED_OVER.iter().find(|passed| (passed.holds)(&row));
            let answer = passed_over.map_or_else(|| answer(&row), Answer::PassedOver);
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

/// What we compute for a row, each with the measure that gives it; nothing where it is passed over or unmatched.
fn computed(answer: &Answer) -> Vec<(Option<&'static str>, f64)> {
    match answer {
        Answer::Value(got) => vec![(None, *got)],
        Answer::Measure(id, got) => vec![(Some(*id), *got)],
        Answer::Measures(several) => several.iter().map(|(id, got)| (Some(*id), *got)).collect(),
        Answer::PassedOver(_) | Answer::Unmatched => Vec::new(),
    }
}

#[test]
fn every_number_of_the_reference_is_matched_or_passed_over() {
    let (mut failures, mut matched, mut passed_over) = (Vec::new(), Tally::default(), Tally::default());
    for (row, answer) in answered() {
        let what = format!("{} {}:{} {}", row.file, row.case, row.part, row.stat);
        let got = computed(answer);
        let agree = |want| got.iter().all(|(_, got)| agrees(*got, want, tolerance(row)));
        match (answer, row.value) {
            (Answer::PassedOver(passed), _) => {
                passed_over.add(&format!("{}: {:?}", row.file, passed.words));
            }
            (Answer::Unmatched, _) => failures.push(format!("{what}: nothing answers it")),
            (_, Some(want)) if agree(want) => matched.add(&row.file),
            (_, want) => failures.push(format!("{what}: {got:?}, not {want:?}")),
        }
    }
    matched.print("matched");
    passed_over.print("passed over");
    assert!(failures.is_empty(), "{} numbers differ:\n{}", failures.len(), failures.join("\n"));
    assert!(matched.total() >= MATCHED, "only {} matched", matched.total());
}

#[test]
fn only_rows_that_methods_names_or_that_hold_no_number_are_passed_over() {
    let rows = |of: &PassedOver| {
        let same = |answer: &Answer| matches!(answer, Answer::PassedOver(passed) if passed.words == of.words);
        answered().iter().filter(|(_, answer)| same(answer)).count()
    };
    for passed in PASSED_OVER {
        assert_eq!(rows(passed), passed.rows, "{:?}", passed.words);
    }
    for (row, answer) in answered().iter().filter(|(row, _)| row.sources_agreed >= 2) {
        let unscaled = row.stat.ends_with("_unscaled");
        let passed = matches!(answer, Answer::PassedOver(_) | Answer::Unmatched);
        assert!(!passed || unscaled, "{} {} {} has two sources", row.file, row.case, row.stat);
    }
}

/// The words in which rows are passed over.
fn passed_over() -> impl Iterator<Item = &'static str> {
    PASSED_OVER.iter().filter_map(|passed| passed.words)
}

#[test]
fn the_methods_page_says_which_rows_are_passed_over() {
    let page = include_str!("../../../docs/methods.md");
    let (_, reference) = page.split_once("## Reference numbers").unwrap();
    for words in passed_over() {
        assert!(reference.contains(words), "{words}");
    }
}

#[test]
fn which_rows_are_passed_over_was_agreed() {
    let test = "which_rows_are_passed_over_was_agreed";
    let Some(real) = real(test) else { return };
    // What was agreed on the reference numbers is written beside the real data.
    let beside = std::fs::read_dir(real.parent().unwrap()).unwrap();
    let mut texts = beside.filter_map(|entry| std::fs::read_to_string(entry.unwrap().path()).ok());
    let Some(agreed) = texts.find(|text| text.contains("* Acceptance:")) else {
        return println!("{test}: skipped, nothing beside the real data says so");
    };
    let after = |heading: &str| agreed.split_once(heading).unwrap().1;
    let acceptance = after("* Acceptance:").lines().next().unwrap();
    for words in passed_over() {
        assert!(acceptance.contains(words) || after("## 4. Defects").contains(words), "{words}");
    }
}

#[test]
fn every_measure_has_golden_rows() {
    let checked: BTreeSet<&str> =
        answered().iter().flat_map(|(_, answer)| computed(answer)).filter_map(|(id, _)| id).collect();
    let unchecked: Vec<&str> = MEASURES.iter().map(|m| m.id).filter(|id| !checked.contains(id)).collect();
    assert!(unchecked.is_empty(), "no reference number for {unchecked:?}");
}
