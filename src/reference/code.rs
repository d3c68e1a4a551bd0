//! Codes as they are typed: whole, half, or beside the reply code.

use super::Entry;
use crate::knowledge::code::numbers;

/// How a code that was typed fits an article; the better first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// The article names this very code.
    Exact,
    /// The article names it for a class or a range: `x.7.1`, `5.7.70x`.
    Range,
    /// A code of the article begins like this.
    Prefix,
}

/// The enhanced status code in a word, or its beginning (`5.7.1`, `5.7.`, `550-5.7.1`, `#5.1.1`); `None` if it is none.
pub fn in_word(word: &str) -> Option<&str> {
    let word = word.trim_start_matches(['#', '(']);
    let word = match word.split_once('-') {
        Some((reply, rest)) if is_reply(reply) => rest,
        _ => word,
    };
    let looks = word.starts_with(['2', '4', '5', 'x'])
        && word[1..].starts_with('.')
        && word.bytes().filter(|b| *b == b'.').count() <= 2
        && (word.bytes()).all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'x'));
    looks.then_some(word)
}

/// Whether a word is a reply code of three digits that tells of a failure.
pub fn is_reply(word: &str) -> bool {
    word.len() == 3 && word.starts_with(['4', '5']) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether it is a whole code.
pub fn is_whole(code: &str) -> bool {
    numbers(code).is_some()
}

/// How a code or its beginning fits an article; `None` if it does not.
pub fn fit(entry: Entry, code: &str) -> Option<Fit> {
    let one = |claim: &str| -> Option<Fit> {
        if claim == code {
            Some(Fit::Exact)
        } else if crate::knowledge::Code(claim).matches(code) {
            // `x.1.1` names each number there is but the class.
            let exact = claim
                .strip_prefix('x')
                .is_some_and(|rest| !rest.contains('x'));
            Some(if exact { Fit::Exact } else { Fit::Range })
        } else {
            begins(claim, code).then_some(Fit::Prefix)
        }
    };
    entry.codes.iter().filter_map(|claim| one(claim.0)).min()
}

/// Whether a claim begins with what was typed; its class may be any.
fn begins(claim: &str, code: &str) -> bool {
    let (Some(class), Some(own)) = (claim.get(..1), code.get(..1)) else {
        return false;
    };
    (class == own || class == "x") && claim[1..].starts_with(&code[1..])
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit, in_word};
    use crate::knowledge;

    #[test]
    fn codes_in_words() {
        for (word, want) in [
            ("5.7.708", Some("5.7.708")),
            ("5.7.", Some("5.7.")),
            ("550-5.7.1", Some("5.7.1")),
            ("#5.1.1", Some("5.1.1")),
            ("x.7.8", Some("x.7.8")),
            ("5", None),
            ("550", None),
            ("192.0.2.1", None),
            ("5.7.1.2", None),
            ("4.a", None),
            ("żółw", None),
            ("", None),
        ] {
            assert_eq!(in_word(word), want, "{word}");
        }
    }

    #[test]
    fn codes_and_articles() {
        for (id, code, want) in [
            ("exo-tenant-blocked", "5.7.708", Some(Fit::Exact)),
            ("exo-tenant-blocked", "5.7.709", Some(Fit::Range)),
            ("exo-tenant-blocked", "5.7.7", Some(Fit::Prefix)),
            ("recipient-unknown", "5.1.1", Some(Fit::Exact)),
            ("recipient-unknown", "5.1", Some(Fit::Prefix)),
            ("general-5-policy", "5.7.99", Some(Fit::Range)),
            ("mailbox-full", "5.1.1", None),
        ] {
            let entry = knowledge::article(id).expect(id);
            assert_eq!(fit(entry, code), want, "{id} {code}");
        }
    }
}
