//! Made-up editions for trying pages and charts: 42 ICBs with names that need an escape, few PCNs, missing returns.
//!
//! Rates, gaps and shares are worked out from the made-up PCNs; intervals are rough, since only their words matter.

mod area;
pub mod chartable;
mod england;
mod pcn;
mod series;

use std::collections::BTreeMap;

use briefings::analysis::{
    Analysis, Edition, Held, IndicatorUsed, Kind, LeftOut, Line, PcnFigure, Point, SourceUsed,
    WithoutPatients,
};
use briefings::panel::{Drawn, Geography};
use briefings::subject::Mark;
use briefings::subject::{Census, IcbCode, Need};
use briefings::text::claim::Registry;

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
fn assembled(wish: Wish, all: &[PcnFigure], areas: Vec<Analysis>, england: Analysis) -> Edition {
    let census = Census::new(wish.census.0, wish.census.1).unwrap();
    let primary = wish.needs[0];
    let points = points(all, primary);
    Edition {
        edition: census,
        geography: "edition".to_owned(),
        role: "link-worker",
        need: primary,
        indicators: wish.needs.iter().map(|need| used(*need, points.len())).collect(),
        marks: wish.marks.to_vec(),
        similar_by: Vec::new(),
        similar_values: BTreeMap::new(),
        between_quarters: Vec::new(),
        funnel: None,
        areas,
        england,
        line: Some(line(&points)),
        points,
        reconciliation: Vec::new(),
        cautions: Vec::new(),
        sources: sources(wish),
        extracts: briefings::analysis::Extracts {
            lists: jiff::civil::date(2025, 11, 1),
            map: jiff::civil::date(2025, 11, 1),
            doubled: None,
            derived: 0,
            far: Vec::new(),
            allow_stale: (wish.quarters > 9).then(|| "the 2 files nearer to it cannot be read".to_owned()),
        },
        local: None,
        other_role_fte: if census.year() > 2022 { 106.53 } else { 0.0 }.into(),
        drawn: Drawn::on(Geography::default(), census),
        places: Default::default(),
        claims: Registry::default(),
    }
}

/// An ICB of an edition by its code.
pub fn find<'a>(edition: &'a Edition, code: &str) -> &'a Analysis {
    edition.areas.iter().find(|area| area.code == code).unwrap()
}

fn used(need: Need, pcns: usize) -> IndicatorUsed {
    let source = if need == Need::SupportGap {
        "GP Patient Survey 2019"
    } else {
        "English Indices of Deprivation 2019"
    };
    IndicatorUsed { need, source: source.to_owned(), pcns: pcns.into() }
}

fn points(all: &[PcnFigure], need: Need) -> Vec<Point> {
    let known = |pcn: &PcnFigure| {
        Some(Point { icb: pcn.icb.clone(), need: pcn.need.get(&need)?.get(), rate: pcn.rate?.get() })
    };
    all.iter().filter_map(known).collect()
}

fn line(points: &[Point]) -> Line {
    let n = points.len() as f64;
    let mean = |of: fn(&Point) -> f64| points.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(|p| p.need), mean(|p| p.rate));
    let sxy: f64 = points.iter().map(|p| (p.need - x) * (p.rate - y)).sum();
    let sxx: f64 = points.iter().map(|p| (p.need - x) * (p.need - x)).sum();
    Line { intercept: y - x * sxy / sxx, slope: sxy / sxx }
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
        in_no_pcn: Held { practices: 0.into(), patients: 0.0.into() },
        not_in_map: None,
        without_patients: WithoutPatients { pcns: 0.into(), fte: 0.0.into(), rate_with: None },
        without_either: 0.into(),
        straddling: 0.into(),
        list_jumps: 0.into(),
    }
}

/// An area that has everything but figures.
fn frame(code: &str, name: &str, kind: Kind) -> Analysis {
    let region = (kind == Kind::Icb).then(|| ("Y62".to_owned(), "North West".to_owned()));
    Analysis {
        code: code.to_owned(),
        name: name.to_owned(),
        kind,
        region: region.clone().map(|r| r.0),
        region_name: region.map(|r| r.1),
        returns: briefings::analysis::Returns {
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
        rate: None,
        rate_low: None,
        rate_high: None,
        rate_between_pcns: None,
        rate_why_not_shown: None,
        against_england: None,
        funnel: None,
        fifths: BTreeMap::new(),
        measures: Vec::new(),
        pooled: BTreeMap::new(),
        sensitivities: Vec::new(),
        curves: BTreeMap::new(),
        lorenz: Vec::new(),
        trend: Vec::new(),
        reconfigured: Vec::new(),
        change: None,
        change_why_not_shown: None,
        matched_change: None,
        xmr: None,
        trend_line: None,
        panel_model: BTreeMap::new(),
        replication: None,
        fair_share: Vec::new(),
        fair_share_chance: None,
        fair_share_sensitivity: Vec::new(),
        most_need_half_share: None,
        similar: Vec::new(),
        similar_chosen: false,
        boundaries: Vec::new(),
        local: None,
        pcns: Vec::new(),
    }
}

/// An ICB and its PCNs.
pub struct Place {
    code: IcbCode,
    name: &'static str,
    pcns: Vec<PcnFigure>,
}
