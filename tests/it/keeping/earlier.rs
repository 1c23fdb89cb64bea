//! What lies in an edition's folder when a run comes to it.

use std::fs;

use briefings::Request;
use briefings::branding::Branding;
use briefings::publish::{Manifest, Outcome};

use super::{FIRST, House, said, verify};
use crate::support::{asked, build, files, request, small};

#[test]
fn what_the_user_put_there_stays() {
    let house = House::new();
    let folder = house.folder();
    fs::write(folder.join("minutes.docx"), "mine").unwrap();
    fs::create_dir_all(folder.join("data/mine/empty")).unwrap();
    fs::write(folder.join("data/mine/notes.txt"), "mine too").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("minutes.docx", folder.join("link")).unwrap();
    for options in [&[][..], FIRST] {
        let done = house.build(options).output().unwrap();
        assert!(done.status.success(), "{}", said(&done));
        assert_eq!(fs::read_to_string(folder.join("minutes.docx")).unwrap(), "mine");
        assert_eq!(fs::read_to_string(folder.join("data/mine/notes.txt")).unwrap(), "mine too");
        assert!(folder.join("data/mine/empty").is_dir());
        #[cfg(unix)]
        assert!(folder.join("link").is_symlink());
    }
    assert_eq!(house.beside(), [""; 0]);
}

#[test]
fn what_this_run_does_not_make_goes_and_is_named() {
    let house = House::new();
    let done = house.build(&["--format", "pdf"]).output().unwrap();
    super::holds(&said(&done), &["removed, since this run does not make them: ", "`index.html`", ".xlsx`"]);
    let left = files(&house.folder());
    assert!(
        left.keys().all(|path| !path.ends_with(".html") && !path.ends_with(".xlsx")),
        "{:?}",
        left.keys()
    );
    assert!(left.contains_key("data/analysis.json"), "open data of the run before is kept, and named");
    house.fingerprint();
}

/// An edition of two areas, then a run for a third with other options.
fn third_area() -> (tempfile::TempDir, Outcome) {
    let home = tempfile::tempdir().unwrap();
    let first = request(small(home.path()), &home.path().join("out"));
    let mut two = asked("QJK");
    two.areas.push("ENG".to_owned());
    let first = Request { asked: two, ..first };
    build(&first).unwrap();
    let branding = Branding { draft: true, ..Branding::default() };
    let outcome = build(&Request { asked: asked("QOX"), branding, ..first }).unwrap();
    (home, outcome)
}

#[test]
fn a_run_for_some_areas_keeps_and_names_the_documents_of_others() {
    let (_home, outcome) = third_area();
    let folder = &outcome.folder;
    let checked = verify(folder);
    assert!(checked.is_as_made(), "{}", checked.words());
    assert!(
        checked.words().contains("QJK-devon-illustrative.pdf: kept from a run of inputs"),
        "{}",
        checked.words()
    );
    let manifest: Manifest =
        serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest.kept.len(), 1);
    assert!(!manifest.kept[0].made_by.draft && manifest.made_by().draft);
    let kept = &manifest.kept[0].outputs;
    assert!(kept.iter().all(|output| output.area.as_deref().is_some_and(|area| area != "QOX")));
    assert_eq!(kept.iter().filter(|output| output.path.ends_with(".pdf")).count(), 2);
    let claims = fs::read_to_string(folder.join("claims.csv")).unwrap();
    let documents: std::collections::BTreeSet<&str> =
        claims.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert!(["QJK", "ENG", "QOX"].iter().all(|area| documents.contains(area)), "{documents:?}");
    let index = fs::read_to_string(folder.join("index.json")).unwrap();
    assert!(index.contains("QJK-devon-illustrative.pdf") && index.contains(", of an earlier run"));
}

#[test]
fn a_run_for_all_areas_keeps_nothing() {
    let (home, _) = third_area();
    let all = request(small(home.path()), &home.path().join("out"));
    let outcome = build(&Request { formats: vec![briefings::render::FORMATS[0]], ..all }).unwrap();
    assert!(outcome.kept.is_empty());
    assert!(outcome.gone.iter().any(|path| path == "QJK-devon-illustrative.html"), "{:?}", outcome.gone);
    assert!(verify(&outcome.folder).is_as_made());
    assert!(!outcome.folder.join("QJK-devon-illustrative.html").exists());
}

#[test]
fn the_documents_of_the_same_run_in_two_parts_are_one_edition() {
    let home = tempfile::tempdir().unwrap();
    let of = |areas: &[&str], out: &str| {
        let asked = areas.iter().map(|area| (*area).to_owned()).collect();
        let request = request(small(home.path()), &home.path().join(out));
        build(&Request { asked: briefings::publish::Asked { areas: asked, regions: Vec::new() }, ..request })
            .unwrap()
            .folder
    };
    let together = of(&["QJK", "QOX"], "together");
    of(&["QJK"], "apart");
    let apart = of(&["QOX"], "apart");
    let (together, apart) = (files(&together), files(&apart));
    assert!(together.keys().eq(apart.keys()));
    let of_areas = |path: &str| path.starts_with('Q') || path.starts_with("data/");
    assert!(together.iter().filter(|(path, _)| of_areas(path)).all(|(path, bytes)| apart[path] == *bytes));
}
