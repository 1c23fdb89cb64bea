//! An illustrative data set: made-up England in the layouts that the real tables are published in.
//!
//! Nothing in it is a finding, but its truth is known: [`planted_slope`] is what a right analysis finds.
//! The same seed and scale make the same bytes on every machine.

use std::io::{self, Cursor, Write};

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, DateTime, ZipWriter};

mod answers;
mod balance;
mod chance;
mod change;
mod course;
mod deprivation;
mod england;
mod era;
mod list_size;
mod name;
mod place;
mod plant;
mod post;
mod practice_map;
mod provision;
mod staff_role;
pub mod study;
mod survey;
mod table;
mod workforce;

use england::England;

pub use plant::{Figures, PLANTS, Plant, Planted, Set, plants};
pub use provision::planted_slope;

/// What to make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Demo {
    /// Which England; any number.
    pub seed: u64,
    /// How large: 1 is 1,260 PCNs, 0.1 a tenth of them, with three in each ICB at the least and four times
    /// England at the most.
    pub scale: f64,
}

impl Default for Demo {
    fn default() -> Self {
        Self { seed: 1, scale: 1.0 }
    }
}

/// One file, with its path inside the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoFile {
    /// Where it goes, with `/` between folders.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
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

    /// The same with faults planted in it, and where each of them is; the marker names them.
    ///
    /// # Errors
    /// Where one of them cannot be planted beside the others.
    pub fn planted(&self, plants: &[&Plant]) -> io::Result<(Vec<DemoFile>, Vec<Planted>)> {
        let mut files = self.files()?;
        let names: Vec<&str> = plants.iter().map(|plant| plant.name).collect();
        if let Some(marker) = files.first_mut().filter(|_| !names.is_empty()) {
            marker.bytes.extend_from_slice(format!("Faults planted: {}\n", names.join(", ")).as_bytes());
        }
        let mut set = Set::new(files);
        let planted = plants.iter().map(|plant| plant.plant(&mut set)).collect::<io::Result<_>>()?;
        Ok((set.into_files(), planted))
    }

    fn england(&self) -> England {
        England::new(self.seed, self.scale.clamp(0.0, 4.0))
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

/// Packs files in one zip, in their order, dated 1 January 1980.
pub fn zip(files: &[DemoFile]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        writer.start_file(file.path.as_str(), options)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
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
