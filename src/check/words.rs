//! The finding for a person.

use std::fmt::Write;

use super::edition::EditionFound;
use super::finding::{FileFound, Finding, ProblemKind, ProblemLine};
use crate::subject::ENGLAND_CODE;
use crate::subject::problem::Severity;
use crate::text::number;

impl Finding {
    /// The finding for a person.
    pub fn words(&self) -> String {
        let mut text = String::new();
        self.files.iter().for_each(|file| text.push_str(&file.words()));
        if !self.other_files.is_empty() {
            text.push_str("Not opened\n");
        }
        for other in &self.other_files {
            let _ = writeln!(text, "    {}: {}", other.name, other.why);
        }
        let (files, editions) = (self.files.len(), self.editions.len());
        let _ = writeln!(text, "\n{files} files, {editions} editions");
        for edition in &self.editions {
            let _ = writeln!(text, "  {}", edition.words());
        }
        let stops = self.stopping();
        if stops > 0 {
            let problems = if stops == 1 { "problem stops" } else { "problems stop" };
            let _ = writeln!(text, "  nothing is made of this folder while {stops} {problems} a run (below)");
        }
        for lacking in &self.lacking {
            let _ = writeln!(
                text,
                "  missing: {}: {}, {}, usually `{}`",
                lacking.what, lacking.publication, lacking.place, lacking.usual
            );
        }
        if let Some(census) = self.looked_at {
            let _ = writeln!(text, "\nFiles, and the edition {census} in full");
        }
        self.problems.iter().for_each(|group| text.push_str(&group.words()));
        text.push_str(&self.reconciled());
        text + "\n" + &self.verdict() + "\n"
    }

    /// In one line, what `build` would print, and which editions can be made.
    fn verdict(&self) -> String {
        let can: Vec<&EditionFound> = self.editions.iter().filter(|edition| edition.can_be_made()).collect();
        let named: Vec<String> = can.iter().map(|edition| edition.census().to_string()).collect();
        let list = if named.is_empty() { "none".to_owned() } else { named.join(", ") };
        let stops = self.stopping();
        let latest = self.editions.last();
        let prints = match latest {
            _ if stops == 1 => "nothing, since 1 problem stops a run".to_owned(),
            _ if stops > 1 => format!("nothing, since {stops} problems stop a run"),
            None => "nothing, since there is no workforce file".to_owned(),
            Some(latest) if !latest.can_be_made() => {
                format!(
                    "nothing without --edition, since the latest census, {}, lacks something",
                    latest.census()
                )
            }
            Some(latest) => format!("the edition {}, {}", latest.census(), latest.served()),
        };
        let but =
            if stops > 0 { "editions that could be made otherwise" } else { "editions that can be made" };
        format!("`briefings build` would print {prints}; {but}: {list}")
    }

    /// England's totals beside the published ones, and every area that differs.
    fn reconciled(&self) -> String {
        let mut text = String::new();
        if self.reconciliation.is_empty() {
            return text;
        }
        let differ = self.reconciliation.iter().filter(|compared| !compared.agrees).count();
        let all = number::count_text(self.reconciliation.len());
        let _ = writeln!(text, "\nPublished totals: {all} compared, {differ} over 0.05 FTE apart");
        for line in self.reconciliation.iter().filter(|line| line.code == ENGLAND_CODE || !line.agrees) {
            let agrees = if line.agrees { "agrees" } else { "DIFFERS" };
            let rounded = if line.rounded_to >= 1.0 { ", published in whole FTE" } else { "" };
            let (ours, published) = (number::text(line.ours, 2), number::text(line.published, 2));
            let _ = writeln!(
                text,
                "  {} {} {}, {}: {ours} here, {published} published{rounded}: {agrees}",
                line.census, line.level, line.code, line.role
            );
        }
        text
    }
}

impl FileFound {
    fn words(&self) -> String {
        let mut text = format!("{}\n    {}\n", self.name, self.recognised_as);
        if let (Some(publication), Some(why)) = (self.publication, &self.because) {
            let _ = writeln!(text, "    {publication}\n    because {why}");
        }
        if let (Some(period), Some(rows), Some(used)) = (&self.period, self.rows, self.rows_used) {
            let count = number::count_text;
            let _ = write!(text, "    {period}: {} rows, {} used", count(rows), count(used));
            for (why, rows) in &self.rows_left_out {
                let _ = write!(text, "; {} left out: {why}", count(*rows));
            }
            text.push('\n');
        }
        if !self.sha256.is_empty() {
            let _ = writeln!(text, "    {}, SHA-256 {}", self.encoding, self.sha256);
        }
        text
    }
}

impl ProblemKind {
    fn words(&self) -> String {
        let count = number::count_text(self.count);
        let mut text = format!("\n{} ({count})\n    [{}, {}]\n", self.what, self.severity.words(), self.kind);
        let is_note = self.severity == Severity::Note;
        let shared = self.first.first().map(|line| &line.remedy);
        let shared = shared.filter(|remedy| self.first.iter().all(|line| line.remedy == **remedy));
        self.first.iter().for_each(|line| text.push_str(&line.words(is_note, shared.is_none())));
        if self.count > self.first.len() {
            let _ = writeln!(text, "    and {} more", number::count_text(self.count - self.first.len()));
        }
        if let Some(remedy) = shared {
            let _ = writeln!(text, "    what to do: {remedy}");
        }
        text
    }
}

impl ProblemLine {
    /// What is noted is as published, so that nothing else was expected.
    fn words(&self, is_note: bool, with_remedy: bool) -> String {
        let row = self.row.map_or(String::new(), |row| format!(" row {row}"));
        let comma = if self.row.is_some() { "," } else { "" };
        let column =
            self.column.as_ref().map_or(String::new(), |column| format!("{comma} column `{column}`"));
        let remedy = if with_remedy { format!("; {}", self.remedy) } else { String::new() };
        let expected = if is_note { String::new() } else { format!(", expected {}", self.expected) };
        format!("    {}{row}{column}: found {}{expected}{remedy}\n", self.file, self.found)
    }
}
