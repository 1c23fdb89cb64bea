//! What the pages of an edition must say of its data: late extracts, gaps, what no rate counts, what changed its make-up.

use std::collections::BTreeSet;

use super::edition::EditionFound;
use crate::analysis::{Level, NEAR_MONTHS};
use crate::document::reconfiguration;
use crate::panel::reconcile::Compared;
use crate::panel::{self, Options, Panel, Return, Row, Section};
use crate::source::{Publications, lookup};
use crate::subject::error::Result;
use crate::subject::problem::{Fault, Problem, Problems, faults};
use crate::subject::{Census, IcbCode, Need, PcnCode, day_in_words};

/// What the pages of an edition must say of its data; nothing where it cannot be made.
pub fn of_edition(
    publications: &Publications,
    edition: &EditionFound,
    options: &Options,
) -> Result<Problems> {
    let mut problems = Problems::default();
    let census = edition.census();
    let options = Options { edition: Some(census), ..options.clone() };
    let Ok(panel) = panel::assemble(publications, &options) else { return Ok(problems) };
    let latest = panel.latest()?;
    let of = EditionChecked { panel: &panel, latest, name: census.to_string() };
    let found = [
        of.extracts(),
        of.left_out(),
        of.gaps(),
        of.without_patients(),
        of.straddling(),
        of.returns()?,
        of.need(),
        of.coverage(publications),
        of.list_jumps(),
        of.reconfigured(),
        of.in_no_pcn(),
        of.icbs()?,
        of.other_role(),
        of.breaks(),
    ];
    found.into_iter().flatten().for_each(|problem| problems.push(problem));
    for compared in edition.reconciliation().iter().filter(|compared| !compared.agrees) {
        problems.push(of.differs(compared));
    }
    Ok(problems)
}

/// The edition that is looked into.
struct EditionChecked<'a> {
    panel: &'a Panel,
    latest: &'a Section,
    name: String,
}

