//! The study replicated: its model at every census, beside what it found.

use super::super::scope::Scope;
use crate::analysis::{CensusSlope, Replication};
use crate::content;
use crate::subject::Need;
use crate::text;
use crate::text::number;
use crate::text::words::difference::limit;
use crate::text::words::interval::Interval;
use crate::text::words::verdict;
use crate::text::{Cell, Column, Table, Text};

content! {
    /// The replication.
    #[derive(Debug)]
    pub struct Study {
        words: Vec<Text>,
        table: Option<Table>,
    }
}

/// Decimals of every slope here, as the study's.
const DECIMALS: usize = 3;

/// The year of the study's survey, as it ends the survey's name.
const STUDY_YEAR: &str = "2019";

/// Rows that the table may have.
const ROWS: usize = 9;

/// The replication; none without the study's survey.
pub fn compose(scope: Scope<'_>) -> Option<Study> {
    let replication = scope.edition.england.own.models.replication.as_ref()?;
    let last = replication.slopes.last()?;
    let mut sentences = vec![
        published(replication)?,
        text!(
            "The same model with the study’s survey, of 2019, gives {} in {} (95% interval, of the study’s own kind, {}): {}.",
            limit(last.contrast.estimate.value, DECIMALS),
            last.census,
            Interval::from(&last.contrast).words(DECIMALS)?,
            verdict::short(last.contrast.verdict)
        ),
    ];
    let survey = scope.source_of(Need::SupportGap);
    if !survey.plain().ends_with(STUDY_YEAR) {
        sentences
            .push(text!("Other pages take lack of support from the {}, so theirs is another slope.", survey));
    }
    // An area's briefing has the dates, which its charts show too; the overview says what else differs.
    let said = if scope.is_england() { usize::MAX } else { 1 };
    sentences.extend(differs().take(said).map(Text::from));
    Some(Study {
        words: sentences,
        // The table is England's; an area's briefing has the two results in words.
        table: scope.is_england().then(|| table(replication)),
    })
}

/// What the study printed, and the same for ten points, which is a tenth of it.
fn published(replication: &Replication) -> Option<Text> {
    let (printed, found) = (&replication.published_as_printed, &replication.published);
    Some(text!(
        "Wilding and others (BJGP 2024) printed {} FTE per 10,000 patients ({}) for lack of support from none to all, in {}. For ten points that is {} ({}).",
        number::fixed(printed.value, DECIMALS),
        Interval::from(printed).figures(DECIMALS)?,
        replication.published_as_of,
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

fn table(replication: &Replication) -> Table {
    let columns = ["PCNs", "Slope", "95% interval"].map(Column::figures);
    let columns = [Column::words("Census")].into_iter().chain(columns).collect();
    let skipped = replication.slopes.len().saturating_sub(ROWS);
    let study = vec![
        text!("{}: the study", replication.published_census).into(),
        "as published".into(),
        number::signed(replication.published.value, DECIMALS).into(),
        Cell::known(Interval::from(&replication.published).figures(DECIMALS)),
    ];
    Table::new("study", "England’s slope as in the study, census by census", columns)
        .rows(replication.slopes.iter().skip(skipped).map(row).chain([study]))
        .notes(vec![
            "Slope: FTE per 10,000 patients for ten points more lack of support, with the study’s own kind of interval (HC3)."
                .into(),
        ])
}

fn row(slope: &CensusSlope) -> Vec<Cell> {
    vec![
        Text::from(slope.census).into(),
        number::count(slope.n).into(),
        number::signed(slope.contrast.estimate.value, DECIMALS).into(),
        Cell::known(Interval::from(&slope.contrast).figures(DECIMALS)),
    ]
}
