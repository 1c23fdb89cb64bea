//! Files by what they hold: SHA-256, and the names that files go by.

use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A file of the user's, by its name and what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnFile {
    /// Its name, without its folder.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl OwnFile {
    /// The file at a path that holds these bytes.
    pub fn of(path: &Path, bytes: &[u8]) -> Self {
        Self { file: file_name(path), sha256: hex(bytes) }
    }
}

/// SHA-256 in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    in_hex(&Sha256::digest(bytes))
}

/// A digest in hexadecimal.
pub fn in_hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A SHA-256 over parts, of which the lengths count too.
#[derive(Clone, Debug, Default)]
pub struct Parts(Sha256);

impl Parts {
    /// And of another part.
    #[must_use]
    pub fn and(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
        self
    }

    /// The hash in hexadecimal.
    pub fn hex(self) -> String {
        in_hex(&self.0.finalize())
    }
}

/// Digits of a run's fingerprint that pages and metadata carry.
pub const FINGERPRINT_DIGITS: usize = 8;

/// What a file of data calls the fingerprint of its run.
pub const FINGERPRINT: &str = "fingerprint";

/// The start of a fingerprint, as pages print it.
pub fn fingerprint_start(fingerprint: &str) -> &str {
    fingerprint.get(..FINGERPRINT_DIGITS).unwrap_or(fingerprint)
}

/// The name of a file without its folder.
pub fn file_name(path: &Path) -> String {
    // A path without a name, like `..`, names no file that a message could speak of.
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
