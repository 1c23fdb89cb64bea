//! Need of a PCN, from its practices.
//!
//! A PCN keeps the value that the edition's practice map gives it, so that need does not drift along the
//! series; a PCN that is gone by then takes that of its practices at the time.

use std::collections::{BTreeMap, BTreeSet};

use super::patients::{beside, in_order, with_patients};
use super::resolved::Resolved;
use super::section::{Section, map_of};
use crate::source::{Answers, Deprivation, ListSizes, PracticeMap, Publications, Survey};
use crate::subject::error::Result;
use crate::subject::{Need, Needs, PcnCode};

/// Under this many answers a survey estimate is not shown.
pub const SMALLEST_BASE: f64 = 10.0;

/// Need by PCN on the edition's practice map, and what it is made from.
pub struct NeedValues<'a> {
    tables: Tables<'a>,
    values: BTreeMap<PcnCode, Value>,
    /// The survey of the study, for its replication.
    study: Tables<'a>,
    study_values: BTreeMap<PcnCode, Value>,
}

/// Need of one PCN, and what the survey's share is made from.
#[derive(Clone, Copy, Default)]
struct Value {
    support_gap: Option<f64>,
    deprivation: Option<f64>,
    answers: Option<(f64, f64)>,
}

impl Value {
    fn need(&self) -> Needs {
        let share = self.support_gap.map(|share| (Need::SupportGap, share));
        share.into_iter().chain(self.deprivation.map(|score| (Need::Deprivation, score))).collect()
    }
}

/// The survey that the study took need from.
pub const STUDY_SURVEY: i16 = 2019;

/// The published tables that need is made from.
struct Tables<'a> {
    survey: Option<&'a Survey>,
    deprivation: Option<&'a Deprivation>,
}

impl<'a> NeedValues<'a> {
    /// The values of the edition, whose own section is the latest.
    pub fn of(publications: &'a Publications, resolved: &Resolved, latest: &Section) -> Result<Self> {
        let tables = Tables {
            survey: resolved.survey.and_then(|year| publications.survey.get(&year)),
            deprivation: resolved.imd.and_then(|year| publications.deprivation.get(&year)),
        };
        let study = Tables { survey: publications.survey.get(&STUDY_SURVEY), deprivation: None };
        let (map, list) = (map_of(publications, latest)?, list_of(publications, latest));
        let all = |_: &PcnCode| true;
        let (values, study_values) = (tables.values(map, list, &all), study.values(map, list, &all));
        Ok(Self { tables, values, study, study_values })
    }

    /// Writes need into a section's rows.
    pub fn fill(&self, section: &mut Section, publications: &Publications) -> Result<()> {
        let mut find = in_order(&self.values);
        let gone: BTreeSet<PcnCode> =
            section.rows.iter().map(|row| row.pcn).filter(|pcn| find(pcn).is_none()).collect();
        let (mut own, mut own_study) = (BTreeMap::new(), BTreeMap::new());
        if !gone.is_empty() {
            let (map, list) = (map_of(publications, section)?, list_of(publications, section));
            let is_gone = |pcn: &PcnCode| gone.contains(pcn);
            own = self.tables.values(map, list, &is_gone);
            own_study = self.study.values(map, list, &is_gone);
        }
        let (mut find, mut find_study) = (in_order(&self.values), in_order(&self.study_values));
        for row in &mut section.rows {
            let value = find(&row.pcn).or_else(|| own.get(&row.pcn));
            // A PCN without any table of need has none, which every measure leaves out.
            let value = value.copied().unwrap_or_default();
            (row.need, row.answers) = (value.need(), value.answers);
            let study = find_study(&row.pcn).or_else(|| own_study.get(&row.pcn));
            row.study_need = study.and_then(|value| value.support_gap);
        }
        Ok(())
    }
}

fn list_of<'a>(publications: &'a Publications, section: &Section) -> Option<&'a ListSizes> {
    publications.lists.get(&section.list_date)
}

/// Two sums over a PCN's practices, the second dividing the first.
type Sums = BTreeMap<PcnCode, (f64, f64)>;

/// The answers of PCNs as a survey by PCN gives them.
fn as_published(survey: &Survey, wanted: &BTreeMap<PcnCode, Value>) -> Sums {
    let is_wanted = |(pcn, _): &(&PcnCode, &Answers)| wanted.contains_key(*pcn);
    let sums = survey.by_pcn.iter().filter(is_wanted);
    sums.map(|(pcn, answers)| (*pcn, (answers.lacked, answers.base))).collect()
}

impl Tables<'_> {
    /// Need of the wanted PCNs of a map.
    fn values(
        &self,
        map: &PracticeMap,
        list: Option<&ListSizes>,
        wanted: &dyn Fn(&PcnCode) -> bool,
    ) -> BTreeMap<PcnCode, Value> {
        let codes = map.names.keys().filter(|pcn| wanted(pcn));
        let mut values: BTreeMap<PcnCode, Value> = codes.map(|pcn| (*pcn, Value::default())).collect();
        let answers = match self.survey {
            Some(survey) if !survey.by_pcn.is_empty() => as_published(survey, &values),
            _ => self.answers(map, wanted),
        };
        let shares = answers.into_iter().filter(|(_, (_, base))| *base >= SMALLEST_BASE);
        let scores = self.scores(map, list, wanted).into_iter();
        for (pcn, (lacked, base)) in shares {
            let value = values.entry(pcn).or_default();
            value.support_gap = Some(lacked / base);
            value.answers = Some((lacked, base));
        }
        for (pcn, (score, patients)) in scores {
            values.entry(pcn).or_default().deprivation = Some(score / patients);
        }
        values
    }

    /// Weighted answers: those who lacked support, and all.
    fn answers(&self, map: &PracticeMap, wanted: &dyn Fn(&PcnCode) -> bool) -> Sums {
        let mut sums = Sums::new();
        let Some(survey) = self.survey else { return sums };
        for (_, member, answers) in beside(&map.members, &survey.answers) {
            if let Some(answers) = answers.filter(|_| wanted(&member.pcn)) {
                let sum = sums.entry(member.pcn).or_default();
                sum.0 += answers.lacked;
                sum.1 += answers.base;
            }
        }
        sums
    }

    /// Scores weighted by patients, and the patients.
    fn scores(&self, map: &PracticeMap, list: Option<&ListSizes>, wanted: &dyn Fn(&PcnCode) -> bool) -> Sums {
        let mut sums = Sums::new();
        let (Some(deprivation), Some(list)) = (self.deprivation, list) else { return sums };
        let scores = beside(&map.members, &deprivation.scores).map(|(.., score)| score);
        for ((_, member, patients), score) in with_patients(map, Some(list)).zip(scores) {
            let patients = patients.filter(|patients| *patients > 0.0 && wanted(&member.pcn));
            if let (Some(score), Some(patients)) = (score, patients) {
                let sum = sums.entry(member.pcn).or_default();
                sum.0 += score * patients;
                sum.1 += patients;
            }
        }
        sums
    }
}
