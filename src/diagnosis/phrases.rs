//! The words of servers and what they mean (`phrases.toml`).

use std::ops::Range;
use std::sync::OnceLock;

use super::model::Cause;
use crate::knowledge::{Pattern, PatternSet};

/// The table, in the order of the file.
const PHRASES: &[(Cause, Pattern<'static>)] = include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

/// What words were found and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What they mean.
    pub cause: Cause,
    /// Where they stand in the normalised text (bytes).
    pub range: Range<usize>,
}

/// The phrase in a normalised text that says most: the one with the most literal characters; of equals the first of the table.
pub fn best(normalised: &str) -> Option<Phrase> {
    static SET: OnceLock<PatternSet<'static>> = OnceLock::new();
    let set = SET.get_or_init(|| PatternSet::new(PHRASES.iter().map(|(_, pattern)| *pattern)));
    let weight = |n: usize| PHRASES[n].1.literals().map(str::len).sum::<usize>();
    set.find(normalised)
        .into_iter()
        .max_by_key(|hit| (weight(hit.pattern), std::cmp::Reverse(hit.pattern)))
        .map(|hit| Phrase { cause: PHRASES[hit.pattern].0, range: hit.start..hit.end })
}
