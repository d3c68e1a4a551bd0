//! Spelling of the English and Polish texts, by hunspell with Debian's dictionaries and lists of our own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::finding::{Finding, Problem};
use crate::inline::Style;
use crate::text::{Lang, Text};

const NEEDED: &str =
    "hunspell and its dictionaries are needed: apt-get install hunspell hunspell-en-us hunspell-pl";

/// Whether a missing hunspell is an error: where a package is at hand, and where everything must hold.
pub fn must_run() -> bool {
    let apt = Command::new("apt-get")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    std::env::var_os("CI").is_some() || apt.is_ok_and(|status| status.success())
}

/// The words of a language that no dictionary and no list has. An error says what is not installed.
pub fn check(lang: Lang, texts: &[Text]) -> Result<Vec<Finding>, String> {
    let mut places: BTreeMap<String, Vec<&Text>> = BTreeMap::new();
    let mut foreign: BTreeMap<String, Vec<&Text>> = BTreeMap::new();
    for text in texts.iter().filter(|text| text.lang == lang) {
        for (word, english) in words_of(text) {
            let list = if english { &mut foreign } else { &mut places };
            list.entry(word).or_default().push(text);
        }
    }
    let mut wrong = unknown(lang, places.keys())?;
    // In brackets and in bold, names of menus may stand in English.
    let here: Vec<&String> = unknown(lang, foreign.keys())?.into_iter().collect();
    wrong.extend(unknown(Lang::En, here.iter().copied())?);
    let better = suggestions(lang, &wrong)?;
    let mut out = vec![];
    for word in &wrong {
        let instead = better.get(*word).map_or(
            "a word of the dictionary, or add it to a list",
            String::as_str,
        );
        let texts = places
            .get(*word)
            .into_iter()
            .chain(foreign.get(*word))
            .flatten();
        out.extend(texts.map(|text| {
            Finding::new(
                text,
                Problem::new(word.as_str(), format!("“{word}” (use {instead})")),
            )
        }));
    }
    Ok(out)
}

/// The words to check, and whether they may be English.
fn words_of(text: &Text) -> Vec<(String, bool)> {
    let mut out = vec![];
    let mut depth = 0;
    for span in &text.spans {
        if matches!(span.style, Style::Code | Style::Slot) {
            continue;
        }
        for token in span
            .words
            .split([' ', '\u{a0}', '/', '…', '→', '–', '\u{2011}', '·'])
        {
            depth += token.matches('(').count();
            let english = depth > 0 || span.style == Style::Strong;
            depth -= token.matches(')').count().min(depth);
            let token = token.trim_matches(|c: char| !c.is_alphanumeric());
            // Addresses, file names, versions and codes are no words.
            let technical = |c: char| {
                c.is_ascii_digit() || matches!(c, '.' | '@' | '_' | ':' | '\\' | '=' | '*' | '+')
            };
            if token.is_empty() || token.contains(technical) || is_known(text.lang, token) {
                continue;
            }
            let parts = token.split('-').filter(|part| part.chars().count() > 1);
            out.extend(
                parts
                    .filter(|part| !is_known(text.lang, part))
                    .map(|part| (part.to_owned(), english)),
            );
        }
    }
    out
}

/// Whether a word stands in one of our lists. A word in small letters may also begin a sentence.
fn is_known(lang: Lang, word: &str) -> bool {
    let list = match lang {
        Lang::Pl => list(&POLISH, include_str!("words.pl.txt")),
        _ => list(&ENGLISH, include_str!("words.en.txt")),
    };
    is_name(word) || list.contains(word) || list.contains(word.to_lowercase().as_str())
}

/// Whether a word is a name: of a product, a company, a protocol, a person in an example.
pub fn is_name(word: &str) -> bool {
    let names = list(&NAMES, include_str!("names.txt"));
    let bare = word.strip_suffix("'s").unwrap_or(word);
    names.contains(bare) || names.contains(word)
}

type List = OnceLock<BTreeSet<&'static str>>;
static NAMES: List = OnceLock::new();
static ENGLISH: List = OnceLock::new();
static POLISH: List = OnceLock::new();

