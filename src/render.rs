//! A document in words becomes a PDF: minijinja fills the templates, typst typesets them.

mod charts;
mod docx;
pub mod format;
mod html;
mod making;
mod parquet;
pub mod renderer;
mod sections;
pub mod template;
pub mod typesetter;
mod xlsx;

pub use format::{DATA, FORMATS, Format, HTML, Published, by_default, publish};
pub use html::{ListedFile, index};
pub use making::File;
pub use parquet::parquet;
pub use renderer::{Pdf, Renderer, compose, record, said};
