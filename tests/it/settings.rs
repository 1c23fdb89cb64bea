//! `briefings.toml`: what it sets, what goes before it, and every mistake in it with its line.

use std::fs;
use std::path::Path;

use crate::desk::Desk;
use crate::support::files;

#[test]
fn a_run_by_the_file_is_a_run_by_options() {
    let desk = Desk::with_data();
    desk.write("logo.svg", include_str!("../fixtures/logo.svg"));
    desk.set(
        "data = 'downloads'\narea = [\"NHS Devon\", \"ENG\"]\nlength = \"summary\"\nformat = [\"pdf\", \"data\"]\n\
         need = \"deprivation\"\ndraft = true\nlogo = \"logo.svg\"\nlogo_alt = \"Logo of NHS Devon\"\n\
         contact = \"a team\"\ngeography = 2026\nout = \"by file\"\n",
    );
    let ran = desk.run("build");
    assert_eq!(ran.code, 0, "{}", ran.said);
    let keys = "data, area, length, format, need, draft, logo, logo-alt, contact, geography, out";
    assert!(ran.said.starts_with(&format!("settings of `briefings.toml`: {keys}\n")), "{}", ran.said);
    let options = "build --no-config --data downloads --area QJK --area ENG --length summary --format pdf,data \
                   --need deprivation --draft --logo logo.svg --contact";
    let mut words: Vec<&str> = options.split_whitespace().collect();
    words.extend(["a team", "--logo-alt", "Logo of NHS Devon", "--geography", "2026", "--out", "by options"]);
    let ran = desk.run_words(&words);
    assert_eq!(ran.code, 0, "{}", ran.said);
    assert!(!ran.said.contains("settings"), "{}", ran.said);
    let made = ["by file", "by options"].map(|out| files(&desk.folder.join(out)));
    let manifest = |made: &std::collections::BTreeMap<String, Vec<u8>>| {
        String::from_utf8(made["2026-09/manifest.json"].clone())
            .unwrap()
            .replace("NHS Devon\",\n", "QJK\",\n")
    };
    assert_eq!(manifest(&made[0]), manifest(&made[1]));
    assert!(made[0].len() > 8);
    assert!(made[0].iter().all(|(name, bytes)| name.contains("/manifest.") || made[1][name] == *bytes));
}

#[test]
fn what_is_typed_goes_before_the_file() {
    let desk = Desk::with_data();
    desk.set(
        "data = \"downloads\"\narea = [\"QJK\", \"QOX\"]\nformat = \"pdf\"\nlength = \"summary\"\nneed = \"deprivation\"\n\
         draft = true\nlogo = \"none.svg\"\nlogo-alt = \"Logo of NHS Devon\"\n",
    );
    let logo = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/logo.svg");
    let own = ["--logo", logo.to_str().unwrap(), "--logo-alt", "Logo of another board"];
    let line = "build --area QT6 --draft=false --need support-gap";
    let ran = desk.run_words(&line.split_whitespace().chain(own).collect::<Vec<_>>());
    assert_eq!(ran.code, 0, "{}", ran.said);
    assert!(ran.said.starts_with("settings of `briefings.toml`: data, format, length\n"), "{}", ran.said);
    let made = files(&desk.folder.join("reports/2026-09"));
    assert_eq!(made.keys().filter(|name| name.ends_with(".pdf")).count(), 1);
    let manifest = String::from_utf8(made["manifest.json"].clone()).unwrap();
    for part in ["\"draft\": false", "\"asked_need\": \"support-gap\"", "Logo of another board", "\"QT6\""] {
        assert!(manifest.contains(part), "{part} is not in {manifest}");
    }
    assert!(!manifest.contains("QJK"));
    // An area of the file is not added to a region that is typed, and a typed logo needs its own words.
    let ran = desk.run_words(&[&["build", "--region", "Y58"], &own[..]].concat());
    assert!(ran.out.starts_with("1 PDF in"), "{}{}", ran.out, ran.said);
    let ran = desk.run_words(&[&["build"], &own[..2]].concat());
    assert_eq!(ran.code, 2);
    assert!(ran.said.contains("--logo-alt <TEXT>"), "{}", ran.said);
    let ran = desk.run_words(&[&["build", "--quiet"], &own[..]].concat());
    assert_eq!((ran.code, ran.said.as_str()), (0, ""));
}

