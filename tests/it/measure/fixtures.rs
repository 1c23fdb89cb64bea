//! The made-up PCNs of `tests/fixtures`, as observations.
#![expect(clippy::panic, reason = "a fixture that cannot be read fails the test")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Mutex;

use briefings::measure::rank::{fifths, ranks};
use briefings::measure::{Estimate, MEASURES, Measure, Observation, Reason, Sample, Scope};

/// One line of `pcn24.csv`, `pcn300.csv` or `pcn_panel.csv` with a return.
#[derive(Debug, Clone)]
pub struct Pcn {
    pub quarter: String,
    pub code: String,
    pub icb: String,
    pub patients: f64,
    pub fte: f64,
    pub need: f64,
    pub score: f64,
}

/// Which of the two indicators stands for need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Share,
    Score,
}

/// Lines of a CSV file in `tests/fixtures`, each by column name.
pub fn table(name: &str) -> Vec<BTreeMap<String, String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let mut reader = csv::Reader::from_path(&path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    reader.deserialize().map(Result::unwrap).collect()
}

/// The PCNs with a return of a fixture, in file order; read once, as hundreds of reference numbers ask for them.
pub fn pcns(name: &str) -> Vec<Pcn> {
    static READ: Mutex<BTreeMap<String, Vec<Pcn>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap();
    read.entry(name.to_owned()).or_insert_with(|| read_pcns(name)).clone()
}

fn read_pcns(name: &str) -> Vec<Pcn> {
    let number = |line: &BTreeMap<String, String>, column: &str| line[column].parse::<f64>().unwrap();
    table(name)
        .iter()
        .filter(|line| !line["fte"].is_empty())
        .map(|line| Pcn {
            quarter: line.get("quarter").cloned().unwrap_or_default(),
            code: line["pcn"].clone(),
            icb: line["icb"].clone(),
            patients: number(line, "list_size"),
            fte: number(line, "fte"),
            need: number(line, "need_num") / number(line, "need_den"),
            score: number(line, "imd_score"),
        })
        .collect()
}

impl Pcn {
    pub fn need(&self, by: Need) -> f64 {
        match by {
            Need::Share => self.need,
            Need::Score => self.score,
        }
    }

    /// The same rate with a list size of one, so that all PCNs weigh the same.
    pub fn with_equal_weight(self) -> Pcn {
        let fte = self.fte / self.patients;
        Pcn { patients: 1.0, fte, ..self }
    }
}

/// The PCNs as observations of all England, with ranks and fifths among themselves.
pub fn observe(pcns: &[Pcn], by: Need) -> Vec<Observation> {
    let need: Vec<f64> = pcns.iter().map(|p| p.need(by)).collect();
    let patients: Vec<f64> = pcns.iter().map(|p| p.patients).collect();
    let ranks = ranks(&need, &patients);
    let fifths = fifths(&need.iter().copied().map(Some).collect::<Vec<_>>());
    pcns.iter()
        .enumerate()
        .map(|(i, pcn)| Observation {
            cluster: pcn.icb[1..].parse().unwrap(),
            patients: pcn.patients,
            fte: pcn.fte,
            need: Some(need[i]),
            fifth: fifths[i],
            rank: Some(ranks[i]),
            share_weight: Some(need[i]),
        })
        .collect()
}

/// The observations of one ICB, with their England ranks and fifths.
pub fn within(observations: &[Observation], icb: u32) -> Vec<Observation> {
    observations.iter().filter(|o| o.cluster == icb).copied().collect()
}

/// A survey's reliability that no fixture gives.
pub const RELIABILITY: f64 = 0.8;

/// A sample on the survey's scale.
pub fn sample(observations: &[Observation], scope: Scope) -> Sample<'_> {
    Sample {
        observations,
        scope,
        ten_points: 0.1,
        england_fte_per_weight: None,
        reliability: Some(RELIABILITY),
    }
}

/// The measure with this identity.
pub fn measure(id: &str) -> &'static Measure {
    MEASURES.iter().find(|m| m.id == id).unwrap_or_else(|| panic!("no measure {id}"))
}

/// A measure of all England.
pub fn england(id: &str, observations: &[Observation]) -> Result<Estimate, Reason> {
    (measure(id).of)(&sample(observations, Scope::England))
}

/// A measure of an area.
pub fn area(id: &str, observations: &[Observation]) -> Result<Estimate, Reason> {
    (measure(id).of)(&sample(observations, Scope::Area))
}
