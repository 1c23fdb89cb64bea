//! The main job by stage: `cargo bench --bench job`.
//!
//! Each data set runs in a process of its own, so that its peak memory is its own.
#![expect(clippy::disallowed_methods, reason = "a benchmark is what measures time")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run has nothing to say")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use briefings::analysis::Edition;
use briefings::branding::Branding;
use briefings::panel::{self, Options};
use briefings::publish::Run;
use briefings::render::template::{TemplateMarks, Templates};
use briefings::render::typesetter::Typesetter;
use briefings::source::{self, Origin};
use briefings::{publish, workers};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A data set and the edition that is built from it.
const SETS: [(&str, &str, Option<&str>); 3] = [
    ("embedded", "data/illustrative.zip", None),
    ("real 2022-03", "../shared/real", Some("2022-03")),
    ("real 2025-11", "../shared/real", Some("2025-11")),
];

/// How many times each set is run; the quickest run is printed.
const RUNS: usize = 3;

fn main() {
    // Cargo passes flags of its own; a name from SETS asks this process to run that set.
    let wanted = std::env::args().skip(1).find_map(|arg| SETS.iter().find(|set| set.0 == arg));
    match wanted {
        Some(set) if std::env::args().any(|arg| arg == ONE_CORE) => one_core(set),
        Some(set) => run(set),
        None => SETS.iter().for_each(in_own_process),
    }
}

/// Asks this process for the time of an area, and no more than one core.
const ONE_CORE: &str = "--one-core";

fn in_own_process(set: &(&str, &str, Option<&str>)) {
    if !place(set.1).exists() {
        println!("{}: skipped, {} is not there", set.0, set.1);
        return;
    }
    let myself = || Command::new(std::env::current_exe().unwrap());
    assert!(myself().arg(set.0).status().unwrap().success());
    // typst would take a second core for itself.
    let alone = myself().args([set.0, ONE_CORE]).env("RAYON_NUM_THREADS", "1").status();
    assert!(alone.unwrap().success());
}

fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn run(set: &(&str, &str, Option<&str>)) {
    let (name, path, edition) = set;
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    let options = Options { edition: edition.map(|text| text.parse().unwrap()), ..Options::default() };
    let runs: Vec<Vec<(&str, f64)>> = (0..RUNS).map(|_| stages(&place(path), &options, jobs)).collect();
    let total = |stages: &Vec<(&str, f64)>| stages.iter().map(|stage| stage.1).sum::<f64>();
    let best = runs.iter().min_by(|a, b| total(a).total_cmp(&total(b))).unwrap();
    println!(
        "{name}: {:.2} s on {jobs} threads, best of {RUNS}; peak memory {} MB",
        total(best),
        peak_megabytes()
    );
    for (stage, seconds) in best {
        println!("  {stage:<28}{:>8.0} ms", seconds * 1000.0);
    }
}

/// The time that one more area takes on one core: words, charts, template and typesetting, the mean of all ICBs.
fn one_core(set: &(&str, &str, Option<&str>)) {
    let (_, path, edition) = set;
    let options = Options { edition: edition.map(|text| text.parse().unwrap()), ..Options::default() };
    let publications = source::load(&[Origin::Path(place(path))], 1).unwrap();
    let panel = panel::assemble(&publications, &options).unwrap();
    let edition = Edition::of(&panel, &publications).unwrap();
    let (branding, templates) = (Branding::default(), Templates::default());
    let renderer = Run::of(&publications, &edition, &options, &branding, &templates).unwrap().renderer;
    let areas: Vec<_> = edition.icbs().collect();
    let typesetter = Typesetter::new(1);
    let seconds = |_| {
        let clock = Instant::now();
        let made = workers::map(&areas, 1, |area| renderer.render(&typesetter, area).unwrap().bytes.len());
        clock.elapsed().as_secs_f64() / made.len() as f64
    };
    let best = (0..RUNS).map(seconds).fold(f64::MAX, f64::min);
    println!("  one area, one core          {:>8.0} ms", best * 1000.0);
}

/// Seconds of each stage, in their order.
fn stages(path: &Path, options: &Options, jobs: usize) -> Vec<(&'static str, f64)> {
    let mut seconds = Vec::new();
    let mut clock = Instant::now();
    let mut lap = |stage| {
        seconds.push((stage, clock.elapsed().as_secs_f64()));
        clock = Instant::now();
    };
    let publications = source::load(&[Origin::Path(path.to_owned())], jobs).unwrap();
    lap("source: read the tables");
    let panel = panel::assemble(&publications, options).unwrap();
    lap("panel");
    let edition = Edition::of(&panel, &publications).unwrap();
    lap("analysis");
    let areas = publish::choose(&edition, &publish::Asked::default()).unwrap();
    let (branding, templates) = (Branding::default(), Templates::default());
    let renderer = Run::of(&publications, &edition, options, &branding, &templates).unwrap().renderer;
    let typesetter = Typesetter::new(jobs);
    let proofs = workers::map(&areas, jobs, |area| {
        let manuscript = renderer.compose(area).unwrap();
        manuscript.said().unwrap();
        renderer.prepare(&typesetter, manuscript, area, TemplateMarks::Off).unwrap().0
    });
    lap("words, charts, templates");
    let pdfs = workers::map(&proofs, jobs, |proof| typesetter.typeset(proof.clone()).unwrap().len());
    lap("typesetting");
    assert_eq!(pdfs.len(), areas.len());
    let folder = tempfile::tempdir().unwrap();
    for output in publish::data(&edition).unwrap() {
        publish::put(&folder.path().join(output.path), &output.bytes).unwrap();
    }
    lap("write the data");
    seconds
}

/// The most memory that this process has held; 0 where the system does not say.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