#[test]
fn every_command_that_reads_tables_takes_what_it_can_use() {
    let desk = Desk::with_data();
    desk.set("data = \"downloads\"\nout = \"elsewhere\"\narea = [\"QJK\", \"QOX\"]\nneed = \"deprivation\"\nsurvey = 2019\n");
    let ran = desk.run("check");
    assert_eq!(ran.said, "settings of `briefings.toml`: data, need, survey\n");
    assert!(
        ran.out.contains("would print the edition 2026-09, with GP Patient Survey 2019, IMD 2025"),
        "{}",
        ran.out
    );
    assert!(desk.run("check --no-config").out.contains("GP Patient Survey 2026"));
    let ran = desk.run("inspect --area QJK --stage analysis");
    assert_eq!(ran.said, "settings of `briefings.toml`: data, need, survey\n");
    assert!(ran.out.contains("\"code\": \"QJK\""), "{}", ran.out);
    let ran = desk.run("explain QJK/fte");
    assert!(ran.said.contains("data, need, survey") && ran.out.contains("QJK/fte"), "{}", ran.said);
    let nothing = desk.run("explain QJK/fte --data downloads --need deprivation --survey 2019").said;
    assert_eq!(nothing, "settings of `briefings.toml`: none is used\n");
    // Those that make something else, and help, know nothing of it.
    desk.set("a mistake");
    assert_eq!(desk.run("eject-templates own").said, "");
    assert_eq!(desk.run("build --help").code, 0);
    assert_eq!(desk.run("check --config nowhere.toml").code, 2);
}

