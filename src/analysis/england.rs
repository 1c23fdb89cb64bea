//! England at the edition: fifths, ranks and clusters that every area shares.

use std::collections::{BTreeMap, BTreeSet};

use crate::measure::rank::{fifths, ranks};
use crate::measure::rate::Provision;
use crate::measure::slope_parts::reliability;
use crate::measure::survey::{Answers, drawn_shares};
use crate::measure::{Fifth, Observation, Sample, Scope, fair_share};
use crate::panel::{Panel, Row, Section};
use crate::subject::error::Result;
use crate::subject::{INDICATORS, IcbCode, Indicator, Need, PcnCode};

/// What every area's analysis looks things up in.
#[derive(Clone)]
pub struct England<'a> {
    /// The whole panel.
    pub panel: &'a Panel,
    /// The edition's own census.
    pub latest: &'a Section,
    /// England's fifths by indicator, over all active PCNs with patients and a value.
    fifths: BTreeMap<Need, BTreeMap<PcnCode, Fifth>>,
    /// England's ranks by indicator, over PCNs with a return as well.
    ranks: BTreeMap<Need, BTreeMap<PcnCode, f64>>,
    /// The edition's ICBs.
    icbs: BTreeSet<IcbCode>,
    /// An index for each ICB, the edition's first; earlier censuses have others where they are taken as published.
    clusters: BTreeMap<IcbCode, u32>,
    /// England's FTE per weighted patient by indicator.
    fte_per_weight: BTreeMap<Need, f64>,
    /// The shares that lack support, drawn towards those of ICBs.
    drawn_shares: BTreeMap<PcnCode, f64>,
    /// How reliable the survey's values are; none where the survey is not there.
    reliability: Option<f64>,
    /// The same with ranks over PCNs without a return too.
    if_all_filed: Option<Box<Self>>,
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
            fifths: BTreeMap::new(),
            ranks: BTreeMap::new(),
            clusters,
            fte_per_weight: BTreeMap::new(),
            drawn_shares: BTreeMap::new(),
            reliability: reliability(&answers(latest)),
            if_all_filed: None,
        };
        england.drawn_shares = england.shares();
        for indicator in INDICATORS {
            let need = indicator.need;
            england.fifths.insert(need, fifths_of(latest, need));
            england.ranks.insert(need, ranks_of(counted(&latest.rows).map(|(row, ..)| row), need));
            let all = england.observations(&latest.rows, need);
            if let Some(level) = fair_share::fte_per_weight(&all) {
                england.fte_per_weight.insert(need, level);
            }
        }
        let all = |indicator: &&Indicator| (indicator.need, ranks_of(&latest.rows, indicator.need));
        let ranks = INDICATORS.iter().map(all).collect();
        england.if_all_filed = Some(Box::new(Self { ranks, ..england.clone() }));
        Ok(england)
    }

    /// England if every PCN had made a return: each then has a place in its order.
    pub fn if_all_filed(&self) -> &Self {
        self.if_all_filed.as_deref().unwrap_or(self)
    }

    /// The shares that lack support, drawn towards those of ICBs, over active PCNs with a value and an ICB.
    fn shares(&self) -> BTreeMap<PcnCode, f64> {
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

    /// What a PCN's list size is multiplied by in fair shares.
    fn share_weight(&self, row: &Row, need: Need) -> Option<f64> {
        match need {
            Need::SupportGap => self.drawn_shares.get(&row.pcn).copied(),
            Need::Deprivation => row.need.get(&need).map(|_| 1.0),
        }
    }

    /// The edition's ICBs, by code.
    pub fn icbs(&self) -> Vec<IcbCode> {
        self.icbs.iter().cloned().collect()
    }

    /// Indicators that any PCN has a value of, the preferred first.
    pub fn needs(&self) -> Vec<Need> {
        let known = |need: &Need| self.fifths.get(need).is_some_and(|fifths| !fifths.is_empty());
        INDICATORS.iter().map(|indicator| indicator.need).filter(known).collect()
    }

    /// Indicators to measure by: those with values, or else the chosen one, by which each measure says that it lacks need.
    pub fn measured_by(&self) -> Vec<Need> {
        let needs = self.needs();
        if needs.is_empty() { vec![self.panel.resolved.need] } else { needs }
    }

    /// How many PCNs have patients and a value of an indicator.
    pub fn known(&self, need: Need) -> usize {
        self.fifths.get(&need).map_or(0, BTreeMap::len)
    }

    /// The PCNs of one of England's fifths.
    pub fn in_fifth(&self, need: Need, fifth: Fifth) -> BTreeSet<PcnCode> {
        let members = self.fifths.get(&need).into_iter().flatten();
        members.filter(|(_, of)| **of == fifth).map(|(pcn, _)| *pcn).collect()
    }

    /// England's fifth of a PCN.
    pub fn fifth(&self, pcn: &PcnCode, need: Need) -> Option<Fifth> {
        self.fifths.get(&need)?.get(pcn).copied()
    }

    /// England's rank of a PCN with a return.
    pub fn rank(&self, pcn: &PcnCode, need: Need) -> Option<f64> {
        self.ranks.get(&need)?.get(pcn).copied()
    }

    /// The rows of any census as a measure takes them.
    pub fn observations<'r>(&self, rows: impl IntoIterator<Item = &'r Row>, need: Need) -> Vec<Observation> {
        counted(rows)
            .map(|(row, fte, patients)| Observation {
                cluster: self.cluster(row),
                patients,
                fte,
                need: row.need.get(&need).copied(),
                fifth: self.fifth(&row.pcn, need),
                rank: self.rank(&row.pcn, need),
                share_weight: self.share_weight(row, need),
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
            limits: true,
        }
    }
}

/// Fifths over all active PCNs with patients and a value.
fn fifths_of(section: &Section, need: Need) -> BTreeMap<PcnCode, Fifth> {
    let active: Vec<&Row> = section.rows.iter().filter(|row| row.patients.is_some()).collect();
    let values: Vec<Option<f64>> = active.iter().map(|row| row.need.get(&need).copied()).collect();
    let placed = active.iter().zip(fifths(&values));
    placed.filter_map(|(row, fifth)| Some((row.pcn, fifth?))).collect()
}

/// Ranks over PCNs with patients and a value.
fn ranks_of<'r>(rows: impl IntoIterator<Item = &'r Row>, need: Need) -> BTreeMap<PcnCode, f64> {
    let known: Vec<(&Row, f64, f64)> =
        rows.into_iter().filter_map(|row| Some((row, *row.need.get(&need)?, row.patients?))).collect();
    let values: Vec<f64> = known.iter().map(|(_, value, _)| *value).collect();
    let patients: Vec<f64> = known.iter().map(|(_, _, patients)| *patients).collect();
    let ranked = ranks(&values, &patients);
    known.iter().zip(ranked).map(|((row, _, _), rank)| (row.pcn, rank)).collect()
}
