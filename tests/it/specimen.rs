//! Made-up editions for trying pages and charts: 42 ICBs with names that need an escape, few PCNs, missing returns.
//!
//! Rates, gaps and shares are worked out from the made-up PCNs; intervals are rough, since only their words matter.

mod area;
pub mod chartable;
mod england;
mod pcn;
mod series;

use std::collections::BTreeSet;

use briefings::analysis::{
    self, Area, AreaFigures, AreaLevel, ByNeed, Comparisons, Edition, Extracts, FairShares, IndicatorUsed,
    Kind, LeftOut, Models, PcnFigure, Point, Practices, Ranked, Scatter, Series, Served, SimilarBy,
    SourceUsed, WithoutPatients,
};
use briefings::panel::{Drawn, Geography};
use briefings::subject::Mark;
use briefings::subject::{Census, IcbCode, Need};
use briefings::text::Registry;

/// Which edition to make up.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// The last census.
    pub census: (i16, i8),
    /// Quarters of history, this one with them.
    pub quarters: i32,
    /// Marks on the input.
    pub marks: &'static [Mark],
    /// The indicators that there are, the primary first.
    pub needs: &'static [Need],
}

/// Both indicators, nine quarters, no mark.
pub const PLAIN: Wish =
    Wish { census: (2022, 3), quarters: 9, marks: &[], needs: &[Need::SupportGap, Need::Deprivation] };

/// Illustrative input with deprivation alone, and one census.
pub const ILLUSTRATIVE: Wish =
    Wish { census: (2020, 3), quarters: 1, marks: &[Mark::Illustrative], needs: &[Need::Deprivation] };

/// A long series, across every break.
pub const LONG: Wish = Wish {
    census: (2026, 6),
    quarters: 26,
    marks: &[Mark::Illustrative, Mark::Synthetic],
    needs: &[Need::Deprivation, Need::SupportGap],
};

/// The code of a typical ICB, with 24 PCNs and one that spans two ICBs.
pub const TYPICAL: &str = "QE1";
/// The code of the largest, with 65 PCNs.
pub const LARGEST: &str = "QHM";
/// The code of the smallest: 8 PCNs, an empty most-need fifth, completeness near 0.7.
pub const SMALLEST: &str = "QNX";

/// Makes up an edition.
pub fn edition(wish: Wish) -> Edition {
    let mut edition = unregistered(wish);
    edition.register();
    edition
}

/// The same before its numbers are claims.
pub fn unregistered(wish: Wish) -> Edition {
    let census = Census::new(wish.census.0, wish.census.1).unwrap();
    let mut places = pcn::places();
    pcn::fifths(&mut places, wish.needs);
    let all: Vec<PcnFigure> = places.iter().flat_map(|place| place.pcns.clone()).collect();
    let england = england::of(&all, &places, census, wish);
    let areas = places.iter().map(|place| area::of(place, census, wish)).collect();
    assembled(wish, &all, areas, england)
}

/// An edition of these areas and all their PCNs.
fn assembled(wish: Wish, all: &[PcnFigure], areas: Vec<Area>, england: Area) -> Edition {
    let census = Census::new(wish.census.0, wish.census.1).unwrap();
    let primary = wish.needs[0];
    let points = points(all, primary);
    Edition {
        edition: census,
        geography: "edition".to_owned(),
        role: "link-worker",
        need: primary,
        compared_with: None,
        served: Served {
            indicators: wish.needs.iter().map(|need| used(*need, points.len())).collect(),
            marks: wish.marks.to_vec(),
            made_up: Vec::new(),
            cautions: Vec::new(),
            sources: sources(wish),
            extracts: extracts((wish.quarters > 9).then_some("the 2 files nearer to it cannot be read")),
            drawn: Drawn::on(Geography::default(), census),
        },
        similar: SimilarBy::default(),
        between_quarters: Vec::new(),
        funnel: None,
        areas,
        england,
        scatter: Scatter { places: points.iter().map(ranked).collect(), points },
        reconciliation: Vec::new(),
        local: None,
        other_role_fte: if census.year() > 2022 { 106.53 } else { 0.0 }.into(),
        claims: Registry::default(),
    }
}

fn ranked(point: &Point) -> Ranked {
    Ranked { icb: point.icb, rank: point.rank }
}

/// Extracts of November 2025.
fn extracts(allow_stale: Option<&str>) -> Extracts {
    Extracts {
        lists: jiff::civil::date(2025, 11, 1),
        map: jiff::civil::date(2025, 11, 1),
        doubled: None,
        derived: 0,
        far: Vec::new(),
        allow_stale: allow_stale.map(str::to_owned),
    }
}

