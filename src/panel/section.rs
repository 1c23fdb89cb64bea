//! One census as rows of PCNs: what each filed, its patients and where it counts.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::source::{Derived, PracticeMap, Publications};
use crate::subject::error::{Error, Result};
use crate::subject::{Census, IcbCode, Needs, PcnCode, PracticeCode, SubIcbCode};

/// How many censuses are worked on at once.
pub const AT_ONCE: usize = 4;

/// One census.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Section {
    /// When.
    pub census: Census,
    /// The day of the list sizes used.
    pub list_date: Date,
    /// The day of the practice map used.
    pub map_date: Date,
    /// The map, where an ePCN workbook gives it.
    pub derived: Option<Arc<Derived>>,
    /// Active PCNs and any other that filed, by code.
    pub rows: Vec<Row>,
    /// Which of the rows are in which area, once somebody has asked.
    #[serde(skip)]
    pub(super) places: OnceLock<Places>,
}

/// Which rows of a section, in their order, are in each area.
#[derive(Clone, Debug, Default)]
pub struct Places {
    icbs: BTreeMap<IcbCode, Vec<usize>>,
    sub_icbs: BTreeMap<SubIcbCode, Vec<usize>>,
}

impl Places {
    fn of(rows: &[Row]) -> Self {
        let mut places = Self::default();
        for (at, row) in rows.iter().enumerate() {
            if let Some(icb) = row.icb {
                places.icbs.entry(icb).or_default().push(at);
            }
            if let Some(sub) = row.sub_icb {
                places.sub_icbs.entry(sub).or_default().push(at);
            }
        }
        places
    }

    /// The rows of an ICB.
    pub fn of_icb(&self, icb: &IcbCode) -> &[usize] {
        self.icbs.get(icb).map_or(&[], Vec::as_slice)
    }

    /// The rows of a sub-ICB.
    pub fn of_sub_icb(&self, sub: &SubIcbCode) -> &[usize] {
        self.sub_icbs.get(sub).map_or(&[], Vec::as_slice)
    }
}

/// One PCN at one census.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Row {
    /// Its code.
    pub pcn: PcnCode,
    /// Its name as published.
    pub name: Arc<str>,
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
    pub need: Needs,
    /// The survey's weighted answers: those who lacked support, and all.
    pub answers: Option<(f64, f64)>,
    /// The study's need: that of the 2019 survey, where it is there.
    pub study_need: Option<f64>,
    /// Patients of its practices by ICB of the map, where they are in more than one.
    pub spans: BTreeMap<IcbCode, f64>,
}

/// A practice that is in no PCN, and so in no rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
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
    /// Where its rows are, as areas are drawn now: nothing may move a row after this.
    pub fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::of(&self.rows))
    }

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

/// The practice map that a section was made from.
pub fn map_of<'a>(publications: &'a Publications, section: &'a Section) -> Result<&'a PracticeMap> {
    section.map(publications).ok_or_else(|| Error::Lookup {
        table: "practice maps",
        reason: format!(
            "none of {} ({} days off)",
            section.map_date,
            section.census.days_from(section.map_date)
        ),
    })
}

/// The patients of a practice by the list sizes that a section was made from; zero where it has no list.
pub fn patients_by<'a>(
    publications: &'a Publications,
    section: &Section,
) -> impl Fn(&PracticeCode) -> f64 + use<'a> {
    let list = publications.lists.get(&section.list_date);
    move |practice| list.and_then(|list| list.patients.get(practice)).copied().unwrap_or(0.0)
}
