//! The knowledge base as it is: complete, and fit for every use that the program makes of it.

use std::collections::BTreeSet;
use std::{fs, path::Path};

use ndr_explainer::diagnosis::{Cause, Confidence, FixedBy, Outcome};
use ndr_explainer::knowledge::{self, normalise};
use ndr_explainer::lang::Lang;
use ndr_explainer::report::Action;

/// All sources below a folder.
fn sources(folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(fs::read_to_string(path).expect("source"));
        }
    }
}

/// The keys of the page's words that the program names in so many words, outside of tests.
fn used_keys() -> BTreeSet<String> {
    let mut files = vec![];
    for folder in ["src/explain", "src/ui"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        if folder.is_dir() {
            sources(&folder, &mut files);
        }
    }
    let call = regex::Regex::new(
        r#"\.(?:text|count|entry|fact|heading|numbered|section|time)\([ \n]*"([a-z0-9-]+)""#,
    )
    .expect("regex");
    let code = files
        .iter()
        .map(|file| file.split("#[cfg(test)]").next().unwrap_or_default());
    code.flat_map(|code| {
        call.captures_iter(code)
            .map(|found| found[1].to_owned())
            .collect::<Vec<_>>()
    })
    .collect()
}

#[track_caller]
fn check_keys(keys: impl IntoIterator<Item = String>) {
    let missing: Vec<String> = keys
        .into_iter()
        .filter(|key| Lang::ALL.iter().any(|lang| !knowledge::ui(*lang).has(key)))
        .collect();
    assert!(
        missing.is_empty(),
        "add these keys to src/knowledge/ui/*.toml: {missing:?}"
    );
}

#[test]
fn every_key_that_the_program_uses_exists() {
    let keys = used_keys();
    assert!(keys.len() > 20, "the keys are found: {keys:?}");
    check_keys(keys);
}

#[test]
fn every_slug_has_a_word() {
    check_keys(
        Cause::ALL
            .iter()
            .map(|slug| format!("cause-{}", slug.slug())),
    );
    check_keys(
        FixedBy::ALL
            .iter()
            .map(|slug| format!("fixed-by-{}", slug.slug())),
    );
    check_keys(
        Confidence::ALL
            .iter()
            .map(|slug| format!("confidence-{}", slug.slug())),
    );
    check_keys(
        Outcome::ALL
            .iter()
            .map(|slug| format!("outcome-{}", slug.slug())),
    );
    check_keys(
        Action::ALL
            .iter()
            .map(|slug| format!("action-{}", slug.slug())),
    );
}

#[test]
fn every_registered_code_has_its_parts_in_words() {
    for lang in Lang::ALL {
        for class in ["2", "4", "5"] {
            for subject in 0..=7 {
                let code = format!("{class}.{subject}.0");
                let codes: Vec<String> = knowledge::status_parts(*lang, &code)
                    .into_iter()
                    .map(|part| part.code)
                    .collect();
                assert_eq!(
                    codes,
                    [class.to_owned(), subject.to_string(), code],
                    "{lang:?}"
                );
            }
        }
        assert_eq!(
            knowledge::status_parts(*lang, "5.4.316").len(),
            2,
            "not registered: class and subject only"
        );
        assert_eq!(knowledge::status_parts(*lang, "5.4").len(), 0);
        assert_eq!(knowledge::status_parts(*lang, "nonsense").len(), 0);
    }
}

#[test]
fn every_cause_has_an_article() {
    let explained = |cause: &Cause| {
        let mut articles = knowledge::articles().iter();
        articles.any(|article| article.cause == *cause && article.default_for_cause)
    };
    // What is no bounce has no entry and needs no article.
    let needed = Cause::ALL
        .iter()
        .filter(|cause| **cause != Cause::NotABounce);
    let missing: Vec<&str> = needed
        .filter(|cause| !explained(cause))
        .map(|cause| cause.slug())
        .collect();
    assert!(
        missing.is_empty(),
        "no article has default_for_cause = true for {missing:?}"
    );
}

#[test]
fn every_code_has_at_least_a_general_article() {
    let mut missing = vec![];
    for class in [4, 5] {
        for subject in 0..=7 {
            let code = format!("{class}.{subject}.999");
            if !knowledge::articles_for_code(&code).any(|(article, _)| article.general) {
                missing.push(code);
            }
        }
    }
    assert!(missing.is_empty(), "no general article claims {missing:?}");
}

#[test]
fn every_pattern_finds_its_article() {
    for article in knowledge::articles() {
        for pattern in &article.patterns {
            let text = format!("550 so {} and so on", pattern.0.replace('*', "x"));
            let hits = knowledge::articles_for_text(&normalise(&text));
            assert!(
                hits.iter()
                    .any(|hit| hit.article.id == article.id && hit.pattern == *pattern),
                "{} {pattern:?}",
                article.id
            );
        }
    }
    assert_eq!(knowledge::articles_for_text(""), []);
}

#[test]
fn articles_are_found_by_id_and_code() {
    for article in knowledge::articles() {
        assert_eq!(knowledge::article(article.id), Some(article));
        for lang in Lang::ALL {
            assert!(knowledge::text(*lang, article.id).is_some_and(|text| !text.name.is_empty()));
        }
        for claim in &article.codes {
            let code = claim.0.replacen('x', "5", 1).replace('x', "7");
            assert!(
                knowledge::articles_for_code(&code).any(|(found, _)| found.id == article.id),
                "{} {code}",
                article.id
            );
        }
    }
    assert_eq!(knowledge::article("no-such-article"), None);
    assert_eq!(knowledge::articles_for_code("no code").count(), 0);
}
