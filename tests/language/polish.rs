//! Rules of the Polish texts.

use crate::finding::Problem;
use crate::inline::{CODE, SLOT};
use crate::text::Text;

/// Marks of which Polish uses another.
const MARKS: &[(&str, &str)] = &[
    ("\"", "„…”"),
    ("“", "„…”"),
    ("‘", "„…”"),
    ("'", "„…”, or no apostrophe"),
    ("’", "a form without an apostrophe"),
    ("«", "„…”"),
    ("»", "„…”"),
];

/// Words that keep the reader at a distance or suppose a sex, and what to write.
const WORDS: &[(&str, &str)] = &[
    ("proszę", "the imperative"),
    ("państwo", "the second person"),
    ("państwa", "the second person"),
    ("państwu", "the second person"),
    ("pan", "the second person"),
    ("pana", "the second person"),
    ("pani", "the second person"),
    ("powinieneś", "the imperative, or trzeba"),
    ("powinnaś", "the imperative, or trzeba"),
    ("niestety", "nothing"),
];

/// What is wrong in a Polish text.
pub fn check(text: &Text) -> Vec<Problem> {
    let prose = text.prose();
    let plain = text.plain();
    let mut out = hanging(&plain);
    for (mark, instead) in MARKS {
        if plain.contains(mark) {
            out.push(Problem::new(*mark, format!("{mark} (use {instead})")));
        }
    }
    if prose.matches('„').count() != prose.matches('”').count() {
        out.push(Problem::new("„”", "a quote is not closed or not opened"));
    }
    for pair in ["„ ", " ”"] {
        // A closing quote follows a space only when the space is outside of it, which is as wrong.
        if prose.contains(pair) {
            out.push(Problem::new(pair, "a space inside of quotes"));
        }
    }
    for word in prose.split(|c: char| !(c.is_alphabetic() || matches!(c, '/' | '(' | ')'))) {
        out.extend(person(word));
    }
    out
}

/// A word of one letter stays with the next one.
fn hanging(prose: &str) -> Vec<Problem> {
    let chars: Vec<char> = prose.chars().collect();
    let mut out = vec![];
    for at in 0..chars.len() {
        let begins = at == 0
            || matches!(
                chars[at - 1],
                ' ' | '\u{a0}' | '(' | '„' | '[' | '/' | '>' | '–'
            );
        if begins && "aiouwzAIOUWZ".contains(chars[at]) && chars.get(at + 1) == Some(&' ') {
            let next: String = chars[at + 2..]
                .iter()
                .take_while(|c| !c.is_whitespace())
                .map(|c| match *c {
                    CODE => "`…`".to_owned(),
                    SLOT => "{…}".to_owned(),
                    other => other.to_string(),
                })
                .collect();
            out.push(Problem::new(
                format!("{} {next}", chars[at]),
                format!("“{} {next}” (use U+00A0 between them)", chars[at]),
            ));
        }
    }
    out
}

fn person(word: &str) -> Option<Problem> {
    let lower = word.to_lowercase();
    let bare = lower.trim_matches(['/', '(', ')']);
    if let Some((_, instead)) = WORDS.iter().find(|(never, _)| *never == bare) {
        return Some(Problem::new(bare, format!("“{bare}” (use {instead})")));
    }
    let past = ["łeś", "łaś"].iter().any(|end| bare.ends_with(end));
    let both = [
        "/a", "/aś", "/łaś", "/ała", "/ła", "(a)", "(a", "/am", "/na",
    ]
    .iter()
    .any(|end| lower.trim_end_matches(')').ends_with(end));
    let verb = lower.contains('ł') || lower.contains("en/");
    if past || (both && verb) {
        return Some(Problem::new(
            word,
            format!(
                "“{word}” (use a form that fits everybody: the imperative, the present, -no/-to)"
            ),
        ));
    }
    None
}

#[test]
fn what_is_not_polish_is_found() {
    use crate::text::Lang;
    for line in [
        "Poczekaj i wyślij.",
        "W poczcie",
        "wiadomość (z serwera)",
        "adres w {host|serwerze}",
        "błąd z `550`",
        "Powiedz \"tak\".",
        "Powiedz „tak“.",
        "Powiedz „tak.",
        "Proszę czekać.",
        "Wysłałeś wiadomość.",
        "Wiadomość, którą wysłał/a nadawca.",
        "Wysłał(a) to.",
        "Plik Outlook'a",
        "Twój komputer a\u{a0}Pani komputer",
    ] {
        assert!(!check(&Text::sample(Lang::Pl, line)).is_empty(), "{line}");
    }
    for line in [
        "Poczekaj i\u{a0}wyślij „to” z\u{a0}{host|tego} w\u{a0}`x y`.",
        "Część należy do zespołu; nadawca ją wysłał.",
        "`a b`, **Junk e-mail a b**",
    ] {
        assert_eq!(check(&Text::sample(Lang::Pl, line)), [], "{line}");
    }
}
