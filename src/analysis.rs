//! What may be said about an area: every figure a page can print, computed once.
//!
//! In: the [`Panel`](crate::panel::Panel). Out: an [`Edition`] with one [`Analysis`] per area.
//! A figure is unrounded here; `data/analysis.json` is these types as they are.

mod area;
mod england;
mod pooled;
mod share;
mod sources;
mod trend;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

pub use sources::NEAR_MONTHS;

use crate::error::Result;

use crate::measure::{Estimate, Fifth, Unit};
use crate::panel::{Panel, Return};
use crate::source::Publications;
use crate::subject::{Census, IcbCode, Need, PcnCode};

/// One edition: every area of a census, and England beside them.
#[derive(Debug, Serialize)]
pub struct Edition {
    /// The census that the edition is for.
    pub edition: Census,
    /// How areas were drawn; `edition` puts today's PCNs in this census's ICBs.
    pub geography: &'static str,
    /// The role counted, by its id.
    pub role: &'static str,
    /// The primary need indicator.
    pub need: Need,
    /// Where each indicator's values come from, in the order of `INDICATORS`.
    pub indicators: Vec<IndicatorUsed>,
    /// `illustrative` or `synthetic`, where any input is such.
    pub marks: Vec<Mark>,
    /// One per ICB, by code.
    pub areas: Vec<Analysis>,
    /// England.
    pub england: Analysis,
    /// England's PCNs with a return, patients and a value of the primary indicator, by code.
    #[serde(skip)]
    pub points: Vec<Point>,
    /// The fitted line of need slope at this census, for the primary indicator.
    #[serde(skip)]
    pub line: Option<Line>,
    /// What was read, for the data log.
    #[serde(skip)]
    pub sources: Vec<SourceUsed>,
    /// FTE in the role that is not counted, England.
    #[serde(skip)]
    pub other_role_fte: f64,
    /// The list sizes and the practice map of this census.
    #[serde(skip)]
    pub extracts: Extracts,
}

/// The extracts nearest to the edition's census.
#[derive(Clone, Debug)]
pub struct Extracts {
    /// The day of the list sizes.
    pub lists: Date,
    /// The day of the practice map.
    pub map: Date,
    /// Earlier censuses whose list sizes or map are over six months away.
    pub far: Vec<Census>,
    /// Why one over eighteen months away may serve, in the user's words.
    pub allow_stale: Option<String>,
}

/// An indicator that this edition has values for.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorUsed {
    /// Which indicator.
    pub need: Need,
    /// What served, in words: `GP Patient Survey 2019`, `IMD 2019`.
    pub source: String,
    /// PCNs of England with a value, among those with patients.
    pub pcns: usize,
}

/// Input that is not a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// Made by `demo-data`.
    Illustrative,
    /// Real codes, made-up answers.
    Synthetic,
}

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
    pub rows: usize,
    /// What it was used for, or why it was not.
    pub used: String,
}

/// England's PCN on the scatter.
#[derive(Clone, Debug)]
pub struct Point {
    /// The ICB it counts in.
    pub icb: IcbCode,
    /// Need, on the panel's scale (share 0 to 1, or score).
    pub need: f64,
    /// FTE per 10,000 registered patients.
    pub rate: f64,
}

/// A fitted line, on the panel's scale of need.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// FTE per 10,000 where need is zero.
    pub intercept: f64,
    /// FTE per 10,000 for one unit of need.
    pub slope: f64,
}

/// Whether an area is an ICB or England.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An Integrated Care Board.
    Icb,
    /// England.
    England,
}

