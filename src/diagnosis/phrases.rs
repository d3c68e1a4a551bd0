//! The words of servers and what they mean (`phrases.toml`).

use std::ops::Range;
use std::sync::OnceLock;

use super::model::Cause;
use super::plain::Plain;
use crate::knowledge::{Pattern, PatternSet};

/// The table as the build script lists it: a line with `=` and a cause's slug, then a line per pattern.
const LISTING: &str = include_str!(concat!(env!("OUT_DIR"), "/phrases.txt"));

/// What words were found and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What they mean.
    pub cause: Cause,
    /// Where they stand in the normalised text (bytes).
    pub range: Range<usize>,
    /// Whether they say nothing close.
    pub vague: bool,
    /// Whether they are a mere hint.
    pub hint: bool,
}

struct Table {
    causes: Vec<Cause>,
    /// Literal characters of each pattern: what says more weighs more.
    weights: Vec<usize>,
    /// Whether a pattern is a mere hint: a word that points to its cause where an answer says nothing else (`?spam`).
    hints: Vec<bool>,
    set: PatternSet<'static>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut cause = Cause::Undetermined;
        let mut causes = Vec::new();
        let mut patterns = Vec::new();
        let mut hints = Vec::new();
        for line in LISTING.lines() {
            match line.strip_prefix('=') {
                Some(slug) => cause = Cause::from_slug(slug).unwrap_or(Cause::Undetermined),
                None => {
                    causes.push(cause);
                    hints.push(line.starts_with('?'));
                    patterns.push(Pattern(line.trim_start_matches('?')));
                }
            }
        }
        let weights = patterns
            .iter()
            .map(|pattern| {
                pattern
                    .literals()
                    .map(|literal| literal.chars().count())
                    .sum()
            })
            .collect();
        Table {
            causes,
            weights,
            hints,
            set: PatternSet::new(patterns),
        }
    })
}

/// How many literal characters make words of a vague cause explicit.
const EXPLICIT: usize = 24;

/// Whether a phrase is what servers say when they say nothing closer: a few words of a cause that holds anything. Any
/// other cause in the same answer, and a code that names its cause, win over it.
fn is_vague(cause: Cause, weight: usize) -> bool {
    matches!(
        cause,
        Cause::PolicyRejected | Cause::ServerError | Cause::MessageExpired
    ) && weight < EXPLICIT
}

/// The phrase in a normalised text that says most, or if none says anything close, in the same without the words that
/// only hold it together ("the mailbox has been disabled").
pub fn best(normalised: &str) -> Option<Phrase> {
    let found = as_written(normalised);
    if found.as_ref().is_some_and(|phrase| !phrase.vague) {
        return found;
    }
    let plain = Plain::of(normalised);
    let closer = as_written(&plain.text).filter(|phrase| found.is_none() || !phrase.vague);
    match closer {
        Some(phrase) => Some(Phrase {
            range: plain.before(&phrase.range, normalised),
            ..phrase
        }),
        None => found,
    }
}

/// The phrase in a normalised text that says most: a close cause before a hint, a hint before a vague one, then the one with the most literal
/// characters; of equals the first of the table.
pub fn as_written(normalised: &str) -> Option<Phrase> {
    let table = table();
    table
        .set
        .find(normalised)
        .into_iter()
        .max_by_key(|hit| {
            let weight = table.weights[hit.pattern];
            let vague = is_vague(table.causes[hit.pattern], weight);
            (
                !vague && !table.hints[hit.pattern],
                !vague,
                weight,
                std::cmp::Reverse(hit.pattern),
            )
        })
        .map(|hit| {
            let cause = table.causes[hit.pattern];
            let hint = table.hints[hit.pattern];
            Phrase {
                cause,
                range: hit.start..hit.end,
                vague: hint || is_vague(cause, table.weights[hit.pattern]),
                hint,
            }
        })
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
        for line in LINES
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
        {
            let (text, want) = line
                .split_once('\t')
                .unwrap_or_else(|| panic!("no tab: {line}"));
            let got = best(&normalise(text)).map_or("-", |phrase| phrase.cause.slug());
            lines += 1;
            if got != want {
                wrong.push(format!("{text}\n    want {want}, got {got}"));
            }
        }
        assert!(lines >= 400, "only {lines} lines");
        assert!(
            wrong.is_empty(),
            "{} of {lines}:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}
