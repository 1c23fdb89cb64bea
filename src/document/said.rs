//! What a document says: each text that holds numbers, where it is, and which claims they are.

use serde::Serialize;
use serde_json::Value;

use super::Manuscript;
use crate::text::claim::{self, Derived, Printed, Unclaimed};

/// A text with numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Where: a field of the context, or a chart.
    pub place: String,
    /// The text as it is set.
    pub text: String,
    /// Its numbers.
    pub printed: Vec<Printed>,
}

impl Said {
    /// The step of an id that names the nth number here.
    pub fn step(&self, nth: usize) -> String {
        format!("{}/{}", self.place, nth + 1)
    }

    /// The numbers that the page derived, each with its step.
    pub fn derived(&self) -> impl Iterator<Item = (String, &Derived)> {
        let numbers = self.printed.iter().enumerate();
        numbers.filter_map(|(nth, printed)| Some((self.step(nth), printed.derived.as_ref()?)))
    }
}

/// A page would print a number that is not a claim.
#[derive(Debug, thiserror::Error)]
#[error("at `{place}`")]
pub struct NotAClaim {
    place: String,
    source: Unclaimed,
}

impl Manuscript {
    /// Every text of the document that holds numbers, in the order of the pages, then of the charts.
    ///
    /// # Errors
    /// Where a number is not a claim.
    pub fn said(&self) -> Result<Vec<Said>, NotAClaim> {
        let mut said = Vec::new();
        gather(&value(&self.context), "", &mut said)?;
        for chart in &self.charts {
            for (at, label) in chart.labels.iter().enumerate() {
                read(label, &format!("charts.{}[{at}]", chart.slug), &mut said)?;
            }
        }
        Ok(said)
    }
}

/// A context without marks, as templates see it.
pub fn plain(context: &impl Serialize) -> Value {
    let mut context = value(context);
    unmark(&mut context);
    context
}

/// A context holds text, lists and fields, which JSON always can.
pub(super) fn value(context: &impl Serialize) -> Value {
    serde_json::to_value(context).unwrap_or_default()
}

fn unmark(value: &mut Value) {
    match value {
        Value::String(text) => *text = claim::plain(text),
        Value::Array(items) => items.iter_mut().for_each(unmark),
        Value::Object(fields) => fields.values_mut().for_each(unmark),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn gather(value: &Value, place: &str, said: &mut Vec<Said>) -> Result<(), NotAClaim> {
    match value {
        Value::String(text) => read(text, place, said),
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(at, item)| gather(item, &format!("{place}[{at}]"), said))
        }
        Value::Object(fields) => fields.iter().try_for_each(|(name, field)| {
            let inside = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
            gather(field, &inside, said)
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn read(text: &str, place: &str, said: &mut Vec<Said>) -> Result<(), NotAClaim> {
    let reading = claim::read(text).map_err(|source| NotAClaim { place: place.to_owned(), source })?;
    if !reading.printed.is_empty() {
        said.push(Said { place: place.to_owned(), text: reading.plain, printed: reading.printed });
    }
    Ok(())
}
