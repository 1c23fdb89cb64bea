//! Input that means harm, or is far too large: a clear message within seconds and 1 GiB, and never a hang.

mod archives;

use crate::support::program;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long `check` may take on a machine that does other things.
const LONGEST: Duration = Duration::from_secs(60);

/// A gibibyte, in kB.
const MOST_MEMORY: u64 = 1024 * 1024;

/// What `check` says of a folder, in JSON or as an error.
fn check(folder: &Path) -> String {
    let start = now();
    let said = folder.with_extension("said");
    let mut child = program()
        .args(["check", "--json"])
        .arg(folder)
        .stdout(File::create(&said).unwrap())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(peak(child.id()));
        if start.elapsed() > LONGEST {
            child.kill().unwrap();
            panic!("it takes over {LONGEST:?}");
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    let output = child.wait_with_output().unwrap();
    assert!(most < MOST_MEMORY, "it takes {most} kB");
    println!("{} kB, {:?}", most, start.elapsed());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!errors.contains("panicked"), "{errors}");
    fs::read_to_string(said).unwrap() + &errors
}

#[expect(clippy::disallowed_methods, reason = "a run that hangs must be ended")]
fn now() -> Instant {
    Instant::now()
}

/// The most memory that a process has had so far, in kB; zero where the system does not say.
fn peak(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// A folder with one file, and what `check` must say of it.
fn says(name: &str, bytes: &[u8], parts: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::write(data.join(name), bytes).unwrap();
    holds(&check(&data), parts);
}

fn holds(said: &str, parts: &[&str]) {
    let start: String = said.chars().take(3000).collect();
    for part in parts {
        assert!(said.contains(part), "`{part}` is not in: {start}");
    }
}

/// A file of so many bytes that takes no room.
fn sparse(path: &Path, start: &[u8], bytes: u64) {
    let mut file = File::create(path).unwrap();
    file.write_all(start).unwrap();
    file.set_len(bytes).unwrap();
}

const MB: usize = 1024 * 1024;

#[test]
fn files_of_200_mb_and_2_gb() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    for (name, size) in [
        ("gp-reg-pat-prac-a.csv", 200),
        ("gp-reg-pat-prac-b.csv", 2048),
        ("gp-reg-pat-prac-c.xlsx", 2048),
        ("gp-reg-pat-prac-d.zip", 2048),
        ("gp-reg-pat-prac-e.geojson", 2048),
    ] {
        sparse(&data.join(name), b"EXTRACT_DATE,", (size * MB) as u64);
    }
    let said = check(&data);
    holds(
        &said,
        &[
            "\"file-too-large\"",
            "\"count\": 5",
            "gp-reg-pat-prac-a.csv",
            "gp-reg-pat-prac-d.zip",
            "at most 128 MB",
        ],
    );
}

#[test]
fn a_line_of_95_mb() {
    says(
        "gp-reg-pat-prac-a.csv",
        &vec![b'a'; 95 * MB],
        &["\"line-too-long\"", "gp-reg-pat-prac-a.csv", "\"row\": 1"],
    );
}

#[test]
fn a_line_of_95_mb_below_a_header() {
    let mut bytes = b"EXTRACT_DATE,CODE,SEX,AGE,NUMBER_OF_PATIENTS\n2026-09-01,A10001,ALL,ALL,".to_vec();
    bytes.resize(95 * MB, b'1');
    says("gp-reg-pat-prac-a.csv", &bytes, &["\"line-too-long\"", "gp-reg-pat-prac-a.csv", "\"row\": 2"]);
}

#[test]
fn zeros_in_the_place_of_text() {
    says("gp-reg-pat-prac-a.csv", &vec![0; 95 * MB], &["\"not-text\"", "gp-reg-pat-prac-a.csv"]);
}

