//! The settings against their schema, their example, and files that are broken in many ways.

use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::{Value, json};

use super::check::{FIELDS, FILE, Kind, phone_link};
use super::{Config, MAX_FAULTS, Texts, Used, Wrong, read};
use crate::lang::Lang;
use crate::ui::state::Audience;
use crate::ui::strings::Strings;

fn file(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(path).expect("the file is there");
    serde_json::from_str(&text).expect("the file is JSON")
}

fn schema() -> Value {
    file("www/config.schema.json")
}

/// Whether a value keeps to a schema; knows only the words that `config.schema.json` uses.
fn keeps(schema: &Value, root: &Value, value: &Value) -> bool {
    let rules = schema.as_object().expect("a schema is an object");
    rules.iter().all(|(word, rule)| match word.as_str() {
        "$schema" | "$defs" | "title" | "description" | "examples" => true,
        "$ref" => {
            let place = rule.as_str().unwrap_or_default().trim_start_matches('#');
            keeps(
                root.pointer(place).expect("what is named is there"),
                root,
                value,
            )
        }
        "oneOf" => {
            let all = rule.as_array().expect("a list");
            all.iter().filter(|one| keeps(one, root, value)).count() == 1
        }
        "type" => match rule.as_str().expect("a type") {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            other => panic!("type {other}"),
        },
        "enum" => rule.as_array().expect("a list").contains(value),
        "pattern" => {
            let pattern = Regex::new(rule.as_str().expect("a text")).expect("a good pattern");
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        "maxLength" => {
            let length = value.as_str().map_or(0, |text| text.chars().count());
            length as u64 <= rule.as_u64().expect("a number")
        }
        "maxItems" => {
            let length = value.as_array().map_or(0, Vec::len);
            length as u64 <= rule.as_u64().expect("a number")
        }
        "items" => (value.as_array().into_iter().flatten()).all(|item| keeps(rule, root, item)),
        "properties" => (value.as_object().into_iter().flatten())
            .all(|(name, member)| rule.get(name).is_none_or(|rule| keeps(rule, root, member))),
        "additionalProperties" => {
            assert_eq!(rule, false);
            (value.as_object().into_iter().flatten())
                .all(|(name, _)| schema["properties"].get(name).is_some())
        }
        other => panic!("the test does not know {other}"),
    })
}

/// Every path below a schema with the schema of what stands there.
fn paths<'a>(schema: &'a Value, path: &str, all: &mut Vec<(String, &'a Value)>) {
    for (name, rule) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() {
            name.clone()
        } else {
            format!("{path}.{name}")
        };
        all.push((path.clone(), rule));
        paths(rule, &path, all);
    }
}

/// The settings with nothing but `value` at a path.
fn at(path: &str, value: &Value) -> Value {
    path.rsplit('.')
        .fold(value.clone(), |value, name| json!({ name: value }))
}

#[test]
fn the_schema_and_the_page_know_the_same_settings() {
    let schema = schema();
    let mut described = vec![(FILE.to_owned(), &schema)];
    paths(&schema, "", &mut described);
    let mut names: Vec<&str> = described.iter().map(|(path, _)| path.as_str()).collect();
    let mut known: Vec<&str> = FIELDS.iter().map(|(path, _)| *path).collect();
    names.sort_unstable();
    known.sort_unstable();
    assert_eq!(names, known);
    for (path, rule) in &described {
        assert!(rule["description"].is_string(), "{path} is described");
        let kind = FIELDS
            .iter()
            .find(|(field, _)| field == path)
            .map(|(_, kind)| *kind);
        if kind == Some(Kind::Group) {
            continue;
        }
        let examples = rule["examples"].as_array().expect("a setting has examples");
        for example in examples {
            let whole = at(path, example);
            assert!(keeps(&schema, &schema, &whole), "{whole}");
            let config = read(&whole.to_string());
            assert_eq!(config.faults, [], "{whole}");
            assert_eq!(
                config != Config::default(),
                kind != Some(Kind::Any),
                "{whole} is read"
            );
        }
        if kind != Some(Kind::Any) {
            let whole = at(path, &json!(1));
            assert!(!keeps(&schema, &schema, &whole), "{whole}");
            let fields: Vec<String> = read(&whole.to_string())
                .faults
                .into_iter()
                .map(|fault| fault.field)
                .collect();
            assert_eq!(fields, [path.as_str()], "{whole}");
        }
    }
}

#[test]
fn what_is_given_out_is_right() {
    let schema = schema();
    for (path, is_default) in [
        ("www/config.json", true),
        ("www/config.example.json", false),
    ] {
        let value = file(path);
        assert!(keeps(&schema, &schema, &value), "{path}");
        let config = read(&value.to_string());
        assert_eq!(config.faults, [], "{path}");
        assert_eq!(config == Config::default(), is_default, "{path}");
    }
    // The example sets everything.
    let example = file("www/config.example.json");
    for (path, _) in &FIELDS[1..] {
        let place = format!("/{}", path.replace('.', "/"));
        assert!(
            example.pointer(&place).is_some(),
            "{path} is in the example"
        );
    }
    let manual = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/config.md");
    let manual = fs::read_to_string(manual).expect("the manual is there");
    for (path, _) in &FIELDS[1..] {
        assert!(manual.contains(&format!("`{path}`")), "{path} is explained");
    }
}