/// All that any page may say about one area.
#[derive(Debug, Serialize)]
pub struct Analysis {
    /// ODS code; `ENG` for England.
    pub code: String,
    /// The name as printed: `NHS Lancashire and South Cumbria`.
    pub name: String,
    /// ICB or England.
    pub kind: Kind,
    /// The NHS region's code, where it is known.
    pub region: Option<String>,
    /// The NHS region's name, where it is known.
    pub region_name: Option<String>,
    /// Who filed.
    pub returns: Returns,
    /// Link-worker FTE of all PCNs that filed.
    pub fte: f64,
    /// Of which contracted services.
    pub contracted_fte: f64,
    /// Registered patients of PCNs with a return.
    pub patients: f64,
    /// FTE per 10,000 patients, over PCNs with a return and patients.
    pub rate: Option<f64>,
    /// The rate with the interval for variation between PCNs: only to tell the area from England.
    pub rate_between_pcns: Option<Estimate>,
    /// The same if PCNs without a return had none.
    pub rate_low: Option<f64>,
    /// The same if PCNs without a return were at the 90th percentile of those with one.
    pub rate_high: Option<f64>,
    /// Why the rate must not be printed, or none where it may.
    pub rate_why_not_shown: Option<String>,
    /// Rates by England's fifths of need, most need first, for each indicator.
    pub fifths: BTreeMap<&'static str, Vec<FifthRate>>,
    /// Every measure, for each indicator that it takes.
    pub measures: Vec<Measured>,
    /// Every census up to this one, oldest first.
    pub trend: Vec<TrendPoint>,
    /// Change over four quarters on PCNs with a return in both.
    pub change: Option<Change>,
    /// Why there is no change, where there is none.
    pub change_why_not_shown: Option<String>,
    /// Today's FTE shared out by need and list size (primary indicator), by PCN code.
    pub fair_share: Vec<FairShare>,
    /// FTE to move for other weights of need: exponent, FTE, share of the total.
    pub fair_share_sensitivity: Vec<Sensitivity>,
    /// Share of link-worker FTE with the half of patients in most need (primary indicator).
    pub most_need_half_share: Option<f64>,
    /// Every active PCN, by code.
    #[serde(skip)]
    pub pcns: Vec<PcnFigure>,
}

/// How many PCNs filed, in the three states.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Returns {
    /// PCNs with a return.
    pub filed: usize,
    /// Of these, PCNs that reported no link worker.
    pub reported_none: usize,
    /// Active PCNs without a return.
    pub no_return: usize,
    /// Active PCNs.
    pub pcns: usize,
    /// Share of registered patients in PCNs with a return.
    pub completeness: Option<f64>,
}

/// One fifth of England's PCNs, as far as it lies in the area.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FifthRate {
    /// Which fifth.
    pub fifth: Fifth,
    /// PCNs with a return.
    pub pcns: usize,
    /// Their FTE.
    pub fte: f64,
    /// Their registered patients.
    pub patients: f64,
    /// FTE per 10,000 patients; none where no PCN with a return is in this fifth.
    pub rate: Option<f64>,
    /// Lower end of the 95% interval for variation between PCNs; none under three PCNs.
    pub lower: Option<f64>,
    /// Upper end of it.
    pub upper: Option<f64>,
}

/// A measure's result for one area.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// The measure's id.
    pub id: &'static str,
    /// The indicator's id, for measures that take one.
    pub indicator: Option<&'static str>,
    /// The value; none where it must not be shown.
    pub value: Option<f64>,
    /// Lower end of the 95% interval, where there is one.
    pub lower: Option<f64>,
    /// Upper end of it.
    pub upper: Option<f64>,
    /// Lower end of the 99.8% interval, where there is one.
    pub lower_998: Option<f64>,
    /// Upper end of it.
    pub upper_998: Option<f64>,
    /// The unit in words.
    pub unit: &'static str,
    /// PCNs that it was computed from.
    pub n: usize,
    /// How it was computed, as printed.
    pub method: &'static str,
    /// Whether it may be shown.
    pub shown: bool,
    /// Why not, in words.
    pub why_not_shown: Option<String>,
}

/// One census of an area's series.
#[derive(Clone, Debug, Serialize)]
pub struct TrendPoint {
    /// When.
    pub census: Census,
    /// Who filed.
    pub returns: Returns,
    /// Link-worker FTE.
    pub fte: f64,
    /// Patients of PCNs with a return.
    pub patients: f64,
    /// FTE per 10,000.
    pub rate: Option<f64>,
    /// Why the rate must not be printed, or none where it may.
    pub rate_why_not_shown: Option<String>,
    /// England's need slope at this census, per ten points, for each indicator; England only.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub need_slope: BTreeMap<&'static str, Estimate>,
}

/// Change over four quarters, on PCNs with a return in both.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Change {
    /// The earlier census.
    pub from: Census,
    /// The later census.
    pub to: Census,
    /// PCNs with a return in both.
    pub pcns: usize,
    /// Their rate at the earlier census.
    pub rate_from: f64,
    /// Their rate at the later census.
    pub rate_to: f64,
    /// The difference in FTE per 10,000, with its paired interval.
    pub estimate: Estimate,
}

