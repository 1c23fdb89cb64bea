//! `claims.csv`: every number that is printed, where, and what it is.

use std::collections::BTreeMap;

use crate::document::Said;
use crate::explain::Trace;
use crate::text::claim::{Claim, Printed};
use crate::text::csv::{CsvTable, LineEnd};

/// The columns.
const HEADER: [&str; 10] =
    ["id", "document", "place", "printed", "value", "unit", "census", "formula", "inputs", "source_rows"];

/// What a document says, by its area's code.
pub struct Spoken {
    /// The area's code.
    pub area: String,
    /// Its texts with numbers.
    pub said: Vec<Said>,
}

/// The table of every number that the documents print.
pub fn table(trace: Trace<'_>, spoken: &[Spoken]) -> String {
    let mut table = CsvTable::new(LineEnd::Unix);
    table.row(HEADER);
    let mut lines = Lines { trace, sources: BTreeMap::new() };
    for document in spoken {
        for said in &document.said {
            for (nth, printed) in said.printed.iter().enumerate() {
                table.row(lines.line(document, (said, nth), printed));
            }
        }
    }
    table.into_text()
}

/// What makes the lines; England's figures are in every document, so their rows are looked up once.
struct Lines<'a> {
    trace: Trace<'a>,
    sources: BTreeMap<u32, String>,
}

impl Lines<'_> {
    fn line(&mut self, document: &Spoken, said: (&Said, usize), printed: &Printed) -> [String; 10] {
        let claim = printed.claim.and_then(|index| Some((index, self.trace.edition.claims.get(index)?)));
        match claim {
            Some((index, claim)) => {
                let source = self.sources.entry(index).or_insert_with(|| self.trace.source(claim)).clone();
                registered(document, said.0, printed, (claim, source))
            }
            None => derived(self.trace, document, said, printed),
        }
    }
}

fn registered(
    document: &Spoken,
    said: &Said,
    printed: &Printed,
    (claim, source): (&Claim, String),
) -> [String; 10] {
    [
        claim.id.clone(),
        document.area.clone(),
        said.place.clone(),
        printed.text.clone(),
        claim.value.to_string(),
        claim.unit().to_owned(),
        claim.census.to_string(),
        claim.formula(),
        claim.inputs().join("; "),
        source,
    ]
}

fn derived(
    trace: Trace<'_>,
    document: &Spoken,
    (said, nth): (&Said, usize),
    printed: &Printed,
) -> [String; 10] {
    let derived = printed.derived.as_ref();
    let from = derived.map(|derived| derived.from.as_slice()).unwrap_or_default();
    let inputs = from.iter().filter_map(|index| trace.edition.claims.get(*index));
    [
        format!("{}/page/{}", document.area, said.step(nth)),
        document.area.clone(),
        said.place.clone(),
        printed.text.clone(),
        derived.map(|derived| derived.value.to_string()).unwrap_or_default(),
        String::new(),
        trace.edition.edition.to_string(),
        derived.map(|derived| derived.formula.clone()).unwrap_or_default(),
        inputs.map(|claim| claim.id.as_str()).collect::<Vec<_>>().join("; "),
        String::new(),
    ]
}
