//! What a kept thing was made from, as one hash.

use sha2::{Digest, Sha256};

use crate::subject::digest::in_hex;

/// What the program is made from: another program makes things anew.
const PROGRAM: &str = env!("BRIEFINGS_SOURCE");

/// A SHA-256 over the program and every part that a thing was made from.
#[derive(Clone, Debug)]
pub struct Key(Sha256);

impl Key {
    /// Of a kind of thing, by this program.
    pub fn new(kind: &str) -> Self {
        Self(Sha256::new()).and(PROGRAM).and(kind)
    }

    /// And of another part, whose length counts too.
    #[must_use]
    pub fn and(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    /// The hash in hexadecimal.
    pub fn text(&self) -> String {
        in_hex(&self.0.clone().finalize())
    }
}
