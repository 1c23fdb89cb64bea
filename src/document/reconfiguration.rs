//! What happened to PCNs between two censuses, in words.

use jiff::civil::Date;

use super::scope::Scope;
use crate::analysis::Reconfiguration;
use crate::panel::{Known, ReconfigurationKind};
use crate::subject::month_in_words;
use crate::text::claim::{Claimed, quoted};
use crate::text::words::list;
use crate::text::words::name::Name;

/// More changes than this are counted and not told.
const TOLD: usize = 6;

/// What happened to an area's PCNs since the last break, in sentences.
pub fn sentences(scope: Scope<'_>) -> Vec<String> {
    let edition = scope.edition.edition;
    let breaks = scope.edition.breaks();
    let since = |became: &&Reconfiguration| breaks.join(became.before, edition);
    let told: Vec<&Reconfiguration> = scope.area.reconfigured.iter().filter(since).collect();
    if told.len() > TOLD {
        const MANY: &str = "mergers, splits, new codes and new names of the area's PCNs since the last break";
        let many = list::counted(Claimed::derived(told.len(), MANY), "change");
        return vec![format!(
            "PCNs had {many} of make-up, code or name since the map of {}; exceptions.csv lists them, and changes follow practices.",
            month_in_words(told[0].maps[0])
        )];
    }
    let mut sentences: Vec<String> =
        told.iter().map(|became| words(became.kind, [&became.from, &became.to], became.maps)).collect();
    if told.iter().any(|became| became.kind != ReconfigurationKind::Rename) {
        sentences.push("Changes over time follow their practices.".to_owned());
    }
    sentences
}

/// What happened to some PCNs, in one sentence.
pub fn words(kind: ReconfigurationKind, [from, to]: [&[Known]; 2], maps: [Date; 2]) -> String {
    let names = |pcns: &[Known]| list::and(&pcns.iter().map(printed).collect::<Vec<_>>());
    let codes = |pcns: &[Known]| pcns.iter().map(|pcn| pcn.code.clone()).collect::<Vec<_>>();
    let [before, after] = maps.map(month_in_words);
    let between = format!("between the maps of {before} and {after}");
    let (was, is) = (names(from), names(to));
    match kind {
        ReconfigurationKind::Rename => format!("{was} took the name {is} {between}."),
        ReconfigurationKind::NewCode if was == is => {
            let code = to.first().map(|pcn| quoted(pcn.code.as_str())).unwrap_or_default();
            format!("{was} took the code {code} {between}.")
        }
        ReconfigurationKind::NewCode => format!("{was} became {is}, with another code, {between}."),
        ReconfigurationKind::Regrouped if codes(from) == codes(to) => {
            format!("Practices moved between {was} {between}.")
        }
        ReconfigurationKind::Merger | ReconfigurationKind::Split | ReconfigurationKind::Regrouped => {
            format!("{was} became {is} {between}.")
        }
    }
}

fn printed(pcn: &Known) -> String {
    if pcn.name.is_empty() { quoted(pcn.code.as_str()) } else { Name::readable(&pcn.name).printed() }
}
