//! The words of servers and what they mean (`phrases.toml`).

use std::ops::Range;
use std::sync::OnceLock;

use super::model::Cause;
use crate::knowledge::{Pattern, PatternSet};

/// The table as the build script lists it: a line with a cause's slug, then its patterns, each indented by a space.
const LISTING: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));

/// What words were found and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What they mean.
    pub cause: Cause,
    /// Where they stand in the normalised text (bytes).
    pub range: Range<usize>,
}

struct Table {
    causes: Vec<Cause>,
    /// Literal bytes of each pattern: what says more weighs more.
    weights: Vec<usize>,
    set: PatternSet<'static>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut cause = Cause::Undetermined;
        let mut causes = Vec::new();
        let mut patterns = Vec::new();
        for line in LISTING.lines() {
            match line.strip_prefix(' ') {
                Some(pattern) => {
                    causes.push(cause);
                    patterns.push(Pattern(pattern));
                }
                None => cause = Cause::from_slug(line).unwrap_or(Cause::Undetermined),
            }
        }
        let weights = patterns.iter().map(|pattern| pattern.literals().map(str::len).sum()).collect();
        Table { causes, weights, set: PatternSet::new(patterns) }
    })
}

/// The phrase in a normalised text that says most: the one with the most literal characters; of equals the first of the table.
pub fn best(normalised: &str) -> Option<Phrase> {
    let table = table();
    table
        .set
        .find(normalised)
        .into_iter()
        .max_by_key(|hit| (table.weights[hit.pattern], std::cmp::Reverse(hit.pattern)))
        .map(|hit| Phrase { cause: table.causes[hit.pattern], range: hit.start..hit.end })
}

#[cfg(test)]
mod tests {
    use super::best;
    use crate::knowledge::normalise;

    /// Lines of `text<TAB>cause`; the cause `-` where the words say nothing.
    const LINES: &str = include_str!("../../tests/fixtures/phrases.tsv");

    #[test]
    fn words_mean_what_the_table_says() {
        let mut wrong = Vec::new();
        let mut lines = 0;
        for line in LINES.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let (text, want) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
            let got = best(&normalise(text)).map_or("-", |phrase| phrase.cause.slug());
            lines += 1;
            if got != want {
                wrong.push(format!("{text}\n    want {want}, got {got}"));
            }
        }
        assert!(lines >= 400, "only {lines} lines");
        assert!(wrong.is_empty(), "{} of {lines}:\n{}", wrong.len(), wrong.join("\n"));
    }
}
