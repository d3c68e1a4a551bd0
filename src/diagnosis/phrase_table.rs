//! Reads `phrases.toml` at build time: which words of servers mean which cause.

use std::path::Path;

use super::model::Cause;
use crate::knowledge::pattern::Pattern;

/// Checks the table at `path` and writes it to `out` as the listing that [`phrases`](super::phrases) reads. Every error is returned, none is fatal alone.
pub fn write(path: &Path, out: &Path) -> Vec<String> {
    let mut problems = Vec::new();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return vec![format!("{}: cannot be read: {error}", path.display())],
    };
    let list = table(&text, &mut problems);
    if let Err(error) = std::fs::write(out, listing(&list)) {
        problems.push(format!("{}: cannot be written: {error}", out.display()));
    }
    problems
        .into_iter()
        .map(|problem| format!("{}: {problem}", path.display()))
        .collect()
}

/// The table as one text, which packs better than a list: a line with `=` and a cause's slug, then a line per pattern.
fn listing(list: &[(Cause, String)]) -> String {
    let mut text = String::new();
    let mut last = None;
    for (cause, pattern) in list {
        if last.replace(*cause) != Some(*cause) {
            text.push('=');
            text.push_str(cause.slug());
            text.push('\n');
        }
        text.push_str(pattern);
        text.push('\n');
    }
    text
}

/// The pairs of the table in its order; what is wrong goes into `problems`.
fn table(text: &str, problems: &mut Vec<String>) -> Vec<(Cause, String)> {
    let mut list: Vec<(Cause, String)> = Vec::new();
    let document: toml::Table = match text.parse() {
        Ok(document) => document,
        Err(error) => {
            problems.push(format!("is no TOML: {error}"));
            return list;
        }
    };
    // `toml` sorts its keys; the order of the file decides ties.
    let place = |slug: &str| {
        text.find(&format!("\n{slug} ="))
            .or_else(|| text.find(&format!("\n\"{slug}\" =")))
            .unwrap_or(0)
    };
    let mut entries: Vec<(&String, &toml::Value)> = document.iter().collect();
    entries.sort_by_key(|(slug, _)| place(slug));
    for (slug, patterns) in entries {
        let Some(cause) = Cause::from_slug(slug) else {
            problems.push(format!("`{slug}` is no cause"));
            continue;
        };
        for pattern in patterns.as_array().into_iter().flatten() {
            let Some(pattern) = pattern.as_str() else {
                problems.push(format!("`{slug}` holds something that is no text"));
                continue;
            };
            if pattern.starts_with('=') {
                problems.push(format!("`{slug}`: `{pattern}` begins with `=`"));
            }
            if let Err(error) = Pattern::parse(pattern.trim_start_matches('?')) {
                problems.push(format!("`{slug}`: `{pattern}`: {error}"));
            }
            if let Some((other, _)) = list.iter().find(|(_, known)| known == pattern) {
                problems.push(format!(
                    "`{pattern}` stands under `{}` and `{slug}`",
                    other.slug()
                ));
            }
            list.push((cause, pattern.to_owned()));
        }
    }
    list
}
