//! How areas are drawn: where the PCNs of an edition count, and what its ICBs are called.
//!
//! In: the edition's own section, as its tables have it. Out: the same section on the boundaries that were chosen, and
//! a [`Drawn`] that says what was done. Earlier censuses follow in `carry_back`.

mod before;
mod drawn;
mod generation;
mod own;

pub use before::before;
pub use drawn::{Before, Drawn, Guessed};

use super::geography::Geography;
use super::resolved::Resolved;
use super::section::Section;
use crate::source::Publications;
use crate::subject::error::Result;

/// Puts the PCNs of the edition where the chosen geography has them.
///
/// # Errors
/// Where there is no practice map of the generation asked for, or the user's table does not fit the edition.
pub fn draw(latest: &mut Section, publications: &Publications, resolved: &Resolved) -> Result<Drawn> {
    let mut drawn = Drawn::on(resolved.geography.clone(), latest.census);
    match &resolved.geography {
        Geography::Edition | Geography::AsPublished => {}
        Geography::Generation(generation) => {
            drawn.day = generation.nearest(drawn.day);
            generation::place(latest, publications, *generation, &mut drawn)?;
        }
        Geography::Own(own) => own::place(latest, publications, own, &mut drawn)?,
    }
    drawn.moved = latest.rows.iter().filter(|row| row.icb != row.published).count();
    Ok(drawn)
}
