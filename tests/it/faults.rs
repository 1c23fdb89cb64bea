//! Every fault that [`plant`] has: said by file, row or column and remedy; no panic, no row unaccounted for, and no
//! figure that differs unsaid. A fault that stops a run leaves nothing written.

mod expected;
mod plant;
mod real;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use briefings::check::{CheckRequest, look};
use briefings::demo::{Demo, DemoFile};
use briefings::panel::Options;
use briefings::source::{self, Origin};
use briefings::subject::problem::{FAULTS, Fault};
use plant::{Figures, Plant, Planted, Set, plants};
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
    serde_json::to_value(look(&CheckRequest { origins: &origins, options, jobs: 1 }).unwrap()).unwrap()
}

/// The figures: what `data/analysis.json` holds.
fn edition(folder: &Path, options: &Options) -> Value {
    let origins = [Origin::Path(folder.to_owned())];
    let publications = source::load_choosing(&origins, options.choice(), 1).unwrap();
    serde_json::to_value(briefings::analyse(&publications, options).unwrap().1).unwrap()
}

/// The problems of a kind that a finding lists.
fn lines<'a>(finding: &'a Value, kind: &str) -> Vec<&'a Value> {
    let groups = finding["problems"].as_array().unwrap().iter().filter(|group| group["kind"] == kind);
    groups.flat_map(|group| group["first"].as_array().unwrap()).collect()
}

/// Plants one fault and looks at all that it does.
fn try_plant(test: &str) {
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
        return stops(folder.path(), &data, plant, &planted);
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
fn stops(folder: &Path, data: &Path, plant: &Plant, planted: &Planted) {
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
                try_plant(stringify!($name));
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
    published_total_is_not_ours name_twice_in_a_zip zip_packed_otherwise workbook_with_a_password
    tables_on_two_sheets web_page_of_another_name saved_as_a_workbook saved_as_text packed_with_gzip
    litter_in_a_zip same_table_twice lines_of_a_macintosh notes_below_the_table names_of_r midnight_after_days
    epcn_without_a_header direction_override_in_a_name list_size_of_a_fraction list_size_too_large_for_a_number
    list_size_too_large survey_not_weighted survey_not_weighted_by_its_counts survey_not_weighted_beside
    survey_by_pcn survey_by_pcn_beside day_in_the_name_of_a_survey scores_by_pcn other_time_periods survey_after_every_census
    empty_zip
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

#[test]
fn names_are_unique_and_in_small_letters() {
    let names: BTreeSet<&str> = plants().map(|plant| plant.name).collect();
    assert_eq!(names.len(), plants().count());
    let plain = |name: &str| name.bytes().all(|b| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit());
    assert!(names.iter().all(|name| plain(name)));
}

#[test]
fn a_plant_stops_a_run_where_its_problem_does() {
    for plant in plants() {
        assert!(plant.fault.is_none_or(|fault| plant.figures.fits(fault.severity)), "{}", plant.name);
    }
}

#[test]
fn faults_are_planted_together() {
    let mut set = Set::new(CLEAN.files.clone());
    for name in ["fte-as-hours", "thousands-separators"] {
        Plant::named(name).unwrap().plant(&mut set).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), set.into_files());
    let found = finding(folder.path(), &Options::default());
    for kind in ["fte-as-hours", "thousands-separator"] {
        assert_eq!(lines(&found, kind).len(), 1, "{kind}");
    }
}

#[test]
fn a_data_set_without_a_fault_stops_nothing() {
    balances(&CLEAN.finding);
    let stops = |group: &&Value| group["severity"] == "stops";
    assert_eq!(CLEAN.finding["problems"].as_array().unwrap().iter().find(stops), None);
}

/// Where the lists start in the page of faults.
const START: &str =
    "<!-- The rest is written by the test `the_page_of_faults_lists_every_kind_and_every_plant`. -->\n";

#[test]
#[expect(clippy::disallowed_methods, reason = "an environment variable is how a new page is accepted")]
fn the_page_of_faults_lists_every_kind_and_every_plant() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    let page = fs::read_to_string(&path).unwrap();
    let words = page.split(START).next().unwrap();
    let kinds: String = FAULTS.iter().map(|fault| line_of_kind(fault)).collect();
    let planted: String = plants().map(line_of_plant).collect();
    let wanted = format!(
        "{words}{START}\n## Kinds of problem\n\n\
         | id | does | what it is | what to do |\n| --- | --- | --- | --- |\n{kinds}\n\
         ## Faults that are planted\n\n| name | what | gives | figures |\n| --- | --- | --- | --- |\n{planted}"
    );
    if std::env::var("UPDATE_PAGES").is_ok() {
        return fs::write(&path, &wanted).unwrap();
    }
    assert!(page == wanted, "docs/faults.md has other lists; write them with UPDATE_PAGES=1");
}

fn line_of_kind(fault: &Fault) -> String {
    format!("| `{}` | {} | {} | {} |\n", fault.id, fault.severity.words(), fault.what, fault.remedy)
}

fn line_of_plant(plant: &Plant) -> String {
    format!("| `{}` | {} | {} | {} |\n", plant.name, plant.what, plant.gives(), plant.figures.words())
}
