//! Every fault of `demo-data --faults`: said by file, row or column and remedy; no panic, no row unaccounted for, and no
//! figure that differs unsaid. A fault that stops a run leaves nothing written.

mod expected;
mod real;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use briefings::check::{Asked, look};
use briefings::demo::{Demo, DemoFile, Figures, Plant, Planted, Set, plants};
use briefings::panel::Options;
use briefings::source::{self, Origin};
use briefings::subject::problem::{FAULTS, Severity};
use serde_json::Value;

use crate::support::{build, request};

/// The data set without a fault: its files, what `check` finds, and its figures.
struct Clean {
    files: Vec<DemoFile>,
    finding: Value,
    edition: Value,
}

static CLEAN: LazyLock<Clean> = LazyLock::new(|| {
    let files = (Demo { scale: 0.02, ..Demo::default() }).files().unwrap();
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files.clone());
    let options = Options::default();
    let finding = finding(folder.path(), &options);
    Clean { edition: edition(folder.path(), &options), finding, files }
});

fn write(folder: &Path, files: Vec<DemoFile>) {
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, file.bytes).unwrap();
    }
}

/// What `check` prints with `--json`.
fn finding(folder: &Path, options: &Options) -> Value {
    let origins = [Origin::Path(folder.to_owned())];
    serde_json::to_value(look(&Asked { origins: &origins, options, jobs: 1 }).unwrap()).unwrap()
}

/// The figures: what `data/analysis.json` holds.
fn edition(folder: &Path, options: &Options) -> Value {
    let origins = [Origin::Path(folder.to_owned())];
    let publications = source::load_preferring(&origins, &options.prefer, 1).unwrap();
    serde_json::to_value(briefings::analyse(&publications, options).unwrap().1).unwrap()
}

/// The problems of a kind that a finding lists.
fn lines<'a>(finding: &'a Value, kind: &str) -> Vec<&'a Value> {
    let groups = finding["problems"].as_array().unwrap().iter().filter(|group| group["kind"] == kind);
    groups.flat_map(|group| group["first"].as_array().unwrap()).collect()
}

/// Plants one fault and looks at all that it does.
fn plant(test: &str) {
    let plant = Plant::named(&test.replace('_', "-")).unwrap();
    let mut set = Set::new(CLEAN.files.clone());
    let planted = plant.plant(&mut set).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    write(&data, set.into_files());
    let options = Options { prefer: planted.prefer.iter().cloned().collect(), ..Options::default() };
    let finding = finding(&data, &options);
    balances(&finding);
    match plant.fault {
        Some(fault) => is_said(&lines(&finding, fault.id), &lines(&CLEAN.finding, fault.id), &planted),
        None if !plant.stops() => {
            assert_eq!(finding["problems"], CLEAN.finding["problems"], "it is read as it is meant");
        }
        None => {}
    }
    if plant.stops() {
        return stops(folder.path(), &data, (plant, &planted));
    }
    let figures = edition(&data, &options);
    if plant.figures == Figures::Same {
        assert_eq!(figures, CLEAN.edition, "figures differ");
    } else {
        assert_ne!(figures, CLEAN.edition, "the figures that should differ do not");
        expected::of(plant.name)(&expected::Figures { was: &CLEAN.edition, is: &figures });
    }
}

/// Every row of every file is used or left out for a reason.
fn balances(finding: &Value) {
    for file in finding["files"].as_array().unwrap().iter().filter(|file| !file["rows"].is_null()) {
        let left = file["rows_left_out"].as_array().unwrap().iter();
        let left: u64 = left.map(|pair| pair[1].as_u64().unwrap()).sum();
        let used = file["rows_used"].as_u64().unwrap();
        assert_eq!(file["rows"].as_u64().unwrap(), used + left, "{}", file["name"]);
    }
}

/// A problem that was not there before says where it is and what to do.
fn is_said(now: &[&Value], before: &[&Value], planted: &Planted) {
    let holds = |line: &Value| {
        let text = format!("{} {} {}", line["found"], line["expected"], line["remedy"]);
        line["file"] == planted.file.as_str()
            && planted.row.is_none_or(|row| line["row"] == row)
            && planted.column.as_ref().is_none_or(|column| line["column"] == column.as_str())
            && text.contains(&planted.about)
    };
    let said = now.iter().find(|line| holds(line) && !before.contains(line));
    let said = said.unwrap_or_else(|| panic!("{planted:?} is not among {now:#?}"));
    for part in ["found", "expected", "remedy"] {
        assert!(said[part].as_str().is_some_and(|text| text.len() > 1), "{said}");
    }
}

