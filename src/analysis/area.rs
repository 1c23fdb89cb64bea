//! One area: returns, FTE, rates by fifth, measures.

use std::collections::BTreeMap;

use super::england::{England, counted};
use super::{About, Analysis, FifthRate, Kind, Measured, PcnFigure, Returns, share, trend};
use crate::error::Result;
use crate::measure::rate::{Provision, completeness_range, rate, rate_between_pcns};
use crate::measure::{Estimate, MEASURES, Measure, PCNS_FOR_SPREAD, PCNS_PER_END_FIFTH, Sample, Scope, gap};
use crate::number;
use crate::panel::{Return, Row};
use crate::source::{Publications, lookup};
use crate::subject::{IcbCode, Need};
use crate::words::name::readable;

/// Below this share of patients in PCNs with a return, a rate is not shown (METHODS.md §1 a).
const COMPLETE_ENOUGH: f64 = 0.8;

/// The analysis of one ICB.
pub fn icb(england: &England<'_>, icb: &IcbCode, publications: &Publications) -> Result<Analysis> {
    let known = lookup::icbs()?.get(icb.as_str());
    let map = publications.maps.get(&england.latest.map_date);
    let region = known
        .map(|icb| (icb.region_ods.clone(), icb.region_name.clone()))
        .or_else(|| map.and_then(|map| map.regions.get(icb)).cloned());
    let area = Area {
        code: icb.to_string(),
        name: known.map_or_else(|| icb.to_string(), lookup::Icb::short_name),
        kind: Kind::Icb,
        scope: Scope::Area,
    };
    let mut analysis = area.analyse(england, &|row| row.icb.as_ref() == Some(icb))?;
    (analysis.region, analysis.region_name) = region.unzip();
    Ok(analysis)
}

/// The analysis of England.
pub fn england(england: &England<'_>) -> Result<Analysis> {
    let area = Area {
        code: "ENG".to_owned(),
        name: "England".to_owned(),
        kind: Kind::England,
        scope: Scope::England,
    };
    area.analyse(england, &|_| true)
}

/// Which area, before anything is computed.
struct Area {
    code: String,
    name: String,
    kind: Kind,
    scope: Scope,
}

impl Area {
    fn analyse(self, england: &England<'_>, within: &dyn Fn(&Row) -> bool) -> Result<Analysis> {
        let rows: Vec<&Row> = england.latest.rows.iter().filter(|row| within(row)).collect();
        let need = england.panel.choice.need;
        let primary = england.observations(rows.iter().copied(), need);
        let sample = england.sample(&primary, self.scope, need);
        let level = Level::of(&rows);
        let (change, change_why_not_shown) = trend::change(england, within);
        let mut measures = measures(england, &rows, self.scope);
        measures.push(trend::measured(change.as_ref(), change_why_not_shown.as_ref()));
        Ok(Analysis {
            code: self.code,
            name: self.name,
            kind: self.kind,
            region: None,
            region_name: None,
            returns: level.returns,
            fte: level.fte,
            contracted_fte: rows.iter().filter_map(|row| row.filed.contracted()).sum(),
            patients: level.patients,
            rate: level.rate,
            rate_between_pcns: level.between_pcns,
            rate_low: level.range.map(|range| range.low),
            rate_high: level.range.map(|range| range.high),
            rate_why_not_shown: level.why_not_shown(),
            fifths: by_indicator(england, &rows),
            measures,
            trend: trend::points(england, within, self.scope),
            change,
            change_why_not_shown,
            fair_share: share::by_pcn(&rows, &sample),
            fair_share_sensitivity: share::sensitivity(&sample),
            most_need_half_share: share::most_need_half(&sample),
            pcns: figures(england, &rows)?,
        })
    }
}

/// How many link workers an area has at one census, and how far that is known.
pub struct Level {
    /// Who filed.
    pub returns: Returns,
    /// FTE of all PCNs that filed.
    pub fte: f64,
    /// Patients of PCNs with a return.
    pub patients: f64,
    /// FTE per 10,000 over PCNs with a return and patients.
    pub rate: Option<f64>,
    /// The rate with the interval for variation between PCNs.
    pub between_pcns: Option<Estimate>,
    /// What the missing returns could have said.
    pub range: Option<crate::measure::rate::CompletenessRange>,
}

