//! Cuts `<lang>.md` into its front matter and logical lines.

use super::lines::{Line, logical};
use super::problems::Problems;

/// The keys of the front matter.
const FRONT: [&str; 5] = [
    "name",
    "title",
    "title-pending",
    "summary",
    "summary-pending",
];
/// A file cut into its front matter and logical lines.
#[derive(Debug, Default)]
pub struct Source {
    /// Line number, key and value of the front matter.
    pub front: Vec<(usize, String, String)>,
    /// What follows it.
    pub lines: Vec<Line>,
}

impl Source {
    /// Cuts a file.
    pub fn cut(path: &str, source: &str, problems: &mut Problems) -> Self {
        let mut front = vec![];
        let mut rest = source;
        let mut number = 0;
        let mut line = || {
            let (line, behind) = rest.split_once('\n')?;
            rest = behind;
            number += 1;
            Some((number, line.trim_matches([' ', '\r'])))
        };
        if line().is_none_or(|(_, line)| line != "---") {
            problems.at(
                path,
                1,
                "the file begins with `---`, then `name: …`, `title: …`, `summary: …`, then `---`",
            );
            return Source::default();
        }
        loop {
            match line() {
                None => {
                    problems.at(path, 1, "the front matter is not closed; add a line `---`");
                    return Source::default();
                }
                Some((_, "---")) => break,
                Some((_, "")) => {}
                Some((number, line)) => match line.split_once(": ") {
                    Some((key, value)) if FRONT.contains(&key) => {
                        if front.iter().any(|(_, known, _)| known == key) {
                            problems.at(
                                path,
                                number,
                                format!("`{key}` stands there twice; keep one"),
                            );
                        }
                        front.push((number, key.to_owned(), value.trim_matches(' ').to_owned()));
                    }
                    _ => problems.at(
                        path,
                        number,
                        format!(
                            "expected one of the keys {} with `: ` and a text",
                            FRONT.join(", ")
                        ),
                    ),
                },
            }
        }
        let lines = logical(path, rest, number + 1, problems);
        Source { front, lines }
    }
}
