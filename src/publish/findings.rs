//! What a panel could not place or use, and what a figure by PCN code would get wrong: for `exceptions.csv`.

use super::exception::Exception;
use crate::document::reconfiguration;
use crate::panel::{Guessed, Jump, Panel, Reconfigured, Return, Row};
use crate::subject::day_in_words;
use crate::text::number;

/// What the panel could not place or use, in the order of censuses and then of PCN codes.
pub fn findings(panel: &Panel) -> Vec<Exception> {
    let left_out = panel.left_out.iter().map(|(census, why)| Exception {
        code: census.to_string(),
        name: census.words(),
        what: "census in the series",
        why: why.clone(),
    });
    let rows = panel.sections.last().map_or(&[][..], |section| section.rows.as_slice());
    let without = rows.iter().filter(|row| row.patients.is_none()).map(|row| without_patients(panel, row));
    let silent = rows.iter().filter(|row| row.filed == Return::NoReturn).map(|row| Exception {
        code: row.pcn.to_string(),
        name: row.name.to_string(),
        what: "return",
        why: format!(
            "it is not in the workforce file of {}; its link workers are not known, which is not the same as none",
            panel.resolved.edition.words()
        ),
    });
    let jumps = panel.lineage.jumps.iter().map(jumped);
    let compared = |found: &&Reconfigured| panel.breaks.join(found.before, panel.resolved.edition);
    let became = panel.lineage.reconfigured.iter().filter(compared).map(by_code);
    let guessed = panel.drawn.guessed.iter().map(guessed);
    left_out.chain(without).chain(guessed).chain(silent).chain(jumps).chain(became).collect()
}

/// A PCN that no practice could place.
fn guessed(guessed: &Guessed) -> Exception {
    Exception {
        code: guessed.pcn.to_string(),
        name: guessed.name.clone(),
        what: "area by practices",
        why: format!(
            "none of its practices is in the practice map of the ICBs that were asked for, and {} became several; it \
             counts in {}, as most patients of the other PCNs of {} do",
            guessed.from, guessed.to, guessed.from
        ),
    }
}

/// A PCN that counts in no rate.
fn without_patients(panel: &Panel, row: &Row) -> Exception {
    let why = "no practice of this PCN has registered patients in the practice map and list sizes used; \
               its FTE counts in totals and in no rate";
    let now = panel.lineage.files_for(&row.pcn, panel.resolved.edition);
    let now = now.map_or(String::new(), |pcn| format!("; the map has its practices in {pcn}"));
    Exception {
        code: row.pcn.to_string(),
        name: row.name.to_string(),
        what: "rate",
        why: format!("{why}{now}"),
    }
}

/// A list that differs by more than a quarter from the census before.
fn jumped(jump: &Jump) -> Exception {
    let codes: Vec<String> = jump.pcns.iter().map(ToString::to_string).collect();
    let [then, now] = jump.patients.map(|patients| number::text(patients, 0));
    let [first, last] = jump.days.map(day_in_words);
    Exception {
        code: codes.join(" "),
        name: jump.name.clone(),
        what: "like list size",
        why: format!("{then} patients on {first} and {now} on {last}: {}", jump.cause()),
    }
}

/// PCNs whose series by code would mislead.
fn by_code(found: &Reconfigured) -> Exception {
    let ends = [found.from.as_slice(), found.to.as_slice()];
    let codes: Vec<String> = ends.concat().iter().map(|pcn| pcn.code.to_string()).collect();
    let words = reconfiguration::words(found.kind, ends, found.maps).plain();
    let mut unique = codes;
    unique.sort();
    unique.dedup();
    Exception {
        code: unique.join(" "),
        name: found.to.first().map_or(String::new(), |pcn| pcn.name.clone()),
        what: "series by code",
        why: format!("{} Comparisons over time follow practices.", words),
    }
}
