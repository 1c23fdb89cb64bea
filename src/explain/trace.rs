//! What stands behind a claim: the PCNs, rows and practices that it is made from.

use std::collections::BTreeSet;

use crate::analysis::{Edition, standing_for};
use crate::measure::Fifth;
use crate::panel::{Panel, Reconfigured, Row, STUDY_SURVEY, Section, Unplaced};
use crate::source::{FiledRow, Publications};
use crate::subject::digest::fingerprint_start;
use crate::subject::error::{Error, Result};
use crate::subject::{IcbCode, Need, PcnCode, PracticeCode};
use crate::text::{Basis, Claim, Subject};

/// What a figure is traced through.
#[derive(Clone, Copy)]
pub struct Trace<'a> {
    /// The tables as published.
    pub publications: &'a Publications,
    /// PCNs by census.
    pub panel: &'a Panel,
    /// The figures.
    pub edition: &'a Edition,
}

/// A link-worker row of the workforce file.
#[derive(Clone, Debug)]
pub struct Filed {
    /// The PCN that filed it.
    pub pcn: PcnCode,
    /// The row.
    pub row: FiledRow,
}

/// A practice's part in a figure.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The practice's PCN.
    pub pcn: PcnCode,
    /// The practice.
    pub practice: PracticeCode,
    /// Its registered patients.
    pub patients: f64,
}

