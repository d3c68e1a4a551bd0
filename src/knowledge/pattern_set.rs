//! Many patterns at once: one pass over the text finds which of them can match at all.

use aho_corasick::AhoCorasick;

use super::pattern::Pattern;

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
    /// Finds the longest literal of each pattern. `None` if it could not be built; then each pattern is tried.
    literals: Option<AhoCorasick>,
}

impl<'a> PatternSet<'a> {
    /// Takes the patterns in, in order.
    pub fn new(patterns: impl IntoIterator<Item = Pattern<'a>>) -> Self {
        let patterns: Vec<Pattern<'a>> = patterns.into_iter().collect();
        let literals = AhoCorasick::new(patterns.iter().map(Pattern::longest)).ok();
        PatternSet { patterns, literals }
    }

    /// The patterns that stand in a normalised text, each at its first place, in the order of the set.
    pub fn find(&self, normalised: &str) -> Vec<Hit> {
        let verify = |pattern: usize| {
            let (start, end) = self.patterns.get(pattern)?.matches(normalised)?;
            Some(Hit {
                pattern,
                start,
                end,
            })
        };
        let Some(literals) = &self.literals else {
            return (0..self.patterns.len()).filter_map(verify).collect();
        };
        let mut seen = vec![false; self.patterns.len()];
        for found in literals.find_overlapping_iter(normalised) {
            if let Some(seen) = seen.get_mut(found.pattern().as_usize()) {
                *seen = true;
            }
        }
        let candidates = seen.iter().enumerate().filter(|(_, seen)| **seen);
        candidates
            .filter_map(|(pattern, _)| verify(pattern))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Hit, Pattern, PatternSet};

    #[track_caller]
    fn check(patterns: &[&'static str], text: &str, want: &[(usize, &str)]) {
        let set = PatternSet::new(patterns.iter().map(|text| Pattern(text)));
        let found = set.find(text);
        let slow = PatternSet {
            literals: None,
            ..set
        };
        assert_eq!(found, slow.find(text), "with and without the automaton");
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
            ],
            "550 5.1.1 user unknown, no known user",
            &[
                (0, "user unknown"),
                (1, "user unknown"),
                (2, "unknown"),
                (4, "known user"),
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
    }
}