/// An ICB of an edition by its code.
pub fn find<'a>(edition: &'a Edition, code: &str) -> &'a Area {
    edition.areas.iter().find(|area| area.place.code == code).unwrap()
}

fn used(need: Need, pcns: usize) -> IndicatorUsed {
    let source = if need == Need::SupportGap {
        "GP Patient Survey 2019"
    } else {
        "English Indices of Deprivation 2019"
    };
    IndicatorUsed { need, source: source.to_owned(), pcns: pcns.into() }
}

/// Every PCN with a rate and a value, at its place in the order of need.
fn points(all: &[PcnFigure], need: Need) -> Vec<Point> {
    let known: Vec<(&PcnFigure, f64, f64)> =
        all.iter().filter_map(|pcn| Some((pcn, pcn.need.get(&need)?.get(), pcn.rate?.get()))).collect();
    let below = |value: f64| known.iter().filter(|(_, other, _)| *other < value).count() as f64;
    let point = |(pcn, value, rate): &(&PcnFigure, f64, f64)| Point {
        icb: pcn.icb,
        rank: (below(*value) + 0.5) / known.len() as f64,
        rate: *rate,
    };
    known.iter().map(point).collect()
}

/// Workforce, list-size and map files for each quarter, and one file for each indicator.
fn sources(wish: Wish) -> Vec<SourceUsed> {
    let census = Census::new(wish.census.0, wish.census.1).unwrap();
    let mut sources = Vec::new();
    for quarter in (0..wish.quarters).rev() {
        let at = census.earlier(3 * quarter);
        sources.push(SourceUsed {
            publication: "Primary Care Network Workforce, individual level (NHS England)",
            file: format!("Primary Care Networks – {} Individual Level.csv", at.words()),
            period: at.words(),
            rows: 12_345.into(),
            used: "link workers".to_owned(),
        });
    }
    for (publication, file, used) in [
        (
            "Patients Registered at a GP Practice, totals (NHS England)",
            "gp-reg-pat-prac-all.csv",
            "list sizes",
        ),
        (
            "Patients Registered at a GP Practice, map (NHS England)",
            "gp-reg-pat-prac-map.csv",
            "PCNs and ICBs of practices",
        ),
        (
            "English Indices of Deprivation by practice (OHID Fingertips)",
            "indicator-data-93553_<x>&#.csv",
            "deprivation",
        ),
    ] {
        sources.push(SourceUsed {
            publication,
            file: file.to_owned(),
            period: census.words(),
            rows: 6_900.into(),
            used: used.to_owned(),
        });
    }
    sources
}

/// That every practice is in a PCN, and every PCN in one ICB.
fn nothing_left_out() -> LeftOut {
    LeftOut {
        in_no_pcn: Practices { practices: 0.into(), patients: 0.0.into() },
        not_in_map: None,
        without_patients: WithoutPatients { pcns: 0.into(), fte: 0.0.into(), rate_with: None },
        without_either: 0.into(),
        straddling: 0.into(),
        list_jumps: 0.into(),
    }
}

/// A place without PCNs of its own.
fn named(code: &str, name: &str, kind: Kind) -> analysis::Place {
    let mut place = match kind {
        Kind::England => analysis::Place::england(),
        _ => analysis::Place::of_icbs(kind, code.to_owned(), name.to_owned(), BTreeSet::new()),
    };
    if kind == Kind::Icb {
        place.region = Some("Y62".to_owned());
        place.region_name = Some("North West".to_owned());
    }
    place
}

/// An area that has everything but figures.
fn frame(code: &str, name: &str, kind: Kind) -> Area {
    let level = AreaLevel {
        returns: analysis::Returns {
            filed: 0.into(),
            reported_none: 0.into(),
            no_return: 0.into(),
            pcns: 0.into(),
            completeness: None,
        },
        left_out: nothing_left_out(),
        fte: 0.0.into(),
        contracted_fte: 0.0.into(),
        patients: 0.0.into(),
        none_share: None,
        rate: None,
        rate_low: None,
        rate_high: None,
        rate_between_pcns: None,
        rate_why_not_shown: None,
    };
    Area {
        place: named(code, name, kind),
        own: AreaFigures {
            level,
            need: ByNeed::default(),
            series: Series::default(),
            shares: FairShares::default(),
            models: Models::default(),
            sensitivities: Vec::new(),
            boundaries: Vec::new(),
            local: None,
            pcns: Vec::new(),
        },
        measures: Vec::new(),
        compared: Comparisons::default(),
    }
}

/// An ICB and its PCNs.
pub struct Place {
    code: IcbCode,
    name: &'static str,
    pcns: Vec<PcnFigure>,
}
