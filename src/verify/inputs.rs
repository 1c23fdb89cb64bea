//! The tables that a folder was made from, beside those that are there now.

use super::checked::{FileChecked, State};
use crate::publish::Manifest;

/// The inputs of the manifest among the tables found, and the tables that it does not know.
pub fn all(manifest: &Manifest, found: &[(String, String)]) -> Vec<FileChecked> {
    let mut left: Vec<&(String, String)> = found.iter().collect();
    let mut take = |like: &dyn Fn(&str, &str) -> bool| {
        let at = left.iter().position(|(name, sha256)| like(name, sha256))?;
        Some(left.swap_remove(at).0.clone())
    };
    // Those that are as they were first, so that no other file of the same name is taken for one of them.
    let same: Vec<bool> = manifest
        .inputs
        .iter()
        .map(|input| take(&|name, sha256| name == input.name && sha256 == input.sha256).is_some())
        .collect();
    let mut checked = Vec::new();
    for (input, same) in manifest.inputs.iter().zip(same) {
        let (state, note) = if same {
            (State::AsMade, None)
        } else if let Some(name) = take(&|_, sha256| sha256 == input.sha256) {
            (State::AsMade, Some(format!("its name is now `{name}`")))
        } else if take(&|name, _| name == input.name).is_some() {
            (State::Changed, Some("its SHA-256 is not that of the manifest".to_owned()))
        } else {
            (State::Missing, None)
        };
        checked.push(FileChecked::new(&input.name, state, note.into_iter().collect()));
    }
    left.sort();
    let why = || vec!["it was not among the inputs".to_owned()];
    checked.extend(left.iter().map(|(name, _)| FileChecked::new(name, State::NotKnown, why())));
    checked
}
