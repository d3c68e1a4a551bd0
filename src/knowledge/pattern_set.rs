//! Many patterns at once: one pass over the text finds which of them can match at all.
//!
//! Each pattern is filed under four bytes of its longest literal, the four that fewest others have. The pass looks up
//! every four bytes of the text; only patterns found that way are tried. (An Aho-Corasick automaton does the same a
//! little faster, for 18 KB more of a page that is measured in KB.)

use super::pattern::Pattern;

/// How many bytes a pattern is filed under; no shorter literal passes [`Pattern::parse`].
const GRAM: usize = super::pattern::SHORTEST;

/// Slots of the index: a power of two.
const SLOTS: usize = 1 << 14;

/// A pattern that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The pattern's place in the set.
    pub pattern: usize,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Patterns to be looked for together.
#[derive(Debug)]
pub struct PatternSet<'a> {
    patterns: Vec<Pattern<'a>>,
    /// For each slot, where its patterns begin in `filed`; one entry more than slots.
    starts: Vec<u32>,
    /// Slot by slot, a pattern's number and where in its longest literal the four bytes stand.
    filed: Vec<(u32, u32)>,
}

impl<'a> PatternSet<'a> {
    /// Takes the patterns in, in order.
    pub fn new(patterns: impl IntoIterator<Item = Pattern<'a>>) -> Self {
        let patterns: Vec<Pattern<'a>> = patterns.into_iter().collect();
        let mut crowd = vec![0u16; SLOTS];
        for pattern in &patterns {
            for slot in slots(pattern.longest()) {
                crowd[slot] = crowd[slot].saturating_add(1);
            }
        }
        let home = |pattern: &Pattern<'_>| {
            slots(pattern.longest())
                .enumerate()
                .min_by_key(|(_, slot)| crowd[*slot])
                .unwrap_or((0, 0))
        };
        let homes: Vec<(usize, usize)> = patterns.iter().map(home).collect();
        let mut starts = vec![0u32; SLOTS + 1];
        for (_, slot) in &homes {
            starts[slot + 1] += 1;
        }
        for slot in 0..SLOTS {
            starts[slot + 1] += starts[slot];
        }
        let mut next = starts.clone();
        let mut filed = vec![(0u32, 0u32); patterns.len()];
        for (number, (offset, slot)) in homes.iter().enumerate() {
            filed[next[*slot] as usize] = (number as u32, *offset as u32);
            next[*slot] += 1;
        }
        PatternSet {
            patterns,
            starts,
            filed,
        }
    }

    /// The patterns that stand in a normalised text, each at its first place, in the order of the set.
    pub fn find(&self, normalised: &str) -> Vec<Hit> {
        let bytes = normalised.as_bytes();
        let mut hits: Vec<Hit> = Vec::new();
        let mut tried: Vec<u32> = Vec::new();
        for (at, slot) in slots(normalised).enumerate() {
            for (number, offset) in
                &self.filed[self.starts[slot] as usize..self.starts[slot + 1] as usize]
            {
                let pattern = self.patterns[*number as usize];
                let literal = pattern.longest();
                let stands = at
                    .checked_sub(*offset as usize)
                    .is_some_and(|start| bytes[start..].starts_with(literal.as_bytes()));
                if !stands || tried.contains(number) {
                    continue;
                }
                tried.push(*number);
                if let Some((start, end)) = pattern.matches(normalised) {
                    hits.push(Hit {
                        pattern: *number as usize,
                        start,
                        end,
                    });
                }
            }
        }
        hits.sort_unstable();
        hits
    }
}

/// The slots of all runs of [`GRAM`] bytes in `text`.
fn slots(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.as_bytes().windows(GRAM).map(|gram| {
        let number = gram
            .iter()
            .fold(0u32, |sum, byte| sum << 8 | u32::from(*byte));
        (number.wrapping_mul(0x9e37_79b1) >> 18) as usize & (SLOTS - 1)
    })
}

#[cfg(test)]
mod tests {
    use super::{Hit, Pattern, PatternSet};

    #[track_caller]
    fn check(patterns: &[&'static str], text: &str, want: &[(usize, &str)]) {
        let set = PatternSet::new(patterns.iter().map(|text| Pattern(text)));
        let found = set.find(text);
        let one_by_one: Vec<Hit> = patterns
            .iter()
            .enumerate()
            .filter_map(|(pattern, p)| {
                Pattern(p).matches(text).map(|(start, end)| Hit {
                    pattern,
                    start,
                    end,
                })
            })
            .collect();
        assert_eq!(found, one_by_one, "with and without the index");
        let found: Vec<_> = found
            .iter()
            .map(
                |Hit {
                     pattern,
                     start,
                     end,
                 }| (*pattern, &text[*start..*end]),
            )
            .collect();
        assert_eq!(found, want);
    }

    #[test]
    fn all_that_match_are_found() {
        check(
            &[
                "user unknown",
                "user*unknown",
                "unknown",
                "mailbox*full",
                "known user",
                "信箱已滿",
            ],
            "550 5.1.1 user unknown, no known user 信箱已滿",
            &[
                (0, "user unknown"),
                (1, "user unknown"),
                (2, "unknown"),
                (4, "known user"),
                (5, "信箱已滿"),
            ],
        );
    }

    #[test]
    fn a_literal_alone_is_not_enough() {
        check(
            &["mailbox*is full"],
            "the disk is full, the mailbox is not",
            &[],
        );
        check(&[], "anything", &[]);
        check(&["anything"], "", &[]);
        check(&["anything"], "any", &[]);
    }
}
