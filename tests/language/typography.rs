//! What is wrong in any language: stray spaces, dots for an ellipsis, a word twice.

use crate::finding::Problem;
use crate::inline::{CODE, SLOT};
use crate::text::{Lang, Text};

/// Marks that are set wrong.
pub fn check(text: &Text) -> Vec<Problem> {
    let prose = text.prose();
    let mut out = vec![];
    if prose != prose.trim() && text.place != "list-separator" {
        out.push(Problem::new(" ", "a space at the beginning or the end"));
    }
    for (wrong, right) in [
        ("  ", "one space"),
        (" \u{a0}", "one space"),
        ("\u{a0} ", "one space"),
        ("...", "…"),
        ("--", "–"),
        (" - ", "a colon, a comma or –"),
        ("\u{2014}", "a colon, a comma or –"),
        ("\t", "a space"),
        ("\u{200b}", "nothing"),
        ("( ", "no space inside of brackets"),
        (" )", "no space inside of brackets"),
        ("()", "something in the brackets"),
    ] {
        // Names of buttons are as the product shows them.
        if text.plain().contains(wrong) {
            out.push(Problem::new(wrong, format!("“{wrong}” (use {right})")));
        }
    }
    if text.lang != Lang::ZhTw {
        out.extend(spaces_before_marks(&prose));
        out.extend(twice(&prose));
    }
    out
}

fn spaces_before_marks(prose: &str) -> Vec<Problem> {
    let chars: Vec<char> = prose.chars().collect();
    chars
        .windows(2)
        .enumerate()
        .filter(|(at, pair)| {
            let ends = chars.get(at + 2).is_none_or(|c| c.is_whitespace());
            pair[0].is_whitespace() && matches!(pair[1], ',' | '.' | ';' | ':' | '!' | '?') && ends
        })
        .map(|(_, pair)| {
            let found = String::from_iter(pair);
            Problem::new(&found, format!("“{found}” (no space before the mark)"))
        })
        .collect()
}

/// The same word two times: "the the".
fn twice(prose: &str) -> Vec<Problem> {
    let words: Vec<&str> = prose.split_whitespace().collect();
    words
        .windows(2)
        .filter(|pair| {
            let word = |c: char| c.is_alphabetic();
            pair[0].eq_ignore_ascii_case(pair[1])
                && pair[0].chars().all(word)
                && !pair[0].contains([CODE, SLOT])
        })
        .map(|pair| {
            Problem::new(
                pair.join(" "),
                format!("“{} {}” (say it once)", pair[0], pair[1]),
            )
        })
        .collect()
}

#[test]
fn stray_marks_are_found() {
    for line in [
        " begins",
        "two  spaces",
        "wait...",
        "here -- there",
        "here - there",
        "here \u{2014} there",
        "a mark , there",
        "( here)",
        "what ?",
        "the the",
    ] {
        let found = check(&Text::sample(Lang::En, line));
        assert_eq!(found.len(), 1, "{line}: {found:?}");
    }
    for line in [
        "`a  b`, then {host|x}: done … yes (a) 1–2, .eml or .msg",
        "**Automatic - System-controlled**",
    ] {
        assert_eq!(check(&Text::sample(Lang::En, line)), [], "{line}");
    }
}
