//! The study repeated, on England's page: what it published, and what its own model finds at every census.

use super::scope::Scope;
use super::slopes;
use crate::analysis::Replication;
use crate::chart::ChartError;
use crate::content;
use crate::subject::Need;
use crate::text;
use crate::text::number::{self, Direction};
use crate::text::words::interval::Interval;
use crate::text::words::verdict;
use crate::text::{Chart, Text};

content! {
    /// The study and what repeats it.
    #[derive(Debug)]
    pub struct Study {
        sentences: Vec<Text>,
        chart: Option<Chart>,
    }
}

/// Decimals of every slope here, as the study's.
const DECIMALS: usize = 3;

/// Composes it; none where there is neither a replication nor a slope at two censuses.
pub fn compose(scope: Scope<'_>) -> Result<Option<Study>, ChartError> {
    let chart = slopes::chart(scope)?;
    let replication = scope.edition.england.own.models.replication.as_ref();
    let mut sentences: Vec<Text> = verdict(scope).into_iter().collect();
    sentences.extend(replication.and_then(published));
    sentences.extend(slopes::sentences(scope));
    if replication.is_some() {
        sentences.push("The study’s October 2023 is the census of 30 September 2023; its PCNs and map may differ from ours, so the two need not agree.".into());
    }
    Ok((chart.is_some() || !sentences.is_empty()).then_some(Study { sentences, chart }))
}

/// Whether the study's slope still holds, in one sentence.
pub fn verdict(scope: Scope<'_>) -> Option<Text> {
    let last = scope.edition.england.own.models.replication.as_ref()?.slopes.last()?;
    let contrast = &last.contrast;
    let value = contrast.estimate.value;
    let size = if number::direction(value, DECIMALS) == Direction::Fewer { "fewer" } else { "more" };
    Some(text!(
        "In the study’s own model{}, ten points more lack of support went with {} FTE {} for every 10,000 patients in {}: {}. The 95% interval is {}.",
        if scope.is_made_up(Need::SupportGap) { " and made-up survey figures" } else { "" },
        number::magnitude(value, DECIMALS),
        size,
        last.census,
        verdict::short(contrast.verdict),
        Interval::from(contrast).figures(DECIMALS)?
    ))
}

/// What the study printed, for need from 0 to 1, and the same for ten points.
fn published(replication: &Replication) -> Option<Text> {
    let (printed, found) = (&replication.published_as_printed, &replication.published);
    Some(text!(
        "The study found {} for ten points in {} (published as {}, {}, for need from 0 to 1).",
        number::fixed(found.value, DECIMALS),
        replication.published_as_of,
        number::fixed(printed.value, DECIMALS),
        Interval::from(printed).figures(DECIMALS)?
    ))
}
