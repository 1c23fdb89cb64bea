//! One area: returns, FTE, rates by fifth, measures.

use super::england::England;
use super::level::Level;
use super::measured::Subject;
use super::place::Place;
use super::{
    Analysis, Change, Estimated, Kind, Measured, Withheld, boundaries, curve, fifths, four_quarters,
    influence, left_out, local, pcn, reconfiguration, sensitivity, share, trend, trend_line,
};
use crate::measure::gap::GAP;
use crate::measure::jackknife::jackknife_error;
use crate::measure::rate::rate_between_pcns;
use crate::measure::{MEASURES, Measure, PCNS_FOR_SPREAD, Reason, Sample, Scope};
use crate::panel::Row;
use crate::subject::Need;
use crate::subject::error::Result;
use crate::text::claim::Claimed;

/// The analysis of one area.
///
/// # Errors
/// Where a built-in lookup is damaged.
pub fn analyse(england: &England<'_>, place: &Place) -> Result<Analysis> {
    let within = |row: &Row| place.contains(row);
    let scope = if place.kind == Kind::England { Scope::England } else { Scope::Area };
    let rows: Vec<&Row> = england.latest.rows.iter().filter(|row| within(row)).collect();
    let need = england.panel.resolved.need;
    let primary = england.observations(rows.iter().copied(), need);
    let sample = england.sample(&primary, scope, need);
    let level = Level::of(&rows);
    let change = trend::change(england, &within, scope);
    let mut measures = measures(england, &within, (scope, Jackknife::Errors), &change);
    if scope == Scope::England {
        influence::set(england, &mut measures)?;
    }
    let between = rate_between_pcns(&primary, scope).ok().filter(|_| primary.len() >= PCNS_FOR_SPREAD);
    let (fair_share, fair_share_chance) = share::by_pcn(&rows, &sample);
    let contracted: f64 = rows.iter().filter_map(|row| row.filed.contracted()).sum();
    let trend = trend::points(england, &within, scope);
    let (region, region_name) = place.region.clone().unzip();
    Ok(Analysis {
        trend_line: trend_line::fit(england, &trend),
        xmr: trend_line::xmr(england, &within),
        region,
        region_name,
        returns: level.returns,
        left_out: left_out::left_out(england, &rows, &within, scope == Scope::England),
        reconfigured: reconfiguration::of(england, &within),
        fte: level.fte.into(),
        contracted_fte: contracted.into(),
        patients: level.patients.into(),
        rate: level.rate.map(Claimed::from),
        rate_between_pcns: between.map(Estimated::from),
        rate_low: level.range.map(|range| range.low.into()),
        rate_high: level.range.map(|range| range.high.into()),
        rate_why_not_shown: level.why_not_shown(),
        against_england: None,
        funnel: None,
        fifths: fifths::by_indicator(england, &rows, scope),
        measures,
        pooled: Default::default(),
        sensitivities: sensitivity::alternatives(england, &within, scope),
        curves: curve::concentration(england, &rows),
        lorenz: curve::lorenz(england, &rows),
        trend,
        change: change.ok(),
        change_why_not_shown: change.err().map(Withheld::from),
        matched_change: trend::matched_change(england, &within, scope),
        panel_model: Default::default(),
        replication: None,
        fair_share,
        fair_share_chance,
        fair_share_sensitivity: share::sensitivity(&sample, need),
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

/// Whether the jackknife's standard errors are worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jackknife {
    /// They are.
    Errors,
    /// They are not.
    Skipped,
}

/// Every measure of the rows at the edition's census, and what moved over the year before.
pub fn measures(
    england: &England<'_>,
    within: &dyn Fn(&Row) -> bool,
    (scope, jackknife): (Scope, Jackknife),
    change: &std::result::Result<Change, Reason>,
) -> Vec<Measured> {
    let rows: Vec<&Row> = england.latest.rows.iter().filter(|row| within(row)).collect();
    let mut measures = results(england, &rows, scope, (MEASURES, jackknife));
    measures.push(trend::as_measure(change));
    measures.extend(four_quarters::changes(england, within, scope));
    measures
}

/// Some measures of some rows, once for each indicator that they take.
pub fn results(
    england: &England<'_>,
    rows: &[&Row],
    scope: Scope,
    (measures, jackknife): (&[&'static Measure], Jackknife),
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
            let mut result = result(measure, &sample, *need, england.panel.lacks);
            if jackknife == Jackknife::Errors {
                result.jackknife_error = jackknife_error(&sample, measure).filter(|_| result.shown);
            }
            measured.push(result);
        }
    }
    share_verdicts(&mut measured);
    measured
}

/// Gives each measure the verdict of the pair or of the line that it is of; none to those that compare nothing.
fn share_verdicts(measured: &mut [Measured]) {
    let leads: Vec<_> = measured.iter().map(|m| (m.id, m.indicator, m.verdict)).collect();
    for result in measured {
        let of = Measure::find(result.id).and_then(|measure| measure.verdict_of);
        let lead = leads.iter().find(|(id, indicator, _)| Some(*id) == of && *indicator == result.indicator);
        result.verdict = lead.and_then(|(.., verdict)| *verdict).filter(|_| result.shown);
    }
}

fn result(
    measure: &'static Measure,
    sample: &Sample<'_>,
    need: Need,
    lacks: Option<&'static str>,
) -> Measured {
    let n = match measure.verdict_of {
        _ if !measure.needs_indicator => sample.observations.len(),
        Some(of) if of == GAP.id => sample.observations.iter().filter(|o| o.is_at_an_end()).count(),
        _ => sample.with_need().len(),
    };
    let subject = Subject {
        id: measure.id,
        need: measure.needs_indicator.then_some(need),
        unit: measure.unit,
        n,
        method: measure.method,
    };
    let lacks = lacks.filter(|_| measure.needs_indicator && n == 0);
    subject.measured(match lacks {
        Some(lacks) => Err(Reason::NoColumn { lacks }),
        None => (measure.of)(sample),
    })
}
