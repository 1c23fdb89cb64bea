//! Published files become typed records; polars and calamine live here only.
//!
//! In: folders, files and zips as published. Out: [`Publications`] by census, day or year,
//! and an [`Input`] per file for the data log and the manifest.
//! A file is recognised by its header and never by its name.

mod account;
mod archive;
mod cells;
mod cross_check;
mod dates;
mod deprivation;
mod digits;
mod epcn;
mod epcn_book;
mod file;
mod file_name;
mod header;
mod header_notes;
pub mod kind;
mod layout;
mod list_size;
mod listing;
mod load;
pub mod local;
pub mod lookup;
mod merge;
pub mod missing;
mod oddities;
pub mod own;
pub mod own_areas;
mod practice_map;
mod printable;
mod publications;
mod published;
mod recognise;
mod records;
mod says;
mod select;
mod shape;
mod stamp;
mod survey;
mod table;
pub mod tiles;
mod workbook;
mod workforce;

pub use account::Account;
pub use epcn_book::{Derived, Epcn};
pub use kind::SOURCES;
pub use listing::Origin;
pub use load::{hashes, load, load_choosing, survey_of, survey_with, unfinished};
pub use missing::{Needed, lacking};
pub use publications::{Choice, Input, Kind, Publications, Recognised, Unopened};
pub use records::{
    Answers, Deprivation, FiledRow, Filing, ListSizes, Member, PracticeMap, PublishedTotal, Survey,
    TOLERANCE, Workforce,
};
pub use says::Read;
pub use stamp::stamp;
pub use survey::PUBLISHED_IN as SURVEY_PUBLISHED_IN;