#[test]
fn the_example_arrives() {
    let config = read(&file("www/config.example.json").to_string());
    let name = |lang| config.helpdesk.get(lang).map(|(_, text)| text);
    assert_eq!(name(Lang::Pl), Some("Pomoc techniczna Contoso"));
    assert_eq!(name(Lang::ZhTw), Some("Contoso 技術支援中心"));
    assert_eq!(config.email.as_deref(), Some("helpdesk@contoso.example"));
    assert_eq!(
        config.url.as_deref(),
        Some("https://help.contoso.example/email")
    );
    assert_eq!(config.phone.as_deref(), Some("+48 22 123 45 67 ext. 12"));
    assert_eq!(config.domains, ["contoso.example", "contoso.test"]);
    assert_eq!(
        (config.language, config.role),
        (Some(Lang::Pl), Some(Audience::User))
    );
    let note = config.note(Audience::User).get(Lang::En);
    assert!(note.is_some_and(|(lang, text)| lang == Some(Lang::En) && text.starts_with("Never")));
    let note = config.note(Audience::Admin).get(Lang::ZhTw);
    assert!(note.is_some_and(|(lang, text)| lang.is_none() && text.starts_with("Smart host")));
}

/// The settings as the page gets them from a server that sends those bytes, or that status.
fn served(case: &Value) -> Config {
    let text = case["text"]
        .as_str()
        .map_or_else(|| case["json"].to_string(), str::to_owned);
    let text = match case["repeat"].as_array().map(Vec::as_slice) {
        Some([part, times]) => {
            let part = part.as_str().expect("a text");
            text.replace(
                "@@",
                &part.repeat(times.as_u64().expect("a number") as usize),
            )
        }
        _ => text,
    };
    let bytes: Vec<u8> = match case["encoding"].as_str() {
        Some("latin1") => text.chars().map(|c| c as u8).collect(),
        Some("utf16le") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.into_bytes(),
    };
    let status = case["status"].as_u64().unwrap_or(200) as u16;
    super::taken(&String::from_utf8_lossy(&bytes), status)
}

#[test]
fn broken_files() {
    let cases = file("tests/fixtures/config/broken.json");
    let cases = cases.as_array().expect("a list");
    assert!(cases.len() >= 40);
    let schema = schema();
    let mut met = vec![];
    for case in cases {
        let name = &case["name"];
        let expect: Vec<(&str, &str, &str)> = (case["faults"].as_array().into_iter().flatten())
            .map(|fault| {
                let part = |index: usize| fault[index].as_str().expect("a text");
                (part(0), part(1), part(2))
            })
            .collect();
        let faults = served(case).faults;
        let found: Vec<(&str, &str, &str)> = (faults.iter())
            .map(|fault| (fault.field.as_str(), fault.wrong.slug(), fault.used.slug()))
            .collect();
        assert!(!found.is_empty());
        assert_eq!(found, expect, "{name}");
        if let Some(detail) = case["detail"].as_str() {
            assert_eq!(faults[0].detail, detail, "{name}");
        }
        met.extend(faults.iter().map(|fault| (fault.wrong, fault.used)));
        // What is wrong does not take the rest along; and an editor with the schema would have told.
        if let Some(json) = case.get("json") {
            assert!(
                !keeps(&schema, &schema, json),
                "{name} is against the schema"
            );
            if let Some(members) = json
                .as_object()
                .filter(|members| !members.contains_key("language"))
            {
                let mut more = members.clone();
                more.insert("language".into(), json!("pl"));
                let config = read(&Value::Object(more).to_string());
                assert_eq!(config.language, Some(Lang::Pl), "{name}");
                assert_eq!(config.faults, faults, "{name}");
            }
        }
    }
    for wrong in Wrong::ALL {
        assert!(met.iter().any(|(one, _)| one == wrong), "{wrong:?} is met");
    }
    for used in Used::ALL {
        assert!(met.iter().any(|(_, one)| one == used), "{used:?} is met");
    }
}

#[test]
fn every_fault_has_words() {
    for &lang in Lang::ALL {
        let words = Strings { lang };
        let keys = (Wrong::ALL
            .iter()
            .map(|wrong| format!("config-wrong-{}", wrong.slug())))
        .chain(
            Used::ALL
                .iter()
                .map(|used| format!("config-used-{}", used.slug())),
        );
        for key in keys {
            assert_ne!(words.text(&key), key, "{lang:?}");
        }
    }
}

