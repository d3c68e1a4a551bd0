//! Plain words, and what must not stand in them.

use super::problems::Problems;
use crate::knowledge::words::Piece;

/// Where a text stands, for problems.
#[derive(Debug, Clone, Copy)]
pub struct Place<'p> {
    /// The file.
    pub path: &'p str,
    /// The line, from 1.
    pub line: usize,
}

impl Place<'_> {
    /// Notes a problem of the line.
    pub fn tell(self, problems: &mut Problems, problem: impl Into<String>) {
        problems.at(self.path, self.line, problem);
    }
}

/// Plain words: no marks left, no HTML, no bare address of a page.
pub fn prose<'a>(
    place: Place<'_>,
    text: &'a str,
    out: &mut Vec<Piece<'a>>,
    make: fn(&'a str) -> Piece<'a>,
    problems: &mut Problems,
) {
    if text.is_empty() {
        return;
    }
    let words = |c: char| c.is_alphanumeric();
    let emphasis = text.match_indices('_').any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(words);
        let after = text[at + 1..].chars().next().is_some_and(words);
        before != after
    });
    let entity = text.match_indices('&').any(|(at, _)| {
        text[at + 1..].split_once(';').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        })
    });
    let invisible = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
    };
    if text.contains('<') {
        place.tell(
            problems,
            "`<` looks like HTML; say it in words, or put it into `code`",
        );
    }
    if text.contains(['}', ']']) {
        place.tell(
            problems,
            "a closing bracket without its opening one; wire texts stand in `code`",
        );
    }
    if text.contains("http://") || text.contains("https://") {
        place.tell(problems, "a link is [text](https://…)");
    }
    if text.contains("~~") || text.contains('\\') {
        place.tell(
            problems,
            "`~~` and backslashes mean nothing here; wire texts stand in `code`",
        );
    }
    if emphasis {
        place.tell(
            problems,
            "`_` looks like emphasis; use **strong**, or put the name into `code`",
        );
    }
    if entity {
        place.tell(
            problems,
            "`&…;` looks like an HTML entity; write the character itself",
        );
    }
    if text.contains(invisible) {
        place.tell(problems, "there is an invisible character; take it out");
    }
    out.push(make(text));
}

/// Whether an address is one that the page may link to.
pub fn is_https(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.')
            && host
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
            && rest.chars().all(|c| {
                c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\\' | '`' | '{' | '}')
            })
    })
}

#[cfg(test)]
mod tests {
    use super::is_https;

    #[test]
    fn links() {
        assert!(is_https("https://learn.microsoft.com/en-us/a?b=c#d"));
        for bad in [
            "https://",
            "https://x",
            "http://a.b",
            "https://a.b/c d",
            "https://a.b@c.d/",
            "https://a.b/\"x",
        ] {
            assert!(!is_https(bad), "{bad}");
        }
    }
}
