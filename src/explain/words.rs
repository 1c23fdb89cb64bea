//! A trace as text, for the terminal.

use std::fmt::Write;

use super::behind;
use super::trace::{Filed, Listed, Trace};
use crate::analysis::Edition;
use crate::document::Said;
use crate::text::number;
use crate::text::{Basis, Claim};

/// A claim in words, with every row behind it.
pub fn words(trace: Trace<'_>, claim: &Claim) -> String {
    let mut text = head(&claim.id.to_string(), claim.value, claim.unit(), &claim.formula());
    let _ = writeln!(text, "census   {}", claim.id.census.words());
    for input in claim.inputs() {
        match trace.edition.claims.find(&input) {
            Some(found) => {
                let _ = writeln!(text, "input    {input} = {}", plain(found.value));
            }
            None => {
                let _ = writeln!(text, "inputs   {input}");
            }
        }
    }
    if claim.basis().contains(&Basis::Workforce) {
        text.push_str(&filed_words(trace, claim));
    }
    if claim.basis().contains(&Basis::ListSize) {
        text.push_str(&listed_words(trace, claim));
    }
    text.push_str(&behind::words(trace, claim));
    if !claim.about.adds_up && claim.basis() != [Basis::EarlierEdition] {
        text.push_str("\nThe rows are those of every PCN of the area that filed; the figure takes what its formula says of them.\n");
    }
    let _ = writeln!(text, "\nfiles    {}", trace.source(claim));
    text
}

fn head(id: &str, value: f64, unit: &str, formula: &str) -> String {
    format!("{id}\nvalue    {} {unit}\nformula  {formula}\n", plain(value))
}

/// A number to twelve digits: what follows is the rounding of binary fractions.
fn plain(value: f64) -> String {
    format!("{value:.11e}").parse().unwrap_or(value).to_string()
}

fn filed_words(trace: Trace<'_>, claim: &Claim) -> String {
    let filed = trace.filed(claim);
    let file =
        trace.publications.workforce.get(&claim.id.census).map_or("", |workforce| workforce.file.as_str());
    let mut text = format!("\nlink-worker rows of {file} (role {}):\n", trace.edition.role);
    for Filed { pcn, row } in &filed {
        let source = if row.contracted { "contracted services" } else { "staff" };
        let _ = writeln!(text, "  row {:<6} {pcn}  {:>8}  {source}", row.row, row.fte);
    }
    let sum: f64 = filed.iter().map(|filed| filed.row.fte).sum();
    let _ = writeln!(text, "  {} rows, sum {} FTE", number::count_text(filed.len()), number::text(sum, 6));
    text
}

fn listed_words(trace: Trace<'_>, claim: &Claim) -> String {
    let listed = trace.listed(claim);
    let mut text = "\nregistered patients by practice:\n".to_owned();
    for Listed { pcn, practice, patients } in &listed {
        let _ = writeln!(text, "  {practice}  {pcn}  {patients:>8}");
    }
    let sum: f64 = listed.iter().map(|listed| listed.patients).sum();
    let count = number::count_text(listed.len());
    let _ = writeln!(text, "  {count} practices, sum {} patients", number::text(sum, 0));
    text
}

/// A number that a page derived, by its id: `QE1/page/PLACE/N`.
pub fn derived(edition: &Edition, area: &str, said: &[Said], id: &str) -> Option<String> {
    let mut found = said.iter().flat_map(Said::derived);
    let (_, figure, derived) = found.find(|(step, ..)| format!("{area}/page/{step}") == id)?;
    let mut text = head(id, figure.value, "", derived.formula);
    for input in derived.from.iter().flatten().filter_map(|index| edition.claims.get(*index)) {
        let _ = writeln!(text, "input    {} = {}", input.id, plain(input.value));
    }
    Some(text)
}
