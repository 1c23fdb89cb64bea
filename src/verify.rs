//! Whether files are what their manifest says, and what they were made from: offline, from hashes, the fingerprint
//! and what each PDF says of itself.
//!
//! In: folders, PDFs and manifests, any of which may be damaged. Out: a [`Checked`] for each, with a line for every file.
//! It finds what was changed by mistake or in passing. Whoever makes a new manifest can make it say anything, unless it is
//! held to a hash that was kept elsewhere, or to a signature.

mod against;
mod checked;
mod declared;
mod file;
mod folder;
mod inputs;
mod pdf;
mod read;
mod seal;
mod words;

pub use against::Against;
pub use checked::{Checked, FileChecked, MadeFrom, Sealed, State};
pub use declared::Declared;
pub use file::bounded;
pub use read::read_manifest;
pub use seal::Seal;
