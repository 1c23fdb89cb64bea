//! The manifest itself: whether it is as it was written, the one that is expected, and signed.

use std::path::Path;

use super::checked::Sealed;
use super::file::bounded;
use crate::publish::{HASH, PublicKey, SIGNATURE};
use crate::subject::digest::hex;

/// What a manifest is held to beside what lies with it.
#[derive(Debug, Default)]
pub struct Seal {
    /// The SHA-256 that `build` printed.
    pub expect: Option<String>,
    /// The key of who signed it.
    pub key: Option<PublicKey>,
}

/// More bytes than the files beside a manifest have.
const LONGEST: u64 = 1024;

impl Seal {
    /// Holds a manifest to its hash, to the one expected, and to its signature.
    pub fn check(&self, path: &Path, bytes: &[u8]) -> Sealed {
        let sha256 = hex(bytes);
        let mut problems = Vec::new();
        let beside = |name: &str| bounded(&path.with_file_name(name), LONGEST).ok();
        match beside(HASH) {
            None => problems.push(format!("there is no {HASH} beside it, which `build` writes")),
            Some(text) if !text.starts_with(sha256.as_bytes()) => {
                problems.push(format!("its SHA-256 is not that of {HASH}: it was edited"));
            }
            Some(_) => {}
        }
        if self.expect.as_ref().is_some_and(|expect| *expect != sha256) {
            problems.push("it is not the one that is expected".to_owned());
        }
        let signature = beside(SIGNATURE);
        let has_signed =
            |key: &PublicKey| signature.as_ref().map(|signature| key.has_signed(bytes, signature));
        let signed = self.key.as_ref().map(has_signed);
        match signed {
            Some(None) => problems.push("it is not signed".to_owned()),
            Some(Some(false)) => problems.push("the key that was given has not signed it".to_owned()),
            _ => {}
        }
        let is_signed = signed == Some(Some(true));
        Sealed { sha256, problems, is_signed }
    }
}
