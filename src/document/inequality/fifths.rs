//! The table of five fifths for one indicator.

use serde::Serialize;

use super::super::scope::Scope;
use crate::analysis::FifthRate;
use crate::measure::Fifth;
use crate::number;
use crate::subject::Need;

/// Five rows, most need first.
#[derive(Debug, Serialize)]
pub struct Fifths {
    title: String,
    rows: Vec<Row>,
    note: String,
}

/// One fifth.
#[derive(Debug, Serialize)]
struct Row {
    fifth: &'static str,
    pcns: String,
    fte: String,
    patients: String,
    rate: String,
    interval: String,
    england: String,
}

/// What a cell says where no PCN with a return is in a fifth.
const NONE: &str = "no PCN";

/// The table of an indicator, where the area has values of it.
pub fn compose(scope: Scope<'_>, need: Need) -> Option<Fifths> {
    let indicator = need.indicator();
    let own = scope.area.fifths.get(indicator.id)?;
    let england = scope.edition.england.fifths.get(indicator.id).map_or(&[][..], Vec::as_slice);
    Some(Fifths {
        title: format!("Provision by fifth of England’s PCNs by {}", indicator.name),
        rows: own.iter().map(|fifth| row(fifth, england)).collect(),
        note: format!("Most need: PCNs {}. Least need: PCNs {}.", indicator.most, indicator.least),
    })
}

/// A fifth in words, never by a digit.
pub fn fifth_words(fifth: Fifth) -> &'static str {
    match fifth {
        Fifth::MostNeed => "Most need",
        Fifth::Second => "Second",
        Fifth::Middle => "Middle",
        Fifth::Fourth => "Fourth",
        Fifth::LeastNeed => "Least need",
    }
}

fn row(own: &FifthRate, england: &[FifthRate]) -> Row {
    let filed = |text: String| if own.pcns == 0 { NONE.to_owned() } else { text };
    let beside = england.iter().find(|other| other.fifth == own.fifth).and_then(|other| other.rate);
    Row {
        fifth: fifth_words(own.fifth),
        pcns: number::count(own.pcns),
        fte: filed(number::fte(own.fte)),
        patients: filed(number::people(own.patients)),
        rate: own.rate.map_or_else(|| NONE.to_owned(), number::rate),
        interval: own.lower.zip(own.upper).map_or_else(
            || too_few(own.pcns.get()),
            |(lower, upper)| format!("{} to {}", number::rate(lower), number::rate(upper)),
        ),
        england: beside.map_or_else(|| "not known".to_owned(), number::rate),
    }
}

/// Why a fifth has no interval.
fn too_few(pcns: usize) -> String {
    if pcns == 0 { NONE.to_owned() } else { "too few PCNs".to_owned() }
}
