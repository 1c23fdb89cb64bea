//! The manifest itself: what is edited, added or taken away beside it is noticed, and so is whoever makes it anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use briefings::verify::State;

use super::{Copy, PDF, sha256, state, unusable};
use crate::support::{program, small};

#[test]
fn whatever_is_edited_in_a_manifest_is_noticed() {
    for (from, to) in [
        ("\"rows\": ", "\"rows\": 1"),
        ("\"period\": \"", "\"period\": \"1"),
        ("\"served\": true", "\"served\": false"),
        ("\"areas\": [\n      \"QJK\"", "\"areas\": [\n      \"QOX\""),
        ("\"note\": null", "\"note\": \"mine\""),
    ] {
        let copy = Copy::new();
        copy.edit("manifest.json", from, to);
        let checked = copy.verify();
        assert!(!checked.is_as_made(), "{from}");
        assert!(checked.words().contains("manifest.json: its SHA-256 is not that of manifest.sha256"));
    }
    let copy = Copy::new();
    fs::remove_file(copy.path("manifest.sha256")).unwrap();
    assert!(copy.verify().words().contains("there is no manifest.sha256 beside it"));
}

#[test]
fn a_line_that_is_taken_out_with_its_file_is_noticed() {
    let copy = Copy::new();
    let mut manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(copy.path("manifest.json")).unwrap()).unwrap();
    manifest["outputs"].as_array_mut().unwrap().retain(|output| output["path"] != PDF);
    fs::write(copy.path("manifest.json"), serde_json::to_vec_pretty(&manifest).unwrap()).unwrap();
    fs::remove_file(copy.path(PDF)).unwrap();
    assert!(!copy.verify().is_as_made());
    manifest["outputs"] = serde_json::json!([]);
    fs::write(copy.path("manifest.json"), serde_json::to_vec_pretty(&manifest).unwrap()).unwrap();
    unusable(&copy.verify(), &["names no file"]);
}

#[test]
fn a_folder_named_like_a_systems_file_and_a_link_are_noticed() {
    let copy = Copy::new();
    fs::create_dir(copy.path("Thumbs.db")).unwrap();
    fs::write(copy.path("Thumbs.db/hidden.pdf"), "a").unwrap();
    let checked = copy.verify();
    assert_eq!(state(&checked, "Thumbs.db"), State::NotKnown);
    assert!(!checked.is_as_made());
    #[cfg(unix)]
    {
        let copy = Copy::new();
        let away = copy.kept.path().join("paper.pdf");
        fs::rename(copy.path(PDF), &away).unwrap();
        std::os::unix::fs::symlink(&away, copy.path(PDF)).unwrap();
        let checked = copy.verify();
        assert_eq!(state(&checked, PDF), State::Changed);
        assert!(checked.words().contains("it is a link"), "{}", checked.words());
    }
}

#[test]
fn a_folder_that_a_run_died_in_front_of_is_not_just_missing() {
    let copy = Copy::new();
    fs::rename(copy.path(""), copy.kept.path().join(".2026-09.old")).unwrap();
    unusable(&copy.verify(), &["a run died before it was in its place", ".2026-09.old", "build` again"]);
}

#[test]
fn a_data_file_of_another_run_under_a_new_manifest_is_at_odds() {
    let copy = Copy::new();
    let old = fs::read_to_string(copy.path("data/analysis.json")).unwrap();
    let fingerprint = copy.verify().made_from.unwrap().fingerprint;
    let new = old.replacen(&fingerprint, &"0".repeat(64), 1);
    fs::write(copy.path("data/analysis.json"), &new).unwrap();
    copy.edit("manifest.json", &sha256(old.as_bytes()), &sha256(new.as_bytes()));
    let seal = format!("{}  manifest.json\n", sha256(&fs::read(copy.path("manifest.json")).unwrap()));
    fs::write(copy.path("manifest.sha256"), seal).unwrap();
    let checked = copy.verify();
    assert_eq!(state(&checked, "data/analysis.json"), State::AtOdds, "{}", checked.words());
}

