//! What was found, for a person: one line a file.

use std::fmt::Write;

use super::checked::{Checked, FileChecked, MadeFrom, State};
use super::declared::Declared;
use crate::subject::digest::fingerprint_start;
use crate::text::number;

/// More of a file's own words than this are not repeated.
const LONGEST: usize = 300;

impl State {
    /// As a table prints it.
    fn words(self) -> &'static str {
        match self {
            Self::AsMade => "as made",
            Self::Changed => "changed since",
            Self::AtOdds => "at odds",
            Self::Missing => "missing",
            Self::NotKnown => "not known",
        }
    }
}

impl Checked {
    /// The finding for a person.
    pub fn words(&self) -> String {
        let mut text = String::new();
        if let Some(why) = &self.unusable {
            let _ = writeln!(text, "{}\n  {}", safe(&self.path), safe(why));
            return text;
        }
        let _ = writeln!(text, "{}", safe(&self.path));
        if let Some(from) = &self.made_from {
            let _ = writeln!(text, "  {}", safe(&from.words()));
            if !from.fingerprint_agrees {
                line(&mut text, State::Changed, "manifest.json", BROKEN);
            }
        }
        if let Some(sealed) = &self.manifest {
            let signed = if sealed.is_signed { ", signed with the key that was given" } else { "" };
            let _ = writeln!(text, "  manifest {}{signed}", sealed.sha256);
            sealed.problems.iter().for_each(|why| line(&mut text, State::Changed, "manifest.json", why));
        }
        list(&mut text, &self.files);
        if !self.inputs.is_empty() {
            let _ = writeln!(text, "  inputs:");
            list(&mut text, &self.inputs);
        }
        let _ = writeln!(text, "  {}", self.verdict());
        text
    }

    fn verdict(&self) -> String {
        let states = [State::AsMade, State::Changed, State::AtOdds, State::Missing, State::NotKnown];
        let all = || self.files.iter().chain(&self.inputs);
        let counted = states.iter().filter_map(|state| {
            let count = all().filter(|file| file.state == *state).count();
            (count > 0).then(|| format!("{} {}", number::count_text(count), state.words()))
        });
        let counted: Vec<String> = counted.collect();
        let verdict = if self.is_as_made() { "all as made" } else { "not all as made" };
        format!("{verdict}: {}", counted.join(", "))
    }
}

impl MadeFrom {
    fn words(&self) -> String {
        let marks: String = self.marks.iter().map(|mark| format!(", {} data", mark.word())).collect();
        let inputs = if self.inputs == 1 { "input" } else { "inputs" };
        format!(
            "made from {} {inputs} by version {} for {}{marks}; inputs {}",
            number::count_text(self.inputs),
            self.version,
            self.edition,
            fingerprint_start(&self.fingerprint),
        )
    }
}

/// That a manifest does not agree with itself.
const BROKEN: &str = "its inputs and options do not have the fingerprint that it gives";

impl Declared {
    fn words(&self) -> String {
        let marks =
            if self.marks.is_empty() { String::new() } else { format!(", {}", self.marks.join(", ")) };
        let inputs = self.inputs.as_ref().map_or("inputs not given".to_owned(), |i| format!("inputs {i}"));
        format!("it says: “{}”, {inputs}, {}{marks}", self.title, self.program)
    }
}

fn list(text: &mut String, files: &[FileChecked]) {
    for file in files {
        let mut notes = file.notes.clone();
        notes.extend(file.declares.as_ref().map(Declared::words));
        line(text, file.state, &file.path, &notes.join("; "));
    }
}

fn line(text: &mut String, state: State, path: &str, notes: &str) {
    let colon = if notes.is_empty() { "" } else { ": " };
    let _ = writeln!(text, "  {:<13}  {}{colon}{}", state.words(), safe(path), safe(notes));
}

/// Words of a file without what could steer a terminal, and not without end.
fn safe(words: &str) -> String {
    let shown = words.chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c });
    let mut text: String = shown.take(LONGEST).collect();
    if words.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    text
}
