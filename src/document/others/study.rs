//! The study replicated: its model at every census, beside what it found.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::{CensusSlope, Replication};
use crate::number;
use crate::subject::Need;
use crate::words::difference::limit;
use crate::words::interval::Interval;

/// The replication.
#[derive(Debug, Serialize)]
pub struct Study {
    words: Vec<String>,
    rows: Vec<Row>,
}

/// One census, or the study's own result.
#[derive(Debug, Serialize)]
struct Row {
    census: String,
    pcns: String,
    slope: String,
    interval: String,
}

/// Decimals of every slope here, as the study's.
const DECIMALS: usize = 3;

/// The year of the study's survey, as it ends the survey's name.
const STUDY_YEAR: &str = "2019";

/// Rows that the table may have.
const ROWS: usize = 9;

/// The replication; none without the study's survey.
pub fn compose(scope: Scope<'_>) -> Option<Study> {
    let replication = scope.edition.england.replication.as_ref()?;
    let last = replication.slopes.last()?;
    let mut sentences = vec![
        published(replication)?,
        format!(
            "The same model with the study’s survey, of 2019, gives {} in {} (95% interval {}).",
            limit(last.estimate.value, DECIMALS),
            last.census.words(),
            Interval::from(&last.estimate).words(DECIMALS)?
        ),
    ];
    let survey = scope.source_of(Need::SupportGap);
    if !survey.ends_with(STUDY_YEAR) {
        sentences
            .push(format!("Other pages take lack of support from the {survey}, so theirs is another slope."));
    }
    sentences.extend(differs().map(str::to_owned));
    Some(Study {
        words: sentences,
        // The table is England's; an area's briefing has the two results in words.
        rows: if scope.is_england() { rows(replication) } else { Vec::new() },
    })
}

fn published(replication: &Replication) -> Option<String> {
    let found = &replication.published;
    Some(format!(
        "Wilding and others (BJGP 2024) found {} FTE per 10,000 patients for ten points more lack of support in {} (95% interval {}).",
        limit(found.value, DECIMALS),
        replication.published_census.words(),
        Interval::from(found).words(DECIMALS)?
    ))
}

/// What differs from the study, so that the two need not agree.
fn differs() -> impl Iterator<Item = &'static str> {
    [
        "Here need is that of a PCN’s practices on this edition’s map, from ten or more weighted answers.",
        "The study’s PCNs, map and census may differ, so the two results need not agree.",
    ]
    .into_iter()
}

fn rows(replication: &Replication) -> Vec<Row> {
    let skipped = replication.slopes.len().saturating_sub(ROWS);
    let study = Row {
        census: format!("The study, {}", replication.published_census.words()),
        pcns: "as published".to_owned(),
        slope: number::signed(replication.published.value, DECIMALS),
        interval: Interval::from(&replication.published).figures(DECIMALS).unwrap_or_default(),
    };
    replication.slopes.iter().skip(skipped).map(row).chain([study]).collect()
}

fn row(slope: &CensusSlope) -> Row {
    Row {
        census: slope.census.words(),
        pcns: number::count(slope.n),
        slope: number::signed(slope.estimate.value, DECIMALS),
        interval: Interval::from(&slope.estimate).figures(DECIMALS).unwrap_or_default(),
    }
}
