//! Runs that are killed, ended and interrupted at moments spread over all that they do.

use std::io::Read;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use super::{FIRST, House, holds};

/// The signals, as `kill` names them.
const SIGNALS: [&str; 3] = ["-KILL", "-TERM", "-INT"];

#[expect(clippy::disallowed_methods, reason = "a run is stopped at a moment")]
fn now() -> Instant {
    Instant::now()
}

fn signal(child: &Child, signal: &str) {
    // The run may be over already.
    let _ = Command::new("kill").args([signal, &child.id().to_string()]).output().unwrap();
}

/// When a run is stopped.
#[derive(Clone, Copy)]
enum Moment {
    /// So long after its start.
    AfterStart(Duration),
    /// So long after it has begun to write.
    AfterFirstFile(Duration),
}

/// Starts a run over an earlier edition, stops it, and asks what is there then and after the next run; gives whether the run
/// was stopped before the new edition was in its place.
fn stopped(house: &House, options: &[&str], with: &str, moment: Moment) -> bool {
    let before = house.fingerprint();
    let mut run = house.build(options).spawn().unwrap();
    let wait = match moment {
        Moment::AfterStart(wait) => wait,
        Moment::AfterFirstFile(wait) => {
            while run.try_wait().unwrap().is_none() && !house.out().join(".2026-09.new").exists() {
                std::thread::sleep(Duration::from_micros(200));
            }
            wait
        }
    };
    std::thread::sleep(wait);
    signal(&run, with);
    run.wait().unwrap();
    let is_old = house.fingerprint() == before;
    let next = house.build(options).output().unwrap();
    assert!(next.status.success(), "{}", super::said(&next));
    assert_ne!(house.fingerprint(), before);
    assert_eq!(house.beside(), [""; 0], "leftovers of {with}");
    is_old
}

/// Stops so many runs, half of them while they write, each over the edition of the one before.
fn stop(count: u32) {
    let house = House::new();
    let start = now();
    assert!(house.build(&[]).output().unwrap().status.success());
    let long = start.elapsed();
    let mut old = 0;
    for k in 0..count {
        // In turn the draft and the paper, so that the old edition is never the new one.
        let options = if k % 2 == 0 { FIRST } else { &[] };
        let part = f64::from(k / 2) / f64::from(count / 2);
        let moment = if k % 4 < 2 {
            Moment::AfterStart(long.mul_f64(part * 1.05))
        } else {
            Moment::AfterFirstFile(Duration::from_millis(60).mul_f64(part))
        };
        old += u32::from(stopped(&house, options, SIGNALS[k as usize % 3], moment));
    }
    println!("{count} stops, {old} of them before the new edition was in its place; a run takes {long:?}");
}

#[test]
fn a_run_that_is_stopped_leaves_the_old_edition_or_the_new_one() {
    stop(24);
}

#[test]
#[ignore = "takes some minutes: cargo test --release --test it stops -- --ignored --nocapture"]
fn three_hundred_runs_that_are_stopped() {
    stop(300);
}

#[test]
fn ctrl_c_says_what_was_kept_and_exits_130() {
    let house = House::new();
    let before = house.fingerprint();
    let mut run = house.build(&["--jobs", "1"]).spawn().unwrap();
    let lock = house.out().join(".2026-09.lock");
    while !lock.exists() {
        assert!(run.try_wait().unwrap().is_none(), "the run is over");
        std::thread::sleep(Duration::from_millis(1));
    }
    signal(&run, "-INT");
    let status = run.wait().unwrap();
    let mut said = String::new();
    run.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(status.code(), Some(130), "{said}");
    holds(&said, &["stopped: `", "2026-09` is as it was"]);
    assert_eq!(house.fingerprint(), before);
    assert_eq!(house.beside(), [""; 0]);
}
