//! Reads `ui/<lang>.toml` and `status/<lang>.toml`.

use super::grammar::is_key;
use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::problems::Problems;
use crate::knowledge::words::{Message, Status};
use crate::lang::Lang;

/// The CLDR plural forms of a language, `other` last.
pub const fn forms(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &["one", "other"],
        Lang::Pl => &["one", "few", "many", "other"],
        Lang::ZhTw => &["other"],
    }
}

/// The names in `{…}` of a text; `None` if a bracket has no partner or a name is not kebab-case.
fn placeholders(text: &str) -> Option<BTreeSet<&str>> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (name, behind) = rest[at..].strip_prefix('{')?.split_once('}')?;
        names.insert(is_key(name).then_some(name)?);
        rest = behind;
    }
    Some(names)
}

/// The forms of a text: its only one as `other`, or a table of plural forms.
fn texts(value: &Value) -> Option<BTreeMap<&str, &str>> {
    match value {
        Value::String(text) => Some([("other", text.as_str())].into()),
        Value::Table(table) => table
            .iter()
            .map(|(form, text)| Some((form.as_str(), text.as_str()?)))
            .collect(),
        _ => None,
    }
}

/// The words of the page in one language, sorted by key. Keys that cannot be read are told and left out.
pub fn ui<'a>(
    path: &str,
    lang: Lang,
    table: &'a Table,
    problems: &mut Problems,
) -> Vec<(&'a str, Message<'a>)> {
    let mut out = vec![];
    for (key, value) in table {
        let mut tell = |problem: String| problems.add(path, format!("`{key}` {problem}"));
        if !is_key(key) {
            tell("is no key; keys are made of a-z, 0-9 and `-`".into());
        }
        let Some(texts) = texts(value) else {
            tell("must be a text in quotes, or a table of plural forms".into());
            continue;
        };
        if value.is_table() {
            let wanted = forms(lang);
            for form in wanted.iter().filter(|form| !texts.contains_key(*form)) {
                tell(format!(
                    "lacks the plural form `{form}`; {} has {}",
                    lang.slug(),
                    wanted.join(", ")
                ));
            }
            for form in texts.keys().filter(|form| !wanted.contains(form)) {
                tell(format!(
                    "has the plural form `{form}`; {} has {}",
                    lang.slug(),
                    wanted.join(", ")
                ));
            }
        }
        let mut first: Option<BTreeSet<&str>> = None;
        for (form, text) in &texts {
            if text.trim().is_empty() {
                tell("is empty; write it".into());
            }
            let Some(mut names) = placeholders(text) else {
                tell(format!("has a bracket that is no {{placeholder}}: {text}"));
                continue;
            };
            let counts = names.remove("n");
            if value.is_table() && !counts && *form != "one" {
                tell(format!("needs {{n}} for the number in the form `{form}`"));
            }
            if first.as_ref().is_some_and(|first| *first != names) {
                tell("has plural forms with different placeholders; use the same in each".into());
            }
            first.get_or_insert(names);
        }
        let form = |name: &str| texts.get(name).copied();
        out.push((
            key.as_str(),
            Message {
                other: form("other").unwrap_or_default(),
                one: form("one"),
                few: form("few"),
                many: form("many"),
            },
        ));
    }
    out.sort_unstable_by_key(|(key, _)| *key);
    out
}

