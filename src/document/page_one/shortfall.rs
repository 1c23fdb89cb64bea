//! Named places: PCNs furthest below their fair share, or for England the ICBs with most time to move inside them.

use super::super::scope::Scope;
use crate::analysis::FairShare;
use crate::content;
use crate::text;
use crate::text::number;
use crate::text::words::list;
use crate::text::{Cell, Claimed, Column, Table, Text};

content! {
    /// A short table of named places, with what it shows.
    #[derive(Debug)]
    pub struct Shortfall {
        heading: &'static str,
        words: Text,
        table: Option<Table>,
    }
}

/// How many places are named.
const NAMED: usize = 5;

/// The named places of an area.
pub fn compose(scope: Scope<'_>) -> Shortfall {
    if scope.is_england() { of_areas(scope) } else { of_pcns(scope) }
}

/// PCNs further below their fair share than chance would often leave them; its two FTE are printed, and no difference of theirs.
fn of_pcns(scope: Scope<'_>) -> Shortfall {
    let shares = if scope.is_withheld() { &[] } else { &scope.area.own.shares.fair_share[..] };
    let mut below: Vec<&FairShare> = shares.iter().filter(|share| share.beyond_chance).collect();
    below.sort_by(|a, b| a.gap.get().total_cmp(&b.gap.get()).then_with(|| a.pcn.cmp(&b.pcn)));
    let row = |share: &&FairShare| {
        let fte = if share.fte > 0.0 { number::fte(share.fte).into() } else { text!("reported none") };
        vec![share.name.printed().into(), fte.into(), number::fte(share.target).into()]
    };
    Shortfall {
        heading: "Below fair share",
        words: pcn_words(scope, below.len()),
        table: named(
            "below-fair-share",
            &["PCN", "FTE now", "Fair share"],
            below.iter().take(NAMED).map(row).collect(),
        ),
    }
}

fn pcn_words(scope: Scope<'_>, beyond: usize) -> Text {
    let shared =
        Claimed::derived(scope.area.own.shares.fair_share.len(), "PCNs of the area with a fair share");
    let chance = scope.area.own.shares.fair_share_chance.filter(|_| shared.get() > 0 && !scope.is_withheld());
    let Some(chance) = chance else {
        let why = scope.primary("fair-share-moved").err().unwrap_or("no PCN has a value".into());
        return text!("Fair shares are not shown: {}.", why);
    };
    let which = list::counted(shared, "PCN");
    if beyond > 0 {
        let verb = if beyond == 1 { "is" } else { "are" };
        let furthest = if beyond > NAMED { "; the furthest five:" } else { ":" };
        let beyond = Claimed::derived(beyond, BEYOND);
        let count = number::count(beyond);
        return text!(
            "{} of {} {} further below than chance alone would often leave. A post may be recorded at another PCN{}",
            count,
            which,
            verb,
            furthest
        );
    }
    let below = match chance.below.get() {
        0 => text!("None of {} is half an average post or more below", which),
        1 => text!("{} of {} is half an average post or more below", number::count(chance.below), which),
        _ => text!("{} of {} are half an average post or more below", number::count(chance.below), which),
    };
    text!(
        "{}; chance alone would leave about {}, so none is singled out.",
        below,
        number::fixed(chance.below_by_chance, 0)
    )
}

const BEYOND: &str =
    "PCNs half a post or more below their fair share, and with a binomial lower tail under 2.5%";

fn of_areas(scope: Scope<'_>) -> Shortfall {
    let areas = scope.edition.icbs().map(|area| Scope { area, ..scope });
    let mut moved: Vec<(Claimed, Claimed, Scope<'_>)> = areas
        .filter(|area| area.rate().is_ok())
        .filter_map(|a| {
            Some((a.primary("fair-share-moved").ok()?.value, a.primary("hoover-need").ok()?.value, a))
        })
        .filter(|(.., area)| beyond_chance(*area) > 0.0)
        .collect();
    let order = |a: &Scope<'_>, b: &Scope<'_>| beyond_chance(*b).total_cmp(&beyond_chance(*a));
    moved.sort_by(|a, b| order(&a.2, &b.2).then_with(|| a.2.area.place.code.cmp(&b.2.area.place.code)));
    let rows: Vec<Vec<Cell>> = moved
        .iter()
        .take(NAMED)
        .map(|(fte, share, area)| {
            let chance =
                area.area.own.shares.fair_share_chance.map(|chance| number::percent(chance.away).into());
            let chance = chance.unwrap_or(text!("not known"));
            vec![area.name().into(), number::fte(*fte).into(), number::percent(*share).into(), chance.into()]
        })
        .collect();
    Shortfall {
        heading: "Furthest from fair shares",
        words: area_words(scope, rows.len()),
        table: named("furthest", &["ICB", "FTE away", "Share of FTE", "By chance alone"], rows),
    }
}

/// The table of named places; none where no place is.
fn named(slug: &'static str, headings: &[&'static str], rows: Vec<Vec<Cell>>) -> Option<Table> {
    let (first, rest) = headings.split_first()?;
    let figures = rest.iter().copied().map(Column::figures);
    let columns = [Column::words(*first)].into_iter().chain(figures).collect();
    (!rows.is_empty()).then(|| Table { slug, title: None, subtitle: None, columns, rows, notes: Vec::new() })
}

/// The FTE away from fair shares beyond what chance alone would leave, by which ICBs are put in order.
fn beyond_chance(scope: Scope<'_>) -> f64 {
    let found = || {
        let (moved, share) = (scope.primary("fair-share-moved").ok()?, scope.primary("hoover-need").ok()?);
        let chance = scope.area.own.shares.fair_share_chance?;
        Some(moved.value.get() * (1.0 - chance.away.get() / share.value.get()))
    };
    found().filter(|beyond| beyond.is_finite()).unwrap_or(0.0)
}

fn area_words(scope: Scope<'_>, named: usize) -> Text {
    match named {
        0 => "No ICB is further from fair shares than chance alone would leave it.".into(),
        _ => text!(
            "FTE that would sit in other PCNs of the same ICB if it followed {}, furthest beyond chance first:",
            scope.indicator().shared_by
        ),
    }
}
