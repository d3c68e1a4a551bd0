//! Reads the knowledge base, checks all of it and makes the packs. Part of the build script, and of the crate's tests.

pub mod catalog;
pub mod elements;
pub mod fields;
mod grammar;
pub mod inline;
pub mod lines;
pub mod meta;
pub mod outline;
pub mod parity;
pub mod problems;
pub mod prose;
pub mod source;
pub mod text;
pub mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs, io};

use postcard::Error;
use serde::Deserialize;
use toml::Table;

use self::problems::Problems;
use self::source::Source;
use self::text::Written;
use super::model::{Article, Meta};
use super::packing::{plain, split};
use super::squeeze::squeeze;
use super::text_run::is_mark;
use super::words::{Depths, Texts, Words};
use crate::lang::Lang;

/// The folder of the knowledge base, from the top of the project.
pub const ROOT: &str = "src/knowledge";

/// Set to anything: unfinished parts are warned about and left out instead of failing the build. For work on a draft.
pub const DRAFT: &str = "NDR_DRAFT";

/// What became of the knowledge base.
#[derive(Debug, Default)]
pub struct Built {
    /// File name in the build folder, and content.
    pub packs: Vec<(String, Vec<u8>)>,
    /// The newest day on which a reference was read, `YYYY-MM-DD`; empty without articles.
    pub day: String,
    /// What is wrong.
    pub problems: Problems,
}

/// The build script's work: reads the tree, writes the packs, tells the problems.
pub fn run() {
    println!("cargo::rerun-if-changed={ROOT}");
    println!("cargo::rerun-if-env-changed={DRAFT}");
    let mut unread = Problems::default();
    let mut files = BTreeMap::new();
    for part in ["articles", "ui", "status"] {
        let path = format!("{ROOT}/{part}");
        if let Err(error) = collect(Path::new(&path), &path, &mut files, &mut unread) {
            unread.add(&path, format!("cannot be read: {error}"));
        }
    }
    let built = build(&files);
    let folder = env::var("OUT_DIR").unwrap_or_default();
    for (name, bytes) in &built.packs {
        if let Err(error) = fs::write(Path::new(&folder).join(name), bytes) {
            unread.add(name, format!("cannot be written: {error}"));
        }
    }
    println!("cargo::rustc-env=NDR_KNOWLEDGE_DAY={}", built.day);
    let draft = env::var_os(DRAFT).is_some();
    let level = if draft { "warning" } else { "error" };
    let problems: Vec<String> = unread.lines().chain(built.problems.lines()).collect();
    for problem in &problems {
        println!("cargo::{level}={problem}");
    }
    if !problems.is_empty() && !draft {
        println!(
            "cargo::error={ROOT}: not finished; the environment variable {DRAFT}=1 builds without the parts named above"
        );
    }
}

/// Reads all files of a folder that exists, but those whose names begin with a dot.
fn collect(
    folder: &Path,
    path: &str,
    files: &mut BTreeMap<String, String>,
    problems: &mut Problems,
) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{path}/{name}");
        if name.starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &path, files, problems)?;
        } else {
            match String::from_utf8(fs::read(entry.path())?) {
                Ok(text) => {
                    files.insert(path, text);
                }
                Err(_) => problems.add(&path, "is not UTF-8; save it as UTF-8 or take it out"),
            }
        }
    }
    Ok(())
}

