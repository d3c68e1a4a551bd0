//! The search: by code, by the words of a server, by provider, by any words in the language shown.

use super::code::{self, Fit};
use super::fold::fold;
use super::index::{Indexed, Place, index};
use super::lookup::names;
use super::{Entry, Group, all, ordered};
use crate::diagnosis::Confidence;
use crate::intake::{Input, charsets};
use crate::knowledge::{self, normalise};
use crate::lang::Lang;

/// How well an article fits what was typed; the better first. Of equals, the general ones come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Words,
    Code(Fit),
    Text(Place),
}

const RANKS: [Rank; 8] = [
    Rank::Words,
    Rank::Code(Fit::Exact),
    Rank::Code(Fit::Range),
    Rank::Code(Fit::Prefix),
    Rank::Text(Place::Name),
    Rank::Text(Place::Title),
    Rank::Text(Place::Summary),
    Rank::Text(Place::Body),
];

/// So long must a word be to be tried without its ending, in bytes.
const LONG: usize = 6;

/// One word.
enum Word {
    Code(String),
    Text(String),
}

/// The articles that fit, by who must act, the group and the article that fit best first. Nothing typed: [`all`].
pub fn search(typed: &str, lang: Lang) -> Vec<Group> {
    let words = words(typed);
    // One letter stands in every article.
    if words.is_empty() || matches!(&words[..], [Word::Text(one)] if one.len() == 1) {
        return all();
    }
    let said = said(typed, &words);
    let mut hits = hits(&words, &said, lang);
    if hits.is_empty() {
        // Answers of servers have words that no article has: names, addresses. Their code is still right.
        hits = by_code(&words);
    }
    if hits.is_empty() {
        hits = self::hits(&without_endings(words), &[], lang);
    }
    grouped(&hits)
}

/// Whether what was typed is one whole code that no article names by itself.
pub fn is_unnamed(typed: &str) -> Option<String> {
    match &words(typed)[..] {
        [Word::Code(code)] if code::is_whole(code) => {
            let unnamed = !ordered().any(|entry| names(entry, code));
            unnamed.then(|| code.clone())
        }
        _ => None,
    }
}

/// What was typed, word by word. A reply code beside an enhanced status code says nothing more.
fn words(typed: &str) -> Vec<Word> {
    let mut words: Vec<Word> = (typed.split_whitespace())
        .map(fold)
        .map(|word| {
            word.trim_matches([',', ';', ':', '"', '\'', '<', '>', '(', ')', '[', ']'])
                .to_owned()
        })
        .filter(|word| !word.is_empty())
        .map(|word| match code::in_word(&word) {
            Some(code) => Word::Code(code.to_owned()),
            None => Word::Text(word),
        })
        .collect();
    if words.iter().any(|word| matches!(word, Word::Code(_))) {
        words.retain(|word| !matches!(word, Word::Text(text) if code::is_reply(text)));
    }
    words
}

/// The articles that the words of a server select, as they would in a bounce.
fn said(typed: &str, words: &[Word]) -> Vec<&'static str> {
    let plain = words.iter().filter(|word| matches!(word, Word::Text(_)));
    if plain.count() < 2 {
        return vec![];
    }
    let hits = knowledge::articles_for_text(&normalise(typed)).into_iter();
    let mut ids: Vec<&'static str> = hits.map(|hit| hit.article.id).collect();
    let reading = crate::read(Input::Text(typed), charsets());
    let sure = |confidence| confidence != Confidence::General;
    let diagnosis = reading.diagnoses.iter().find(|d| sure(d.confidence));
    ids.extend(diagnosis.and_then(|d| Some(knowledge::article(&d.article)?.id)));
    ids
}

fn hits(words: &[Word], said: &[&str], lang: Lang) -> Vec<(Rank, Entry)> {
    let rank = |one: &Indexed| {
        if said.contains(&one.entry.id) {
            return Some(Rank::Words);
        }
        // All of the words; the one that fits worst counts.
        (words.iter()).try_fold(Rank::Words, |worst, word| Some(worst.max(fits(one, word)?)))
    };
    let entries = index(lang).iter();
    entries
        .filter_map(|one| Some((rank(one)?, one.entry)))
        .collect()
}

fn fits(one: &Indexed, word: &Word) -> Option<Rank> {
    match word {
        Word::Text(text) => one
            .place(|words| words.contains(text.as_str()))
            .map(Rank::Text),
        Word::Code(code) => match code::fit(one.entry, code) {
            Some(fit) => Some(Rank::Code(fit)),
            None => one.place(|words| stands(words, code)).map(Rank::Text),
        },
    }
}

/// Whether a code stands in a text as a whole: `5.7.1` does not in `5.7.12`.
fn stands(text: &str, code: &str) -> bool {
    let inner = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit() || c == 'x');
    text.match_indices(code).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + code.len()..].chars().next();
        !inner(before) && before != Some('.') && !inner(behind)
    })
}

/// The articles for the first whole code alone.
fn by_code(words: &[Word]) -> Vec<(Rank, Entry)> {
    let code = words.iter().find_map(|word| match word {
        Word::Code(code) if code::is_whole(code) => Some(code),
        _ => None,
    });
    let Some(code) = code else { return vec![] };
    let fit = |entry| Some((Rank::Code(code::fit(entry, code)?), entry));
    ordered().filter_map(fit).collect()
}

