//! Similar ICBs: the five nearest by their populations, or those that the user names.
//!
//! Nothing about link workers goes into a distance, or an area would be compared with those chosen for being alike.

use std::collections::BTreeMap;

use serde::Serialize;

use super::england::England;
use super::place::{Kind, Place};
use crate::measure::Fifth;
use crate::measure::peers::{distances, nearest};
use crate::panel::Row;
use crate::subject::{INDICATORS, IcbCode, Need};
use crate::text::{About, Basis, Behind, Claimed, Input, Subject};

crate::figures! {
    /// An ICB beside another.
    #[derive(Clone, Debug, Serialize)]
    pub struct Similar {
        /// Its code.
        pub code: String,
        /// Its name.
        pub name: String,
        /// How far their populations are apart, in standard deviations.
        pub distance: Claimed = About::new(
            "standard deviations",
            "each variable capped at five standard deviations above its mean, square-rooted and standardised over the ICBs; the Euclidean distance, all weighing alike",
            &[Input::EachPcn("patients"), Input::EachPcn("need/*")],
            &[Basis::ListSize, Basis::Need, Basis::PracticeMap],
        ).behind(Behind::Distance),
    } at |own, at| at.step(&own.code).of(Subject::SimilarIcb(own.code.clone()))
}

/// What a variable is for an ICB's active PCNs.
type Value = dyn Fn(&[&Row]) -> Option<f64>;

/// A variable of the distance: what it is, and its value for an ICB's active PCNs.
struct Variable {
    name: String,
    of: Box<Value>,
}

/// The variables that ICBs are near each other on.
#[derive(Debug, Default, Serialize)]
pub struct SimilarBy {
    /// Their names: those that every ICB has a value of.
    #[serde(rename = "similar_by")]
    pub variables: Vec<String>,
    /// Their values, by the code of an ICB.
    #[serde(skip)]
    pub values: BTreeMap<String, Vec<f64>>,
}

/// How far the ICBs are from each other.
pub struct Peers<'a> {
    england: &'a England<'a>,
    icbs: Vec<IcbCode>,
    /// The names of the variables, and their values for each ICB.
    variables: Vec<String>,
    values: Vec<Vec<f64>>,
    distances: Vec<Vec<f64>>,
}

impl<'a> Peers<'a> {
    /// Of the edition's ICBs.
    pub fn of(england: &'a England<'a>) -> Self {
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
        Self { england, icbs, variables: names, distances: distances(&table), values: table }
    }

    /// Whether the user named those similar to an ICB.
    pub fn are_named(&self, place: &Place) -> bool {
        self.england.panel.resolved.similar.keys().any(|icb| icb.as_str() == place.code)
    }

    /// Those similar to an ICB, nearest first, or as the user named them; none to what is no ICB.
    pub fn similar(&self, place: &Place, names: &BTreeMap<&str, &str>) -> Vec<Similar> {
        let own = self.icbs.iter().position(|icb| icb.as_str() == place.code);
        let Some(own) = own.filter(|_| place.kind == Kind::Icb) else { return Vec::new() };
        let similar = |at: usize| {
            let code = self.icbs[at].to_string();
            let name = names.get(code.as_str()).map_or_else(String::new, ToString::to_string);
            Similar { name, distance: self.distances[own][at].into(), code }
        };
        self.chosen(own).into_iter().map(similar).collect()
    }

    /// The positions of the similar ICBs: the user's, else the nearest.
    fn chosen(&self, own: usize) -> Vec<usize> {
        let position = |code| self.icbs.iter().position(|icb| icb == code);
        match self.england.panel.resolved.similar.get(&self.icbs[own]) {
            Some(named) => named.iter().filter_map(position).collect(),
            None => nearest(&self.distances, own),
        }
    }
}

impl From<Peers<'_>> for SimilarBy {
    fn from(peers: Peers<'_>) -> Self {
        let codes = peers.icbs.iter().map(ToString::to_string);
        Self { values: codes.zip(peers.values).collect(), variables: peers.variables }
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
    let known = || rows.iter().filter_map(|row| Some((row.need.get(need)?, row.patients?)));
    let patients: f64 = known().map(|(_, patients)| patients).sum();
    (patients > 0.0).then(|| known().map(|(need, patients)| need * patients).sum::<f64>() / patients)
}