/// Builds the packs from the files of the knowledge base, by their paths from the top of the project.
/// What is wrong is told, and an article with something wrong is left out of the packs.
pub fn build(files: &BTreeMap<String, String>) -> Built {
    let mut problems = Problems::default();
    let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
    let mut sources: BTreeMap<&str, Source> = BTreeMap::new();
    let mut ids = BTreeSet::new();
    for (path, content) in files {
        if content.contains('\u{feff}') {
            problems.add(path, "has a byte order mark; save it without");
        }
        if content.contains(is_mark) {
            problems.add(path, "has a control character; take it out");
        }
        let place: Vec<&str> = path
            .strip_prefix(ROOT)
            .unwrap_or(path)
            .split('/')
            .skip(1)
            .collect();
        let lang = |name: &str, extension: &str| {
            name.strip_suffix(extension)
                .and_then(Lang::from_slug)
                .is_some()
        };
        match place.as_slice() {
            ["articles", id, name] if *name == "article.toml" || lang(name, ".md") => {
                ids.insert(*id);
            }
            ["ui" | "status", name] if lang(name, ".toml") => {}
            _ => {
                problems.add(path, "is no file of the knowledge base; take it out, or mend its name (see src/knowledge/README.md)");
                continue;
            }
        }
        if path.ends_with(".md") {
            sources.insert(path, Source::cut(path, content, &mut problems));
        } else {
            match content.parse::<Table>() {
                Ok(table) => {
                    tables.insert(path, table);
                }
                Err(error) => {
                    let line = error
                        .span()
                        .map_or(1, |span| content[..span.start].matches('\n').count() + 1);
                    problems.at(path, line, format!("is no TOML: {}", error.message()));
                }
            }
        }
    }
    let ids: Vec<&str> = ids.into_iter().collect();
    let stamp = stamp(files);
    let (articles, mut texts, depths) = articles(&ids, files, &tables, &sources, &mut problems);
    let mut words = vec![Words::default(); Lang::ALL.len()];
    let keys = page(files, &tables, &mut words, &mut texts, &mut problems);
    let references = depths.iter().flatten().flat_map(|depth| &depth.references);
    let day = references
        .map(|source| source.read)
        .max()
        .unwrap_or_default();
    let day = day.to_owned();
    let mut packs = vec![];
    let mut pack = |name: &str, bytes: postcard::Result<Vec<u8>>| match bytes {
        Ok(bytes) => packs.push((format!("{name}.bin"), bytes)),
        Err(error) => problems.add(name, format!("cannot be packed: {error}")),
    };
    let meta = plain(&Meta {
        stamp,
        keys,
        articles,
    });
    pack("meta", meta.and_then(|meta| split::<Meta<'_>>(&meta)));
    for (((lang, words), texts), depths) in Lang::ALL.iter().zip(words).zip(texts).zip(depths) {
        let words = Words { stamp, ..words };
        pack(lang.slug(), of_language(&words, &texts, &depths));
    }
    Built {
        packs,
        day,
        problems,
    }
}

/// The pack of a language (see [`packs`](crate::knowledge)).
fn of_language(
    words: &Words<'_>,
    texts: &Texts<'_>,
    depths: &Depths<'_>,
) -> postcard::Result<Vec<u8>> {
    let words = squeezed::<Words<'_>>(&plain(words)?)?;
    let texts = squeezed::<Texts<'_>>(&plain(texts)?)?;
    let depths = squeezed::<Depths<'_>>(&plain(depths)?)?;
    Ok([words, texts, depths].concat())
}

/// One part of a pack, of postcard bytes that hold a `T`.
fn squeezed<'de, T: Deserialize<'de>>(plain: &'de [u8]) -> postcard::Result<Vec<u8>> {
    squeeze(&split::<T>(plain)?).map_err(|_| Error::SerializeBufferFull)
}

/// A number that differs when the knowledge base differs (FNV-1a), so that packs of different builds are never mixed.
fn stamp(files: &BTreeMap<String, String>) -> u64 {
    files
        .iter()
        .flat_map(|(path, content)| path.bytes().chain([0]).chain(content.bytes()).chain([0]))
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
        })
}

