//! What a folder was made from, and what it holds: `manifest.json`, which runs write and `verify` reads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ordered::Ordered;
use crate::source::Input;
use crate::subject::digest::hex;
use crate::subject::{Census, Mark};

/// The manifest's name in an edition's folder.
pub const MANIFEST: &str = "manifest.json";

/// The manifest of an edition's folder, its fields in the order of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The program's package.
    pub program: String,
    /// The program's version.
    pub version: String,
    /// The edition: `2022-03`.
    pub edition: String,
    /// SHA-256 of what the documents are made from; pages print its start.
    pub fingerprint: String,
    /// Why it is no finding, where that is so.
    pub marks: Vec<Mark>,
    /// What was asked for, and what served.
    pub options: ManifestOptions,
    /// Every file that was opened.
    pub inputs: Vec<ManifestInput>,
    /// Every other file of the folder.
    pub outputs: Vec<ManifestOutput>,
}

/// What was asked for, and what served.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ManifestOptions {
    /// Options that change what documents say or look like; those of other versions are kept as they are.
    #[serde(flatten)]
    pub content: Ordered,
    /// The areas that were asked for.
    #[serde(default)]
    pub areas: Vec<String>,
    /// The regions that were asked for.
    #[serde(default)]
    pub regions: Vec<String>,
}

/// A file that was opened.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestInput {
    /// Its name, a zip's before those inside it.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    encoding: String,
    recognised_as: Option<String>,
    period: Option<String>,
    rows: Option<usize>,
    rows_used: Option<usize>,
    rows_left_out: Option<BTreeMap<String, usize>>,
    served: bool,
    mark: Option<Mark>,
    note: Option<String>,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ManifestOutput {
    /// Its path inside the folder, with `/`.
    pub path: String,
    /// How long it is.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of a folder without a file yet, by this program.
    pub fn new(edition: String, marks: Vec<Mark>, content: Ordered, inputs: Vec<ManifestInput>) -> Self {
        let mut manifest = Self {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            edition,
            fingerprint: String::new(),
            marks,
            options: ManifestOptions { content, ..ManifestOptions::default() },
            inputs,
            outputs: Vec::new(),
        };
        manifest.fingerprint = manifest.computed_fingerprint();
        manifest
    }

    /// Adds a file that is written.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.outputs.push(ManifestOutput {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            sha256: hex(bytes),
        });
    }

    /// SHA-256 over a line `HASH  NAME` for each input that was recognised or marked, in order, and then the options
    /// that change content as compact JSON. All of it is in the manifest, so that it can be computed again.
    pub fn computed_fingerprint(&self) -> String {
        let counts = |input: &&ManifestInput| input.recognised_as.is_some() || input.mark.is_some();
        let inputs = self.inputs.iter().filter(counts);
        let mut text: String = inputs.map(|input| format!("{}  {}\n", input.sha256, input.name)).collect();
        text.push_str(&self.options.content.compact());
        hex(text.as_bytes())
    }

    /// The edition in words, `March 2022`; as it stands there where it is no census, which `verify` refuses.
    pub fn edition_in_words(&self) -> String {
        self.edition.parse::<Census>().map_or_else(|_| self.edition.clone(), Census::words)
    }

    /// Whether every page says that it is a draft.
    pub fn is_draft(&self) -> bool {
        self.options.content.get("draft") == Some(&Value::Bool(true))
    }

    /// Whether templates of the user's own made the documents, which need not say what they are made from.
    pub fn has_own_templates(&self) -> bool {
        let templates = self.options.content.get("templates").and_then(Value::as_array);
        templates.is_some_and(|files| !files.is_empty())
    }
}

impl ManifestInput {
    /// An input; `served` says whether figures are made from it.
    pub fn of(input: &Input, served: bool) -> Self {
        let read = input.recognised.as_ref().map(|recognised| &recognised.read);
        let left = read.map(|read| read.account.left.iter());
        Self {
            name: input.name.clone(),
            sha256: input.sha256.clone(),
            encoding: input.encoding.to_owned(),
            recognised_as: input.recognised.as_ref().map(|recognised| recognised.kind.id.to_owned()),
            period: read.map(|read| read.period.clone()),
            rows: read.map(|read| read.account.rows),
            rows_used: read.map(|read| read.account.used),
            rows_left_out: left.map(|left| left.map(|(why, rows)| ((*why).to_owned(), *rows)).collect()),
            served,
            mark: input.mark,
            note: input.note.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_with_the_order_of_its_options() {
        let content: Ordered = serde_json::from_str("{\"role\":\"a\",\"draft\":true,\"imd\":null}").unwrap();
        let mut manifest = Manifest::new("2022-03".to_owned(), vec![Mark::Synthetic], content, Vec::new());
        manifest.options.areas.push("QJK".to_owned());
        let text = serde_json::to_string(&manifest).unwrap();
        let options =
            "\"options\":{\"role\":\"a\",\"draft\":true,\"imd\":null,\"areas\":[\"QJK\"],\"regions\":[]}";
        assert!(text.contains(options), "{text}");
        let read: Manifest = serde_json::from_str(&text).unwrap();
        assert_eq!(read.computed_fingerprint(), manifest.fingerprint);
        assert_eq!(read.options.content, manifest.options.content);
        assert!(read.is_draft() && !read.has_own_templates());
    }
}
