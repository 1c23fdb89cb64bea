//! Cells that tables of areas, of censuses and of PCNs have alike.

use crate::analysis::Returns;
use crate::text::claim::Claimed;
use crate::text::number;

/// A figure that is not known or must not be printed, in the shorthand of the Analysis Function for tables.
pub const NO_FIGURE: &str = "[x]";

/// Who filed: `37 of 41`.
pub fn returns(returns: Returns) -> String {
    format!("{} of {}", number::count(returns.filed), number::count(returns.pcns))
}

/// The share of patients in PCNs with a return; amber in words where the rate is to be read with care.
pub fn covered(returns: Returns) -> String {
    let share = returns.completeness.map_or_else(|| NO_FIGURE.to_owned(), number::coverage);
    if returns.is_amber() { format!("{share} amber") } else { share }
}

/// FTE, which nobody knows where nobody filed.
pub fn fte(returns: Returns, fte: Claimed) -> String {
    if returns.filed == 0 { "no return".to_owned() } else { number::fte(fte) }
}
