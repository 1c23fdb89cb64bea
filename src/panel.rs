//! PCN by census: who filed what, with patients, need and ICB.
//!
//! In: [`Publications`]. Out: a [`Panel`] of typed rows with the three states of a return.
//! The definitions are those of DESIGN.md §3; nothing after this stage sees a published table.

pub mod areas;
mod geography;
mod indicator;
mod lineage;
mod local;
mod membership;
mod own;
mod quarters;
pub mod reconcile;
mod resolved;
mod rows;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

pub use areas::{Before, Drawn, Geography, Guessed};
pub use lineage::{Jump, Known, Lineage, ReconfigurationKind, Reconfigured};
pub use own::of_table;
pub use quarters::Quarters;
pub use resolved::{Options, Resolved};

use crate::source::{Derived, PracticeMap, Publications};
use crate::subject::error::{Error, Result};
use crate::subject::series::Breaks;
use crate::subject::{Census, IcbCode, Need, PcnCode, PracticeCode, QUARTER, SubIcbCode};
pub use indicator::STUDY_SURVEY;
pub use local::Local;
pub use membership::MapChoice;

use geography::Homes;
use indicator::NeedValues;

/// Every census up to the edition's, oldest first, on the boundaries that were chosen.
#[derive(Debug, Serialize)]
pub struct Panel {
    /// What was chosen: edition, indicators, role.
    pub resolved: Resolved,
    /// One section per census; the last is the edition's.
    pub sections: Vec<Section>,
    /// Censuses left out of the series, with the reason.
    pub left_out: Vec<(Census, String)>,
    /// Link workers outside the publication, where the user gives some.
    #[serde(skip)]
    pub local: Option<Local>,
    /// Where the series must not be joined.
    #[serde(skip)]
    pub breaks: Breaks,
    /// The same censuses with PCNs followed through mergers, splits and new codes: for whatever compares two.
    #[serde(skip)]
    pub lineage: Lineage,
    /// Practices in no PCN by the edition's tables.
    #[serde(skip)]
    pub unplaced: Vec<Unplaced>,
    /// How areas were drawn.
    #[serde(skip)]
    pub drawn: Drawn,
    /// The censuses, a quarter apart, that usual movement, changes and models are made from.
    #[serde(skip)]
    pub quarters: Quarters,
    /// Columns of a table of the user's own that it has not, as a reason says it; none of published tables.
    #[serde(skip)]
    pub lacks: Option<&'static str>,
}

/// One census.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// When.
    pub census: Census,
    /// The day of the list sizes used.
    pub list_date: Date,
    /// The day of the practice map used.
    pub map_date: Date,
    /// The map, where an ePCN workbook gives it.
    #[serde(skip)]
    pub derived: Option<Arc<Derived>>,
    /// Active PCNs and any other that filed, by code.
    pub rows: Vec<Row>,
}

/// One PCN at one census.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Its code.
    pub pcn: PcnCode,
    /// Its name as published.
    pub name: String,
    /// The ICB that it counts in; none where no practice of it is left.
    pub icb: Option<IcbCode>,
    /// The ICB that the census's own tables put it in.
    pub published: Option<IcbCode>,
    /// The edition's sub-ICB that it counts in, where the tables give one.
    pub sub_icb: Option<SubIcbCode>,
    /// What it filed.
    pub filed: Return,
    /// Posts in the role that is counted: its rows above zero, a row of contracted services as many as its FTE rounds to.
    pub posts: usize,
    /// FTE in roles that are not counted.
    pub other_role_fte: f64,
    /// Registered patients; none where no practice of it has a list.
    pub patients: Option<f64>,
    /// Need by indicator: a share of 0 to 1, or a score.
    pub need: BTreeMap<Need, f64>,
    /// The survey's weighted answers: those who lacked support, and all.
    pub answers: Option<(f64, f64)>,
    /// The study's need: that of the 2019 survey, where it is there.
    pub study_need: Option<f64>,
    /// Patients of its practices by ICB of the map, where they are in more than one.
    pub spans: BTreeMap<IcbCode, f64>,
}

/// A practice that is in no PCN, and so in no rate.
#[derive(Clone, Debug, PartialEq)]
pub struct Unplaced {
    /// The practice.
    pub practice: PracticeCode,
    /// Whether the practice map says so; else the list sizes have it and the map does not.
    pub mapped: bool,
    /// The ICB that the map puts it in.
    pub icb: Option<IcbCode>,
    /// The sub-ICB that the map puts it in.
    pub sub_icb: Option<SubIcbCode>,
    /// Its registered patients; none where it has no list.
    pub patients: Option<f64>,
}

/// What a PCN filed at a census.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Return {
    /// It is not in the workforce file.
    NoReturn,
    /// It is in the file, without a link worker.
    ReportedNone,
    /// It reported link workers.
    Reported {
        /// FTE of directly recorded staff.
        staff: f64,
        /// FTE of contracted services.
        contracted: f64,
    },
}

