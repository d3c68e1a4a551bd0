//! How long sentences are.

use crate::chinese::is_han;
use crate::finding::{Finding, Problem};
use crate::inline::{CODE, SLOT};
use crate::text::{Lang, Text};

/// How long a sentence may be.
pub struct Bounds {
    /// Longer ones are reported.
    pub soft: usize,
    /// Longer ones fail.
    pub hard: usize,
    /// What is counted.
    pub unit: &'static str,
}

/// The bounds of a language. A code, a value and a Latin word in Chinese count as one.
pub fn bounds(lang: Lang) -> Bounds {
    let (soft, hard, unit) = match lang {
        Lang::En => (32, 45, "words"),
        Lang::Pl => (30, 42, "words"),
        Lang::ZhTw => (90, 130, "characters"),
    };
    Bounds { soft, hard, unit }
}

/// What was measured.
pub struct Measured {
    /// How many sentences there are.
    pub sentences: usize,
    /// Those over the soft bound, and whether they are over the hard one.
    pub over: Vec<(Finding, bool)>,
}

/// Measures the sentences of a language.
pub fn measure(lang: Lang, texts: &[Text]) -> Measured {
    let Bounds { soft, hard, unit } = bounds(lang);
    let mut out = Measured {
        sentences: 0,
        over: vec![],
    };
    for text in texts.iter().filter(|text| text.lang == lang) {
        for sentence in sentences(&text.prose()) {
            out.sentences += 1;
            let long = count(lang, &sentence);
            if long > soft {
                let begin: String = sentence
                    .chars()
                    .filter(|c| !matches!(*c, CODE | SLOT))
                    .take(40)
                    .collect();
                let what = format!("a sentence of {long} {unit}: “{begin}…” (make two of it)");
                out.over
                    .push((Finding::new(text, Problem::new(begin, what)), long > hard));
            }
        }
    }
    out
}

/// How many words a text has, or in Chinese characters.
pub fn words(text: &Text) -> usize {
    count(text.lang, &text.prose())
}

fn count(lang: Lang, prose: &str) -> usize {
    let counts = |c: char| c.is_alphanumeric() || matches!(c, CODE | SLOT);
    if lang != Lang::ZhTw {
        return prose
            .split_whitespace()
            .filter(|word| word.contains(counts))
            .count();
    }
    let latin = prose
        .split(|c: char| is_han(c) || c.is_whitespace())
        .filter(|word| word.contains(counts))
        .count();
    prose.chars().filter(|c| is_han(*c)).count() + latin
}

/// Behind these a dot ends no sentence.
const SHORT: &[&str] = &[
    "np", "m.in", "tzn", "tzw", "godz", "ok", "nr", "pkt", "vs", "no", "approx",
];

fn sentences(prose: &str) -> Vec<String> {
    let chars: Vec<char> = prose.chars().collect();
    let mut out = vec![];
    let mut sentence = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let ends = match c {
            '。' | '！' | '？' => true,
            '.' | '!' | '?' => {
                let rest = chars[at + 1..]
                    .iter()
                    .find(|c| !matches!(c, '”' | '"' | ')' | '」'));
                let last = sentence
                    .rsplit(|c: char| c.is_whitespace() || c == '(')
                    .next()
                    .unwrap_or_default();
                let short = c == '.' && SHORT.contains(&last.to_lowercase().as_str());
                rest.is_none_or(|c| c.is_whitespace()) && !short
            }
            _ => false,
        };
        sentence.push(c);
        if ends {
            out.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.trim().is_empty() {
        out.push(sentence);
    }
    out
}

#[test]
fn long_sentences_are_found() {
    for lang in Lang::ALL {
        let Bounds { soft, hard, .. } = bounds(lang);
        let over = |count: usize| {
            let word = if lang == Lang::ZhTw { "字" } else { "word " };
            let line = word.repeat(count).trim_end().to_owned()
                + if lang == Lang::ZhTw { "。" } else { "." };
            measure(lang, &[Text::sample(lang, &format!("{line} {line}"))])
        };
        assert_eq!(over(soft).over.len(), 0);
        assert_eq!(over(soft).sentences, 2);
        assert_eq!(over(soft + 1).over.len(), 2);
        assert!(!over(hard).over[0].1);
        assert!(over(hard + 1).over[0].1);
    }
    assert_eq!(
        sentences("Say “no.” Then 1.5, np. tak: .eml? Go"),
        ["Say “no.", "” Then 1.5, np. tak: .eml?", " Go"]
    );
    assert_eq!(
        count(Lang::ZhTw, "使用 Exchange Online 的 \u{e000}，好。"),
        7
    );
}
