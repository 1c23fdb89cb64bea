//! GP Patient Survey by practice, or as published by PCN: who with a long-term condition lacked support.
//!
//! The question was `Q32` to 2023 and `healthsupport` from 2024; the two are different series.
//! A value below zero is a reason (suppressed, too few answers), never a number.

use std::collections::BTreeSet;

use super::account::{Account, Fate};
use super::cells::{IN_NO_PCN, no_practice, pcn};
use super::file_name::base;
use super::publications::Kind;
use super::records::{Answers, Survey};
use super::says::{Aside, Reading, Says};
use super::table::Table;
use crate::subject::problem::{Found, Problem, Problems, faults};
use crate::subject::{Need, PcnCode, PracticeCode};

/// Columns to 2023: the code, those who said no, and all who answered yes or no (weighted).
pub const TO_2023: &[&[&str]] = &[&["PRACTICE_CODE"], &["Q32_3"], &["Q32_123BASE"]];

/// The same columns from 2024.
pub const FROM_2024: &[&[&str]] =
    &[&["AD_PRACTICECODE"], &["HEALTHSUPPORT_3.COUNT"], &["HEALTHSUPPORT.BASEEVALW"]];

/// Columns by PCN, to 2023.
pub const BY_PCN_TO_2023: &[&[&str]] = &[&["PCN_CODE"], &["Q32_3"], &["Q32_123BASE"]];

/// Columns by PCN, from 2024.
pub const BY_PCN_FROM_2024: &[&[&str]] =
    &[&["AD_PCNCODE"], &["HEALTHSUPPORT_3.COUNT"], &["HEALTHSUPPORT.BASEEVALW"]];

/// Results of the GP Patient Survey of a year appear in July of it.
pub const PUBLISHED_IN: i8 = 7;

/// The first year of the later layout.
const LATER: i16 = 2024;

/// Reads the layout to 2023.
pub fn read_to_2023(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let layout = Layout { columns: TO_2023, is_of: |year| year < LATER, by_pcn: false };
    read(table, kind, &layout, problems)
}

/// Reads the layout from 2024.
pub fn read_from_2024(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    let layout = Layout { columns: FROM_2024, is_of: |year| year >= LATER, by_pcn: false };
    read(table, kind, &layout, problems)
}

/// Reads the layout by PCN to 2023.
pub fn read_by_pcn_to_2023(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    is_practices(table)?;
    let layout = Layout { columns: BY_PCN_TO_2023, is_of: |year| year < LATER, by_pcn: true };
    read(table, kind, &layout, problems)
}

/// Reads the layout by PCN from 2024.
pub fn read_by_pcn_from_2024(table: &Table, kind: &Kind, problems: &mut Problems) -> Found<Reading> {
    is_practices(table)?;
    let layout = Layout { columns: BY_PCN_FROM_2024, is_of: |year| year >= LATER, by_pcn: true };
    read(table, kind, &layout, problems)
}

/// Columns of a layout, and the years that it was published in.
struct Layout {
    columns: &'static [&'static [&'static str]],
    is_of: fn(i16) -> bool,
    by_pcn: bool,
}

/// Whom a row's answers are of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Respondents {
    Practice(PracticeCode),
    Pcn(PcnCode),
}

/// Why a row is left out.
const SUPPRESSED: &str = "suppressed by the publisher";
const NO_ANSWER: &str = "no answer that counts";

/// Columns of a survey by another level: the answers of either layout, and no practice.
pub const OTHER_LEVEL: &[&[&str]] =
    &[&["HEALTHSUPPORT_3.COUNT", "Q32_3"], &["HEALTHSUPPORT.BASEEVALW", "Q32_123BASE"]];

/// Columns by which a survey is by another level; one that has none is of England.
pub const LEVELS: &[&[&str]] = &[&["AD_ICSCODE", "ICS_CODE", "ICB_CODE"], &["CCG_CODE"]];