#[test]
fn letters_that_take_three_bytes_each() {
    let row = [b"2026-09-01,A10001,ALL,ALL,".as_slice(), &[0x80; 2000], b"\n"].concat();
    let mut bytes = b"EXTRACT_DATE,CODE,SEX,AGE,NUMBER_OF_PATIENTS\n".to_vec();
    (0..95 * MB / row.len()).for_each(|_| bytes.extend_from_slice(&row));
    says("gp-reg-pat-prac-a.csv", &bytes, &["\"file-too-large\"", "gp-reg-pat-prac-a.csv"]);
}

#[test]
fn a_million_columns() {
    says(
        "gp-reg-pat-prac-a.csv",
        ",A".repeat(1_000_000).as_bytes(),
        &["\"too-many-columns\"", "1000001", "at most 16384"],
    );
    let rows = format!("CODE,SEX\n{}\n", ",1".repeat(1_000_000));
    says("gp-reg-pat-prac-a.csv", rows.as_bytes(), &["gp-reg-pat-prac-a.csv"]);
}

#[test]
fn a_hundred_thousand_quotation_marks() {
    says("gp-reg-pat-prac-a.csv", &[b'"'; 100_000], &["gp-reg-pat-prac-a.csv"]);
    let mut text = "EXTRACT_DATE,CODE,SEX,AGE,NUMBER_OF_PATIENTS\n".to_owned();
    (0..100_001).for_each(|_| text.push_str("\"\n"));
    says("gp-reg-pat-prac-b.csv", text.as_bytes(), &["\"open-quote\"", "gp-reg-pat-prac-b.csv"]);
}

/// A table of 95 MB as it might be published, with a code of its own in every row.
fn large_lists(path: &Path, day: &str) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    file.write_all(b"PUBLICATION,EXTRACT_DATE,TYPE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n").unwrap();
    let mut line = String::new();
    for number in 0..1_650_000_u32 {
        line.clear();
        let letter = char::from(b'A' + u8::try_from(number / 100_000).unwrap());
        writeln!(
            line,
            "GP_PRAC_PAT_LIST,{day},GP,{letter}{:05},ZZ1 1ZZ,ALL,ALL,{}",
            number % 100_000,
            number % 9000
        )
        .unwrap();
        file.write_all(line.as_bytes()).unwrap();
    }
}

#[test]
fn several_tables_as_large_as_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    for (name, day) in [
        ("gp-reg-pat-prac-a.csv", "2026-07-01"),
        ("gp-reg-pat-prac-b.csv", "2026-08-01"),
        ("gp-reg-pat-prac-c.csv", "2026-09-01"),
    ] {
        large_lists(&data.join(name), day);
    }
    holds(&check(&data), &["\"rows_used\": 1650000"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_links_to_itself() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("below")).unwrap();
    fs::write(data.join("gp-reg-pat-prac-a.csv"), "a,b\n1,2\n").unwrap();
    std::os::unix::fs::symlink(&data, data.join("below/above")).unwrap();
    std::os::unix::fs::symlink(data.join("below"), data.join("beside")).unwrap();
    std::os::unix::fs::symlink("nowhere", data.join("lost.csv")).unwrap();
    let said = check(&data);
    holds(&said, &["gp-reg-pat-prac-a.csv", "lost.csv"]);
    assert!(!said.contains("same-file-twice"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    assert!(Command::new("mkfifo").arg(data.join("pipe.csv")).status().unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", data.join("device.csv")).unwrap();
    std::os::unix::fs::symlink("/dev/null", data.join("device.zip")).unwrap();
    holds(&check(&data), &["other_files", "pipe.csv", "device.csv", "device.zip"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let path = data.join("gp-reg-pat-prac-a.csv");
    fs::write(&path, "a,b\n1,2\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
    if fs::read(&path).is_ok() {
        println!("a_file_that_may_not_be_read: skipped, this user may read everything");
        return;
    }
    holds(&check(&data), &["cannot read", "gp-reg-pat-prac-a.csv", "that you may open it"]);
}
