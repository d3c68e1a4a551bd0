//! Cuts logical lines into the sections that headings begin.

use super::grammar::is_key;
use super::lines::{Kind, Line};
use super::problems::Problems;
use crate::knowledge::model::Condition;

/// A heading with what stands below it.
pub struct Section<'a> {
    /// Where the heading stands, from 1.
    pub line: usize,
    /// What stands before `:` or `|`.
    pub id: &'a str,
    /// When the section is shown.
    pub condition: Option<Condition>,
    /// What the reader sees.
    pub title: Option<&'a str>,
    /// What stands below.
    pub body: &'a [Line],
}

/// What stands before the first heading of that level, and the sections that such headings begin.
pub fn split<'a>(
    path: &str,
    lines: &'a [Line],
    level: usize,
    problems: &mut Problems,
) -> (&'a [Line], Vec<Section<'a>>) {
    let starts: Vec<usize> = (0..lines.len())
        .filter(|&i| lines[i].kind == Kind::Heading(level))
        .collect();
    let lead = &lines[..starts.first().copied().unwrap_or(lines.len())];
    let mut sections = vec![];
    for (index, &start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let heading = &lines[start];
        let (label, title) = match heading.text.split_once([':', '|']) {
            Some((label, title)) => (label, Some(title.trim_matches(' '))),
            None => (heading.text.as_str(), None),
        };
        let (id, condition) = match label.trim_matches(' ').split_once(" [") {
            Some((id, condition)) => (id, condition.strip_suffix(']').unwrap_or(condition)),
            None => (label.trim_matches(' '), ""),
        };
        if !is_key(id) {
            problems.at(
                path,
                heading.number,
                format!(
                    "the heading needs an id of a-z, 0-9 and `-` before `:`, \
                    as in `admin: …`; found `{id}`"
                ),
            );
        }
        let known = Condition::from_slug(condition);
        if known.is_none() && !condition.is_empty() {
            problems.at(
                path,
                heading.number,
                format!(
                    "there is no condition [{condition}]; \
                    the conditions are [pending], [final], [expired]"
                ),
            );
        }
        sections.push(Section {
            line: heading.number,
            id,
            condition: known,
            title,
            body: &lines[start + 1..end],
        });
    }
    (lead, sections)
}
