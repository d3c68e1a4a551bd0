//! Spelling of the English and Polish texts, by hunspell with Debian's dictionaries and lists of our own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::finding::{Finding, Problem};
use crate::inline::Style;
use crate::text::{Lang, Text, root};

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
    let mut places: BTreeMap<(String, bool), Vec<&Text>> = BTreeMap::new();
    for text in texts.iter().filter(|text| text.lang == lang) {
        for word in words_of(text) {
            places.entry(word).or_default().push(text);
        }
    }
    let mut wrong = unknown(lang, places.keys().map(|(word, _)| word))?;
    let foreign = places
        .keys()
        .filter(|(word, foreign)| *foreign && wrong.contains(word) && !is_known(Lang::En, word))
        .map(|(word, _)| word);
    let foreign = unknown(Lang::En, foreign)?;
    let wrong_here = |word: &String, is_foreign: bool| {
        wrong.contains(word) && (!is_foreign || foreign.contains(word))
    };
    places.retain(|(word, is_foreign), _| wrong_here(word, *is_foreign));
    wrong.retain(|word| places.keys().any(|(left, _)| left == word));
    let better = suggestions(lang, &wrong)?;
    let mut out = vec![];
    for ((word, _), texts) in &places {
        let instead = better.get(word).map_or(
            "a word of the dictionary, or add it to a list",
            String::as_str,
        );
        out.extend(texts.iter().map(|text| {
            let what = format!("“{word}” (use {instead})");
            Finding::new(text, Problem::new(word, what))
        }));
    }
    Ok(out)
}

/// The words to check, and whether they may be English: in brackets, quotes and bold, names of menus and words of
/// servers stand in English too.
fn words_of(text: &Text) -> Vec<(String, bool)> {
    let mut out = vec![];
    let mut depth = 0;
    for span in &text.spans {
        if matches!(span.style, Style::Code | Style::Slot) {
            continue;
        }
        for token in without_names(&span.words).split([' ', '\u{a0}']) {
            depth += token.matches(['(', '„']).count();
            let foreign = depth > 0 || span.style == Style::Strong;
            depth -= token.matches([')', '”']).count().min(depth);
            out.extend(
                parts(text.lang, token)
                    .into_iter()
                    .map(|part| (part, foreign)),
            );
        }
    }
    out
}

/// The words of a token that stand in no list of ours.
fn parts(lang: Lang, token: &str) -> Vec<String> {
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .replace('’', "'")
    };
    // Addresses, file names, versions and codes are no words.
    let technical =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | '@' | '_' | ':' | '\\' | '=' | '*' | '+');
    let token = bare(token);
    if token.contains(technical) || is_known(lang, &token) {
        return vec![];
    }
    token
        .split(['/', '-', '…', '→', '–', '·', '\u{2011}'])
        .map(bare)
        .filter(|part| part.chars().count() > 1 && !is_known(lang, part))
        .collect()
}

/// Whether a word stands in one of our lists. A word in small letters may also begin a sentence.
fn is_known(lang: Lang, word: &str) -> bool {
    let list = match lang {
        Lang::Pl => list(&POLISH, "words.pl.txt"),
        _ => list(&ENGLISH, "words.en.txt"),
    };
    is_name(word) || list.contains(word) || list.contains(word.to_lowercase().as_str())
}

/// Whether a word is a name: of a product, a company, a protocol, a person in an example.
pub fn is_name(word: &str) -> bool {
    let names = list(&NAMES, "names.txt");
    let bare = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word);
    names.contains(bare) || names.contains(word)
}

/// The words without names of more than one word.
pub fn without_names(words: &str) -> String {
    let names = list(&NAMES, "names.txt");
    let mut out = words.replace('\u{a0}', " ");
    for name in names.iter().filter(|name| name.contains(' ')) {
        out = out.replace(name.as_str(), "");
    }
    out
}

type List = OnceLock<BTreeSet<String>>;
static NAMES: List = OnceLock::new();
static ENGLISH: List = OnceLock::new();
static POLISH: List = OnceLock::new();

fn list(cell: &'static List, file: &str) -> &'static BTreeSet<String> {
    cell.get_or_init(|| entries(file).into_iter().collect())
}

/// The entries of a list, in the order of the file.
fn entries(file: &str) -> Vec<String> {
    let source = fs::read_to_string(root().join("tests/language").join(file)).expect("word list");
    source
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
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
) -> Result<BTreeSet<String>, String> {
    let words: BTreeSet<&String> = words.into_iter().collect();
    let answer = ask(lang, "-l", words.iter().copied())?;
    let wrong: BTreeSet<&str> = answer.lines().collect();
    Ok(words
        .into_iter()
        .filter(|word| wrong.contains(word.as_str()))
        .cloned()
        .collect())
}

/// What hunspell would write instead.
fn suggestions(lang: Lang, words: &BTreeSet<String>) -> Result<BTreeMap<String, String>, String> {
    let answer = ask(lang, "-a", words)?;
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
    for file in ["names.txt", "words.en.txt", "words.pl.txt"] {
        for pair in entries(file).windows(2) {
            assert!(
                pair[0] < pair[1],
                "{file}: “{}” before “{}”",
                pair[1],
                pair[0]
            );
        }
    }
}
