//! Places that cannot be written: a message that names them, and the old edition as it was.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{House, holds, said, verify};
use crate::support::{files, program};

/// A file system in memory of so many bytes; none, with a printed line, where this user may mount nothing.
struct Memory {
    at: tempfile::TempDir,
}

impl Memory {
    fn of(options: &str) -> Option<Self> {
        let at = tempfile::tempdir().unwrap();
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at.path()).output();
        if !mount.is_ok_and(|done| done.status.success()) {
            println!("skipped: this user may mount no file system of {options}");
            return None;
        }
        Some(Self { at })
    }

    /// Leaves so many bytes free.
    fn fill_but(&self, bytes: u64) {
        let mut large = fs::File::create(self.at.path().join("large")).unwrap();
        while large.write_all(&[1; 100_000]).is_ok() {}
        large.set_len(large.metadata().unwrap().len() - bytes).unwrap();
    }

    fn is_read_only(&self) {
        let done = Command::new("mount").args(["-o", "remount,ro"]).arg(self.at.path()).status().unwrap();
        assert!(done.success());
    }

    fn out(&self) -> PathBuf {
        self.at.path().join("out")
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.at.path()).status();
    }
}

/// A run into a folder, which must be refused with these words and leave the folder as it was.
fn refused(house: &House, out: &Path, options: &[&str], parts: &[&str]) {
    let before = out.is_dir().then(|| files(out));
    let run = house.build_into(out, options).output().unwrap();
    assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    holds(&said(&run), parts);
    assert!(before == out.is_dir().then(|| files(out)), "{parts:?}: the folder is not as it was");
}

const ONE: [&str; 2] = ["--area", "QJK"];

#[test]
fn a_disk_with_too_little_room() {
    let house = House::empty();
    for (options, areas) in [("size=2m", &ONE[..]), ("size=2m", &[][..]), ("size=8m", &[][..])] {
        let Some(disk) = Memory::of(options) else { return };
        refused(&house, &disk.out(), areas, &["2026-09", "MB", "free", "--out"]);
    }
    let Some(disk) = Memory::of("size=40m") else { return };
    let done = house.build_into(&disk.out(), &ONE).output().unwrap();
    assert!(done.status.success(), "{}", said(&done));
    disk.fill_but(1_500_000);
    refused(&house, &disk.out(), &["--area", "QJK", "--draft"], &["2026-09", "beside the one that is there"]);
    assert!(verify(&disk.out().join("2026-09")).is_as_made());
}

/// The same run with no more room for one of its files than a quota leaves: each write to it fails as one beyond a
/// quota does. None where strace is not there to see to that.
fn beyond_quota(run: &Command, file: &Path) -> Option<Command> {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("skipped: strace is not there, which makes writes fail as a quota does");
        return None;
    }
    let mut traced = Command::new("strace");
    traced.args([
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=write",
        "-e",
        "inject=write:error=EDQUOT",
        "-P",
    ]);
    traced.arg(file).arg(run.get_program()).args(run.get_args());
    for (name, value) in run.get_envs() {
        match value {
            Some(value) => traced.env(name, value),
            None => traced.env_remove(name),
        };
    }
    if let Some(folder) = run.get_current_dir() {
        traced.current_dir(folder);
    }
    Some(traced)
}

#[test]
fn a_quota_that_is_used_up() {
    let house = House::new();
    let (out, run) = (house.out(), house.build(&[]));
    let before = files(&out);
    for name in ["claims.csv", "data/analysis.json", "manifest.json"] {
        let Some(mut run) = beyond_quota(&run, &out.join(".2026-09.new").join(name)) else { return };
        let run = run.output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{}", said(&run));
        holds(&said(&run), &["cannot write", name, "your share of it", "--out"]);
        assert!(before == files(&out), "{name}: the folder is not as it was");
    }
    // A log beyond the quota loses its lines, and the run goes on.
    let log = house.home.path().join("log");
    let Some(mut run) = beyond_quota(&run, &log) else { return };
    assert!(run.stderr(fs::File::create(&log).unwrap()).status().unwrap().success());
    assert!(house.verify().is_as_made() && files(&out) != before);
}

#[test]
fn a_disk_that_is_full_half_way() {
    let house = House::empty();
    // Room for bytes, and for twenty files: the edition has more.
    let Some(disk) = Memory::of("size=40m,nr_inodes=20") else { return };
    refused(&house, &disk.out(), &ONE, &["cannot write", ".2026-09.new/", "is full: make room"]);
    assert!(!disk.out().exists(), "what was made for it is gone");
}

#[test]
fn a_folder_that_may_not_be_written() {
    let house = House::empty();
    let Some(disk) = Memory::of("size=40m") else { return };
    let done = house.build_into(&disk.out(), &ONE).output().unwrap();
    assert!(done.status.success(), "{}", said(&done));
    disk.is_read_only();
    refused(&house, &disk.out(), &ONE, &["cannot write", "out", "you may not write there"]);
    assert!(verify(&disk.out().join("2026-09")).is_as_made());
}

