//! What the user brings along: each kind that means harm, or is far too large, ends in a message and in nothing written,
//! within the time and the memory that are stated.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{program, small};

/// A folder with the tables of a small made-up England, and what a user brings.
struct Brought {
    home: tempfile::TempDir,
}

impl Brought {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        small(home.path());
        Self { home }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    /// A build of one area with these options, which must be refused in these words and write nothing.
    fn refused(&self, options: &[&str], parts: &[&str]) {
        self.refused_within(["--time-limit=120", "--memory-limit=1000"], options, parts);
    }

    fn refused_within(&self, limits: [&str; 2], options: &[&str], parts: &[&str]) {
        let out = self.path("out");
        let mut build = program();
        build.arg("build").arg("--data").arg(self.path("small-illustrative.zip")).arg("--out").arg(&out);
        build.args(["--area", "QJK"]).args(limits).args(options);
        let done = build.output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{options:?}: {said}");
        for part in parts {
            assert!(said.contains(part), "`{part}` is not in: {said}");
        }
        assert!(!said.contains("panicked") && !said.contains("a defect"), "{said}");
        assert!(said.len() < 6_000, "{} bytes are said", said.len());
        assert!(!out.exists(), "something was written");
    }
}

/// An option for each kind of file.
const FILES: [&[&str]; 6] = [
    &["--front-sheet"],
    &["--logo-alt", "Logo of NHS Devon", "--logo"],
    &["--geography"],
    &["--local"],
    &["--similar"],
    &["--sign"],
];

#[cfg(unix)]
#[test]
fn a_pipe_and_a_device_are_refused_and_never_waited_on() {
    let brought = Brought::new();
    let pipe = brought.path("pipe.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let device = brought.path("device.csv");
    std::os::unix::fs::symlink("/dev/zero", &device).unwrap();
    for path in [&pipe, &device] {
        let name = path.file_name().unwrap().to_str().unwrap();
        for option in FILES {
            brought.refused(&[option, &[path.to_str().unwrap()]].concat(), &[name]);
        }
    }
    let templates = brought.path("templates");
    fs::create_dir_all(templates.join("briefing")).unwrap();
    fs::rename(&pipe, templates.join("briefing/main.typ.j2")).unwrap();
    brought.refused(&["--templates", templates.to_str().unwrap()], &["main.typ.j2", "it is not a file"]);
}

#[test]
fn a_name_of_a_file_that_no_page_has_room_for() {
    let brought = Brought::new();
    let name = format!("{}.csv", "n".repeat(200));
    let path = brought.file(&name, "to,icb\nQ99,QJK\n");
    for option in FILES {
        brought.refused(&[option, &[path.as_str()]].concat(), &["its name has 204 letters", "at most 100"]);
    }
}

#[test]
fn a_front_sheet_that_is_far_too_large() {
    let brought = Brought::new();
    let fields = |count: usize| "[[field]]\nname = \"a\"\n".repeat(count);
    for (text, parts) in [
        (fields(200_000), ["sheet.toml", "over 1 MB"]),
        (fields(2_000), ["sheet.toml", "there are 2000 fields"]),
        (
            format!("[[field]]\nname = \"a\"\nvalue = \"{}\"\n", "a ".repeat(5_000_000)),
            ["sheet.toml", "over 1 MB"],
        ),
        (
            format!("[[field]]\nname = \"a\"\nvalue = \"{}\"\n", "a ".repeat(50_000)),
            ["sheet.toml", "100000 letters"],
        ),
        (format!("[[field]]\nname = \"{}\"\n", "a".repeat(1000)), ["sheet.toml", "1000 letters"]),
        (format!("title = \"{}\"\n{}", "a".repeat(1000), fields(1)), ["sheet.toml", "1000 letters"]),
        (format!("a = {}", "[".repeat(500_000)), ["sheet.toml", "line 1"]),
    ] {
        let sheet = brought.file("sheet.toml", text);
        brought.refused(&["--front-sheet", &sheet], &parts);
    }
}

/// The start of a PNG that says it has so many pixels.
fn png(side: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(side.to_be_bytes());
    bytes.extend(side.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0");
    bytes
}

#[test]
fn a_logo_that_unpacks_without_end_or_asks_for_other_files() {
    let brought = Brought::new();
    let svg = |inside: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>").into_bytes();
    for (bytes, part) in [
        (png(30_000), "30000 by 30000 pixels"),
        (svg("<image href=\"/etc/passwd\"/>"), "`image`"),
        (svg("<filter><feTurbulence numOctaves=\"99999999\"/></filter>"), "`filter`"),
        (svg(&"<g>".repeat(50_000)), "inside each other"),
        (
            b"<!DOCTYPE svg [<!ENTITY a \"aaaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
            "entities",
        ),
        (vec![b' '; 70_000_000], "over 64 MB"),
    ] {
        let logo = brought.file("logo.svg", bytes);
        brought.refused(&["--logo", &logo, "--logo-alt", "Logo of NHS Devon"], &["logo.svg", part]);
    }
    let logo = brought.file("logo.svg", svg("<rect width=\"9\" height=\"9\"/>"));
    brought.refused(&["--logo", &logo, "--logo-alt", &"long words ".repeat(100)], &["1100 letters", "300"]);
}

#[test]
fn a_template_that_loops_or_doubles_a_text() {
    let brought = Brought::new();
    let main = |text: &str| {
        brought.file("templates/briefing/main.typ.j2", text);
        brought.path("templates").display().to_string()
    };
    let many = "a".repeat(1000);
    let doubling = format!("#let s = \"{many}\"\n{}", "#let s = s + s\n".repeat(40));
    for (text, parts) in [
        (
            "<% for a in range(90000) %><% for b in range(90000) %><% endfor %><% endfor %>",
            &["templates", "main.typ.j2"][..],
        ),
        ("<% macro f() %><< f() >><% endmacro %><< f() >>", &["templates"]),
        ("#while true { }", &["main.typ.j2", "condition is always true"]),
        ("#let f(n) = f(n + 1)\n#f(0)", &["main.typ.j2", "depth"]),
        (&doubling, &["--memory-limit", "templates", "Devon", "nothing was written"]),
    ] {
        let folder = main(text);
        brought.refused(&["--templates", &folder], parts);
    }
    let folder = main("#for a in range(1000000) { for b in range(1000000) { } }");
    brought.refused_within(
        ["--time-limit=3", "--memory-limit=4000"],
        &["--templates", &folder],
        &["it took 3 seconds, the --time-limit", "templates", "tried for NHS Devon", "nothing was written"],
    );
    fs::write(Path::new(&folder).join("words.toml"), vec![b'#'; 2_000_000]).unwrap();
    brought.refused(&["--templates", &folder], &["words.toml", "over 1 MB"]);
}

#[test]
fn a_table_of_ten_million_cells() {
    let brought = Brought::new();
    let path = brought.path("local.csv");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    file.write_all(b"area,employer,fte,source,as_of,note,a,b,c,d\n").unwrap();
    for row in 0..1_000_000 {
        writeln!(file, "QJK,Employer {row},1,Survey,2026-09,,1,2,3,4").unwrap();
    }
    drop(file);
    brought.refused(&["--local", path.to_str().unwrap()], &["local.csv", "1000000 rows", "at most 10000"]);
}

#[test]
fn a_run_that_takes_more_than_it_may_is_ended() {
    let brought = Brought::new();
    brought.refused_within(
        ["--time-limit=120", "--memory-limit=50"],
        &[],
        &["took over 50 MB", "--memory-limit", "nothing was written"],
    );
}
