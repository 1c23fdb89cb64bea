//! Which files served an edition, for the data log and the marks.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::england::England;
use crate::panel::{Drawn, Panel, STUDY_SURVEY, Section};
use crate::source::Publications;
use crate::subject::problem::{Group, Problem, Severity};
use crate::subject::{Census, Mark, Need};
use crate::text::{About, Basis, Count, Input};

crate::figures! {
    /// What an edition was made from.
    #[derive(Debug, Serialize)]
    pub struct Served {
        /// Where each indicator's values come from, in the order of `INDICATORS`.
        pub indicators: Vec<IndicatorUsed> => "indicator",
        /// `illustrative` or `synthetic`, where any input is such.
        pub marks: Vec<Mark>,
        /// What of it is made up; nothing where all of it is as published.
        pub made_up: Vec<Part>,
        /// What was read, for the data log.
        #[serde(skip)]
        pub sources: Vec<SourceUsed> => "source",
        /// What is odd in the files that served, as sentences.
        #[serde(skip)]
        pub cautions: Vec<String>,
        /// The list sizes and the practice map of this census.
        #[serde(skip)]
        pub extracts: Extracts,
        /// What drawing the areas took.
        #[serde(skip)]
        pub drawn: Drawn,
    }
}

impl Served {
    /// Of an edition; `publications` name the files.
    pub fn of(england: &England<'_>, publications: &Publications) -> Self {
        let panel = england.panel;
        let (sources, marks, made_up) = used(panel, publications);
        Self {
            made_up,
            indicators: IndicatorUsed::all(england, publications),
            cautions: cautions(panel, publications, &sources),
            marks,
            sources,
            extracts: Extracts::of(panel, england.latest),
            drawn: panel.drawn.clone(),
        }
    }

    /// Whether an indicator's values are made up where the workforce is real.
    pub fn is_made_up(&self, need: Need) -> bool {
        let part = match need {
            Need::SupportGap => Part::Survey,
            Need::Deprivation => Part::Deprivation,
        };
        self.made_up.contains(&part) && !self.made_up.contains(&Part::Workforce)
    }
}

/// A part of what an edition rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Workforce files, list sizes and practice maps.
    Workforce,
    /// The survey.
    Survey,
    /// The deprivation scores.
    Deprivation,
}

impl Part {
    /// The part that a kind of table, by its id, belongs to.
    fn of(kind: &str) -> Self {
        match kind {
            _ if kind.starts_with("survey") => Self::Survey,
            _ if kind.starts_with("deprivation") => Self::Deprivation,
            _ => Self::Workforce,
        }
    }
}

/// The extracts nearest to the edition's census.
#[derive(Clone, Debug)]
pub struct Extracts {
    /// The day of the list sizes.
    pub lists: Date,
    /// The day of the practice map.
    pub map: Date,
    /// Where the map is of an ePCN workbook, the practices with two memberships on its day.
    pub doubled: Option<usize>,
    /// Earlier censuses whose map is of an ePCN workbook.
    pub derived: usize,
    /// Earlier censuses whose list sizes or map are over six months away.
    pub far: Vec<Census>,
    /// Why one over eighteen months away may serve, in the user's words.
    pub allow_stale: Option<String>,
}

crate::figures! {
    /// An indicator that this edition has values for.
    #[derive(Clone, Debug, Serialize)]
    pub struct IndicatorUsed {
        /// Which indicator.
        pub need: Need,
        /// What served, in words: `GP Patient Survey 2019`, `IMD 2019`.
        pub source: String,
        /// PCNs of England with a value, among those with patients.
        pub pcns: Count = About::new(
            "PCNs",
            "active PCNs with patients and a value of the indicator",
            &[Input::EachPcn("need/*")],
            &[Basis::Need, Basis::PracticeMap],
        ),
    } at |indicator, at| at.step(indicator.need.id())
}

crate::figures! {
    /// A file that served this edition, as the data log prints it.
    #[derive(Clone, Debug, Serialize)]
    pub struct SourceUsed {
        /// The publication's title and publisher.
        pub publication: &'static str,
        /// The file's name, within its zip where it was in one.
        pub file: String,
        /// The period it describes, in words.
        pub period: String,
        /// Data rows read.
        pub rows: Count = About::new("rows", "data rows of the file", &[], &[]),
        /// What it was used for, or why it was not.
        pub used: String,
    } at |source, at| at.step(&source.file)
}

impl IndicatorUsed {
    /// The edition's indicators and what serves for them.
    pub fn all(england: &England<'_>, publications: &Publications) -> Vec<Self> {
        let resolved = &england.panel.resolved;
        let source = |need| match need {
            Need::SupportGap => resolved.survey.map(|year| publications.survey_name(year)),
            Need::Deprivation => resolved.imd.map(|year| format!("Index of Multiple Deprivation {year}")),
        };
        england
            .needs()
            .into_iter()
            .filter_map(|need| Some(Self { need, source: source(need)?, pcns: england.known(need).into() }))
            .collect()
    }
}

