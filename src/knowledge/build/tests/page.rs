//! The words of the page and of the status codes.

use super::check;

#[test]
fn words_of_the_page() {
    for (place, old, new, problem) in [
        ("ui/pl.toml", "copy = \"Copy\"\n", "", "`copy` is missing"),
        ("ui/pl.toml", "copy =", "Copy =", "is no key"),
        ("ui/pl.toml", "\"Copy\"", "\"\"", "is empty"),
        ("ui/pl.toml", "\"Copy\"", "1", "must be a text"),
        (
            "ui/pl.toml",
            "{who}",
            "{whom}",
            "placeholders [{whom}], in src/knowledge/ui/en.toml [{who}]",
        ),
        ("ui/pl.toml", "{who}", "{who", "no {placeholder}"),
        (
            "ui/pl.toml",
            "few = \"{n}\", ",
            "",
            "lacks the plural form `few`",
        ),
        (
            "ui/en.toml",
            "one = ",
            "few = ",
            "has the plural form `few`",
        ),
        (
            "ui/en.toml",
            "other = \"{n}\"",
            "other = \"n\"",
            "needs {n}",
        ),
        (
            "ui/zh-TW.toml",
            "things = { other = \"{n}\" }",
            "things = \"x\"",
            "plural forms in one of",
        ),
        ("status/pl.toml", "4 = \"b\"\n", "", "[class] 4 is missing"),
        (
            "status/pl.toml",
            "\"1.1\"",
            "\"1.2\"",
            "`detail.1.1` is missing",
        ),
        ("status/pl.toml", "\"1.1\"", "\"9.1\"", "has the key 9.1"),
        (
            "status/pl.toml",
            "[detail]",
            "[details]",
            "[detail] is missing",
        ),
        ("status/pl.toml", "2 = \"a\"", "2 = \"\"", "text in quotes"),
    ] {
        check(place, old, new, problem);
    }
}
