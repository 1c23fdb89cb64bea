//! PDF/UA-1 and PDF/A-3a, by veraPDF where `tests/vera/vera.sh install` has put it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::doctored::doctored;
use super::made::{ENGLAND, LARGEST_ICB, REGION, SMALLEST_ICB, find};

/// What the script ends with where veraPDF is not installed.
const NOT_INSTALLED: i32 = 77;

/// What veraPDF says of files, and whether it finds them compliant; none where it is not there.
fn verdict(files: &[PathBuf], test: &str) -> Option<(bool, String)> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vera/vera.sh");
    let output = match Command::new("sh").arg(script).args(["check", "ua1,3a"]).args(files).output() {
        Ok(output) if output.status.code() == Some(NOT_INSTALLED) => {
            println!("{test}: skipped, veraPDF is not installed: tests/vera/vera.sh install");
            return None;
        }
        Ok(output) => output,
        Err(error) => {
            println!("{test}: skipped, no shell: {error}");
            return None;
        }
    };
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    Some((output.status.success(), said.into_owned()))
}

#[test]
fn every_kind_of_document_follows_its_standards() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(format!("{name}.pdf"));
        fs::write(&path, bytes).unwrap();
        path
    };
    let test = "every_kind_of_document_follows_its_standards";
    let kinds = [SMALLEST_ICB, LARGEST_ICB, REGION, ENGLAND].map(|name| write(name, &find(name).bytes));
    let Some((compliant, said)) = verdict(&kinds, test) else { return };
    assert!(compliant, "{said}");
    assert_eq!(said.matches("PASS ").count(), 2 * kinds.len(), "{said}");

    let silent = write("without alt", &doctored(&find(SMALLEST_ICB).bytes, 0, "/Alt(", "/Alx("));
    let (compliant, said) = verdict(&[silent], test).unwrap();
    assert!(!compliant && said.contains("FAIL ua1") && said.contains("7.3-1"), "{said}");
}
