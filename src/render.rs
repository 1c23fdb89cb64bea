//! A document in words becomes a PDF: minijinja fills the templates, typst typesets them.

mod docx;
pub mod renderer;
pub mod template;
pub mod typesetter;

pub use renderer::{Rendered, Renderer, compose, said};
