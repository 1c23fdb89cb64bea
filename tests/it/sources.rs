//! Reading: every published layout, encodings, zips in zips, marks, and the three states of a return.

use std::fs;
use std::path::Path;

use briefings::panel::{Options, Panel, Return, Row, assemble};
use briefings::source::{Origin, Publications, load};
use briefings::subject::Mark;
use briefings::subject::Need;

/// A data folder of few, readable tables; each test changes what it is about.
struct Folder(tempfile::TempDir);

const WORKFORCE: &str = "Data_source,CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,ICB_CODE,DETAILED_STAFF_ROLE,FTE,UNIQUE_IDENTIFIER\n\
    NWRS Staff,2022,3,U00000,ZERO PCN,QJK,Social Prescribing Link Worker,1.0,1\n\
    NWRS contracted services,2022,3,U00000,ZERO PCN,QJK,Social Prescribing Link Worker,0.5,NULL\n\
    NWRS contracted services,2022,3,U00000,ZERO PCN,QJK,Social Prescribing Link Worker,0.5,NULL\n\
    NWRS Staff,2022,3,U00001,ONE PCN,QJK,Pharmacist,1.0,2\n\
    NWRS Staff,2022,3,Unallocated,UNALLOCATED,QJK,Social Prescribing Link Worker,9.0,3\n";
const MAP: &str = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,STP_CODE\n\
    GP_PRAC_PAT_LIST,01Jan2022,Z00001,A,X,U00000,\"ZERO, AND SO ON\",QJK\n\
    GP_PRAC_PAT_LIST,01Jan2022,Z00002,B,X,U00000,\"ZERO, AND SO ON\",QSL\n\
    GP_PRAC_PAT_LIST,01Jan2022,Z00003,C,X,U00001,ONE,QJK\n\
    GP_PRAC_PAT_LIST,01Jan2022,Z00004,D,X,U00002,TWO,QSL\n\
    GP_PRAC_PAT_LIST,01Jan2022,Z00005,E,X,U,UNALLOCATED,QSL\n";
const LIST: &str = "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n\
    GP_PRAC_PAT_LIST,01-Jan-22,GP,00L,E38,Z00001,X,ALL,ALL,30000\n\
    GP_PRAC_PAT_LIST,01-Jan-22,GP,00L,E38,Z00002,X,ALL,ALL,\"10,000\"\n\
    GP_PRAC_PAT_LIST,01-Jan-22,GP,00L,E38,Z00003,X,ALL,ALL,20000\n\
    GP_PRAC_PAT_LIST,01-Jan-22,GP,00L,E38,Z00004,X,ALL,ALL,5000\n";
const SURVEY: &str = "Practice_Code,Practice_Name,Q32_3,Q32_123base\n\
    Z00001,A,10,40\nZ00002,B,-99,-99\nZ00003,C,2,9.5\nZ00004,D,5,20\n";
const INDEX: &str =
    "PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE\nZ00001,A,2019,20\nZ00002,B,2019,40\nZ00003,C,2019,10\n";

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in [
            ("w.csv", WORKFORCE),
            ("m.csv", MAP),
            ("l.csv", LIST),
            ("GPPS_2021.csv", SURVEY),
            ("i.csv", INDEX),
        ] {
            folder.put(name, text.as_bytes());
        }
        folder
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn load(&self) -> Publications {
        load(&[Origin::Path(self.path().to_owned())], 2).unwrap()
    }

    fn panel(&self) -> Panel {
        assemble(&self.load(), &Options::default()).unwrap()
    }
}

fn row<'a>(panel: &'a Panel, pcn: &str) -> &'a Row {
    panel.latest().unwrap().rows.iter().find(|row| row.pcn.as_str() == pcn).unwrap()
}

#[test]
fn a_return_has_three_states_and_repeated_rows_count() {
    let panel = Folder::new().panel();
    assert_eq!(row(&panel, "U00000").filed, Return::Reported { staff: 1.0, contracted: 1.0 });
    assert_eq!(row(&panel, "U00001").filed, Return::ReportedNone);
    assert_eq!(row(&panel, "U00002").filed, Return::NoReturn);
    assert_eq!(row(&panel, "U00002").filed.fte(), None);
    assert_eq!(panel.latest().unwrap().rows.len(), 3, "practices and staff in no PCN are in none");
}

#[test]
fn need_is_summed_over_practices_without_suppressed_values_or_small_bases() {
    let panel = Folder::new().panel();
    let gap = |pcn| row(&panel, pcn).need.get(Need::SupportGap);
    assert_eq!(gap("U00000"), Some(0.25), "a value below zero is a reason, not a number");
    assert_eq!(gap("U00001"), None, "a base under 10");
    assert_eq!(row(&panel, "U00000").need.get(Need::Deprivation), Some(25.0), "weighted by patients");
}

#[test]
fn a_pcn_in_two_icbs_counts_where_it_filed_or_has_most_patients() {
    let panel = Folder::new().panel();
    let row = row(&panel, "U00000");
    assert_eq!(row.icb.as_ref().unwrap().as_str(), "QJK");
    assert_eq!(row.spans.values().copied().collect::<Vec<_>>(), [30_000.0, 10_000.0]);
    assert_eq!(row.patients, Some(40_000.0));
}

