//! What a folder was made from, and what it holds: `manifest.json`, which runs write and `verify` reads.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ordered::Ordered;
use super::output::Output;
use crate::source::Input;
use crate::subject::digest::hex;
use crate::subject::{Census, Mark};

/// The manifest's name in an edition's folder.
pub const MANIFEST: &str = "manifest.json";

/// What lies beside a manifest and is named in none: its SHA-256, and its signature where it was signed.
pub const SEALS: [&str; 2] = [HASH, SIGNATURE];

/// The manifest's SHA-256, as `sha256sum` writes it.
pub const HASH: &str = "manifest.sha256";

/// The manifest's signature by ed25519.
pub const SIGNATURE: &str = "manifest.sig";

/// The manifest of an edition's folder, its fields in the order of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The program's package.
    pub program: String,
    /// The program's version.
    pub version: String,
    /// The edition: `2022-03`.
    pub edition: String,
    /// SHA-256 of what the run is made from: its inputs and options.
    pub fingerprint: String,
    /// Why it is no finding, where that is so.
    pub marks: Vec<Mark>,
    /// What was asked for, and what served.
    pub options: ManifestOptions,
    /// Every file that was opened.
    pub inputs: Vec<ManifestInput>,
    /// Every other file that the run made.
    pub outputs: Vec<ManifestOutput>,
    /// Files of earlier runs that a run for some areas left as they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<KeptRun>,
}

/// Files that one run made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeptRun {
    /// The run.
    #[serde(flatten)]
    pub made_by: MadeBy,
    /// Its files.
    pub outputs: Vec<ManifestOutput>,
}

/// What the documents of a run say of themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeBy {
    /// The program's version.
    pub version: String,
    /// SHA-256 of what they are made from.
    pub fingerprint: String,
    /// Why they are no finding, where that is so.
    pub marks: Vec<Mark>,
    /// Whether every page says that it is a draft.
    pub draft: bool,
    /// Whether templates of the user's own made them, which need not say what they are made from.
    pub own_templates: bool,
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
    /// The code of its area; none of a file of the whole edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// SHA-256 of what its area's paper is made from; the pages of its files print its start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
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
            kept: Vec::new(),
        };
        manifest.fingerprint = manifest.computed_fingerprint();
        manifest
    }

    /// Adds a file that is written.
    pub fn add(&mut self, output: &Output) {
        self.outputs.push(ManifestOutput {
            path: output.path.clone(),
            area: output.area.clone(),
            fingerprint: output.fingerprint.clone(),
            bytes: output.bytes.len() as u64,
            sha256: hex(&output.bytes),
        });
    }

    /// What the run's own documents say of themselves.
    pub fn made_by(&self) -> MadeBy {
        let content = &self.options.content;
        let templates = content.get("templates").and_then(Value::as_array);
        MadeBy {
            version: self.version.clone(),
            fingerprint: self.fingerprint.clone(),
            marks: self.marks.clone(),
            draft: content.get("draft") == Some(&Value::Bool(true)),
            own_templates: templates.is_some_and(|files| !files.is_empty()),
        }
    }

    /// The run and the earlier ones, each with its files.
    pub fn runs(&self) -> Vec<KeptRun> {
        let own = KeptRun { made_by: self.made_by(), outputs: self.outputs.clone() };
        std::iter::once(own).chain(self.kept.iter().cloned()).collect()
    }

    /// Every file that it names.
    pub fn all_outputs(&self) -> impl Iterator<Item = &ManifestOutput> {
        self.outputs.iter().chain(self.kept.iter().flat_map(|run| &run.outputs))
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
            rows_left_out: left.map(|left| left.map(|(why, rows)| (why.to_string(), *rows)).collect()),
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
        let made_by = read.made_by();
        assert!(made_by.draft && !made_by.own_templates && read.kept.is_empty());
    }
}
