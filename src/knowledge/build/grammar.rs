//! The small grammars of the knowledge base's own names, as regular expressions.
//!
//! They run at build time only: the engine would add 75 KB (brotli) to the page.

use regex::Regex;
use std::sync::LazyLock;

macro_rules! grammar {
    ($(#[$doc:meta] $name:ident = $pattern:literal;)+) => {$(
        #[$doc]
        pub fn $name(text: &str) -> bool {
            static GRAMMAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new($pattern).ok());
            GRAMMAR.as_ref().is_some_and(|grammar| grammar.is_match(text))
        }
    )+};
}

grammar! {
    /// The id of an article: `4.4.316-connection-refused`.
    is_article_id = r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$";
    /// The id of a step or cause, the name of a placeholder, the key of a text: `copy-heading`.
    is_key = r"^[a-z0-9-]+$";
    /// A day since 2000, `YYYY-MM-DD` (RFC 3339 `full-date`), without counting the days of its month.
    is_day = r"^20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_days() {
        assert!(is_article_id("4.4.316-connection-refused") && is_article_id("mailbox-full"));
        assert!(
            !is_article_id("Mailbox")
                && !is_article_id("a--b")
                && !is_article_id("-a")
                && !is_article_id("")
        );
        assert!(is_key("copy-heading") && !is_key("copy_heading") && !is_key(""));
        assert!(
            is_day("2026-11-20")
                && !is_day("2026-13-01")
                && !is_day("1999-01-01")
                && !is_day("2026-1-1")
        );
    }
}
