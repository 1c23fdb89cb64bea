//! Whether list sizes and practice maps hold all their rows: each is set beside the other that is nearest in time.
//!
//! Half a table is a table: nothing in it is wrong, and every rate that is made from it would be.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::publications::Publications;
use super::survey::PUBLISHED_IN;
use crate::subject::EIGHTEEN_MONTHS;
use crate::subject::problem::{Problem, faults};

/// A table of fewer practices is an example, and no publication.
const FEW: usize = 100;

/// A table lacks rows where one practice in so many of the other is not in it.
const ONE_IN: usize = 10;

/// Looks at every list beside its nearest map, and at every map beside its nearest list.
pub fn look(publications: &mut Publications) {
    let (lists, maps) = (&publications.lists, &publications.maps);
    let cut_lists = lists.iter().filter_map(|(day, list)| {
        let map = nearest(maps, *day)?;
        let lacked = map.members.keys().filter(|practice| !list.patients.contains_key(practice)).count();
        let problem =
            |found| Problem::new(&faults::LIST_CUT, &list.files[0], found, "every practice of the map");
        is_cut(lacked, map.members.len()).then(|| problem(words(lacked, map.members.len(), &map.file)))
    });
    let cut_maps = maps.iter().filter_map(|(day, map)| {
        let list = nearest(lists, *day)?;
        let lacked = list.patients.keys().filter(|practice| !map.members.contains_key(practice)).count();
        let lacked = lacked.saturating_sub(map.unallocated.len());
        let problem = |found| Problem::new(&faults::MAP_CUT, &map.file, found, "every practice with a list");
        is_cut(lacked, list.patients.len())
            .then(|| problem(words(lacked, list.patients.len(), &list.files.join("` and `"))))
    });
    let late = late_surveys(publications);
    let found: Vec<Problem> = cut_lists.chain(cut_maps).chain(late).collect();
    found.into_iter().for_each(|problem| publications.problems.push(problem));
}

/// Surveys that were published after the last census, so that they serve no edition.
fn late_surveys(publications: &Publications) -> impl Iterator<Item = Problem> {
    let last = publications.workforce.keys().next_back();
    let is_late =
        move |year: i16| last.is_some_and(|last| (year, PUBLISHED_IN) > (last.year(), last.month()));
    let late = publications.survey.iter().filter(move |(year, _)| is_late(**year));
    late.map(move |(year, survey)| {
        let found = format!("the survey of {year}, published in July {year}");
        let expected = last.map_or_else(String::new, |last| format!("one published by {}", last.words()));
        Problem::new(&faults::SURVEY_LATE, &survey.file, found, expected)
    })
}

fn is_cut(lacked: usize, all: usize) -> bool {
    all >= FEW && lacked * ONE_IN > all
}

fn words(lacked: usize, all: usize, file: &str) -> String {
    format!("{lacked} of the {all} practices of `{file}` missing")
}

/// The table nearest to a day, unless it is too far from it.
fn nearest<T>(tables: &BTreeMap<Date, T>, day: Date) -> Option<&T> {
    let days = |other: Date| (other - day).get_days().abs();
    let (other, table) = tables.iter().min_by_key(|(other, _)| (days(**other), **other))?;
    // Tables further apart say nothing of each other: practices open and close.
    (days(*other) <= EIGHTEEN_MONTHS).then_some(table)
}
