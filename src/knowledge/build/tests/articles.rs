//! `article.toml`, and articles beside each other.

use super::{TOML, article, build, check, check_files, path, sound, told};

#[test]
fn article_toml() {
    let toml = "articles/refused/article.toml";
    for (old, new, problem) in [
        ("cause = \"connection-refused\"\n", "", "`cause` is missing"),
        (
            "connection-refused",
            "refused",
            "`cause` is not known: refused; known are recipient-unknown",
        ),
        ("\"recipient-admin\"", "\"them\"", "`fixed_by` is not known"),
        ("\"transient\"", "\"soft\"", "`permanence` is not known"),
        (
            "connector = true",
            "scope = \"mars\"",
            "`scope` is not known",
        ),
        ("connector = true", "connector = 1", "true or false"),
        (
            "connector = true",
            "colour = 1",
            "the key `colour` is not known",
        ),
        ("connector = true", "id = \"other\"", "`id` is other"),
        (
            "connector = true",
            "general = true",
            "begins with `general-`",
        ),
        (
            "connector = true",
            "needs_pattern = \"yes\"",
            "true or false",
        ),
        (
            "related = []",
            "sender_causes = \"partner\"",
            "must be a list of texts",
        ),
        ("5.4.316", "5.4", "5.4 is no code"),
        ("5.4.316", "4.4.316", "twice"),
        (
            "related = []",
            "related = [\"nothing\"]",
            "no other article",
        ),
        (
            "related = []",
            "more_specific_than = [\"refused\"]",
            "no other article",
        ),
        (
            "text = \"connection refused\"",
            "text = \"connection lost\"",
            "does not match its own example",
        ),
        (
            "text = \"connection refused\"",
            "text = \"connection\"",
            "matches what it should not",
        ),
        (
            "text = \"connection refused\"",
            "text = \"Connection\"",
            "lower case",
        ),
        ("rejects = ", "refuses = ", "`rejects` is missing"),
        (
            "[[references]]",
            "[[fixers]]\nwho = \"sender\"\n\n[[references]]",
            "[[fixers]] 1: needs codes",
        ),
        (
            "[[references]]",
            "[[fixers]]\nwho = \"them\"\nwhen = \"pending\"\n\n[[references]]",
            "`who` is not known",
        ),
        (
            "[[references]]",
            "[[fixers]]\nwho = \"wait\"\nwhen = \"soon\"\n\n[[references]]",
            "`when` is not known",
        ),
        (
            "[[references]]",
            "[[fixers]]\nwho = \"wait\"\n[[fixers.patterns]]\ntext = \"busy\"\nmatches = \"421 Bus\"\nrejects = \"550\"\n\n[[references]]",
            "[[fixers]] 1: [[fixers.patterns]] 1: \"busy\" does not match",
        ),
        ("https://", "http://", "https"),
        ("2026-11-21", "2026-02-30", "YYYY-MM-DD"),
        ("title = \"Page\"\n", "", "`title` is missing"),
        (
            "[[references]]",
            "[[reference]]",
            "[[references]] is missing",
        ),
        ("codes = [", "codes = ", "is no TOML"),
    ] {
        check(toml, old, new, problem);
    }
    check(
        toml,
        "[[patterns]]\ntext = \"connection refused\"\nmatches = \"450 4.4.316 Connection Refused\"\nrejects = \"450 4.4.315 Connection timed out\"",
        "needs_pattern = true",
        "needs at least one",
    );
}

#[test]
fn articles_beside_each_other() {
    let mut files = sound();
    article(&mut files, "second");
    let place = "articles/second/article.toml";
    check_files(&files, place, "stands in refused too");
    check_files(&files, place, "select both articles alike");
    for (old, new) in [
        ("related = []", "more_specific_than = [\"refused\"]"),
        ("related = []", "needs_pattern = true"),
        ("related = []", "scope = \"gmail\""),
        ("\"4.4.316\", \"5.4.316\"", "\"5.4.31x\""),
    ] {
        let toml = TOML
            .replace(old, new)
            .replace("default_for_cause = true\n", "");
        files.insert(path(place), toml);
        assert_eq!(told(&build(&files)), [""; 0], "{new}");
    }
}

#[test]
fn sides_of_causes() {
    let toml = "articles/refused/article.toml";
    let mut files = sound();
    for (sides, problem) in [
        ("sender_causes = [\"partner\"]", None),
        (
            "recipient_causes = [\"firewal\"]",
            Some("names the cause firewal, which is missing"),
        ),
        (
            "sender_causes = [\"partner\"]\nrecipient_causes = [\"partner\"]",
            Some("puts the cause partner on a side twice"),
        ),
    ] {
        files.insert(path(toml), TOML.replace("related = []", sides));
        match problem {
            None => assert_eq!(told(&build(&files)), [""; 0], "{sides}"),
            Some(problem) => check_files(&files, "articles/refused/en.md", problem),
        }
    }
}
