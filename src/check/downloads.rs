//! What to download for an edition, and what of it is there already.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;
use serde::Serialize;

use crate::panel::{index_by, survey_by};
use crate::source::missing::{LIST, MAP, SCORES, SURVEYED, WORKFORCE_FILE};
use crate::source::{Needed, Publications};
use crate::subject::{Census, EIGHTEEN_MONTHS, QUARTER, YEAR, day_in_words};

/// An extract so many days from a census is as near as they come, since they are monthly.
const NEAR_DAYS: i32 = 31;

/// What an edition is made from.
#[derive(Debug, Serialize)]
pub struct Wanted {
    /// Its census; none where no file tells.
    edition: Option<Census>,
    /// Why it is this one.
    is: Which,
    tables: Vec<Download>,
}

/// Why an edition is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Which {
    AskedFor,
    /// The latest whose workforce file is here.
    Latest,
    /// The one a quarter after it.
    Next,
    /// There is no workforce file to go by.
    NotKnown,
}

/// A table of an edition.
#[derive(Debug, Serialize)]
struct Download {
    what: &'static str,
    /// Of which time.
    of: String,
    publication: &'static str,
    /// Where it is published.
    place: &'static str,
    /// What its file is usually called.
    usual: String,
    state: State,
    /// The file that is there, or the nearest to it, and its time.
    #[serde(flatten)]
    file: Option<File>,
}

#[derive(Debug, Serialize)]
struct File {
    file: String,
    file_of: String,
}

/// What there is of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum State {
    There,
    /// Another time's serves until it is there.
    Nearest,
    Missing,
}

/// What to download for the edition asked for; else for the latest where it is not whole, and for the next.
pub fn downloads(publications: &Publications, asked: Option<Census>) -> Vec<Wanted> {
    let latest = publications.workforce.keys().next_back().copied();
    let of = |census, is| Wanted { edition: Some(census), is, tables: tables(publications, census) };
    match (asked, latest) {
        (Some(census), _) => vec![of(census, Which::AskedFor)],
        (None, None) => vec![Wanted { edition: None, is: Which::NotKnown, tables: undated(publications) }],
        (None, Some(latest)) => {
            let (here, next) = (of(latest, Which::Latest), of(latest.earlier(-QUARTER), Which::Next));
            if here.to_download() == 0 { vec![next] } else { vec![here, next] }
        }
    }
}

/// The tables of a census.
fn tables(publications: &Publications, census: Census) -> Vec<Download> {
    let workforce = |census: Census, of| {
        let usual = format!("Primary Care Networks - {} Individual Level.csv", census.words());
        let file = publications.workforce.get(&census).map(|table| File::of(&table.file, census.words()));
        Download { usual, ..Download::of(&WORKFORCE_FILE, of, file.map(|file| (State::There, file))) }
    };
    let before = census.earlier(YEAR);
    let month = day_in_words(census.date().first_of_month());
    let after = day_in_words(census.earlier(-1).date().first_of_month());
    let days = format!("{after}, or {month}");
    let (survey, index) = (survey_by(census), index_by(census));
    let answers = last(&publications.survey, survey, |table| &table.file, "GP Patient Survey");
    let scores = last(&publications.deprivation, index, |table| &table.file, "IMD");
    let lists = nearest(&publications.lists, census, |table| table.files.join("`, `"));
    let maps = nearest(&publications.maps, census, |table| table.file.clone());
    let indicator = if index == 2025 { "94240" } else { "93553" };
    vec![
        workforce(census, census.words()),
        workforce(before, format!("{}, for the change over a year", before.words())),
        Download::of(&LIST, days.clone(), lists),
        Download::of(&MAP, days, maps.or_else(|| workbook(publications))),
        Download {
            usual: format!("GPPS_{survey}_Practice_data_(weighted)_(csv)_PUBLIC.csv"),
            ..Download::of(&SURVEYED, format!("{survey}, published in July {survey}"), answers)
        },
        Download::of(&SCORES, format!("IMD {index}, indicator {indicator}"), scores),
    ]
}

