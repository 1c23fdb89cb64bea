//! Every measure of some rows at the edition's census.

use super::england::England;
use super::measured::{Measured, Subject};
use super::within::Within;
use super::{four_quarters, trend};
use crate::measure::gap::GAP;
use crate::measure::jackknife::jackknife_error;
use crate::measure::{MEASURES, Measure, Reason, Sample, Scope};
use crate::panel::Row;
use crate::subject::Need;

/// Whether the jackknife's standard errors are worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jackknife {
    /// They are.
    Errors,
    /// They are not.
    Skipped,
}

/// Every measure of the rows at the edition's census, and what moved over the year before.
pub fn measures(england: &England<'_>, within: &Within, scope: Scope, jackknife: Jackknife) -> Vec<Measured> {
    let rows = within.rows(england.latest);
    let wanted = Wanted { measures: MEASURES, jackknife };
    let mut measures = results(england, &rows, scope, wanted);
    measures.push(trend::as_measure(&trend::change(england, within, scope)));
    measures.extend(four_quarters::changes(england, within, scope));
    measures
}

/// The measures to work out, and whether with the jackknife's errors.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// Which.
    pub measures: &'a [&'static Measure],
    /// Whether the jackknife's standard errors are worked out.
    pub jackknife: Jackknife,
}

/// Some measures of some rows, once for each indicator that they take.
pub fn results(england: &England<'_>, rows: &[&Row], scope: Scope, wanted: Wanted<'_>) -> Vec<Measured> {
    let samples: Vec<(Need, Vec<_>)> = england
        .measured_by()
        .into_iter()
        .map(|need| (need, england.observations(rows.iter().copied(), need)))
        .collect();
    let mut measured = Vec::new();
    for measure in wanted.measures {
        let takes = if measure.needs_indicator { samples.len() } else { samples.len().min(1) };
        for (need, observations) in &samples[..takes] {
            let sample = england.sample(observations, scope, *need);
            let mut result = result(measure, &sample, *need, england.panel.lacks);
            if wanted.jackknife == Jackknife::Errors {
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
