//! What the page does beside drawing itself.

mod use_book;
mod use_copy;
mod use_document;
mod use_drop;
mod use_focus;
mod use_languages;
mod use_print;
mod use_rested;
mod use_route;

pub use use_book::use_book;
pub use use_copy::{Copied, use_copy};
pub use use_document::{use_document, use_ready};
pub use use_drop::use_drop;
pub use use_focus::use_focus;
pub use use_languages::use_languages;
pub use use_print::use_print;
pub use use_rested::use_rested;
pub use use_route::{leave, use_arrival, use_route};
