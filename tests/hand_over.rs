//! Texts that are handed over: what they say, for each reader in each language, and that what is to be left out is not there.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test hand_over` writes the snapshots anew.
#![cfg(not(target_arch = "wasm32"))]

#[path = "shared/samples.rs"]
mod samples;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use ndr_explainer::explain::hand_over::{Addressee, Format, Kind, Order, causes, mailto, write};
use ndr_explainer::explain::{explain, text};
use ndr_explainer::intake::{Input, charsets};
use ndr_explainer::lang::Lang;
use ndr_explainer::{Reading, knowledge, read};
use regex::Regex;

/// The bounces of the snapshots, by a short name.
const SNAPSHOTS: [(&str, &str); 3] = [
    ("refused", "tests/e2e/fixtures/exchange-refused.txt"),
    ("blocked", "tests/e2e/fixtures/postfix.eml"),
    ("delay", "tests/e2e/fixtures/delay.eml"),
];

const ALL: [bool; 5] = [true; 5];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn reading(path: &Path) -> Reading {
    let bytes = fs::read(path).expect("a sample");
    read(Input::Bytes(&bytes), charsets())
}

/// Every bounce of our own, and those of the corpus where the checkout has it beside it.
static SAMPLES: LazyLock<Vec<(PathBuf, Reading)>> = LazyLock::new(|| {
    let mut out = vec![];
    for folder in samples::FOLDERS {
        let Ok(entries) = fs::read_dir(root().join(folder)) else {
            continue;
        };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| {
            path.extension()
                .is_some_and(|end| end == "eml" || end == "txt" || end == "json")
        });
        paths.sort();
        out.extend(paths.into_iter().map(|path| {
            let reading = reading(&path);
            (path, reading)
        }));
    }
    assert!(out.len() > 80, "only {} samples", out.len());
    out
});

fn orders() -> impl Iterator<Item = Order> {
    let of = |to: Addressee, lang: Lang| {
        (Format::ALL.iter()).map(move |format| Order {
            to,
            format: *format,
            tried: 0b101,
            ..Order::new(lang)
        })
    };
    (Addressee::ALL.iter())
        .flat_map(move |to| Lang::ALL.iter().flat_map(move |lang| of(*to, *lang)))
}

#[test]
fn the_texts_are_those_of_the_snapshots() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let mut wrong = vec![];
    for (name, path) in SNAPSHOTS {
        let reading = reading(&root().join(path));
        for order in orders() {
            for hide in [[false; 5], ALL] {
                // One form of each is enough when nothing is hidden from it.
                if hide == ALL && order.format != Format::Text {
                    continue;
                }
                let written = write(&reading, 0, &Order { hide, ..order });
                let (to, lang) = (order.to.slug(), order.lang.slug());
                let hidden = if hide == ALL { ".hidden" } else { "" };
                let file = format!("{name}.{to}.{lang}{hidden}.{}", order.format.slug());
                let place = root().join("tests/fixtures/handover/snapshots").join(&file);
                // The version and the day change with every release and every reference.
                let text = written.text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
                let text = text.replace(knowledge::DAY, "DAY");
                let text = format!("Subject: {}\n\n{text}", written.subject);
                if update {
                    fs::create_dir_all(place.parent().expect("a folder")).expect("made");
                    fs::write(&place, &text).expect("written");
                } else if fs::read_to_string(&place).ok().as_deref() != Some(&text) {
                    wrong.push(file);
                }
            }
        }
    }
    assert_eq!(wrong, [""; 0], "look at them, then UPDATE_SNAPSHOTS=1");
}