#[test]
fn windows_1252_a_byte_order_mark_and_other_cases_of_a_header_are_read() {
    let folder = Folder::new();
    let text = WORKFORCE.replace("Data_source", "data_source ").replace("ONE PCN", "ONE \u{2013} PCN");
    let bytes: Vec<u8> =
        text.chars().map(|c| if c == '\u{2013}' { 0x96 } else { u8::try_from(c).unwrap() }).collect();
    folder.put("w.csv", &bytes);
    folder.put("m.csv", format!("\u{feff}{MAP}").replace('\n', "\r\n").as_bytes());
    let panel = folder.panel();
    assert_eq!(&*row(&panel, "U00001").name, "ONE \u{2013} PCN");
    assert_eq!(&*row(&panel, "U00002").name, "TWO");
}

#[test]
fn lines_that_end_in_something_else_are_read_where_all_of_them_do() {
    let folder = Folder::new();
    let was = folder.panel();
    for text in [WORKFORCE.replace('\n', "\r"), WORKFORCE.replace('\n', "\r\r\n")] {
        folder.put("w.csv", text.as_bytes());
        assert_eq!(row(&folder.panel(), "U00000").filed.fte(), row(&was, "U00000").filed.fte());
    }
    let rows = WORKFORCE.lines().count() - 1;
    let half = WORKFORCE.find('\n').unwrap() + 1;
    let text = format!("{}{}", &WORKFORCE[..half], WORKFORCE[half..].replacen('\n', "\r", 1));
    folder.put("w.csv", text.as_bytes());
    let error = load(&[Origin::Path(folder.path().to_owned())], 1).unwrap_err().to_string();
    let said = format!("{rows} rows by one count and {} by another", rows - 1);
    assert!(error.contains("`w.csv`") && error.contains(&said), "{error}");
}

fn single_years(sex: &str, share: [u32; 2]) -> String {
    let rows =
        [("Z00001", 30_000), ("Z00002", 10_000), ("Z00003", 20_000), ("Z00004", 5_000)].map(|(code, all)| {
            let of_sex = all * share[0] / share[1];
            format!("01JAN2022,00L,E38,{code},X,{sex},ALL,{of_sex}\n01JAN2022,00L,E38,{code},X,{sex},0,7\n")
        });
    format!(
        "EXTRACT_DATE,CCG_CODE,ONS_CCG_CODE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n{}",
        rows.concat()
    )
}

#[test]
fn list_sizes_come_from_single_years_where_both_sexes_are_there() {
    let folder = Folder::new();
    fs::remove_file(folder.path().join("l.csv")).unwrap();
    folder.put("women.csv", single_years("FEMALE", [3, 5]).as_bytes());
    let alone = load(&[Origin::Path(folder.path().to_owned())], 1).unwrap_err().to_string();
    assert!(alone.contains("women.csv") && alone.contains("add the male file"), "{alone}");
    folder.put("men.csv", single_years("MALE", [2, 5]).as_bytes());
    assert_eq!(row(&folder.panel(), "U00000").patients, Some(40_000.0));
}

#[test]
fn list_sizes_come_from_five_year_ages() {
    let folder = Folder::new();
    let practices = [("Z00001", 30_000), ("Z00002", 10_000), ("Z00003", 20_000), ("Z00004", 5_000)];
    let rows = practices.map(|(code, all)| {
        format!(
            "GP_PRAC_PAT_LIST,2022-01-01,GP,{code},E,X,ALL,ALL,{all}\nGP_PRAC_PAT_LIST,2022-01-01,GP,{code},E,X,FEMALE,0_4,9\n"
        )
    });
    let header =
        "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n";
    let higher = "GP_PRAC_PAT_LIST,2022-01-01,CCG,00L,E38,X,ALL,ALL,99999\n";
    folder.put("l.csv", format!("{header}{higher}{}", rows.concat()).as_bytes());
    assert_eq!(row(&folder.panel(), "U00000").patients, Some(40_000.0));
}

#[test]
fn a_marker_file_marks_its_folder_and_those_below() {
    let folder = Folder::new();
    let marks = |folder: &Folder| folder.load().inputs.iter().filter(|input| input.mark.is_some()).count();
    assert_eq!(marks(&folder), 0);
    folder.put("below/SYNTHETIC.txt", b"");
    folder.put("below/deeper/x.csv", b"a,b\n1,2\n");
    assert_eq!(marks(&folder), 1);
    folder.put("ILLUSTRATIVE.txt", b"");
    let publications = folder.load();
    assert!(publications.inputs.iter().all(|input| input.mark.is_some()));
    assert_eq!(publications.mark_of("w.csv"), Some(Mark::Illustrative));
}

#[test]
fn a_place_given_twice_is_read_once() {
    let folder = Folder::new();
    let place = Origin::Path(folder.path().to_owned());
    assert_eq!(load(&[place.clone(), place], 1).unwrap().inputs.len(), 5);
}

#[test]
fn tables_of_other_kinds_are_passed_over() {
    let folder = Folder::new();
    folder.put("other.csv", b"Indicator ID,Indicator Name,Area Code,Value\n1,Smoking,Z00001,3\n");
    folder.put("lsoa.csv", b"PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,LSOA_CODE,SEX,NUMBER_OF_PATIENTS\nG,2022-01-01,Z00001,E1,ALL,5\n");
    folder.put("empty.csv", b"");
    assert_eq!(folder.load().deprivation.len(), 1);
    folder.panel();
}