/// Refuses a practice file whose column of practices has another name, which would pass for one of another level.
fn is_practices(table: &Table) -> Found<()> {
    let renamed = table.header().names.iter().find(|name| name.contains("PRAC"));
    if let Some(column) = renamed {
        let found = format!("no column `AD_PRACTICECODE` (it has `{column}`)");
        let expected = "the columns of a GP Patient Survey practice file";
        return Err(Box::new(Problem::new(&faults::COLUMN, table.file(), found, expected).row(1)));
    }
    Ok(())
}

/// Sets aside a survey by ICS or of England.
pub fn read_other_level(table: &Table, kind: &Kind, _: &mut Problems) -> Found<Reading> {
    is_practices(table)?;
    let names = ["by ICS or ICB", "by CCG"];
    let level = LEVELS.iter().position(|level| table.optional(level).is_some());
    let level = level.and_then(|at| names.get(at)).copied().unwrap_or("of England");
    let expected = "a survey by practice; its practice file is read";
    let problem = Problem::new(&faults::LEVEL, table.file(), format!("a survey {level}"), expected);
    let year = year_in(table.file());
    let period = year.map_or("not dated".to_owned(), |year| year.to_string());
    let account = Account::unused(table.height(), kind.name);
    Ok(Reading::of(period, account, Says::Aside(Aside { need: Need::SupportGap, year, problem })))
}

/// Sets aside a survey that is not weighted, by its name or by its counts; none where it is weighted.
fn unweighted(table: &Table, answers: &Survey, year: i16) -> Option<Aside> {
    let named = table.file().to_lowercase().replace("un-weighted", "unweighted").contains("unweighted");
    let all = || answers.answers.values().chain(answers.by_pcn.values());
    let mut counts = all().flat_map(|answers| [answers.lacked, answers.base]);
    // Weights leave decimals: of so many counts not all are whole by chance.
    let whole = all().count() >= MANY && counts.all(|count| count.fract() == 0.0);
    if !named && !whole {
        return None;
    }
    let found = if named { "`unweighted` in the name" } else { "whole numbers for all counts" };
    let problem =
        Problem::new(&faults::UNWEIGHTED, table.file(), found, "weighted counts, which have decimals");
    Some(Aside { need: Need::SupportGap, year: Some(year), problem })
}

/// So many practices or PCNs have a weighted count that is no whole number.
const MANY: usize = 20;

fn read(table: &Table, kind: &Kind, layout: &Layout, problems: &mut Problems) -> Found<Reading> {
    let columns = layout.columns;
    let code = table.column(columns[0], kind.name)?;
    let lacked = table.column(columns[1], kind.name)?;
    let base = table.column(columns[2], kind.name)?;
    let year = year(table.file(), layout.is_of)?;
    let mut survey = Survey { file: table.file().to_owned(), ..Survey::default() };
    let mut seen: BTreeSet<Respondents> = BTreeSet::new();
    let account = table.each(problems, |row| {
        let respondents = if layout.by_pcn {
            let Some(pcn) = code.parse(row, pcn)? else { return Ok(Fate::Left(IN_NO_PCN)) };
            Respondents::Pcn(pcn)
        } else {
            let Ok(practice) = code.text(row).parse() else { return no_practice(&code, row) };
            Respondents::Practice(practice)
        };
        if !seen.insert(respondents) {
            let level = if layout.by_pcn { "PCN" } else { "practice" };
            let expected = format!("a {level} that is not in an earlier row");
            return Err(code.wrong(&faults::TWICE_IN_FILE, row, expected));
        }
        if lacked.text(row).is_empty() || base.text(row).is_empty() {
            return Ok(Fate::Left(NO_ANSWER));
        }
        let answers = Answers { lacked: lacked.number(row)?, base: base.number(row)? };
        if answers.lacked < 0.0 || answers.base < 0.0 {
            return Ok(Fate::Left(SUPPRESSED));
        }
        if answers.lacked > answers.base + ROUNDING {
            let expected = format!("at most the {} who answered", base.text(row));
            return Err(lacked.wrong(&faults::SHARE, row, expected));
        }
        if answers.base == 0.0 {
            return Ok(Fate::Left(NO_ANSWER));
        }
        match respondents {
            Respondents::Practice(practice) => survey.answers.insert(practice, answers),
            Respondents::Pcn(pcn) => survey.by_pcn.insert(pcn, answers),
        };
        Ok(Fate::Used)
    });
    if let Some(count) = account.left.get(SUPPRESSED) {
        let level = if layout.by_pcn { "PCNs" } else { "practices" };
        let found = format!("{count} {level} with a value below zero");
        problems
            .push(Problem::new(&faults::SUPPRESSED, table.file(), found, "answers").column(columns[1][0]));
    }
    let period = year.to_string();
    if let Some(aside) = unweighted(table, &survey, year) {
        let account = Account::unused(table.height(), "not weighted");
        return Ok(Reading::of(period, account, Says::Aside(aside)));
    }
    let says = if layout.by_pcn { Says::SurveyByPcn(year, survey) } else { Says::Survey(year, survey) };
    Ok(Reading::of(period, account, says))
}

