//! Writing files: the only stage that does.
//!
//! In: an edition's PDFs and data, in memory. Out: `OUT/EDITION/`, each file whole or not at all.

mod areas;
mod claims;
mod content;
mod data;
mod exception;
mod findings;
mod folder;
mod index;
mod manifest;
mod ordered;
mod output;
mod rehearsal;
mod run;
mod told;

pub use areas::{Asked, area, choose};
pub use data::data;
pub use exception::Exception;
pub use findings::findings;
pub use folder::Outcome;
pub use manifest::{MANIFEST, Manifest, ManifestInput, ManifestOptions, ManifestOutput};
pub use ordered::Ordered;
pub use output::{Output, json, put};
pub use rehearsal::{read_templates, rehearse, shapes};
pub use run::{Progress, Request, Run, Step, analyse, build, build_from};
pub use told::Told;
