//! Claims: every number that reaches a page, each with where it comes from.

use serde::{Serialize, Serializer};

/// A number that may be printed: a value, and the claim that it is.
///
/// It compares and serialises as its value.
#[derive(Clone, Copy, Debug)]
pub struct Claimed<T = f64> {
    pub(super) value: T,
    pub(super) origin: Origin,
}

/// A count that may be printed.
pub type Count = Claimed<usize>;

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nowhere yet: it is in no registry, and a page refuses it.
    Unregistered,
    /// A claim of the edition's registry, by its place in it.
    Claim(u32),
    /// A page works it out from claims.
    Derived(Derived),
}

/// How a page works a number out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The formula in words.
    pub formula: &'static str,
    /// The claims that it takes, as far as it takes single ones.
    pub from: [Option<u32>; 2],
}

impl<T: Copy> Claimed<T> {
    /// The number itself, to compute with.
    pub fn get(self) -> T {
        self.value
    }

    /// A number that a page finds by a formula in words: a count of the places that it names, an end of a range.
    pub fn derived(value: T, formula: &'static str) -> Self {
        Self { value, origin: Origin::Derived(Derived { formula, from: [None; 2] }) }
    }

    fn index(self) -> Option<u32> {
        match self.origin {
            Origin::Claim(index) => Some(index),
            Origin::Unregistered | Origin::Derived(_) => None,
        }
    }
}

impl Claimed<f64> {
    /// The difference from another number, as a claim of its own.
    pub fn minus(self, other: Self) -> Self {
        let value = self.value - other.value + 0.0;
        if self.origin == Origin::Unregistered || other.origin == Origin::Unregistered {
            return Self { value, origin: Origin::Unregistered };
        }
        let from = [self.index(), other.index()];
        Self { value, origin: Origin::Derived(Derived { formula: "the first less the second", from }) }
    }
}

impl From<Claimed> for f64 {
    fn from(number: Claimed) -> Self {
        number.value
    }
}

impl From<f64> for Claimed {
    fn from(value: f64) -> Self {
        // A sum of nothing is minus zero.
        Self { value: value + 0.0, origin: Origin::Unregistered }
    }
}

impl From<usize> for Count {
    fn from(value: usize) -> Self {
        Self { value, origin: Origin::Unregistered }
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

/// A number of either kind as a float.
pub trait Value: Copy {
    /// The number.
    fn value(self) -> f64;
}

impl Value for f64 {
    fn value(self) -> f64 {
        self
    }
}

impl Value for usize {
    fn value(self) -> f64 {
        self as f64
    }
}
