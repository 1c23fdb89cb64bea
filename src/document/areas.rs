//! How areas were drawn, in words.

use super::scope::Scope;
use crate::panel::{Drawn, Geography};
use crate::source::lookup::Generation;
use crate::source::own_areas::OwnAreas;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Claimed, Text};

/// The title of an area's document.
pub fn title(scope: Scope<'_>) -> Text {
    text!("Social prescribing link workers in {}: {}{}", scope.name(), scope.census(), heading(scope))
}

/// What a heading adds where areas are not those of the census's own files: `, for the ICBs of 2026`.
pub fn heading(scope: Scope<'_>) -> Text {
    match redrawn(scope) {
        None => Text::default(),
        Some(Redrawn::Generation(generation)) => {
            text!(", for the ICBs of {}", Text::name(generation.year().to_string()))
        }
        Some(Redrawn::Own(_)) => ", for redrawn areas".into(),
    }
}

/// The same as a sentence, for where ICBs are counted or compared.
pub fn compared(scope: Scope<'_>) -> Option<Text> {
    Some(match redrawn(scope)? {
        Redrawn::Generation(generation) => {
            text!("The ICBs are those that stand {}.", Text::name(generation.words()))
        }
        Redrawn::Own(own) => {
            text!("The ICBs are as a table of the user’s own draws them, {}.", Text::name(&own.file.file))
        }
    })
}

/// How areas were drawn, for the methods.
pub fn methods(scope: Scope<'_>) -> Vec<Text> {
    let drawn = &scope.edition.served.drawn;
    let mut sentences = match (redrawn(scope), &drawn.geography) {
        (Some(Redrawn::Generation(generation)), _) => of_generation(scope, generation),
        (Some(Redrawn::Own(own)), _) => of_own(scope, own),
        (None, Geography::AsPublished) => {
            vec!["Each census is shown for the ICBs that it was published with.".into()]
        }
        (None, _) => {
            vec!["Every census is shown for the ICBs of this edition: today’s PCNs are carried back.".into()]
        }
    };
    sentences.extend(guessed(drawn));
    sentences.extend(scope.area.place.region_name.as_ref().map(|region| {
        let (code, region) = (Text::name(&scope.area.place.code), Text::name(region));
        text!("{} has the code {} and is in the NHS region {}.", scope.name(), code, region)
    }));
    sentences.extend(spanning(scope).0.map(|place| text!("A PCN that spans two ICBs counts {}.", place)));
    sentences
}

/// Where a PCN counts whose practices are in two ICBs: any such, unless it is said already, and one that counts here.
pub fn spanning(scope: Scope<'_>) -> (Option<&'static str>, &'static str) {
    match redrawn(scope) {
        None => (Some("where the workforce file puts it"), "as in the workforce file"),
        Some(Redrawn::Generation(_)) => (None, "with most of its patients"),
        Some(Redrawn::Own(_)) => (
            Some("where that table or the workforce file puts it"),
            "as in the user’s table or the workforce file",
        ),
    }
}

/// Areas that are not those of the census's own files.
enum Redrawn<'a> {
    Generation(Generation),
    Own(&'a OwnAreas),
}

fn redrawn(scope: Scope<'_>) -> Option<Redrawn<'_>> {
    match &scope.edition.served.drawn.geography {
        Geography::Edition | Geography::AsPublished => None,
        Geography::Generation(generation) => {
            let own_time = generation.contains(scope.edition.edition.date());
            (!own_time).then_some(Redrawn::Generation(*generation))
        }
        Geography::Own(own) => Some(Redrawn::Own(own)),
    }
}

/// The ICBs of another generation, and the map that says which PCNs are theirs.
fn of_generation(scope: Scope<'_>, generation: Generation) -> Vec<Text> {
    let drawn = &scope.edition.served.drawn;
    let mut sentences =
        vec![text!("Every census is shown for the ICBs that stand {}.", Text::name(generation.words()))];
    sentences.push(match drawn.reference {
        Some(day) => {
            text!("Each PCN counts in the one with most of its patients, by the practice map of {}.", day)
        }
        None => "Each PCN counts in the one that its own became.".into(),
    });
    sentences.extend(moved(scope));
    sentences
}

/// The user's own areas.
fn of_own(scope: Scope<'_>, own: &OwnAreas) -> Vec<Text> {
    let named = Claimed::derived(own.moves.len(), "rows of the user's table of areas");
    let mut sentences = vec![
        text!(
            "Every census is shown for areas that the user’s own table {} draws, which moves {}.",
            Text::name(&own.file.file),
            list::counted(named, own.by.noun())
        ),
        "They are not the ICBs as they stand.".into(),
    ];
    sentences.extend(moved(scope));
    sentences
}

/// How many PCNs count elsewhere, in England's overview.
fn moved(scope: Scope<'_>) -> Option<Text> {
    let moved = Claimed::derived(
        scope.edition.served.drawn.moved,
        "active PCNs of England in another ICB than the tables of the census put them in",
    );
    let verb = if moved == 1 { "counts" } else { "count" };
    (moved > 0 && scope.is_england()).then(|| {
        text!(
            "In England {} of {} {} in another ICB than in the files of {}.",
            number::count(moved),
            list::counted(scope.edition.england.own.level.returns.pcns, "PCN"),
            verb,
            scope.census()
        )
    })
}

/// PCNs that no practice could place.
fn guessed(drawn: &Drawn) -> Option<Text> {
    let guessed = Claimed::derived(drawn.guessed.len(), "PCNs of England without a practice in that map");
    (guessed > 0).then(|| {
        text!(
            "{} without a practice in it went where most of the other PCNs of {} ICB did.",
            list::counted(guessed, "PCN"),
            if guessed == 1 { "its" } else { "their" }
        )
    })
}
