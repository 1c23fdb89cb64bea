//! `briefings verify`: whether a report is what its manifest says.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::terminal::{SOME_FAILED, UNUSABLE, print, print_json};
use super::typed;
use crate::publish::PublicKey;
use crate::subject::error::Result;
use crate::verify::{Against, Checked, Seal};

/// Say whether folders and PDFs are what their manifest says, and what they were made from.
///
/// Works offline. Compares every file with its SHA-256 in manifest.json, that with manifest.sha256 and with the inputs and
/// options that it lists, and what PDFs and data files say of themselves with both. So it finds what was changed, added or
/// taken away. Someone who makes all of it anew is found by --expect, with the hash that `build` printed and you kept
/// elsewhere, or by --key, where the edition was signed with `build --sign`: then only who has the private key can have
/// made it. It says nothing on whether the tables that it was made from are right.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  briefings verify reports/2026-09\n  \
                        briefings verify paper.pdf --manifest reports/2026-09/manifest.json\n  \
                        briefings verify reports/2026-09 --data downloads\n  \
                        briefings verify reports/2026-09 --key public.pem\n\n\
                        Exit code: 0 all as made, 1 something is not, 2 something cannot be checked.")]
pub struct Verify {
    /// Folder of an edition, PDF or manifest.json; may be several
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The manifest, where it does not lie beside
    #[arg(long, value_name = "FILE")]
    manifest: Option<PathBuf>,
    /// Folder, file or zip with the inputs, to say which have changed since; may be given more than once
    #[arg(long, value_name = "DIR")]
    data: Vec<PathBuf>,
    /// The manifest's SHA-256 that `build` printed: any other manifest is a change
    #[arg(long, value_name = "HASH", value_parser = typed::hash)]
    expect: Option<String>,
    /// The public key (PEM) of who signed: a manifest that the key has not signed is a change
    #[arg(long, value_name = "PUBLIC.pem")]
    key: Option<PathBuf>,
    /// Print JSON instead of words
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub fn run(self) -> Result<ExitCode> {
        let mut against = Against::of(self.manifest, &self.data)?;
        against.seal =
            Seal { expect: self.expect, key: self.key.as_deref().map(PublicKey::read).transpose()? };
        let checked: Vec<Checked> = self.paths.iter().flat_map(|path| against.verify(path)).collect();
        if self.json {
            print_json("verify", &checked)?;
        } else {
            print(&checked.iter().map(Checked::words).collect::<Vec<_>>().join("\n"))?;
        }
        Ok(if checked.iter().any(|checked| checked.unusable.is_some()) {
            ExitCode::from(UNUSABLE)
        } else if checked.iter().all(Checked::is_as_made) {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(SOME_FAILED)
        })
    }
}
