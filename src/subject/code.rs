//! Codes of the NHS hierarchy, as published.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The bytes that a published code may have, which has six at most.
const PUBLISHED: usize = 8;

/// The bytes that a code of a user's own table may have.
const OWN: usize = 32;

/// A code's bytes, with zeros after its end: copied, and compared as numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Letters<const LONGEST: usize>([u8; LONGEST]);

impl<const LONGEST: usize> Letters<LONGEST> {
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
    fn numbers(&self) -> impl Iterator<Item = u64> {
        self.0.as_chunks::<8>().0.iter().copied().map(u64::from_be_bytes)
    }
}

impl<const LONGEST: usize> Ord for Letters<LONGEST> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.numbers().cmp(other.numbers())
    }
}

impl<const LONGEST: usize> PartialOrd for Letters<LONGEST> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $longest:expr, $valid:expr, $pattern:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(Letters<$longest>);

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
    OWN,
    |t| t.len() == 6 && t.starts_with('U') && t[1..].bytes().all(|b| b.is_ascii_digit()),
    "a PCN code (U and five digits)"
);
code!(
    /// An Integrated Care Board by its ODS code, of three or five characters.
    IcbCode,
    OWN,
    |t| matches!(t.len(), 3 | 5) && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "an ICB code (three or five capital letters and digits)"
);
code!(
    /// A sub-ICB location by its ODS code, of three to five characters; a CCG until July 2022.
    SubIcbCode,
    PUBLISHED,
    |t| (3..=5).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "a sub-ICB code (three to five capital letters and digits)"
);
code!(
    /// A general practice by its ODS code, of six characters.
    PracticeCode,
    PUBLISHED,
    |t| t.len() == 6 && t.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
    "a practice code (six capital letters and digits)"
);

impl From<PracticeCode> for PcnCode {
    /// A practice in no PCN, where it is taken as a PCN of its own.
    fn from(practice: PracticeCode) -> Self {
        let mut letters = [0; OWN];
        letters[..PUBLISHED].copy_from_slice(&practice.0.0);
        Self(Letters(letters))
    }
}

/// The code that England goes by.
pub const ENGLAND_CODE: &str = "ENG";
