//! England's need slope over several censuses together, and the study's result replicated.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::england::{England, counted};
use super::estimated::{BASIS, Contrast, Estimated, INPUTS, Withheld};
use super::level::Level;
use super::within::Within;
use crate::measure::panel::{PanelPoint, slope_change, slope_trend, slope_trend_within_pcns, slopes};
use crate::measure::regression::{CLUSTERS, Line, Point};
use crate::measure::{Estimate, PCNS_FOR_SLOPE, Reason, Scope};
use crate::panel::{Panel, Row, Section};
use crate::subject::{Census, Need, PcnCode};
use crate::text::{About, At, Basis, Count, Method, Register, Registry};
use crate::workers;

const PCNS: About = About::new(
    "PCNs",
    "PCNs with a return, patients and a value of the indicator; in a model of several censuses, those that merged or split put together",
    INPUTS,
    BASIS,
);
const UNIT: &str = "FTE per 10,000 patients per 10 points of need";
const MODEL: Method = Method {
    unit: UNIT,
    formula: "One model of the quarters since the last break, each with its own level and need slope.",
    interval: None,
    inputs: INPUTS,
    basis: BASIS,
};
const STUDY: Method = Method {
    unit: UNIT,
    formula: "Ordinary least squares over PCNs, each counted once, need from the 2019 survey; HC3 and the normal distribution, as in the study.",
    interval: None,
    inputs: INPUTS,
    basis: &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap, Basis::StudySurvey],
};
const AS_PUBLISHED: Method = Method {
    unit: UNIT,
    formula: "As published: Wilding and others, BJGP 2024;74(748), doi 10.3399/BJGP.2023.0602, a tenth of it for ten points.",
    interval: None,
    inputs: &[],
    basis: &[],
};
const AS_PRINTED: Method = Method {
    unit: "FTE per 10,000 patients for need from 0 to 1",
    formula: "As printed: Wilding and others, BJGP 2024;74(748), doi 10.3399/BJGP.2023.0602.",
    interval: None,
    inputs: &[],
    basis: &[],
};

crate::figures! {
    /// The need slope of every quarter since the last break whose returns cover enough patients, in one model.
    #[derive(Clone, Debug, Serialize)]
    pub struct PanelModel {
        /// The first census in it.
        pub from: Census,
        /// The last.
        pub to: Census,
        /// PCNs in it.
        pub pcns: Count = PCNS,
        /// The slope at each census.
        pub slopes: Vec<CensusSlope> => "",
        /// What it says over time.
        #[serde(flatten)]
        pub over_time: OverTime => "",
        /// The same clustered by PCN, as a sensitivity.
        pub by_pcn: OverTime => "by-pcn",
    } at |_, at| at.clone().by(MODEL)
}

crate::figures! {
    /// How the slope moves.
    #[derive(Clone, Copy, Debug, Serialize)]
    pub struct OverTime {
        /// The slope at the last census less that at the first.
        pub change: Option<Contrast> => "change",
        /// How much the slope changes a quarter.
        pub trend: Option<Contrast> => "trend",
        /// The same where each PCN has a level of its own.
        pub trend_within_pcns: Option<Contrast> => "trend-within-pcns",
    }
}

crate::figures! {
    /// The slope at one census.
    #[derive(Clone, Debug, Serialize)]
    pub struct CensusSlope {
        /// When.
        pub census: Census,
        /// FTE per 10,000 patients for ten points of need.
        #[serde(flatten)]
        pub contrast: Contrast => "",
        /// PCNs with a return and a value.
        pub n: Count = PCNS.step("pcns"),
    } at |slope, at| at.step(&slope.census.to_string()).on(slope.census)
}

/// The study's model at every census, with its survey, beside the published result.
#[derive(Clone, Debug, Serialize)]
pub struct Replication {
    /// The slope at each census: FTE per 10,000 patients for ten points of need.
    pub slopes: Vec<CensusSlope>,
    /// The censuses without one, and why.
    pub left_out: Vec<CensusLeftOut>,
    /// The census that the published result is of: the study dates a quarter by the month after it.
    pub published_census: Census,
    /// The study's own name for it.
    pub published_as_of: Census,
    /// What the study printed: FTE per 10,000 patients for need from 0 to 1.
    pub published_as_printed: Estimated,
    /// The same for ten points.
    pub published: Estimated,
}

crate::figures! {
    /// A census without a slope.
    #[derive(Clone, Debug, Serialize)]
    pub struct CensusLeftOut {
        /// When.
        pub census: Census,
        /// Why.
        pub why: Withheld => "",
    } at |left_out, at| at.step(&left_out.census.to_string())
}

/// What Wilding and others printed for October 2023 (BJGP 2024;74(748)), for need from 0 to 1: a fact, not computed here.
const PRINTED: (f64, f64, f64) = (-0.350, -0.634, -0.066);
/// The census that it is of: quarters are dated by the first day after them.
const PUBLISHED_CENSUS: (i16, i8) = (2023, 9);
/// Months from a census to the study's name for it.
const NAMED_LATER: i32 = 1;