/// What a plain look at a text finds in it, in lower case: addresses, hosts, IP addresses. Not made of the crate's own search.
fn secrets(text: &str) -> BTreeSet<String> {
    static FORMS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        [
            r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
            r"(?-u:\b)(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?-u:\b)",
            r"[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}",
            r"(?-u:\b)[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?)*\.[A-Za-z]{2,24}(?-u:\b)",
        ]
        .map(|form| Regex::new(form).expect("a form"))
    });
    let mut found = BTreeSet::new();
    for (place, form) in FORMS.iter().enumerate() {
        // What goes on behind it is no such thing as a whole.
        let ends = |end: usize| {
            let mut rest = text[end..].bytes();
            !matches!(rest.next(), Some(b'.' | b'-'))
                || !rest
                    .next()
                    .is_some_and(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        let all = form
            .find_iter(text)
            .filter(|one| ends(one.end()))
            .map(|one| one.as_str());
        let real = |one: &&str| match place {
            1 => one.parse::<std::net::Ipv4Addr>().is_ok(),
            2 => one.parse::<std::net::Ipv6Addr>().is_ok(),
            _ => true,
        };
        found.extend(all.filter(real).map(str::to_ascii_lowercase));
    }
    found
}

/// Words with dots that our own texts have, or Exchange, for no host.
fn ours(lang: Lang) -> BTreeSet<String> {
    let empty = read(Input::Text("550 5.1.1 User unknown"), charsets());
    let mut out = BTreeSet::new();
    for article in knowledge::articles() {
        let mut reading = empty.clone();
        reading.diagnoses[0].article = article.id.into();
        reading.report.deliveries[0] = Default::default();
        if let Some(explanation) = explain(&reading, 0, lang) {
            out.extend(secrets(&text::plain(&explanation.title)));
            causes(&explanation).for_each(|title| out.extend(secrets(&text::plain(title))));
        }
    }
    for service in ["outlook.com", "mail.ru"] {
        out.insert(service.into());
    }
    out
}

#[test]
fn what_is_left_out_is_in_no_text() {
    let own: Vec<_> = Lang::ALL.iter().map(|lang| ours(*lang)).collect();
    let mut leaks = BTreeSet::new();
    let (mut texts, mut hidden) = (0, 0);
    for (number, (path, reading)) in SAMPLES.iter().enumerate() {
        // All texts of our own bounces; of the many of the corpus every third, another for each.
        let is_own = !path.components().any(|part| part.as_os_str() == "shared");
        let input = secrets(&reading.document.text);
        for index in 0..reading.report.deliveries.len().min(1) {
            let order = Order::new(Lang::En);
            let bare = write(reading, index, &order).text;
            hidden +=
                usize::from(bare != write(reading, index, &Order { hide: ALL, ..order }).text);
            for (place, order) in orders().enumerate() {
                if !is_own && (number + place + place / 3) % 3 != 0 {
                    continue;
                }
                let text = write(reading, index, &Order { hide: ALL, ..order }).text;
                texts += 1;
                let place = Lang::ALL
                    .iter()
                    .position(|lang| *lang == order.lang)
                    .unwrap_or(0);
                let own = &own[place];
                // Escapes of Markdown and JSON must not hide anything from the look.
                for secret in secrets(&text.replace('\\', "")) {
                    let first = secret.split('.').next().unwrap_or_default();
                    let exchange = [
                        "resolver",
                        "storedrv",
                        "queue",
                        "smtpsend",
                        "routing",
                        "transport",
                        "cat",
                        "approval",
                        "smtp",
                    ];
                    if input.contains(&secret)
                        && !own.contains(&secret)
                        && !exchange.contains(&first)
                    {
                        leaks.insert(format!(
                            "{}: {secret} in {}",
                            path.display(),
                            order.to.slug()
                        ));
                    }
                }
                let original = reading.report.original_of(index);
                let subject = original.and_then(|original| original.subject.as_ref());
                if let Some(subject) = subject.filter(|subject| subject.value.chars().count() > 8) {
                    assert!(
                        !text.contains(&subject.value),
                        "{}: {}",
                        path.display(),
                        subject.value
                    );
                }
            }
        }
    }
    assert!(
        texts > 2000 && hidden > 80,
        "{hidden} with something to hide, {texts} texts"
    );
    let leaks: Vec<_> = leaks.into_iter().collect();
    assert!(
        leaks.is_empty(),
        "{} leaks:\n{}",
        leaks.len(),
        leaks.join("\n")
    );
}

#[test]
fn each_switch_is_for_its_own_kind() {
    let reading = reading(&root().join("tests/e2e/fixtures/postfix.eml"));
    let base = Order {
        to: Addressee::Support,
        ..Order::new(Lang::En)
    };
    let kept = write(&reading, 0, &base).text;
    for (kind, gone, stays) in [
        (
            Kind::Address,
            "jan@fabrikam.example",
            "mx1.fabrikam.example",
        ),
        (Kind::Host, "mx1.fabrikam.example", "jan@fabrikam.example"),
        (Kind::Ip, "198.51.100.20", "mx1.fabrikam.example"),
        (Kind::Subject, "Delivery on Monday", "mx1.fabrikam.example"),
    ] {
        let mut hide = [false; 5];
        hide[kind as usize] = true;
        let text = write(&reading, 0, &Order { hide, ..base }).text;
        assert!(kept.contains(gone) && kept.contains(stays), "{kept}");
        assert!(
            !text.contains(gone) && text.contains(stays),
            "{kind:?}: {text}"
        );
    }
}

#[test]
fn one_thing_has_one_name_and_names_of_people_go() {
    let text = "Your message to Anna Nowak could not be delivered.\n\
                From: \"Anna Nowak\" <anna@fabrikam.example>\n\n\
                <anna@fabrikam.example>: host mx.fabrikam.example[192.0.2.9] said: 550 5.1.1\n    \
                <ANNA@fabrikam.example> Anna Nowak (anna) unknown at mx.fabrikam.example, ask it@fabrikam.example";
    let reading = read(Input::Text(text), charsets());
    let order = Order {
        hide: ALL,
        ..Order::new(Lang::En)
    };
    let text = write(&reading, 0, &order).text;
    for part in [
        "[address 1]",
        "[address 2]",
        "[name 1]",
        "[host 1]",
        "[IP address 1]",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(
        !text.contains("[address 3]") && !text.contains("[host 2]"),
        "{text}"
    );
    assert!(
        !text.to_lowercase().contains("anna") && !text.contains("Nowak"),
        "{text}"
    );
    let mut hide = [false; 5];
    hide[Kind::Host as usize] = true;
    let hosts = write(&reading, 0, &Order { hide, ..order }).text;
    assert!(hosts.contains("[host 1], 192.0.2.9\n"), "{hosts}");
    let pl = write(
        &reading,
        0,
        &Order {
            lang: Lang::Pl,
            ..order
        },
    )
    .text;
    assert!(
        pl.contains("[adres 1]") && pl.contains("[nazwa hosta 1]"),
        "{pl}"
    );
}

#[test]
fn the_json_can_be_read() {
    for (path, reading) in &*SAMPLES {
        for index in 0..reading.report.deliveries.len().min(1) {
            for order in orders().filter(|order| order.format == Format::Json) {
                let text = write(reading, index, &order).text;
                let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
                let at = path.display();
                assert_eq!(json["schema"], 1, "{at}");
                assert_eq!(json["lang"], order.lang.slug(), "{at}");
                assert_eq!(json["knowledge"], knowledge::DAY, "{at}");
                assert_eq!(json["cause"], reading.diagnoses[index].cause.slug(), "{at}");
            }
        }
    }
}

#[test]
fn a_mail_with_any_of_them_is_short_enough() {
    for (path, reading) in &*SAMPLES {
        for order in orders().filter(|order| order.format == Format::Text) {
            let written = write(reading, 0, &order);
            let (link, whole) = mailto::link(&written.subject, &written.text, "(cut)");
            assert!(
                link.len() <= mailto::LONGEST,
                "{}: {}",
                path.display(),
                link.len()
            );
            assert_eq!(link.contains("%28cut%29"), !whole, "{}", path.display());
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// No text is too odd, and whatever stands in an answer as an address is hidden.
    #[test]
    fn any_answer_can_be_written(
        odd in "[ -~żół王小明@%40.:\"/o=cn=<>\\[\\]]{0,60}",
        local in "[a-z]{1,8}", host in "[a-z]{1,8}\\.[a-z]{2,6}", last in 0u8..=255,
    ) {
        let text = format!("550 5.1.1 {odd} <{local}.x@{host}> at mx.{host} [192.0.2.{last}]");
        let reading = read(Input::Text(&text), charsets());
        let text = write(&reading, 0, &Order { hide: ALL, ..Order::new(Lang::Pl) }).text;
        for secret in [format!("{local}.x@{host}"), format!("mx.{host}"), format!("192.0.2.{last}]")] {
            assert!(!text.contains(&secret), "{secret} in {text}");
        }
    }
}
