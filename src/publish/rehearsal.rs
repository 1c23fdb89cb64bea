//! What the user brings is tried before the run, so that a mistake in it is one message and nothing is written.

use std::collections::BTreeMap;

use super::Issue;
use crate::analysis::Analysis;
use crate::document::plain;
use crate::error::{Error, Result};
use crate::imprint::Logo;
use crate::press::{Diagnostic, Press, Proof};
use crate::template::{self, Fault, Shape, THEME_NAME, Trail};

/// Faults that a message lists; one mistake in a much used template makes many.
const LISTED: usize = 12;

/// Tries the user's logo and templates on the chosen areas; does nothing where there are none.
///
/// A front sheet needs no trial: it is text, which is escaped, and flows.
///
/// # Errors
/// Where the logo cannot be drawn; and where a template asks for a field that no area has, cannot be filled for one of
/// them, or does not typeset.
pub fn rehearse(issue: &Issue<'_>, press: &Press, chosen: &[&Analysis]) -> Result<()> {
    if let Some(logo) = &issue.imprint.logo {
        draw(logo, issue, press)?;
    }
    if !issue.imprint.templates.is_own() {
        return Ok(());
    }
    read_templates(issue, chosen)?;
    let mut tried: Vec<&str> = Vec::new();
    for area in chosen {
        // An area that cannot be composed is an exception of the run, and no fault of the user's.
        let Ok(manuscript) = issue.compose(area) else { continue };
        let main = manuscript.kind.main;
        if tried.contains(&main) {
            issue.source(&manuscript, area).map_err(|error| refused(issue, &error.chain()))?;
            continue;
        }
        tried.push(main);
        let (proof, _) = issue
            .proof(press, manuscript, area, Trail::On)
            .map_err(|error| refused(issue, &error.chain()))?;
        let page = proof.source.clone();
        press.typeset(proof).map_err(|diagnostics| {
            let lines: Vec<String> = diagnostics.iter().map(|found| traced(issue, found, &page)).collect();
            refused(issue, &listed(&lines))
        })?;
    }
    Ok(())
}

/// What the documents of the chosen areas are given, by their main templates; none of an area that cannot be composed.
pub fn shapes(issue: &Issue<'_>, chosen: &[&Analysis]) -> BTreeMap<&'static str, Shape> {
    let mut shapes: BTreeMap<&str, Shape> = BTreeMap::new();
    for area in chosen {
        if let Ok(manuscript) = issue.compose(area) {
            let shape = shapes.entry(manuscript.kind.main).or_default();
            *shape = std::mem::take(shape).and(Shape::of(&plain(&manuscript.context)));
        }
    }
    shapes
}

/// Reads every branch of the user's templates against the fields that the chosen areas have.
///
/// # Errors
/// Where a template asks for a field that no area has, or cannot be read.
pub fn read_templates(issue: &Issue<'_>, chosen: &[&Analysis]) -> Result<()> {
    if !issue.imprint.templates.is_own() {
        return Ok(());
    }
    let faults = template::check(&issue.imprint.templates, &shapes(issue, chosen));
    if faults.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    Err(refused(issue, &listed(&lines)))
}

/// Draws the logo on a page of its own.
fn draw(logo: &Logo, issue: &Issue<'_>, press: &Press) -> Result<()> {
    let source = format!(
        "#set document(title: \"Logo\", date: datetime(year: 2000, month: 1, day: 1))\n\
         #set text(font: \"Arimo\", fallback: false)\n#image(\"/{}\", alt: \"logo\", width: 40mm)",
        logo.path()
    );
    let files = BTreeMap::from([(logo.path(), logo.bytes.clone())]);
    let proof = Proof { source, files, date: issue.edition.edition.date() };
    press.typeset(proof).map(drop).map_err(|diagnostics| Error::Logo {
        file: logo.file.file.clone(),
        found: diagnostics.first().map(|found| found.message.clone()).unwrap_or_default(),
        expected: "an SVG, PNG or JPEG picture that can be drawn".to_owned(),
    })
}

/// A diagnostic with the template that it is about, and the line of it where the text of the line tells.
fn traced(issue: &Issue<'_>, found: &Diagnostic, page: &str) -> String {
    let Some((file, line)) = found.place.as_ref().map(|place| (place.file.as_str(), place.line)) else {
        return format!("  {}", found.message);
    };
    let (name, text) = (template::place(page, line), page.lines().nth(line.saturating_sub(1)));
    match (file, name, text) {
        (THEME_NAME, ..) => format!("  `{THEME_NAME}` line {line}: {}", found.message),
        (_, Some(name), Some(text)) => {
            let at = issue.imprint.templates.line_of(name, text).map(|at| format!(" line {at}"));
            format!("  `{name}`{}: {}, in `{}`", at.unwrap_or_default(), found.message, text.trim())
        }
        _ => found.to_string(),
    }
}

fn listed(lines: &[String]) -> String {
    let mut text = lines.iter().take(LISTED).cloned().collect::<Vec<_>>().join("\n");
    if lines.len() > LISTED {
        text.push_str(&format!("\n  and {} more", lines.len() - LISTED));
    }
    text
}

fn refused(issue: &Issue<'_>, faults: &str) -> Error {
    let folder = issue.imprint.templates.folder().display().to_string();
    Error::Templates { folder, faults: faults.to_owned() }
}