impl Section {
    /// The practice map that it was made from.
    pub fn map<'a>(&'a self, publications: &'a Publications) -> Option<&'a PracticeMap> {
        let derived = self.derived.as_ref().map(|derived| &derived.map);
        derived.or_else(|| publications.maps.get(&self.map_date))
    }

    /// A PCN's row, where it has one; rows are in order of code.
    pub fn row(&self, pcn: &PcnCode) -> Option<&Row> {
        let at = self.rows.binary_search_by(|row| row.pcn.cmp(pcn)).ok()?;
        self.rows.get(at)
    }
}

impl Return {
    /// Total FTE; none without a return.
    pub fn fte(self) -> Option<f64> {
        match self {
            Self::NoReturn => None,
            Self::ReportedNone => Some(0.0),
            Self::Reported { staff, contracted } => Some(staff + contracted),
        }
    }

    /// FTE of directly recorded staff; none without a return.
    pub fn staff(self) -> Option<f64> {
        match self {
            Self::NoReturn => None,
            Self::ReportedNone => Some(0.0),
            Self::Reported { staff, .. } => Some(staff),
        }
    }

    /// FTE of contracted services; none without a return.
    pub fn contracted(self) -> Option<f64> {
        match self {
            Self::NoReturn => None,
            Self::ReportedNone => Some(0.0),
            Self::Reported { contracted, .. } => Some(contracted),
        }
    }

    /// The state in words, for tables.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoReturn => "no return",
            Self::ReportedNone => "reported none",
            Self::Reported { .. } => "reported",
        }
    }
}

/// What would serve an edition, and its own census, without making its panel.
///
/// # Errors
/// As [`assemble`].
pub fn choose(publications: &Publications, options: &Options) -> Result<(Resolved, Section)> {
    let resolved = Resolved::of(publications, options)?;
    let mut section = rows::section(publications, &resolved, resolved.edition)?;
    areas::draw(&mut section, publications, &resolved)?;
    Ok((resolved, section))
}

/// Makes the panel of an edition.
///
/// # Errors
/// Where the edition, an indicator or an extract is not there, or one is over 18 months away.
pub fn assemble(publications: &Publications, options: &Options) -> Result<Panel> {
    let resolved = Resolved::of(publications, options)?;
    let mut latest = rows::section(publications, &resolved, resolved.edition)?;
    let mut drawn = areas::draw(&mut latest, publications, &resolved)?;
    resolved.check_similar(&latest)?;
    let local = options.local.as_ref().map(|table| Local::of(table, &latest)).transpose()?;
    let need = NeedValues::of(publications, &resolved, &latest)?;
    let mut sections = Vec::new();
    let mut left_out = Vec::new();
    for &census in publications.workforce.keys().filter(|census| **census < resolved.edition) {
        match rows::section(publications, &resolved, census) {
            Ok(section) => sections.push(section),
            Err(why @ (Error::Stale { .. } | Error::Unplaced { .. })) => {
                left_out.push((census, why.to_string()));
            }
            Err(other) => return Err(other),
        }
    }
    let mut unplaced = rows::unplaced(publications, &latest)?;
    drawn.place_unplaced(&mut unplaced, publications, latest.map_date);
    drawn.before = areas::before(&latest, &sections, publications, &drawn)?;
    if drawn.carries_back() {
        let homes = Homes::of(&latest, publications, &drawn)?;
        for section in &mut sections {
            homes.carry_back(section, publications)?;
        }
    }
    sections.push(latest);
    for section in &mut sections {
        need.fill(section, publications)?;
    }
    let breaks = Breaks::of(resolved.role, &resolved.geography.id());
    let mut lineage = Lineage::of(&sections, publications, &breaks)?;
    let quarters = Quarters::of(&sections, &breaks);
    for pair in quarters.pairs() {
        lineage.add_pair(pair, &sections, publications)?;
    }
    let lacks = None;
    Ok(Panel { resolved, sections, left_out, breaks, lineage, unplaced, drawn, local, quarters, lacks })
}

impl Panel {
    /// Each two censuses that follow each other with quarters between them.
    pub fn gaps(&self) -> impl Iterator<Item = [Census; 2]> {
        let pairs = self.sections.windows(2).map(|pair| [pair[0].census, pair[1].census]);
        pairs.filter(|[before, after]| after.months_since(*before) > QUARTER)
    }

    /// Two censuses, the earlier first, with the PCNs put together that are one between these two dates; none where one is
    /// not there.
    pub fn pair(&self, [from, to]: [Census; 2]) -> Option<[&Section; 2]> {
        if let Some([before, after]) = self.lineage.pairs.get(&[from, to]) {
            return Some([before, after]);
        }
        let at = |census| self.sections.iter().find(|section| section.census == census);
        Some([at(from)?, at(to)?])
    }

    /// The edition's own census.
    ///
    /// # Errors
    /// Never for a panel that [`assemble`] made.
    pub fn latest(&self) -> Result<&Section> {
        self.sections.last().ok_or(Error::Lookup { table: "panel", reason: "no census".to_owned() })
    }
}
