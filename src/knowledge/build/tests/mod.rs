//! A small sound knowledge base, and what is told about it when one thing in it is wrong.

mod articles;
mod inline;
mod languages;
mod page;

use std::collections::BTreeMap;

use super::{Built, build};
use crate::knowledge::model::Meta;
use crate::knowledge::packing::unpack;
use crate::knowledge::squeeze::first;
use crate::knowledge::words::{Depths, Texts, Words};
use crate::lang::Lang;

const TOML: &str = r#"
codes = ["4.4.316", "5.4.316"]
cause = "connection-refused"
permanence = "transient"
fixed_by = "recipient-admin"
connector = true
default_for_cause = true
related = []

[[patterns]]
text = "connection refused"
matches = "450 4.4.316 Connection Refused"
rejects = "450 4.4.315 Connection timed out"

[[references]]
title = "Page"
url = "https://example.com/page"
read = "2026-11-21"
"#;

const TEXT: &str = "---
name: Refused
title: {recipient|They} did not get it
title-pending: {recipient|They} have not got it yet
summary: It did not arrive.
summary-pending: It has not arrived.
---

## happened [final]

The server {remote|there} said no.

## happened [pending]

The server says no.

## user

### wait [pending]: Wait

It tries again.

### resend [final]: Send it again

Later.

#### time

now

### admin: Tell your admin

They know.

## admin

### firewall: The firewall

#### tell

- Look.

#### fix

```sh
dig {domain|example.com}
```

#### time

1 hour

### partner: The partner

#### tell

Ask.

#### fix

Ask them.

#### check

Ask again.

#### time

a day

## looks

`450`

## meaning

It means that.

## help

More.
";

const UI: &str = "copy = \"Copy\"\nby = \"by {who}\"\n";
const STATUS: &str = r#"
[class]
2 = "a"
4 = "b"
5 = "c"
[subject]
0 = "a"
1 = "a"
2 = "a"
3 = "a"
4 = "a"
5 = "a"
6 = "a"
7 = "a"
[detail]
"1.1" = "a"
"#;

type Files = BTreeMap<String, String>;

fn path(rest: &str) -> String {
    format!("src/knowledge/{rest}")
}

fn article(files: &mut Files, id: &str) {
    files.insert(path(&format!("articles/{id}/article.toml")), TOML.into());
    for lang in Lang::ALL {
        files.insert(
            path(&format!("articles/{id}/{}.md", lang.slug())),
            TEXT.into(),
        );
    }
}

fn sound() -> Files {
    let mut files = Files::new();
    article(&mut files, "refused");
    for lang in Lang::ALL {
        let things = match lang {
            Lang::En => "things = { one = \"one\", other = \"{n}\" }",
            Lang::Pl => {
                "things = { one = \"{n}\", few = \"{n}\", many = \"{n}\", other = \"{n}\" }"
            }
            Lang::ZhTw => "things = { other = \"{n}\" }",
        };
        files.insert(
            path(&format!("ui/{}.toml", lang.slug())),
            format!("{UI}{things}\n"),
        );
        files.insert(path(&format!("status/{}.toml", lang.slug())), STATUS.into());
    }
    files
}

fn told(built: &Built) -> Vec<String> {
    built.problems.lines().collect()
}

#[track_caller]
fn check_files(files: &Files, place: &str, problem: &str) {
    let told = told(&build(files));
    let found = told
        .iter()
        .any(|line| line.starts_with(&path(place)) && line.contains(problem));
    assert!(found, "wanted {place}: …{problem}…, was told {told:#?}");
}

/// In one file of the sound knowledge base, `old` becomes `new`; then `problem` is told about it.
#[track_caller]
fn check(place: &str, old: &str, new: &str, problem: &str) {
    let mut files = sound();
    let file = files.get_mut(&path(place)).expect(place);
    assert!(file.contains(old), "{place} has {old}");
    *file = file.replacen(old, new, 1);
    check_files(&files, place, problem);
}

#[test]
fn a_sound_knowledge_base_is_packed() {
    let built = build(&sound());
    assert_eq!(told(&built), [""; 0]);
    let pack = |name: &str| {
        &built
            .packs
            .iter()
            .find(|(known, _)| known == name)
            .expect(name)
            .1
    };
    let meta: Meta<'_> = unpack(pack("meta.bin")).expect("meta");
    assert_eq!(meta.articles[0].id, "refused");
    for lang in Lang::ALL {
        let mut rest = pack(&format!("{}.bin", lang.slug())).as_slice();
        let [words, texts, depths] = [(); 3].map(|()| {
            let (part, behind) = first(rest).expect("squeezed");
            rest = behind;
            part.finish().expect("squeezed")
        });
        assert_eq!(rest, [0; 0]);
        let words: Words<'_> = unpack(&words).expect("words");
        let texts: Texts<'_> = unpack(&texts).expect("texts");
        let depths: Depths<'_> = unpack(&depths).expect("depths");
        assert_eq!(depths.len(), 1);
        assert_eq!(
            (words.stamp, texts.articles.len(), words.ui.len()),
            (meta.stamp, 1, 3)
        );
        assert_eq!(texts.status.detail, [("1.1", "a")]);
        assert_eq!(texts.articles[0].happened.len(), 2);
    }
}

#[test]
fn an_empty_knowledge_base_is_packed() {
    let built = build(&Files::new());
    assert_eq!((told(&built).len(), built.packs.len()), (0, 4));
}

#[test]
fn a_broken_article_is_left_out_and_the_rest_stays() {
    let mut files = sound();
    files.remove(&path("articles/refused/pl.md"));
    let built = build(&files);
    assert!(!told(&built).is_empty());
    let meta: Meta<'_> = unpack(&built.packs[0].1).expect("meta");
    assert!(meta.articles.is_empty());
}

#[test]
fn files_are_known_and_complete() {
    for (stray, problem) in [
        ("articles/refused/de.md", "no file of"),
        ("articles/note.txt", "no file of"),
        ("ui/de.toml", "no file of"),
        ("articles/a/b/en.md", "no file of"),
    ] {
        let mut files = sound();
        files.insert(path(stray), String::new());
        check_files(&files, stray, problem);
    }
    for missing in [
        "articles/refused/article.toml",
        "articles/refused/zh-TW.md",
        "ui/pl.toml",
        "status/en.toml",
    ] {
        let mut files = sound();
        files.remove(&path(missing));
        check_files(&files, missing, "is missing");
    }
}