#[test]
fn the_console_names_file_setting_fault_and_what_is_used() {
    let config = read(r#"{ "helpdesk": { "url": "x" }, "role": 1 }"#);
    assert_eq!(
        super::warning(&config.faults, Lang::En),
        "config.json: helpdesk.url: This has to be an address with one of these beginnings (https:// http:// mailto: tel:). \
         It was left out; the other settings are used.\n\
         config.json: role: This has to be one of these: user, admin. The page begins with the advice for email users."
    );
    let config = read("{\n\"a\": 1,\n}");
    let warning = super::warning(&config.faults, Lang::En);
    assert!(
        warning.starts_with("config.json: This is not valid JSON: look at line 3 "),
        "{warning}"
    );
    assert_eq!(super::warning(&[], Lang::En), "");
}

#[test]
fn what_is_used_instead() {
    let long = format!(r#"{{ "note": {{ "user": "{}" }} }}"#, "訊".repeat(2001));
    let note = read(&long).user_note;
    assert_eq!(
        note.get(Lang::En).map(|(_, text)| text.chars().count()),
        Some(2000)
    );
    let many = format!(
        r#"{{ "domains": ["a.example"{}] }}"#,
        ", \"B.example\"".repeat(300)
    );
    let config = read(&many);
    assert_eq!(config.domains.len(), 200);
    assert_eq!(config.domains[1], "b.example");
    let config = read(r#"{ "role": "admin", "role": "user" }"#);
    assert_eq!(config.role, Some(Audience::Admin));
    let config = read(r#"{ "domains": ["a b", "c.example"] }"#);
    assert_eq!(config.domains, ["c.example"]);
    let noise: String = (0..3000)
        .map(|n| format!("\"{n}{}\": 1,", "x".repeat(9)))
        .collect();
    let config = read(&format!("{{ {noise} \"role\": \"admin\" }}"));
    assert_eq!(config.faults.len(), MAX_FAULTS);
    let config = read(&format!(r#"{{ "{}": 1 }}"#, "é".repeat(5000)));
    assert_eq!(config.faults[0].field.chars().count(), 80);
}

#[test]
fn texts_by_language() {
    let texts = |all: &[(Option<Lang>, &str)]| {
        Texts(
            all.iter()
                .map(|(lang, text)| (*lang, (*text).to_owned()))
                .collect(),
        )
    };
    let (en, pl) = ((Some(Lang::En), "a"), (Some(Lang::Pl), "b"));
    for (all, lang, want) in [
        (&[][..], Lang::En, None),
        (&[(None, "x")], Lang::Pl, Some((None, "x"))),
        (&[pl, en], Lang::Pl, Some(pl)),
        (&[pl, en], Lang::ZhTw, Some(en)),
        (&[pl], Lang::ZhTw, Some(pl)),
    ] {
        assert_eq!(texts(all).get(lang), want);
    }
}

#[test]
fn hidden_references() {
    let all = read(r#"{ "hideReferences": true }"#);
    let none = read(r#"{ "hideReferences": false }"#);
    let some = read(r#"{ "hideReferences": ["Microsoft.com", "datatracker.ietf.org"] }"#);
    for (url, want) in [
        ("https://learn.microsoft.com/x", true),
        ("https://LEARN.Microsoft.com:443/x", true),
        ("https://microsoft.com", true),
        ("https://notmicrosoft.com/", false),
        ("https://microsoft.com.fabrikam.example/", false),
        ("https://datatracker.ietf.org?x", true),
        ("https://ietf.org#datatracker.ietf.org", false),
        ("https://fabrikam.example/microsoft.com", false),
    ] {
        assert_eq!(some.hides(url), want, "{url}");
        assert!(all.hides(url));
        assert!(!none.hides(url));
    }
}

#[test]
fn addresses_and_numbers() {
    let url = |url: &str| {
        read(&json!({ "helpdesk": { "url": url } }).to_string())
            .url
            .is_some()
    };
    for good in [
        "https://help.contoso.example",
        "HTTP://help/a?b=c#d",
        "http://[2001:db8::1]/",
        "mailto:it@contoso.example",
        "tel:+48221234567",
        "https://pomoc.żółw.example/",
    ] {
        assert!(url(good), "{good}");
    }
    for bad in [
        "",
        "https://",
        "https:///x",
        "https:x",
        " https://a.example",
        "https://a b",
        "//a.example",
        "ftp://a.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc",
        "java\nscript:x",
        "https://a\u{0}",
        "https://a\\b",
        "vbscript:x",
        "mailto:",
        "tel:",
    ] {
        assert!(!url(bad), "{bad}");
    }
    for (phone, want) in [
        ("+48 22 123 45 67", Some("tel:+48221234567")),
        ("+48 (0) 22/123.45-67", Some("tel:+48221234567")),
        ("+44 (0)20 7946 0000", Some("tel:+442079460000")),
        ("(02) 2345-6789 分機 12", Some("tel:0223456789;ext=12")),
        ("22 123 45 67 wew. 8", Some("tel:221234567;ext=8")),
        ("4455", Some("tel:4455")),
        ("12", None),
        ("", None),
        ("call us", None),
        ("123 call us", None),
        ("12+345", None),
        ("123;phone-context=x 5", None),
        ("٣٣٣٣", None),
    ] {
        assert_eq!(phone_link(phone).as_deref(), want, "{phone}");
    }
}
