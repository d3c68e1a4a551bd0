//! Reads runs of text: **strong**, `code`, [links](https://…) and {slot|fallback}.

use super::problems::Problems;
use super::prose::{Place, is_https, prose};
use crate::explain::model::Slot;
use crate::knowledge::words::{Piece, Style};

/// The pieces of a run of text. What cannot be read is told and left out.
pub fn pieces<'a>(place: Place<'_>, text: &'a str, problems: &mut Problems) -> Vec<Piece<'a>> {
    let mut out = vec![];
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*', '[', '{']) {
        prose(place, &rest[..at], &mut out, Piece::Text, problems);
        let marked = &rest[at..];
        let (read, behind) = match &marked[..1] {
            "`" => (code(place, marked, &mut out, problems), "`"),
            "*" => (strong(place, marked, &mut out, problems), "**"),
            "[" => (link(place, marked, &mut out, problems), "[text](https://…)"),
            _ => (
                slot(place, marked, Style::Plain, &mut out, problems),
                "{slot|fallback}",
            ),
        };
        let Some(read) = read else {
            place.tell(problems, format!("cannot read from here: {marked:.40}; the form is {behind}, wire texts stand in `code`"));
            return out;
        };
        rest = &marked[read..];
    }
    prose(place, rest, &mut out, Piece::Text, problems);
    out
}

/// The pieces of a command: text and slots.
pub fn command<'a>(place: Place<'_>, text: &'a str, problems: &mut Problems) -> Vec<Piece<'a>> {
    let mut out = vec![];
    literal(place, text, &mut out, Piece::Text, problems);
    out
}

/// Text in which only `{name|fallback}` is special; commands are full of braces of their own.
fn literal<'a>(
    place: Place<'_>,
    text: &'a str,
    out: &mut Vec<Piece<'a>>,
    make: fn(&'a str) -> Piece<'a>,
    problems: &mut Problems,
) {
    let mut kept = 0;
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| at + from) {
        let inner = &text[at + 1..];
        let name = inner
            .find(|c: char| !(c.is_ascii_lowercase() || c == '-'))
            .map_or(inner, |end| &inner[..end]);
        let behind = &inner[name.len()..];
        if !name.is_empty() && behind.starts_with('|') {
            if kept < at {
                out.push(make(&text[kept..at]));
            }
            let read = slot(place, &text[at..], Style::Code, out, problems).unwrap_or_else(|| {
                place.tell(problems, "a slot is not closed; add `}`");
                1
            });
            kept = at + read;
            from = kept;
        } else {
            if Slot::from_slug(name).is_some() && behind.starts_with('}') {
                place.tell(
                    problems,
                    format!("the slot {{{name}}} has no fallback; write {{{name}|…}}"),
                );
            }
            from = at + 1;
        }
    }
    if kept < text.len() {
        out.push(make(&text[kept..]));
    }
}

fn code<'a>(
    place: Place<'_>,
    marked: &'a str,
    out: &mut Vec<Piece<'a>>,
    problems: &mut Problems,
) -> Option<usize> {
    let inner = marked.strip_prefix('`')?;
    let end = inner.find('`').filter(|&end| end > 0)?;
    literal(place, &inner[..end], out, Piece::Code, problems);
    Some(end + 2)
}

fn strong<'a>(
    place: Place<'_>,
    marked: &'a str,
    out: &mut Vec<Piece<'a>>,
    problems: &mut Problems,
) -> Option<usize> {
    let inner = marked.strip_prefix("**")?;
    let end = inner.find("**").filter(|&end| end > 0)?;
    let mut rest = &inner[..end];
    if rest.contains(['`', '[', '*']) {
        place.tell(
            problems,
            "nothing but words and slots can stand in **strong**",
        );
    }
    while let Some(at) = rest.find('{') {
        prose(place, &rest[..at], out, Piece::Strong, problems);
        rest = &rest[at + slot(place, &rest[at..], Style::Strong, out, problems)?..];
    }
    prose(place, rest, out, Piece::Strong, problems);
    Some(end + 4)
}

fn link<'a>(
    place: Place<'_>,
    marked: &'a str,
    out: &mut Vec<Piece<'a>>,
    problems: &mut Problems,
) -> Option<usize> {
    let (text, behind) = marked.strip_prefix('[')?.split_once("](")?;
    let (url, _) = behind.split_once(')')?;
    if matches!(out.last(), Some(Piece::Text(before)) if before.ends_with('!')) {
        place.tell(
            problems,
            "an image is not possible; take out the `!` before `[`",
        );
    }
    if text.is_empty() || text.contains(['[', ']', '{', '`', '*', '<']) {
        place.tell(problems, "the text of a link is words only");
    }
    if !is_https(url) {
        place.tell(
            problems,
            format!("a link must begin with https:// and have no spaces: {url}"),
        );
    }
    out.push(Piece::Link { text, url });
    Some(text.len() + url.len() + 4)
}

fn slot<'a>(
    place: Place<'_>,
    marked: &'a str,
    style: Style,
    out: &mut Vec<Piece<'a>>,
    problems: &mut Problems,
) -> Option<usize> {
    let (inner, _) = marked.strip_prefix('{')?.split_once('}')?;
    let (name, fallback) = inner.split_once('|').unwrap_or((inner, ""));
    if fallback.trim().is_empty() {
        place.tell(
            problems,
            format!("the slot {{{name}}} has no fallback; write {{{name}|…}}"),
        );
    }
    if fallback.contains(['{', '`', '*', '[', '<', '|']) {
        place.tell(
            problems,
            format!("the fallback of {{{name}|…}} is words only"),
        );
    }
    match Slot::from_slug(name) {
        Some(slot) => out.push(Piece::Slot {
            slot,
            fallback,
            style,
        }),
        None => {
            let known: Vec<&str> = Slot::ALL.iter().map(|slot| slot.slug()).collect();
            place.tell(
                problems,
                format!(
                    "there is no slot `{name}`; the slots are {}",
                    known.join(", ")
                ),
            );
        }
    }
    Some(inner.len() + 2)
}