#[test]
fn a_folder_without_permission() {
    let house = House::new();
    let rights = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    // Another user, who may make files beside the edition's folder and none in it, must be able to reach the program.
    let program = house.home.path().join("briefings");
    fs::copy(env!("CARGO_BIN_EXE_briefings"), &program).unwrap();
    rights(house.home.path(), 0o755);
    rights(&house.out(), 0o777);
    rights(&house.folder(), 0o555);
    let before = files(&house.out());
    let mut user = Command::new("setpriv");
    user.args(["--reuid", "65533", "--regid", "65533", "--clear-groups"]).arg(&program);
    user.arg("build").arg("--data").arg(house.data()).arg("--out").arg(house.out()).args(ONE);
    let run = user.output().ok().filter(|run| !said(run).contains("setpriv:"));
    rights(&house.folder(), 0o755);
    let Some(run) = run else {
        println!("a_folder_without_permission: skipped, no other user can be had");
        return;
    };
    assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    holds(&said(&run), &["cannot write", "2026-09", "you may not write there"]);
    assert!(before == files(&house.out()));
}

#[test]
fn something_in_the_way() {
    let house = House::new();
    let (out, pdf) =
        (house.out(), house.folder().join("QOX-bath-and-north-east-somerset-swindon-and-wiltshire"));
    let pdf = pdf.with_file_name(format!("{}-illustrative.pdf", pdf.file_name().unwrap().display()));
    let other = ["--area", "QOX"];
    fs::create_dir(&pdf).unwrap();
    refused(&house, &out, &other, &["QOX-", ".pdf", "no earlier run made it", "move it away"]);
    fs::remove_dir(&pdf).unwrap();
    fs::write(&pdf, "mine").unwrap();
    refused(&house, &out, &other, &["QOX-", ".pdf", "no earlier run made it"]);
    fs::remove_file(&pdf).unwrap();
    house.fingerprint();
    let away = house.home.path().join("data-elsewhere");
    fs::rename(house.folder().join("data"), &away).unwrap();
    std::os::unix::fs::symlink(&away, house.folder().join("data")).unwrap();
    refused(&house, &out, &ONE, &["2026-09/data`: it lies where this run would write"]);
    let file = house.home.path().join("file");
    fs::write(&file, "").unwrap();
    refused(&house, &file, &ONE, &["cannot write", "file", "a file lies where a folder must be"]);
    fs::create_dir(house.home.path().join("other")).unwrap();
    fs::write(house.home.path().join("other/2026-09"), "").unwrap();
    refused(
        &house,
        &house.home.path().join("other"),
        &ONE,
        &["2026-09", "a file lies where the edition’s folder"],
    );
}

#[test]
fn a_path_over_what_the_system_takes() {
    let house = House::empty();
    let long = house.home.path().join("a".repeat(300));
    refused(&house, &long, &ONE, &["cannot write", "aaa", "takes no name so long"]);
}

#[test]
fn a_folder_of_tables_is_not_written_into() {
    let house = House::empty();
    let data = house.home.path().join("tables");
    fs::create_dir_all(data.join("2026-09")).unwrap();
    fs::rename(house.data(), data.join("2026-09/small-illustrative.zip")).unwrap();
    let mut run = program();
    let run = run.arg("build").arg("--data").arg(&data).arg("--out").arg(&data).output().unwrap();
    assert_eq!(run.status.code(), Some(2));
    holds(&said(&run), &["tables/2026-09", "holds tables that this run reads", "--out"]);
    assert_eq!(files(&data).len(), 1);
}

#[test]
fn an_edition_among_the_tables_is_never_read_as_one() {
    let house = House::empty();
    let out = house.home.path().join("reports");
    let run = || {
        let mut run = program();
        let run = run.arg("build").arg("--data").arg(house.home.path()).arg("--out").arg(&out).args(ONE);
        let done = run.output().unwrap();
        assert!(done.status.success(), "{}", said(&done));
        fs::read_to_string(out.join("2026-09/manifest.json")).unwrap()
    };
    let first = run();
    // A run that was killed has left what it made.
    fs::create_dir(out.join(".2026-08.new")).unwrap();
    fs::write(out.join(".2026-08.new/claims.csv"), "id,document\n").unwrap();
    assert_eq!(first, run());
}

#[test]
fn files_follow_the_umask() {
    let house = House::empty();
    for (mask, file, folder) in [("077", 0o600, 0o700), ("022", 0o644, 0o755), ("002", 0o664, 0o775)] {
        let out = house.home.path().join(mask);
        let build = house.build_into(&out, &ONE);
        let words: Vec<_> = std::iter::once(build.get_program()).chain(build.get_args()).collect();
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("umask {mask}; exec \"$@\"")).arg("sh").args(words);
        assert!(shell.output().unwrap().status.success());
        let mode =
            |path: &str| fs::metadata(out.join("2026-09").join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("manifest.json"), mode("data")), (file, folder), "{mask}");
    }
}
