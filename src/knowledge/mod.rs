//! The knowledge base: what bounces mean, in three languages.
//!
//! The build script reads and checks the folder (README.md says how it is written) and makes packs of it: one that all
//! languages share, and one per language. A pack is decoded once, when it is first needed; its strings stay in the pack.

pub mod code;
pub mod model;
pub mod text_run;
// Only the build script packs; the crate unpacks.
#[cfg_attr(not(test), allow(dead_code))]
mod packing;
pub mod packs;
pub mod pattern;
pub mod pattern_set;
pub mod plural;
#[cfg_attr(not(test), allow(dead_code))]
mod squeeze;
pub mod ui;
pub mod words;

// The build script's own modules, here for their tests only; what reads the tree is used there alone.
#[cfg(test)]
#[allow(dead_code)]
mod build;

use std::sync::OnceLock;

pub use code::Code;
pub use model::{Article, Condition, Fixer, Permanence, Scope, Side};
pub use packs::{InstallError, install, install_rest, is_deep, is_ready, prepare};
pub use pattern::{Pattern, normalise};
pub use pattern_set::PatternSet;
pub use ui::Ui;

use crate::explain::model::StatusPart;
use crate::lang::Lang;

/// The newest day on which a reference of the knowledge base was read, `YYYY-MM-DD`, as the build script found it.
pub const DAY: &str = env!("NDR_KNOWLEDGE_DAY");

/// Every article, sorted by id. What they say is in [`text`].
pub fn articles() -> &'static [Article<'static>] {
    &packs::meta().articles
}

/// The article with that id; `None` if there is none.
pub fn article(id: &str) -> Option<&'static Article<'static>> {
    position(id).and_then(|index| articles().get(index))
}

fn position(id: &str) -> Option<usize> {
    articles()
        .binary_search_by_key(&id, |article| article.id)
        .ok()
}

/// What the article with that id says first in a language; `None` if there is no such article.
pub fn text(lang: Lang, id: &str) -> Option<&'static words::Text<'static>> {
    packs::texts(lang).articles.get(position(id)?)
}

/// What the article with that id says beyond that; nothing if there is no such article, or until that has come ([`is_deep`]).
pub fn depth(lang: Lang, id: &str) -> &'static words::Depth<'static> {
    static NOTHING: OnceLock<words::Depth<'static>> = OnceLock::new();
    let depth = position(id).and_then(|index| packs::depths(lang).get(index));
    depth.unwrap_or_else(|| NOTHING.get_or_init(words::Depth::default))
}

/// The articles that claim an enhanced status code, in the order of their ids, each with the claim that fits best.
/// Nothing for what is no full code.
pub fn articles_for_code(
    code: &str,
) -> impl Iterator<Item = (&'static Article<'static>, Code<'static>)> {
    articles().iter().filter_map(move |article| {
        let claims = article.codes.iter().filter(|claim| claim.matches(code));
        Some((article, *claims.max_by_key(|claim| claim.exactness())?))
    })
}

/// A text of a server that an article names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextHit {
    /// The article.
    pub article: &'static Article<'static>,
    /// Its pattern.
    pub pattern: Pattern<'static>,
    /// First byte in the text that was searched.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The patterns of all articles that stand in a text, in the order of the articles. The text must be [`normalise`]d.
pub fn articles_for_text(normalised: &str) -> Vec<TextHit> {
    type Owned = (
        PatternSet<'static>,
        Vec<(&'static Article<'static>, Pattern<'static>)>,
    );
    static SET: OnceLock<Owned> = OnceLock::new();
    let (set, owners) = SET.get_or_init(|| {
        let owners: Vec<_> = articles()
            .iter()
            .flat_map(|article| {
                article
                    .patterns
                    .iter()
                    .map(move |pattern| (article, *pattern))
            })
            .collect();
        (
            PatternSet::new(owners.iter().map(|(_, pattern)| *pattern)),
            owners,
        )
    });
    set.find(normalised)
        .into_iter()
        .filter_map(|hit| {
            let (article, pattern) = *owners.get(hit.pattern)?;
            Some(TextHit {
                article,
                pattern,
                start: hit.start,
                end: hit.end,
            })
        })
        .collect()
}

/// The words of the page in a language.
pub fn ui(lang: Lang) -> Ui {
    Ui::new(lang, &packs::meta().keys, &packs::words(lang).ui)
}

/// What the parts of an enhanced status code mean (RFC 3463, IANA registry): class, subject, detail, as far as they are
/// registered. Nothing for what is no full code.
pub fn status_parts(lang: Lang, status: &str) -> Vec<StatusPart> {
    let Some([class, subject, detail]) = code::numbers(status) else {
        return vec![];
    };
    let known = &packs::texts(lang).status;
    let detail = format!("{subject}.{detail}");
    [
        (&known.class, class, class),
        (&known.subject, subject, subject),
        (&known.detail, detail.as_str(), status),
    ]
    .into_iter()
    .filter_map(|(meanings, key, written)| {
        let place = meanings.binary_search_by_key(&key, |(key, _)| key).ok()?;
        let (_, meaning) = meanings.get(place)?;
        Some(StatusPart {
            code: written.to_owned(),
            meaning: (*meaning).to_owned(),
        })
    })
    .collect()
}
