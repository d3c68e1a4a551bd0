//! The reference: every article, to be looked up without a mail at hand.
//!
//! Input: what somebody types or an address names. Output: articles, grouped by who must act, the likeliest first.
//! What an article says is [`explain::article`](crate::explain::article).

mod code;
mod fold;
mod index;
mod lookup;
mod search;

pub use lookup::{Found, find};
pub use search::{is_unnamed, search};

use crate::diagnosis::FixedBy;
use crate::explain::slots;
use crate::knowledge::{self, Article, Scope};
use crate::lang::Lang;

/// An article of the knowledge base.
pub type Entry = &'static Article<'static>;

/// Articles with the same helper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Who must act.
    pub acts: FixedBy,
    /// The articles; never empty.
    pub entries: Vec<Entry>,
}

/// Every article, by who must act: first who can do most about it.
pub fn all() -> Vec<Group> {
    let helpers = FixedBy::ALL.iter().copied();
    helpers
        .map(|acts| Group {
            acts,
            entries: (ordered().filter(|entry| entry.fixed_by == acts)).collect(),
        })
        .filter(|group| !group.entries.is_empty())
        .collect()
}

/// Every article, by id, the general ones last.
fn ordered() -> impl Iterator<Item = Entry> {
    let kind = |general| move |entry: &Entry| entry.general == general;
    let articles = knowledge::articles().iter();
    (articles.clone().filter(kind(false))).chain(articles.filter(kind(true)))
}

/// Makes ready what the first search needs, so that it is as fast as all others.
pub fn prepare(lang: Lang) {
    // Two words, so that they are also looked up as words of a server.
    search("to prepare", lang);
}

/// How many articles the groups hold.
pub fn count(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.entries.len()).sum()
}

/// The mail system that an article is about, as people know it; `None` for any.
pub fn provider(scope: Scope) -> Option<&'static str> {
    match scope {
        Scope::Exchange => Some("Microsoft 365, Exchange Server"),
        scope => slots::service(scope.slug()),
    }
}

#[cfg(test)]
mod tests {
    use super::{all, count};
    use crate::diagnosis::FixedBy;
    use crate::knowledge;

    #[test]
    fn every_article_stands_in_one_group() {
        let groups = all();
        assert_eq!(count(&groups), knowledge::articles().len());
        let acts: Vec<FixedBy> = groups.iter().map(|group| group.acts).collect();
        assert!(acts.is_sorted(), "{acts:?}");
        for group in &groups {
            assert!(group.entries.iter().all(|e| e.fixed_by == group.acts));
            assert!(group.entries.is_sorted_by_key(|e| e.general));
        }
    }
}
