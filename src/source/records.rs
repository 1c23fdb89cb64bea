//! What each kind of published table says, as typed records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::subject::role::{self, Role, RoleId};
use crate::subject::{IcbCode, PcnCode, PracticeCode, SubIcbCode};

/// What one workforce file says.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Workforce {
    /// What each PCN filed.
    pub filings: BTreeMap<PcnCode, Filing>,
    /// The file's name.
    pub file: String,
}

/// What one PCN filed.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    /// Its name as published.
    pub name: String,
    /// The ICB that the file gives.
    pub icb: IcbCode,
    /// The sub-ICB that the file gives, where it gives one.
    pub sub_icb: Option<SubIcbCode>,
    /// The rows that it is the sum of, in the order of the file.
    pub rows: Vec<FiledRow>,
}

impl Filing {
    /// FTE by role.
    pub fn roles(&self) -> BTreeMap<RoleId, RoleFte> {
        let mut roles: BTreeMap<&str, RoleFte> = BTreeMap::new();
        for row in &self.rows {
            let fte = roles.entry(row.role).or_default();
            *(if row.contracted { &mut fte.contracted } else { &mut fte.staff }) += row.fte;
        }
        roles
    }

    /// FTE in a role, where it has a row in it.
    pub fn fte(&self, role: &str) -> Option<RoleFte> {
        let rows = self.rows.iter().filter(|row| row.role == role);
        rows.fold(None, |sum: Option<RoleFte>, row| {
            let mut sum = sum.unwrap_or_default(); // of no row yet
            *(if row.contracted { &mut sum.contracted } else { &mut sum.staff }) += row.fte;
            Some(sum)
        })
    }
}

/// A row of the file in a link-worker role.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct FiledRow {
    /// Its number in the file; the header is 1.
    pub row: usize,
    /// The role, by its id.
    #[serde(deserialize_with = "role::id")]
    pub role: RoleId,
    /// FTE as published.
    pub fte: f64,
    /// Whether it is contracted services.
    pub contracted: bool,
}

/// FTE of one role in one PCN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RoleFte {
    /// Of directly recorded staff.
    pub staff: f64,
    /// Of contracted services.
    pub contracted: f64,
}

impl Workforce {
    /// FTE in a role, England.
    pub fn total(&self, role: &Role) -> f64 {
        self.filings
            .values()
            .filter_map(|filing| filing.fte(role.id))
            .map(|fte| fte.staff + fte.contracted)
            .sum()
    }
}

/// List sizes on one day.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ListSizes {
    /// Registered patients by practice.
    pub patients: BTreeMap<PracticeCode, f64>,
    /// The files' names: more than one where each holds one sex.
    pub files: Vec<String>,
    /// Which sexes are in: a whole is `ALL`, or `FEMALE` and `MALE`.
    pub(super) sexes: Vec<String>,
}

impl ListSizes {
    /// Whether a file of these sexes is the other half of this one.
    pub(super) fn completes(&self, sexes: &[String]) -> bool {
        let is_whole = |sexes: &[String]| sexes.iter().any(|sex| sex == "ALL");
        !is_whole(&self.sexes) && !is_whole(sexes) && !sexes.iter().any(|sex| self.sexes.contains(sex))
    }

    /// The sex whose file is not there, where only one is.
    pub fn missing_sex(&self) -> Option<&'static str> {
        let has = |sex: &str| self.sexes.iter().any(|s| s == sex);
        match (has("ALL"), has("FEMALE"), has("MALE")) {
            (true, ..) | (_, true, true) => None,
            (_, true, false) => Some("male"),
            _ => Some("female"),
        }
    }
}

/// The practice map of one day.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PracticeMap {
    /// Every practice that is in a PCN.
    pub members: BTreeMap<PracticeCode, Member>,
    /// PCN names as published.
    pub names: BTreeMap<PcnCode, String>,
    /// The NHS region of each ICB, code and name.
    pub regions: BTreeMap<IcbCode, (String, String)>,
    /// Sub-ICB names as published.
    pub sub_icbs: BTreeMap<SubIcbCode, String>,
    /// Practices in no PCN, with the ICB and the sub-ICB that they are in, in the order of the file.
    pub unallocated: Vec<(PracticeCode, Option<IcbCode>, Option<SubIcbCode>)>,
    /// The file's name.
    pub file: String,
}

/// Where a practice belongs.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Its PCN.
    pub pcn: PcnCode,
    /// Its ICB.
    pub icb: IcbCode,
    /// Its sub-ICB, where the map gives one.
    pub sub_icb: Option<SubIcbCode>,
}

impl PracticeMap {
    /// The ICB that it puts a practice in, in a PCN or in none.
    pub fn icb_of(&self, practice: &PracticeCode) -> Option<&IcbCode> {
        let unallocated = || self.unallocated.iter().find(|(code, ..)| code == practice)?.1.as_ref();
        self.members.get(practice).map(|member| &member.icb).or_else(unallocated)
    }
}

/// Deprivation scores of one index.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Deprivation {
    /// Score by practice; practices without one are left out.
    pub scores: BTreeMap<PracticeCode, f64>,
    /// The file's name.
    pub file: String,
}

/// Answers to one survey.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Survey {
    /// Answers by practice; practices with a suppressed value are left out.
    pub answers: BTreeMap<PracticeCode, Answers>,
    /// Answers by PCN, as published, where there is no file by practice; then there are none by practice.
    pub by_pcn: BTreeMap<PcnCode, Answers>,
    /// The file's name.
    pub file: String,
}

/// Weighted answers of one practice's or PCN's respondents with a long-term condition.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    /// Those who did not get enough support.
    pub lacked: f64,
    /// All who gave an answer that counts.
    pub base: f64,
}

/// Two totals agree that differ by no more than this many FTE.
pub const TOLERANCE: f64 = 0.05;

/// A published total.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedTotal {
    /// FTE in the role without mental-health training.
    pub fte: f64,
    /// FTE in the role with it; none before it was told apart.
    pub mental_health: Option<f64>,
    /// To how much it is rounded: some months of England were published in whole FTE.
    pub rounded_to: f64,
    /// What the publication calls the level: `England`, `ICB`, …
    pub level: String,
    /// The file that it is from.
    pub file: String,
}

/// A table that describes a period.
pub trait Dated {
    /// The file that it is from.
    fn file(&self) -> &str;

    /// Whether another says the same of the period.
    fn says_the_same(&self, other: &Self) -> bool;
}

impl Dated for Workforce {
    fn file(&self) -> &str {
        &self.file
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.filings == other.filings
    }
}

impl Dated for ListSizes {
    fn file(&self) -> &str {
        &self.files[0]
    }

    fn says_the_same(&self, other: &Self) -> bool {
        (&self.patients, &self.sexes) == (&other.patients, &other.sexes)
    }
}

impl Dated for PracticeMap {
    fn file(&self) -> &str {
        &self.file
    }

    fn says_the_same(&self, other: &Self) -> bool {
        (&self.members, &self.names, &self.unallocated) == (&other.members, &other.names, &other.unallocated)
    }
}

impl Dated for Deprivation {
    fn file(&self) -> &str {
        &self.file
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.scores == other.scores
    }
}

impl Dated for Survey {
    fn file(&self) -> &str {
        &self.file
    }

    fn says_the_same(&self, other: &Self) -> bool {
        (&self.answers, &self.by_pcn) == (&other.answers, &other.by_pcn)
    }
}
