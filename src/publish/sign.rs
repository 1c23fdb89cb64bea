//! A manifest's signature: ed25519-dalek lives here only. Keys are PEM files, as `openssl genpkey` writes them.

use std::path::Path;

use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::subject::error::{Error, Result};
use crate::subject::plain_file;

/// A key has some hundred bytes.
const LONGEST: u64 = 16 * 1024;

/// A key that signs.
#[derive(Debug)]
pub struct PrivateKey(SigningKey);

/// A key that a signature is checked with.
#[derive(Debug)]
pub struct PublicKey(VerifyingKey);

impl PrivateKey {
    /// Reads a key.
    ///
    /// # Errors
    /// Where the file cannot be read or is no private key of ed25519.
    pub fn read(path: &Path) -> Result<Self> {
        let key = SigningKey::from_pkcs8_pem(&text(path)?).ok();
        let remedy = "give the file that `openssl genpkey -algorithm ed25519 -out KEY.pem` writes";
        key.map(Self).ok_or_else(|| unusable(path, "it is no private key of ed25519 in PEM", remedy))
    }

    /// The signature of some bytes.
    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.0.sign(bytes).to_vec()
    }
}

impl PublicKey {
    /// Reads a key.
    ///
    /// # Errors
    /// Where the file cannot be read or is no public key of ed25519.
    pub fn read(path: &Path) -> Result<Self> {
        let key = VerifyingKey::from_public_key_pem(&text(path)?).ok();
        let remedy = "give the file that `openssl pkey -in KEY.pem -pubout -out PUBLIC.pem` writes";
        key.map(Self).ok_or_else(|| unusable(path, "it is no public key of ed25519 in PEM", remedy))
    }

    /// Whether the owner of the key has signed these bytes so.
    pub fn has_signed(&self, bytes: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(bytes, &signature).is_ok())
    }
}

/// The text of a key's file; what is no text is no key.
fn text(path: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&plain_file::own(path, LONGEST)?).into_owned())
}

fn unusable(path: &Path, problem: &str, remedy: &str) -> Error {
    Error::Own { path: path.to_owned(), problem: problem.to_owned(), remedy: remedy.to_owned() }
}
