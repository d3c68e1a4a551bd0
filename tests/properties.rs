//! What holds for every input: the texts of the fixtures, of the corpus where it is there, and of mutations of both.

#[path = "shared/samples.rs"]
mod samples;

use ndr_explainer::intake::{Input, charsets};
use ndr_explainer::span::Fact;
use ndr_explainer::{Reading, lang::Lang, read};
use proptest::prelude::*;
use std::path::Path;

/// Every sample that is text: our own, and those of the corpus where the checkout has it beside it.
fn samples() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for folder in samples::FOLDERS {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
            continue;
        };
        let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
        paths.sort();
        for path in paths {
            if matches!(
                path.extension().and_then(|e| e.to_str()),
                Some("txt" | "eml")
            ) && let Ok(bytes) = std::fs::read(&path)
            {
                out.push((path.display().to_string(), bytes));
            }
        }
    }
    assert!(out.len() >= 3, "no samples found");
    out
}

fn read_bytes(bytes: &[u8]) -> Reading {
    read(Input::Bytes(bytes), charsets())
}

/// The values that a reading states, for comparing two readings.
fn values(reading: &Reading) -> Vec<String> {
    let mut out = Vec::new();
    for (delivery, diagnosis) in reading.report.deliveries.iter().zip(&reading.diagnoses) {
        let text =
            |fact: &Option<Fact<String>>| fact.as_ref().map_or("-".to_owned(), |f| f.value.clone());
        out.push(format!(
            "{} {} {} {} {} {:?} {} {}",
            text(&delivery.recipient),
            text(&delivery.status),
            text(&delivery.reply),
            text(&delivery.remote_mta),
            text(&delivery.reporting_mta),
            delivery.action.as_ref().map(|a| a.value),
            diagnosis.cause.slug(),
            diagnosis.article
        ));
    }
    out
}

/// Evidence lies in bounds and on character borders, and says the value.
#[track_caller]
fn evidence_holds(name: &str, reading: &Reading) {
    let text = reading.document.text.as_str();
    let slice = |fact: &Fact<String>| {
        assert!(
            fact.span.start <= fact.span.end && fact.span.end <= text.len(),
            "{name}: {fact:?} out of bounds {}",
            text.len()
        );
        text.get(fact.span.start..fact.span.end)
            .unwrap_or_else(|| panic!("{name}: {fact:?} cuts a character"))
    };
    let letters = |s: &str| {
        s.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
            .to_lowercase()
    };
    for delivery in &reading.report.deliveries {
        for fact in [
            &delivery.recipient,
            &delivery.status,
            &delivery.reply,
            &delivery.remote_mta,
            &delivery.remote_ip,
            &delivery.reporting_mta,
        ]
        .into_iter()
        .flatten()
        {
            let shown = slice(fact);
            // JSON escapes, QP source and HTML entities stand between the letters of what was pasted as source.
            let encoded = shown.contains(['\\', '=', '&', '<', '_']);
            assert!(
                shown == fact.value || encoded || letters(shown) == letters(&fact.value),
                "{name}: {shown:?} is not {:?}",
                fact.value
            );
        }
        for fact in [
            &delivery.diagnostic,
            &delivery.arrival,
            &delivery.last_attempt,
            &delivery.retry_until,
        ]
        .into_iter()
        .flatten()
        {
            slice(fact);
        }
        for answer in &delivery.chain {
            slice(&answer.text);
        }
    }
}

#[test]
fn evidence_of_every_sample() {
    for (name, bytes) in samples() {
        evidence_holds(&name, &read_bytes(&bytes));
    }
}

#[test]
fn line_ends_do_not_matter() {
    for (name, bytes) in samples() {
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let lf = text.replace("\r\n", "\n").replace('\r', "\n");
        let want = values(&read_bytes(lf.as_bytes()));
        for end in ["\r\n", "\r"] {
            let got = values(&read_bytes(lf.replace('\n', end).as_bytes()));
            assert_eq!(got, want, "{name} with {end:?}");
        }
    }
}

/// What the fuzz targets found once.
#[test]
fn found_by_fuzzing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fuzz");
    let mut files = 0;
    for entry in std::fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
    {
        let bytes = std::fs::read(entry.path()).expect("it can be read");
        evidence_holds(&entry.path().display().to_string(), &read_bytes(&bytes));
        files += 1;
    }
    assert!(files > 0);
}

#[test]
fn same_input_same_output() {
    for (name, bytes) in samples() {
        assert_eq!(read_bytes(&bytes), read_bytes(&bytes), "{name}");
    }
}

