//! Claims: every number that reaches a page, with its formula, its inputs and the rows that it comes from.
//!
//! A number of an [`Analysis`](crate::analysis::Analysis) is a [`Claimed`]; [`number`](crate::text::number) prints nothing
//! else, and marks what it prints with the claim. A page refuses a digit that carries no mark, so that a figure that
//! is not a claim cannot be printed.

mod mark;
mod registry;

use serde::{Serialize, Serializer};

pub use mark::{Derived, Printed, Reading, Unclaimed, Wide, is_mark, plain, quoted, read, split, start};
pub use registry::{About, At, Basis, Claim, Method, Register, Registry};

/// A number that may be printed: a value, and the claim that it is.
///
/// It compares and serialises as its value.
#[derive(Clone, Copy, Debug)]
pub struct Claimed<T = f64> {
    value: T,
    of: Of,
}

/// A count that may be printed.
pub type Count = Claimed<usize>;

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    /// Not registered yet; a page refuses it.
    Nothing,
    /// A claim of the edition's registry, by its place in it.
    Claim(u32),
    /// What a page works out from claims, by a formula in words.
    Derived {
        /// The formula.
        formula: &'static str,
        /// The claims that it takes, as far as it takes single ones.
        from: [Option<u32>; 2],
    },
}

impl<T: Copy> Claimed<T> {
    /// The number itself, to compute with.
    pub fn get(self) -> T {
        self.value
    }

    /// A number that a page finds by a formula in words: a count of the places that it names, an end of a range.
    pub fn derived(value: T, formula: &'static str) -> Self {
        Self { value, of: Of::Derived { formula, from: [None; 2] } }
    }

    fn index(self) -> Option<u32> {
        match self.of {
            Of::Claim(index) => Some(index),
            Of::Nothing | Of::Derived { .. } => None,
        }
    }
}

impl Claimed<f64> {
    /// The difference from another number, as a claim of its own.
    pub fn minus(self, other: Self) -> Self {
        let value = self.value - other.value + 0.0;
        if self.of == Of::Nothing || other.of == Of::Nothing {
            return Self { value, of: Of::Nothing };
        }
        Self { value, of: Of::Derived { formula: LESS, from: [self.index(), other.index()] } }
    }
}

/// The formula of a difference.
const LESS: &str = "the first less the second";

impl From<Claimed> for f64 {
    fn from(number: Claimed) -> Self {
        number.value
    }
}

impl From<f64> for Claimed {
    fn from(value: f64) -> Self {
        // A sum of nothing is minus zero.
        Self { value: value + 0.0, of: Of::Nothing }
    }
}

impl From<usize> for Count {
    fn from(value: usize) -> Self {
        Self { value, of: Of::Nothing }
    }
}

impl<T: PartialEq> PartialEq for Claimed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: PartialOrd> PartialOrd for Claimed<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

impl<T: PartialEq> PartialEq<T> for Claimed<T> {
    fn eq(&self, other: &T) -> bool {
        self.value == *other
    }
}

impl<T: PartialOrd> PartialOrd<T> for Claimed<T> {
    fn partial_cmp(&self, other: &T) -> Option<std::cmp::Ordering> {
        self.value.partial_cmp(other)
    }
}

impl<T: Serialize> Serialize for Claimed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