/// A run fails, names the file and says what to do, and writes nothing.
fn stops(folder: &Path, data: &Path, (plant, planted): (&Plant, &Planted)) {
    let out = folder.join("out");
    let message = build(&request(Origin::Path(data.to_owned()), &out)).unwrap_err().chain();
    assert!(!out.exists(), "something was written");
    assert!(message.contains(&planted.file), "`{}` is not in: {message}", planted.file);
    let remedies =
        ["download", "correct", "remove", "add", "save", "restore", "write", "put", "check", "close"];
    let more = ["unpack", "delete", "divide", "split", "keep", "open"];
    assert!(remedies.iter().chain(&more).any(|word| message.contains(word)), "{}: {message}", plant.name);
}

/// A test for each plant, by its name.
macro_rules! tests {
    ($($name:ident)*) => {
        /// The plants that have a test.
        const TESTED: &[&str] = &[$(stringify!($name)),*];

        $(
            #[test]
            fn $name() {
                plant(stringify!($name));
            }
        )*
    };
}

tests! {
    truncated_zip damaged_workbook locked_zip zip_path_climbs zips_in_zips zip_of_many_files same_file_twice
    web_page workbook_named_csv utf_16_without_mark utf_16 byte_order_mark header_alone empty_file other_table
    comma_without_quotes cut_in_a_row cut_in_a_number no_last_line_end quote_not_closed quotes_around_rows
    semicolons tabs lines_above_header blank_lines_above_header long_line many_columns blank_lines
    quotes_everywhere line_ends_of_windows line_break_in_a_name column_renamed column_missing column_twice
    column_in_small_letters columns_in_another_order column_new letters_in_fte fte_empty error_of_a_formula
    letter_o_for_zero decimal_comma decimal_comma_before_three_digits decimal_comma_in_the_survey
    scientific_patients scientific_fte patients_below_zero letter_o_in_a_code pcn_code_in_small_letters
    pcn_code_short practice_code_short practice_code_short_in_survey practice_code_in_small_letters
    practice_code_scientific sub_icb_code_damaged icb_code_in_small_letters thousands_separators
    trailing_spaces no_break_spaces date_as_a_number date_without_year date_month_first date_that_is_none
    date_in_words date_empty date_of_another_century month_thirteen census_month_thirteen
    census_month_in_words census_year_of_two_digits two_censuses two_days two_indices two_indices_in_an_export
    practice_twice_in_map practice_twice_in_lists practice_twice_in_survey practice_twice_in_scores
    practice_twice_in_export total_line_in_lists total_line_in_workforce total_line_in_survey line_of_commas
    rows_pasted_twice two_files_for_one_census two_list_sizes_for_one_day corrected_reissue
    name_of_another_month survey_without_year survey_of_another_layout missing_quarter
    list_sizes_over_six_months_away list_sizes_over_eighteen_months_away early_list_sizes_missing
    role_near_miss no_link_workers fte_as_hours fte_as_part_time_hours fte_below_zero fte_over_one
    contracted_row_repeats other_data_source pcn_in_two_icbs other_role one_sex_alone one_sex_beside_others
    regional_list_sizes list_sizes_cut_in_half earlier_list_sizes_cut_in_half practice_map_cut_in_half
    practice_without_list_size practice_not_in_map list_size_with_a_digit_too_many practice_in_no_pcn
    more_answers_than_base answers_suppressed survey_cut_in_half score_over_100 score_missing other_indicator
    icb_without_returns icb_nearly_complete icb_unknown pcn_with_a_new_code pcn_with_a_new_code_everywhere
    pcns_merged pcn_split pcn_without_patients pcn_straddles published_totals_differ
    published_total_is_not_ours
}

#[test]
fn every_plant_has_a_test() {
    let tested: BTreeSet<String> = TESTED.iter().map(|name| name.replace('_', "-")).collect();
    let planted: BTreeSet<String> = plants().map(|plant| plant.name.to_owned()).collect();
    assert_eq!(tested, planted);
}

