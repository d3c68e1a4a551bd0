//! Mails in many charsets and what they say, for the native tests and for those in a browser: both must give this text.

use ndr_explainer::intake::{Input, charsets, decoded_words, take};

/// Lines of a declared charset, a body in Base64 and its text. U+FFFD stands for bytes that mean nothing.
const LINES: &str = include_str!("../charsets.tsv");

/// What is read otherwise than the table says, as sentences.
pub fn wrong() -> Vec<String> {
    let rows: Vec<Vec<&str>> = LINES
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(rows.len() >= 25, "only {} lines", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let [charset, body, text] = row[..] else {
            panic!("three columns: {row:?}");
        };
        let mail = format!(
            "Received: from a\nContent-Type: text/plain; charset=\"{charset}\"\nContent-Transfer-Encoding: base64\n\n{body}\n"
        );
        let document = take(Input::Bytes(mail.as_bytes()), charsets());
        let shown = document.text.split_once("\n\n").map_or("", |both| both.1);
        if shown != text {
            wrong.push(format!("{charset} in a body: want {text}, got {shown}"));
        }
        let word = decoded_words(&format!("=?{charset}?B?{body}?="));
        if word != text {
            wrong.push(format!("{charset} in a header: want {text}, got {word}"));
        }
    }
    wrong
}
