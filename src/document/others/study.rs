//! The study replicated: its model at every census, beside what it found.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::{CensusSlope, Replication};
use crate::subject::Need;
use crate::text::number;
use crate::text::words::difference::limit;
use crate::text::words::interval::Interval;
use crate::text::words::verdict;

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
            "The same model with the study’s survey, of 2019, gives {} in {} (95% interval, of the study’s own kind, {}): {}.",
            limit(last.contrast.estimate.value, DECIMALS),
            last.census.words(),
            Interval::from(&last.contrast).words(DECIMALS)?,
            verdict::short(last.contrast.verdict)
        ),
    ];
    let survey = scope.source_of(Need::SupportGap);
    if !survey.ends_with(STUDY_YEAR) {
        sentences
            .push(format!("Other pages take lack of support from the {survey}, so theirs is another slope."));
    }
    // An area's briefing has the dates, which its charts show too; the overview says what else differs.
    let said = if scope.is_england() { usize::MAX } else { 1 };
    sentences.extend(differs().take(said).map(str::to_owned));
    Some(Study {
        words: sentences,
        // The table is England's; an area's briefing has the two results in words.
        rows: if scope.is_england() { rows(replication) } else { Vec::new() },
    })
}

/// What the study printed, and the same for ten points, which is a tenth of it.
fn published(replication: &Replication) -> Option<String> {
    let (printed, found) = (&replication.published_as_printed, &replication.published);
    Some(format!(
        "Wilding and others (BJGP 2024) printed {} FTE per 10,000 patients ({}) for lack of support from none to all, in {}. For ten points that is {} ({}).",
        number::fixed(printed.value, DECIMALS),
        Interval::from(printed).figures(DECIMALS)?,
        replication.published_as_of.words(),
        number::fixed(found.value, DECIMALS),
        Interval::from(found).figures(DECIMALS)?
    ))
}

/// What differs from the study, so that the two need not agree.
fn differs() -> impl Iterator<Item = &'static str> {
    [
        "The study dates a quarter by the day after it: its October 2023 is the census of 30 September 2023. Its July 2022, from which on it found fewer, is that of 30 June 2022.",
        "Here need is that of a PCN’s practices on this edition’s map, from ten or more weighted answers.",
        "The study’s PCNs, map and census may differ, so the two results need not agree.",
    ]
    .into_iter()
}

fn rows(replication: &Replication) -> Vec<Row> {
    let skipped = replication.slopes.len().saturating_sub(ROWS);
    let study = Row {
        census: format!("{}: the study", replication.published_census.words()),
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
        slope: number::signed(slope.contrast.estimate.value, DECIMALS),
        interval: Interval::from(&slope.contrast).figures(DECIMALS).unwrap_or_default(),
    }
}
