//! Polish plural forms that are told apart.

use std::collections::BTreeMap;

use crate::finding::{Finding, Problem};
use crate::inline::SLOT;
use crate::text::{Lang, Text};

/// Entries whose forms are alike although a noun with the number would differ.
pub fn check(texts: &[Text]) -> Vec<Finding> {
    let mut entries: BTreeMap<&str, BTreeMap<&str, &Text>> = BTreeMap::new();
    for text in texts {
        if let (Lang::Pl, Some((key, form))) = (text.lang, text.place.split_once('.')) {
            entries.entry(key).or_default().insert(form, text);
        }
    }
    let mut out = vec![];
    for (key, forms) in entries {
        // Status codes have a dot in their keys too.
        let Some(other) = forms.get("other") else {
            continue;
        };
        let mut tell = |what: String| out.push(Finding::new(other, Problem::new(key, what)));
        for form in ["one", "few", "many", "other"] {
            if !forms.contains_key(form) {
                tell(format!("“{key}” has no form “{form}”"));
            }
        }
        for (one, two) in [("one", "few"), ("few", "many"), ("one", "many")] {
            let pair = forms.get(one).zip(forms.get(two));
            if pair.is_some_and(|(one, two)| one.prose() == two.prose() && counts_a_noun(one)) {
                tell(format!(
                    "“{key}”: “{one}” and “{two}” are alike (1 wiersz, 2 wiersze, 5 wierszy)"
                ));
            }
        }
    }
    out
}

/// Whether a word follows the number: "{n} wierszy", not "wierszy: {n}".
fn counts_a_noun(text: &Text) -> bool {
    let prose = text.prose();
    let behind = prose.split_once(SLOT).map_or("", |(_, behind)| behind);
    behind
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(char::is_alphabetic)
}

#[test]
fn forms_that_are_alike_are_found() {
    let read = |source: &str| check(&crate::text::read_page("x", Lang::Pl, source));
    let bad = "a = { one = \"{n} wierszy\", few = \"{n} wierszy\", many = \"{n} wierszy\", other = \"{n} wiersza\" }";
    assert_eq!(read(bad).len(), 3);
    assert_eq!(read("a = { one = \"{n} a\", other = \"{n} b\" }").len(), 2);
    let good = "a = { one = \"{n} wiersz\", few = \"{n} wiersze\", many = \"{n} wierszy\", other = \"{n} wiersza\" }\n\
        b = { one = \"wierszy: {n}\", few = \"wierszy: {n}\", many = \"wierszy: {n}\", other = \"wierszy: {n}\" }";
    assert_eq!(read(good), []);
}
