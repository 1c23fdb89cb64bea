//! Two editions side by side: by how much each area's FTE and rate differ, and what that is put down to.
//!
//! In: an earlier edition, of which the folder is read, its manifest, open data and `analysis.json`, each held to the hash
//! of its manifest; and a later one, read alike or in memory. Out: a [`Compared`] whose parts add up to the whole, for the
//! pages of the later edition, as a table and as a digest of a screen.

mod areas;
mod edition;
mod folder;
mod split;
mod table;
mod words;

pub use areas::{AreaCompared, Compared};
pub use edition::{Pcn, Place, Published};
pub use folder::{EarlierEdition, EarlierFiles};
pub use split::{Moved, PARTS, Part, Split};
