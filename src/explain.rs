//! A figure traced back: its formula, its inputs, and the published rows that it is made from.

mod behind;
mod words;

use std::collections::BTreeSet;

use crate::analysis::{Edition, standing_for};
use crate::text::claim::{Basis, Claim};
pub use words::{derived, words};

use crate::measure::Fifth;
use crate::panel::{Panel, Reconfigured, Row, STUDY_SURVEY, Section, Unplaced};
use crate::source::{FiledRow, Publications};
use crate::subject::error::{Error, Result};
use crate::subject::{INDICATORS, IcbCode, PcnCode, PracticeCode};

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
            let likeness = |claim: &Claim| strsim::jaro_winkler(&claim.id, id);
            let mut near: Vec<&Claim> = claims.iter().collect();
            near.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)).then_with(|| a.id.cmp(&b.id)));
            let names: Vec<&str> = near.iter().take(3).map(|claim| claim.id.as_str()).collect();
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
        let fifth = fifth_of(claim);
        let place = self.edition.places.get(claim.area());
        let named = self.named(claim);
        let stray = claim.id.contains("/without-patients/fte");
        let wanted = |row: &&Row| match &named {
            Some(named) => named.contains(&row.pcn),
            None if stray => place.is_none_or(|place| place.contains(row)) && row.patients.is_none(),
            None => {
                place.is_none_or(|place| place.contains(row))
                    && (!rated || row.patients.is_some())
                    && fifth.is_none_or(|wanted| self.fifth(claim, row) == Some(wanted))
                    && claim.part().is_none_or(|part| self.came_from(row) == Some(part))
            }
        };
        section.rows.iter().filter(wanted).collect()
    }

    /// The PCNs that a claim names: one, with what it was made of at an earlier census, or those that became others.
    fn named(self, claim: &Claim) -> Option<BTreeSet<PcnCode>> {
        if let Some((_, which)) = claim.id.split_once("/reconfigured/") {
            let first = |found: &&Reconfigured| {
                found
                    .from
                    .first()
                    .is_some_and(|pcn| which.starts_with(&format!("{}/{}/", found.after, pcn.code)))
            };
            let found = self.panel.lineage.reconfigured.iter().find(first)?;
            return Some(found.from.iter().map(|pcn| pcn.code.clone()).collect());
        }
        let pcn = claim.pcn()?;
        if claim.census == self.edition.edition {
            return Some(BTreeSet::from([pcn]));
        }
        Some(self.panel.lineage.made_of(&pcn, claim.census))
    }

    /// The practices in no PCN behind a claim that is of such.
    fn unplaced(self, claim: &Claim) -> Option<Vec<Listed>> {
        let mapped = claim.id.contains("/left-out/in-no-pcn/");
        if !mapped && !claim.id.contains("/left-out/not-in-map/") {
            return None;
        }
        let place = self.edition.places.get(claim.area());
        let here =
            |p: &&Unplaced| p.mapped == mapped && place.is_none_or(|place| place.contains(&standing_for(p)));
        let listed = |p: &Unplaced| {
            Some(Listed {
                pcn: PcnCode::given("no PCN"),
                practice: p.practice.clone(),
                patients: p.patients?,
            })
        };
        Some(self.panel.unplaced.iter().filter(here).filter_map(listed).collect())
    }

    /// Whether a claim is the sum, or the rate, of exactly the rows that are listed for it.
    pub fn adds_up(self, claim: &Claim) -> bool {
        const TAKES_FEWER: [&str; 6] =
            ["/matched/", "/change/", "/otherwise/", "/rate-low", "/rate-high", "/completeness"];
        let last = claim.id.rsplit('/').next().unwrap_or_default();
        ["fte", "patients", "rate", "contracted-fte"].contains(&last)
            && !TAKES_FEWER.iter().any(|part| claim.id.contains(part))
    }

    fn section(self, claim: &Claim) -> Option<&'a Section> {
        self.panel.sections.iter().find(|section| section.census == claim.census)
    }

    fn fifth(self, claim: &Claim, row: &Row) -> Option<Fifth> {
        let need = INDICATORS.iter().find(|i| claim.id.contains(&format!("/fifths/{}/", i.id)))?.need;
        let pcn = self.edition.england.pcns.iter().find(|pcn| pcn.code == row.pcn)?;
        pcn.fifth.get(&need).copied()
    }

    /// The ICB that a PCN was in on other boundaries, or the one that it began in.
    fn came_from(self, row: &'a Row) -> Option<&'a str> {
        let before = self.panel.drawn.before.as_ref()?;
        before.icbs.get(&row.pcn).or(row.icb.as_ref()).map(IcbCode::as_str)
    }

    /// The rows of the workforce file behind a claim, in the role that is counted, in the order of the file.
    pub fn filed(self, claim: &Claim) -> Vec<Filed> {
        let Some(workforce) = self.publications.workforce.get(&claim.census) else { return Vec::new() };
        let mut filed: Vec<Filed> = self
            .rows(claim)
            .into_iter()
            .filter_map(|row| Some((row, workforce.filings.get(&row.pcn)?)))
            .flat_map(|(row, filing)| {
                let counted = filing.rows.iter().filter(|filed| filed.role == self.edition.role);
                counted.map(|filed| Filed { pcn: row.pcn.clone(), row: *filed })
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
                Some(Listed { pcn: member.pcn.clone(), practice: practice.clone(), patients })
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
                Basis::StudySurvey => {
                    let survey = self.publications.survey.get(&STUDY_SURVEY);
                    parts.extend(survey.map(|survey| survey.file.clone()));
                }
            }
        }
        if claim.pcn().is_none() && self.edition.england.code != claim.area() {
            let drawn = &self.panel.drawn;
            let map = drawn.reference_map(self.publications).map(|map| &map.file);
            let own = drawn.geography.file().map(|own| &own.file);
            parts.extend(map.or(own).map(|file| format!("areas by {file}")));
        }
        parts.join("; ")
    }

    fn local_line(self, claim: &Claim) -> Option<String> {
        let areas = self.edition.areas.iter().chain([&self.edition.england]);
        let local = areas.filter(|area| area.code == claim.area()).find_map(|area| area.local.as_ref())?;
        let rows: Vec<String> = local.rows_of(&claim.id).iter().map(usize::to_string).collect();
        Some(format!("{}: rows {}", local.file, rows.join(", ")))
    }

    fn workforce_line(self, claim: &Claim) -> Option<String> {
        let file = &self.publications.workforce.get(&claim.census)?.file;
        let filed = self.filed(claim);
        if claim.pcn().is_none() && filed.len() > 3 {
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

/// The fifth that a claim is of.
fn fifth_of(claim: &Claim) -> Option<Fifth> {
    let rest = claim.id.split_once("/fifths/")?.1;
    Fifth::ALL.into_iter().find(|fifth| rest.contains(&format!("/{}/", fifth.id())))
}
