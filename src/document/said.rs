//! What a document says: each text that holds figures, where it is, and which claims they are.

use crate::text::{Content, Derived, Figure, Origin, Text, Unclaimed};

/// A text with figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Where: a field of the content, or a chart.
    pub place: String,
    /// The text as it is set.
    pub text: String,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// What a document says.
pub struct Spoken {
    /// The area's code.
    pub area: String,
    /// Its texts with figures.
    pub said: Vec<Said>,
}

impl Said {
    /// The step of an id that names the nth figure here.
    pub fn step(&self, nth: usize) -> String {
        format!("{}/{}", self.place, nth + 1)
    }

    /// The figures that the page derived, each with its step.
    pub fn derived(&self) -> impl Iterator<Item = (String, &Figure, Derived)> {
        let figures = self.figures.iter().enumerate();
        figures.filter_map(|(nth, figure)| match figure.origin {
            Origin::Derived(derived) => Some((self.step(nth), figure, derived)),
            Origin::Claim(_) | Origin::Unregistered => None,
        })
    }
}

/// A page would print a number that is not a claim.
#[derive(Debug, thiserror::Error)]
#[error("at `{place}`")]
pub struct NotAClaim {
    place: String,
    source: Unclaimed,
}

/// Every text of a content that holds figures, in its order, then of its charts; `below` stands before each place.
///
/// # Errors
/// Where a number is not a claim.
pub fn said_in(content: &Content, below: &str) -> Result<Vec<Said>, NotAClaim> {
    let labels = content.charts().into_iter().flat_map(|chart| {
        let labels = chart.picture.labels.iter().enumerate();
        labels.map(|(at, label)| (format!("charts.{}[{at}]", chart.slug), label.clone()))
    });
    let texts = content.texts().into_iter().chain(labels);
    of(texts.map(|(place, text)| (format!("{below}{place}"), text)))
}

/// Those of the texts that hold figures.
fn of(texts: impl Iterator<Item = (String, Text)>) -> Result<Vec<Said>, NotAClaim> {
    let mut said = Vec::new();
    for (place, text) in texts {
        match text.figures() {
            Ok(figures) if figures.is_empty() => {}
            Ok(figures) => {
                let figures = figures.into_iter().cloned().collect();
                said.push(Said { place, text: text.plain(), figures });
            }
            Err(source) => return Err(NotAClaim { place, source }),
        }
    }
    Ok(said)
}
