//! Turns what a PCN filed into rows: posts of staff, and contracted services.

use super::chance::{Chance, whole};

/// Half hours in one full-time post of 37.5 hours.
pub(super) const FULL_TIME: u32 = 75;

/// One row of the workforce file, before its place and role.
#[derive(Clone, Copy)]
pub(super) struct Post {
    /// Half hours a week.
    pub(super) half_hours: u32,
    pub(super) source: Source,
    /// Its place among the PCN's rows, by which its person is known.
    pub(super) place: usize,
}

impl Post {
    /// A post of the PCN's own.
    pub(super) fn staff(half_hours: u32, place: usize) -> Self {
        Self { half_hours, source: Source::Staff, place }
    }

    /// A row of contracted services.
    pub(super) fn contracted(half_hours: u32, place: usize) -> Self {
        Self { half_hours, source: Source::Contracted, place }
    }
}

/// Where a row comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    Staff,
    Contracted,
}

/// How a PCN comes by its link workers.
enum Employer {
    Itself,
    /// Contracted, a row to a post; equal posts give equal rows.
    Contractor,
    /// Contracted, all in one row.
    ContractorAtOnce,
    Both,
}

/// Half hours that are common in a contract: 37.5, 37, 35, 30, 28 and 22.5 hours a week.
const COMMON: [u32; 12] = [75, 75, 75, 75, 75, 75, 74, 70, 60, 60, 56, 45];

/// The least and the most half hours in a row: 0.4 FTE, and 14 FTE for contracted services.
const LEAST: u32 = 30;
const MOST: u32 = 14 * FULL_TIME;

/// The rows for a PCN's link workers; the same `chance` gives the same PCN the same employer every time.
pub(super) fn posts(half_hours: u32, mut chance: Chance) -> Vec<Post> {
    match employer(&mut chance) {
        Employer::Itself => rows(&split(half_hours, &mut chance), Post::staff),
        Employer::Contractor => rows(&split(half_hours, &mut chance), Post::contracted),
        Employer::ContractorAtOnce => at_once(half_hours),
        Employer::Both => rows(&split(half_hours, &mut chance), |half_hours, place| match place % 2 {
            0 => Post::contracted(half_hours, place),
            _ => Post::staff(half_hours, place),
        }),
    }
}

/// One row for all that is contracted, 14 FTE at the most.
pub(super) fn at_once(half_hours: u32) -> Vec<Post> {
    let rest = half_hours.saturating_sub(MOST);
    let parts: Vec<u32> = [half_hours - rest, rest].into_iter().filter(|part| *part > 0).collect();
    rows(&parts, Post::contracted)
}

fn employer(chance: &mut Chance) -> Employer {
    match chance.unit() {
        share if share < 0.13 => Employer::Contractor,
        share if share < 0.24 => Employer::ContractorAtOnce,
        share if share < 0.35 => Employer::Both,
        _ => Employer::Itself,
    }
}

fn rows(parts: &[u32], post: impl Fn(u32, usize) -> Post) -> Vec<Post> {
    parts.iter().enumerate().map(|(place, half_hours)| post(*half_hours, place)).collect()
}

/// Cuts hours in posts from 0.4 FTE to full time.
fn split(mut left: u32, chance: &mut Chance) -> Vec<u32> {
    let mut parts = Vec::new();
    while left > FULL_TIME {
        let part = chance.pick(&COMMON);
        let part = if left - part < LEAST && left != part { left - LEAST } else { part };
        parts.push(part);
        left -= part;
    }
    if left > 0 {
        parts.push(left);
    }
    parts
}

/// Full-time equivalents in half hours: nothing, or 0.4 FTE and more in fifths, right on average.
pub(super) fn in_posts(fte: f64, rounding: f64) -> u32 {
    if fte < 0.4 {
        return if rounding < fte / 0.4 { 2 * FULL_TIME / 5 } else { 0 };
    }
    whole((fte / 0.2 + rounding).floor()) * FULL_TIME / 5
}
