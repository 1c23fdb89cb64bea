//! Two editions beside each other: the parts of each difference add up, and each is what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::support::program;
use briefings::compare::{AreaCompared, Compared, Part, Published};
use briefings::demo::{Demo, DemoFile};

static FILES: LazyLock<Vec<DemoFile>> =
    LazyLock::new(|| (Demo { scale: 0.05, ..Demo::default() }).files().unwrap());

const JUNE: &str = "26.Primary Care Networks - June 2026 Individual Level.csv";
const SEPTEMBER: &str = "27.Primary Care Networks - September 2026 Individual Level.csv";

/// Makes an edition's open data from the illustrative files, some of which are changed, and gives its folder.
fn edition(folder: &Path, census: &str, change: impl Fn(&str, String) -> String) -> PathBuf {
    let data = folder.join(format!("data-{census}"));
    for file in FILES.iter() {
        let path = data.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let bytes = match String::from_utf8(file.bytes.clone()) {
            Ok(text) if name == JUNE || name == SEPTEMBER => change(name, text).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(zip) => zip.into_bytes(),
        };
        fs::write(path, bytes).unwrap();
    }
    build(&data, census, &folder.join("out"))
}

fn build(data: &Path, census: &str, out: &Path) -> PathBuf {
    let made = program()
        .args(["build", "--quiet", "--format", "data", "--edition", census, "--out"])
        .arg(out)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    out.join(census)
}

fn compared(old: &Path, new: &Path) -> Compared {
    Compared::of(&Published::read(old).unwrap(), &Published::read(new).unwrap()).unwrap()
}

/// The parts of every area are its whole, and England's are those of its ICBs.
fn adds_up(compared: &Compared) {
    assert!(!compared.areas.is_empty());
    for area in &compared.areas {
        let fte: f64 = area.parts.iter().map(|part| part.fte).sum();
        assert!((fte - (area.fte[1] - area.fte[0])).abs() < 1e-9, "{}: {fte}", area.name);
        let rate: Option<f64> = area.parts.iter().map(|part| part.rate).sum();
        let whole = area.rate[1].zip(area.rate[0]).map(|(to, from)| to - from);
        assert_eq!(rate.is_some(), whole.is_some(), "{}", area.name);
        assert!(rate.zip(whole).is_none_or(|(parts, whole)| (parts - whole).abs() < 1e-9), "{}", area.name);
        assert!(part(area, Part::Method).0.abs() < 1e-9, "one version counts all alike: {}", area.name);
    }
    for of in [Part::SamePcns, Part::Gained, Part::Lost, Part::Reorganised, Part::Revision] {
        let icbs = compared.areas.iter().filter(|area| area.kind == "ICB");
        let sum: f64 = icbs.map(|icb| part(icb, of).0).sum();
        let england = part(compared.england().unwrap(), of).0;
        let moved: f64 = compared.areas.iter().map(|area| part(area, Part::Geography).0.abs()).sum();
        assert!((sum - england).abs() < 1e-6 || moved > 0.0, "{of:?}: {sum} {england}");
    }
}

fn part(area: &AreaCompared, wanted: Part) -> (f64, &[String]) {
    let part = area.parts.iter().find(|part| part.part == wanted).unwrap();
    (part.fte, &part.pcns)
}

/// The rows of a workforce file that belong to a PCN, and its code: of the first with a link worker.
fn first_pcn(text: &str) -> String {
    let row = text.lines().find(|line| line.contains("Social Prescribing Link Worker,1.0,")).unwrap();
    row.split(',').find(|cell| cell.len() == 6 && cell.starts_with('U')).unwrap().to_owned()
}

