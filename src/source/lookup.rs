//! The built-in lookups: ICBs with the days they stand for, their successors, and their codes at ONS.
//!
//! A merger or a split is rows of `data/lookup/icb.csv`: the board that ends gets a last day and its successors, the
//! one that begins a row of its own. Nothing in the program knows how many boards there are, or when they changed.

mod codes;
mod generation;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::subject::IcbCode;
use crate::subject::error::{Error, Result};
pub use codes::ods_of;
pub use generation::Generation;

const ICBS: &str = include_str!("../../data/lookup/icb.csv");

/// An Integrated Care Board as it stood for some time.
#[derive(Debug, Clone, Deserialize)]
pub struct Icb {
    /// ODS code, of three or five characters.
    pub ods_code: String,
    /// ONS code, which changes with the boundary.
    pub ons_code: String,
    /// Full legal name.
    pub name: String,
    /// NHS region, ODS code.
    pub region_ods: String,
    /// NHS region's name.
    pub region_name: String,
    /// First day.
    pub valid_from: Date,
    /// Last day; none while it stands.
    pub valid_to: Option<Date>,
    /// ODS codes of the boards that took its place, with `+` between them.
    successors: String,
}

impl Icb {
    /// The name as printed, without its legal ending: `NHS Devon`.
    pub fn short_name(&self) -> String {
        self.name.trim_end_matches(" Integrated Care Board").to_owned()
    }

    /// Whether it stands on a day.
    fn stands(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }

    /// The ODS codes of the boards that took its place.
    fn successors(&self) -> impl Iterator<Item = &str> {
        self.successors.split('+').map(str::trim).filter(|code| !code.is_empty())
    }

    /// Whether it ended the day before another began, and names it as a successor.
    fn led_to(&self, later: &Self) -> bool {
        self.valid_to.and_then(|last| last.tomorrow().ok()) == Some(later.valid_from)
            && self.successors().any(|code| code == later.ods_code)
    }
}

/// Every ICB that stood or stands.
#[derive(Debug)]
pub struct Icbs {
    rows: Vec<Icb>,
}

/// The built-in ICBs.
///
/// # Errors
/// Where the embedded table is damaged, which a test rules out.
pub fn icbs() -> Result<&'static Icbs> {
    static TABLE: OnceLock<std::result::Result<Icbs, String>> = OnceLock::new();
    TABLE
        .get_or_init(|| Icbs::parse(ICBS).map_err(|error| error.to_string()))
        .as_ref()
        .map_err(|reason| Error::Lookup { table: "data/lookup/icb.csv", reason: reason.clone() })
}

impl Icbs {
    /// Reads a table of ICBs; rows of one code stand in order of time.
    ///
    /// # Errors
    /// Where a row lacks a field or a day is none.
    pub fn parse(text: &str) -> std::result::Result<Self, csv::Error> {
        let rows = csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<csv::Result<_>>()?;
        Ok(Self { rows })
    }

    /// The generations, oldest first. A new one begins on a day from which some board has a code that none had the day
    /// before; a board that is merely given another ONS code begins none.
    pub fn generations(&self) -> Vec<Generation> {
        let days: BTreeSet<Date> = self.rows.iter().map(|icb| icb.valid_from).collect();
        let on = |day: Date| -> BTreeSet<&str> {
            let standing = self.rows.iter().filter(|icb| icb.stands(day));
            standing.map(|icb| icb.ods_code.as_str()).collect()
        };
        let begins = |day: &Date| day.yesterday().map_or(true, |before| on(before) != on(*day));
        let starts: Vec<Date> = days.into_iter().filter(begins).collect();
        let next = starts.iter().skip(1).map(|day| day.yesterday().ok()).chain([None]);
        let periods = starts.iter().zip(next);
        periods.map(|(from, until)| Generation { from: *from, until, first: *from == starts[0] }).collect()
    }

    /// The generation that goes by a year.
    pub fn generation(&self, year: i16) -> Option<Generation> {
        self.generations().into_iter().find(|generation| generation.year() == year)
    }

    /// The generation that a day is in.
    pub fn generation_on(&self, day: Date) -> Option<Generation> {
        self.generations().into_iter().find(|generation| generation.contains(day))
    }

    /// Whether a code was ever an ICB's.
    pub fn knows(&self, code: &str) -> bool {
        self.rows.iter().any(|icb| icb.ods_code == code)
    }

    /// Whether a board of this code stands on a day.
    pub fn stands(&self, code: &str, on: Date) -> bool {
        self.rows.iter().any(|icb| icb.ods_code == code && icb.stands(on))
    }

    /// The board of a code on a day, or as it stood nearest to it.
    pub fn on(&self, code: &str, day: Date) -> Option<&Icb> {
        let away = |icb: &&Icb| match icb.valid_to {
            _ if day < icb.valid_from => (icb.valid_from - day).get_days(),
            Some(last) if last < day => (day - last).get_days(),
            _ => 0,
        };
        self.rows.iter().filter(|icb| icb.ods_code == code).min_by_key(away)
    }

    /// An NHS region by its code or its name in any case, code and name.
    pub fn region(&self, text: &str) -> Option<(String, String)> {
        let same = |known: &str| known.eq_ignore_ascii_case(text.trim());
        let found = self.rows.iter().find(|icb| same(&icb.region_ods) || same(&icb.region_name))?;
        Some((found.region_ods.clone(), found.region_name.clone()))
    }