/// Long words without their last two characters: `skrzynkami` finds what is said about `skrzynka`.
fn without_endings(words: Vec<Word>) -> Vec<Word> {
    let cut = |word| match word {
        Word::Text(text) if text.len() >= LONG && text.is_ascii() => {
            Word::Text(text[..text.len() - 2].to_owned())
        }
        word => word,
    };
    words.into_iter().map(cut).collect()
}

fn grouped(hits: &[(Rank, Entry)]) -> Vec<Group> {
    let mut groups: Vec<Group> = vec![];
    for rank in RANKS {
        for general in [false, true] {
            let next = hits
                .iter()
                .filter(|(r, e)| (*r, e.general) == (rank, general));
            for (_, entry) in next {
                match groups.iter_mut().find(|group| group.acts == entry.fixed_by) {
                    Some(group) => group.entries.push(entry),
                    None => groups.push(Group {
                        acts: entry.fixed_by,
                        entries: vec![entry],
                    }),
                }
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{RANKS, is_unnamed, search};
    use crate::reference::{all, count};
    use crate::{knowledge, lang::Lang};

    fn ids(typed: &str, lang: Lang) -> Vec<&'static str> {
        let groups = search(typed, lang).into_iter();
        groups
            .flat_map(|group| group.entries)
            .map(|e| e.id)
            .collect()
    }

    #[track_caller]
    fn first(typed: &str, lang: Lang, want: &str) {
        let ids = ids(typed, lang);
        assert_eq!(ids.first(), Some(&want), "{typed}: {ids:?}");
    }

    #[track_caller]
    fn among(typed: &str, lang: Lang, want: &str, most: usize) {
        let ids = ids(typed, lang);
        assert!(ids.contains(&want) && ids.len() <= most, "{typed}: {ids:?}");
    }

    #[test]
    fn codes() {
        first("5.4.316", Lang::En, "4.4.316-connection-refused");
        first("550 5.4.316", Lang::Pl, "4.4.316-connection-refused");
        first("550-5.1.10", Lang::ZhTw, "exo-recipient-not-found");
        among("5.7.708", Lang::En, "exo-tenant-blocked", 8);
        among("5.7.7", Lang::En, "exo-tenant-blocked", 14);
        first("4.4.7", Lang::En, "message-expired");
        first("x.7.8", Lang::En, "auth-required");
        // The code counts although the name in the answer stands in no article.
        among("550 5.7.708 quuxalot", Lang::En, "exo-tenant-blocked", 8);
        // A code is found whole: 5.7.1 is not 5.7.12.
        assert!(!ids("5.7.1", Lang::En).contains(&"4.4.312-dns-query-failed"));
    }

    #[test]
    fn words_of_servers() {
        first("connection refused", Lang::Pl, "connection-refused");
        first(
            "user unknown in virtual mailbox table",
            Lang::ZhTw,
            "recipient-unknown",
        );
        first(
            "The email account that you tried to reach is over quota",
            Lang::En,
            "gmail-mailbox-full",
        );
        first(
            "550 5.1.1 <anna@fabrikam.example>: user unknown",
            Lang::En,
            "recipient-unknown",
        );
    }

    #[test]
    fn words_in_each_language() {
        first("mailbox full", Lang::En, "mailbox-full");
        first("skrzynka pelna", Lang::Pl, "mailbox-full");
        first("SKRZYNKA PEŁNA", Lang::Pl, "mailbox-full");
        first("信箱已滿", Lang::ZhTw, "mailbox-full");
        among("DNS記錄", Lang::ZhTw, "domain-unknown", 60);
        assert!(
            !ids("certificatez firewallz", Lang::En).is_empty(),
            "endings"
        );
    }

    #[test]
    fn providers() {
        for lang in Lang::ALL {
            for (typed, scope) in [("gmail", "gmail"), ("Exchange Online", "exchange-online")] {
                let found = ids(typed, *lang);
                let own = knowledge::articles()
                    .iter()
                    .filter(|a| a.scope.slug() == scope);
                for article in own {
                    assert!(
                        found.contains(&article.id),
                        "{typed} {lang:?}: {}",
                        article.id
                    );
                }
            }
        }
    }

    #[test]
    fn nothing_typed_is_all_and_nonsense_is_nothing() {
        assert_eq!(search("  ", Lang::En), all());
        assert_eq!(search("m", Lang::En), all());
        assert_eq!(search("qzxv", Lang::En), []);
        assert_eq!(count(&search("9.8.7", Lang::En)), 0);
    }

    #[test]
    fn a_code_that_nobody_names_is_said_to_be_one() {
        assert_eq!(is_unnamed("550 5.7.99").as_deref(), Some("5.7.99"));
        first("5.7.99", Lang::En, "general-5-policy");
        assert_eq!(is_unnamed("5.7.708"), None);
        assert_eq!(is_unnamed("5.7.99 relay"), None);
        assert_eq!(is_unnamed("5.7"), None);
    }

    #[test]
    fn ranks_are_in_order() {
        assert!(RANKS.is_sorted());
    }
}
