//! Holds the articles against each other.

use super::problems::Problems;
use crate::knowledge::code::Code;
use crate::knowledge::model::Article;

/// Tells where articles contradict each other. `ids` are all folders, also those that could not be read.
pub fn check(
    articles: &[Article<'_>],
    ids: &[&str],
    path_of: impl Fn(&str) -> String,
    problems: &mut Problems,
) {
    for (index, article) in articles.iter().enumerate() {
        let path = path_of(article.id);
        for (key, others) in [
            ("related", &article.related),
            ("more_specific_than", &article.more_specific_than),
        ] {
            for other in others
                .iter()
                .filter(|other| !ids.contains(other) || **other == article.id)
            {
                problems.add(
                    &path,
                    format!(
                        "`{key}` names {other}, and there is no other article with this id; \
                    mend or remove it"
                    ),
                );
            }
        }
        for earlier in &articles[..index] {
            if article.default_for_cause
                && earlier.default_for_cause
                && article.cause == earlier.cause
            {
                problems.add(
                    &path,
                    format!(
                        "default_for_cause = true stands in {} too; \
                    one article can be the default for {}",
                        earlier.id,
                        article.cause.slug()
                    ),
                );
            }
            if let Some((own, other)) = clash(article, earlier) {
                problems.add(&path, format!(
                    "its code {} and the code {} of {} select both articles alike; \
                    give one of them patterns and needs_pattern = true, a narrower scope or code, or more_specific_than = [\"…\"]",
                    own.0, other.0, earlier.id
                ));
            }
        }
    }
}

/// The codes by which two articles would be selected alike when no pattern decides.
fn clash<'a>(a: &Article<'a>, b: &Article<'a>) -> Option<(Code<'a>, Code<'a>)> {
    let ordered = a.more_specific_than.contains(&b.id) || b.more_specific_than.contains(&a.id);
    let by_text =
        a.needs_pattern || b.needs_pattern || a.patterns.is_empty() != b.patterns.is_empty();
    if ordered || by_text || a.general != b.general || !a.scope.overlaps(b.scope) {
        return None;
    }
    let narrower = a.scope.narrowness().cmp(&b.scope.narrowness());
    a.codes.iter().find_map(|own| {
        let other = b.codes.iter().find(|other| {
            let exacter = own.exactness().cmp(&other.exactness());
            own.overlaps(other) && (exacter == narrower.reverse())
        })?;
        Some((*own, *other))
    })
}