/// Tells where the page's words in a language differ in keys or placeholders from those of the first one.
pub fn compare_ui(
    first_path: &str,
    first: &Table,
    path: &str,
    table: &Table,
    problems: &mut Problems,
) {
    compare_keys(first_path, first, path, table, problems);
    let names = |value: &Value| -> Option<BTreeSet<String>> {
        let text = texts(value)?.remove("other")?.to_owned();
        Some(
            placeholders(&text)?
                .into_iter()
                .map(str::to_owned)
                .collect(),
        )
    };
    for (key, value) in table {
        let Some(other) = first.get(key) else {
            continue;
        };
        if value.is_table() != other.is_table() {
            problems.add(path, format!("`{key}` has plural forms in one of this file and {first_path}; both have them or neither"));
        } else if let (Some(own), Some(other)) = (names(value), names(other))
            && own != other
        {
            let list = |names: &BTreeSet<String>| {
                names
                    .iter()
                    .map(|name| format!("{{{name}}}"))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            problems.add(
                path,
                format!(
                    "`{key}` has the placeholders [{}], in {first_path} [{}]; use the same",
                    list(&own),
                    list(&other)
                ),
            );
        }
    }
}

fn compare_keys(
    first_path: &str,
    first: &Table,
    path: &str,
    table: &Table,
    problems: &mut Problems,
) {
    for key in first.keys().filter(|key| !table.contains_key(*key)) {
        problems.add(
            path,
            format!("`{key}` is missing; {first_path} has it, write it here too"),
        );
    }
    for key in table.keys().filter(|key| !first.contains_key(*key)) {
        problems.add(
            path,
            format!("`{key}` is not in {first_path}; all languages have the same keys"),
        );
    }
}

/// The three tables of a status file.
const PARTS: [&str; 3] = ["class", "subject", "detail"];

/// What the parts of enhanced status codes mean in one language. Keys that cannot be read are told and left out.
pub fn status<'a>(path: &str, table: &'a Table, problems: &mut Problems) -> Status<'a> {
    for key in table.keys().filter(|key| !PARTS.contains(&key.as_str())) {
        problems.add(
            path,
            format!("`{key}` is not known; known are [class], [subject], [detail]"),
        );
    }
    let [class, subject, detail] = PARTS.map(|part| {
        let Some(table) = table.get(part).and_then(Value::as_table) else {
            problems.add(path, format!("the table [{part}] is missing; add it"));
            return vec![];
        };
        let mut out = vec![];
        for (key, value) in table {
            if !is_status_key(part, key) {
                problems.add(
                    path,
                    format!("[{part}] has the key {key}; the keys are {}", keys_of(part)),
                );
            }
            match value.as_str().filter(|text| !text.trim().is_empty()) {
                Some(text) => out.push((key.as_str(), text)),
                None => problems.add(path, format!("[{part}] {key} must be a text in quotes")),
            }
        }
        for key in required(part)
            .iter()
            .filter(|key| !table.contains_key(**key))
        {
            problems.add(path, format!("[{part}] {key} is missing; add it"));
        }
        out.sort_unstable();
        out
    });
    Status {
        class,
        subject,
        detail,
    }
}

/// Tells where a status file differs in keys from that of the first language.
pub fn compare_status(
    first_path: &str,
    first: &Table,
    path: &str,
    table: &Table,
    problems: &mut Problems,
) {
    let own = |table: &Table, part: &str| {
        table
            .get(part)
            .and_then(Value::as_table)
            .cloned()
            .unwrap_or_default()
    };
    for part in PARTS {
        let prefix = |table: Table| -> Table {
            table
                .into_iter()
                .map(|(key, value)| (format!("{part}.{key}"), value))
                .collect()
        };
        compare_keys(
            first_path,
            &prefix(own(first, part)),
            path,
            &prefix(own(table, part)),
            problems,
        );
    }
}

fn required(part: &str) -> &'static [&'static str] {
    match part {
        "class" => &["2", "4", "5"],
        "subject" => &["0", "1", "2", "3", "4", "5", "6", "7"],
        _ => &[],
    }
}

fn keys_of(part: &str) -> String {
    match part {
        "detail" => "subject and detail, such as \"1.1\"".into(),
        part => required(part).join(", "),
    }
}

fn is_status_key(part: &str, key: &str) -> bool {
    if part != "detail" {
        return required(part).contains(&key);
    }
    key.split_once('.').is_some_and(|(subject, detail)| {
        required("subject").contains(&subject)
            && (1..=3).contains(&detail.len())
            && detail.bytes().all(|b| b.is_ascii_digit())
            && (detail == "0" || !detail.starts_with('0'))
    })
}
