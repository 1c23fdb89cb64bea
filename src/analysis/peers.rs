//! Similar ICBs: the five nearest by their populations, or those that the user names.
//!
//! Nothing about link workers goes into a distance, or an area would be compared with those chosen for being alike.

use std::collections::BTreeMap;

use serde::Serialize;

use super::england::England;
use super::{Analysis, Kind};
use crate::measure::Fifth;
use crate::measure::peers::{distances, nearest};
use crate::panel::Row;
use crate::subject::{INDICATORS, IcbCode, Need};
use crate::text::claim::{About, At, Basis, Claimed, Register, Registry};

/// An ICB beside another.
#[derive(Clone, Debug, Serialize)]
pub struct Similar {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How far their populations are apart, in standard deviations.
    pub distance: Claimed,
}

/// What a variable is for an ICB's active PCNs.
type Value = dyn Fn(&[&Row]) -> Option<f64>;

/// A variable of the distance: what it is, and its value for an ICB's active PCNs.
struct Variable {
    name: String,
    of: Box<Value>,
}

/// Sets each ICB's similar ones, and gives the names of the variables that every ICB has, with the values of each.
pub fn set(areas: &mut [Analysis], england: &England<'_>) -> (Vec<String>, BTreeMap<String, Vec<f64>>) {
    let icbs = england.icbs();
    let rows: Vec<Vec<&Row>> = icbs.iter().map(|icb| rows_of(england, icb)).collect();
    let mut names = Vec::new();
    let mut table: Vec<Vec<f64>> = vec![Vec::new(); icbs.len()];
    for variable in variables(england) {
        let values: Option<Vec<f64>> = rows.iter().map(|rows| (variable.of)(rows)).collect();
        if let Some(values) = values {
            table.iter_mut().zip(values).for_each(|(row, value)| row.push(value));
            names.push(variable.name);
        }
    }
    let distances = distances(&table);
    let label =
        |at: usize| areas.iter().find(|area| area.code == icbs[at].as_str()).map(|area| area.name.clone());
    let labels: Vec<Option<String>> = (0..icbs.len()).map(label).collect();
    for area in areas.iter_mut().filter(|area| area.kind == Kind::Icb) {
        let Some(own) = icbs.iter().position(|icb| icb.as_str() == area.code) else { continue };
        let similar = |at: usize| Similar {
            code: icbs[at].to_string(),
            name: labels[at].clone().unwrap_or_default(),
            distance: distances[own][at].into(),
        };
        area.similar = chosen(england, &icbs, own, &distances).into_iter().map(similar).collect();
        area.similar_chosen = england.panel.resolved.similar.contains_key(&icbs[own]);
    }
    let values = icbs.iter().map(ToString::to_string).zip(table).collect();
    (names, values)
}

/// The places of the similar ICBs: the user's, else the nearest.
fn chosen(england: &England<'_>, icbs: &[IcbCode], own: usize, distances: &[Vec<f64>]) -> Vec<usize> {
    match england.panel.resolved.similar.get(&icbs[own]) {
        Some(named) => named.iter().filter_map(|code| icbs.iter().position(|icb| icb == code)).collect(),
        None => nearest(distances, own),
    }
}

fn rows_of<'a>(england: &England<'a>, icb: &IcbCode) -> Vec<&'a Row> {
    england.latest.rows.iter().filter(|row| row.icb.as_ref() == Some(icb)).collect()
}

/// Registered patients, the mean size of a PCN, and for each indicator the mean and the share in most need.
fn variables(england: &England<'_>) -> Vec<Variable> {
    let mut variables = vec![
        Variable { name: "patients".to_owned(), of: Box::new(|rows| Some(patients(rows))) },
        Variable {
            name: "PCN size".to_owned(),
            of: Box::new(|rows| {
                let sized = rows.iter().filter(|row| row.patients.is_some()).count();
                (sized > 0).then(|| patients(rows) / sized as f64)
            }),
        },
    ];
    for indicator in INDICATORS.iter().filter(|indicator| england.needs().contains(&indicator.need)) {
        let need = indicator.need;
        let most = england.in_fifth(need, Fifth::MostNeed);
        variables.push(Variable {
            name: format!("mean {}", indicator.name),
            of: Box::new(move |rows| mean_need(rows, need)),
        });
        variables.push(Variable {
            name: format!("share in the fifth with most {}", indicator.name),
            of: Box::new(move |rows| {
                let in_most: Vec<&Row> = rows.iter().filter(|row| most.contains(&row.pcn)).copied().collect();
                let all = patients(rows);
                (all > 0.0).then(|| patients(&in_most) / all)
            }),
        });
    }
    variables
}

fn patients(rows: &[&Row]) -> f64 {
    rows.iter().filter_map(|row| row.patients).sum()
}

/// Need weighted by patients, over PCNs that have both.
fn mean_need(rows: &[&Row], need: Need) -> Option<f64> {
    let known = || rows.iter().filter_map(|row| Some((*row.need.get(&need)?, row.patients?)));
    let patients: f64 = known().map(|(_, patients)| patients).sum();
    (patients > 0.0).then(|| known().map(|(need, patients)| need * patients).sum::<f64>() / patients)
}

static DISTANCE: About = About::new(
    "standard deviations",
    "each variable capped at five standard deviations above its mean, square-rooted and standardised over the ICBs; the Euclidean distance, all weighing alike",
    &["pcn/*/patients", "pcn/*/need/*"],
    &[Basis::ListSize, Basis::Need, Basis::PracticeMap],
);

impl Register for Similar {
    fn register(&mut self, at: &At, into: &mut Registry) {
        into.claim(&mut self.distance, at, &format!("similar/{}/distance", self.code), &DISTANCE);
    }
}
