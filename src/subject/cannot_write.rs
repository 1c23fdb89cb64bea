//! What to do where a file cannot be written.

use std::io;

/// What to do about a file that cannot be written, by what the system says.
pub fn what_to_do(source: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match source.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => {
            "the disk, or your share of it, is full: make room, or give another folder with --out"
        }
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            "you may not write there: check that the folder is not read-only and the file not open elsewhere, or give \
             another folder with --out"
        }
        Kind::InvalidFilename => {
            "the system takes no name so long: give a folder with a shorter path with --out"
        }
        Kind::NotADirectory | Kind::IsADirectory | Kind::AlreadyExists => {
            "a file lies where a folder must be, or a folder in a file’s place: move it away, or give another folder \
             with --out"
        }
        _ => "check that the folder exists, is not read-only and that the file is not open elsewhere",
    }
}
