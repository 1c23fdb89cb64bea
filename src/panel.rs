//! PCN by census: who filed what, with patients, need and ICB.
//!
//! In: [`Publications`](crate::source::Publications). Out: a [`Panel`] of typed rows with the three states of a return.
//! Nothing after this stage sees a published table.

mod areas;
mod assemble;
mod carry_back;
mod extract;
mod geography;
mod indicator;
mod lineage;
mod local;
mod membership;
mod own;
mod patients;
mod quarters;
pub mod reconcile;
mod resolved;
mod rows;
mod section;

pub use areas::{Before, Drawn, Guessed};
pub use assemble::{Panel, assemble, assemble_with, choose};
pub use geography::Geography;
pub use indicator::STUDY_SURVEY;
pub use lineage::{Jump, Known, Lineage, ReconfigurationKind, Reconfigured};
pub use local::Local;
pub use own::of_table;
pub use quarters::Quarters;
pub use resolved::{MapChoice, Options, Resolved, index_by, survey_by};
pub use section::{Return, Row, Section, Unplaced};
