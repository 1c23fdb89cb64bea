//! England at the edition: fifths, ranks and clusters that every area shares.

use std::collections::{BTreeMap, BTreeSet};

use crate::measure::rank::{fifths, ranks};
use crate::measure::rate::Provision;
use crate::measure::slope_parts::reliability;
use crate::measure::survey::{Answers, drawn_shares};
use crate::measure::{Fifth, Observation, Sample, Scope, fair_share};
use crate::panel::{Panel, Return, Row, Section};
use crate::subject::error::Result;
use crate::subject::{Census, INDICATORS, IcbCode, Need, PcnCode};

/// What every area's analysis looks things up in.
#[derive(Clone)]
pub struct England<'a> {
    /// The whole panel.
    pub panel: &'a Panel,
    /// The edition's own census.
    pub latest: &'a Section,
    /// Where PCNs stand among all.
    standings: BTreeMap<PcnCode, Standing>,
    /// How many PCNs have patients and a value, of each indicator in the order of `INDICATORS`.
    known: [usize; INDICATORS.len()],
    /// The first census from which on returns have settled.
    pub settled: Option<Census>,
    /// The edition's ICBs.
    icbs: BTreeSet<IcbCode>,
    /// An index for each ICB, the edition's first; earlier censuses have others where they are taken as published.
    clusters: BTreeMap<IcbCode, u32>,
    /// England's FTE per weighted patient by indicator.
    fte_per_weight: BTreeMap<Need, f64>,
    /// How reliable the survey's values are; none where the survey is not there.
    reliability: Option<f64>,
    /// What each PCN filed since the last break of its own series.
    histories: BTreeMap<PcnCode, Vec<(Census, Option<Return>)>>,
    /// The same with ranks over PCNs without a return too, and without histories.
    if_all_filed: Option<Box<Self>>,
}

/// Where a PCN stands among all; of each indicator in the order of `INDICATORS`.
#[derive(Clone, Copy, Default)]
struct Standing {
    /// England's fifth, over all active PCNs with patients and a value.
    fifths: [Option<Fifth>; INDICATORS.len()],
    /// England's rank, over PCNs with a return as well.
    ranks: [Option<f64>; INDICATORS.len()],
    /// The share that lacks support, drawn towards that of its ICB.
    drawn_share: Option<f64>,
}

/// Returns have settled once they cover this share of England's patients for good.
const RETURNS_SETTLED: f64 = 0.95;

/// The first census from which on England's returns have settled.
fn settled(sections: &[Section]) -> Option<Census> {
    let last_open = sections.iter().rposition(|section| completeness(section) < RETURNS_SETTLED);
    sections.get(last_open.map_or(0, |at| at + 1)).map(|section| section.census)
}

/// England's share of patients in PCNs with a return.
fn completeness(section: &Section) -> f64 {
    let all: f64 = section.rows.iter().filter_map(|row| row.patients).sum();
    let filed = section.rows.iter().filter(|row| row.filed.fte().is_some());
    let covered: f64 = filed.filter_map(|row| row.patients).sum();
    if all > 0.0 { covered / all } else { 0.0 }
}

/// What each PCN of the edition filed at the censuses that no break of a PCN's own series parts from the edition's.
fn histories(panel: &Panel, latest: &Section) -> BTreeMap<PcnCode, Vec<(Census, Option<Return>)>> {
    let parts = panel.breaks.of_pcns().split(&panel.sections, |section| section.census);
    let comparable = parts.last().map_or(&[][..], |part| part.points());
    let pcns: Vec<PcnCode> = latest.rows.iter().map(|row| row.pcn).collect();
    let mut histories: Vec<_> = pcns.iter().map(|pcn| (*pcn, Vec::with_capacity(comparable.len()))).collect();
    for section in comparable {
        for ((_, history), filed) in histories.iter_mut().zip(panel.lineage.pasts(&pcns, section)) {
            history.push((section.census, filed));
        }
    }
    histories.into_iter().collect()
}

/// The ICBs of a section's PCNs.
fn icbs_of(section: &Section) -> impl Iterator<Item = &IcbCode> {
    section.rows.iter().filter_map(|row| row.icb.as_ref())
}

