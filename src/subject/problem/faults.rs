//! Every kind of problem: a constant and a line of [`FAULTS`].
//!
//! `docs/faults.md` holds this list; a test of `tests/it/faults.rs` writes it there and plants each.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fault::Fault;
use super::fault::Severity::{Note, PageSays, Stops};

/// Defines the kinds and the list of them, so that none can be left out of it.
macro_rules! faults {
    ($($name:ident = $id:literal, $severity:ident, $what:literal, $remedy:literal;)*) => {
        $(
            #[doc = concat!($what, ".")]
            pub static $name: Fault = Fault { id: $id, severity: $severity, what: $what, remedy: $remedy };
        )*

        /// Every kind, in the order of reading.
        pub static FAULTS: &[&Fault] = &[$(&$name),*];
    };
}

faults! {
    // Files.
    TOO_LARGE = "file-too-large", Stops, "A file larger than any published table",
        "check what it is, and take it out of the data folder";
    ZIP = "zip-damaged", Stops, "A zip or workbook that cannot be unpacked",
        "the zip is damaged or cut short; download it again";
    ZIP_TOO_LARGE = "zip-too-large", Stops, "A zip that unpacks to more than any publication does",
        "check where it comes from, and take it out of the data folder";
    ZIPS_TOO_LARGE = "zips-too-large", Stops, "Zips that are larger together than memory should hold",
        "unpack the zips by hand, and put the tables in the data folder";
    ZIP_CLIMBS = "zip-path-climbs", Stops, "A zip with a path that leads out of it",
        "check where it comes from, unpack it by hand, and put the tables in the data folder";
    ZIP_LOCKED = "zip-locked", Stops, "A zip with a password",
        "unpack it by hand, and put the tables in the data folder";
    ZIP_TWICE = "zip-name-twice", Stops, "A zip with two files of one name, of which a program sees one",
        "unpack it by hand, keep the right one of the two, and put the tables in the data folder";
    PACKING = "zip-packing", Stops, "A zip or .gz packed in a way that is not read",
        "unpack it by hand, and put the tables in the data folder";
    OLE = "workbook-locked", Stops, "A workbook with a password or a label, or of Excel before 2007",
        "open it in Excel, and save it as .xlsx or CSV (UTF-8) without a password";
    SHEETS = "tables-in-one-workbook", Stops, "A workbook with published tables on two sheets",
        "save each sheet as a CSV of its own";
    SAME_FILE = "same-file-twice", Note, "The same file twice; it is read once",
        "nothing needs to be done";
    UNREAD = "unread", Note, "A file that cannot be read, and whose name and header are no publication's",
        "nothing needs to be done where no briefing needs it";
    UNREAD_PUBLICATION = "unread-publication", Stops, "A file whose name is a publication's and that holds none of its tables",
        "download it again or take it out of the data folder; --allow-unread goes on without it";
    WEB_PAGE = "web-page", Stops, "A web page saved in the place of a table",
        "open the link in a browser and save the file itself";
    NOT_TEXT = "not-text", Stops, "A file that ends in .csv and is no text",
        "download it again, or open it in the program that made it and save it as CSV (UTF-8)";
    UTF_16 = "utf-16", Note, "A table in UTF-16, as Excel's Unicode text is; it is read",
        "nothing needs to be done";
    EMPTY = "no-rows", Stops, "A table without rows",
        "download it again";
    UNKNOWN = "unknown-kind", Note, "A table of no known kind; it is not read",
        "where it should be one of those named, restore the published header";
    // The shape of a table.
    LONG_LINE = "line-too-long", Stops, "A row longer than any published one",
        "download the file again";
    MANY_COLUMNS = "too-many-columns", Stops, "More columns than any published table has",
        "check what the file is, and take it out of the data folder";
    RAGGED = "ragged-row", Stops, "A row with more or fewer fields than the header",
        "correct the row (often a comma that is not in quotes) or download the file again";
    OPEN_QUOTE = "open-quote", Stops, "A quotation mark that is not closed",
        "close the quotation in that row or download the file again";
    NO_LINE_END = "no-line-end", Note, "A last row without its line end; it is read, and may have been cut short",
        "compare the last row with the published file, or download it again";
    SEPARATOR = "other-separator", Note, "A table whose columns are not separated by commas; it is read",
        "nothing needs to be done";
    LATE_HEADER = "late-header", Note, "Lines above the header; they are not read",
        "nothing needs to be done";
    FOOTER = "lines-below", Note, "Lines of words below the table; they are not read",
        "nothing needs to be done";
    LINE_ENDS = "line-ends", Note, "Lines that end as on an old Macintosh, or twice; they are read",
        "nothing needs to be done";
    HEADLESS = "no-header", Note, "A table without a header, as published; its columns are known by their order",
        "nothing needs to be done";
    COLUMN = "column-missing", Stops, "A file of a known kind that lacks a column",
        "restore the published header or download the file again";
    COLUMN_TWICE = "column-twice", Stops, "The same column twice",
        "remove one of the two columns or download the file again";
    COLUMN_CASE = "column-recased", Note, "Columns in other letters or spaces than published; they are read",
        "nothing needs to be done";
    COLUMN_ORDER = "columns-reordered", Note, "Columns in another order than published; they are read",
        "nothing needs to be done";
    COLUMN_NEW = "column-new", Note, "Columns that this kind of file did not have before; they are not read",
        "nothing needs to be done; look whether a column that is read was renamed";
    // Cells.
    NUMBER = "not-a-number", Stops, "A cell that is not a number",
        "correct the cell or download the file again";
    DECIMAL_COMMA = "decimal-comma", Stops, "A number with a comma that separates no thousands",
        "write the decimals after a full stop or download the file again";
    SCIENTIFIC = "scientific-number", Stops, "A number in Excel's short form, which has lost digits",
        "download the file again, and do not save it from Excel";
    NEGATIVE = "negative-number", Stops, "A number below zero where there can be none",
        "correct the cell or download the file again";
    THOUSANDS = "thousands-separator", Note, "Numbers with commas between thousands; they are read",
        "nothing needs to be done";
    SPACES = "spaces", Note, "Cells with spaces at an end; they are read without",
        "nothing needs to be done";
    NAME = "name-mended", Note, "A name with marks that no page prints, with none at all, or over 150 letters; it is mended",
        "nothing needs to be done; an empty name is printed as its code";
    TEXT = "text", Stops, "Words that are missing, or too long for a page",
        "correct the cell";
    CODE = "code", Stops, "A code that is none",
        "correct the cell or download the file again";
    TWICE_IN_FILE = "row-twice", Stops, "A second row for what may have one only",
        "remove the row that is wrong or download the file again";
    DIFFERS = "rows-differ", Stops, "A second row that says otherwise than the first",
        "keep the row that is right";
    DATE = "date", Stops, "A day that cannot be read",
        "write the day as published or download the file again";
    DATES_MIXED = "dates-mixed", Stops, "More than one day, census or index in one file",
        "split the file or download it again";
    // Periods.
    PERIOD_TWICE = "period-twice", Stops, "Two files for one period",
        "remove one of them, or choose the corrected one with --prefer FILE";
    SAME_TABLE = "same-table-twice", Note, "Two files for one period that say the same; the first is read",
        "nothing needs to be done";
    PREFERRED = "reissue-chosen", PageSays, "A corrected re-issue that was chosen over another file",
        "nothing needs to be done; the file that is not used is named";
    NAME_DIFFERS = "name-differs", Note, "A file whose name says another month than its rows",
        "check that it is the file that you meant; its rows are believed";
    // Workforce.
    ROLE = "role-near-miss", Stops, "A staff role that is nearly a link worker's",
        "correct the role or download the file again";
    NO_LINK_WORKER = "no-link-worker-row", Stops, "A workforce file without one link-worker row",
        "download the file again, or see whether the role was renamed";
    FTE_HOURS = "fte-as-hours", Stops, "FTE of one row that looks like hours a week",
        "divide hours by 37.5 or download the file again";
    FTE_NEGATIVE = "fte-negative", Note, "FTE below zero, as published; it is added as it is",
        "nothing needs to be done";
    FTE_OVER_ONE = "fte-over-one", Note, "Rows of more than one FTE, which contracted services may be; they are kept",
        "nothing needs to be done";
    REPEATED = "repeated-rows", Note, "Rows that repeat exactly, which contracted services may; every row is kept",
        "nothing needs to be done";
    DOUBLED = "rows-doubled", Stops, "A file with its rows in it twice",
        "remove the second copy of the rows or download the file again";
    SOURCE = "data-source", PageSays, "A data source that is neither staff nor contracted services; it counts as staff",
        "see in the publication's notes what it is";
    TWO_ICBS = "pcn-in-two-icbs", PageSays, "A PCN that one workforce file puts in two ICBs; its first row counts",
        "ask which is right; --geography FILE.csv can place it";
    ICB_UNKNOWN = "icb-unknown", PageSays, "An ICB that the built-in list does not know; its code stands for its name",
        "update the program, or name it with --geography FILE.csv";
    GUESSED = "pcn-guessed", PageSays, "PCNs that none of their practices could place in the ICBs asked for",
        "add a practice map of the time of those ICBs that is nearer to the census";
    NOT_IN_MAP = "not-in-map", PageSays, "Practices of the list sizes that the practice map lacks; they are in no rate",
        "nothing needs to be done where few; else add a practice map of the list sizes' month";
    RECONFIGURED = "pcn-reconfigured", PageSays, "PCNs that merged, split, or took another code or name; comparisons follow their practices",
        "nothing needs to be done";
    LIST_JUMP = "list-jump", PageSays, "PCNs whose list differs by over a quarter from the census before",
        "see in the list-size publication's notes what happened to their practices";
    IN_NO_PCN = "in-no-pcn", PageSays, "Practices in no PCN; their patients are in no rate",
        "nothing needs to be done";
    // List sizes.
    LIST_SIZE = "list-size", Stops, "A list size that no practice can have",
        "correct the cell or download the file again";
    ONE_SEX = "one-sex", Stops, "List sizes of one sex only",
        "add the other file of the same publication and month";
    ONE_SEX_LEFT = "one-sex-left-out", PageSays, "List sizes of one sex that are left out; those of other days serve",
        "add the other file of the same publication and month";
    NO_PRACTICES = "no-practices", Note, "List sizes without practices, as the regional files have; they are not used",
        "nothing needs to be done";
    // Surveys and deprivation.
    SURVEY_YEAR = "survey-year", Stops, "A survey whose name does not say its year",
        "put the survey's year in the file's name and no other date, as published: `GPPS_2025_Practice_data_…csv`";
    UNWEIGHTED = "survey-unweighted", Stops, "A survey that is not weighted",
        "download the weighted file of the same year, `GPPS_…_Practice_data_(weighted)_(csv)_PUBLIC.csv` (gp-patient.co.uk/surveysandreports)";
    LEVEL = "other-level", Stops, "A survey or a score by another level than practices, and none by practice",
        "download it by GP practice: the survey's practice data, weighted (csv); in Fingertips, the area type GP";
    BY_PCN = "survey-by-pcn", PageSays, "A survey by PCN as published, in the place of one by practice",
        "download the practice data of the same year, which follows each practice to its PCN of the day";
    BESIDE = "beside", Note, "A survey or a score that is not weighted or not by practice, beside one that is and serves",
        "nothing needs to be done";
    SURVEY_LATE = "survey-serves-none", Note, "A survey that was published after every census here; it serves no edition",
        "add the workforce file of a later census, or look whether its name says the right year";
    SURVEY_LAYOUT = "survey-layout", Stops, "A survey whose layout is not that of the year in its name",
        "put the right year in the file's name";
    SHARE = "share-over-one", Stops, "More answers that lacked support than answers",
        "correct the row or download the file again";
    SUPPRESSED = "suppressed", Note, "Answers suppressed by the publisher; they are in no figure",
        "nothing needs to be done";
    SCORE = "score-range", Stops, "A deprivation score outside 0 to 100",
        "correct the cell or download the file again";
    NO_SCORE = "no-score", Note, "Practices without a deprivation score; they are in no score",
        "nothing needs to be done";
    OTHER_INDICATOR = "other-indicator", Note, "An indicator that is no deprivation score; it is not used",
        "nothing needs to be done";
    // Published totals.
    TOTALS_DIFFER = "totals-differ", Stops, "Two published totals for one area and month",
        "remove the table that was superseded";
    RECONCILIATION = "reconciliation", PageSays, "A total that differs from the published one by over 0.05 FTE",
        "download the workforce file again, and look whether it was re-issued";
    // An edition.
    EXTRACT_FAR = "extract-far", PageSays, "List sizes or a practice map over six months from a census",
        "add an extract of a nearer month";
    CENSUS_LEFT_OUT = "census-left-out", PageSays, "A census that is left out of the series",
        "add list sizes and a practice map near it, or give a reason with --allow-stale";
    CENSUS_GAP = "census-gap", PageSays, "Quarters without a workforce file",
        "add the workforce files of the quarters between";
    NO_PATIENTS = "pcn-without-patients", PageSays, "PCNs without registered patients; their FTE is in no rate",
        "add a practice map and list sizes near the census";
    STRADDLES = "pcn-straddles", PageSays, "PCNs whose practices are in two ICBs",
        "nothing needs to be done; --geography FILE.csv can place them otherwise";
    INCOMPLETE = "incomplete", PageSays, "Areas whose rate is withheld, since returns cover under 80% of patients",
        "ask the PCNs named for their returns";
    NEARLY_COMPLETE = "nearly-complete", PageSays, "Areas whose returns cover 80% to 95% of patients",
        "ask the PCNs named for their returns";
    NEED_COVERAGE = "need-coverage", PageSays, "A need indicator that many PCNs have no value of",
        "look whether its file is whole, or choose another year";
    LIST_LACKS = "practice-without-list", PageSays, "Practices of the practice map without a list size",
        "nothing needs to be done where few; else add an extract of the map's month";
    LIST_CUT = "list-cut-short", Stops, "List sizes that lack a tenth of the practices of the map",
        "download the list sizes again, or add the extract of the map's month";
    MAP_CUT = "map-cut-short", Stops, "A practice map that lacks a tenth of the practices with list sizes",
        "download the practice map again, or add the map of the list sizes' month";
    OTHER_ROLE = "other-role", PageSays, "Link workers in a role that is not counted",
        "nothing needs to be done";
    SERIES_BREAK = "series-break", PageSays, "A break in the series, which no figure crosses",
        "nothing needs to be done";
}

/// Writes a kind as its id.
///
/// # Errors
/// Those of who writes.
pub fn id_of<S: Serializer>(fault: &&'static Fault, to: S) -> Result<S::Ok, S::Error> {
    fault.id.serialize(to)
}

/// Reads a kind by its id.
///
/// # Errors
/// Where no kind has it.
pub fn by_id<'de, D: Deserializer<'de>>(from: D) -> Result<&'static Fault, D::Error> {
    let id = String::deserialize(from)?;
    let fault = FAULTS.iter().copied().find(|fault| fault.id == id);
    fault.ok_or_else(|| serde::de::Error::custom("no kind of problem is called so"))
}
