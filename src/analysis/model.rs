//! England's need slope over several censuses together, and the study's result replicated.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Estimated;
use super::england::{England, counted};
use super::measured::{BASIS, INPUTS};
use crate::claim::{About, At, Basis, Count, Method, Register, Registry};
use crate::measure::panel::{PanelPoint, slope_change, slope_trend, slope_trend_within_pcns, slopes};
use crate::measure::regression::{Line, Point, Residuals};
use crate::measure::{Estimate, PCNS_FOR_SLOPE, Reason};
use crate::panel::{Row, Section};
use crate::subject::{Census, Need, PcnCode};
use crate::workers;

/// The need slope of every census since the last break, in one model.
#[derive(Clone, Debug, Serialize)]
pub struct PanelModel {
    /// The first census in it.
    pub from: Census,
    /// The last.
    pub to: Census,
    /// PCNs in it.
    pub pcns: Count,
    /// The slope at each census.
    pub slopes: Vec<CensusSlope>,
    /// The slope at the last census less that at the first.
    pub change: Option<Estimated>,
    /// How much the slope changes a quarter.
    pub trend: Option<Estimated>,
    /// The same where each PCN has a level of its own.
    pub trend_within_pcns: Option<Estimated>,
}

/// The slope at one census.
#[derive(Clone, Debug, Serialize)]
pub struct CensusSlope {
    /// When.
    pub census: Census,
    /// FTE per 10,000 patients for ten points of need.
    #[serde(flatten)]
    pub estimate: Estimated,
    /// PCNs with a return and a value.
    pub n: Count,
}

/// The study's model at every census, with its survey, beside the published result.
#[derive(Clone, Debug, Serialize)]
pub struct Replication {
    /// The slope at each census: FTE per 10,000 patients for ten points of need.
    pub slopes: Vec<CensusSlope>,
    /// The census of the published result.
    pub published_census: Census,
    /// What the study found then.
    pub published: Estimated,
}

/// What Wilding and others found for October 2023 (BJGP 2024;74(748)): a fact, not computed here.
const PUBLISHED: Estimate = Estimate {
    value: -0.035,
    lower: Some(-0.063),
    upper: Some(-0.007),
    lower_998: None,
    upper_998: None,
    p: None,
};

