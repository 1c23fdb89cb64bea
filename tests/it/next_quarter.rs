//! The way of a new user, from an empty folder to the next quarter.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::desk::Desk;
use crate::support::files;

/// Moves the downloads whose names hold one of these from one folder to another; how many those were.
fn move_downloads(from: &Path, to: &Path, parts: &[&str]) -> usize {
    let found = files(from).into_keys().filter(|name| parts.iter().any(|part| name.contains(part)));
    let moved = found.map(|name| {
        let to = to.join(Path::new(&name).file_name().unwrap());
        fs::rename(from.join(&name), to).unwrap();
    });
    moved.count()
}

/// One area's paper with a sentence of their own, as they write it.
#[cfg(unix)]
fn writes_a_sentence(desk: &Desk) {
    assert_eq!(desk.run("eject-templates own").code, 0);
    let words = ["--area", "Devon", "--templates", "own", "--out", "tried"];
    let watching = crate::again::Watching::start(&desk.folder, &words);
    watching.says("1 PDF in tried/2026-06\n");
    let page = desk.folder.join("own/briefing/sure.typ.j2");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, format!("{text}\nWhat we do next is for the board to say.\n")).unwrap();
    watching.says("1 document typeset");
    assert_eq!(watching.stop().0, Some(130));
}

#[cfg(not(unix))]
fn writes_a_sentence(_: &Desk) {}

#[test]
fn a_new_user_gets_from_an_empty_folder_to_the_next_quarter() {
    let desk = Desk::new();
    assert_eq!(desk.run("init").code, 0);
    let nothing_yet = desk.run("sources");
    assert!(nothing_yet.out.contains("5 of 5 tables to download"), "{}", nothing_yet.out);
    let too_early = desk.run("build");
    assert_eq!(too_early.code, 2, "{}", too_early.said);
    assert!(too_early.said.contains("no list sizes") && !desk.folder.join("reports").exists());

    // What is published by June; the rest waits.
    assert_eq!(desk.run("demo-data --out downloads --scale 0.02").code, 0);
    let (downloads, later) = (desk.folder.join("downloads"), desk.folder.join("später"));
    fs::create_dir(&later).unwrap();
    assert_eq!(
        move_downloads(&downloads, &later, &["September 2026", "prac-all-sep-26", "map-aug-26", "GPPS_2026"]),
        4
    );
    let sources = desk.run("sources").out;
    assert!(sources.contains("edition 2026-09, the next quarter"), "{sources}");
    assert!(
        sources.contains("usually `Primary Care Networks - September 2026 Individual Level.csv`"),
        "{sources}"
    );
    let checked = desk.run("check").out;
    assert!(checked.contains("`briefings build` would print the edition 2026-06, "), "{checked}");

    let settings = fs::read_to_string(desk.folder.join("briefings.toml")).unwrap();
    desk.set(&format!("{settings}\narea = [\"Devon\", \"ENG\"]\nformat = [\"pdf\", \"data\"]\n"));
    let first = desk.run("build");
    assert_eq!(first.code, 0, "{}", first.said);
    assert!(first.said.contains("settings of `briefings.toml`: data, out, area, format\n"), "{}", first.said);
    assert!(
        first.out.starts_with(&format!("2 PDFs in {}\n", Path::new("reports").join("2026-06").display()))
    );

    writes_a_sentence(&desk);

    // The next quarter: new files beside the old ones, and the same command.
    assert_eq!(move_downloads(&later, &downloads, &[""]), 4);
    let second = desk.run("build --compare-with reports/2026-06");
    assert_eq!(second.code, 0, "{}", second.said);
    assert!(second.said.contains("edition 2026-09, the latest of 27 censuses here"), "{}", second.said);
    assert!(second.out.contains("June 2026 to September 2026\nEngland: "), "{}", second.out);
    assert!(second.out.contains("change in the same PCNs"), "{}", second.out);
    let changes = fs::read_to_string(desk.folder.join("reports/changes-2026-06-2026-09.csv")).unwrap();
    assert!(
        changes.lines().any(|line| line.starts_with("QJK,") && line.contains(",same-pcns,")),
        "{changes}"
    );
    let manifest = fs::read_to_string(desk.folder.join("reports/2026-09/manifest.json")).unwrap();
    assert!(manifest.contains("\"compared_with\": {"), "{manifest}");
    let claims = fs::read_to_string(desk.folder.join("reports/2026-09/claims.csv")).unwrap();
    let then = claims.lines().find(|line| line.starts_with("ENG/since/then/rate,ENG,since.")).unwrap();
    assert!(then.contains(",2026-06,") && then.contains("edition 2026-06, inputs "), "{then}");
    let explained = desk.run("explain ENG/since/then/rate --compare-with reports/2026-06");
    assert!(explained.code == 0 && explained.out.contains("edition 2026-06, inputs "), "{}", explained.said);
    let derived = desk.run("explain ENG/since/then/rate");
    assert_eq!(derived.code, 2, "without the earlier edition there is no such figure");
    let too_late = desk.run("build --edition 2026-03 --compare-with reports/2026-06");
    assert!(too_late.code == 2 && too_late.said.contains("2026-03 is before 2026-06"), "{}", too_late.said);
    assert!(!desk.folder.join("reports/2026-03").exists());
    let refused = desk.run("build --format pdf --compare-with reports/2026-06");
    assert!(refused.code == 2 && refused.said.contains("add `data` to --format"), "{}", refused.said);
    assert!(desk.run("sources").out.contains("edition 2026-12, the next quarter"));
    let verified = desk.run("verify reports/2026-06 reports/2026-09");
    assert_eq!(verified.code, 0, "{}", verified.out);
    assert_eq!(desk.run("explain QJK/rate").code, 0);
}

#[test]
fn the_scheduled_script_compares_with_the_edition_that_it_kept_before() {
    let desk = Desk::with_data();
    desk.set("data = 'downloads'\narea = 'ENG'\nformat = 'data'\n");
    let (downloads, later) = (desk.folder.join("downloads"), desk.folder.join("later"));
    fs::create_dir(&later).unwrap();
    let names = ["September 2026", "prac-all-sep-26", "map-aug-26", "GPPS_2026"];
    assert_eq!(move_downloads(&downloads, &later, &names), 4);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/scheduled/quarter.sh");
    let own = Path::new(env!("CARGO_BIN_EXE_briefings")).parent().unwrap();
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(own.to_owned()).chain(std::env::split_paths(&others));
    let path = std::env::join_paths(path).unwrap();
    let run = || {
        let mut command = Command::new("sh");
        let ran =
            command.arg(&script).arg(".").current_dir(&desk.folder).env("PATH", &path).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let built = fs::read_to_string(desk.folder.join("log/build.txt")).unwrap();
        (String::from_utf8(ran.stdout).unwrap(), built)
    };
    let (kept, built) = run();
    assert!(kept.contains("kept as kept/2026-06-") && !built.contains(" to June 2026\n"), "{kept}{built}");
    assert_eq!(move_downloads(&later, &downloads, &[""]), 4);
    let (kept, built) = run();
    assert!(kept.contains("kept as kept/2026-09-"), "{kept}");
    assert!(built.contains("June 2026 to September 2026\n"), "{built}");
    // It is compared with the same edition again, and not with itself.
    let (kept, built) = run();
    assert!(kept.contains("nothing new: kept/2026-09-") && built.contains("June 2026 to September 2026\n"));
}