/// Published weighted counts are rounded each for itself.
const ROUNDING: f64 = 0.01;

/// The year in the file's name, which must be one of its layout's.
fn year(file: &str, of: fn(i16) -> bool) -> Found<i16> {
    let Some(year) = year_in(file) else {
        let expected = "the year of the survey, in four digits, and no day or other year";
        let problem = Problem::new(&faults::SURVEY_YEAR, file, "no one year in the name", expected);
        return Err(Box::new(problem));
    };
    if !of(year) {
        let found = format!("{year} in the name, and the columns of {}", layout_years(of));
        let expected = format!("a survey {}", layout_years(of));
        return Err(Box::new(Problem::new(&faults::SURVEY_LAYOUT, file, found, expected)));
    }
    Ok(year)
}

fn layout_years(of: fn(i16) -> bool) -> &'static str {
    if of(LATER) { "from 2024 on" } else { "of 2018 to 2023" }
}

/// The one year in a published name; a day or a month in a name is that of a download.
fn year_in(file: &str) -> Option<i16> {
    let name = base(file).as_bytes();
    let is_digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let numbers: Vec<&[u8]> = name.split(|byte| !byte.is_ascii_digit()).collect();
    let mut years = BTreeSet::new();
    for (at, number) in numbers.iter().enumerate() {
        // `2026-09-28` and `28.09.2026` have one other sign between two numbers.
        let beside = [at.checked_sub(1), Some(at + 1)];
        let short = |other: &[u8]| is_digits(other) && other.len() <= 2;
        let in_a_date = beside.iter().flatten().filter_map(|at| numbers.get(*at).copied()).any(short);
        if number.len() == 4 && number.starts_with(b"20") && is_digits(number) {
            if in_a_date {
                return None;
            }
            years.insert(std::str::from_utf8(number).ok()?.parse().ok()?);
        }
    }
    if years.len() == 1 { years.pop_first() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_the_four_digits_in_the_published_name() {
        assert_eq!(year_in("GPPS_2019_Practice_data_(weighted)_(csv).csv"), Some(2019));
        assert_eq!(year_in("a.zip/SYNTHETIC GPPS_2025_x.csv"), Some(2025));
        assert_eq!(year_in("practice data.csv"), None);
        assert_eq!(year_in("export 20251104.csv"), None);
        assert_eq!(year_in("GPPS_2025_Practice_data (1).csv"), Some(2025));
        for name in [
            "GPPS-2026-09-28-practice.csv",
            "gpps 28.09.2026.csv",
            "gpps_2026-09.csv",
            "gpps 2025 of 2026.csv",
        ] {
            assert_eq!(year_in(name), None, "{name}");
        }
    }
}
