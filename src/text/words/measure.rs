//! Each measure in plain words: what it is called on a page, what it says, and how it is printed.

use crate::text::number;
use crate::text::{Claimed, Figure};

/// How a measure's value is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// FTE per 10,000 patients, with its sign.
    Difference,
    /// A ratio, two decimals.
    Ratio,
    /// An index around zero, three decimals with its sign.
    SignedIndex,
    /// An index from zero, three decimals.
    Index,
    /// A percentage.
    Share,
    /// FTE.
    Fte,
}

/// A measure as a page names and explains it.
#[derive(Debug)]
pub struct Plain {
    /// Its id.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub says: &'static str,
    /// How it is printed.
    pub print: Print,
}

/// The measures that a page can print, in the order of the tables.
pub const PLAIN: &[Plain] = &[
    Plain {
        id: "gap",
        name: "Gap",
        says: "FTE per 10,000 patients in the most-need fifth, less the least-need fifth",
        print: Print::Difference,
    },
    Plain {
        id: "ratio",
        name: "Ratio",
        says: "the rate of the most-need fifth over that of the least-need fifth; 1 is equal",
        print: Print::Ratio,
    },
    Plain {
        id: "sii",
        name: "Slope index (SII)",
        says: "FTE per 10,000 at the most-need end of a straight line, less its other end",
        print: Print::Difference,
    },
    Plain {
        id: "rii",
        name: "Relative index (RII)",
        says: "the most-need end of that line over the least-need end; 1 is equal",
        print: Print::Ratio,
    },
    Plain {
        id: "rii-log",
        name: "Relative index, log-linear",
        says: "the same ratio from a model that allows for PCNs that reported none",
        print: Print::Ratio,
    },
    Plain {
        id: "concentration-index",
        name: "Concentration index",
        says: "−1 to 1; below 0 where FTE lies with less need",
        print: Print::SignedIndex,
    },
    Plain {
        id: "gini",
        name: "Gini index",
        says: "0 where all rates are equal, 1 where one PCN has all the FTE",
        print: Print::Index,
    },
    Plain {
        id: "theil",
        name: "Theil index",
        says: "0 where all rates are equal; larger is less equal",
        print: Print::Index,
    },
    Plain {
        id: "theil-between",
        name: "Theil, between ICBs",
        says: "the part of it that lies between ICBs",
        print: Print::Index,
    },
    Plain {
        id: "theil-within",
        name: "Theil, within ICBs",
        says: "the part of it that lies inside ICBs",
        print: Print::Index,
    },
    Plain {
        id: "hoover",
        name: "Hoover index",
        says: "FTE that would sit in other PCNs if all rates were equal",
        print: Print::Share,
    },
    Plain {
        id: "hoover-need",
        name: "Share away from fair share",
        says: "the share of FTE that would sit in other PCNs to follow fair shares",
        print: Print::Share,
    },
    Plain {
        id: "fair-share-moved",
        name: "FTE away from fair share",
        says: "the FTE that would sit in other PCNs to follow fair shares",
        print: Print::Fte,
    },
    Plain {
        id: "level-up",
        name: "FTE to level up",
        says: "the FTE to add so that no PCN is below England’s level for what fair shares follow",
        print: Print::Fte,
    },
    Plain {
        id: "need-slope",
        name: "Slope",
        says: "FTE per 10,000 patients for ten points more of the indicator",
        print: Print::Difference,
    },
    Plain {
        id: "need-slope-within",
        name: "Slope within ICBs",
        says: "the slope among PCNs of the same ICB",
        print: Print::Difference,
    },
    Plain {
        id: "need-slope-between",
        name: "Slope between ICBs",
        says: "the slope among ICBs, each counted once",
        print: Print::Difference,
    },
    Plain {
        id: "need-slope-corrected",
        name: "Slope, corrected",
        says: "the slope over the share of the survey’s variation that is not error",
        print: Print::Difference,
    },
    Plain {
        id: "need-slope-pooled",
        name: "Pooled slope",
        says: "the slope of one area, drawn towards those of all ICBs",
        print: Print::Difference,
    },
    Plain {
        id: "change-4q",
        name: "Change over four quarters",
        says: "FTE per 10,000 patients, on PCNs with a return in both",
        print: Print::Difference,
    },
];

/// A measure's plain words, where the page has any.
pub fn plain(id: &str) -> Option<&'static Plain> {
    PLAIN.iter().find(|p| p.id == id)
}

impl Plain {
    /// A value or an end of its interval.
    pub fn value(&self, value: Claimed) -> Figure {
        match self.print {
            Print::Difference => number::signed(value, 2),
            Print::Ratio => number::fixed(value, 2),
            Print::SignedIndex => number::signed(value, 3),
            Print::Index => number::fixed(value, 3),
            Print::Share => number::percent(value),
            Print::Fte => number::fte(value),
        }
    }

    /// The decimals of its interval.
    pub fn decimals(&self) -> usize {
        match self.print {
            Print::SignedIndex | Print::Index => 3,
            _ => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_has_its_print() {
        let printed = |id, value: f64| plain(id).unwrap().value(value.into()).print;
        assert_eq!(printed("gap", -0.081), "−0.08");
        assert_eq!(printed("ratio", 0.836), "0.84");
        assert_eq!(printed("concentration-index", -0.0512), "−0.051");
        assert_eq!(printed("hoover", 0.224), "22%");
    }
}