#[test]
fn paths_of_a_file_start_from_its_folder() {
    let desk = Desk::with_data();
    let team = desk.folder.join("team ä");
    fs::create_dir(&team).unwrap();
    let text = "data = \"../downloads\"\nout = \"../made\"\narea = \"ENG\"\nformat = \"pdf\"\nlength = \"summary\"\n";
    desk.write("team ä/ours.toml", &format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let ran = desk.run_words(&["build", "--config", "team ä/ours.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.said);
    let said = format!("settings of `{}`: data", Path::new("team ä/ours.toml").display());
    assert!(ran.said.starts_with(&said), "{}", ran.said);
    assert!(desk.folder.join("made/2026-09/manifest.json").exists());
}

#[test]
fn every_mistake_is_said_with_its_line_and_makes_nothing() {
    let desk = Desk::new();
    for (line, parts) in [
        ("nead = \"deprivation\"", &["there is no setting `nead` (the nearest is `need`)"][..]),
        ("front_shet = \"x.toml\"", &["`front_shet`", "the nearest is `front-sheet`"]),
        ("zzz = 1", &["there is no setting `zzz`; `briefings init"]),
        ("edition = \"2022-03\"", &["`edition` is for one run", "give --edition"]),
        ("need = \"depriv\"", &["`need` is `depriv`", "expected support-gap or deprivation"]),
        ("need = [\"deprivation\"]", &["`need` is a list of texts", "text in quotes"]),
        (
            "survey = \"2025\"",
            &["`survey` is the text \"2025\"", "a whole number, without quotes: survey = 2026"],
        ),
        ("survey = 2025.5", &["`survey` is the number 2025.5"]),
        ("imd = 2019-01-01", &["`imd` is the date 2019-01-01"]),
        ("draft = \"yes\"", &["the text \"yes\"", "true or false, without quotes: draft = true"]),
        ("length = true", &["`length` is true", "text in quotes"]),
        ("area = [\"QJK\", 5]", &["a list with something else than texts"]),
        ("jobs = 0", &["`jobs` is `0`", "a whole number from 1 to 256"]),
        ("format = [\"pdf\", \"docx\"]", &["`format` is `docx`", "pdf or html or xlsx"]),
        ("contact = \" \"", &["`contact` is empty"]),
        ("data = \"C:\\Users\\me\"", &["single quotes: 'C:\\Data\\downloads'"]),
        ("data = \"C:\\new\"", &["`data` has a line end", "single quotes"]),
        ("[build]", &["there is no setting `build`"]),
        ("[data]", &["`data` is a table", "a path in quotes"]),
        ("need = deprivation", &["text in quotes: need = \"deprivation\""]),
        ("out = \"a\"\nout = \"b\"", &["duplicate key"]),
    ] {
        desk.set(&format!("# settings\nregion = \"Y58\"\n{line}\n"));
        let ran = desk.run("build");
        assert_eq!(ran.code, 2, "{line}: {}", ran.said);
        let at = if line.contains("out") { "line 4: " } else { "line 3: " };
        for part in parts.iter().chain([&"error: `briefings.toml` ", &at]) {
            assert!(ran.said.contains(part), "{line}: `{part}` is not in: {}", ran.said);
        }
        assert!(!desk.folder.join("reports").exists());
    }
    fs::write(desk.folder.join("briefings.toml"), b"need = \"\xff\"").unwrap();
    assert!(desk.run("build").said.contains("line 1: it is not text in UTF-8; save it as UTF-8 text"));
}

#[test]
fn init_writes_every_setting_and_over_no_file() {
    let desk = Desk::with_data();
    let ran = desk.run("init");
    assert_eq!(ran.code, 0, "{}", ran.said);
    assert!(ran.out.contains("briefings.toml") && ran.out.contains("downloads"), "{}", ran.out);
    let written = fs::read_to_string(desk.folder.join("briefings.toml")).unwrap();
    assert_eq!(desk.run("check").said, "settings of `briefings.toml`: data\n");
    // Every line is of use once its # is gone.
    let open = |line: &str| match line.strip_prefix("# ").filter(|rest| rest.contains(" = ")) {
        Some(rest) if !rest.contains("`briefings build`") => rest.to_owned(),
        _ => line.to_owned(),
    };
    let all: Vec<String> = written.lines().map(open).collect();
    let settings = all.iter().filter(|line| !line.starts_with('#') && line.contains(" = ")).count();
    assert_eq!(settings, 26, "{}", all.join("\n"));
    let all = all.join("\n").replace("gp-reg-pat-prac-all-revised.csv", "gp-reg-pat-prac-all-sep-26.csv");
    let all =
        all.replace("\"similar.csv\"", "'s.csv'").replace("\"QE1\", ", "").replace("[\"Y58\"]", "\"Y58\"");
    desk.set(&all);
    desk.write("s.csv", "icb,similar\nQJK,QSL\n");
    desk.write("local.csv", include_str!("../../docs/local.example.csv"));
    desk.write("logo.svg", include_str!("../fixtures/logo.svg"));
    desk.write("front-sheet.toml", include_str!("../../templates/front-sheet.example.toml"));
    desk.write("key.pem", include_str!("../fixtures/keys/one.pem"));
    fs::create_dir(desk.folder.join("our-templates")).unwrap();
    let ran = desk.run("build");
    assert_eq!(ran.code, 0, "{}", ran.said);
    assert!(ran.out.starts_with("3 PDFs in "), "{}", ran.out);
    let ran = desk.run("init");
    assert_eq!(ran.code, 2);
    assert!(ran.said.contains("already has a `briefings.toml`"), "{}", ran.said);
    assert_eq!(fs::read_to_string(desk.folder.join("briefings.toml")).unwrap(), all);
}
