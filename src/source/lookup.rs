//! The built-in lookups: ICBs with the days they stand for, and their successors.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::error::{Error, Result};

const ICBS: &str = include_str!("../../data/lookup/icb.csv");

/// An Integrated Care Board as it stood for some time.
#[derive(Debug, Clone, Deserialize)]
pub struct Icb {
    /// ODS code, of three or five characters.
    pub ods_code: String,
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
}

impl Icb {
    /// The name as printed, without its legal ending: `NHS Devon`.
    pub fn short_name(&self) -> String {
        self.name.trim_end_matches(" Integrated Care Board").to_owned()
    }
}

/// Every ICB by its code; a code that changed hands shows its latest row.
///
/// # Errors
/// Where the embedded table is damaged, which a test rules out.
pub fn icbs() -> Result<&'static BTreeMap<String, Icb>> {
    static TABLE: OnceLock<std::result::Result<BTreeMap<String, Icb>, String>> = OnceLock::new();
    TABLE
        .get_or_init(|| {
            csv::Reader::from_reader(ICBS.as_bytes())
                .deserialize::<Icb>()
                .map(|row| row.map(|icb| (icb.ods_code.clone(), icb)).map_err(|e| e.to_string()))
                .collect()
        })
        .as_ref()
        .map_err(|reason| Error::Lookup { table: "data/lookup/icb.csv", reason: reason.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_were_42_boards_and_there_are_36() {
        let mut rows = csv::Reader::from_reader(ICBS.as_bytes());
        let all: Vec<Icb> = rows.deserialize().map(|row| row.unwrap()).collect();
        let on = |day: Date| {
            all.iter()
                .filter(|icb| icb.valid_from <= day && icb.valid_to.is_none_or(|last| day <= last))
                .count()
        };
        assert_eq!(on(jiff::civil::date(2026, 3, 31)), 42);
        assert_eq!(on(jiff::civil::date(2026, 4, 1)), 36);
    }
}
