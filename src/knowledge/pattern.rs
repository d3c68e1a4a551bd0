//! The pattern language that selects an article by the text of a server.
//!
//! A pattern is literals separated by `*`, a gap of up to [`GAP`] characters. Pattern and text are compared after [`normalise`].

use crate::letters;
use serde::{Deserialize, Serialize};

/// The longest gap that a `*` stands for, in characters.
pub const GAP: usize = 80;

/// The shortest longest literal of a pattern, in bytes (two Chinese characters): shorter ones select by chance.
pub const SHORTEST: usize = 4;

/// Lower case, plain quotes and hyphens, each run of white space one space, none at the ends; invisible characters go.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        let plain = match c {
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => continue,
            c if c.is_whitespace() => {
                space = true;
                continue;
            }
            '‘' | '’' | '‚' | '‛' | '′' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
            '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
            c => c,
        };
        if space && !out.is_empty() {
            out.push(' ');
        }
        space = false;
        out.push(letters::small(plain));
    }
    out
}

/// A pattern, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pattern<'a>(pub &'a str);

impl<'a> Pattern<'a> {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, and how to mend it.
    pub fn parse(text: &'a str) -> Result<Self, String> {
        if normalise(text) != text {
            return Err(format!(
                "must be in lower case with plain quotes and single spaces: \"{}\"",
                normalise(text)
            ));
        }
        let pattern = Pattern(text);
        if pattern.literals().any(str::is_empty) {
            return Err("`*` must stand between two literals".into());
        }
        if pattern.longest().len() < SHORTEST {
            return Err(format!(
                "needs a literal of at least {SHORTEST} bytes, or it selects by chance"
            ));
        }
        Ok(pattern)
    }

    /// The literals, in order.
    pub fn literals(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.0.split('*')
    }

    /// The longest literal, in bytes; the first of equals.
    pub fn longest(&self) -> &'a str {
        self.literals()
            .reduce(|best, next| if next.len() > best.len() { next } else { best })
            .unwrap_or_default()
    }

    /// Where the pattern first stands in a normalised text, in bytes; `None` if it does not.
    pub fn matches(&self, normalised: &str) -> Option<(usize, usize)> {
        let mut literals = self.literals();
        let first = literals.next().filter(|literal| !literal.is_empty())?;
        let rest: Vec<&str> = literals.collect();
        let mut from = 0;
        while let Some(at) = find(normalised, first, from, normalised.len()) {
            if let Some(end) = follow(normalised, at + first.len(), &rest) {
                return Some((at, end));
            }
            from = at + 1;
        }
        None
    }
}

/// Where a literal first begins at `from` or behind it, but not behind `last` (bytes).
///
/// Bytes are compared: a literal is whole characters, so it can only be found on their borders.
fn find(text: &str, literal: &str, mut from: usize, last: usize) -> Option<usize> {
    let text = text.as_bytes();
    let (head, tail) = literal.as_bytes().split_first()?;
    let end = last.saturating_add(1).min(text.len());
    loop {
        let at = from + text.get(from..end)?.iter().position(|byte| byte == head)?;
        if text.get(at + 1..)?.starts_with(tail) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// The end of the last literal if all of `rest` follow in order, each at most [`GAP`] characters behind the one before.
///
/// All places where a literal can end are carried along, so that an early one that leads nowhere does not hide a later one.
fn follow(text: &str, start: usize, rest: &[&str]) -> Option<usize> {
    let mut ends = vec![start];
    for literal in rest {
        let mut next: Vec<usize> = vec![];
        let mut from = 0;
        for &end in &ends {
            let window = text.get(end..)?;
            let reach = end
                + window
                    .char_indices()
                    .nth(GAP)
                    .map_or(window.len(), |(at, _)| at);
            from = from.max(end);
            while let Some(at) = find(text, literal, from, reach) {
                next.push(at + literal.len());
                from = at + 1;
            }
            from = from.max(reach + 1);
        }
        ends = next;
    }
    ends.first().copied()
}

#[cfg(test)]
mod tests {
    use super::{GAP, Pattern, normalise};

    #[track_caller]
    fn check(pattern: &str, text: &str, want: Option<&str>) {
        let text = normalise(text);
        let found = Pattern::parse(pattern).expect(pattern).matches(&text);
        assert_eq!(
            found.map(|(start, end)| &text[start..end]),
            want,
            "{pattern} in {text}"
        );
    }

    #[test]
    fn normal_form() {
        for (text, want) in [
            (
                "  The  USER\u{a0}“Anna”\r\n\tdoesn’t exist ",
                "the user \"anna\" doesn't exist",
            ),
            (
                "ŻÓŁĆ zero\u{200b}width non‑breaking",
                "żółć zerowidth non-breaking",
            ),
            ("", ""),
        ] {
            assert_eq!(normalise(text), want);
            assert_eq!(normalise(want), want);
        }
    }

    #[test]
    fn literals_and_gaps() {
        check(
            "connection refused",
            "450 4.4.316 Connection  refused [x]",
            Some("connection refused"),
        );
        check("connection refused", "connection timed out", None);
        check(
            "user * unknown",
            "User <a@b.c> unknown",
            Some("user <a@b.c> unknown"),
        );
        check("mailbox*full", "mailbox full", Some("mailbox full"));
        check(
            "信箱*已滿喔喔",
            "您的信箱真的已滿喔喔",
            Some("信箱真的已滿喔喔"),
        );
    }

    #[test]
    fn gaps_are_bounded_in_characters() {
        let at = |n: usize| format!("first{}second", "ż".repeat(n));
        check("first*second", &at(GAP), Some(&at(GAP)));
        check("first*second", &at(GAP + 1), None);
    }

    #[test]
    fn a_later_place_is_found_behind_one_that_leads_nowhere() {
        let far = "x".repeat(60);
        check(
            "alpha*beta*gamma",
            &format!("alpha beta {far} beta {far} gamma"),
            Some(&format!("alpha beta {far} beta {far} gamma")),
        );
        check(
            "alpha*gamma",
            &format!("alpha {far}{far} alpha gamma"),
            Some("alpha gamma"),
        );
    }

    #[test]
    fn bad_patterns_say_what_is_wrong() {
        for (pattern, why) in [
            ("Connection", "lower case"),
            ("a  bcde", "single spaces"),
            ("*connection", "between two"),
            ("connection**refused", "between two"),
            ("", "between two"),
            ("550*x", "at least"),
        ] {
            let error = Pattern::parse(pattern).expect_err(pattern);
            assert!(error.contains(why), "{pattern}: {error}");
        }
    }
}