/// The files that served, in the order read, the marks that they carry, and which parts carry one.
fn used(panel: &Panel, publications: &Publications) -> (Vec<SourceUsed>, Vec<Mark>, Vec<Part>) {
    let uses = uses(panel, publications);
    let mut marks: BTreeSet<Mark> = panel.local.iter().filter_map(|local| local.mark).collect();
    let mut sources = Vec::new();
    let mut made_up = BTreeSet::new();
    for input in &publications.inputs {
        let (Some(recognised), Some(used)) = (&input.recognised, uses.get(input.name.as_str())) else {
            continue;
        };
        marks.extend(input.mark);
        made_up.extend(input.mark.map(|_| Part::of(recognised.kind.id)));
        sources.push(SourceUsed {
            publication: recognised.kind.publication,
            file: input.name.clone(),
            period: recognised.read.period.clone(),
            rows: recognised.read.account.rows.into(),
            used: used.clone(),
        });
    }
    sources.extend(panel.drawn.geography.own().map(|own| SourceUsed {
        publication: "User’s own table",
        file: own.file.file.clone(),
        period: "not dated".to_owned(),
        rows: own.rows.into(),
        used: "areas".to_owned(),
    }));
    (sources, marks.into_iter().collect(), made_up.into_iter().collect())
}

/// What pages must say of the files that served, and of the censuses that are not there.
fn cautions(panel: &Panel, publications: &Publications, served: &[SourceUsed]) -> Vec<String> {
    let says = |group: &&Group| group.fault.severity == Severity::PageSays;
    let of_served = |problem: &&Problem| served.iter().any(|source| source.file == problem.file);
    let groups = publications.problems.groups().into_iter().filter(says);
    let found = groups.flat_map(|group| group.first.iter().filter(of_served)).map(|problem| {
        format!("{}: {} in {}.", problem.fault.what, problem.found.replace('`', ""), problem.file)
    });
    let left_out =
        panel.left_out.iter().map(|(census, _)| format!("{} is left out of the series.", census.words()));
    let gaps = panel.gaps().map(|[before, after]| {
        format!("No census between {} and {} is in this edition.", before.words(), after.words())
    });
    found.chain(left_out).chain(gaps).collect()
}

impl Extracts {
    /// Of a panel whose last section is this.
    fn of(panel: &Panel, latest: &Section) -> Self {
        let is_earlier = |section: &&Section| section.census != latest.census;
        let derived = panel.sections.iter().filter(is_earlier).filter(|section| section.derived.is_some());
        Self {
            lists: latest.list_date,
            map: latest.map_date,
            doubled: latest.derived.as_ref().map(|derived| derived.doubled),
            derived: derived.count(),
            far: far(panel),
            allow_stale: panel.resolved.allow_stale.clone(),
        }
    }
}

/// An extract further than this many months from its census is said to be.
pub const NEAR_MONTHS: i32 = 6;

/// The censuses before the edition's whose list sizes or map are over six months away.
fn far(panel: &Panel) -> Vec<Census> {
    let earlier = panel.sections.iter().filter(|section| section.census != panel.resolved.edition);
    let is_far = |section: &&Section| {
        [section.list_date, section.map_date].iter().any(|day| section.census.is_over(NEAR_MONTHS, *day))
    };
    earlier.filter(is_far).map(|section| section.census).collect()
}

/// What each file that served was used for, by its name.
fn uses<'a>(panel: &Panel, publications: &'a Publications) -> BTreeMap<&'a str, String> {
    let mut uses: BTreeMap<&str, String> = BTreeMap::new();
    let mut note = |file: &'a str, words: String| {
        uses.entry(file).and_modify(|all| *all = join(all, &words)).or_insert(words);
    };
    for section in &panel.sections {
        let census = section.census.short();
        if let Some(workforce) = publications.workforce.get(&section.census) {
            note(&workforce.file, format!("returns and FTE, {census}"));
        }
        for file in publications.lists.get(&section.list_date).iter().flat_map(|list| &list.files) {
            note(file, format!("patients, {census}"));
        }
        let workbook = section.derived.as_ref().and_then(|derived| publications.epcn.get(&derived.workbook));
        let map = publications.maps.get(&section.map_date).map(|map| &map.file);
        if let Some(file) = workbook.map(|book| &book.file).or(map) {
            note(file, format!("PCN membership, {census}"));
        }
    }
    if let Some(map) = panel.drawn.reference_map(publications) {
        note(&map.file, format!("ICBs of {}", panel.drawn.geography.id()));
    }
    if let Some(survey) = panel.resolved.survey.and_then(|year| publications.survey.get(&year)) {
        note(&survey.file, "lack of support".to_owned());
    }
    if let Some(survey) = publications.survey.get(&STUDY_SURVEY) {
        note(&survey.file, "the study repeated".to_owned());
    }
    if let Some(index) = panel.resolved.imd.and_then(|year| publications.deprivation.get(&year)) {
        note(&index.file, "deprivation".to_owned());
    }
    uses
}

/// Runs uses of one kind together: `patients, Mar 20, Jun 20` becomes `patients, Mar 20 to Jun 20`.
fn join(all: &str, more: &str) -> String {
    let Some((_, census)) = more.rsplit_once(", ") else { return format!("{all}; {more}") };
    let start = all.split(" to ").next().unwrap_or(all);
    format!("{start} to {census}")
}
