//! Cells that tables of areas, of censuses and of PCNs have alike.

use crate::analysis::Returns;
use crate::text;
use crate::text::number;
use crate::text::{Cell, Claimed, Text};

/// Who filed: `37 of 41`.
pub fn returns(returns: Returns) -> Text {
    text!("{} of {}", number::count(returns.filed), number::count(returns.pcns))
}

/// The share of patients in PCNs with a return; amber in words where the rate is to be read with care.
pub fn covered(returns: Returns) -> Cell {
    let amber = if returns.is_amber() { " amber" } else { "" };
    match returns.completeness {
        Some(share) => text!("{}{}", number::coverage(share), amber).into(),
        None => Cell::Withheld,
    }
}

/// FTE, which nobody knows where nobody filed.
pub fn fte(returns: Returns, fte: Claimed) -> Text {
    if returns.filed == 0 { "no return".into() } else { number::fte(fte).into() }
}

/// How many of the PCNs with a return reported none: `8 of 13`.
pub fn reported_none(returns: Returns) -> Text {
    text!("{} of {}", number::count(returns.reported_none), number::count(returns.filed))
}