fn list(cell: &'static List, source: &'static str) -> &'static BTreeSet<&'static str> {
    cell.get_or_init(|| entries(source).collect())
}

fn entries(source: &'static str) -> impl Iterator<Item = &'static str> {
    source
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn dictionary(lang: Lang) -> &'static str {
    match lang {
        Lang::Pl => "pl_PL",
        _ => "en_US",
    }
}

/// Asks hunspell; one word a line.
fn ask<'w>(
    lang: Lang,
    mode: &str,
    words: impl IntoIterator<Item = &'w String>,
) -> Result<String, String> {
    static ASKED: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    let mut input = String::new();
    for word in words {
        input.push_str(word);
        input.push('\n');
    }
    let number = ASKED.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let file = format!("{}/spelling-{number}.txt", env!("CARGO_TARGET_TMPDIR"));
    fs::write(&file, input).map_err(|error| format!("{file}: {error}"))?;
    let stdin = File::open(&file).map_err(|error| format!("{file}: {error}"))?;
    let run = Command::new("hunspell")
        .args([mode, "-i", "utf-8", "-d", dictionary(lang)])
        // The words of whoever runs the tests are not ours.
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(stdin)
        .output()
        .map_err(|error| format!("{NEEDED} ({error})"))?;
    if !run.status.success() {
        return Err(format!(
            "{NEEDED} ({})",
            String::from_utf8_lossy(&run.stderr).trim()
        ));
    }
    String::from_utf8(run.stdout).map_err(|error| error.to_string())
}

/// The words that the dictionary does not have.
fn unknown<'w>(
    lang: Lang,
    words: impl IntoIterator<Item = &'w String>,
) -> Result<BTreeSet<&'w String>, String> {
    let words: BTreeSet<&String> = words.into_iter().collect();
    let answer = ask(lang, "-l", words.iter().copied())?;
    let wrong: BTreeSet<&str> = answer.lines().collect();
    Ok(words
        .into_iter()
        .filter(|word| wrong.contains(word.as_str()))
        .collect())
}

/// What hunspell would write instead.
fn suggestions(lang: Lang, words: &BTreeSet<&String>) -> Result<BTreeMap<String, String>, String> {
    let answer = ask(lang, "-a", words.iter().copied())?;
    // "& word 2 0: one, two"
    Ok(answer
        .lines()
        .filter_map(|line| {
            let (head, words) = line.strip_prefix("& ")?.split_once(": ")?;
            let word = head.split(' ').next()?;
            let few: Vec<&str> = words.split(", ").take(3).collect();
            Some((word.to_owned(), few.join(", ")))
        })
        .collect())
}

#[test]
fn misspelled_words_are_found() {
    let found = |lang, line: &str| -> Option<Vec<String>> {
        match check(lang, &[Text::sample(lang, line)]) {
            Ok(found) => Some(
                found
                    .into_iter()
                    .map(|finding| finding.problem.found)
                    .collect(),
            ),
            Err(missing) => {
                assert!(!must_run(), "{missing}");
                None
            }
        }
    };
    let english = found(
        Lang::En,
        "Your mesage was recieved by Exchange, `teh` at a.exmple.",
    );
    let polish = found(
        Lang::Pl,
        "Wiadomośc czeka w\u{a0}kolejce serwera (Message queue), **Mail flow**, przepływ-poczzty",
    );
    let wrong = found(Lang::Pl, "Zobacz (Mesage quue)");
    for (found, right) in [
        (english, ["mesage", "recieved"]),
        (polish, ["Wiadomośc", "poczzty"]),
        (wrong, ["Mesage", "quue"]),
    ] {
        if let Some(found) = found {
            assert_eq!(found, right);
        }
    }
}

#[test]
fn the_lists_are_in_order() {
    for (file, source) in [
        ("names.txt", include_str!("names.txt")),
        ("words.en.txt", include_str!("words.en.txt")),
        ("words.pl.txt", include_str!("words.pl.txt")),
    ] {
        let lines: Vec<&str> = entries(source).collect();
        for pair in lines.windows(2) {
            assert!(
                pair[0] < pair[1],
                "{file}: “{}” before “{}”",
                pair[1],
                pair[0]
            );
        }
    }
}
