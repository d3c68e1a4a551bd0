//! Rules of the English texts.

use crate::finding::Problem;
use crate::text::Text;

/// Words that are not plain English, or blame, and what to write.
const WORDS: &[(&str, &str)] = &[
    ("please", "nothing: say what to do"),
    ("kindly", "nothing: say what to do"),
    ("e.g.", "for example"),
    ("i.e.", "that is"),
    ("etc.", "name them, or “and so on”"),
    ("etc", "name them, or “and so on”"),
    ("viz.", "namely"),
    ("vs.", "or, against"),
    ("utilize", "use"),
    ("whilst", "while"),
    ("simply", "nothing"),
    ("unfortunately", "nothing"),
    ("oops", "nothing"),
];

/// Marks of which the texts use another.
const MARKS: &[(&str, &str)] = &[
    ("’", "'"),
    ("‘", "“"),
    ("\"", "“ ”"),
    ("„", "“"),
    ("´", "'"),
    ("`", "code"),
];

/// What is wrong in an English text.
pub fn check(text: &Text) -> Vec<Problem> {
    let prose = text.prose();
    let lower = format!(" {} ", prose.to_lowercase());
    let mut out = vec![];
    for (word, instead) in WORDS {
        let found = lower.match_indices(word).any(|(at, _)| {
            let before = lower[..at].chars().next_back();
            let behind = lower[at + word.len()..].chars().next();
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(before)
                && !letter(behind)
                && (word.ends_with('.') || behind != Some('.') || *word != "etc")
        });
        if found {
            out.push(Problem::new(*word, format!("“{word}” (use {instead})")));
        }
    }
    for (mark, instead) in MARKS {
        if prose.contains(mark) {
            out.push(Problem::new(*mark, format!("{mark} (use {instead})")));
        }
    }
    if prose.matches('“').count() != prose.matches('”').count() {
        out.push(Problem::new("“”", "a quote is not closed or not opened"));
    }
    for (at, _) in prose.match_indices(['“', '”']) {
        let outside = if prose[at..].starts_with('“') {
            prose[at..].chars().nth(1)
        } else {
            prose[..at].chars().next_back()
        };
        if outside.is_none_or(char::is_whitespace) {
            out.push(Problem::new(
                "“ ”",
                "a quote stands the wrong way round, or a space inside of it",
            ));
        }
    }
    out
}

#[test]
fn what_is_not_plain_is_found() {
    use crate::text::Lang;
    for line in [
        "Please wait.",
        "Wait, e.g. an hour.",
        "Mail, calendars, etc.",
        "It isn’t yours.",
        "Say \"no\".",
        "Say “no.",
        "Say ”no“.",
        "Unfortunately it failed.",
    ] {
        assert!(!check(&Text::sample(Lang::En, line)).is_empty(), "{line}");
    }
    for line in [
        "It isn't “yours”, `please`.",
        "They are pleased; the fetch. Add them.",
    ] {
        assert_eq!(check(&Text::sample(Lang::En, line)), [], "{line}");
    }
}
