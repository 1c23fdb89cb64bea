//! One area: returns, FTE, rates by fifth, measures.

use super::england::England;
use super::level::Level;
use super::measured::Subject;
use super::place::Place;
use super::{
    Analysis, Kind, Measured, Withheld, boundaries, course, curve, fifths, left_out, local, pcn,
    reconfigured, sensitivity, share, shift, trend,
};
use crate::claim::Claimed;
use crate::error::Result;
use crate::measure::jackknife::jackknife_error;
use crate::measure::{MEASURES, Measure, Sample, Scope};
use crate::panel::Row;
use crate::subject::Need;

/// The analysis of one area.
///
/// # Errors
/// Where a built-in lookup is damaged.
pub fn analyse(england: &England<'_>, place: &Place) -> Result<Analysis> {
    let within = |row: &Row| place.holds(row);
    let scope = if place.kind == Kind::England { Scope::England } else { Scope::Area };
    let rows: Vec<&Row> = england.latest.rows.iter().filter(|row| within(row)).collect();
    let need = england.panel.choice.need;
    let primary = england.observations(rows.iter().copied(), need);
    let sample = england.sample(&primary, scope, need);
    let level = Level::of(&rows);
    let change = trend::change(england, &within);
    let mut measures = results(england, &rows, scope, MEASURES);
    measures.push(trend::as_measure(&change));
    measures.extend(shift::shifts(england, &within, scope));
    let contracted: f64 = rows.iter().filter_map(|row| row.filed.contracted()).sum();
    let trend = trend::points(england, &within, scope);
    let (region, region_name) = place.region.clone().unzip();
    Ok(Analysis {
        course: course::course(england, &trend),
        xmr: course::xmr(england, &within),
        region,
        region_name,
        returns: level.returns,
        left_out: left_out::left_out(england, &rows, &within, scope == Scope::England),
        reconfigured: reconfigured::reconfigured(england, &within),
        fte: level.fte.into(),
        contracted_fte: contracted.into(),
        patients: level.patients.into(),
        rate: level.rate.map(Claimed::from),
        rate_between_pcns: level.between_pcns,
        rate_low: level.range.map(|range| range.low.into()),
        rate_high: level.range.map(|range| range.high.into()),
        rate_why_not_shown: level.why_not_shown(),
        against_england: None,
        funnel: None,
        fifths: fifths::by_indicator(england, &rows),
        measures,
        pooled: Default::default(),
        sensitivities: sensitivity::alternatives(england, &within, scope),
        curves: curve::concentration(england, &rows),
        lorenz: curve::lorenz(england, &rows),
        trend,
        change: change.ok(),
        change_why_not_shown: change.err().map(Withheld::from),
        panel_model: Default::default(),
        replication: None,
        fair_share: share::by_pcn(&rows, &sample),
        fair_share_sensitivity: share::sensitivity(&sample),
        most_need_half_share: share::most_need_half(&sample),
        similar: Vec::new(),
        similar_chosen: false,
        boundaries: boundaries::of(england, place, &rows)?,
        local: local::of(england.panel.local.as_ref(), place),
        pcns: pcn::figures(england, &rows)?,
        code: place.code.clone(),
        name: place.name.clone(),
        kind: place.kind,
    })
}

/// Some measures of some rows, once for each indicator that they take.
pub fn results(
    england: &England<'_>,
    rows: &[&Row],
    scope: Scope,
    measures: &[&'static Measure],
) -> Vec<Measured> {
    let samples: Vec<(Need, Vec<_>)> = england
        .measured_by()
        .into_iter()
        .map(|need| (need, england.observations(rows.iter().copied(), need)))
        .collect();
    let mut measured = Vec::new();
    for measure in measures {
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
    let subject = Subject {
        id: measure.id,
        need: measure.needs_indicator.then_some(need),
        unit: measure.unit,
        n,
        method: measure.method,
    };
    let mut measured = subject.measured((measure.of)(sample));
    measured.jackknife_error = jackknife_error(sample, measure).filter(|_| measured.shown);
    measured
}
