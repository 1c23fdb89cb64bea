//! Published files become typed records; polars and calamine live here only.
//!
//! In: folders, files and zips as published. Out: [`Publications`] by census, day or year,
//! and an [`Input`] per file for the data log and the manifest.
//! A file is recognised by its header and never by its name.

mod archive;
mod cells;
mod cross_check;
mod dates;
mod deprivation;
mod digits;
mod epcn;
mod epcn_book;
mod file;
mod header;
mod header_notes;
pub mod kind;
mod list_size;
mod listing;
mod load;
pub mod local;
pub mod lookup;
mod oddities;
pub mod own;
pub mod own_areas;
mod practice_map;
mod publications;
mod published;
mod recognise;
mod records;
mod select;
mod shape;
mod survey;
mod table;
pub mod tiles;
mod workbook;
mod workforce;

pub use epcn_book::{Derived, Epcn};
pub use kind::SOURCES;
pub use listing::Origin;
pub use load::{hashes, load, load_preferring, survey_of};
pub use publications::{Input, Kind, Publications, Read, Recognised};
pub use records::{
    Deprivation, FiledRow, Filing, ListSizes, Member, PracticeMap, PublishedTotal, Survey, TOLERANCE,
    Workforce,
};
pub use table::Account;
