//! The concentration curve, with what it reads beside it.

use super::super::super::scope::Scope;
use crate::chart::concentration::{Concentration, Curve};
use crate::chart::{Caption, ChartError};
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::{Chart, Column, Table, Text};

content! {
    /// The chart, and what stands at its right.
    #[derive(Debug)]
    pub struct Beside {
        chart: Chart,
        points: Vec<Vec<Text>>,
        table: Table,
    }
}

/// The chart of an area with a curve; `gap` is said before what the curve reads.
pub fn compose(scope: Scope<'_>, gap: Vec<Text>) -> Result<Option<Beside>, ChartError> {
    let shown = Concentration::new(scope.edition, scope.area).filter(|_| scope.rate().is_ok());
    let Some(chart) = shown else { return Ok(None) };
    let name = scope.indicator().name;
    Ok(Some(Beside {
        points: [gap, half(scope, &chart)].into_iter().filter(|point| !point.is_empty()).collect(),
        table: readings(scope, &chart),
        chart: chart.draw(Caption {
            title: text!("Share of link worker time, by {}", name),
            subtitle: text!("Patients of PCNs in order of {}, {}", name, scope.census()),
            source: text!("Source: NHS England; {}.", scope.source_of(scope.edition.need)),
        })?,
    }))
}

/// What each curve reads at some shares of patients.
fn readings(scope: Scope<'_>, chart: &Concentration) -> Table {
    let names = if scope.is_england() { ["England"; 2] } else { ["This area", "England"] };
    let row = |(name, curve): (&'static str, &Curve)| {
        let readings = curve.readings.iter().map(|share| number::percent(*share).into());
        std::iter::once(name.into()).chain(readings).collect()
    };
    let shares = ["20%", "40%", "50%", "60%", "80%"].map(Column::figures);
    Table {
        slug: "shares",
        title: Some(text!("Share of time, by share of patients from least {}", scope.indicator().name)),
        subtitle: None,
        columns: [Column::words("Patients")].into_iter().chain(shares).collect(),
        rows: names.into_iter().zip(chart.curves()).map(row).collect(),
        notes: Vec::new(),
    }
}

/// The share of time with the half of patients at the higher end, with England's beside it.
fn half(scope: Scope<'_>, chart: &Concentration) -> Vec<Text> {
    let Some(share) = scope.area.own.need.most_need_half_share else {
        return Vec::new();
    };
    let mut sentences = vec![text!(
        "With PCNs in order of {}, the half of patients at the higher end had {} of link worker time.",
        scope.indicator().name,
        number::percent(share)
    )];
    sentences.extend(
        chart.england.as_ref().map(|england| {
            text!("Across England that half had {}.", number::percent(england.most_need_half()))
        }),
    );
    sentences
}