    /// What a board of one day is on another: itself, or the boards that came of it, or that it came of.
    ///
    /// None where the code was never an ICB's.
    pub fn heirs(&self, code: &str, from: Date, to: Date) -> BTreeSet<&str> {
        let mut heirs = BTreeSet::new();
        if let Some(icb) = self.on(code, from) {
            self.follow(icb, to, &mut heirs);
        }
        heirs
    }

    /// What a board of one day is on another, where that is one board alone.
    pub fn sole_heir(&self, code: &str, from: Date, to: Date) -> Option<IcbCode> {
        let heirs = self.heirs(code, from, to);
        heirs.first().filter(|_| heirs.len() == 1).and_then(|code| code.parse().ok())
    }

    fn follow<'a>(&'a self, icb: &'a Icb, to: Date, heirs: &mut BTreeSet<&'a str>) {
        if icb.stands(to) {
            heirs.insert(&icb.ods_code);
        } else if to < icb.valid_from {
            let before = self.rows.iter().filter(|earlier| earlier.led_to(icb));
            before.for_each(|earlier| self.follow(earlier, to, heirs));
        } else {
            let after = self.rows.iter().filter(|later| icb.led_to(later));
            after.for_each(|later| self.follow(later, to, heirs));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const BEFORE: Date = date(2026, 3, 31);
    const AFTER: Date = date(2026, 4, 1);

    fn standing(icbs: &Icbs, day: Date) -> usize {
        icbs.rows.iter().filter(|icb| icb.stands(day)).count()
    }

    #[test]
    fn there_were_42_boards_and_there_are_36() {
        let icbs = icbs().unwrap();
        for (day, boards) in [
            (date(2022, 7, 1), 42),
            (date(2023, 3, 31), 42),
            (date(2023, 4, 1), 42),
            (BEFORE, 42),
            (AFTER, 36),
        ] {
            assert_eq!(standing(icbs, day), boards, "{day}");
        }
    }

    #[test]
    fn a_change_of_ons_code_alone_begins_no_generation() {
        let generations = icbs().unwrap().generations();
        assert_eq!(generations.iter().map(|g| g.year()).collect::<Vec<_>>(), [2022, 2026]);
        assert!(generations[0].contains(date(2020, 3, 31)) && generations[0].contains(BEFORE));
        assert!(!generations[0].contains(AFTER) && generations[1].contains(AFTER));
        assert_eq!(generations[0].nearest(date(2026, 9, 30)), BEFORE);
    }

    #[test]
    fn a_board_is_followed_both_ways() {
        let icbs = icbs().unwrap();
        let heirs = |code, from, to| icbs.heirs(code, from, to).into_iter().collect::<Vec<_>>();
        assert_eq!(heirs("QE1", BEFORE, AFTER), ["QE1"]);
        assert_eq!(heirs("QMJ", date(2021, 3, 31), AFTER), ["Z9B2Z"]);
        // Sussex had another ONS code until April 2023, on the way to Surrey and Sussex.
        assert_eq!(heirs("QNX", date(2021, 3, 31), AFTER), ["S9B9J"]);
        assert_eq!(heirs("QNQ", BEFORE, AFTER), ["QRL", "S0E4D", "S9B9J"]);
        assert_eq!(heirs("QRL", AFTER, BEFORE), ["QNQ", "QRL"]);
        assert_eq!(heirs("Z9B2Z", AFTER, BEFORE), ["QMJ", "QRV"]);
        // A file that still names a board after its last day.
        assert_eq!(icbs.sole_heir("QUE", date(2026, 6, 30), date(2026, 6, 30)).unwrap().as_str(), "S1Y5D");
        assert!(
            icbs.sole_heir("QNQ", BEFORE, AFTER).is_none() && icbs.sole_heir("XXX", BEFORE, AFTER).is_none()
        );
    }

    #[test]
    fn a_further_merger_is_rows_of_the_table_and_no_code() {
        let today = ICBS.replace(
            "QJK,E54000037,NHS Devon Integrated Care Board,Y58,E40000006,South West,2022-07-01,,",
            "QJK,E54000037,NHS Devon Integrated Care Board,Y58,E40000006,South West,2022-07-01,2028-03-31,QQQ1A",
        );
        let today = today.replace(
            "QT6,E54000036,NHS Cornwall and the Isles of Scilly Integrated Care Board,Y58,E40000006,South West,2022-07-01,,",
            "QT6,E54000036,NHS Cornwall and the Isles of Scilly Integrated Care Board,Y58,E40000006,South West,2022-07-01,2028-03-31,QQQ1A",
        );
        let icbs = Icbs::parse(&format!(
            "{today}QQQ1A,E54000099,NHS Peninsula Integrated Care Board,Y58,E40000006,South West,2028-04-01,,\n"
        ))
        .unwrap();
        let third = icbs.generation(2028).unwrap();
        assert_eq!(icbs.generations().len(), 3);
        assert_eq!(icbs.generation(2026).unwrap().until, Some(date(2028, 3, 31)));
        assert_eq!((standing(&icbs, BEFORE), standing(&icbs, third.from)), (42, 35));
        assert_eq!(icbs.sole_heir("QJK", date(2021, 3, 31), third.from).unwrap().as_str(), "QQQ1A");
        assert_eq!(icbs.sole_heir("QMJ", date(2021, 3, 31), third.from).unwrap().as_str(), "Z9B2Z");
        assert_eq!(icbs.heirs("QQQ1A", third.from, BEFORE).len(), 2);
        assert_eq!(icbs.on("QQQ1A", BEFORE).unwrap().short_name(), "NHS Peninsula");
    }
}
