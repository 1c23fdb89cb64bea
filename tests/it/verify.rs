//! `verify`: a folder or a PDF is what its manifest says, or the finding names what is not.

mod seals;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use briefings::Request;
use briefings::subject::Mark;
use briefings::verify::{Against, Checked, State};

use crate::support::{asked, build, files, request, small};

/// A folder with one briefing of a small made-up England, and the tables that it was made from.
static MADE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let origin = small(folder.path());
    build(&Request { asked: asked("QJK"), ..request(origin, &folder.path().join("out")) }).unwrap();
    folder
});

const PDF: &str = "QJK-devon-illustrative.pdf";

/// A copy of the edition's folder to do harm to.
struct Copy {
    kept: tempfile::TempDir,
}

impl Copy {
    fn new() -> Self {
        let kept = tempfile::tempdir().unwrap();
        for (name, bytes) in files(&MADE.path().join("out/2026-09")) {
            let path = kept.path().join("2026-09").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self { kept }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.kept.path().join("2026-09").join(name)
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{from} is not in {name}");
        fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }

    /// What a file is made from, by the manifest.
    fn fingerprint(&self, name: &str) -> String {
        let manifest = fs::read(self.path("manifest.json")).unwrap();
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
        let output = manifest["outputs"].as_array().unwrap().iter().find(|output| output["path"] == name);
        output.unwrap()["fingerprint"].as_str().unwrap().to_owned()
    }

    fn verify(&self) -> Checked {
        one(&Against::default(), &self.path(""))
    }
}

fn one(against: &Against, path: &Path) -> Checked {
    let mut checked = against.verify(path);
    assert_eq!(checked.len(), 1);
    checked.remove(0)
}

fn state(checked: &Checked, name: &str) -> State {
    checked.files.iter().find(|file| file.path == name).unwrap_or_else(|| panic!("{name}: {checked:?}")).state
}

fn unusable(checked: &Checked, parts: &[&str]) {
    let why = checked.unusable.as_deref().unwrap_or_else(|| panic!("{checked:?}"));
    assert!(!checked.is_as_made());
    for part in parts {
        assert!(why.contains(part), "`{part}` is not in: {why}");
    }
}

#[test]
fn what_was_just_made_is_as_made_by_its_folder_its_parent_its_manifest_and_its_pdf() {
    let copy = Copy::new();
    for path in [copy.path(""), copy.kept.path().to_owned(), copy.path("manifest.json"), copy.path(PDF)] {
        let checked = one(&Against::default(), &path);
        assert!(checked.is_as_made(), "{}", checked.words());
        assert!(checked.words().contains("all as made"), "{}", checked.words());
        let from = checked.made_from.unwrap();
        assert_eq!(
            (from.edition.as_str(), from.version.as_str()),
            ("September 2026", env!("CARGO_PKG_VERSION"))
        );
        assert_eq!(from.marks, [Mark::Illustrative]);
        assert!(from.inputs > 20);
    }
}

#[test]
fn a_byte_a_file_too_many_and_a_file_too_few_are_named() {
    let copy = Copy::new();
    let mut bytes = fs::read(copy.path(PDF)).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(copy.path(PDF), bytes).unwrap();
    fs::write(copy.path("data/analysis.json"), "{}").unwrap();
    fs::remove_file(copy.path("claims.csv")).unwrap();
    fs::write(copy.path("data/old.csv"), "a").unwrap();
    fs::write(copy.path("Thumbs.db"), "a").unwrap();
    let checked = copy.verify();
    assert_eq!(state(&checked, PDF), State::Changed);
    assert_eq!(state(&checked, "data/analysis.json"), State::Changed);
    assert_eq!(state(&checked, "claims.csv"), State::Missing);
    assert_eq!(state(&checked, "data/old.csv"), State::NotKnown);
    assert_eq!(state(&checked, "data/pcn.csv"), State::AsMade);
    assert_eq!(checked.files.len(), 27, "files of systems are passed over");
    let words = checked.words();
    assert!(!checked.is_as_made());
    assert!(words.contains("23 as made, 2 changed since, 1 missing, 1 not known"), "{words}");
}

#[test]
fn a_manifest_whose_inputs_or_options_were_edited_disagrees_with_its_fingerprint() {
    for (from, to) in [
        ("\"draft\": false", "\"draft\": true"),
        ("\"need\": \"support-gap\"", "\"need\": \"deprivation\""),
        ("\"sha256\": \"", "\"sha256\": \"0"),
        ("small-illustrative.zip/", "other.zip/"),
    ] {
        let copy = Copy::new();
        copy.edit("manifest.json", from, to);
        let checked = copy.verify();
        assert!(!checked.made_from.as_ref().unwrap().fingerprint_agrees, "{from}");
        assert!(!checked.is_as_made() && checked.words().contains("do not have the fingerprint"));
    }
}

#[test]
fn a_pdf_of_another_run_under_a_doctored_hash_is_at_odds() {
    let copy = Copy::new();
    let old = fs::read(copy.path(PDF)).unwrap();
    let start = format!("inputs {}", &copy.fingerprint(PDF)[..8]);
    let at = old.windows(start.len()).rposition(|window| window == start.as_bytes()).unwrap();
    let mut other = old.clone();
    other[at..at + start.len()].copy_from_slice(b"inputs 00000000");
    fs::write(copy.path(PDF), &other).unwrap();
    let (hash, new) = (sha256(&old), sha256(&other));
    copy.edit("manifest.json", &hash, &new);
    let checked = copy.verify();
    assert_eq!(state(&checked, PDF), State::AtOdds);
    assert!(checked.words().contains("it says that it is of inputs 00000000"), "{}", checked.words());
}

fn sha256(bytes: &[u8]) -> String {
    briefings::subject::digest::hex(bytes)
}

#[test]
fn a_copied_pdf_is_known_by_its_manifest_and_without_one_says_what_it_declares() {
    let copy = Copy::new();
    let away = tempfile::tempdir().unwrap();
    let paper = away.path().join("paper.pdf");
    fs::copy(copy.path(PDF), &paper).unwrap();
    let alone = one(&Against::default(), &paper);
    assert_eq!(alone.files[0].state, State::NotKnown);
    assert!(!alone.is_as_made());
    let words = alone.words();
    let start = copy.fingerprint(PDF)[..8].to_owned();
    for part in
        ["no manifest was found", "NHS Devon: September 2026", &format!("inputs {start}"), "illustrative"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    let against = || Against::of(Some(copy.path("manifest.json")), &[]).unwrap();
    let known = one(&against(), &paper);
    assert!(known.is_as_made() && known.words().contains(PDF), "{}", known.words());
    let mut bytes = fs::read(&paper).unwrap();
    bytes.extend_from_slice(b"1 0 obj\n%%EOF\n");
    fs::write(&paper, bytes).unwrap();
    let added = one(&against(), &paper);
    assert_eq!(added.files[0].state, State::NotKnown);
    assert!(added.words().contains("added to after it was made"), "{}", added.words());
}

#[test]
fn inputs_that_are_gone_changed_renamed_and_new_are_named() {
    let data = tempfile::tempdir().unwrap();
    let demo = briefings::demo::Demo { scale: 0.02, ..Default::default() };
    for file in demo.files().unwrap() {
        let path = data.path().join("tables").join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes).unwrap();
    }
    let tables = data.path().join("tables");
    let origin = briefings::source::Origin::Path(tables.clone());
    let out = data.path().join("out");
    build(&Request { asked: asked("QJK"), ..request(origin, &out) }).unwrap();
    let look = || one(&Against::of(None, std::slice::from_ref(&tables)).unwrap(), &out.join("2026-09"));
    assert!(look().is_as_made(), "{}", look().words());
    let mut csvs: Vec<PathBuf> = files(&tables).into_keys().map(|name| tables.join(name)).collect();
    csvs.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    fs::remove_file(&csvs[0]).unwrap();
    let mut bytes = fs::read(&csvs[1]).unwrap();
    bytes.push(b'\n');
    fs::write(&csvs[1], bytes).unwrap();
    fs::rename(&csvs[2], tables.join("renamed.csv")).unwrap();
    fs::write(tables.join("new.csv"), "a,b\n").unwrap();
    let checked = look();
    let count = |state| checked.inputs.iter().filter(|input| input.state == state).count();
    assert_eq!((count(State::Missing), count(State::Changed), count(State::NotKnown)), (1, 1, 1));
    let words = checked.words();
    assert!(words.contains("its name is now `renamed.csv`") && words.contains("new.csv"), "{words}");
    assert!(!checked.is_as_made());
}

#[test]
fn a_manifest_that_is_broken_another_programs_or_leads_out_of_its_folder_is_refused() {
    let refuse = |from: &str, to: &str, parts: &[&str]| {
        let copy = Copy::new();
        copy.edit("manifest.json", from, to);
        unusable(&copy.verify(), parts);
    };
    refuse("\"program\"", "\"program", &["manifest.json", "not a manifest of this program"]);
    refuse("\"edition\"", "\"editions\"", &["missing field `edition`"]);
    refuse("link-worker-briefings", "something-else", &["a manifest of `something-else`"]);
    refuse("2026-09", "2026-13", &["2026-13", "year and month"]);
    for path in ["../claims.csv", "/etc/passwd", "C:/claims.csv", "data/../../x", "a\\\\b"] {
        refuse(
            "\"path\": \"claims.csv\"",
            &format!("\"path\": \"{path}\""),
            &["not a file inside its folder"],
        );
    }
    refuse("\"path\": \"claims.csv\"", "\"path\": \"data/pcn.csv\"", &["names `data/pcn.csv` twice"]);
    let copy = Copy::new();
    fs::write(copy.path("manifest.json"), "[".repeat(1_000_000)).unwrap();
    unusable(&copy.verify(), &["not a manifest of this program"]);
    let huge = fs::File::create(copy.path("manifest.json")).unwrap();
    huge.set_len(5_000_000_000).unwrap();
    unusable(&copy.verify(), &["over 16 MB"]);
}

#[test]
fn files_that_are_no_files_broken_or_huge_are_no_panic() {
    let copy = Copy::new();
    for bytes in
        [&b""[..], b"%PDF-1.7", b"<x:xmpmeta><xmp:CreatorTool>Link worker briefings", b"\xff\xfe\x00"]
    {
        fs::write(copy.path(PDF), bytes).unwrap();
        assert_eq!(state(&copy.verify(), PDF), State::Changed);
        let alone = one(&Against::default(), &copy.path(PDF));
        assert_eq!(alone.files[0].state, State::Changed);
    }
    fs::remove_file(copy.path(PDF)).unwrap();
    fs::create_dir(copy.path(PDF)).unwrap();
    let checked = copy.verify();
    assert_eq!(state(&checked, PDF), State::Changed);
    fs::remove_dir(copy.path(PDF)).unwrap();
    fs::File::create(copy.path(PDF)).unwrap().set_len(5_000_000_000).unwrap();
    let checked = copy.verify();
    assert!(checked.words().contains("it has 5000000000 bytes"), "{}", checked.words());
    unusable(&one(&Against::default(), &copy.path(PDF)), &["over 64 MB"]);
    unusable(&one(&Against::default(), &copy.path("gone")), &["cannot read"]);
    unusable(
        &one(&Against::default(), &copy.path("claims.csv")),
        &["no edition’s folder, PDF or manifest.json"],
    );
    unusable(&one(&Against::default(), &copy.path("data")), &["has no manifest.json", "--manifest"]);
}

#[test]
fn what_a_hostile_file_says_steers_no_terminal() {
    let copy = Copy::new();
    let said = "<x:xmpmeta><dc:title>\u{1b}[2Jall as made\n</dc:title>\
                <xmp:CreatorTool>Link worker briefings 0\u{7}</xmp:CreatorTool></x:xmpmeta>";
    fs::write(copy.path("evil.pdf"), said).unwrap();
    let words = copy.verify().words();
    assert!(words.contains("evil.pdf") && !words.contains(['\u{1b}', '\u{7}']), "{words:?}");
}
