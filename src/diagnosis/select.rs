//! Which article explains a bounce.

use super::model::{Cause, FixedBy, Outcome};
use crate::knowledge::{self, Article, Condition, Fixer};

/// What is known when the article is chosen.
pub struct Known<'a> {
    /// The cause, if words or code tell it.
    pub cause: Option<Cause>,
    /// Whether words of the server tell it.
    pub by_words: bool,
    /// The enhanced status code.
    pub status: Option<&'a str>,
    /// Who gave the answer (a slug of `Scope`).
    pub speaker: Option<&'a str>,
    /// The answers, normalised, innermost first, each with its own status code.
    pub said: &'a [(String, Option<String>)],
    /// Whether it is over.
    pub outcome: Outcome,
    /// Whether the input is a row of a trace or a queue.
    pub queued: bool,
}

/// The article that explains it best: by words and code, by words, by code, by cause, by class and subject of the code.
pub fn article(known: &Known<'_>) -> Option<&'static Article<'static>> {
    by_words(known)
        .or_else(|| by_code(known))
        .or_else(|| known.cause.and_then(by_cause))
        .or_else(|| waiting(known))
        .or_else(|| known.status.and_then(general))
        .or_else(|| by_cause(Cause::Undetermined))
        .or_else(|| knowledge::articles().iter().find(|a| a.general))
}

/// Who can remove the cause instead of whom the article names, if the code or the words of an answer tell it.
pub fn fixer(article: &Article<'_>, known: &Known<'_>) -> Option<FixedBy> {
    let tells = |fixer: &Fixer<'_>, said: &str, status: Option<&str>| {
        fixer.patterns.iter().any(|p| p.matches(said).is_some())
            || status.is_some_and(|s| fixer.codes.iter().any(|code| code.matches(s)))
    };
    for fixer in &article.fixers {
        let anywhere = fixer.codes.is_empty() && fixer.patterns.is_empty();
        let mut answers = known.said.iter();
        if Condition::holds(fixer.when, known.outcome)
            && (anywhere
                || tells(fixer, "", known.status)
                || answers.any(|(said, own)| tells(fixer, said, own.as_deref())))
        {
            return Some(fixer.who);
        }
    }
    None
}

/// An article one of whose patterns stands in an answer; one that also claims the code is better, then the longer pattern.
fn by_words(known: &Known<'_>) -> Option<&'static Article<'static>> {
    for (said, own) in known.said {
        let claims = |article: &Article<'_>| {
            claims(article, known.status) || claims(article, own.as_deref())
        };
        let best = knowledge::articles_for_text(said)
            .into_iter()
            .filter(|hit| hit.article.scope.covers(known.speaker) || claims(hit.article))
            // Its own words and its own number, or its own mail system, outweigh the general table of phrases.
            .filter(|hit| {
                claims(hit.article)
                    || hit.article.scope.narrowness() == 2
                    || !contradicts(hit.article, known)
            })
            .max_by_key(|hit| {
                (
                    claims(hit.article),
                    hit.article.scope.narrowness(),
                    hit.end - hit.start,
                )
            });
        if let Some(hit) = best {
            return Some(hit.article);
        }
    }
    None
}

fn claims(article: &Article<'_>, status: Option<&str>) -> bool {
    status.is_some_and(|status| article.codes.iter().any(|code| code.matches(status)))
}

/// Whether the words of the server tell another cause than the article's. A number of Microsoft's own (three digits)
/// keeps its article: the words then tell which of its causes it is.
fn contradicts(article: &Article<'_>, known: &Known<'_>) -> bool {
    let own_number = known
        .status
        .and_then(|s| s.rsplit('.').next())
        .is_some_and(|detail| detail.len() == 3);
    let kept = own_number && claims(article, known.status);
    known.by_words
        && !kept
        && article.cause != Cause::Undetermined
        && known.cause.is_some_and(|cause| cause != article.cause)
}

fn by_code(known: &Known<'_>) -> Option<&'static Article<'static>> {
    let status = known.status?;
    knowledge::articles_for_code(status)
        .filter(|(article, _)| {
            !article.general && !article.needs_pattern && article.scope.covers(known.speaker)
        })
        .filter(|(article, _)| !contradicts(article, known))
        // What holds any cause steps back behind the article of the cause that the words tell.
        .filter(|(article, _)| !(known.by_words && article.cause == Cause::Undetermined))
        .max_by_key(|(article, code)| {
            (
                article.scope.narrowness(),
                code.exactness(),
                article.patterns.is_empty(),
            )
        })
        .map(|(article, _)| article)
}

fn by_cause(cause: Cause) -> Option<&'static Article<'static>> {
    if cause == Cause::Undetermined {
        return knowledge::article("undetermined");
    }
    knowledge::articles()
        .iter()
        .find(|article| article.default_for_cause && article.cause == cause)
}

/// Nothing has failed yet and nothing tells why: what a delay means.
fn waiting(known: &Known<'_>) -> Option<&'static Article<'static>> {
    if known.outcome != Outcome::Pending {
        return None;
    }
    knowledge::article(if known.queued {
        "mail-queued"
    } else {
        "delay-notice"
    })
}

fn general(status: &str) -> Option<&'static Article<'static>> {
    knowledge::articles_for_code(status)
        .find(|(article, _)| article.general)
        .map(|(article, _)| article)
}
