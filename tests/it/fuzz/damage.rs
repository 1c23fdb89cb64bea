//! Damage by chance: to bytes, lines, cells and columns of a table, and to what is in a zip.

use std::io;

use briefings::demo::{DemoFile, zip};
use fastrand::Rng;

use super::engine::Seed;

/// What a cell may be made.
const NASTY: [&str; 40] = [
    "",
    " ",
    "\u{a0}",
    "\"",
    "\"\"",
    "'",
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\0",
    "\u{feff}",
    "\u{200b}",
    "é",
    "\u{1f600}",
    "0",
    "-0",
    "-1",
    "1e308",
    "-1e309",
    "1E+05",
    "NaN",
    "inf",
    "0x10",
    "1,234",
    "0,8",
    "99999999999999999999",
    "0.0000000000000000000001",
    "U00000",
    "u00000",
    "U0000",
    "E54000008",
    "England",
    "2026-02-30",
    "31/12/9999",
    "01JAN0001",
    "2026-13",
    "ALL",
    "Social Prescribing Link Worker (Mental Health",
];

/// A seed with some damage.
pub fn mutated(seed: &Seed, all: &[Seed], chance: &mut Rng) -> Vec<u8> {
    let mut bytes = seed.bytes.clone();
    let archive = seed.name.ends_with(".zip") || seed.name.ends_with(".xlsx");
    if archive && chance.bool() {
        bytes = repacked(&bytes, all, chance).unwrap_or(bytes);
    } else if archive {
        (0..chance.usize(1..6)).for_each(|_| of_bytes(&mut bytes, chance));
    } else {
        (0..chance.usize(1..4)).for_each(|_| of_table(&mut bytes, all, chance));
    }
    bytes
}

/// A zip with damage in what it holds, or in what it holds it under.
fn repacked(bytes: &[u8], all: &[Seed], chance: &mut Rng) -> Option<Vec<u8>> {
    let mut archive = ::zip::ZipArchive::new(io::Cursor::new(bytes)).ok()?;
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let mut bytes = Vec::new();
        io::Read::read_to_end(&mut file, &mut bytes).ok()?;
        let path = file.name().ok()?.into_owned();
        files.push(DemoFile { path, bytes });
    }
    for file in &mut files {
        match chance.u8(0..6) {
            0 => {
                file.path = ["../x.csv", "/x.csv", "a/b/c/d.csv", "x.CSV", "__MACOSX/x.csv", "é.csv"]
                    [chance.usize(0..6)]
                .to_owned()
            }
            1 => file.path = format!("{}.zip", file.path),
            2 => file.bytes = repacked(&file.bytes, all, chance).unwrap_or_default(),
            _ => of_table(&mut file.bytes, all, chance),
        }
    }
    zip(&files).ok()
}

/// One change to bytes, whatever they are.
fn of_bytes(bytes: &mut Vec<u8>, chance: &mut Rng) {
    let at = chance.usize(0..=bytes.len());
    let end = (at + chance.usize(0..40)).min(bytes.len());
    match chance.u8(0..6) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..end)),
        2 => bytes.insert(at, chance.u8(..)),
        3 => {
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        4 => bytes.extend((0..chance.usize(0..20)).map(|_| 0xff)),
        _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << chance.u8(0..8)),
    }
}

/// One change to a table: its bytes, lines, cells, columns or the whole of it.
fn of_table(bytes: &mut Vec<u8>, all: &[Seed], chance: &mut Rng) {
    if chance.u8(0..5) == 0 {
        return of_bytes(bytes, chance);
    }
    // One character a byte, so that any bytes come back as they were.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let (a, b) = (chance.usize(0..lines.len()), chance.usize(0..lines.len()));
    match chance.u8(0..12) {
        0 => lines.swap(a, b),
        1 => lines.insert(a, lines[b].clone()),
        2 => drop(lines.remove(a)),
        3 => lines.insert(a, String::new()),
        4 => lines.iter_mut().for_each(|line| column(line, chance.usize(0..20), "")),
        5 => {
            let (at, name) = (chance.usize(0..20), NASTY[chance.usize(0..NASTY.len())]);
            lines.iter_mut().for_each(|line| column(line, at, name));
        }
        6 => {
            lines = lines
                .join("\n")
                .replace(',', [";", "\t", "|", ",,"][chance.usize(0..4)])
                .split('\n')
                .map(str::to_owned)
                .collect()
        }
        7 => lines = lines.join("\r\n").split('\n').map(str::to_owned).collect(),
        8 => {
            let other = &all[chance.usize(0..all.len())].bytes;
            lines.extend(String::from_utf8_lossy(other).lines().take(5).map(str::to_owned));
        }
        9 => lines[a] = lines[a].repeat(chance.usize(2..200)),
        10 => lines[0] = lines[0].to_lowercase(),
        _ => column(&mut lines[a], chance.usize(0..20), NASTY[chance.usize(0..NASTY.len())]),
    }
    let mut made = Vec::new();
    for letter in lines.join("\n").chars() {
        match u8::try_from(u32::from(letter)) {
            Ok(byte) => made.push(byte),
            Err(_) => made.extend(letter.to_string().bytes()),
        }
    }
    *bytes = made;
}

/// Writes over a cell of a line.
fn column(line: &mut String, at: usize, with: &str) {
    let mut cells: Vec<&str> = line.split(',').collect();
    let at = at % cells.len();
    cells[at] = with;
    *line = cells.join(",");
}