/// Reads every article in every language, and leaves out those with something wrong.
fn articles<'a>(
    ids: &[&'a str],
    files: &BTreeMap<String, String>,
    tables: &'a BTreeMap<&str, Table>,
    sources: &'a BTreeMap<&str, Source>,
    problems: &mut Problems,
) -> (Vec<Article<'a>>, Vec<Texts<'a>>, Vec<Depths<'a>>) {
    let path_of = |id: &str, name: &str| format!("{ROOT}/articles/{id}/{name}");
    let mut read = vec![];
    for id in ids {
        let path = path_of(id, "article.toml");
        let article = tables
            .get(path.as_str())
            .and_then(|table| meta::read(&path, id, table, problems));
        if !files.contains_key(&path) {
            problems.add(&path, "is missing; write it (see src/knowledge/README.md)");
        }
        let mut texts: Vec<(String, Written<'a>)> = vec![];
        for lang in Lang::ALL {
            let path = path_of(id, &format!("{}.md", lang.slug()));
            let Some(source) = sources.get(path.as_str()) else {
                problems.add(&path, "is missing; write it (see src/knowledge/README.md)");
                continue;
            };
            let mut text = text::read(source, &path, id.starts_with("general-"), problems);
            if let Some((article, references)) = &article {
                parity::promises(article, &path, &text, problems);
                text.depth.references.clone_from(references);
            }
            if let Some((first_path, first)) = texts.first() {
                parity::compare(first_path, first, &path, &text, problems);
            }
            texts.push((path, text));
        }
        if let Some((article, _)) = article {
            read.push((article, texts));
        }
    }
    // What an article says of others may be wrong in a draft without harm to the article itself.
    let folder_of = |id: &str| format!("{ROOT}/articles/{id}");
    let broken: Vec<&str> = ids
        .iter()
        .copied()
        .filter(|id| problems.touch(&folder_of(id)))
        .collect();
    let all: Vec<_> = read.iter().map(|(article, _)| article.clone()).collect();
    catalog::check(&all, ids, |id| path_of(id, "article.toml"), problems);
    let mut articles = vec![];
    let mut all = vec![Texts::default(); Lang::ALL.len()];
    let mut depths = vec![Depths::default(); Lang::ALL.len()];
    for (mut article, texts) in read {
        if texts.len() == all.len() && !broken.contains(&article.id) {
            let kept = |id: &&str| ids.contains(id) && !broken.contains(id);
            article.related.retain(kept);
            article.more_specific_than.retain(kept);
            articles.push(article);
            for ((all, depths), (_, written)) in all.iter_mut().zip(&mut depths).zip(texts) {
                all.articles.push(written.text);
                depths.push(written.depth);
            }
        }
    }
    (articles, all, depths)
}

/// Reads the words of the page and of the status codes; the keys of the former. None of the three files of a kind is no problem; one or two are.
fn page<'a>(
    files: &BTreeMap<String, String>,
    tables: &'a BTreeMap<&str, Table>,
    words: &mut [Words<'a>],
    texts: &mut [Texts<'a>],
    problems: &mut Problems,
) -> Vec<&'a str> {
    let mut keys = vec![];
    for kind in ["ui", "status"] {
        let path_of = |lang: &Lang| format!("{ROOT}/{kind}/{}.toml", lang.slug());
        if !Lang::ALL
            .iter()
            .any(|lang| files.contains_key(&path_of(lang)))
        {
            continue;
        }
        let mut first: Option<(String, &Table)> = None;
        for (place, lang) in Lang::ALL.iter().enumerate() {
            let path = path_of(lang);
            if !files.contains_key(&path) {
                problems.add(&path, "is missing; the other languages have it, write it");
            }
            let Some(table) = tables.get(path.as_str()) else {
                continue;
            };
            if kind == "ui" {
                let mut own: BTreeMap<_, _> = words::ui(&path, *lang, table, problems)
                    .into_iter()
                    .collect();
                if first.is_none() {
                    keys = own.keys().copied().collect();
                }
                let messages = keys.iter().map(|key| own.remove(key).unwrap_or_default());
                words[place].ui = messages.collect();
            } else {
                texts[place].status = words::status(&path, table, problems);
            }
            match &first {
                None => first = Some((path, table)),
                Some((first_path, first)) if kind == "ui" => {
                    words::compare_ui(first_path, first, &path, table, problems)
                }
                Some((first_path, first)) => {
                    words::compare_status(first_path, first, &path, table, problems)
                }
            }
        }
    }
    keys
}
