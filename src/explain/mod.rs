//! Says a reading in one language.

pub mod model;
pub use model::{Block, Explanation, Inline, Reference, Slot, StatusPart};

use crate::{Reading, lang::Lang};

/// The fourth stage: delivery number `index` of the reading, in that language; `None` if there is no such delivery.
pub fn explain(_reading: &Reading, _index: usize, _lang: Lang) -> Option<Explanation> {
    None
}
