//! An illustrative data set: made-up England in the layouts that the real tables are published in.
//!
//! Nothing in it is a finding, but its truth is known: [`planted_slope`] is what a right analysis finds.
//! The same seed and scale make the same bytes on every machine.

use std::io;

use jiff::civil::Date;

mod answers;
mod balance;
pub mod chance;
mod change;
mod deprivation;
mod england;
mod era;
mod file;
mod latent;
mod list_size;
mod name;
mod network;
mod place;
mod post;
mod practice_map;
mod provision;
mod staff_role;
mod survey;
mod table;
mod workforce;

use england::England;
use network::Network;

pub use file::{DemoFile, zip};
pub use provision::planted_slope;

/// The most that England is multiplied by.
pub const LARGEST: f64 = 10.0;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demo {
    /// Which England; any number.
    pub seed: u64,
    /// How large: 1 is 1,260 PCNs, 0.1 a tenth of them, with three in each ICB at the least and [`LARGEST`]
    /// times England at the most.
    pub scale: f64,
}

impl Default for Demo {
    fn default() -> Self {
        Self { seed: 1, scale: 1.0 }
    }
}

/// What is true of a PCN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truth {
    /// Which of the 42 ICBs of 2022 it is in, from 0.
    pub icb: usize,
    /// Registered patients.
    pub patients: f64,
    /// The share of patients with a long-term condition who lack support.
    pub need: f64,
}

impl Demo {
    /// Every file of the data set, the marker first.
    pub fn files(&self) -> io::Result<Vec<DemoFile>> {
        let england = self.england();
        let mut files = vec![self.marker()];
        files.extend(workforce::files(&england));
        files.extend(list_size::files(&england));
        files.push(list_size::single_years(&england)?);
        files.extend(practice_map::files(&england)?);
        files.extend(deprivation::files(&england));
        files.extend(survey::files(&england));
        Ok(files)
    }

    /// Every PCN on a day, as it is and not as a file or a survey has it.
    pub fn truth(&self, on: Date) -> Vec<Truth> {
        let england = self.england();
        let truth = |(number, network): (usize, &Network)| Truth {
            icb: england.places.icb_2022(network.sub),
            patients: england.patients(number, on),
            need: network.need,
        };
        england.networks.iter().enumerate().map(truth).collect()
    }

    fn england(&self) -> England {
        England::new(self.seed, self.scale.clamp(0.0, LARGEST))
    }

    fn marker(&self) -> DemoFile {
        let text = format!(
            "ILLUSTRATIVE DATA\n\n\
             The tables in this folder are made up. They have the layouts of published NHS tables and none of their \
             rows.\nNothing in them is a finding, about any place or any practice.\n\n\
             Made by: briefings demo-data --seed {} --scale {}\n",
            self.seed, self.scale
        );
        DemoFile { path: "ILLUSTRATIVE.txt".to_owned(), bytes: text.into_bytes() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(seed: u64) -> Vec<DemoFile> {
        Demo { seed, scale: 0.1 }.files().unwrap()
    }

    fn text(files: &[DemoFile], part: &str) -> String {
        let file = files.iter().find(|file| file.path.contains(part)).unwrap();
        String::from_utf8_lossy(&file.bytes).into_owned()
    }

    #[test]
    fn equal_seeds_make_equal_bytes_and_others_do_not() {
        let files = small(7);
        assert_eq!(zip(&files).unwrap(), zip(&small(7)).unwrap());
        assert_ne!(files, small(8));
    }

    #[test]
    fn every_icb_of_each_time_is_there() {
        let files = small(1);
        let icbs = |part: &str| {
            let map = text(&files, part);
            let mut reader = csv::Reader::from_reader(map.as_bytes());
            let codes = reader.records().map(|row| row.unwrap()[11].to_owned());
            codes.collect::<std::collections::BTreeSet<_>>().len()
        };
        assert_eq!(icbs("map-jan-22"), 42);
        assert_eq!(icbs("map-jan-26"), 42);
        let after = text(&files, "December 2025").contains(",S1Y5D,");
        assert!(!after && text(&files, "June 2026").contains(",S1Y5D,"));
    }

    #[test]
    fn early_workforce_files_are_windows_1252() {
        let files = small(1);
        let early = files.iter().find(|file| file.path.contains("June 2021")).unwrap();
        assert!(early.bytes.contains(&0x96) && String::from_utf8(early.bytes.clone()).is_err());
        let late = text(&files, "June 2025");
        assert!(late.starts_with('\u{feff}') && late.contains('–') && late.contains('Ŵ'));
    }

    #[test]
    fn the_planted_slope_stays_after_october_2023() {
        assert_eq!(planted_slope(2020, 3), 0.0);
        assert!((planted_slope(2023, 9) + 0.035 * 42.0 / 43.0).abs() < 1e-12);
        assert_eq!(planted_slope(2023, 10), -0.035);
        assert_eq!(planted_slope(2026, 9), -0.035);
    }

    #[test]
    fn any_scale_makes_some_england() {
        for scale in [0.0, -1.0, f64::NAN] {
            let files = Demo { seed: 1, scale }.files().unwrap();
            assert_eq!(files.iter().filter(|file| file.path.starts_with("workforce/")).count(), 27);
        }
    }
}