/// The survey's answers of PCNs with a return and patients.
fn answers(section: &Section) -> Vec<(f64, f64)> {
    counted(&section.rows).filter_map(|(row, ..)| row.answers).collect()
}

/// Rows with a return and patients.
pub fn counted<'a>(rows: impl IntoIterator<Item = &'a Row>) -> impl Iterator<Item = (&'a Row, f64, f64)> {
    rows.into_iter().filter_map(|row| Some((row, row.filed.fte()?, row.patients?)))
}

/// FTE and patients of the rows with both, for pooled rates.
pub fn provisions<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Vec<Provision> {
    counted(rows).map(|(_, fte, patients)| Provision { fte, patients }).collect()
}

impl<'a> England<'a> {
    /// Forms fifths and ranks at the edition's census.
    pub fn of(panel: &'a Panel) -> Result<Self> {
        let latest = panel.latest()?;
        let icbs: BTreeSet<IcbCode> = icbs_of(latest).cloned().collect();
        let ever: BTreeSet<IcbCode> = panel.sections.iter().flat_map(icbs_of).cloned().collect();
        let clusters = icbs.iter().chain(ever.difference(&icbs)).cloned().zip(1..).collect();
        let mut england = Self {
            panel,
            latest,
            icbs,
            standings: BTreeMap::new(),
            known: [0; INDICATORS.len()],
            settled: settled(&panel.sections),
            clusters,
            fte_per_weight: BTreeMap::new(),
            reliability: reliability(&answers(latest)),
            histories: BTreeMap::new(),
            if_all_filed: None,
        };
        for (pcn, share) in england.shares() {
            england.standings.entry(pcn).or_default().drawn_share = Some(share);
        }
        for indicator in INDICATORS {
            let need = indicator.need;
            let fifths = fifths_of(latest, need);
            england.known[need as usize] = fifths.len();
            for (pcn, fifth) in fifths {
                england.standings.entry(pcn).or_default().fifths[need as usize] = Some(fifth);
            }
            england.rank_among(counted(&latest.rows).map(|(row, ..)| row), need);
            let all = england.observations(&latest.rows, need);
            if let Some(level) = fair_share::fte_per_weight(&all) {
                england.fte_per_weight.insert(need, level);
            }
        }
        let mut if_all_filed = england.clone();
        for indicator in INDICATORS {
            if_all_filed.rank_among(&latest.rows, indicator.need);
        }
        england.if_all_filed = Some(Box::new(if_all_filed));
        england.histories = histories(panel, latest);
        Ok(england)
    }