/// The model of each indicator; empty with fewer than two censuses since the last break.
pub fn panel_models(england: &England<'_>) -> BTreeMap<&'static str, PanelModel> {
    let needs = england.needs();
    let models = workers::map(&needs, needs.len(), |need| panel_model(england, *need));
    needs.iter().zip(models).filter_map(|(need, model)| Some((need.id(), model?))).collect()
}

fn panel_model(england: &England<'_>, need: Need) -> Option<PanelModel> {
    let panel = england.panel;
    let counts = |section: &&Section| {
        panel.quarters.has(section.census)
            && known(section, need) >= PCNS_FOR_SLOPE
            && incomplete(panel, section.census, &Within::England).is_none()
    };
    let sections: Vec<&Section> = panel.lineage.sections.iter().filter(counts).collect();
    let (first, last) = (sections.first()?.census, sections.last()?.census);
    let points = points(england, &sections, &Within::England, Scope::England, need);
    let found: BTreeMap<u32, Result<Estimate, Reason>> = slopes(&points).into_iter().collect();
    let slopes = sections
        .iter()
        .filter_map(|section| {
            let slope = found.get(&months(section, first))?.ok()?;
            Some(census_slope(section, slope, known(section, need)))
        })
        .collect();
    let pcns: BTreeSet<u32> = points.iter().map(|point| point.pcn).collect();
    (first < last).then(|| PanelModel {
        from: first,
        to: last,
        pcns: pcns.len().into(),
        slopes,
        over_time: OverTime::of(&points),
        by_pcn: OverTime::of(&points.iter().map(|p| PanelPoint { cluster: p.pcn, ..*p }).collect::<Vec<_>>()),
    })
}

impl OverTime {
    fn of(points: &[PanelPoint]) -> Self {
        let a_quarter = |found: Result<Estimate, Reason>| found.ok().map(|a_month| a_month.times(3.0).into());
        Self {
            change: slope_change(points).ok().map(Contrast::from),
            trend: a_quarter(slope_trend(points)),
            trend_within_pcns: a_quarter(slope_trend_within_pcns(points)),
        }
    }
}

/// Why an area has no slope at a census, where so: by its returns as filed, since PCNs put together hide some.
pub fn incomplete(panel: &Panel, census: Census, within: &Within) -> Option<Reason> {
    let section = panel.sections.iter().find(|section| section.census == census)?;
    Level::of(&within.rows(section)).incomplete()
}

/// Months from the first census, so that no two fall together.
fn months(section: &Section, first: Census) -> u32 {
    u32::try_from(section.census.months_since(first)).unwrap_or(0)
}

fn census_slope(section: &Section, slope: Estimate, n: usize) -> CensusSlope {
    CensusSlope { census: section.census, contrast: slope.into(), n: n.into() }
}

/// PCNs with a return, patients and a value.
fn known(section: &Section, need: Need) -> usize {
    counted(&section.rows).filter(|(row, ..)| row.need.get(need).is_some()).count()
}

/// The PCNs of an area at some censuses, oldest first, as one model takes them: time in months from the first.
///
/// England's are clustered by ICB where it has ICBs enough, those of an area by PCN.
pub fn points(
    england: &England<'_>,
    sections: &[&Section],
    within: &Within,
    scope: Scope,
    need: Need,
) -> Vec<PanelPoint> {
    let Some(first) = sections.first().map(|section| section.census) else { return Vec::new() };
    let mut places: BTreeMap<&PcnCode, u32> = BTreeMap::new();
    let ten = need.indicator().ten_points;
    let by_icb = scope == Scope::England && england.icbs().len() >= CLUSTERS;
    let mut points = Vec::new();
    for section in sections {
        let quarter = months(section, first);
        for (row, fte, patients) in counted(within.rows(section)) {
            let Some(value) = row.need.get(need) else { continue };
            let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
            let pcn = *places.entry(&row.pcn).or_insert(next);
            points.push(PanelPoint {
                quarter,
                pcn,
                cluster: if by_icb { england.cluster(row) } else { pcn },
                need: value / ten,
                rate: 1e4 * fte / patients,
            });
        }
    }
    points
}

/// The study's model at every census; none without its survey.
pub fn replication(england: &England<'_>) -> Option<Replication> {
    let panel = england.panel;
    let too_few = |section: &Section| incomplete(panel, section.census, &Within::England);
    let complete = panel.sections.iter().filter(|section| too_few(section).is_none());
    let slopes: Vec<CensusSlope> = complete.filter_map(replicated).collect();
    let left_out = panel
        .sections
        .iter()
        .filter_map(|section| Some(CensusLeftOut { census: section.census, why: too_few(section)?.into() }));
    let published_census = Census::new(PUBLISHED_CENSUS.0, PUBLISHED_CENSUS.1)?;
    let (value, lower, upper) = PRINTED;
    let printed = Estimate { lower: Some(lower), upper: Some(upper), ..Estimate::point(value).ok()? };
    (!slopes.is_empty()).then(|| Replication {
        slopes,
        left_out: left_out.collect(),
        published_census,
        published_as_of: published_census.earlier(-NAMED_LATER),
        published_as_printed: printed.into(),
        published: printed.times(Need::SupportGap.indicator().ten_points).into(),
    })
}

/// One census: ordinary least squares over PCNs, each counted once, with HC3 and the normal distribution as in the study.
fn replicated(section: &Section) -> Option<CensusSlope> {
    let point = |(row, fte, patients): (&Row, f64, f64)| {
        Some(Point { x: row.study_need?, y: 1e4 * fte / patients, weight: 1.0 })
    };
    let points: Vec<Point> = counted(&section.rows).filter_map(point).collect();
    let line = Line::fit(&points).filter(|_| points.len() >= PCNS_FOR_SLOPE)?;
    let ten = Need::SupportGap.indicator().ten_points;
    let error = ten * line.robust()?.slope.sqrt();
    Some(census_slope(section, Estimate::with_normal(ten * line.slope, error).ok()?, points.len()))
}

// By hand, since what was published is of its own census.
impl Register for Replication {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = at.clone().by(STUDY);
        self.slopes.register(&at, into);
        self.left_out.register(&at, into);
        let published = at.step("published").on(self.published_census);
        self.published.register(&published.clone().by(AS_PUBLISHED), into);
        self.published_as_printed.register(&published.step("as-printed").by(AS_PRINTED), into);
    }
}
