//! Reads every text of the knowledge base, with the line on which it stands.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::inline::{self, CODE, SLOT, Span, Style};

/// A language of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    /// English.
    En,
    /// Chinese as written in Taiwan.
    ZhTw,
    /// Polish.
    Pl,
}

impl Lang {
    /// All of them.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::ZhTw, Lang::Pl];

    /// The name of its files.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhTw => "zh-TW",
            Lang::Pl => "pl",
        }
    }
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `name`, `title` and `summary` of an article.
    Front,
    /// The heading of a step or a cause.
    Heading,
    /// A paragraph or an item of a list.
    Body,
    /// What stands in place of a value that the bounce does not state.
    Fallback,
    /// A text of the page, or of a part of a status code.
    Page,
}

/// One text: a line of an article, an entry of the page.
#[derive(Debug, Clone)]
pub struct Text {
    /// The file, from the root of the project.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// Its language.
    pub lang: Lang,
    /// What it is for.
    pub kind: Kind,
    /// Where in the file: `title`, `user/urgent/time`, `recipients.few`.
    pub place: String,
    /// Its parts.
    pub spans: Vec<Span>,
}

impl Text {
    /// The text as it is read aloud, with CODE and SLOT for what is no prose.
    pub fn prose(&self) -> String {
        self.write(|span| match span.style {
            Style::Code => Some(CODE),
            Style::Slot => Some(SLOT),
            Style::Plain | Style::Strong => None,
        })
    }

    /// The same without what is bold, for checks that do not apply to names of menus.
    pub fn plain(&self) -> String {
        self.write(|span| match span.style {
            Style::Code | Style::Strong => Some(CODE),
            Style::Slot => Some(SLOT),
            Style::Plain => None,
        })
    }

    fn write(&self, mask: impl Fn(&Span) -> Option<char>) -> String {
        let mut out = String::new();
        for span in &self.spans {
            match mask(span) {
                Some(mask) => out.push(mask),
                None => out.push_str(&span.words),
            }
        }
        out
    }

    /// A text made for a test of a check.
    pub fn sample(lang: Lang, line: &str) -> Text {
        Text {
            path: "sample".to_owned(),
            line: 1,
            lang,
            kind: Kind::Body,
            place: "sample".to_owned(),
            spans: inline::article(line).0,
        }
    }
}

/// Every text of the knowledge base.
pub fn all() -> &'static [Text] {
    static TEXTS: OnceLock<Vec<Text>> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let mut out = vec![];
        for folder in articles() {
            for lang in Lang::ALL {
                let path = format!("{folder}/{}.md", lang.tag());
                // Whether all languages are there is the build's concern.
                if let Ok(source) = fs::read_to_string(root().join(&path)) {
                    out.extend(read_article(&path, lang, &source));
                }
            }
        }
        for folder in ["ui", "status"] {
            for lang in Lang::ALL {
                let path = format!("src/knowledge/{folder}/{}.toml", lang.tag());
                let source = fs::read_to_string(root().join(&path)).expect("words of the page");
                out.extend(read_page(&path, lang, &source));
            }
        }
        out
    })
}

