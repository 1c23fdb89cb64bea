//! The ePCN workbook: both headers, dated memberships, what is refused, and when it serves.

mod book;

use std::fs;
use std::path::Path;

use briefings::panel::{MapChoice, Options, Panel, Section, assemble};
use briefings::source::{self, Origin, Publications};
use briefings::subject::error::{Error, Result};
use jiff::civil::{Date, date};

use crate::editions;
use book::{Line, book, ccg, cells, other_years, sub_icb, unzip, xlsx, zipped};

const WORKFORCE: &str = "CENSUS_YEAR,CENSUS_MONTH,PCN_CODE,PCN_NAME,CCG_CODE,ICB_CODE,DETAILED_STAFF_ROLE,FTE,DATA_SOURCE\n\
    2022,3,U00001,ONE,02P,QF7,Social Prescribing Link Worker,1.0,NWRS\n\
    2022,3,U00002,TWO,99E,QH8,Social Prescribing Link Worker,2.0,NWRS\n";
const LIST: &str = "EXTRACT_DATE,TYPE,CODE,SEX,AGE,NUMBER_OF_PATIENTS\n\
    01-Jan-22,GP,A00001,ALL,ALL,10000\n01-Jan-22,GP,A00002,ALL,ALL,20000\n01-Jan-22,GP,A00003,ALL,ALL,5000\n";
const INDEX: &str =
    "PRACTICE_CODE,PRACTICE_NAME,IMD_YEAR,IMD_SCORE\nA00001,A,2019,20\nA00002,B,2019,40\nA00003,C,2019,10\n";
const MAP: &str = "EXTRACT_DATE,PRACTICE_CODE,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,STP_CODE,CCG_CODE\n\
    01Jan2022,A00001,X,U00001,ONE,QF7,02P\n01Jan2022,A00002,X,U00001,ONE,QF7,02P\n";

const LINES: [Line<'static>; 5] = [
    ["A00001", "02P", "U00001", "02P", "20191001", "20220330"],
    ["A00001", "02P", "U00002", "99E", "20220331", ""],
    ["A00002", "99E", "U00002", "99E", "20191001", ""],
    ["A00003", "99E", "U00002", "99E", "20191001", "20220331"],
    ["A00004", "02P", "U00001", "02P", "20220501", ""],
];

