//! What rates leave out, and how PCNs are followed over time: the policies, with this edition's counts.

use super::super::scope::Scope;
use crate::analysis::{Alternative, Otherwise, Practices, Reconfiguration};
use crate::panel::ReconfigurationKind;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Claimed, Count, Text};

/// What has no part in the area's rate, in sentences.
pub fn sentences(scope: Scope<'_>) -> Vec<Text> {
    let left_out = &scope.area.own.level.left_out;
    let mut sentences: Vec<Text> = without_patients(scope).into_iter().collect();
    sentences.extend(counted(left_out.without_either, "PCN").map(|(pcns, one)| {
        text!("{} of the map {} neither patients nor a return.", pcns, if one { "has" } else { "have" })
    }));
    sentences.extend(held(left_out.in_no_pcn, "", text!("in no PCN{}", with_them(scope))));
    sentences.extend(left_out.not_in_map.and_then(|held_by| {
        held(held_by, " of the list sizes,", "not in the practice map, and so in no rate".into())
    }));
    sentences.extend(counted(left_out.list_jumps, "PCN").map(|(pcns, _)| {
        text!("For {}, patients differ by more than a quarter from the census before.", pcns)
    }));
    sentences
}

/// How many PCNs span two ICBs, in England's overview; an ICB's table of PCNs names its own.
pub fn straddling(scope: Scope<'_>) -> Option<Text> {
    let (pcns, one) =
        counted(scope.area.own.level.left_out.straddling, "PCN").filter(|_| scope.is_england())?;
    Some(text!("{} {} two ICBs.", pcns, if one { "spans" } else { "span" }))
}

/// PCNs that filed and have no registered patients, and what counting them would change.
fn without_patients(scope: Scope<'_>) -> Option<Text> {
    let without = &scope.area.own.level.left_out.without_patients;
    let (pcns, one) = counted(without.pcns, "PCN")?;
    let (verb, them) = if one { ("has", "it") } else { ("have", "them") };
    let fte = number::fte(without.fte);
    let out = text!(
        "{} with {} FTE {} no registered patients, and so {} no part in any rate.",
        pcns,
        fte,
        verb,
        verb
    );
    let rate = without.rate_with.filter(|_| without.fte > 0.0 && scope.rate().is_ok());
    Some(match rate {
        Some(rate) => text!("{} With {}, {}.", out, them, would_be(scope, rate)),
        None => out,
    })
}

/// What the rate would be with the patients of practices in no PCN.
fn with_them(scope: Scope<'_>) -> Text {
    let rate = |other: &&Alternative| other.choice == Otherwise::InNoPcn && other.measured.id == "rate";
    let with = scope.area.own.sensitivities.iter().find(rate).and_then(|other| other.measured.value);
    match with.filter(|_| scope.rate().is_ok()) {
        Some(with) => text!("; with theirs, {}", would_be(scope, with)),
        None => ", and so in no rate".into(),
    }
}

/// What the rate would be: `the rate would still be 0.34` where that prints as the rate does.
fn would_be(scope: Scope<'_>, rate: Claimed) -> Text {
    let printed = number::rate(rate);
    let same = scope.rate().is_ok_and(|now| number::rate(now).print == printed.print);
    text!("the rate would {}be {} per 10,000 patients", if same { "still " } else { "" }, printed)
}

/// Practices that are left out; none where there are none.
fn held(held: Practices, which: &'static str, out: Text) -> Option<Text> {
    let (practices, one) = counted(held.practices, "practice")?;
    let noun = if held.patients == 1.0 { "patient" } else { "patients" };
    let patients = text!("{} {}", number::people(held.patients), noun);
    let are = if one { "is" } else { "are" };
    let comma = if which.is_empty() { "" } else { "," };
    Some(text!("{}{} with {}{} {} {}.", practices, which, patients, comma, are, out))
}

/// A count with its noun, and whether it is one; none where it is nothing.
fn counted(count: Count, noun: &'static str) -> Option<(Text, bool)> {
    (count > 0).then(|| (list::counted(count, noun), count == 1))
}

/// That comparisons over time follow practices, and how often that mattered.
pub fn followed(scope: Scope<'_>) -> Text {
    const CHANGES: &str =
        "mergers, splits, new codes and regroupings of PCNs between censuses since the last break";
    let rule = "PCNs that merged, split or took a new code are followed by their practices";
    let (breaks, edition) = (scope.edition.breaks(), scope.edition.edition);
    let parts = breaks.split(&scope.area.own.series.trend, |point| point.census);
    let first = parts.last().and_then(|part| part.points().first()).map(|point| point.census);
    let Some(first) = first.filter(|first| *first != edition) else { return text!("{}.", rule) };
    let here = |became: &&Reconfiguration| {
        became.kind != ReconfigurationKind::Rename && breaks.join(became.before, edition)
    };
    let count: Count =
        Claimed::derived(scope.edition.england.own.series.reconfigured.iter().filter(here).count(), CHANGES);
    let since = text!(" since {}", first);
    match count.get() {
        0 => text!("{};{} England has had none.", rule, since),
        1 => text!("{}:{}, once in England.", rule, since),
        _ => text!("{}:{}, {} times in England.", rule, since, number::count(count)),
    }
}
