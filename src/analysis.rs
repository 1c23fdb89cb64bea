//! What may be said about an area: every figure a page can print, computed once.
//!
//! In: the [`Panel`](crate::panel::Panel). Out: an [`Edition`] with one [`Analysis`] per area.
//! A figure is unrounded here; `data/analysis.json` is these types as they are.

mod area;
mod boundaries;
mod compare;
mod curve;
mod england;
mod fifths;
mod four_quarters;
mod influence;
mod left_out;
mod level;
mod local;
mod measured;
mod model;
mod pcn;
mod peers;
mod place;
mod pooled;
mod reconfiguration;
mod register;
mod sensitivity;
mod share;
mod sources;
mod trend;
mod trend_line;

use std::collections::BTreeMap;

use serde::Serialize;

pub use boundaries::Boundary;
pub use compare::{AgainstEngland, Funnel, InFunnel};
pub use fifths::FifthRate;
pub use left_out::{Held, LeftOut, WithoutPatients, standing_for};
pub use level::{Level, Returns};
pub use local::{Employer, Local};
pub use measured::{Contrast, Estimated, How, Measured, Withheld, WithoutIcb};
pub use model::{CensusLeftOut, CensusSlope, OverTime, PanelModel, Replication};
pub use pcn::{PastReturn, PcnFigure};
pub use peers::Similar;
pub use place::Place;
pub use pooled::PooledPlace;
pub use reconfiguration::Reconfiguration;
pub use sensitivity::{Alternative, Otherwise};
pub use share::{FairShare, FairShareChance, Sensitivity};
pub use sources::{Extracts, IndicatorUsed, NEAR_MONTHS, SourceUsed};
pub use trend::{Change, Matched, TrendPoint};
pub use trend_line::{Limits, QuarterChange, TrendLine, Trending, Xmr};

use crate::measure::concentration::CurvePoint;
use crate::panel::reconcile::{self, Compared};
use crate::panel::{Drawn, Panel};
use crate::source::Publications;
use crate::subject::error::Result;
use crate::subject::series::Breaks;
use crate::subject::{Census, IcbCode, Mark, Need};
use crate::text::claim::{Claimed, Registry, quoted};
use crate::workers;

