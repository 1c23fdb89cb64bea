//! What happened to PCNs between two censuses, in words.

use jiff::civil::Date;

use super::scope::Scope;
use crate::analysis::Reconfiguration;
use crate::panel::{Known, ReconfigurationKind};
use crate::subject::month_in_words;
use crate::text;
use crate::text::words::list;
use crate::text::words::name::Name;
use crate::text::{Claimed, Text};

/// More changes than this are counted and not told.
const TOLD: usize = 6;

/// What happened to an area's PCNs since the last break, in sentences.
pub fn sentences(scope: Scope<'_>) -> Vec<Text> {
    let edition = scope.edition.edition;
    let breaks = scope.edition.breaks();
    let since = |became: &&Reconfiguration| breaks.join(became.before, edition);
    let told: Vec<&Reconfiguration> = scope.area.own.series.reconfigured.iter().filter(since).collect();
    if told.len() > TOLD {
        const MANY: &str = "mergers, splits, new codes and new names of the area's PCNs since the last break";
        let many = list::counted(Claimed::derived(told.len(), MANY), "change");
        return vec![text!(
            "PCNs had {} of make-up, code or name since the map of {}; changes over time follow practices.",
            many,
            Text::name(month_in_words(told[0].maps[0]))
        )];
    }
    let mut sentences: Vec<Text> =
        told.iter().map(|became| words(became.kind, [&became.from, &became.to], became.maps)).collect();
    if told.iter().any(|became| became.kind != ReconfigurationKind::Rename) {
        sentences.push("Changes over time follow their practices.".into());
    }
    sentences
}

/// What happened to some PCNs, in one sentence.
pub fn words(kind: ReconfigurationKind, [from, to]: [&[Known]; 2], maps: [Date; 2]) -> Text {
    let names = |pcns: &[Known]| list::and(&pcns.iter().map(printed).collect::<Vec<_>>());
    let codes = |pcns: &[Known]| pcns.iter().map(|pcn| pcn.code).collect::<Vec<_>>();
    let [before, after] = maps.map(|day| Text::name(month_in_words(day)));
    let between = text!("between the maps of {} and {}", before, after);
    let (was, is) = (names(from), names(to));
    match kind {
        ReconfigurationKind::Rename => text!("{} took the name {} {}.", was, is, between),
        ReconfigurationKind::NewCode if was == is => {
            let code = to.first().map(|pcn| Text::from(&pcn.code));
            text!("{} took the code {} {}.", was, Text::join(code, ""), between)
        }
        ReconfigurationKind::NewCode => text!("{} became {}, with another code, {}.", was, is, between),
        ReconfigurationKind::Regrouped if codes(from) == codes(to) => {
            text!("Practices moved between {} {}.", was, between)
        }
        ReconfigurationKind::Merger | ReconfigurationKind::Split | ReconfigurationKind::Regrouped => {
            text!("{} became {} {}.", was, is, between)
        }
    }
}

fn printed(pcn: &Known) -> Text {
    if pcn.name.is_empty() { Text::from(&pcn.code) } else { Name::readable(&pcn.name).without_pcn() }
}
