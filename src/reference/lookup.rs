//! What the address of an entry names: an article by its id, a code, or words.

use super::code;
use super::{Entry, ordered};
use crate::knowledge::{self, Scope};

/// What an address names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One article, and the others that name the same code.
    One(Entry, Vec<Entry>),
    /// Something to search for.
    Search,
}

/// Looks up what stands behind `#/codes/`: an id, or a code that one article explains.
pub fn find(name: &str) -> Found {
    if let Some(entry) = knowledge::article(name) {
        return Found::One(entry, vec![]);
    }
    if !code::is_whole(name) {
        return Found::Search;
    }
    let mut named: Vec<Entry> = ordered().filter(|entry| names(entry, name)).collect();
    let Some(best) = clearest(&named, name) else {
        return Found::Search;
    };
    named.retain(|entry| entry.id != best.id);
    Found::One(best, named)
}

/// Whether an article that is not general names a whole code, by itself or in a range.
pub fn names(entry: Entry, code: &str) -> bool {
    !entry.general && entry.codes.iter().any(|claim| claim.matches(code))
}

/// The article that explains the code for everybody who has nothing but the code: the only one, or, for one of Microsoft's own
/// numbers (three digits), the one about the narrowest system and the narrowest range.
fn clearest(named: &[Entry], code: &str) -> Option<Entry> {
    if let [only] = named {
        return Some(only);
    }
    let own = code.rsplit('.').next().is_some_and(|last| last.len() == 3);
    let weight = |entry: &Entry| {
        let claims = entry.codes.iter().filter(|claim| claim.matches(code));
        let exactness = claims.map(|claim| claim.exactness()).max();
        (entry.scope.narrowness(), exactness)
    };
    let best = named.iter().max_by_key(|entry| weight(entry))?;
    let alone = named.iter().filter(|e| weight(e) == weight(best)).count() == 1;
    (own && alone && best.scope != Scope::Any && !best.needs_pattern).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::{Found, find};

    #[track_caller]
    fn check(name: &str, want: Option<(&str, &[&str])>) {
        let found = match find(name) {
            Found::One(entry, others) => {
                Some((entry.id, others.iter().map(|e| e.id).collect::<Vec<_>>()))
            }
            Found::Search => None,
        };
        assert_eq!(
            found,
            want.map(|(id, others)| (id, others.to_vec())),
            "{name}"
        );
    }

    #[test]
    fn ids_and_codes() {
        check("mailbox-full", Some(("mailbox-full", &[])));
        check("5.4.316", Some(("4.4.316-connection-refused", &[])));
        check("5.7.708", Some(("exo-tenant-blocked", &["sender-blocked"])));
        check(
            "4.7.650",
            Some(("exo-sending-ip-blocked", &["rate-limited"])),
        );
        // Many mail systems say these, each for reasons of its own.
        for many in ["5.1.1", "5.7.1", "4.2.2", "5.7.501"] {
            check(many, None);
        }
        // Nobody names these by themselves.
        for none in ["5.7.99", "5.8.1", "9.9.9", "5.7", "gmail", "", "<b>"] {
            check(none, None);
        }
    }
}
