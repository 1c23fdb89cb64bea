//! Writing files: the only stage that does.
//!
//! In: an edition's PDFs and data, in memory. Out: `OUT/EDITION/`, which is the new edition or the old one and never both.

mod apart;
mod areas;
mod claims;
mod content;
mod data;
mod disk;
mod earlier;
mod exception;
mod findings;
mod folder;
mod index;
mod kept;
mod making;
mod manifest;
mod ordered;
mod output;
mod place;
mod probe;
mod rehearsal;
mod run;
mod session;
mod sign;
mod step;
mod switch;
mod told;
mod unchanged;

pub use areas::{Asked, area, choose};
pub use data::{ANALYSIS, METADATA, data};
pub use disk::{Left, abandon};
pub use exception::Exception;
pub use findings::findings;
pub use folder::Outcome;
pub use index::LIST;
pub use manifest::{
    HASH, KeptRun, MANIFEST, MadeBy, Manifest, ManifestInput, ManifestOptions, ManifestOutput, SEALS,
    SIGNATURE,
};
pub use ordered::Ordered;
pub use output::{Output, json, put};
pub use place::Place;
pub use probe::{Beside, Probe, beside, probe};
pub use rehearsal::{read_templates, rehearse, shapes};
pub use run::{Request, Run, analyse, build, build_from, build_of};
pub use sign::{PrivateKey, PublicKey};
pub use step::{Progress, Step};
pub use told::Told;
pub use unchanged::{Rerun, Unchanged};
