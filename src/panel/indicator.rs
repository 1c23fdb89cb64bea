//! Need of a PCN, from its practices.
//!
//! A PCN keeps the value that the edition's practice map gives it, so that need does not drift along the
//! series; a PCN that is gone by then takes that of its practices at the time.

use std::collections::{BTreeMap, BTreeSet};

use super::patients::in_order;
use super::resolved::Resolved;
use super::section::{Section, map_of};
use crate::source::{Answers, Deprivation, ListSizes, Member, Publications, Survey};
use crate::subject::error::Result;
use crate::subject::{Need, Needs, PcnCode, PracticeCode};

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
        let pcns: Vec<PcnCode> = map.names.keys().copied().collect();
        let members: Vec<(&PracticeCode, &Member)> = map.members.iter().collect();
        let values = |tables: &Tables<'_>| tables.values(&pcns, &members, list);
        Ok(Self { values: values(&tables), study_values: values(&study), tables, study })
    }

    /// Writes need into a section's rows.
    pub fn fill(&self, section: &mut Section, publications: &Publications) -> Result<()> {
        let mut find = in_order(&self.values);
        let gone: BTreeSet<PcnCode> =
            section.rows.iter().map(|row| row.pcn).filter(|pcn| find(pcn).is_none()).collect();
        let (mut own, mut own_study) = (BTreeMap::new(), BTreeMap::new());
        if !gone.is_empty() {
            let (map, list) = (map_of(publications, section)?, list_of(publications, section));
            let pcns: Vec<PcnCode> = gone.iter().filter(|pcn| map.names.contains_key(pcn)).copied().collect();
            let members: Vec<(&PracticeCode, &Member)> =
                map.members.iter().filter(|(_, member)| gone.contains(&member.pcn)).collect();
            own = self.tables.values(&pcns, &members, list);
            own_study = self.study.values(&pcns, &members, list);
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
    /// Need of some PCNs of a map, with their practices.
    fn values(
        &self,
        pcns: &[PcnCode],
        members: &[(&PracticeCode, &Member)],
        list: Option<&ListSizes>,
    ) -> BTreeMap<PcnCode, Value> {
        let mut values: BTreeMap<PcnCode, Value> = pcns.iter().map(|pcn| (*pcn, Value::default())).collect();
        let answers = match self.survey {
            Some(survey) if !survey.by_pcn.is_empty() => as_published(survey, &values),
            _ => self.answers(members),
        };
        let shares = answers.into_iter().filter(|(_, (_, base))| *base >= SMALLEST_BASE);
        for (pcn, (lacked, base)) in shares {
            let value = values.entry(pcn).or_default();
            value.support_gap = Some(lacked / base);
            value.answers = Some((lacked, base));
        }
        for (pcn, (score, patients)) in self.scores(members, list) {
            values.entry(pcn).or_default().deprivation = Some(score / patients);
        }
        values
    }

    /// Weighted answers: those who lacked support, and all.
    fn answers(&self, members: &[(&PracticeCode, &Member)]) -> Sums {
        let mut sums = Sums::new();
        let Some(survey) = self.survey else { return sums };
        for (practice, member) in members {
            if let Some(answers) = survey.answers.get(practice) {
                let sum = sums.entry(member.pcn).or_default();
                sum.0 += answers.lacked;
                sum.1 += answers.base;
            }
        }
        sums
    }

    /// Scores weighted by patients, and the patients.
    fn scores(&self, members: &[(&PracticeCode, &Member)], list: Option<&ListSizes>) -> Sums {
        let mut sums = Sums::new();
        let (Some(deprivation), Some(list)) = (self.deprivation, list) else { return sums };
        for (practice, member) in members {
            let score = deprivation.scores.get(practice);
            let patients = list.patients.get(practice).filter(|patients| **patients > 0.0);
            if let (Some(score), Some(patients)) = (score, patients) {
                let sum = sums.entry(member.pcn).or_default();
                sum.0 += score * patients;
                sum.1 += patients;
            }
        }
        sums
    }
}