/// A report whose human part is `body`, in a transfer encoding (RFC 2045 section 6).
fn report(body: &str, encoding: &str) -> String {
    let encoded = match encoding {
        "base64" => base64(body.as_bytes()),
        "quoted-printable" => quoted_printable(body),
        _ => body.to_owned(),
    };
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.contoso.example\nTo: maria@contoso.example\nSubject: Undeliverable: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{encoded}\n"
    )
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (n, chunk) in bytes.chunks(3).enumerate() {
        let bits =
            chunk.iter().fold(0u32, |sum, b| sum << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            out.push(if i <= chunk.len() {
                ALPHABET[(bits >> (18 - 6 * i)) as usize & 63] as char
            } else {
                '='
            });
        }
        if n % 19 == 18 {
            out.push('\n');
        }
    }
    out
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.split('\n') {
        let mut length = 0;
        for byte in line.bytes() {
            let piece = if (33..127).contains(&byte) && byte != b'=' || byte == b' ' {
                (byte as char).to_string()
            } else {
                format!("={byte:02X}")
            };
            if length + piece.len() > 72 {
                out.push_str("=\n");
                length = 0;
            }
            length += piece.len();
            out.push_str(&piece);
        }
        out.push('\n');
    }
    out
}

#[test]
fn transfer_encodings_do_not_matter() {
    for (name, bytes) in samples()
        .into_iter()
        .filter(|(name, _)| name.ends_with(".txt"))
    {
        let Ok(body) = String::from_utf8(bytes) else {
            continue;
        };
        let body: String = body
            .lines()
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n");
        let want = values(&read_bytes(report(&body, "8bit").as_bytes()));
        for encoding in ["base64", "quoted-printable"] {
            assert_eq!(
                values(&read_bytes(report(&body, encoding).as_bytes())),
                want,
                "{name} as {encoding}"
            );
        }
    }
}

#[test]
fn quoting_changes_nothing_but_offsets() {
    for (name, bytes) in samples()
        .into_iter()
        .filter(|(name, _)| name.ends_with(".txt"))
    {
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        if text.trim_start().starts_with(['{', '<']) || text.contains("Content-Type:") {
            continue;
        }
        let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
        let (plain, quoted) = (
            read(Input::Text(&text), charsets()),
            read(Input::Text(&quoted), charsets()),
        );
        assert_eq!(values(&quoted), values(&plain), "{name}");
        evidence_holds(&name, &quoted);
    }
}

/// Cut at the end of a word, a text states nothing that the whole does not contain.
#[test]
fn a_cut_text_invents_nothing() {
    for (name, bytes) in samples()
        .into_iter()
        .filter(|(name, _)| name.ends_with(".txt"))
    {
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let whole = read(Input::Text(&text), charsets()).document.clean;
        let borders: Vec<usize> = text
            .char_indices()
            .filter(|(_, c)| c.is_whitespace())
            .map(|(at, _)| at)
            .collect();
        let step = (borders.len() / 40).max(1);
        for at in borders.into_iter().step_by(step) {
            let cut = read(Input::Text(&text[..at]), charsets());
            for delivery in &cut.report.deliveries {
                for fact in [
                    &delivery.recipient,
                    &delivery.status,
                    &delivery.reply,
                    &delivery.remote_mta,
                    &delivery.reporting_mta,
                ]
                .into_iter()
                .flatten()
                {
                    assert!(
                        whole.contains(&fact.value) || text.contains(&fact.value),
                        "{name} cut at {at}: {fact:?}"
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Nothing panics and evidence holds, whatever is done to a sample.
    #[test]
    fn mutated_samples(which in any::<prop::sample::Index>(), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..4), 1..12)) {
        let samples = samples();
        let (name, mut bytes) = samples[which.index(samples.len())].clone();
        for (at, byte, kind) in edits {
            if bytes.is_empty() { break; }
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => { bytes.remove(at); }
                _ => bytes.truncate(at),
            }
        }
        let reading = read_bytes(&bytes);
        evidence_holds(&name, &reading);
        for index in 0..reading.report.deliveries.len().min(2) {
            for lang in Lang::ALL {
                prop_assert!(ndr_explainer::explain::explain(&reading, index, *lang).is_some());
            }
        }
    }

    /// Arbitrary text of the characters that matter to the readers.
    #[test]
    fn text_of_the_field(text in "[ -~\\n<>@:;.#'{}\\[\\]()0-9éż無\\u{a0}“”]{0,400}") {
        evidence_holds("generated", &read(Input::Text(&text), charsets()));
    }

    /// Arbitrary bytes.
    #[test]
    fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        evidence_holds("generated", &read_bytes(&bytes));
    }
}
