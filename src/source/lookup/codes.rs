//! Codes of ICBs as tables give them: at ODS, in any case, or at ONS.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::ICBS;
use crate::subject::IcbCode;

/// Codes that ONS gave to the same areas as sustainability and transformation partnerships, to June 2022.
const PARTNERSHIPS: &str = include_str!("../../../data/lookup/stp.csv");

/// Codes of one area at ODS and at ONS.
#[derive(Deserialize)]
struct Codes {
    ods_code: String,
    ons_code: String,
}

/// The ICB that a text means: its ODS code in any case, or a code that ONS gives or gave it.
///
/// For tables that carry the ONS code alone. An ODS code need not be known, since a lookup can be older than a table.
///
/// # Errors
/// What was expected, where it is neither.
pub fn ods_of(text: &str) -> std::result::Result<IcbCode, &'static str> {
    static TABLE: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let text = text.trim();
    let is_upper = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let text = if is_upper { Cow::Borrowed(text) } else { Cow::Owned(text.to_uppercase()) };
    let by_ons = TABLE.get_or_init(ons_codes);
    by_ons.get(&*text).map_or(&*text, String::as_str).parse()
}

/// Every ONS code with the ODS code of the same area; a test rules out that a table cannot be read.
fn ons_codes() -> BTreeMap<String, String> {
    let read = |table: &str| -> Vec<Codes> {
        csv::Reader::from_reader(table.as_bytes()).deserialize().flatten().collect()
    };
    let both = read(PARTNERSHIPS).into_iter().chain(read(ICBS));
    both.map(|codes| (codes.ons_code, codes.ods_code)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::icbs;
    use super::*;

    #[test]
    fn an_ons_code_is_understood_whenever_it_was_given() {
        let found = |text| ods_of(text).map(|code| code.to_string());
        for (text, code) in [
            ("E54000053", "QNX"),
            ("E54000064", "QNX"),
            ("e54000052 ", "QXU"),
            ("E54000042", "QRL"),
            ("E54000067", "QRL"),
            ("E54000007", "QOP"),
            ("E54000057", "QOP"),
            ("z9b2z", "Z9B2Z"),
            ("QE1", "QE1"),
        ] {
            assert_eq!(found(text).as_deref(), Ok(code), "{text}");
        }
        assert!(found("E54999999").is_err() && found("").is_err());
        let codes = csv::Reader::from_reader(PARTNERSHIPS.as_bytes()).records().count() + {
            let all: BTreeSet<&str> = icbs().unwrap().rows.iter().map(|icb| icb.ons_code.as_str()).collect();
            all.len()
        };
        assert_eq!(ons_codes().len(), codes, "no ONS code stands for two areas");
    }
}
