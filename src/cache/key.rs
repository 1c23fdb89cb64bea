//! What a kept thing was made from, as one hash.

use crate::subject::digest::Parts;

/// What the program is made from: another program makes things anew.
const PROGRAM: &str = env!("BRIEFINGS_SOURCE");

/// A SHA-256 over the program and every part that a thing was made from.
#[derive(Clone, Debug)]
pub struct Key(Parts);

impl Key {
    /// Of a kind of thing, by this program.
    pub fn new(kind: &str) -> Self {
        Self(Parts::default().and(PROGRAM).and(kind))
    }

    /// And of another part.
    #[must_use]
    pub fn and(self, part: impl AsRef<[u8]>) -> Self {
        Self(self.0.and(part))
    }

    /// The hash in hexadecimal.
    pub fn text(&self) -> String {
        self.0.clone().hex()
    }
}
