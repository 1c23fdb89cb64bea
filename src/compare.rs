//! Two editions side by side: by how much each area's FTE and rate differ, and what that is put down to.
//!
//! In: the folders of two editions, of which the manifest, the open data and `analysis.json` are read, each held to the
//! hash of its manifest. Out: a [`Compared`] whose parts add up to the whole, as a table and as a digest of a screen.

mod areas;
mod edition;
mod split;
mod table;
mod words;

pub use areas::{AreaCompared, Compared};
pub use edition::Published;
pub use split::{PARTS, Part, Split};