/// The folders of the articles, from the root of the project.
pub fn articles() -> Vec<String> {
    let folder = "src/knowledge/articles";
    let mut names: Vec<String> = fs::read_dir(root().join(folder))
        .expect("articles")
        .map(|entry| entry.expect("entry").path())
        .filter(|path| path.is_dir())
        .filter_map(|path| Some(format!("{folder}/{}", path.file_name()?.to_str()?)))
        .collect();
    names.sort();
    names
}

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The texts of a file of an article.
pub fn read_article(path: &str, lang: Lang, source: &str) -> Vec<Text> {
    let mut out = vec![];
    let mut fence = false;
    let mut front = false;
    // The headings above the line: section, step or cause, part.
    let mut above: Vec<String> = vec![];
    for (at, line) in source.lines().enumerate() {
        let mut push = |kind, place: String, words: &str| {
            let (spans, fallbacks) = inline::article(words);
            let text = |kind, spans| Text {
                path: path.to_owned(),
                line: at + 1,
                lang,
                kind,
                place: place.clone(),
                spans,
            };
            out.push(text(kind, spans));
            for fallback in fallbacks {
                out.push(text(Kind::Fallback, inline::article(&fallback).0));
            }
        };
        if line.starts_with("```") {
            fence = !fence;
        } else if fence || line.is_empty() {
        } else if line == "---" {
            front = at == 0;
        } else if front {
            let (key, words) = line.split_once(": ").unwrap_or((line, ""));
            push(Kind::Front, key.trim_end_matches(':').to_owned(), words);
        } else if line.starts_with('#') {
            let marks = line.len() - line.trim_start_matches('#').len();
            let heading = line[marks..].trim_start();
            let (id, words) = match heading.split_once(": ") {
                Some((id, words)) => (id, Some(words)),
                None => (heading, None),
            };
            above.truncate(marks.saturating_sub(2));
            above.push(id.to_owned());
            if let Some(words) = words {
                push(Kind::Heading, above.join("/"), words);
            }
        } else {
            push(Kind::Body, above.join("/"), item(line));
        }
    }
    out
}

/// The words of a line without the mark of a list.
fn item(line: &str) -> &str {
    let words = line.strip_prefix("- ").unwrap_or(line);
    match words.split_once(". ") {
        Some((number, words)) if number.chars().all(|c| c.is_ascii_digit()) => words,
        _ => words,
    }
}

/// The texts of a file of the page: an entry stands on a line of its own.
pub fn read_page(path: &str, lang: Lang, source: &str) -> Vec<Text> {
    let mut out = vec![];
    for (at, line) in source.lines().enumerate() {
        if line.is_empty() || line.starts_with(['#', '[']) {
            continue;
        }
        let entry: toml::Table = toml::from_str(line)
            .unwrap_or_else(|error| panic!("{path}:{}: one entry a line: {error}", at + 1));
        for (key, value) in entry {
            let mut push = |place: String, words: &str| {
                out.push(Text {
                    path: path.to_owned(),
                    line: at + 1,
                    lang,
                    kind: Kind::Page,
                    place,
                    spans: inline::page(words),
                });
            };
            match value {
                toml::Value::String(words) => push(key, &words),
                toml::Value::Table(forms) => {
                    for (form, words) in &forms {
                        push(format!("{key}.{form}"), words.as_str().unwrap_or_default());
                    }
                }
                _ => panic!("{path}:{}: a text or a table of plural forms", at + 1),
            }
        }
    }
    out
}

#[test]
fn an_article_is_read_with_lines_and_places() {
    let source = "---\nname: A\ntitle: {recipient|The one} is out\n---\n\n## happened [final]\n\nWell.\n\n## user\n\n\
        ### wait: Wait\n\n1. One.\n- Two.\n\n#### time\n\nnow\n\n```powershell\nGet-Mailbox\n```\n";
    let texts = read_article("x", Lang::En, source);
    let shown: Vec<String> = texts
        .iter()
        .map(|text| format!("{} {} {}", text.line, text.place, text.prose()))
        .collect();
    assert_eq!(
        shown,
        [
            "2 name A",
            "3 title \u{e001} is out",
            "3 title The one",
            "8 happened [final] Well.",
            "12 user/wait Wait",
            "14 user/wait One.",
            "15 user/wait Two.",
            "19 user/wait/time now",
        ]
    );
    let page = "# a comment\n[class]\n\"2\" = \"good\"\nlines = { one = \"{n} line\", other = \"{n} lines\" }\n";
    let texts = read_page("y", Lang::En, page);
    assert_eq!(texts.len(), 3);
    assert_eq!((texts[2].line, texts[2].place.as_str()), (4, "lines.other"));
}
