//! What the user brings is tried before the run, so that a mistake in it is one message and nothing is written.

use std::collections::BTreeMap;

use crate::analysis::Area;
use crate::branding::Logo;
use crate::render::Renderer;
use crate::render::template::{self, PLAIN_TYPST, Shape, TemplateFault, TemplateMarks};
use crate::render::typesetter::{Diagnostic, Typesetter, TypstSource};
use crate::subject::error::{Error, Result};
use crate::workers::At;

/// Faults that a message lists; one mistake in a much used template makes many.
const LISTED: usize = 12;

/// Tries the user's logo and templates on the chosen areas; does nothing where there are none.
///
/// A front sheet needs no trial: it is text, which is escaped, and flows.
///
/// # Errors
/// Where the logo cannot be drawn; and where a template asks for a field that no area has, cannot be filled for one of
/// them, or does not typeset.
pub fn rehearse(renderer: &Renderer<'_>, typesetter: &Typesetter, chosen: &[&Area]) -> Result<()> {
    if let Some(logo) = &renderer.branding.logo {
        draw(logo, renderer, typesetter)?;
    }
    if !renderer.templates.is_own() {
        return Ok(());
    }
    read_templates(renderer, chosen)?;
    let mut tried: Vec<&str> = Vec::new();
    for area in chosen {
        // An area that cannot be composed is an exception of the run, and no fault of the user's.
        let Ok(manuscript) = renderer.compose(area) else { continue };
        let folder = renderer.templates.folder().display();
        let _at = At::new(format!("the templates in `{folder}`, tried for {}", area.place.name));
        let main = manuscript.kind.main;
        if tried.contains(&main) {
            renderer.source(&manuscript, area).map_err(|error| refused(renderer, &error.chain()))?;
            continue;
        }
        tried.push(main);
        let (source, _) = renderer
            .prepare(typesetter, &manuscript, area, TemplateMarks::On)
            .map_err(|error| refused(renderer, &error.chain()))?;
        let page = source.main.clone();
        typesetter.typeset(source).map_err(|diagnostics| {
            let lines: Vec<String> = diagnostics.iter().map(|found| traced(renderer, found, &page)).collect();
            refused(renderer, &listed(&lines))
        })?;
    }
    Ok(())
}

/// What the documents of the chosen areas are given, by their main templates; none of an area that cannot be composed.
pub fn shapes(renderer: &Renderer<'_>, chosen: &[&Area]) -> BTreeMap<&'static str, Shape> {
    let mut shapes: BTreeMap<&str, Shape> = BTreeMap::new();
    for area in chosen {
        if let Ok(manuscript) = renderer.compose(area) {
            let shape = shapes.entry(manuscript.kind.main).or_default();
            *shape = std::mem::take(shape).and(Shape::of(&template::json(&manuscript.content)));
        }
    }
    shapes
}

/// Reads every branch of the user's templates against the fields that the chosen areas have.
///
/// # Errors
/// Where a template asks for a field that no area has, or cannot be read.
pub fn read_templates(renderer: &Renderer<'_>, chosen: &[&Area]) -> Result<()> {
    if !renderer.templates.is_own() {
        return Ok(());
    }
    let faults = template::check(renderer.templates, &shapes(renderer, chosen));
    if faults.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = faults.iter().map(TemplateFault::to_string).collect();
    Err(refused(renderer, &listed(&lines)))
}

/// Draws the logo on a page of its own.
fn draw(logo: &Logo, renderer: &Renderer<'_>, typesetter: &Typesetter) -> Result<()> {
    let _at = At::new(format!("the logo `{}`", logo.file.file));
    let main = format!(
        "#set document(title: \"Logo\", date: datetime(year: 2000, month: 1, day: 1))\n\
         #set text(font: \"Arimo\", fallback: false)\n#image(\"/{}\", alt: \"logo\", width: 40mm)",
        logo.path()
    );
    let files = BTreeMap::from([(logo.path(), logo.bytes.clone())]);
    let source = TypstSource { main, files, date: renderer.edition.edition.date() };
    typesetter.typeset(source).map(drop).map_err(|diagnostics| Error::Logo {
        file: logo.file.file.clone(),
        found: diagnostics.first().map_or(String::new(), |found| found.message.clone()),
        expected: "an SVG, PNG or JPEG picture that can be drawn".to_owned(),
    })
}

/// A diagnostic with the template that it is about, and the line of it where the text of the line tells.
fn traced(renderer: &Renderer<'_>, found: &Diagnostic, page: &str) -> String {
    let Some((file, line)) = found.at.as_ref().map(|at| (at.file.as_str(), at.line)) else {
        return format!("  {}", found.message);
    };
    let (name, text) = (template::template_at(page, line), page.lines().nth(line.saturating_sub(1)));
    match (file, name, text) {
        (file, ..) if PLAIN_TYPST.iter().any(|(plain, _)| *plain == file) => {
            format!("  `{file}` line {line}: {}", found.message)
        }
        (_, Some(name), Some(text)) => {
            let at = renderer.templates.line_of(name, text).map_or(String::new(), |at| format!(" line {at}"));
            format!("  `{name}`{at}: {}, in `{}`", found.message, text.trim())
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

fn refused(renderer: &Renderer<'_>, faults: &str) -> Error {
    let folder = renderer.templates.folder().display().to_string();
    Error::Templates { folder, faults: faults.to_owned() }
}
