//! `claims.csv`: every number that is printed, where, and what it is.

use std::collections::BTreeMap;

use crate::document::{Said, Spoken};
use crate::explain::Trace;
use crate::text::csv::{CsvTable, LineEnd};
use crate::text::{Figure, Origin};

/// The file.
pub const FILE: &str = "claims.csv";

/// The column of the area whose document prints a claim.
pub const DOCUMENT: usize = 1;

/// The columns.
const HEADER: [&str; 10] =
    ["id", "document", "place", "printed", "value", "unit", "census", "formula", "inputs", "source_rows"];

/// The table of every number that the documents print, with the lines of documents that an earlier run made.
pub fn table(trace: Trace<'_>, spoken: &[Spoken], kept: &[Vec<String>]) -> String {
    let mut table = CsvTable::new(LineEnd::Unix);
    table.row(HEADER);
    let mut lines = Lines { trace, sources: BTreeMap::new() };
    for document in spoken {
        for said in &document.said {
            for (nth, figure) in said.figures.iter().enumerate() {
                table.row(lines.line(&document.area, said, nth, figure));
            }
        }
    }
    kept.iter().for_each(|line| table.row(line));
    table.into_text()
}

/// What makes the lines; England's figures are in every document, so their rows are looked up once.
struct Lines<'a> {
    trace: Trace<'a>,
    sources: BTreeMap<u32, String>,
}

impl Lines<'_> {
    #[expect(clippy::expect_used, reason = "the figures of a page are of this registry")]
    fn line(&mut self, area: &str, said: &Said, nth: usize, figure: &Figure) -> [String; 10] {
        let claims = &self.trace.edition.claims;
        let (id, unit, census, formula, inputs, source) = match figure.origin {
            Origin::Claim(index) => {
                let claim = claims.get(index).expect("a page has its claims of this registry");
                let source = self.sources.entry(index).or_insert_with(|| self.trace.source(claim)).clone();
                let (unit, census) = (claim.unit(), claim.id.census);
                (claim.id.to_string(), unit, census, claim.formula(), claim.inputs(), source)
            }
            Origin::Derived(derived) => {
                let inputs = derived.from.iter().flatten().filter_map(|index| claims.get(*index));
                let inputs = inputs.map(|claim| claim.id.to_string()).collect();
                let id = format!("{area}/page/{}", said.step(nth));
                (id, "", self.trace.edition.edition, derived.formula.to_owned(), inputs, String::new())
            }
            Origin::Unregistered => unreachable!("a document with such a figure is not said"),
        };
        [
            id,
            area.to_owned(),
            said.place.clone(),
            figure.print.clone(),
            figure.value.to_string(),
            unit.to_owned(),
            census.to_string(),
            formula,
            inputs.join("; "),
            source,
        ]
    }
}