/// A PCN's fair share of its area's FTE.
#[derive(Clone, Debug, Serialize)]
pub struct FairShare {
    /// The PCN.
    pub pcn: PcnCode,
    /// Its name.
    pub name: String,
    /// Its FTE.
    pub fte: f64,
    /// FTE if the area's were shared out by need and list size.
    pub target: f64,
    /// FTE if the area's were shared out by list size alone.
    pub target_by_list_size: f64,
    /// FTE less the target; negative is below the fair share.
    pub gap: f64,
}

/// FTE to move under another weight of need.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Sensitivity {
    /// The exponent κ of need: 0 is list size alone.
    pub exponent: f64,
    /// FTE that would sit in other PCNs.
    pub fte: f64,
    /// The same as a share of the area's FTE.
    pub share: f64,
}

/// One PCN at the edition's census.
#[derive(Clone, Debug)]
pub struct PcnFigure {
    /// Its code.
    pub code: PcnCode,
    /// Its name as printed.
    pub name: String,
    /// The ICB it counts in.
    pub icb: IcbCode,
    /// What it filed.
    pub filed: Return,
    /// Registered patients; none where no practice of it has a list.
    pub patients: Option<f64>,
    /// FTE per 10,000; none without a return or patients.
    pub rate: Option<f64>,
    /// Need values by indicator, on the panel's scale.
    pub need: BTreeMap<Need, f64>,
    /// England's fifth by indicator.
    pub fifth: BTreeMap<Need, Fifth>,
    /// The other ICB of a PCN whose practices span two, with the share of its patients there.
    pub straddles: Option<(String, f64)>,
}

/// What a result is of, before it is known.
struct About {
    id: &'static str,
    need: Option<Need>,
    unit: Unit,
    n: usize,
    method: &'static str,
}

impl About {
    /// The result, or why it must not be shown.
    fn measured(self, estimate: std::result::Result<Estimate, String>) -> Measured {
        let (shown, why_not_shown) = match estimate {
            Ok(estimate) => (Some(estimate), None),
            Err(reason) => (None, Some(reason)),
        };
        Measured {
            id: self.id,
            indicator: self.need.map(Need::id),
            value: shown.map(|e| e.value),
            lower: shown.and_then(|e| e.lower),
            upper: shown.and_then(|e| e.upper),
            lower_998: shown.and_then(|e| e.lower_998),
            upper_998: shown.and_then(|e| e.upper_998),
            unit: self.unit.words(),
            n: self.n,
            method: self.method,
            shown: shown.is_some(),
            why_not_shown,
        }
    }
}

impl Analysis {
    /// A measure's result; `need` is ignored by measures that take no indicator.
    pub fn measure(&self, id: &str, need: Need) -> Option<&Measured> {
        self.measures.iter().find(|m| m.id == id && m.indicator.is_none_or(|i| i == need.id()))
    }
}

impl Edition {
    /// Computes every area of a panel; `publications` name the files that it came from.
    ///
    /// # Errors
    /// Where a built-in lookup is damaged.
    pub fn of(panel: &Panel, publications: &Publications) -> Result<Self> {
        let england = england::England::of(panel)?;
        let pooled = pooled::PooledSlopes::of(&england);
        let one = |icb| area::icb(&england, icb, publications);
        let mut areas: Vec<Analysis> = england.icbs().iter().map(one).collect::<Result<_>>()?;
        for (area, cluster) in areas.iter_mut().zip(1..) {
            area.measures.extend(pooled.measured(Some(cluster)));
        }
        let mut whole = area::england(&england)?;
        whole.measures.extend(pooled.measured(None));
        let (sources, marks) = sources::used(panel, publications);
        Ok(Self {
            edition: panel.choice.edition,
            geography: "edition",
            role: panel.choice.role,
            need: panel.choice.need,
            indicators: england.indicators(),
            marks,
            areas,
            england: whole,
            points: england.points(),
            line: england.line(),
            sources,
            extracts: Extracts {
                lists: england.latest.list_date,
                map: england.latest.map_date,
                far: sources::far(panel),
                allow_stale: panel.choice.allow_stale.clone(),
            },
            other_role_fte: england.latest.rows.iter().map(|row| row.other_role_fte).sum(),
        })
    }
}
