//! Cuts the source of an article into logical lines: headings, paragraphs, list items and fences.
//!
//! A paragraph or an item that runs over several lines of the file becomes one.
//! What is Markdown but not of our subset is a problem.

use super::problems::Problems;

/// What a logical line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `##` to `####`; the number of signs.
    Heading(usize),
    /// A paragraph.
    Paragraph,
    /// An item of a list with `-`.
    Bullet,
    /// An item of a list with `1.`, and the number written.
    Numbered(usize),
    /// A fence; the name of the shell.
    Fence(String),
}

/// A logical line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it begins in the file, from 1.
    pub number: usize,
    /// What it is.
    pub kind: Kind,
    /// Its text without the marks.
    pub text: String,
}

/// Whether a character is set without spaces between words: Han, kana, full-width punctuation.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Joins a line to the one before: with a space, but not between Chinese characters.
fn join(text: &mut String, next: &str) {
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    if !(wide(text.chars().next_back()) && wide(next.chars().next())) {
        text.push(' ');
    }
    text.push_str(next);
}

/// The number and the text of `1. text`.
fn numbered(line: &str) -> Option<(usize, &str)> {
    let (number, text) = line.split_once(". ")?;
    Some((number.parse().ok()?, text))
}

/// Why a line is not of our subset; `None` if it may be.
fn foreign(line: &str) -> Option<&'static str> {
    let only = |signs: &[char]| line.len() > 2 && line.chars().all(|c| signs.contains(&c));
    if line.starts_with("* ") || line.starts_with("+ ") || line.starts_with("• ") {
        Some("a list begins with `- ` or `1. `")
    } else if line.starts_with('|') {
        Some("a table is not possible; make it a list")
    } else if line.starts_with('>') {
        Some("a quotation is not possible; make it a paragraph or a fence")
    } else if only(&['-', ' ']) || only(&['=']) || only(&['*', ' ']) || only(&['_', ' ']) {
        Some("a rule or an underlined heading is not possible; headings begin with `##`")
    } else if line.starts_with('#') {
        Some("a heading is two to four `#` and a space")
    } else if line.starts_with("~~~") {
        Some("a fence begins with three backticks")
    } else {
        None
    }
}

/// The logical lines of a file from line number `first` on (counted from 1).
pub fn logical(path: &str, source: &str, first: usize, problems: &mut Problems) -> Vec<Line> {
    let mut lines: Vec<Line> = vec![];
    let mut open = false;
    let mut source = source.lines().enumerate();
    while let Some((index, raw)) = source.next() {
        let number = first + index;
        let line = raw.trim_matches([' ', '\t']);
        let indented = raw.starts_with([' ', '\t']);
        let in_list = matches!(
            lines.last(),
            Some(Line {
                kind: Kind::Bullet | Kind::Numbered(_),
                ..
            })
        );
        let mut push = |kind: Kind, text: &str| {
            let text = text.trim_matches(' ').to_owned();
            lines.push(Line { number, kind, text });
        };
        if line.is_empty() {
            open = false;
        } else if let Some(shell) = line.strip_prefix("```") {
            if indented {
                problems.at(
                    path,
                    number,
                    "a fence cannot stand in a list; begin it at the left margin, behind the list",
                );
            }
            let mut body = String::new();
            let mut closed = false;
            for (_, raw) in source.by_ref() {
                if raw.trim() == "```" {
                    closed = true;
                    break;
                }
                body.push_str(raw.trim_end());
                body.push('\n');
            }
            if !closed {
                problems.at(
                    path,
                    number,
                    "the fence is not closed; add a line with three backticks",
                );
            }
            lines.push(Line {
                number,
                kind: Kind::Fence(shell.to_owned()),
                text: body.trim_end_matches('\n').to_owned(),
            });
            open = false;
        } else if indented && in_list && (line.starts_with("- ") || numbered(line).is_some()) {
            problems.at(
                path,
                number,
                "a list cannot stand in a list; make it one list, or a sentence",
            );
        } else if indented && !open {
            problems.at(
                path,
                number,
                "begin the line at the left margin, or close the gap to the list item above",
            );
        } else if indented {
            if let Some(last) = lines.last_mut() {
                join(&mut last.text, line);
            }
        } else if let Some((signs, text)) = line
            .split_once(' ')
            .filter(|(signs, _)| (2..=4).contains(&signs.len()) && signs.bytes().all(|b| b == b'#'))
        {
            push(Kind::Heading(signs.len()), text);
            open = false;
        } else if let Some(why) = foreign(line) {
            problems.at(path, number, why);
        } else if let Some(text) = line.strip_prefix("- ") {
            push(Kind::Bullet, text);
            open = true;
        } else if let Some((n, text)) = numbered(line) {
            push(Kind::Numbered(n), text);
            open = true;
        } else if open && in_list {
            problems.at(
                path,
                number,
                "put an empty line behind the list, or indent the line that belongs to its item",
            );
        } else if open {
            if let Some(last) = lines.last_mut() {
                join(&mut last.text, line);
            }
        } else {
            push(Kind::Paragraph, line);
            open = true;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Kind, logical};
    use crate::knowledge::build::problems::Problems;

    #[track_caller]
    fn check(source: &str, want: &[(usize, Kind, &str)], problem: Option<&str>) {
        let mut problems = Problems::default();
        let lines = logical("en.md", source, 1, &mut problems);
        let found: Vec<_> = lines
            .iter()
            .map(|line| (line.number, line.kind.clone(), line.text.as_str()))
            .collect();
        let told: Vec<String> = problems.lines().collect();
        match problem {
            None => {
                assert_eq!(found, want);
                assert!(told.is_empty(), "{told:?}");
            }
            Some(problem) => assert!(told.iter().any(|line| line.contains(problem)), "{told:?}"),
        }
    }

    #[test]
    fn lines_of_the_subset() {
        check(
            "## happened\n\nOne\ntwo.\n\n- a\n  b\n- c\n\n1. d\n\n```sh\ndig  x\n\n#y\n```\nEnd.",
            &[
                (1, Kind::Heading(2), "happened"),
                (3, Kind::Paragraph, "One two."),
                (6, Kind::Bullet, "a b"),
                (8, Kind::Bullet, "c"),
                (10, Kind::Numbered(1), "d"),
                (12, Kind::Fence("sh".into()), "dig  x\n\n#y"),
                (17, Kind::Paragraph, "End."),
            ],
            None,
        );
    }

    #[test]
    fn chinese_is_joined_without_a_space() {
        check(
            "您的信,\n沒有\nExchange",
            &[(1, Kind::Paragraph, "您的信, 沒有 Exchange")],
            None,
        );
        check(
            "您的信，\n沒有",
            &[(1, Kind::Paragraph, "您的信，沒有")],
            None,
        );
    }

    #[test]
    fn foreign_markdown_is_told() {
        for (source, problem) in [
            ("# One", "two to four"),
            ("##### Five", "two to four"),
            ("##x", "two to four"),
            ("* a", "begins with `- `"),
            ("| a | b |", "table"),
            ("> a", "quotation"),
            ("Head\n====", "underlined"),
            ("a\n\n---", "rule"),
            ("- a\n  - b", "cannot stand in a list"),
            ("- a\n  1. b", "cannot stand in a list"),
            ("- a\n\n  more", "left margin"),
            ("    code", "left margin"),
            ("- a\nb", "empty line behind the list"),
            ("- a\n  ```sh\n  x\n  ```", "fence cannot stand"),
            ("```sh\nx", "not closed"),
        ] {
            check(source, &[], Some(problem));
        }
    }
}