impl EditionChecked<'_> {
    fn problem(&self, fault: &'static Fault, found: String, expected: &str) -> Problem {
        Problem::new(fault, &self.name, found, expected)
    }

    /// Extracts over six months from a census.
    fn extracts(&self) -> Vec<Problem> {
        let far = |section: &Section| {
            [("list sizes", section.list_date), ("practice map", section.map_date)]
                .into_iter()
                .filter(|(_, day)| section.census.is_over(NEAR_MONTHS, *day))
                .map(|(what, day)| {
                    let found = format!("{what} of {} for {}", day_in_words(day), section.census.words());
                    self.problem(&faults::EXTRACT_FAR, found, "an extract within six months")
                })
                .collect::<Vec<_>>()
        };
        self.panel.sections.iter().flat_map(far).collect()
    }

    fn left_out(&self) -> Vec<Problem> {
        let left = self.panel.left_out.iter();
        left.map(|(census, why)| {
            let found = format!("{}: {why}", census.words());
            self.problem(&faults::CENSUS_LEFT_OUT, found, "extracts within 18 months")
        })
        .collect()
    }

    /// Quarters without a workforce file between the first and the last.
    fn gaps(&self) -> Vec<Problem> {
        let gaps = self.panel.gaps();
        gaps.map(|[before, after]| {
            let found = format!("no census between {} and {}", before.words(), after.words());
            self.problem(&faults::CENSUS_GAP, found, "a census each quarter")
        })
        .collect()
    }

    fn without_patients(&self) -> Vec<Problem> {
        let rows = self.latest.rows.iter().filter(|row| row.patients.is_none());
        rows.map(|row| {
            let filed = row.filed.fte().map_or("no return".to_owned(), |fte| format!("{fte:.2} FTE"));
            let found = format!("{} {} with {filed} and no registered patients", row.pcn, row.name);
            self.problem(&faults::NO_PATIENTS, found, "practices with list sizes in the practice map")
        })
        .collect()
    }

    fn straddling(&self) -> Vec<Problem> {
        let rows = self.latest.rows.iter().filter(|row| row.spans.len() > 1);
        rows.map(|row| {
            let places: Vec<String> =
                row.spans.iter().map(|(icb, patients)| format!("{patients:.0} patients in {icb}")).collect();
            let counts = row.icb.as_ref().map_or("none", IcbCode::as_str);
            let found =
                format!("{} {} with {}; it counts in {counts}", row.pcn, row.name, places.join(" and "));
            self.problem(&faults::STRADDLES, found, "a PCN in one ICB")
        })
        .collect()
    }

    /// Areas under 95% complete, and PCNs without a return by name.
    fn returns(&self) -> Result<Vec<Problem>> {
        let icbs: BTreeSet<&IcbCode> = self.latest.rows.iter().filter_map(|row| row.icb.as_ref()).collect();
        let mut problems = Vec::new();
        for icb in icbs {
            let rows: Vec<&Row> =
                self.latest.rows.iter().filter(|row| row.icb.as_ref() == Some(icb)).collect();
            let level = Level::of(&rows);
            let fault = match level.why_not_shown() {
                Some(_) => &faults::INCOMPLETE,
                None if level.returns.is_amber() => &faults::NEARLY_COMPLETE,
                None => continue,
            };
            // A sum of nothing is minus zero.
            let share = level.returns.completeness.map_or(0.0, |share| share.get().abs());
            let name = self.panel.drawn.name(icb)?;
            let missing: Vec<String> = rows
                .iter()
                .filter(|row| row.filed == Return::NoReturn)
                .map(|row| format!("{} {}", row.pcn, row.name))
                .collect();
            let found = format!(
                "{name} ({icb}) {:.1}% complete; no return from {}",
                100.0 * share,
                missing.join(", ")
            );
            problems.push(self.problem(fault, found, "returns that cover 95% of patients"));
        }
        Ok(problems)
    }

    /// Indicators that many PCNs have no value of.
    fn need(&self) -> Vec<Problem> {
        let active: Vec<&Row> = self.latest.rows.iter().filter(|row| row.patients.is_some()).collect();
        let chosen =
            [(Need::SupportGap, self.panel.resolved.survey), (Need::Deprivation, self.panel.resolved.imd)];
        let used = chosen.into_iter().filter(|(_, year)| year.is_some());
        used.filter_map(|(need, year)| {
            let known = active.iter().filter(|row| row.need.get(need).is_some()).count();
            let year = year?;
            (known * 10 < active.len() * 9).then(|| {
                let found = format!("{} {year} with a value for {known} of {} PCNs", need.id(), active.len());
                self.problem(&faults::NEED_COVERAGE, found, "a value for nine PCNs in ten")
            })
        })
        .collect()
    }

    /// Practices of the map that the list sizes lack.
    fn coverage(&self, publications: &Publications) -> Vec<Problem> {
        let map = self.latest.map(publications);
        let list = publications.lists.get(&self.latest.list_date);
        let Some((map, list)) = map.zip(list) else { return Vec::new() };
        let without = map.members.keys().filter(|practice| !list.patients.contains_key(practice)).count();
        let found = format!(
            "{without} of {} practices of `{}` not in `{}`",
            map.members.len(),
            map.file,
            list.files.join("` and `")
        );
        (without > 0)
            .then(|| self.problem(&faults::LIST_LACKS, found, "a list size for every practice"))
            .into_iter()
            .collect()
    }

    /// PCNs whose list differs by over a quarter from the census before.
    fn list_jumps(&self) -> Vec<Problem> {
        let jumps = self.panel.lineage.jumps.iter();
        jumps
            .map(|jump| {
                let codes: Vec<&str> = jump.pcns.iter().map(PcnCode::as_str).collect();
                let ([then, now], [first, last]) = (jump.patients, jump.days.map(day_in_words));
                let found = format!(
                    "{} {} with {then:.0} patients on {first} and {now:.0} on {last}: {}",
                    codes.join(" "),
                    jump.name,
                    jump.cause()
                );
                self.problem(&faults::LIST_JUMP, found, "a change of a quarter at the most")
            })
            .collect()
    }

    /// Mergers, splits, new codes and new names of PCNs.
    fn reconfigured(&self) -> Vec<Problem> {
        let found = self.panel.lineage.reconfigured.iter();
        found
            .map(|found| {
                let ends = [found.from.as_slice(), found.to.as_slice()];
                let words = reconfiguration::words(found.kind, ends, found.maps).plain();
                let codes =
                    ends.map(|end| end.iter().map(|pcn| pcn.code.as_str()).collect::<Vec<_>>().join(", "));
                let found = format!("{} ({} to {})", words.trim_end_matches('.'), codes[0], codes[1]);
                self.problem(&faults::RECONFIGURED, found, "the same PCNs")
            })
            .collect()
    }

    /// Practices in no PCN, by the map or since the map lacks them.
    fn in_no_pcn(&self) -> Vec<Problem> {
        let of = |mapped: bool, fault, words: &str| {
            let practices = || self.panel.unplaced.iter().filter(move |practice| practice.mapped == mapped);
            let patients =
                practices().filter_map(|practice| practice.patients).fold(0.0, |sum, more| sum + more);
            let found = format!("{} practices with {patients:.0} patients {words}", practices().count());
            (practices().count() > 0).then(|| self.problem(fault, found, "practices in PCNs"))
        };
        let found = [
            of(true, &faults::IN_NO_PCN, "in no PCN"),
            of(false, &faults::NOT_IN_MAP, "in the list sizes and not in the practice map"),
        ];
        found.into_iter().flatten().collect()
    }

    /// ICBs that the lookup does not have, and PCNs that none of their practices could place.
    fn icbs(&self) -> Result<Vec<Problem>> {
        let known = lookup::icbs()?;
        let icbs: BTreeSet<&IcbCode> = self.latest.rows.iter().filter_map(|row| row.icb.as_ref()).collect();
        let unknown = icbs.into_iter().filter(|icb| !known.knows(icb.as_str()));
        let unknown = unknown
            .map(|icb| self.problem(&faults::ICB_UNKNOWN, format!("`{icb}`"), "an ICB of the built-in list"));
        let guessed = self.panel.drawn.guessed.iter().map(|guessed| {
            let found = format!("{} {}, which was put in {}", guessed.pcn, guessed.name, guessed.to);
            self.problem(&faults::GUESSED, found, "a practice in the map of the ICBs asked for")
        });
        Ok(unknown.chain(guessed).collect())
    }

    /// FTE in a role that is not counted.
    fn other_role(&self) -> Vec<Problem> {
        let fte: f64 = self.latest.rows.iter().map(|row| row.other_role_fte).sum();
        let found = format!("{fte:.2} FTE in another link-worker role");
        (fte != 0.0).then(|| self.problem(&faults::OTHER_ROLE, found, "one role")).into_iter().collect()
    }

    /// Breaks that lie within the series.
    fn breaks(&self) -> Vec<Problem> {
        let censuses: Vec<Census> = self.panel.sections.iter().map(|section| section.census).collect();
        let within = self.panel.breaks.within(&censuses).into_iter();
        within.map(|edge| self.problem(&faults::SERIES_BREAK, edge.words(), "one series")).collect()
    }

    fn differs(&self, compared: &Compared) -> Problem {
        let found = format!(
            "{:.2} FTE here for {} {} ({})",
            compared.ours, compared.level, compared.code, compared.role
        );
        let expected = format!("{:.2}, as in {}", compared.published, compared.source);
        Problem::new(&faults::RECONCILIATION, &self.name, found, expected)
    }
}
