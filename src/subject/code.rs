//! Codes of the NHS hierarchy, as published.

use std::fmt;
use std::str::FromStr;

use arrayvec::ArrayString;
use serde::Serialize;

/// The bytes that a code may have: published ones have six at most, those of a user's own tables may have more.
const LONGEST: usize = 32;

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $valid:expr, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
        #[serde(transparent)]
        pub struct $name(ArrayString<LONGEST>);

        impl $name {
            /// What a valid code looks like, for messages.
            pub const PATTERN: &'static str = $pattern;

            /// A code as a table of the user's own gives it, whatever its form; none where it is too long for one.
            pub fn given(text: &str) -> Option<Self> {
                ArrayString::from(text).ok().map(Self)
            }

            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let text = text.trim();
                let valid: fn(&str) -> bool = $valid;
                if valid(text) { Self::given(text).ok_or(Self::PATTERN) } else { Err(Self::PATTERN) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

code!(
    /// A Primary Care Network: `U` and five digits (`U00000` is one).
    PcnCode,
    |t| t.len() == 6 && t.starts_with('U') && t[1..].bytes().all(|b| b.is_ascii_digit()),
    "a PCN code (U and five digits)"
);
code!(
    /// An Integrated Care Board by its ODS code, of three or five characters.
    IcbCode,
    |t| matches!(t.len(), 3 | 5) && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "an ICB code (three or five capital letters and digits)"
);
code!(
    /// A sub-ICB location by its ODS code, of three to five characters; a CCG until July 2022.
    SubIcbCode,
    |t| (3..=5).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "a sub-ICB code (three to five capital letters and digits)"
);
code!(
    /// A general practice by its ODS code, of six characters.
    PracticeCode,
    |t| t.len() == 6 && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "a practice code (six capital letters and digits)"
);

impl From<PracticeCode> for PcnCode {
    /// A practice in no PCN, where it is taken as a PCN of its own.
    fn from(practice: PracticeCode) -> Self {
        Self(practice.0)
    }
}

/// The code that England goes by.
pub const ENGLAND_CODE: &str = "ENG";