    /// Ranks PCNs by an indicator among those with patients and a value.
    fn rank_among<'r>(&mut self, rows: impl IntoIterator<Item = &'r Row>, need: Need) {
        for (pcn, rank) in ranks_of(rows, need) {
            self.standings.entry(pcn).or_default().ranks[need as usize] = Some(rank);
        }
    }

    /// England if every PCN had made a return: each then has a place in its order.
    pub fn if_all_filed(&self) -> &Self {
        self.if_all_filed.as_deref().unwrap_or(self)
    }

    /// The shares that lack support, drawn towards those of ICBs, over active PCNs with a value and an ICB.
    fn shares(&self) -> Vec<(PcnCode, f64)> {
        let answers = |row: &Row| {
            let (no, base) = row.answers?;
            Some(Answers { cluster: *self.clusters.get(row.icb.as_ref()?)?, no, base })
        };
        let known: Vec<(&PcnCode, Answers)> =
            self.latest.rows.iter().filter_map(|row| Some((&row.pcn, answers(row)?))).collect();
        let shares = drawn_shares(&known.iter().map(|(_, answers)| *answers).collect::<Vec<_>>());
        known.into_iter().map(|(pcn, _)| *pcn).zip(shares).collect()
    }

    /// The index of a row's ICB; none has the index 0.
    pub fn cluster(&self, row: &Row) -> u32 {
        row.icb.as_ref().and_then(|icb| self.clusters.get(icb)).copied().unwrap_or(0)
    }

    /// The edition's ICBs, by code.
    pub fn icbs(&self) -> Vec<IcbCode> {
        self.icbs.iter().cloned().collect()
    }

    /// Indicators that any PCN has a value of, the preferred first.
    pub fn needs(&self) -> Vec<Need> {
        let known = |need: &Need| self.known(*need) > 0;
        INDICATORS.iter().map(|indicator| indicator.need).filter(known).collect()
    }

    /// Indicators to measure by: those with values, or else the chosen one, by which each measure says that it lacks need.
    pub fn measured_by(&self) -> Vec<Need> {
        let needs = self.needs();
        if needs.is_empty() { vec![self.panel.resolved.need] } else { needs }
    }

    /// How many PCNs have patients and a value of an indicator.
    pub fn known(&self, need: Need) -> usize {
        self.known[need as usize]
    }

    /// The PCNs of one of England's fifths.
    pub fn in_fifth(&self, need: Need, fifth: Fifth) -> BTreeSet<PcnCode> {
        let members = self.standings.iter().filter(|(_, of)| of.fifths[need as usize] == Some(fifth));
        members.map(|(pcn, _)| *pcn).collect()
    }

    /// England's fifth of a PCN.
    pub fn fifth(&self, pcn: &PcnCode, need: Need) -> Option<Fifth> {
        self.standings.get(pcn)?.fifths[need as usize]
    }

    /// England's rank of a PCN with a return.
    pub fn rank(&self, pcn: &PcnCode, need: Need) -> Option<f64> {
        self.standings.get(pcn)?.ranks[need as usize]
    }

    /// What a PCN of the edition filed at every census since the last break of its own series, oldest first; nothing of a
    /// census where that is not known.
    pub fn history(&self, pcn: &PcnCode) -> &[(Census, Option<Return>)] {
        self.histories.get(pcn).map_or(&[], Vec::as_slice)
    }

    /// The rows of any census as a measure takes them.
    pub fn observations<'r>(&self, rows: impl IntoIterator<Item = &'r Row>, need: Need) -> Vec<Observation> {
        counted(rows)
            .map(|(row, fte, patients)| {
                // One that the edition does not have stands nowhere.
                let standing = self.standings.get(&row.pcn).copied().unwrap_or_default();
                let value = row.need.get(need);
                Observation {
                    cluster: self.cluster(row),
                    patients,
                    fte,
                    need: value,
                    fifth: standing.fifths[need as usize],
                    rank: standing.ranks[need as usize],
                    share_weight: match need {
                        Need::SupportGap => standing.drawn_share,
                        Need::Deprivation => value.map(|_| 1.0),
                    },
                }
            })
            .collect()
    }

    /// Observations with what a measure must know to read them.
    pub fn sample<'o>(&self, observations: &'o [Observation], scope: Scope, need: Need) -> Sample<'o> {
        Sample {
            observations,
            scope,
            ten_points: need.indicator().ten_points,
            england_fte_per_weight: self.fte_per_weight.get(&need).copied(),
            reliability: self.reliability.filter(|_| need == Need::SupportGap),
        }
    }
}

/// Fifths over all active PCNs with patients and a value.
fn fifths_of(section: &Section, need: Need) -> Vec<(PcnCode, Fifth)> {
    let active: Vec<&Row> = section.rows.iter().filter(|row| row.patients.is_some()).collect();
    let values: Vec<Option<f64>> = active.iter().map(|row| row.need.get(need)).collect();
    let placed = active.iter().zip(fifths(&values));
    placed.filter_map(|(row, fifth)| Some((row.pcn, fifth?))).collect()
}

/// Ranks over PCNs with patients and a value.
fn ranks_of<'r>(rows: impl IntoIterator<Item = &'r Row>, need: Need) -> Vec<(PcnCode, f64)> {
    let known: Vec<(&Row, f64, f64)> =
        rows.into_iter().filter_map(|row| Some((row, row.need.get(need)?, row.patients?))).collect();
    let values: Vec<f64> = known.iter().map(|(_, value, _)| *value).collect();
    let patients: Vec<f64> = known.iter().map(|(_, _, patients)| *patients).collect();
    let ranked = ranks(&values, &patients);
    known.iter().zip(ranked).map(|((row, _, _), rank)| (row.pcn, rank)).collect()
}