/// The model of each indicator; empty with fewer than two censuses since the last break.
pub fn panel_models(england: &England<'_>) -> BTreeMap<&'static str, PanelModel> {
    let needs = england.needs();
    let models = workers::map(&needs, needs.len(), |need| panel_model(england, *need));
    needs.iter().zip(models).filter_map(|(need, model)| Some((need.id(), model?))).collect()
}

fn panel_model(england: &England<'_>, need: Need) -> Option<PanelModel> {
    let parts = england.panel.breaks.split(&england.panel.lineage.sections, |section| section.census);
    let sections: Vec<&Section> =
        parts.last()?.points().iter().filter(|section| known(section, need) >= PCNS_FOR_SLOPE).collect();
    let (first, last) = (sections.first()?.census, sections.last()?.census);
    let points = points(&sections, &|_| true, need);
    let found: BTreeMap<u32, Result<Estimate, Reason>> = slopes(&points).into_iter().collect();
    let slopes = sections
        .iter()
        .filter_map(|section| {
            let slope = found.get(&months(section, first))?.ok()?;
            Some(census_slope(section, slope, known(section, need)))
        })
        .collect();
    let pcns: BTreeSet<u32> = points.iter().map(|point| point.pcn).collect();
    let a_quarter = |found: Result<Estimate, Reason>| found.ok().map(|a_month| a_month.times(3.0).into());
    (first < last).then(|| PanelModel {
        from: first,
        to: last,
        pcns: pcns.len().into(),
        slopes,
        change: slope_change(&points).ok().map(Estimated::from),
        trend: a_quarter(slope_trend(&points)),
        trend_within_pcns: a_quarter(slope_trend_within_pcns(&points)),
    })
}

/// Months from the first census, so that no two fall together.
fn months(section: &Section, first: Census) -> u32 {
    u32::try_from(section.census.months_since(first)).unwrap_or(0)
}

fn census_slope(section: &Section, slope: Estimate, n: usize) -> CensusSlope {
    CensusSlope { census: section.census, estimate: slope.into(), n: n.into() }
}

/// PCNs with a return, patients and a value.
fn known(section: &Section, need: Need) -> usize {
    counted(&section.rows).filter(|(row, ..)| row.need.contains_key(&need)).count()
}

/// The PCNs of an area at some censuses with PCNs followed, oldest first, as one model takes them: time in months from the first.
pub fn points(sections: &[&Section], within: &dyn Fn(&Row) -> bool, need: Need) -> Vec<PanelPoint> {
    let Some(first) = sections.first().map(|section| section.census) else { return Vec::new() };
    let mut places: BTreeMap<&PcnCode, u32> = BTreeMap::new();
    let ten = need.indicator().ten_points;
    let mut points = Vec::new();
    for section in sections {
        let quarter = months(section, first);
        for (row, fte, patients) in counted(section.rows.iter().filter(|row| within(row))) {
            let Some(value) = row.need.get(&need) else { continue };
            let next = u32::try_from(places.len()).unwrap_or(u32::MAX);
            let pcn = *places.entry(&row.pcn).or_insert(next);
            points.push(PanelPoint {
                quarter,
                pcn,
                cluster: pcn,
                need: value / ten,
                rate: 1e4 * fte / patients,
            });
        }
    }
    points
}

/// The study's model at every census; none without its survey.
pub fn replication(england: &England<'_>) -> Option<Replication> {
    let slopes: Vec<CensusSlope> = england.panel.sections.iter().filter_map(replicated).collect();
    let published_census = Census::new(2023, 10)?;
    (!slopes.is_empty()).then(|| Replication { slopes, published_census, published: PUBLISHED.into() })
}

/// One census: ordinary least squares over PCNs, each counted once, with HC3 and the normal distribution as in the study.
fn replicated(section: &Section) -> Option<CensusSlope> {
    let point = |(row, fte, patients): (&Row, f64, f64)| {
        Some(Point { x: row.study_need?, y: 1e4 * fte / patients, weight: 1.0 })
    };
    let points: Vec<Point> = counted(&section.rows).filter_map(point).collect();
    let line = Line::fit(&points).filter(|_| points.len() >= PCNS_FOR_SLOPE)?;
    let ten = Need::SupportGap.indicator().ten_points;
    let error = ten * line.robust(Residuals::Hc3)?.slope.sqrt();
    Some(census_slope(section, Estimate::with_normal(ten * line.slope, error).ok()?, points.len()))
}

static PCNS: About = About::new(
    "PCNs",
    "PCNs with a return, patients and a value of the indicator; in a model of several censuses, those that merged or split put together",
    INPUTS,
    BASIS,
);
const UNIT: &str = "FTE per 10,000 patients per 10 points of need";
const MODEL: Method = Method {
    unit: UNIT,
    formula: "One model of all censuses, each with its own level and need slope, clustered by PCN (CR1), t on the PCNs less one.",
    inputs: INPUTS,
    basis: BASIS,
};
const STUDY: Method = Method {
    unit: UNIT,
    formula: "Ordinary least squares over PCNs, each counted once, need from the 2019 survey; HC3 and the normal distribution, as in the study.",
    inputs: INPUTS,
    basis: &[Basis::Workforce, Basis::ListSize, Basis::PracticeMap, Basis::StudySurvey],
};
const AS_PUBLISHED: Method = Method {
    unit: UNIT,
    formula: "As published: Wilding and others, BJGP 2024;74(748), doi 10.3399/BJGP.2023.0602.",
    inputs: &[],
    basis: &[],
};

impl Register for PanelModel {
    fn register(&mut self, at: &At, into: &mut Registry) {
        into.claim(&mut self.pcns, at, "pcns", &PCNS);
        let model = At { method: Some(MODEL), ..at.clone() };
        self.slopes.iter_mut().for_each(|slope| slope.register(&model, into));
        self.change.register(&model.step("change"), into);
        self.trend.register(&model.step("trend"), into);
        self.trend_within_pcns.register(&model.step("trend-within-pcns"), into);
    }
}

impl Register for CensusSlope {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let at = At { census: self.census, ..at.step(&self.census.to_string()) };
        into.claim(&mut self.n, &At { method: None, ..at.clone() }, "pcns", &PCNS);
        self.estimate.register(&at, into);
    }
}

impl Register for Replication {
    fn register(&mut self, at: &At, into: &mut Registry) {
        let study = At { method: Some(STUDY), ..at.step("study") };
        self.slopes.iter_mut().for_each(|slope| slope.register(&study, into));
        let published =
            At { method: Some(AS_PUBLISHED), census: self.published_census, ..study.step("published") };
        self.published.register(&published, into);
    }
}
