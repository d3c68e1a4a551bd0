//! Rules of the English texts.

use crate::finding::Problem;
use crate::text::Text;

/// Words that are not plain English, or blame, and what to write.
const WORDS: &[(&str, &str)] = &[
    ("please", "nothing: say what to do"),
    ("kindly", "nothing: say what to do"),
    ("e.g.", "for example"),
    ("i.e.", "that is"),
    ("etc.", "name them, or say and so on"),
    ("etc", "name them, or say and so on"),
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
    ("'", "’"),
    ("‘", "“…”"),
    ("\"", "“…”"),
    ("„", "“…”"),
    ("´", "’"),
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
    for pair in ["“ ", " ”", "”“"] {
        if prose.contains(pair) {
            out.push(Problem::new(
                pair,
                "a space inside of quotes, or a quote the wrong way round",
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
        "It isn't yours.",
        "Say \"no\".",
        "Say “no.",
        "Unfortunately it failed.",
    ] {
        assert!(!check(&Text::sample(Lang::En, line)).is_empty(), "{line}");
    }
    for line in [
        "It isn’t “yours”, `please`.",
        "They are pleased; the fetch. Add them.",
    ] {
        assert_eq!(check(&Text::sample(Lang::En, line)), [], "{line}");
    }
}