/// Kinds of problem whose smallest file is larger than a data set should be: `hostile` makes them.
const TOO_LARGE_TO_PLANT: [&str; 2] = ["file-too-large", "zips-too-large"];

/// Kinds of the user's own tables and of what is asked for, which no data folder holds: their own tests make them.
const NOT_OF_THE_DATA: [&str; 3] = ["text", "rows-differ", "pcn-guessed"];

/// Kinds that every edition over some years has.
const THERE_BY_NATURE: [&str; 1] = ["series-break"];

#[test]
fn every_kind_of_problem_is_planted() {
    let given: BTreeSet<&str> = plants().filter_map(|plant| plant.fault).map(|fault| fault.id).collect();
    for fault in FAULTS {
        let elsewhere = [TOO_LARGE_TO_PLANT.as_slice(), &NOT_OF_THE_DATA, &THERE_BY_NATURE];
        let is_elsewhere = elsewhere.iter().any(|kinds| kinds.contains(&fault.id));
        assert_ne!(given.contains(fault.id), is_elsewhere, "{}", fault.id);
    }
    for kind in THERE_BY_NATURE {
        assert!(!lines(&CLEAN.finding, kind).is_empty(), "{kind}");
    }
    assert!(given.len() >= 40, "{}", given.len());
}

/// What `demo-data` prints with some faults, and its exit code.
fn demo_data(out: &Path, faults: &str) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefings"));
    let command = command.args(["demo-data", "--scale", "0.02", "--faults", faults, "--out"]).arg(out);
    let done = command.output().unwrap();
    (String::from_utf8(done.stdout).unwrap() + &String::from_utf8(done.stderr).unwrap(), done.status.code())
}

#[test]
fn faults_are_planted_together_and_a_name_that_is_none_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let (said, code) = demo_data(folder.path(), "fte-as-hours,thousands-separators");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("row 5 column `FTE`; gives fte-as-hours"), "{said}");
    let found = finding(folder.path(), &Options::default());
    for kind in ["fte-as-hours", "thousands-separator"] {
        assert_eq!(lines(&found, kind).len(), 1, "{kind}");
    }
    let marker = fs::read_to_string(folder.path().join("ILLUSTRATIVE.txt")).unwrap();
    assert!(marker.ends_with("Faults planted: fte-as-hours, thousands-separators\n"), "{marker}");
    let (said, code) = demo_data(&folder.path().join("none"), "fte-as-hour");
    assert_eq!(code, Some(2));
    assert!(said.contains("no fault `fte-as-hour`") && said.contains("nearest are fte-as-hours"), "{said}");
    assert!(!folder.path().join("none").exists());
    let (said, _) = demo_data(folder.path(), "list");
    assert!(plants().all(|plant| said.contains(&format!("{}\n    {}", plant.name, plant.what))), "{said}");
}

#[test]
fn a_data_set_without_a_fault_stops_nothing() {
    balances(&CLEAN.finding);
    let stops = |group: &&Value| group["severity"] == "stops";
    assert_eq!(CLEAN.finding["problems"].as_array().unwrap().iter().find(stops), None);
}

#[test]
fn the_page_of_faults_lists_every_kind_and_every_plant() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md")).unwrap();
    let kinds = FAULTS.iter().map(|fault| {
        let severity = match fault.severity {
            Severity::Stops => "stops a run",
            Severity::PageSays => "a page says so",
            Severity::Note => "note",
        };
        format!("| `{}` | {severity} | {} | {} |\n", fault.id, fault.what, fault.remedy)
    });
    let planted = plants().map(|plant| {
        let gives = plant.fault.map_or_else(|| plant.gives().to_owned(), |fault| format!("`{}`", fault.id));
        format!("| `{}` | {} | {gives} | {} |\n", plant.name, plant.what, plant.figures.words())
    });
    let all: Vec<String> = kinds.chain(planted).collect();
    for line in &all {
        assert!(page.contains(line.as_str()), "run: cargo run --release --example faults\n{line}");
    }
    assert_eq!(page.lines().filter(|line| line.starts_with("| `")).count(), all.len(), "a line of none");
}