/// One edition: every area of a census, and England beside them.
#[derive(Debug, Serialize)]
pub struct Edition {
    /// The census that the edition is for.
    pub edition: Census,
    /// How areas were drawn: `edition` puts today's PCNs in this census's ICBs; else `as-published`, the year of a
    /// generation of ICBs, or `file:NAME.csv`.
    pub geography: String,
    /// The role counted, by its id.
    pub role: &'static str,
    /// The primary need indicator.
    pub need: Need,
    /// Where each indicator's values come from, in the order of `INDICATORS`.
    pub indicators: Vec<IndicatorUsed>,
    /// `illustrative` or `synthetic`, where any input is such.
    pub marks: Vec<Mark>,
    /// The variables that similar ICBs are near each other on.
    pub similar_by: Vec<String>,
    /// The funnel of the ICBs' rates.
    pub funnel: Option<Funnel>,
    /// ICBs, then regions, then sub-ICBs, each by code.
    pub areas: Vec<Analysis>,
    /// England.
    pub england: Analysis,
    /// The values of those variables, by the code of an ICB.
    #[serde(skip)]
    pub similar_values: BTreeMap<String, Vec<f64>>,
    /// The censuses between quarters, which are drawn and in no usual movement, change or model.
    pub between_quarters: Vec<Census>,
    /// England's PCNs with a return, patients and a value of the primary indicator, by code.
    #[serde(skip)]
    pub points: Vec<Point>,
    /// The fitted line of need slope at this census, for the primary indicator.
    #[serde(skip)]
    pub line: Option<Line>,
    /// Published totals of this census beside ours.
    pub reconciliation: Vec<Compared>,
    /// What is odd in the files that served, as sentences.
    #[serde(skip)]
    pub cautions: Vec<String>,
    /// What was read, for the data log.
    #[serde(skip)]
    pub sources: Vec<SourceUsed>,
    /// FTE in the role that is not counted, England.
    #[serde(skip)]
    pub other_role_fte: Claimed,
    /// Link workers outside the publication, row by row.
    #[serde(skip)]
    pub local: Option<crate::panel::Local>,
    /// The list sizes and the practice map of this census.
    #[serde(skip)]
    pub extracts: Extracts,
    /// What drawing the areas took.
    #[serde(skip)]
    pub drawn: Drawn,
    /// The areas by their codes, to ask which PCNs count in them.
    #[serde(skip)]
    pub places: BTreeMap<String, Place>,
    /// Every number of all this, as a claim.
    #[serde(skip)]
    pub claims: Registry,
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

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An Integrated Care Board.
    Icb,
    /// A sub-ICB location inside one.
    SubIcb,
    /// An NHS region.
    Region,
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
    /// What it is.
    pub kind: Kind,
    /// The NHS region's code, where it is known.
    pub region: Option<String>,
    /// The NHS region's name, where it is known.
    pub region_name: Option<String>,
    /// Who filed.
    pub returns: Returns,
    /// What the rate leaves out.
    pub left_out: LeftOut,
    /// Link-worker FTE of all PCNs that filed.
    pub fte: Claimed,
    /// Of which contracted services.
    pub contracted_fte: Claimed,
    /// Registered patients of PCNs with a return.
    pub patients: Claimed,
    /// FTE per 10,000 patients, over PCNs with a return and patients.
    pub rate: Option<Claimed>,
    /// The rate with the interval for variation between PCNs: only to tell the area from England.
    pub rate_between_pcns: Option<Estimated>,
    /// The same if PCNs without a return had none.
    pub rate_low: Option<Claimed>,
    /// The same if PCNs without a return were at the 90th percentile of those with one.
    pub rate_high: Option<Claimed>,
    /// Why the rate must not be printed, or none where it may.
    pub rate_why_not_shown: Option<Withheld>,
    /// How far the rate is from England's, allowing for the number of areas; none for England.
    pub against_england: Option<AgainstEngland>,
    /// Where the rate lies in the funnel of ICBs; ICBs only.
    pub funnel: Option<InFunnel>,
    /// Rates by England's fifths of need, most need first, for each indicator.
    pub fifths: BTreeMap<&'static str, Vec<FifthRate>>,
    /// Every measure, for each indicator that it takes.
    pub measures: Vec<Measured>,
    /// The need slope among those of all ICBs, for each indicator; ICBs only.
    pub pooled: BTreeMap<&'static str, PooledPlace>,
    /// What other choices would change.
    pub sensitivities: Vec<Alternative>,
    /// Share of FTE along patients from least to most need, for each indicator.
    pub curves: BTreeMap<&'static str, Vec<CurvePoint>>,
    /// Share of FTE along patients from the lowest to the highest rate.
    pub lorenz: Vec<CurvePoint>,
    /// Every census up to this one at which the area has PCNs, oldest first.
    pub trend: Vec<TrendPoint>,
    /// What happened to PCNs from census to census, oldest first.
    pub reconfigured: Vec<Reconfiguration>,
    /// Change over four quarters on PCNs with a return in both.
    pub change: Option<Change>,
    /// Why there is no change, where there is none.
    pub change_why_not_shown: Option<Withheld>,
    /// Change since the last break on PCNs with a return at every census since.
    pub matched_change: Option<Change>,
    /// Usual movement of the rate from quarter to quarter.
    pub xmr: Option<Xmr>,
    /// A robust straight line through the rates.
    #[serde(rename = "course")]
    pub trend_line: Option<TrendLine>,
    /// The need slope of every census since the last break in one model, for each indicator; England only.
    pub panel_model: BTreeMap<&'static str, PanelModel>,
    /// The study's model at every census, beside its published result; England only.
    pub replication: Option<Replication>,
    /// Today's FTE shared out by the primary indicator's fair shares, by PCN code.
    pub fair_share: Vec<FairShare>,
    /// What chance alone would leave away from fair shares.
    pub fair_share_chance: Option<FairShareChance>,
    /// FTE to move for other weights of need: exponent, FTE, share of the total.
    pub fair_share_sensitivity: Vec<Sensitivity>,
    /// Share of link-worker FTE with the half of patients in most need (primary indicator).
    pub most_need_half_share: Option<Claimed>,
    /// Similar ICBs, nearest first, or those that the user named; ICBs only.
    pub similar: Vec<Similar>,
    /// Whether the user named them.
    pub similar_chosen: bool,
    /// The ICBs that its PCNs were in on other boundaries, by code; none where that changes nothing. ICBs only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub boundaries: Vec<Boundary>,
    /// Link workers outside the publication, in no other figure; none where the user gives none.
    pub local: Option<Local>,
    /// Every active PCN, by code.
    #[serde(skip)]
    pub pcns: Vec<PcnFigure>,
}

