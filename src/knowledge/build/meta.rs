//! Reads `article.toml`.

use super::grammar::{is_article_id, is_day};
use toml::Table;

use super::fields::Fields;
use super::problems::Problems;
use super::prose::is_https;
use crate::diagnosis::model::{Cause, FixedBy};
use crate::knowledge::code::Code;
use crate::knowledge::model::{Article, Condition, Fixer, Permanence, Scope, Source};
use crate::knowledge::pattern::{Pattern, normalise};

fn slugs<T: Copy>(all: &[T], slug: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|value| slug(*value)).collect()
}

/// Reads the table of the article in the folder `id`: the article, and where its facts were read. `None` if something without
/// a default is missing; all problems are told.
pub fn read<'a>(
    path: &str,
    id: &'a str,
    table: &'a Table,
    problems: &mut Problems,
) -> Option<(Article<'a>, Vec<Source<'a>>)> {
    let mut fields = Fields::new(path, String::new(), table, problems);
    if let Some(own) = fields.string("id")
        && own != id
    {
        fields.tell(format!(
            "`id` is {own}, but the folder's name is {id}; leave `id` out"
        ));
    }
    if !is_article_id(id) {
        fields.tell("the folder's name is made of a-z, 0-9, `-` and `.` only");
    }
    let codes = codes(&mut fields);
    let scope = fields.slug(
        "scope",
        Some(Scope::Any),
        Scope::from_slug,
        &slugs(Scope::ALL, Scope::slug),
    );
    let cause = fields.slug(
        "cause",
        None,
        Cause::from_slug,
        &slugs(Cause::ALL, Cause::slug),
    );
    let permanence = fields.slug(
        "permanence",
        None,
        Permanence::from_slug,
        &slugs(Permanence::ALL, Permanence::slug),
    );
    let fixed_by = fields.slug(
        "fixed_by",
        None,
        FixedBy::from_slug,
        &slugs(FixedBy::ALL, FixedBy::slug),
    );
    let [connector, default_for_cause, general, needs_pattern] =
        ["connector", "default_for_cause", "general", "needs_pattern"].map(|key| fields.flag(key));
    if general != id.starts_with("general-") {
        fields.tell("the folder's name begins with `general-` if, and only if, general = true");
    }
    let more_specific_than = fields.strings("more_specific_than");
    let related = fields.strings("related");
    let sender_causes = fields.strings("sender_causes");
    let recipient_causes = fields.strings("recipient_causes");
    let patterns = fields.tables("patterns");
    let fixers = fields.tables("fixers");
    let references = fields.tables("references");
    if needs_pattern && patterns.is_empty() {
        fields.tell("needs_pattern = true needs at least one [[patterns]]");
    }
    if references.is_empty() {
        fields.tell("[[references]] is missing; name at least one page where the facts were read");
    }
    fields.finish();
    let patterns = (1..)
        .zip(patterns)
        .filter_map(|(n, table)| pattern(path, &format!("[[patterns]] {n}: "), table, problems))
        .collect();
    let fixers = (1..)
        .zip(fixers)
        .filter_map(|(n, table)| fixer(path, n, table, problems))
        .collect();
    let references = (1..)
        .zip(references)
        .map(|(n, table)| reference(path, n, table, problems))
        .collect();
    let article = Article {
        id,
        codes,
        scope: scope?,
        cause: cause?,
        permanence: permanence?,
        fixed_by: fixed_by?,
        fixers,
        sender_causes,
        recipient_causes,
        connector,
        default_for_cause,
        general,
        needs_pattern,
        more_specific_than,
        related,
        patterns,
    };
    Some((article, references))
}

/// The list `codes`; what is no code and what stands there twice is told and left out.
fn codes<'a>(fields: &mut Fields<'a, '_>) -> Vec<Code<'a>> {
    let mut codes = vec![];
    for code in fields.strings("codes") {
        match Code::parse(code) {
            Some(code) if codes.contains(&code) => {
                fields.tell(format!("the code {code} stands there twice", code = code.0))
            }
            Some(code) => codes.push(code),
            None => fields.tell(format!(
                "{code} is no code; codes are such as 5.4.1, 5.4.31x, x.1.1"
            )),
        }
    }
    codes
}

fn fixer<'a>(path: &str, n: usize, table: &'a Table, problems: &mut Problems) -> Option<Fixer<'a>> {
    let place = format!("[[fixers]] {n}: ");
    let mut fields = Fields::new(path, place.clone(), table, problems);
    let who = fields.slug(
        "who",
        None,
        FixedBy::from_slug,
        &slugs(FixedBy::ALL, FixedBy::slug),
    );
    let codes = codes(&mut fields);
    let when = fields.string("when").and_then(|slug| {
        let when = Condition::from_slug(slug);
        if when.is_none() {
            let known = slugs(Condition::ALL, Condition::slug).join(", ");
            fields.tell(format!("`when` is not known: {slug}; known are {known}"));
        }
        when
    });
    let patterns = fields.tables("patterns");
    if codes.is_empty() && patterns.is_empty() && when.is_none() {
        fields.tell(
            "needs codes, [[fixers.patterns]] or `when`; for all bounces, `fixed_by` says it",
        );
    }
    fields.finish();
    let patterns = (1..)
        .zip(patterns)
        .filter_map(|(n, table)| {
            let place = format!("{place}[[fixers.patterns]] {n}: ");
            pattern(path, &place, table, problems)
        })
        .collect();
    Some(Fixer {
        who: who?,
        codes,
        patterns,
        when,
    })
}

fn pattern<'a>(
    path: &str,
    place: &str,
    table: &'a Table,
    problems: &mut Problems,
) -> Option<Pattern<'a>> {
    let mut fields = Fields::new(path, place.to_owned(), table, problems);
    let text = fields.needed("text");
    let matches = fields.needed("matches");
    let rejects = fields.needed("rejects");
    let pattern = match Pattern::parse(text) {
        Ok(pattern) => {
            if !matches.is_empty() && pattern.matches(&normalise(matches)).is_none() {
                fields.tell(format!(
                    "\"{text}\" does not match its own example `matches`: {matches}"
                ));
            }
            if pattern.matches(&normalise(rejects)).is_some() {
                fields.tell(format!(
                    "\"{text}\" matches what it should not, its example `rejects`: {rejects}"
                ));
            }
            Some(pattern)
        }
        Err(why) if !text.is_empty() => {
            fields.tell(format!("`text` {why}"));
            None
        }
        Err(_) => None,
    };
    fields.finish();
    pattern
}

fn reference<'a>(path: &str, n: usize, table: &'a Table, problems: &mut Problems) -> Source<'a> {
    let mut fields = Fields::new(path, format!("[[references]] {n}: "), table, problems);
    let source = Source {
        title: fields.needed("title"),
        url: fields.needed("url"),
        read: fields.needed("read"),
    };
    if !source.url.is_empty() && !is_https(source.url) {
        fields.tell(format!(
            "`url` must begin with https:// and have no spaces: {}",
            source.url
        ));
    }
    if !source.read.is_empty() && !is_date(source.read) {
        fields.tell(format!(
            "`read` is the day on which you read it, YYYY-MM-DD in quotes: {}",
            source.read
        ));
    }
    fields.finish();
    source
}

/// Whether a text is a day that the calendar has.
fn is_date(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>| {
        text.get(range)
            .and_then(|part| part.parse::<u32>().ok())
            .unwrap_or(0)
    };
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    is_day(text) && day <= days
}
