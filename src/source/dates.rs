//! Days and months as the publications and the names of their files write them.

use jiff::civil::Date;

use super::table::Table;
use crate::subject::problem::{Found, Problem, Problems, faults};
use crate::subject::{Census, MONTHS};

/// Notes a file whose name says another month than its rows.
pub fn name_agrees(file: &str, census: Census, problems: &mut Problems) {
    let Some(named) = month_in(file).filter(|named| *named != census) else { return };
    let found = format!("{} in the name", named.words());
    problems.push(Problem::new(
        &faults::NAME_DIFFERS,
        file,
        found,
        format!("{}, as in its rows", census.words()),
    ));
}

/// Forms in which publications, spreadsheets and programs write a day.
const FORMS: [&str; 12] = [
    "%d%b%Y", "%d-%b-%y", "%d-%b-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y", "%d.%m.%Y",
    "%Y/%m/%d", "%d/%b/%Y", "%Y%m%d",
];

/// A day as the publications write it (`01JAN2021`, `01-Sep-20`, `01Jan2022`, `2026-07-01`), or with midnight after it.
pub fn day(text: &str) -> std::result::Result<Date, &'static str> {
    let text = without_midnight(text);
    FORMS
        .iter()
        .filter(|form| **form != "%Y%m%d" || text.len() == 8)
        .find_map(|format| Date::strptime(format, text).ok())
        .ok_or("a day, like 01JAN2021, 01-Sep-20 or 2026-07-01")
}

/// A day without the midnight that a spreadsheet or a program wrote after it.
fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once([' ', 'T']) else { return text };
    let time = time.trim_end_matches('Z').trim_end_matches("+00:00").trim();
    let (time, is_noon_form) = time.strip_suffix(" AM").map_or((time, false), |time| (time, true));
    let digits = |sign: char| sign.is_ascii_digit() || sign == ':' || sign == '.';
    let is_time = time.contains(':') && time.chars().all(digits);
    let is_midnight = match is_noon_form {
        true => time.starts_with("12:") && time[3..].chars().all(|sign| !('1'..='9').contains(&sign)),
        false => time.chars().all(|sign| !('1'..='9').contains(&sign)),
    };
    if is_time && is_midnight { day } else { text }
}

/// A month as people and spreadsheets write it: `2025-11`, `Nov-25`, `November 2025`, or a day of it.
pub fn month(text: &str) -> std::result::Result<Census, &'static str> {
    const EXPECTED: &str = "a month, like 2025-11, Nov-25 or November 2025";
    if let Ok(census) = text.parse() {
        return Ok(census);
    }
    if let Ok(day) = day(text) {
        return Census::new(day.year(), day.month()).ok_or(EXPECTED);
    }
    let (name, year) = text.split_once(['-', ' ', '_', '/']).ok_or(EXPECTED)?;
    let named = |month: &str| month.eq_ignore_ascii_case(name) || month[..3].eq_ignore_ascii_case(name);
    let at = MONTHS.iter().position(|month| named(month)).ok_or(EXPECTED)?;
    let digits = year.len() == 2 || year.len() == 4;
    let year: i16 = year.parse().ok().filter(|_| digits).ok_or(EXPECTED)?;
    let year = if year < 100 { 2000 + year } else { year };
    i8::try_from(at + 1).ok().and_then(|month| Census::new(year, month)).ok_or(EXPECTED)
}

/// The day of an extract.
pub fn day_of_extract(text: &str) -> std::result::Result<Date, &'static str> {
    let day = day(text)?;
    if Census::new(day.year(), day.month()).is_none() {
        return Err("a day since 2000");
    }
    // Extracts are of the first of a month: 09/01/2026 is September where a spreadsheet put the month first.
    if text.contains('/') && day.day() != 1 {
        return Err("the first of a month, like 01/09/2026, with the day before the month");
    }
    Ok(day)
}

/// The day that all rows are of.
pub fn one_day(table: &Table, kind: &'static str) -> Found<Date> {
    let extract = table.column(&["EXTRACT_DATE"], kind)?;
    let first = table.rows().next().unwrap_or(0);
    let date = extract.parse_as(&faults::DATE, first, day_of_extract)?;
    for row in table.rows().filter(|row| *row > first) {
        if extract.text(row) != extract.text(first)
            && extract.parse_as(&faults::DATE, row, day_of_extract)? != date
        {
            let expected = format!("{date}, as in row {} (one day a file)", table.number_of(first));
            return Err(extract.wrong(&faults::DATES_MIXED, row, expected));
        }
    }
    Ok(date)
}

/// The month that a file's name says, as `March 2022`, `mar-22` or `2022-03`; none where it says none.
fn month_in(file: &str) -> Option<Census> {
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let words: Vec<&str> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.windows(2).find_map(|pair| {
        let year = |text: &str| match (text.len(), text.parse::<i16>()) {
            (4, Ok(year)) => Some(year),
            (2, Ok(year)) => Some(2000 + year),
            _ => None,
        };
        let named = MONTHS.iter().position(|month| {
            let month = month.to_lowercase();
            pair[0] == month || pair[0] == &month[..3]
        });
        match named {
            Some(at) => Census::new(year(pair[1])?, i8::try_from(at + 1).ok()?),
            None if pair[0].len() == 4 && pair[1].len() == 2 => {
                Census::new(year(pair[0])?, pair[1].parse().ok()?)
            }
            None => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_published_form() {
        for text in ["01SEP2020", "01-Sep-20", "01Sep2020", "2020-09-01", "01/09/2020", "1 September 2020"] {
            assert_eq!(day(text), Ok(jiff::civil::date(2020, 9, 1)), "{text}");
        }
        for text in [
            "2020-09-01 00:00:00",
            "2020-09-01T00:00:00.000Z",
            "01/09/2020 00:00",
            "1/9/2020 12:00:00 AM",
            "20200901",
            "2020/09/01",
            "01-09-2020",
        ] {
            assert_eq!(day(text), Ok(jiff::civil::date(2020, 9, 1)), "{text}");
        }
        for text in
            ["September", "2020-09-01 12:30:00", "1/9/2020 12:30:00 AM", "31/02/2020", "44197", "2020-13-01"]
        {
            assert!(day(text).is_err(), "{text}");
        }
        for text in ["09/01/2020", "01SEP1920", "01SEP2120"] {
            assert!(day(text).is_ok() && day_of_extract(text).is_err(), "{text}");
        }
    }

    #[test]
    fn months_are_read_as_people_and_spreadsheets_write_them() {
        for text in ["2025-11", "Nov-25", "nov 2025", "November 2025", "2025-11-01 00:00:00", "01/11/2025"] {
            assert_eq!(month(text).map(|census| census.to_string()).as_deref(), Ok("2025-11"), "{text}");
        }
        for text in ["", "2025", "Nov", "25-Nov", "Nov-1925", "Nov-5", "2025-13"] {
            assert!(month(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_month_in_a_name_is_found_in_every_published_form() {
        let month = |name| month_in(name).map(|census| census.to_string());
        assert_eq!(
            month("9.Primary Care Networks – March 2022 Individual Level.csv").as_deref(),
            Some("2022-03")
        );
        assert_eq!(month("gp-reg-pat-prac-map-aug-26.csv").as_deref(), Some("2026-08"));
        assert_eq!(month("x.zip/gp-reg-pat-prac-map_2020-09.csv").as_deref(), Some("2020-09"));
        assert_eq!(month("gp-reg-pat-prac-quin-age.csv"), None);
        assert_eq!(month("GPPS_2019_Practice_data_(weighted)_(csv).csv"), None);
    }
}
