//! Texts that are empty, stand there twice, or are in another language.

use std::collections::BTreeMap;

use crate::chinese::is_han;
use crate::finding::{Finding, Problem};
use crate::inline::{CODE, SLOT};
use crate::spelling::{is_name, without_names};
use crate::text::{Kind, Lang, Text};

/// Texts without words; names, titles and summaries that two articles share; paragraphs that an article or the
/// explanations of two articles have twice.
pub fn within(texts: &[Text]) -> Vec<Finding> {
    let mut out = vec![];
    let mut seen: BTreeMap<(String, String), &Text> = BTreeMap::new();
    for text in texts {
        let prose = text.prose();
        let shown: String = prose
            .chars()
            .filter(|c| !matches!(*c, CODE | SLOT))
            .take(30)
            .collect();
        let mut tell = |what: String| {
            out.push(Finding::new(text, Problem::new(shown.clone(), what)));
        };
        if !prose.contains(|c: char| c.is_alphanumeric() || matches!(c, CODE | SLOT))
            && text.place != "list-separator"
        {
            tell("no words".to_owned());
        }
        // Steps and causes may be the same in many articles; what happened may not.
        let own = text.kind == Kind::Front
            || ["happened", "meaning"]
                .iter()
                .any(|section| text.place.starts_with(section));
        let scope = match text.kind {
            Kind::Page | Kind::Fallback => continue,
            Kind::Front => format!("{} {}", text.lang.tag(), text.place),
            _ if own => text.lang.tag().to_owned(),
            _ => text.path.clone(),
        };
        let enough = match text.kind {
            Kind::Front => 0,
            _ if own => 20,
            _ => 6,
        };
        if weight(text) < enough || text.place.ends_with("/time") {
            continue;
        }
        let words: String = text.spans.iter().map(|span| format!("{span:?}")).collect();
        match seen.get(&(scope.clone(), words.clone())) {
            Some(first) if said_again(first, text) => {
                tell(format!(
                    "“{shown}…” stands in {}:{} too (say what is special here)",
                    first.path, first.line
                ));
            }
            Some(_) => {}
            None => {
                seen.insert((scope, words), text);
            }
        }
    }
    out
}

/// A step or a paragraph for one outcome may repeat that for another.
fn said_again(first: &Text, second: &Text) -> bool {
    let condition = |text: &Text| text.place.contains('[');
    // The general articles of class 4 and 5 say the same of a subject; their names tell them apart.
    let general = |text: &Text| text.path.contains("/general-") && text.place != "name";
    if first.path == second.path {
        !(condition(first) && condition(second))
    } else {
        !(general(first) && general(second))
    }
}

/// Texts that are the same in two languages although they are prose.
pub fn across(texts: &[Text]) -> Vec<Finding> {
    let mut seen: BTreeMap<(String, String), &Text> = BTreeMap::new();
    let mut out = vec![];
    for text in texts {
        let prose = text.prose();
        let words = without_names(&prose)
            .split(|c: char| !(c.is_alphabetic() || c == '-' || c == '\''))
            .filter(|word| word.chars().count() > 1 && !is_name(word))
            .count();
        if words == 0 {
            continue;
        }
        let file = text.path.replace(text.lang.tag(), "*");
        let key = (format!("{file} {}", text.place), prose.clone());
        match seen.get(&key) {
            Some(first) if first.lang != text.lang => out.push(Finding::new(
                text,
                Problem::new(
                    prose.clone(),
                    format!(
                        "“{prose}” is the same in {} (say it in {})",
                        first.path,
                        text.lang.tag()
                    ),
                ),
            )),
            Some(_) => {}
            None => {
                seen.insert(key, text);
            }
        }
        if text.lang == Lang::ZhTw && words > 3 && !prose.contains(is_han) {
            out.push(Finding::new(
                text,
                Problem::new(prose.clone(), format!("“{prose}” has no Chinese")),
            ));
        }
    }
    out
}

/// Roughly how many words a text has.
fn weight(text: &Text) -> usize {
    crate::length::words(text) / if text.lang == Lang::ZhTw { 2 } else { 1 }
}

#[test]
fn empty_and_repeated_texts_are_found() {
    let read = |path: &str, source: &str| crate::text::read_article(path, Lang::En, source);
    let article = "---\nname: A\ntitle: B\nsummary:\n---\n\n## user\n\n### a: A\n\n\
        Write to somebody else in the same place.\n\n### b: B\n\nWrite to somebody else in the same place.\n";
    assert_eq!(
        within(&read("x/en.md", article)).len(),
        2,
        "an empty summary, a paragraph twice"
    );
    let mut two = read("x/en.md", "---\nname: A\n---\n");
    two.extend(read("y/en.md", "---\nname: A\n---\n"));
    assert_eq!(within(&two).len(), 1);
    let outcomes = "## happened [final]\n\nThe server has no room for your message there.\n\n\
        ## happened [pending]\n\nThe server has no room for your message there.\n";
    assert_eq!(within(&read("x/en.md", outcomes)), []);
}

#[test]
fn texts_in_another_language_are_found() {
    let mut texts = crate::text::read_article(
        "x/en.md",
        Lang::En,
        "## looks\n\nThe server says no.\n\n- `550`\n",
    );
    texts.extend(crate::text::read_article(
        "x/pl.md",
        Lang::Pl,
        "## looks\n\nThe server says no.\n\n- `550`\n",
    ));
    assert_eq!(across(&texts).len(), 1);
    let chinese = crate::text::read_article(
        "x/zh-TW.md",
        Lang::ZhTw,
        "## looks\n\nThe server is always right.\n",
    );
    assert_eq!(across(&chinese).len(), 1);
}