impl Level {
    /// Adds up some rows of one census.
    pub fn of(rows: &[&Row]) -> Self {
        let with: Vec<Provision> =
            counted(rows.iter().copied()).map(|(_, fte, patients)| Provision { fte, patients }).collect();
        let patients: f64 = with.iter().map(|pcn| pcn.patients).sum();
        let all: f64 = rows.iter().filter_map(|row| row.patients).sum();
        let count = |state: &dyn Fn(&Return) -> bool| rows.iter().filter(|row| state(&row.filed)).count();
        let no_return = count(&|filed| *filed == Return::NoReturn);
        Self {
            returns: Returns {
                filed: rows.len() - no_return,
                reported_none: count(&|filed| *filed == Return::ReportedNone),
                no_return,
                pcns: rows.len(),
                completeness: (all > 0.0).then(|| patients / all),
            },
            fte: rows.iter().filter_map(|row| row.filed.fte()).sum(),
            patients,
            rate: rate(with.iter().map(|pcn| pcn.fte).sum(), patients),
            between_pcns: rate_between_pcns(&with).ok().filter(|_| with.len() >= PCNS_FOR_SPREAD),
            range: completeness_range(&with, all - patients),
        }
    }

    /// Why the rate must not be printed, where so.
    pub fn why_not_shown(&self) -> Option<String> {
        match self.returns.completeness {
            _ if self.returns.filed == 0 => Some("no PCN filed a return".to_owned()),
            None => Some("no PCN with a return has registered patients".to_owned()),
            Some(share) if share < COMPLETE_ENOUGH => Some(format!(
                "PCNs with a return hold {}% of registered patients; {} are needed",
                // One decimal, so that 79.6% does not read as the 80% that is needed.
                number::fixed(100.0 * share, 1),
                number::percent(COMPLETE_ENOUGH)
            )),
            Some(_) => None,
        }
    }
}

/// Rates by fifth for each indicator.
fn by_indicator(england: &England<'_>, rows: &[&Row]) -> BTreeMap<&'static str, Vec<FifthRate>> {
    let rates = |need| {
        let observations = england.observations(rows.iter().copied(), need);
        gap::by_fifth(&observations).iter().map(fifth_rate).collect()
    };
    england.needs().into_iter().map(|need| (need.id(), rates(need))).collect()
}

fn fifth_rate(fifth: &gap::FifthRate) -> FifthRate {
    let estimate = fifth.estimate().ok();
    // Two PCNs give an interval that spans the page and tells nothing.
    let interval = estimate.filter(|_| fifth.pcns >= PCNS_PER_END_FIFTH);
    FifthRate {
        fifth: fifth.fifth,
        pcns: fifth.pcns,
        fte: fifth.fte,
        patients: fifth.patients,
        rate: estimate.map(|e| e.value),
        lower: interval.and_then(|e| e.lower),
        upper: interval.and_then(|e| e.upper),
    }
}

/// Every measure, once for each indicator that it takes.
fn measures(england: &England<'_>, rows: &[&Row], scope: Scope) -> Vec<Measured> {
    let samples: Vec<(Need, Vec<_>)> = england
        .needs()
        .into_iter()
        .map(|need| (need, england.observations(rows.iter().copied(), need)))
        .collect();
    let mut measured = Vec::new();
    for measure in MEASURES {
        let takes = if measure.needs_indicator { samples.len() } else { samples.len().min(1) };
        for (need, observations) in &samples[..takes] {
            let sample = england.sample(observations, scope, *need);
            measured.push(result(measure, &sample, *need));
        }
    }
    measured
}

fn result(measure: &'static Measure, sample: &Sample<'_>, need: Need) -> Measured {
    let n = if measure.needs_indicator { sample.with_need().len() } else { sample.observations.len() };
    let about = About {
        id: measure.id,
        need: measure.needs_indicator.then_some(need),
        unit: measure.unit,
        n,
        method: measure.method,
    };
    about.measured((measure.of)(sample).map_err(|reason| reason.to_string()))
}

/// Every PCN as tables print it.
fn figures(england: &England<'_>, rows: &[&Row]) -> Result<Vec<PcnFigure>> {
    let known = lookup::icbs()?;
    let name =
        |code: &IcbCode| known.get(code.as_str()).map_or_else(|| code.to_string(), lookup::Icb::short_name);
    let figure = |row: &&Row| {
        let needs = england.needs().into_iter();
        let patients = row.patients;
        Some(PcnFigure {
            code: row.pcn.clone(),
            name: readable(&row.name),
            icb: row.icb.clone()?,
            filed: row.filed,
            patients,
            rate: row.filed.fte().zip(patients).map(|(fte, patients)| 1e4 * fte / patients),
            need: row.need.clone(),
            fifth: needs.filter_map(|need| Some((need, england.fifth(&row.pcn, need)?))).collect(),
            straddles: elsewhere(row).map(|(icb, share)| (name(icb), share)),
        })
    };
    Ok(rows.iter().filter_map(figure).collect())
}

/// The other ICB that a PCN's practices are in, with the share of its patients there.
fn elsewhere(row: &Row) -> Option<(&IcbCode, f64)> {
    let others = row.spans.iter().filter(|(icb, _)| Some(*icb) != row.icb.as_ref());
    let (icb, patients) = others.max_by(|a, b| a.1.total_cmp(b.1))?;
    Some((icb, patients / row.patients?))
}
