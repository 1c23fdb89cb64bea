//! A PDF beside a manifest: its bytes, and what it says of itself.

use std::path::Path;

use super::checked::{FileChecked, State};
use super::declared::{Declared, MARKS, declared, ends};
use super::file::{bounded, compare};
use crate::publish::{MadeBy, Manifest, ManifestOutput};
use crate::subject::ENGLAND_CODE;
use crate::subject::digest::{file_name, fingerprint_start, hex};
use crate::subject::error::Result;

/// Far over any briefing: they are under 1 MB.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Whether a path is a PDF's, by its ending.
pub fn is_pdf(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// What a manifest says of the run that made a PDF.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// The edition in words.
    pub edition: &'a str,
    /// The run.
    pub made_by: &'a MadeBy,
    /// SHA-256 of what the file is made from.
    pub fingerprint: &'a str,
}

impl<'a> Said<'a> {
    /// What the manifest says of a file of a run.
    pub fn of(edition: &'a str, made_by: &'a MadeBy, output: &'a ManifestOutput) -> Self {
        Self { edition, made_by, fingerprint: output.fingerprint.as_ref().unwrap_or(&made_by.fingerprint) }
    }
}

/// What of a PDF's own words is at odds with the manifest, and the words.
pub fn check_declared(path: &Path, name: &str, said: Said<'_>) -> (Vec<String>, Option<Declared>) {
    let bytes = match bounded(path, LARGEST) {
        Ok(bytes) => bytes,
        Err(error) => return (vec![error.chain()], None),
    };
    let declares = declared(&bytes);
    let notes = match &declares {
        Some(says) => at_odds(says, name, said),
        None if said.made_by.own_templates => Vec::new(),
        None => vec!["it does not say that this program made it".to_owned()],
    };
    (notes, declares)
}

fn at_odds(says: &Declared, name: &str, said: Said<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let mut expect = |same: bool, words: String| {
        if !same {
            notes.push(words);
        }
    };
    let Said { edition, made_by, fingerprint } = said;
    let start = fingerprint_start(fingerprint);
    match &says.inputs {
        Some(inputs) => {
            expect(inputs == start, format!("it says that it is of inputs {inputs} and not {start}"));
        }
        None => expect(made_by.own_templates, "it does not say what it is made from".to_owned()),
    }
    let has = |word: &str| says.keywords.split(", ").any(|keyword| keyword == word);
    expect(
        is_of(&says.title, edition) && has(edition),
        format!("its title is “{}”, which is not of {edition}", says.title),
    );
    let program = format!("Link worker briefings {}", made_by.version);
    expect(says.program == program, format!("{} made it and not {program}", says.program));
    expect(has(&code_of(name)), format!("it is not the document of {}", code_of(name)));
    for (_, mark) in MARKS {
        let wanted =
            if mark == "draft" { made_by.draft } else { made_by.marks.iter().any(|has| has.word() == mark) };
        let verb = if wanted { "does not say" } else { "says" };
        expect(says.marks.contains(&mark) == wanted, format!("it {verb} that it is {mark}"));
    }
    notes
}

/// Whether a title ends in an edition, or in that and in how areas were drawn: `: November 2025, for the ICBs of 2026`.
fn is_of(title: &str, edition: &str) -> bool {
    let Some((_, of)) = title.rsplit_once(": ") else { return false };
    of.strip_prefix(edition).is_some_and(|rest| rest.is_empty() || rest.starts_with(", "))
}

/// The code of the area that a document is about, by its file's name.
fn code_of(name: &str) -> String {
    let name = name.rsplit('/').next().unwrap_or(name);
    match name.split(['-', '.']).next() {
        Some("england") => ENGLAND_CODE.to_owned(),
        code => code.unwrap_or("").to_owned(),
    }
}

/// A file that no manifest names; a PDF says what it says of itself.
pub fn not_named(path: &Path, name: &str, manifest: Option<&Manifest>) -> FileChecked {
    let why = if manifest.is_some() { "the manifest does not name it" } else { "no manifest was found" };
    let mut checked = FileChecked::new(name, State::NotKnown, vec![why.to_owned()]);
    if !is_pdf(name) {
        return checked;
    }
    match bounded(path, LARGEST) {
        Err(error) => checked.notes.push(error.chain()),
        Ok(bytes) => {
            checked.declares = declared(&bytes);
            if checked.declares.is_none() {
                checked.notes.push("it does not say that this program made it".to_owned());
            }
            if ends(&bytes) > 1 {
                checked.notes.push("it was added to after it was made".to_owned());
            }
        }
    }
    checked
}

/// A PDF on its own, which may have been copied and named anew.
///
/// # Errors
/// Where it cannot be read.
pub fn single(path: &Path, manifest: Option<&Manifest>) -> Result<FileChecked> {
    let name = file_name(path);
    let Some(manifest) = manifest else {
        let mut checked = not_named(path, &name, None);
        checked.notes.push("give its manifest with --manifest FILE".to_owned());
        return Ok(checked);
    };
    let sha256 = hex(&bounded(path, LARGEST)?);
    let (edition, runs) = (manifest.edition_in_words(), manifest.runs());
    let found = |is: &dyn Fn(&ManifestOutput) -> bool| {
        let mut all =
            runs.iter().flat_map(|run| run.outputs.iter().map(move |output| (&run.made_by, output)));
        all.find(|(_, output)| is(output))
    };
    if let Some((made_by, output)) = found(&|output| output.sha256.eq_ignore_ascii_case(&sha256)) {
        let (at_odds, declares) = check_declared(path, &output.path, Said::of(&edition, made_by, output));
        let state = if at_odds.is_empty() { State::AsMade } else { State::AtOdds };
        let mut checked = FileChecked::new(&name, state, at_odds);
        if output.path != name {
            checked.notes.push(format!("it is `{}` of the manifest", output.path));
        }
        checked.declares = declares.filter(|_| state != State::AsMade);
        return Ok(checked);
    }
    let mut checked = not_named(path, &name, Some(manifest));
    if let Some((made_by, output)) = found(&|output| output.path == name) {
        let (state, notes) = compare(path, output)?;
        (checked.state, checked.notes) = (state, notes);
        checked.notes.extend(check_declared(path, &name, Said::of(&edition, made_by, output)).0);
    }
    Ok(checked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_its_edition_and_may_say_how_areas_were_drawn() {
        for title in ["A: May 2025", "A: May 2025, for the ICBs of 2026"] {
            assert!(is_of(title, "May 2025"), "{title}");
        }
        for title in ["A: May 2024", "A: May 20256", "May 2025", ""] {
            assert!(!is_of(title, "May 2025"), "{title}");
        }
    }
}