impl Analysis {
    /// The name in text for a page; its digits are no figures.
    pub fn printed_name(&self) -> String {
        quoted(&self.name)
    }

    /// A measure's result; `need` is ignored by measures that take no indicator.
    pub fn measure(&self, id: &str, need: Need) -> Option<&Measured> {
        self.measures.iter().find(|m| m.id == id && m.indicator.is_none_or(|i| i == need.id()))
    }
}

/// How many areas are analysed side by side; the figures are the same for any number.
const AT_ONCE: usize = 4;

impl Edition {
    /// Computes every area of a panel; `publications` name the files that it came from.
    ///
    /// # Errors
    /// Where a built-in lookup is damaged.
    pub fn of(panel: &Panel, publications: &Publications) -> Result<Self> {
        let england = england::England::of(panel)?;
        let pooled = pooled::PooledSlopes::of(&england);
        let mut places = place::all(&england, publications)?;
        // England first, since it takes longest.
        places.insert(0, place::Place::england());
        let made = workers::map(&places, AT_ONCE, |place| area::analyse(&england, place));
        let mut areas = made.into_iter().collect::<Result<Vec<Analysis>>>()?;
        let mut whole = areas.remove(0);
        for (icb, cluster) in areas.iter_mut().filter(|area| area.kind == Kind::Icb).zip(1..) {
            icb.measures.extend(pooled.measured(Some(cluster)));
            icb.pooled = pooled.place(cluster);
        }
        whole.measures.extend(pooled.measured(None));
        whole.panel_model = model::panel_models(&england);
        whole.replication = model::replication(&england);
        compare::beside_england(&mut areas, &whole);
        let funnel = compare::funnel(&mut areas);
        let (similar_by, similar_values) = peers::set(&mut areas, &england);
        let (sources, marks) = sources::used(panel, publications);
        let cautions = sources::cautions(panel, publications, &sources);
        let mut edition = Self {
            reconciliation: reconcile::of_census(publications, panel.resolved.edition)?,
            cautions,
            edition: panel.resolved.edition,
            geography: panel.resolved.geography.id(),
            role: panel.resolved.role,
            need: panel.resolved.need,
            indicators: england.indicators(),
            marks,
            similar_by,
            similar_values,
            between_quarters: panel.quarters.between().to_vec(),
            funnel,
            areas,
            england: whole,
            points: england.points(),
            line: england.line(),
            sources,
            local: panel.local.clone(),
            extracts: Extracts::of(panel, england.latest),
            other_role_fte: england.latest.rows.iter().map(|row| row.other_role_fte).sum::<f64>().into(),
            drawn: panel.drawn.clone(),
            places: places.into_iter().map(|place| (place.code.clone(), place)).collect(),
            claims: Registry::default(),
        };
        edition.register();
        Ok(edition)
    }

    /// The ICBs, by code.
    pub fn icbs(&self) -> impl Iterator<Item = &Analysis> {
        self.areas.iter().filter(|area| area.kind == Kind::Icb)
    }

    /// The breaks that no line or change of this edition crosses unsaid.
    pub fn breaks(&self) -> Breaks {
        Breaks::of(self.role, &self.geography)
    }

    /// The NHS regions, by code.
    pub fn regions(&self) -> impl Iterator<Item = &Analysis> {
        self.areas.iter().filter(|area| area.kind == Kind::Region)
    }

    /// The ICBs that make up an area: itself, a region's, or all of England's.
    pub fn icbs_of<'a>(&'a self, area: &'a Analysis) -> impl Iterator<Item = &'a Analysis> {
        self.icbs().filter(move |icb| match area.kind {
            Kind::England => true,
            Kind::Region => icb.region.as_ref() == Some(&area.code),
            Kind::Icb | Kind::SubIcb => icb.code == area.code,
        })
    }
}
