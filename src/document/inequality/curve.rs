//! The concentration curve, with what it reads beside it.

use serde::Serialize;

use super::super::figure::{Caption, Figure, Figures};
use super::super::scope::Scope;
use crate::chart::ChartError;
use crate::chart::concentration::{Concentration, Curve};
use crate::text::number;

/// The figure, and what stands at its right.
#[derive(Debug, Serialize)]
pub struct Beside {
    figure: Figure,
    points: Vec<Vec<String>>,
    title: String,
    rows: Vec<Row>,
}

/// What a curve reads at each of `concentration::SHARES`.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    shares: Vec<String>,
}

/// The figure of an area with a curve; `gap` is said before what the curve reads.
pub fn compose(
    scope: Scope<'_>,
    figures: &mut Figures,
    gap: Vec<String>,
) -> Result<Option<Beside>, ChartError> {
    let shown = Concentration::new(scope.edition, scope.area).filter(|_| scope.rate().is_ok());
    let Some(chart) = shown else { return Ok(None) };
    let name = scope.indicator().name;
    let caption = Caption {
        title: format!("Share of link worker time, by {name}"),
        subtitle: format!("Patients of PCNs in order of {name}, {}", scope.census()),
        source: format!("Source: NHS England; {}.", scope.source_of(scope.edition.need)),
    };
    let row = |(name, curve): (&'static str, &Curve)| Row {
        name,
        shares: curve.readings.iter().copied().map(number::percent).collect(),
    };
    let names = if scope.is_england() { ["England"; 2] } else { ["This area", "England"] };
    Ok(Some(Beside {
        points: [gap, half(scope, &chart)].into_iter().filter(|point| !point.is_empty()).collect(),
        title: format!("Share of time, by share of patients from least {name}"),
        rows: names.into_iter().zip(chart.curves()).map(row).collect(),
        figure: figures.place(Some(chart.draw()), caption)?,
    }))
}

/// The share of time with the half of patients at the higher end, with England's beside it.
fn half(scope: Scope<'_>, chart: &Concentration) -> Vec<String> {
    let Some(share) = scope.area.most_need_half_share else {
        return Vec::new();
    };
    let mut sentences = vec![format!(
        "With PCNs in order of {}, the half of patients at the higher end had {} of link worker time.",
        scope.indicator().name,
        number::percent(share)
    )];
    sentences.extend(chart.england.as_ref().map(|england| {
        format!("Across England that half had {}.", number::percent(england.most_need_half()))
    }));
    sentences
}
