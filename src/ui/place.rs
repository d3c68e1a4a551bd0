//! Which page of the app the address names, in its fragment only. No browser in it.

use crate::knowledge;
use crate::lang::Lang;
use crate::reference::{Found, find};

use super::strings::Strings;

/// The longest name of an entry that is looked at, in characters.
const LONGEST: usize = 80;

/// A page of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Where a bounce is pasted and explained.
    Answer,
    /// What the page does with a mail.
    Privacy,
    /// The list of all articles.
    Codes,
    /// What stands behind `#/codes/`: the id of an article, a code, or words.
    Entry(String),
}

impl Place {
    /// Reads a decoded fragment such as `#/codes/5.7.708`. Whatever is no address of another place is the answer.
    pub fn parse(fragment: &str) -> Self {
        let fragment = fragment.trim_start_matches('#');
        if fragment == "/privacy" {
            return Place::Privacy;
        }
        let Some(rest) = fragment.strip_prefix("/codes") else {
            return Place::Answer;
        };
        match rest.strip_prefix('/').map(str::trim) {
            Some("") => Place::Codes,
            Some(name) => Place::Entry(name.chars().take(LONGEST).collect()),
            None if rest.is_empty() => Place::Codes,
            None => Place::Answer,
        }
    }

    /// Whether it belongs to the reference.
    pub fn is_reference(&self) -> bool {
        matches!(self, Place::Codes | Place::Entry(_))
    }

    /// What the title of the page calls it; `None` for the answer, which has titles of its own.
    pub fn name(&self, lang: Lang) -> Option<String> {
        let words = Strings { lang };
        let list = || Some(words.text("codes-heading"));
        match self {
            Place::Answer => None,
            Place::Privacy => Some(words.text("privacy-heading")),
            Place::Codes => list(),
            Place::Entry(name) => match find(name) {
                Found::One(entry, _) => Some(knowledge::text(lang, entry.id)?.name.to_owned()),
                Found::Search => list(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn fragments() {
        let entry = |name: &str| Place::Entry(name.into());
        for (fragment, want) in [
            ("", Place::Answer),
            ("#", Place::Answer),
            ("#/", Place::Answer),
            ("#top", Place::Answer),
            ("#/codesign", Place::Answer),
            ("#/privacy", Place::Privacy),
            ("#/privacy/", Place::Answer),
            ("#/codes", Place::Codes),
            ("#/codes/", Place::Codes),
            ("#/codes/5.7.708", entry("5.7.708")),
            ("#/codes/信箱", entry("信箱")),
            ("#/codes/a/b", entry("a/b")),
        ] {
            assert_eq!(Place::parse(fragment), want, "{fragment}");
        }
        let long = format!("#/codes/{}", "ż".repeat(500));
        assert_eq!(Place::parse(&long), entry(&"ż".repeat(80)));
    }
}
