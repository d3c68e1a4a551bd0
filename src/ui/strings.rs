//! The words of the page in one language: typed access to `src/knowledge/ui/*.toml`.

use crate::knowledge;
use crate::lang::Lang;

/// The words of the page in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strings {
    /// The language.
    pub lang: Lang,
}

/// Stands where a value will be put that is not plain text; no mail contains it after intake.
const HOLE: &str = "\u{e000}";

impl Strings {
    /// The text without placeholders of that key.
    pub fn text(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of that key with its placeholders filled.
    pub fn with(self, key: &str, values: &[(&str, &str)]) -> String {
        knowledge::ui(self.lang).text(key, values)
    }

    /// The text of that key in the plural form for `n`, with its placeholders filled.
    pub fn count(self, key: &str, n: usize, values: &[(&str, &str)]) -> String {
        knowledge::ui(self.lang).count(key, n, values)
    }

    /// What stands before and behind the placeholder `name`, for a value that has a form of its own.
    pub fn around(self, key: &str, name: &str) -> (String, String) {
        let text = self.with(key, &[(name, HOLE)]);
        match text.split_once(HOLE) {
            Some((before, behind)) => (before.to_owned(), behind.to_owned()),
            None => (text, String::new()),
        }
    }

    /// The items in one line.
    pub fn list(self, items: &[String]) -> String {
        items.join(&self.text("list-separator"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_value_with_a_form_of_its_own() {
        let words = Strings { lang: Lang::En };
        assert_eq!(words.around("fact-at", "host"), ("at ".into(), "".into()));
        let words = Strings { lang: Lang::Pl };
        let (before, behind) = words.around("fact-at", "host");
        assert_eq!((before.as_str(), behind.as_str()), ("na serwerze ", ""));
    }

    #[test]
    fn every_key_in_the_sources_has_a_text() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
        let mut seen = 0;
        let mut missing = vec![];
        for source in sources(&root) {
            for call in [".text(\"", ".with(\"", ".count(\"", ".around(\""] {
                for rest in source.split(call).skip(1) {
                    let key = rest.split('"').next().unwrap_or_default();
                    seen += 1;
                    let found = Lang::ALL.iter().all(|&lang| {
                        let words = Strings { lang };
                        words.text(key) != key || words.count(key, 1, &[]) != key
                    });
                    if !found {
                        missing.push(key.to_owned());
                    }
                }
            }
        }
        assert!(seen > 50, "only {seen} keys were found in the sources");
        assert_eq!(missing, [""; 0]);
    }

    fn sources(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("the sources are there");
        let mut sources = vec![];
        for entry in entries.filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                sources.extend(self::sources(&path));
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("strings.rs") {
                sources.push(std::fs::read_to_string(&path).expect("a source is text"));
            }
        }
        sources
    }
}
