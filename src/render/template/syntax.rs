//! How templates are written: minijinja with delimiters of its own.

use minijinja::Error;
use minijinja::syntax::SyntaxConfig;

/// Delimiters that mean nothing in Typst.
pub(super) fn syntax() -> Result<SyntaxConfig, Error> {
    SyntaxConfig::builder()
        .block_delimiters("<%", "%>")
        .variable_delimiters("<<", ">>")
        .comment_delimiters("<#", "#>")
        .line_statement_prefix("//%")
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
}
