//! Since an earlier edition: every part of what differs, and the PCNs that it rests on.

use super::super::scope::Scope;
use crate::analysis::{ComparedWith, MovedPcn, Since, SincePart};
use crate::compare::Part;
use crate::content;
use crate::subject::digest::fingerprint_start;
use crate::text;
use crate::text::number;
use crate::text::words::interval::Interval;
use crate::text::words::{list, verdict};
use crate::text::{Cell, Claimed, Column, Table, Text};

content! {
    /// What differs from an earlier edition.
    #[derive(Debug)]
    pub struct SinceRecord {
        lead: Vec<Text>,
        parts: Table,
        pcns: Option<Table>,
    }
}

/// Composes it; none where no earlier edition is given, or either edition must not show the area's rate.
pub fn compose(scope: Scope<'_>) -> Option<SinceRecord> {
    let since = scope.area.compared.since.as_ref()?;
    let with = scope.edition.compared_with.as_ref()?;
    scope.rate().ok()?;
    Some(SinceRecord { lead: lead(since, with), parts: parts(scope, since), pcns: pcns(scope, since) })
}

/// Which edition it is, and what the same PCNs by themselves amount to.
fn lead(since: &Since, with: &ComparedWith) -> Vec<Text> {
    let mut said = vec![text!(
        "The earlier edition is of {}, with inputs {}.",
        since.then.census,
        Text::name(fingerprint_start(&with.of.fingerprint))
    )];
    said.extend(with.notes.iter().map(Text::name));
    if let Some(contrast) = &since.same_pcns {
        said.push(text!(
            "In the PCNs with a return in both, by themselves, the rate moved by {}.",
            number::signed(contrast.estimate.value, DECIMALS)
        ));
        said.push(verdict::evidence(Interval::from(contrast), contrast.verdict, "change", DECIMALS));
    }
    said
}

/// Decimals of a rate's parts, which are small.
const DECIMALS: usize = 3;
const MOST: usize = 5;

/// From the earlier edition's level by every part to this one's.
fn parts(scope: Scope<'_>, since: &Since) -> Table {
    let level = &scope.area.own.level;
    let all = |of: &dyn Fn(&SincePart) -> Option<Claimed>| -> Vec<Claimed> {
        since.parts.iter().filter_map(of).collect()
    };
    let (ftes, rates) = (all(&|part| Some(part.fte)), all(&|part| part.rate));
    let with_level =
        |then: Claimed, parts: Vec<Claimed>| std::iter::once(then).chain(parts).collect::<Vec<_>>();
    let of_fte = number::decimals_of_parts(level.fte, &with_level(since.then.fte, ftes), 1..=DECIMALS);
    let of_rate = level.rate.and_then(|rate| {
        number::decimals_of_parts(rate, &with_level(since.then.rate, rates), DECIMALS..=MOST)
    });
    let adds_up = of_fte.is_some() && of_rate.is_some();
    let (fte, rate) = (of_fte.unwrap_or(DECIMALS), of_rate.unwrap_or(MOST));
    let end = |name: Text, ends: [Option<Claimed>; 2]| {
        let figure = |value: Claimed, decimals| Cell::Total(number::fixed(value, decimals).into());
        vec![
            Cell::Total(name),
            ends[0].map_or(Cell::Withheld, |value| figure(value, fte)),
            ends[1].map_or(Cell::Withheld, |value| figure(value, rate)),
            "".into(),
        ]
    };
    let row = |part: &SincePart| {
        vec![
            Text::from(part.part.words()).capital().into(),
            number::signed(part.fte, fte).into(),
            Cell::known(part.rate.map(|value| number::signed(value, rate))),
            number::count(part.pcns).into(),
        ]
    };
    let mut rows =
        vec![end(text!("Edition of {}", since.then.census), [Some(since.then.fte), Some(since.then.rate)])];
    rows.extend(since.parts.iter().map(row));
    rows.push(end(text!("This edition, {}", scope.census()), [Some(level.fte), level.rate]));
    let columns = vec![
        Column::words("Put down to"),
        Column::figures("FTE"),
        Column { unit: Some("10,000 patients".into()), ..Column::figures("FTE per") },
        Column::figures("PCNs"),
    ];
    let mut notes: Vec<Text> = vec![STEPS.into(), COUNTED.into()];
    if !adds_up {
        notes.push("Each row is rounded by itself, so that the last digits may not add up.".into());
    }
    notes.push(scope.census_line());
    Table::new("since", text!("What differs from the edition of {}", since.then.census), columns)
        .rows(rows)
        .notes(notes)
}

const STEPS: &str = "Each row is a step from the earlier edition to this one, in this order; the steps add up. They say where a figure moved, and not why.";
const COUNTED: &str = "A PCN without a return is in no figure, and never counted as none.";

/// The PCNs that a part rests on, but for those with a return in both.
fn pcns(scope: Scope<'_>, since: &Since) -> Option<Table> {
    let rows: Vec<Vec<Cell>> =
        since.parts.iter().flat_map(|part| part.moved.iter().map(|pcn| pcn_row(part.part, pcn))).collect();
    let columns = vec![
        Column::words("PCN"),
        Column::words("Put down to"),
        Column::figures("FTE before"),
        Column::figures("FTE after"),
    ];
    let count = Claimed::derived(
        rows.len(),
        "rows of PCNs that returns, revisions, mergers or boundaries are put down to",
    );
    let title = text!("{} behind returns, revisions, mergers and boundaries", list::counted(count, "PCN"));
    let notes = vec![
        text!("Before: as the edition of {} has it; after: as this edition has it.", since.then.census),
        scope.census_line(),
    ];
    (!rows.is_empty()).then(|| Table::new("since-pcns", title, columns).rows(rows).notes(notes))
}

fn pcn_row(part: Part, pcn: &MovedPcn) -> Vec<Cell> {
    let fte = |fte: Option<Claimed>| {
        fte.map_or_else(|| absent(part).into(), |fte| Cell::from(number::fixed(fte, 2)))
    };
    vec![
        Cell::Coded(Text::name(&pcn.name), Text::name(&pcn.code)),
        part.words().into(),
        fte(pcn.before),
        fte(pcn.after),
    ]
}

/// Why there is no FTE of a PCN at one of the ends.
fn absent(part: Part) -> &'static str {
    match part {
        Part::Geography => "in another area",
        Part::Reorganised => "not there, or no return",
        _ => "no return",
    }
}