impl<'a> Trace<'a> {
    /// A claim by its id.
    ///
    /// # Errors
    /// Where there is none; near misses are suggested.
    pub fn claim(self, id: &str) -> Result<&'a Claim> {
        let claims = &self.edition.claims;
        claims.find(id).ok_or_else(|| {
            let likeness = |name: &String| strsim::jaro_winkler(name, id);
            let mut names: Vec<String> = claims.iter().map(|claim| claim.id.to_string()).collect();
            names.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then_with(|| a.cmp(b)));
            names.truncate(3);
            Error::Unknown {
                asked: format!("there is no claim `{id}` in this edition"),
                available: format!("the nearest are {}; claims.csv lists those printed", names.join(", ")),
            }
        })
    }

    /// The PCNs that a claim is made from, at its census.
    pub fn rows(self, claim: &Claim) -> Vec<&'a Row> {
        let Some(section) = self.section(claim) else { return Vec::new() };
        let rated = claim.basis().contains(&Basis::ListSize);
        if let Some(named) = self.named(claim) {
            return named.iter().filter_map(|pcn| section.row(pcn)).collect();
        }
        let wanted = |row: &&Row| {
            let counted = !rated || row.patients.is_some();
            match &claim.id.subject {
                Subject::WithoutPatients => row.patients.is_none(),
                Subject::Fifth(need, fifth) => counted && self.fifth(row, *need) == Some(*fifth),
                Subject::FormerIcb(icb) => counted && self.came_from(row) == Some(icb),
                Subject::Area | Subject::Unplaced { .. } | Subject::SimilarIcb(_) | Subject::Employer(_) => {
                    counted
                }
                // Named, and returned above.
                Subject::Pcn(_) | Subject::Reconfigured(..) => false,
            }
        };
        self.of_area(claim, section).into_iter().filter(wanted).collect()
    }

    /// The rows of a claim's area; all where it is of no area.
    pub(super) fn of_area(self, claim: &Claim, section: &'a Section) -> Vec<&'a Row> {
        match self.edition.area(&claim.id.area) {
            Some(area) => area.place.within.rows(section),
            None => section.rows.iter().collect(),
        }
    }

    /// The PCNs that a claim names: one, with what it was made of at an earlier census, or those that became others;
    /// none where it names an area or a part of one.
    fn named(self, claim: &Claim) -> Option<BTreeSet<PcnCode>> {
        let lineage = &self.panel.lineage;
        Some(match &claim.id.subject {
            Subject::Pcn(pcn) if claim.id.census == self.edition.edition => BTreeSet::from([*pcn]),
            Subject::Pcn(pcn) => lineage.made_of(pcn, claim.id.census),
            Subject::Reconfigured(after, first) => {
                let is_it = |found: &&Reconfigured| {
                    found.after == *after && found.from.first().is_some_and(|pcn| pcn.code == *first)
                };
                let found = lineage.reconfigured.iter().find(is_it);
                found.iter().flat_map(|found| &found.from).map(|pcn| pcn.code).collect()
            }
            _ => return None,
        })
    }

    /// The practices in no PCN behind a claim that is of such.
    fn unplaced(self, claim: &Claim) -> Option<Vec<Listed>> {
        let Subject::Unplaced { mapped } = claim.id.subject else { return None };
        let place = self.edition.area(&claim.id.area).map(|area| &area.place);
        let here = |p: &&Unplaced| {
            p.mapped == mapped && place.is_none_or(|place| place.within.has(&standing_for(p)))
        };
        let listed = |p: &Unplaced| {
            Some(Listed { pcn: PcnCode::given("no PCN")?, practice: p.practice, patients: p.patients? })
        };
        Some(self.panel.unplaced.iter().filter(here).filter_map(listed).collect())
    }

    fn section(self, claim: &Claim) -> Option<&'a Section> {
        self.panel.sections.iter().find(|section| section.census == claim.id.census)
    }

    fn fifth(self, row: &Row, need: Need) -> Option<Fifth> {
        let pcn = self.edition.england.own.pcns.iter().find(|pcn| pcn.code == row.pcn)?;
        pcn.fifth.get(&need).copied()
    }

    /// The ICB that a PCN was in on other boundaries, or the one that it began in.
    fn came_from(self, row: &'a Row) -> Option<&'a IcbCode> {
        let before = self.panel.drawn.before.as_ref()?;
        before.icbs.get(&row.pcn).or(row.icb.as_ref())
    }

    /// The rows of the workforce file behind a claim, in the role that is counted, in the order of the file.
    pub fn filed(self, claim: &Claim) -> Vec<Filed> {
        let Some(workforce) = self.publications.workforce.get(&claim.id.census) else { return Vec::new() };
        let mut filed: Vec<Filed> = self
            .rows(claim)
            .into_iter()
            .filter_map(|row| Some((row, workforce.filings.get(&row.pcn)?)))
            .flat_map(|(row, filing)| {
                let counted = filing.rows.iter().filter(|filed| filed.role == self.edition.role);
                counted.map(|filed| Filed { pcn: row.pcn, row: *filed })
            })
            .collect();
        filed.sort_by_key(|filed| filed.row.row);
        filed
    }

    /// The practices behind a claim's patients, those of PCNs with a return unless the claim is of one PCN.
    pub fn listed(self, claim: &Claim) -> Vec<Listed> {
        if let Some(unplaced) = self.unplaced(claim) {
            return unplaced;
        }
        let Some(section) = self.section(claim) else { return Vec::new() };
        let publications = self.publications;
        let Some((map, list)) = section.map(publications).zip(publications.lists.get(&section.list_date))
        else {
            return Vec::new();
        };
        let rows = self.rows(claim);
        let named = self.named(claim).is_some();
        let filed = rows.iter().filter(|row| named || row.filed.fte().is_some());
        let pcns: BTreeSet<&PcnCode> = filed.map(|row| &row.pcn).collect();
        let members = map.members.iter().filter(|(_, member)| pcns.contains(&member.pcn));
        members
            .filter_map(|(practice, member)| {
                let patients = *list.patients.get(practice)?;
                Some(Listed { pcn: member.pcn, practice: *practice, patients })
            })
            .collect()
    }

    /// The files and rows behind a claim, on one line.
    pub fn source(self, claim: &Claim) -> String {
        let mut parts = Vec::new();
        let section = self.section(claim);
        for basis in claim.basis() {
            match basis {
                Basis::Workforce => parts.extend(self.workforce_line(claim)),
                Basis::ListSize => {
                    let list = section.and_then(|section| self.publications.lists.get(&section.list_date));
                    parts.extend(list.map(|list| format!("{}: its practices", list.files.join(" + "))));
                }
                Basis::PracticeMap => {
                    let map = section.and_then(|section| section.map(self.publications));
                    parts.extend(map.map(|map| map.file.clone()));
                }
                Basis::Need => parts.extend(self.need_files()),
                Basis::Local => parts.extend(self.local_line(claim)),
                Basis::EarlierEdition => parts.extend(self.earlier_line()),
                Basis::StudySurvey => {
                    let survey = self.publications.survey.get(&STUDY_SURVEY);
                    parts.extend(survey.map(|survey| survey.file.clone()));
                }
            }
        }
        let is_drawn =
            !matches!(claim.id.subject, Subject::Pcn(_)) && claim.basis() != [Basis::EarlierEdition];
        if is_drawn && *self.edition.england.place.code != *claim.id.area {
            let drawn = &self.panel.drawn;
            let map = drawn.reference_map(self.publications).map(|map| &map.file);
            let own = drawn.geography.file().map(|own| &own.file);
            parts.extend(map.or(own).map(|file| format!("areas by {file}")));
        }
        parts.join("; ")
    }

    /// Which edition a figure of an earlier one is of, and what was read of it.
    fn earlier_line(self) -> Option<String> {
        let of = &self.edition.compared_with.as_ref()?.of;
        let files: Vec<&str> = of.files.iter().map(|file| file.file.as_str()).collect();
        Some(format!(
            "edition {}, inputs {}: {}",
            of.edition,
            fingerprint_start(&of.fingerprint),
            files.join(" + ")
        ))
    }

    fn local_line(self, claim: &Claim) -> Option<String> {
        let areas = self.edition.areas.iter().chain([&self.edition.england]);
        let local = areas
            .filter(|area| *area.place.code == *claim.id.area)
            .find_map(|area| area.own.local.as_ref())?;
        let rows: Vec<String> = local.rows_of(&claim.id.subject).iter().map(usize::to_string).collect();
        Some(format!("{}: rows {}", local.file, rows.join(", ")))
    }

    fn workforce_line(self, claim: &Claim) -> Option<String> {
        let file = &self.publications.workforce.get(&claim.id.census)?.file;
        let filed = self.filed(claim);
        if !matches!(claim.id.subject, Subject::Pcn(_)) && filed.len() > 3 {
            return Some(format!("{file}: {} rows", filed.len()));
        }
        let rows: Vec<String> = filed.iter().map(|filed| filed.row.row.to_string()).collect();
        let rows = if rows.is_empty() {
            "no row in the role".to_owned()
        } else {
            format!("rows {}", rows.join(", "))
        };
        Some(format!("{file}: {rows}"))
    }

    fn need_files(self) -> Vec<String> {
        let choice = &self.panel.resolved;
        let survey =
            choice.survey.and_then(|year| self.publications.survey.get(&year)).map(|s| s.file.clone());
        let index =
            choice.imd.and_then(|year| self.publications.deprivation.get(&year)).map(|d| d.file.clone());
        survey.into_iter().chain(index).collect()
    }
}
