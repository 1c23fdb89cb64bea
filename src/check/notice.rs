//! What a run says of its input before it makes anything: what serves, and what was not read.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::panel::{Options, choose};
use crate::source::Publications;
use crate::subject::day_in_words;
use crate::subject::error::Result;
use crate::subject::problem::faults;
use crate::text::words::list;

/// How many notes of a kind are said.
const OF_A_KIND: usize = 3;

/// How many files a line names.
const NAMED: usize = 12;

/// Every file that was not read, by the reason.
pub fn unread(publications: &Publications) -> String {
    let mut by_reason: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in publications.unread() {
        let why = file.why.trim_start_matches("not read: ").to_owned();
        by_reason.entry(why).or_default().push(file.name);
    }
    let unused = publications.inputs.iter().filter_map(|input| {
        let account = &input.recognised.as_ref()?.read.account;
        let (why, _) = account.left.iter().next().filter(|_| account.used == 0)?;
        Some((format!("no row is used ({why})"), input.name.clone()))
    });
    for (why, name) in unused {
        by_reason.entry(why).or_default().push(name);
    }
    let mut text = String::new();
    for (why, names) in by_reason {
        let named = list::first(names.iter().map(|name| format!("`{name}`")), NAMED);
        let _ = writeln!(text, "not read: {named}: {why}");
    }
    text
}

/// The edition that is made, why it is that one, and the day or year of what serves it.
///
/// # Errors
/// Where the publications do not hold what the options ask for.
pub fn served(publications: &Publications, options: &Options) -> Result<String> {
    let (resolved, section) = choose(publications, options)?;
    let count = publications.workforce.len();
    let why = match (options.edition, count) {
        (Some(_), _) => "as asked for".to_owned(),
        (None, 1) => "the only census here".to_owned(),
        (None, count) => format!("the latest of {count} censuses here"),
    };
    let days = [("list sizes", section.list_date), ("practice map", section.map_date)];
    let days = days.map(|(what, day)| format!("{what} of {}", day_in_words(day)));
    let survey = resolved.survey.map(|year| publications.survey_name(year));
    let imd = resolved.imd.map(|year| format!("IMD {year}"));
    let with: Vec<String> = days.into_iter().chain(survey).chain(imd).collect();
    let mut text = format!("edition {}, {why}: {}\n", resolved.edition, with.join(", "));
    let said = [&faults::SURVEY_LATE, &faults::NAME, &faults::SAME_TABLE, &faults::BESIDE, &faults::BY_PCN];
    let groups = publications.problems.groups();
    for group in groups.iter().filter(|group| said.contains(&group.fault)) {
        group.first.iter().take(OF_A_KIND).for_each(|problem| {
            let _ = writeln!(text, "note: {problem}");
        });
        if group.count > OF_A_KIND {
            let _ =
                writeln!(text, "note: and {} more; `briefings check` lists them", group.count - OF_A_KIND);
        }
    }
    Ok(text)
}
