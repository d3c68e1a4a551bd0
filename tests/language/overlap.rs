//! That no text is taken from the documents which the facts were first read from.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::chinese::is_han;
use crate::finding::{Finding, Problem};
use crate::inline::{CODE, SLOT};
use crate::spelling::{is_name, without_names};
use crate::text::{Lang, Text, root};

/// How many words in a row may be the same by chance, and how many Chinese characters.
const WORDS: usize = 7;
const CHARACTERS: usize = 15;

/// The runs of the source documents.
pub struct Sources {
    words: HashSet<String>,
    characters: HashSet<String>,
}

impl Sources {
    /// Reads them, where they lie beside the project.
    pub fn load() -> Option<Self> {
        Self::read(&root().join("../shared/seeds"))
    }

    fn read(folder: &Path) -> Option<Self> {
        let mut out = Sources::of("");
        for entry in fs::read_dir(folder).ok()? {
            let bytes = fs::read(entry.ok()?.path()).ok()?;
            let more = Sources::of(&String::from_utf8_lossy(&bytes));
            out.words.extend(more.words);
            out.characters.extend(more.characters);
        }
        Some(out)
    }

    fn of(document: &str) -> Self {
        let mut bare = String::new();
        let mut tag = false;
        for c in document.chars() {
            match c {
                '<' => tag = true,
                '>' if tag => {
                    tag = false;
                    bare.push(' ');
                }
                _ if !tag => bare.push(c),
                _ => {}
            }
        }
        let windows = |run: Vec<String>, size: usize| -> HashSet<String> {
            run.windows(size).map(|window| window.join(" ")).collect()
        };
        Sources {
            words: windows(words(&bare), WORDS + 1),
            characters: windows(characters(&bare), CHARACTERS + 1),
        }
    }
}

/// The texts that share a run with the sources.
pub fn check(sources: &Sources, texts: &[Text]) -> Vec<Finding> {
    let mut out = vec![];
    for text in texts {
        let plain = text.plain();
        for part in plain.split([CODE, SLOT]) {
            let (run, known, size) = match text.lang {
                Lang::ZhTw => (characters(part), &sources.characters, CHARACTERS + 1),
                _ => (words(part), &sources.words, WORDS + 1),
            };
            let shared = run
                .windows(size)
                .find(|window| known.contains(&window.join(" ")));
            if let Some(window) = shared {
                let separator = if text.lang == Lang::ZhTw { "" } else { " " };
                let found = window.join(separator);
                let what =
                    format!("“{found}” stands in a source document (say it in your own words)");
                out.push(Finding::new(text, Problem::new(found, what)));
            }
        }
    }
    out
}

/// The words in small letters, without numbers and names.
fn words(prose: &str) -> Vec<String> {
    without_names(prose)
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| {
            !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit() || is_han(c))
        })
        .filter(|word| !is_name(word))
        .map(str::to_lowercase)
        .collect()
}

/// The Chinese characters, without marks and Latin.
fn characters(prose: &str) -> Vec<String> {
    prose
        .chars()
        .filter(|c| is_han(*c))
        .map(String::from)
        .collect()
}

#[test]
fn what_is_taken_from_a_source_is_found() {
    let sources = Sources::of(
        "<p>Typically this error means that the <b>server</b> could not find the address of your smart host.</p>\n\
         通常此錯誤表示伺服器嘗試連線至連接器中指定的智慧主機。",
    );
    let found = |lang, line: &str| check(&sources, &[Text::sample(lang, line)]).len();
    assert_eq!(
        found(
            Lang::En,
            "Here the server could not find the address of your host."
        ),
        1
    );
    assert_eq!(
        found(
            Lang::En,
            "The server could not find the {x|address} of your smart host."
        ),
        0
    );
    assert_eq!(
        found(Lang::ZhTw, "伺服器嘗試連線至連接器中，指定的智慧。"),
        1
    );
    assert_eq!(
        found(Lang::ZhTw, "伺服器嘗試連線至連接器中，指定的主機。"),
        0
    );
    assert!(Sources::read(Path::new("/nowhere")).is_none());
}