/// The tables of any edition, where no workforce file says which is the next.
fn undated(publications: &Publications) -> Vec<Download> {
    let here =
        |file: Option<(String, String)>| file.map(|(file, file_of)| (State::Nearest, File { file, file_of }));
    let lists = publications.lists.last_key_value();
    let maps = publications.maps.last_key_value();
    let surveys = publications.survey.last_key_value();
    let scores = publications.deprivation.last_key_value();
    let lists = here(lists.map(|(day, table)| (table.files.join("`, `"), day_in_words(*day))));
    let maps = here(maps.map(|(day, table)| (table.file.clone(), day_in_words(*day))));
    let surveys = here(surveys.map(|(year, table)| (table.file.clone(), year.to_string())));
    let scores = here(scores.map(|(year, table)| (table.file.clone(), format!("IMD {year}"))));
    let month = "the month nearest to the census";
    vec![
        Download::of(&WORKFORCE_FILE, "the census, and those before it".to_owned(), None),
        Download::of(&LIST, month.to_owned(), lists),
        Download::of(&MAP, month.to_owned(), maps.or_else(|| workbook(publications))),
        Download::of(&SURVEYED, "the last year published by the census".to_owned(), surveys),
        Download::of(&SCORES, "IMD 2025 from November 2025, IMD 2019 before".to_owned(), scores),
    ]
}

/// The extract nearest to a census that may serve it.
fn nearest<T>(
    tables: &BTreeMap<Date, T>,
    census: Census,
    file: impl Fn(&T) -> String,
) -> Option<(State, File)> {
    let (day, table) = tables.iter().min_by_key(|(day, _)| (census.days_from(**day), **day))?;
    let days = census.days_from(*day);
    let state = if days <= NEAR_DAYS { State::There } else { State::Nearest };
    (days <= EIGHTEEN_MONTHS).then(|| (state, File { file: file(table), file_of: day_in_words(*day) }))
}

/// The table of a year, or the last one before it.
fn last<T>(
    tables: &BTreeMap<i16, T>,
    wanted: i16,
    file: impl Fn(&T) -> &str,
    name: &str,
) -> Option<(State, File)> {
    let (year, table) = tables.range(..=wanted).next_back()?;
    let state = if *year == wanted { State::There } else { State::Nearest };
    Some((state, File::of(file(table), format!("{name} {year}"))))
}

/// An ePCN workbook, which stands for a practice map.
fn workbook(publications: &Publications) -> Option<(State, File)> {
    let (day, book) = publications.epcn.last_key_value()?;
    Some((State::Nearest, File::of(&book.file, format!("an ePCN workbook to {}", day_in_words(*day)))))
}

impl File {
    fn of(file: &str, file_of: String) -> Self {
        Self { file: file.to_owned(), file_of }
    }
}

impl Download {
    fn of(needed: &Needed, of: String, found: Option<(State, File)>) -> Self {
        let (state, file) = found.map_or((State::Missing, None), |(state, file)| (state, Some(file)));
        let Needed { what, publication, place, usual } = *needed;
        Self { what, of, publication, place, usual: usual.to_owned(), state, file }
    }

    fn words(&self) -> String {
        let Self { what, of, publication, place, usual, .. } = self;
        let file = self.file.as_ref().map(|File { file, file_of }| format!("`{file}` ({file_of})"));
        let file = file.unwrap_or_default(); // a table that is missing has none
        if self.state == State::There {
            return format!("  there     {what}: {of}\n              {file}\n");
        }
        let mut text = format!(
            "  download  {what}: {of}\n              {publication}\n              {place}\n              \
             usually `{usual}`\n"
        );
        if self.state == State::Nearest {
            let _ = writeln!(text, "              here is {file}");
        }
        text
    }
}

impl Wanted {
    fn to_download(&self) -> usize {
        self.tables.iter().filter(|table| table.state != State::There).count()
    }

    /// For a person.
    pub fn words(&self) -> String {
        let (name, months) = self.edition.map_or(("", String::new()), |edition| {
            let [before, last] = [2, 1].map(|months| edition.earlier(months).words());
            ("edition ", format!(" (files come monthly: {before} and {last} can be editions too)"))
        });
        let edition = self.edition.map(|edition| edition.to_string()).unwrap_or_default(); // said in its place
        let why = match self.is {
            Which::AskedFor => "as asked for".to_owned(),
            Which::Latest => "the latest whose workforce file is here".to_owned(),
            Which::Next => format!("the next quarter{months}"),
            Which::NotKnown => {
                "no workforce file is here, which would say what the next edition is".to_owned()
            }
        };
        let joined = if name.is_empty() { why } else { format!("{name}{edition}, {why}") };
        let (all, wanted) = (self.tables.len(), self.to_download());
        let mut text = format!("{joined}: {wanted} of {all} tables to download\n");
        self.tables.iter().for_each(|table| text.push_str(&table.words()));
        text
    }
}
