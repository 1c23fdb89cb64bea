//! `build --watch`: each change builds again, a mistake is said where it is, and Ctrl-C ends it.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::desk::Desk;
use crate::support::program;

/// The program, watching.
pub struct Watching {
    child: Child,
    lines: Receiver<String>,
}

/// No build of a test takes longer, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(120);

impl Watching {
    /// Starts it in a folder.
    pub fn start(folder: &Path, words: &[&str]) -> Self {
        let mut program = program();
        program.current_dir(folder).args(["build", "--watch"]).args(words);
        let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (send, lines) = channel();
        let outs: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for out in outs {
            let send = send.clone();
            std::thread::spawn(move || {
                let lines = BufReader::new(out).lines().map_while(Result::ok);
                lines.for_each(|line| drop(send.send(line)));
            });
        }
        Self { child, lines }
    }

    /// What it says until it waits for the next change and has said this too.
    pub fn says(&self, wanted: &str) -> String {
        let mut said = String::new();
        while !said.contains(wanted) || !said.contains("watching for changes; Ctrl-C ends it\n") {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("it does not say `{wanted}`: {said}"));
            said.push_str(&format!("{line}\n"));
        }
        said
    }

    /// Presses Ctrl-C: the exit code, and what it says at last.
    pub fn stop(mut self) -> (Option<i32>, String) {
        assert!(
            Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success()
        );
        let code = self.child.wait().unwrap().code();
        (code, self.lines.iter().collect())
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn each_change_builds_again_and_a_mistake_waits_for_the_next() {
    let desk = Desk::with_data();
    assert_eq!(desk.run("eject-templates own").code, 0);
    let words = ["--data", "downloads", "--templates", "own", "--area", "QJK", "--format", "pdf,html"];
    let watching = Watching::start(&desk.folder, &words);
    let first = watching.says("1 document typeset");
    assert!(first.contains("1 PDF in reports/2026-09\n"), "{first}");
    let page = || {
        let pages = fs::read_dir(desk.folder.join("reports/2026-09")).unwrap();
        let page = pages
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension().is_some_and(|ending| ending == "pdf"));
        fs::read(page.unwrap()).unwrap()
    };
    let before = page();

    let template = desk.folder.join("own/briefing/sure.typ.j2");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, format!("{text}\nA sentence of ours.\n")).unwrap();
    let again = watching.says("anew: 0 tables read, 0 panels made, 1 document typeset");
    assert!(!again.contains("edition 2026-09, the latest of"), "the figures were held: {again}");
    assert_ne!(before, page());

    // A mistake is said with its place, and the edition stays as it is.
    let good = page();
    fs::write(&template, format!("{text}\n<< page_one.headng >>\n")).unwrap();
    let line = text.lines().count() + 2;
    let broken = watching.says("the nearest is `page_one.heading`");
    assert!(broken.contains(&format!("`briefing/sure.typ.j2` line {line}: ")), "{broken}");
    assert!(good == page());
    fs::write(&template, &text).unwrap();
    watching.says("1 PDF in reports/2026-09\n");
    assert!(before == page());

    desk.set("contct = \"us@nhs.net\"\n");
    assert!(watching.says("there is no setting `contct`").contains("the nearest is `contact`"));
    desk.set("contact = \"us@nhs.net\"\n");
    watching.says("1 document typeset");
    assert_ne!(before, page());

    // A published table is revised: it alone is read again.
    let tables = desk.folder.join("downloads/workforce");
    let table = fs::read_dir(tables).unwrap().map(|entry| entry.unwrap().path());
    let table = table.filter(|path| path.display().to_string().contains("September 2026")).last().unwrap();
    let rows = fs::read(&table).unwrap();
    fs::write(&table, String::from_utf8_lossy(&rows).replacen(",0.8,", ",0.4,", 1)).unwrap();
    let revised = watching.says("1 panel made");
    assert!(revised.contains("edition 2026-09, the latest of"), "{revised}");
    let (code, last) = watching.stop();
    assert_eq!(code, Some(130));
    assert!(last.ends_with("stopped: the edition is as it was last built"), "{last}");
}

#[test]
fn it_is_for_areas_that_are_named() {
    let desk = Desk::with_data();
    let refused = desk.run("build --watch");
    assert!(refused.code == 2 && refused.said.contains("--area"), "{}", refused.said);
}