fn briefings(words: &[&str]) -> Output {
    program().args(words).stdin(Stdio::null()).output().unwrap()
}

fn key(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/keys");
    folder.join(name).display().to_string()
}

/// A signed edition, and what `build` printed.
fn signed() -> (tempfile::TempDir, PathBuf, String) {
    let home = tempfile::tempdir().unwrap();
    small(home.path());
    let (data, out) = (home.path().join("small-illustrative.zip"), home.path().join("out"));
    let (data, out) = (data.display().to_string(), out.display().to_string());
    let made =
        briefings(&["build", "--data", &data, "--out", &out, "--area", "QJK", "--sign", &key("one.pem")]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let folder = home.path().join("out/2026-09");
    (home, folder, String::from_utf8(made.stdout).unwrap())
}

#[test]
fn an_edition_is_held_to_the_hash_that_build_printed_and_to_its_signature() {
    let (_home, folder, printed) = signed();
    let path = folder.display().to_string();
    let hash = printed.lines().find_map(|line| line.strip_prefix("manifest ")).unwrap();
    let verify = |words: &[&str]| {
        let done = briefings(&[&["verify", path.as_str()], words].concat());
        (done.status.code().unwrap(), String::from_utf8(done.stdout).unwrap())
    };
    let (code, said) = verify(&["--expect", hash, "--key", &key("one-public.pem")]);
    assert!(code == 0 && said.contains(&format!("manifest {hash}, signed")), "{said}");
    let (code, said) = verify(&["--expect", &hash.replace(|c: char| c.is_ascii_digit(), "a")]);
    assert!(code == 1 && said.contains("not the one that is expected"), "{said}");
    let (code, said) = verify(&["--key", &key("other-public.pem")]);
    assert!(code == 1 && said.contains("the key that was given has not signed it"), "{said}");
    // Somebody makes the manifest and its hash anew.
    let manifest = fs::read_to_string(folder.join("manifest.json")).unwrap().replacen(
        "\"served\": true",
        "\"served\": false",
        1,
    );
    fs::write(folder.join("manifest.sha256"), format!("{}  manifest.json\n", sha256(manifest.as_bytes())))
        .unwrap();
    fs::write(folder.join("manifest.json"), manifest).unwrap();
    assert_eq!(verify(&[]).0, 0, "without more, a manifest that was made anew is not found");
    assert_eq!(verify(&["--expect", hash]).0, 1);
    assert_eq!(verify(&["--key", &key("one-public.pem")]).0, 1);
    fs::remove_file(folder.join("manifest.sig")).unwrap();
    let (code, said) = verify(&["--key", &key("one-public.pem")]);
    assert!(code == 1 && said.contains("it is not signed"), "{said}");
}

#[test]
fn openssl_says_the_same_of_a_signature() {
    let (_home, folder, _) = signed();
    let check = Command::new("openssl")
        .args(["pkeyutl", "-verify", "-pubin", "-rawin", "-inkey", &key("one-public.pem")])
        .arg("-in")
        .arg(folder.join("manifest.json"))
        .arg("-sigfile")
        .arg(folder.join("manifest.sig"))
        .output();
    let Ok(done) = check else {
        println!("openssl_says_the_same_of_a_signature: skipped, openssl is not there");
        return;
    };
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success() && said.contains("Signature Verified Successfully"), "{said}");
}

#[test]
fn a_file_that_is_no_key_is_refused_before_anything_is_made() {
    let public = key("one-public.pem");
    let done = briefings(&["build", "--sign", &public, "--out", "/nowhere"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(2));
    assert!(said.contains("no private key of ed25519") && said.contains("openssl genpkey"), "{said}");
    let done = briefings(&["verify", "/nowhere", "--key", &key("one.pem")]);
    assert!(String::from_utf8_lossy(&done.stderr).contains("no public key of ed25519"));
}