#[test]
fn the_parts_of_a_difference_add_up_and_say_who_returned_and_who_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let september = FILES.iter().find(|file| file.path.ends_with(SEPTEMBER)).unwrap();
    let pcn = first_pcn(std::str::from_utf8(&september.bytes).unwrap());
    let unchanged = |_: &str, text: String| text;
    let old = edition(folder.path(), "2026-06", unchanged);
    let plain = edition(folder.path(), "2026-09", unchanged);
    let before = compared(&old, &plain);
    adds_up(&before);
    let was_there =
        |text: &str| part(before.england().unwrap(), Part::Lost).1.iter().any(|code| code == text);
    assert!(!was_there(&pcn));

    // The PCN makes no return in September, and June's file is revised: one of its rows has half a post more.
    let silent = |name: &str, text: String| {
        let mut revised = false;
        let lines = text.split_inclusive('\n').filter(|line| name == JUNE || !line.contains(&pcn));
        let lines = lines.map(|line| {
            let is_first = name == JUNE && !revised && line.contains("Social Prescribing Link Worker,1.0,");
            revised |= is_first;
            if is_first { line.replacen("Worker,1.0,", "Worker,1.5,", 1) } else { line.to_owned() }
        });
        lines.collect()
    };
    let new = edition(folder.path(), "2026-09", silent);
    let after = compared(&old, &new);
    adds_up(&after);
    let england = after.england().unwrap();
    assert_eq!(part(england, Part::Lost).1.iter().filter(|code| **code == pcn).count(), 1);
    let (revised, codes) = part(england, Part::Revision);
    assert!((revised - 0.5).abs() < 1e-9 && codes.len() == 1, "{revised} {codes:?}");
    let words = after.words();
    for said in ["June 2026 to September 2026", "returns lost", "earlier data revised", "1 PCN"] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(words.lines().count() < 30, "a screen: {words}");
    let csv = after.csv();
    assert_eq!(csv.lines().count(), 1 + after.areas.len() * 9);
}

#[test]
fn an_edition_that_was_changed_lacks_data_or_comes_first_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let unchanged = |_: &str, text: String| text;
    let (old, new) =
        (edition(folder.path(), "2026-06", unchanged), edition(folder.path(), "2026-09", unchanged));
    let (first, second) = (Published::read(&old).unwrap(), Published::read(&new).unwrap());
    let error = Compared::of(&second, &first).unwrap_err().chain();
    assert!(error.contains("2026-06 is before 2026-09"), "{error}");
    fs::write(old.join("data/pcn.csv"), "pcn\n").unwrap();
    let error = Published::read(&old).unwrap_err().chain();
    assert!(error.contains("data/pcn.csv is not what its manifest says"), "{error}");
    assert!(Published::read(folder.path()).is_err());
}

#[test]
fn returns_gained_and_lost_are_those_of_the_published_files() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/real");
    if !real.is_dir() {
        println!("skipped: {} is not there", real.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["2021-12", "2022-03"].map(|census| build(&real, census, folder.path()));
    let found = compared(&old, &new);
    adds_up(&found);
    let filed: BTreeMap<&str, BTreeSet<String>> = [("December 2021", "old"), ("March 2022", "new")]
        .map(|(month, key)| (key, filed(&real, month)))
        .into();
    let england = found.england().unwrap();
    let is = |codes: &[String]| codes.iter().cloned().collect::<BTreeSet<String>>();
    let both = |code: &&String| !part(england, Part::Reorganised).1.contains(code);
    let gained: BTreeSet<String> = filed["new"].difference(&filed["old"]).filter(both).cloned().collect();
    let lost: BTreeSet<String> = filed["old"].difference(&filed["new"]).filter(both).cloned().collect();
    assert_eq!(is(part(england, Part::Gained).1), gained);
    assert_eq!(is(part(england, Part::Lost).1), lost);
    assert_eq!(gained.len(), 31);
}

/// The codes of the PCNs in a workforce file, by nothing but its text.
fn filed(real: &Path, month: &str) -> BTreeSet<String> {
    let mut files = fs::read_dir(real.join("workforce")).unwrap().map(|entry| entry.unwrap().path());
    let is = |path: &PathBuf| path.to_string_lossy().contains(month);
    let bytes = fs::read(files.find(is).unwrap()).unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let code = |cell: &&str| {
        cell.len() == 6 && cell.starts_with('U') && cell[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    let rows = text.lines().filter_map(|line| line.split(',').map(|cell| cell.trim_matches('"')).find(code));
    rows.map(str::to_owned).collect()
}
