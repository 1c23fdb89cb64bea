//! Codes of the NHS hierarchy, as published.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The bytes that a code may have: published ones have six at most, those of a user's own tables may have more.
const LONGEST: usize = 32;

/// A code's bytes, with zeros after its end: copied, and compared as two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Letters([u8; LONGEST]);

impl Letters {
    fn of(text: &str) -> Option<Self> {
        let mut letters = [0; LONGEST];
        letters.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        (!text.contains('\0')).then_some(Self(letters))
    }

    fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        std::str::from_utf8(&self.0[..end]).unwrap_or("")
    }

    /// As numbers that are in the order of the text.
    fn numbers(&self) -> [u128; 2] {
        let (halves, _) = self.0.as_chunks::<16>();
        [u128::from_be_bytes(halves[0]), u128::from_be_bytes(halves[1])]
    }
}

impl Ord for Letters {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numbers().cmp(&other.numbers())
    }
}

impl PartialOrd for Letters {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $valid:expr, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(Letters);

        impl $name {
            /// What a valid code looks like, for messages.
            pub const PATTERN: &'static str = $pattern;

            /// A code as a table of the user's own gives it, whatever its form; none where it is too long for one.
            pub fn given(text: &str) -> Option<Self> {
                Letters::of(text).map(Self)
            }

            /// The code as text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
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
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                Self::given(&text).ok_or_else(|| D::Error::custom(Self::PATTERN))
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
