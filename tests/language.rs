//! The texts of the knowledge base as language: terms, spelling, punctuation, length, and that they are ours.
//!
//! The checks read the files themselves, not the packs that are made of them, so that a finding names a line.
//! What a check may find and is right all the same stands in `language/exceptions.toml`, with the reason.
#![cfg(not(target_arch = "wasm32"))]

#[path = "language/chinese.rs"]
mod chinese;
#[path = "language/conversion.rs"]
mod conversion;
#[path = "language/english.rs"]
mod english;
#[path = "language/exceptions.rs"]
mod exceptions;
#[path = "language/finding.rs"]
mod finding;
#[path = "language/inline.rs"]
mod inline;
#[path = "language/length.rs"]
mod length;
#[path = "language/overlap.rs"]
mod overlap;
#[path = "language/plurals.rs"]
mod plurals;
#[path = "language/polish.rs"]
mod polish;
#[path = "language/repeats.rs"]
mod repeats;
#[path = "language/spelling.rs"]
mod spelling;
#[path = "language/terms.rs"]
mod terms;
#[path = "language/text.rs"]
mod text;
#[path = "language/typography.rs"]
mod typography;

use std::io::Write;

use exceptions::Exceptions;
use finding::{Finding, Problem};
use text::{Lang, Text, all};

/// Writes past the test runner, which keeps what a passing test prints.
fn say(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("stderr");
}

/// Fails with everything that a check found and that no exception allows.
#[track_caller]
fn conclude(check: &str, findings: Vec<Finding>) {
    let left = Exceptions::load().filter(check, findings);
    let lines: Vec<String> = left.iter().map(Finding::to_string).collect();
    assert!(
        left.is_empty(),
        "{} findings ({check}):\n{}\n",
        left.len(),
        lines.join("\n")
    );
}

/// Runs a check over all texts of a language.
fn each(lang: Lang, check: impl Fn(&Text) -> Vec<Problem>) -> Vec<Finding> {
    all()
        .iter()
        .filter(|text| text.lang == lang)
        .flat_map(|text| {
            check(text)
                .into_iter()
                .map(|problem| Finding::new(text, problem))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn the_terms_are_those_of_the_glossary() {
    let findings = Lang::ALL.map(|lang| each(lang, terms::check)).concat();
    conclude("terms", findings);
}

#[test]
fn the_marks_are_set_with_care_in_every_language() {
    let findings = Lang::ALL.map(|lang| each(lang, typography::check)).concat();
    conclude("typography", findings);
}

#[test]
fn english_is_plain() {
    conclude("english", each(Lang::En, english::check));
}

#[test]
fn polish_is_set_as_in_poland() {
    conclude("polish", each(Lang::Pl, polish::check));
}

#[test]
fn polish_plurals_are_real() {
    conclude("plurals", plurals::check(all()));
}

#[test]
fn chinese_is_set_as_in_taiwan() {
    conclude("chinese", each(Lang::ZhTw, chinese::check));
}

#[test]
fn chinese_is_written_as_in_taiwan() {
    let exceptions = Exceptions::load();
    let words = exceptions.words("conversion");
    let mut findings = each(Lang::ZhTw, |text| conversion::check(text, &words));
    findings.extend(exceptions.unused_words("conversion", all()));
    conclude("conversion", findings);
}

#[test]
fn english_and_polish_are_spelled_right() {
    let mut findings = vec![];
    for lang in [Lang::En, Lang::Pl] {
        match spelling::check(lang, all()) {
            Ok(found) => findings.extend(found),
            Err(missing) => {
                assert!(!spelling::must_run(), "{missing}");
                say(&format!("SKIPPED: spelling ({}): {missing}", lang.tag()));
            }
        }
    }
    conclude("spelling", findings);
}

#[test]
fn no_sentence_is_too_long() {
    let mut findings = vec![];
    let mut report = String::new();
    for lang in Lang::ALL {
        let long = length::measure(lang, all());
        say(&format!(
            "{}: {} of {} sentences are over {} {}",
            lang.tag(),
            long.over.len(),
            long.sentences,
            length::bounds(lang).soft,
            length::bounds(lang).unit,
        ));
        for (finding, hard) in long.over {
            report.push_str(&format!("{finding}\n"));
            if hard {
                findings.push(finding);
            }
        }
    }
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/long-sentences.txt");
    std::fs::write(file, report).expect("report");
    conclude("length", findings);
}

#[test]
fn no_sentence_is_taken_from_the_sources() {
    match overlap::Sources::load() {
        Some(sources) => conclude("overlap", overlap::check(&sources, all())),
        None => say("SKIPPED: overlap with the source documents: ../shared/seeds is not here"),
    }
}

#[test]
fn nothing_is_empty_or_said_twice() {
    conclude("repeats", repeats::within(all()));
}

#[test]
fn nothing_is_left_in_another_language() {
    conclude("untranslated", repeats::across(all()));
}

#[test]
fn every_exception_has_a_check_and_a_reason() {
    let checks = [
        "terms",
        "typography",
        "english",
        "polish",
        "plurals",
        "chinese",
        "conversion",
        "spelling",
        "length",
        "overlap",
        "repeats",
        "untranslated",
    ];
    let exceptions = Exceptions::load();
    let bad = exceptions.without_check_or_reason(&checks);
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn the_texts_are_counted() {
    let articles = text::articles().len();
    assert!(articles > 50, "the articles are found: {articles}");
    say(&format!("articles: {articles}"));
    for lang in Lang::ALL {
        let texts: Vec<&Text> = all().iter().filter(|text| text.lang == lang).collect();
        let words: usize = texts.iter().map(|text| length::words(text)).sum();
        let unit = length::bounds(lang).unit;
        say(&format!(
            "{}: {words} {unit} in {} texts",
            lang.tag(),
            texts.len()
        ));
        assert!(words > 10_000, "{}", lang.tag());
    }
}
