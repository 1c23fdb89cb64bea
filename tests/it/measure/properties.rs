//! What must hold of a measure whatever the data.

mod curves;
pub mod degenerate;
mod laws;
mod samples;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use briefings::measure::{Estimate, MEASURES, Measure, Observation, Reason, Scope};

use samples::{Case, every_case};

/// What happens to a measure when the order of need is turned around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reversed {
    /// It changes sign.
    Sign,
    /// It becomes one over itself.
    Reciprocal,
    /// Nothing: it does not look at need.
    Nothing,
    /// Something that has no simple rule: it shares FTE out by the size of need.
    NoRule,
}

/// What happens to it when all FTE is scaled by one factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scaled {
    Nothing,
    /// It is scaled too.
    InStep,
}

/// What happens to it when one PCN becomes two with the same rate and need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Split {
    /// Nothing: PCNs count by list size, or together as their ICB.
    Nothing,
    /// It changes: each PCN counts once, whatever its size.
    CountsPcns,
}

/// What makes it say that there is no inequality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Null {
    EqualRates,
    /// Rates that follow need.
    FteByNeed,
}

/// The laws of one measure.
struct Laws {
    id: &'static str,
    reversed: Reversed,
    scaled: Scaled,
    split: Split,
    null: Null,
}

const fn laws(id: &'static str, reversed: Reversed, scaled: Scaled, split: Split, null: Null) -> Laws {
    Laws { id, reversed, scaled, split, null }
}

/// One line for each measure, in the order of `MEASURES`.
const LAWS: &[Laws] = &[
    laws("gap", Reversed::Sign, Scaled::InStep, Split::Nothing, Null::EqualRates),
    laws("ratio", Reversed::Reciprocal, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("sii", Reversed::Sign, Scaled::InStep, Split::Nothing, Null::EqualRates),
    laws("rii", Reversed::Reciprocal, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("rii-log", Reversed::Reciprocal, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("concentration-index", Reversed::Sign, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("gini", Reversed::Nothing, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("theil", Reversed::Nothing, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("theil-between", Reversed::Nothing, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("theil-within", Reversed::Nothing, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("hoover", Reversed::Nothing, Scaled::Nothing, Split::Nothing, Null::EqualRates),
    laws("hoover-need", Reversed::NoRule, Scaled::Nothing, Split::Nothing, Null::FteByNeed),
    laws("fair-share-moved", Reversed::NoRule, Scaled::InStep, Split::Nothing, Null::FteByNeed),
    laws("level-up", Reversed::NoRule, Scaled::InStep, Split::Nothing, Null::FteByNeed),
    laws("need-slope", Reversed::Sign, Scaled::InStep, Split::CountsPcns, Null::EqualRates),
    laws("need-slope-within", Reversed::Sign, Scaled::InStep, Split::CountsPcns, Null::EqualRates),
    laws("need-slope-between", Reversed::Sign, Scaled::InStep, Split::Nothing, Null::EqualRates),
    laws("need-slope-corrected", Reversed::Sign, Scaled::InStep, Split::CountsPcns, Null::EqualRates),
];

/// A law that held of a measure in fewer samples than this has not been put to the test.
const ENOUGH: usize = 50;

/// How often a law was put to the test, by measure.
#[derive(Default)]
struct Exercised(RefCell<BTreeMap<&'static str, usize>>);

impl Exercised {
    fn add(&self, id: &'static str) {
        *self.0.borrow_mut().entry(id).or_default() += 1;
    }

    /// Fails for a measure of which the law was to hold, and was hardly looked at.
    fn assert(&self, holds: impl Fn(&Laws) -> bool) {
        for laws in LAWS.iter().filter(|laws| holds(laws)) {
            let times = self.0.borrow().get(laws.id).copied().unwrap_or_default();
            assert!(times >= ENOUGH, "{} was looked at {times} times", laws.id);
        }
    }
}

/// A measure with its laws, and its value of a sample.
struct Found<'a> {
    case: &'a Case,
    scope: Scope,
    measure: &'static Measure,
    laws: &'static Laws,
    was: Estimate,
}

impl Found<'_> {
    /// The measure of other PCNs, in the same scope.
    fn of(&self, case: &Case) -> Result<Estimate, Reason> {
        (self.measure.of)(&case.sample(self.scope))
    }
}

/// Every measure with its laws, of every sample and scope in which it has a value.
fn every_value(look: impl Fn(Found<'_>)) {
    every_case(|case| {
        for scope in [Scope::England, Scope::Area] {
            let sample = case.sample(scope);
            for (measure, laws) in MEASURES.iter().zip(LAWS) {
                if let Ok(was) = (measure.of)(&sample) {
                    look(Found { case, scope, measure, laws, was });
                }
            }
        }
    });
}

/// Whether two numbers are equal but for rounding, at this scale.
fn close_at(scale: f64, a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-3 * scale)
}

fn close(a: f64, b: f64) -> bool {
    close_at(1.0, a, b)
}

#[test]
fn every_measure_has_its_laws() {
    let measures: Vec<&str> = MEASURES.iter().map(|m| m.id).collect();
    let with_laws: Vec<&str> = LAWS.iter().map(|l| l.id).collect();
    assert_eq!(measures, with_laws);
}

#[test]
fn the_samples_have_zeros_and_ties_and_few_icbs_and_many() {
    let [all, zeros, needs, rates, one, many] = &[(); 6].map(|()| Cell::new(0));
    let count = |counter: &Cell<usize>, has: bool| counter.set(counter.get() + usize::from(has));
    every_case(|case| {
        let pcns = &case.observations;
        let distinct = |of: fn(&Observation) -> f64| {
            pcns.iter().map(|o| of(o).to_bits()).collect::<BTreeSet<u64>>().len()
        };
        assert!((10..=300).contains(&pcns.len()));
        count(all, true);
        count(zeros, pcns.iter().any(|o| o.fte == 0.0));
        count(needs, distinct(|o| o.need.unwrap()) < pcns.len());
        count(rates, distinct(Observation::rate) < pcns.len());
        let icbs = distinct(|o| f64::from(o.cluster));
        count(one, icbs == 1);
        count(many, icbs >= 20);
    });
    assert!(all.get() >= 400);
    assert!([zeros, needs, rates, one, many].iter().all(|counter| counter.get() >= ENOUGH));
}

#[test]
fn every_measure_has_values_to_hold_laws() {
    let exercised = Exercised::default();
    every_value(|found| exercised.add(found.measure.id));
    exercised.assert(|_| true);
}