/// A data folder with these files beside the workforce, list sizes and deprivation.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let always: [(&str, &[u8]); 3] =
        [("w.csv", WORKFORCE.as_bytes()), ("l.csv", LIST.as_bytes()), ("i.csv", INDEX.as_bytes())];
    for (name, bytes) in always.iter().chain(files) {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn load(folder: &Path) -> Result<Publications> {
    source::load(&[Origin::Path(folder.to_owned())], 2)
}

fn with_book(lines: &[Line<'_>]) -> Result<Publications> {
    load(folder(&[("epcn.xlsx", &book(&ccg(), lines))]).path())
}

/// The panel of March 2022.
fn panel(publications: &Publications, practice_map: MapChoice) -> Result<Panel> {
    assemble(publications, &Options { practice_map, ..Options::default() })
}

/// Each practice with its PCN and ICB, as the section has them.
fn members(section: &Section, publications: &Publications) -> Vec<String> {
    let map = section.map(publications).unwrap();
    map.members.iter().map(|(practice, member)| format!("{practice} {} {}", member.pcn, member.icb)).collect()
}

#[test]
fn both_headers_a_csv_and_a_false_size_give_the_memberships_of_the_day() {
    let header = ccg();
    let rows: Vec<Vec<String>> = std::iter::once(header.clone()).chain(LINES.iter().map(cells)).collect();
    let csv: String = rows
        .iter()
        .map(|row| {
            format!("{}\n", row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(","))
        })
        .collect();
    let cases: [(&str, Vec<u8>); 4] = [
        ("ccg.xlsx", book(&header, &LINES)),
        ("sub.xlsx", book(&sub_icb(), &LINES)),
        ("huge.xlsx", xlsx("A1:XFD1048576", &rows)),
        ("saved.csv", csv.into_bytes()),
    ];
    for (name, bytes) in cases {
        let publications = load(folder(&[(name, &bytes)]).path()).unwrap();
        assert_eq!(publications.epcn.keys().copied().collect::<Vec<Date>>(), [date(2022, 5, 1)], "{name}");
        let panel = panel(&publications, MapChoice::Auto).unwrap();
        let section = panel.latest().unwrap();
        assert_eq!(section.map_date, date(2022, 3, 31), "{name}");
        let expected = ["A00001 U00002 QF7", "A00002 U00002 QH8", "A00003 U00002 QH8"];
        assert_eq!(members(section, &publications), expected, "{name}");
        let input = publications.inputs.iter().find(|input| input.name == name).unwrap();
        let known = input.recognised.as_ref().unwrap();
        assert_eq!(
            (known.kind.id, known.read.account.rows, known.read.account.used),
            ("epcn", 5, 5),
            "{name}"
        );
        let two = section.rows.iter().find(|row| row.pcn.as_str() == "U00002").unwrap();
        assert_eq!(two.patients, Some(35_000.0));
        assert_eq!(two.spans.len(), 2, "a PCN whose practices are in two ICBs");
    }
}

#[test]
fn a_far_cell_makes_no_room_and_a_day_may_be_a_number_or_a_date() {
    let mut sheet = String::from_utf8(unzip(&book(&ccg(), &LINES))).unwrap();
    sheet = sheet.replace(
        "</sheetData>",
        "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v> </v></c></row></sheetData>",
    );
    sheet = sheet.replacen("t=\"inlineStr\"><is><t>20220331</t></is>", "><v>20220331</v>", 1);
    let publications =
        load(folder(&[("e.xlsx", &zipped(&[("xl/worksheets/sheet1.xml", sheet.as_bytes())]))]).path())
            .unwrap();
    let panel = panel(&publications, MapChoice::Epcn).unwrap();
    assert_eq!(members(panel.latest().unwrap(), &publications)[0], "A00001 U00002 QF7");
}

#[test]
fn headers_of_other_years_and_a_table_without_one_are_read() {
    let of = |name: &str, bytes: &[u8]| {
        let publications = load(folder(&[(name, bytes)]).path()).unwrap();
        members(panel(&publications, MapChoice::Epcn).unwrap().latest().unwrap(), &publications)
    };
    let was = of("e.xlsx", &book(&ccg(), &LINES));
    for header in other_years() {
        assert_eq!(of("e.xlsx", &book(&header, &LINES)), was);
    }
    let rows: String = LINES.iter().map(|line| cells(line).join(",") + "\n").collect();
    assert_eq!(of("epcncorepartnerdetails.csv", rows.as_bytes()), was);
}

#[test]
fn the_gp_publications_map_serves_where_one_is_near_unless_the_user_says_otherwise() {
    let workbook = book(&ccg(), &LINES);
    let both = |map: &str| load(folder(&[("e.xlsx", &workbook), ("m.csv", map.as_bytes())]).path()).unwrap();
    let day =
        |publications: &Publications, choice| panel(publications, choice).unwrap().latest().unwrap().map_date;
    let near = both(MAP);
    assert_eq!(day(&near, MapChoice::Auto), date(2022, 1, 1));
    assert_eq!(day(&near, MapChoice::GpList), date(2022, 1, 1));
    assert_eq!(day(&near, MapChoice::Epcn), date(2022, 3, 31));
    let far = both(&MAP.replace("01Jan2022", "01Jan2019"));
    assert_eq!(day(&far, MapChoice::Auto), date(2022, 3, 31));
    assert!(matches!(panel(&far, MapChoice::GpList).unwrap_err(), Error::Stale { .. }));
    let map_alone = load(folder(&[("m.csv", MAP.as_bytes())]).path()).unwrap();
    let message = panel(&map_alone, MapChoice::Epcn).unwrap_err().chain();
    assert!(message.contains("no ePCN workbook") && message.contains("download"), "{message}");
    let message = load(folder(&[]).path()).unwrap_err().chain();
    assert!(message.contains("no practice map") && message.contains("gp-reg-pat-prac-map.csv"), "{message}");
}

#[test]
fn a_workbook_serves_no_day_more_than_eighteen_months_after_its_own() {
    let of = |starts: [&str; 2]| {
        let lines = LINES.map(|[a, b, c, d, _, _]| [a, b, c, d, starts[0], ""]);
        let mut lines: Vec<Line<'_>> = lines[1..4].to_vec();
        lines[2][4] = starts[1];
        with_book(&lines).unwrap()
    };
    let year_before = of(["20200901", "20210331"]);
    let panel_of = |publications: &Publications| panel(publications, MapChoice::Auto);
    let made = panel_of(&year_before).unwrap();
    assert_eq!(made.latest().unwrap().map_date, date(2021, 3, 31), "its own day, and not the census's");
    let old = of(["20200101", "20200901"]);
    let error = panel_of(&old).unwrap_err();
    assert!(
        matches!(error, Error::Stale { .. }) && error.chain().contains("ePCN workbook"),
        "{}",
        error.chain()
    );
    let options = Options { allow_stale: Some("no other".to_owned()), ..Options::default() };
    assert!(assemble(&old, &options).is_ok());
}

#[test]
fn of_two_memberships_on_a_day_the_later_is_taken_and_counted() {
    let mut lines = LINES.to_vec();
    lines[0][5] = "20220331";
    lines.push(lines[2]);
    lines.push(["A00009", "02P", "U", "02P", "20191001", ""]);
    lines.push(["A00009", "02P", "U00001", "02P", "20200101", "20191231"]);
    let publications = with_book(&lines).unwrap();
    let made = panel(&publications, MapChoice::Auto).unwrap();
    let section = made.latest().unwrap();
    assert_eq!(members(section, &publications)[0], "A00001 U00002 QF7");
    assert_eq!(section.derived.as_ref().unwrap().doubled, 1);
    let read = &publications
        .inputs
        .iter()
        .find(|i| i.name == "epcn.xlsx")
        .unwrap()
        .recognised
        .as_ref()
        .unwrap()
        .read;
    let left = [("is there twice", 1), ("in no PCN", 1), ("ends before it starts", 1)];
    assert_eq!(read.account.left, left.map(|(why, rows)| (why.into(), rows)).into());
    assert_eq!(read.account.rows, read.account.used + 3);
}

#[test]
fn what_is_wrong_is_named_by_sheet_row_and_column() {
    let broken = |column: usize, text: &'static str| {
        let mut lines = LINES.to_vec();
        lines[1][column] = text;
        with_book(&lines).unwrap_err().chain()
    };
    let says = |message: String, parts: &[&str]| {
        for part in ["epcn.xlsx, sheet PCN Core Partner Details", "row 3"].iter().chain(parts) {
            assert!(message.contains(part), "`{part}` is not in: {message}");
        }
    };
    says(broken(0, "A1"), &["PARTNER_ORGANISATION_CODE", "`A1`", "a practice code"]);
    says(broken(2, "X00001"), &["PCN_CODE", "`X00001`", "U and five digits"]);
    says(broken(4, "20221301"), &["START_DATE", "`20221301`", "YYYYMMDD"]);
    says(broken(4, ""), &["START_DATE", "YYYYMMDD"]);
    says(broken(5, "soon"), &["END_DATE", "`soon`"]);
    says(broken(4, "20990101"), &["`20990101`", "within 18 months of every other start"]);
    let sheet = |from: &str, to: &str| {
        let text = String::from_utf8(unzip(&book(&ccg(), &LINES))).unwrap().replacen(from, to, 1);
        let bytes = zipped(&[("xl/worksheets/sheet1.xml", text.as_bytes())]);
        load(folder(&[("epcn.xlsx", &bytes)]).path()).unwrap_err().chain()
    };
    says(sheet("\"b\"><v>0</v>", "\"b\"><v>1</v>"), &["MATCH", "found `1`, expected 0"]);
    says(sheet("\"b\"><v>0</v>", "\"str\"><v>maybe</v>"), &["MATCH", "`maybe`", "1 or 0"]);
    let message = sheet("PCN Code", "PCN Kode");
    assert!(message.contains("no column `PCN_CODE` (it has `PCN_KODE`)"), "{message}");
    let message = with_book(&[]).unwrap_err().chain();
    assert!(message.contains("no membership"), "{message}");
    let twice = [("a.xlsx", book(&ccg(), &LINES)), ("b.xlsx", book(&sub_icb(), &LINES[1..]))];
    let files: Vec<(&str, &[u8])> = twice.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let message = load(folder(&files).path()).unwrap_err().chain();
    assert!(message.contains("`a.xlsx` or `b.xlsx`") && message.contains("1 May 2022"), "{message}");
}

#[test]
fn a_sub_icb_that_no_table_places_takes_its_pcns_or_is_an_error_that_says_what_to_add() {
    let mut lines = LINES.to_vec();
    lines[1][1] = "11X";
    let publications = with_book(&lines).unwrap();
    let made = panel(&publications, MapChoice::Auto).unwrap();
    assert_eq!(members(made.latest().unwrap(), &publications)[0], "A00001 U00002 QH8", "that of its PCN");
    lines[3] = ["A00003", "11X", "U00003", "11X", "20191001", ""];
    let message = panel(&with_book(&lines).unwrap(), MapChoice::Auto).unwrap_err().chain();
    for part in ["epcn.xlsx", "11X", "add the workforce file", "March 2022"] {
        assert!(message.contains(part), "{part}: {message}");
    }
}

#[test]
fn a_bomb_a_cut_and_a_stranger_end_at_once() {
    let huge = vec![b' '; 300 << 20];
    let bomb = zipped(&[("xl/worksheets/sheet1.xml", &huge)]);
    let message = load(folder(&[("epcn.xlsx", &bomb)]).path()).unwrap_err().chain();
    assert!(message.contains("epcn.xlsx") && message.contains("at most 256 MB unpacked"), "{message}");
    let whole = book(&ccg(), &LINES);
    for part in 1..20 {
        let cut = &whole[..whole.len() * part / 20];
        let message = load(folder(&[("epcn.xlsx", cut)]).path()).unwrap_err().chain();
        assert!(message.contains("`epcn.xlsx`: found damage"), "{message}");
    }
    let mut noise = whole.clone();
    for at in (0..noise.len()).step_by(7) {
        noise[at] ^= 0x5a;
    }
    assert!(load(folder(&[("epcn.xlsx", &noise)]).path()).is_err());
    let other =
        String::from_utf8_lossy(&whole).replace("PCN Core Partner Details", "Sheet of another sort!!");
    let _ = load(folder(&[("other.xlsx", other.as_bytes())]).path());
}

#[test]
fn memberships_of_the_real_workbook_are_those_of_the_practice_map_of_the_time() {
    let Some(publications) = editions::real_publications("memberships_of_the_real_workbook") else { return };
    let edition = Some("2022-03".parse().unwrap());
    let options = Options { edition, practice_map: MapChoice::Epcn, ..Options::default() };
    let panel = assemble(publications, &options).unwrap();
    let january = &publications.maps[&date(2022, 1, 1)];
    for (census, least) in [("2021-12", 0.99), ("2022-03", 0.98)] {
        let section = panel.sections.iter().find(|s| s.census.to_string() == census).unwrap();
        let derived = section.derived.as_ref().unwrap();
        assert_eq!(derived.workbook, date(2022, 5, 1));
        let both = january.members.iter().filter_map(|(code, m)| Some((m, derived.map.members.get(code)?)));
        let (all, pcns, icbs) = both.fold((0, 0, 0), |(all, pcns, icbs), (a, b)| {
            (all + 1, pcns + usize::from(a.pcn == b.pcn), icbs + usize::from(a.icb == b.icb))
        });
        println!(
            "{census}: {} practices in the map of January 2022, {} in the workbook, {all} in both; \
             same PCN {pcns}, same ICB {icbs}, doubled {}",
            january.members.len(),
            derived.map.members.len(),
            derived.doubled
        );
        let share = |part: usize, of: usize| part as f64 / of as f64;
        assert!(share(all, january.members.len()) > least, "{census}: practices");
        assert!(share(pcns, all) > least && share(icbs, all) > 0.99, "{census}: PCNs and ICBs");
    }
}
