//! Reads the header of the returned message: subject, sender, id, date and route.

use super::fields::{Field, MAX_FIELDS, read as read_fields};
use super::model::{Hop, OriginalMessage};
use super::{scan, time};
use crate::intake::{Document, decoded_words};
use crate::span::Fact;
use std::ops::Range;

/// The returned message whose header stands in `range` of the clean text; `None` if nothing of it is known.
pub fn read(document: &Document, range: Range<usize>) -> Option<OriginalMessage> {
    let clean = document.clean.as_str();
    let fields: Vec<Field> = read_fields(clean, range).take(MAX_FIELDS).collect();
    let first = |name: &str| {
        fields
            .iter()
            .find(|f| f.name == name && !f.value.is_empty())
    };
    let mut original = OriginalMessage {
        subject: first("subject").map(|f| Fact {
            value: decoded(&clean[f.value.clone()]),
            span: document.locate(f.value.start, f.value.end),
        }),
        from: first("from")
            .or_else(|| first("return-path"))
            .and_then(|f| address(document, f)),
        message_id: first("message-id").map(|f| {
            let id = clean[f.value.clone()]
                .split_whitespace()
                .next()
                .unwrap_or_default();
            Fact {
                value: id.to_owned(),
                span: document.locate(f.value.start, f.value.start + id.len()),
            }
        }),
        date: first("date").and_then(|f| {
            time::rfc5322(&scan::fold(&clean[f.value.clone()])).map(|value| Fact {
                value,
                span: document.locate(f.value.start, f.value.end),
            })
        }),
        hops: fields
            .iter()
            .filter(|f| f.name == "received")
            .map(|f| hop(&scan::fold(&clean[f.value.clone()])))
            .collect(),
    };
    // `Received` fields stand newest first.
    original.hops.reverse();
    (original != OriginalMessage::default()).then_some(original)
}

fn address(document: &Document, field: &Field) -> Option<Fact<String>> {
    let clean = document.clean.as_str();
    let text = &clean[field.value.clone()];
    // The last address of the field: a display name may hold one too.
    let mut found = None;
    let mut from = 0;
    while let Some(range) = scan::address(text, from) {
        from = range.end;
        found = Some(range);
    }
    let range = found?;
    Some(Fact {
        value: text[range.clone()].to_owned(),
        span: document.locate(
            field.value.start + range.start,
            field.value.start + range.end,
        ),
    })
}

/// A header value with its encoded words (RFC 2047) decoded and its folding undone.
pub fn decoded(value: &str) -> String {
    decoded_words(&scan::fold(value))
}

/// One `Received` field: `from a (b) by c with d id e; date`.
fn hop(value: &str) -> Hop {
    let (route, date) = value.rsplit_once(';').unwrap_or((value, ""));
    let mut depth = 0usize;
    let mut hop = Hop {
        from: None,
        by: None,
        with: None,
        time: time::rfc5322(date),
    };
    let mut words = route.split(' ').peekable();
    while let Some(word) = words.next() {
        let outside = depth == 0;
        depth = (depth + word.matches('(').count()).saturating_sub(word.matches(')').count());
        let Some(next) = words.peek().filter(|_| outside) else {
            continue;
        };
        let next = next.trim_matches(['(', ')', ';', ',']).to_owned();
        match word.to_ascii_lowercase().as_str() {
            "from" if hop.from.is_none() => hop.from = Some(next),
            "by" if hop.by.is_none() => hop.by = Some(next),
            "with" if hop.with.is_none() => hop.with = Some(next),
            _ => {}
        }
    }
    hop
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn received_fields() {
        let got = hop(
            "from a.example.com (helo by nobody [192.0.2.1]) by b.example.net with ESMTPS id 1; Thu, 15 Jun 2017 07:45:16 +0200",
        );
        assert_eq!(
            got,
            Hop {
                from: Some("a.example.com".to_owned()),
                by: Some("b.example.net".to_owned()),
                with: Some("ESMTPS".to_owned()),
                time: Some("2017-06-15T07:45:16+02:00".to_owned()),
            }
        );
    }

    #[test]
    fn encoded_subjects() {
        assert_eq!(decoded("=?UTF-8?B?xbzDs8WCdy4=?= x"), "żółw. x");
        assert_eq!(decoded("plain\n  folded"), "plain folded");
    }
}
