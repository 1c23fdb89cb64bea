//! Need of a PCN, from its practices.
//!
//! A PCN keeps the value that the edition's practice map gives it, so that need does not drift along the
//! series; a PCN that is gone by then takes that of its practices at the time.

use std::collections::BTreeMap;

use super::geography::map_of;
use super::{Choice, Section};
use crate::error::Result;
use crate::source::{Deprivation, ListSizes, PracticeMap, Publications, Survey};
use crate::subject::{Need, PcnCode};

/// Under this many answers a survey estimate is not shown.
const SMALLEST_BASE: f64 = 10.0;

/// Need by PCN on the edition's practice map, and what it is made from.
pub struct NeedValues<'a> {
    tables: Tables<'a>,
    values: BTreeMap<PcnCode, BTreeMap<Need, f64>>,
}

/// The published tables that need is made from.
struct Tables<'a> {
    survey: Option<&'a Survey>,
    deprivation: Option<&'a Deprivation>,
}

impl<'a> NeedValues<'a> {
    /// The values of the edition, whose own section is the latest.
    pub fn of(publications: &'a Publications, choice: &Choice, latest: &Section) -> Result<Self> {
        let tables = Tables {
            survey: choice.survey.and_then(|year| publications.survey.get(&year)),
            deprivation: choice.imd.and_then(|year| publications.deprivation.get(&year)),
        };
        let values = tables.values(map_of(publications, latest)?, list_of(publications, latest));
        Ok(Self { tables, values })
    }

    /// Writes need into a section's rows.
    pub fn fill(&self, section: &mut Section, publications: &Publications) -> Result<()> {
        let gone = section.rows.iter().any(|row| !self.values.contains_key(&row.pcn));
        let own = if gone {
            self.tables.values(map_of(publications, section)?, list_of(publications, section))
        } else {
            BTreeMap::new()
        };
        for row in &mut section.rows {
            let value = self.values.get(&row.pcn).or_else(|| own.get(&row.pcn));
            row.need = value.cloned().unwrap_or_default();
        }
        Ok(())
    }
}

fn list_of<'a>(publications: &'a Publications, section: &Section) -> Option<&'a ListSizes> {
    publications.lists.get(&section.list_date)
}

/// Two sums over a PCN's practices, the second dividing the first.
type Sums = BTreeMap<PcnCode, (f64, f64)>;

impl Tables<'_> {
    /// Need of every PCN of a map.
    fn values(&self, map: &PracticeMap, list: Option<&ListSizes>) -> BTreeMap<PcnCode, BTreeMap<Need, f64>> {
        let mut values: BTreeMap<PcnCode, BTreeMap<Need, f64>> =
            map.names.keys().map(|pcn| (pcn.clone(), BTreeMap::new())).collect();
        let shares = self.answers(map).into_iter().filter(|(_, (_, base))| *base >= SMALLEST_BASE);
        let scores = self.scores(map, list).into_iter();
        for (pcn, (lacked, base)) in shares {
            values.entry(pcn).or_default().insert(Need::SupportGap, lacked / base);
        }
        for (pcn, (score, patients)) in scores {
            values.entry(pcn).or_default().insert(Need::Deprivation, score / patients);
        }
        values
    }

    /// Weighted answers: those who lacked support, and all.
    fn answers(&self, map: &PracticeMap) -> Sums {
        let mut sums = Sums::new();
        let Some(survey) = self.survey else { return sums };
        for (practice, member) in &map.members {
            if let Some(answers) = survey.answers.get(practice) {
                let sum = sums.entry(member.pcn.clone()).or_default();
                sum.0 += answers.lacked;
                sum.1 += answers.base;
            }
        }
        sums
    }

    /// Scores weighted by patients, and the patients.
    fn scores(&self, map: &PracticeMap, list: Option<&ListSizes>) -> Sums {
        let mut sums = Sums::new();
        let (Some(deprivation), Some(list)) = (self.deprivation, list) else { return sums };
        for (practice, member) in &map.members {
            let score = deprivation.scores.get(practice);
            let patients = list.patients.get(practice).filter(|patients| **patients > 0.0);
            if let (Some(score), Some(patients)) = (score, patients) {
                let sum = sums.entry(member.pcn.clone()).or_default();
                sum.0 += score * patients;
                sum.1 += patients;
            }
        }
        sums
    }
}
