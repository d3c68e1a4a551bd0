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
    let date = date.trim();
    let time = time::rfc5322(date).filter(|_| time::has_zone(date));
    let mut hop = Hop {
        from: None,
        by: None,
        with: None,
        tls: tls(route),
        date: (time.is_none() && !date.is_empty()).then(|| date.to_owned()),
        time,
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
            "with" if hop.with.is_none() => hop.with = protocol(words.clone()),
            _ => {}
        }
    }
    hop
}

/// The protocol: one word (RFC 5321 section 4.4), of Exchange three (`Microsoft SMTP Server`).
fn protocol<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let name: Vec<&str> = words
        .take(3)
        .take_while(|word| {
            let clause = matches!(
                *word,
                "id" | "ID" | "for" | "via" | "by" | "from" | "tls" | ""
            );
            !(clause || word.starts_with('('))
        })
        .collect();
    let name = name.join(" ");
    let name = name.trim_matches([')', ';', ',']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// The version of TLS that a `Received` field names in any of the usual notations (`version=TLS1_3`, `using TLSv1.2`,
/// `TLS1.3:…`); empty if it only says that TLS was used.
fn tls(route: &str) -> Option<String> {
    let mut from = 0;
    while let Some(at) = scan::find_ci(route, "tls", from) {
        from = at + 3;
        let rest = &route[from..];
        let version = rest.strip_prefix(['v', 'V']).unwrap_or(rest).as_bytes();
        if let [b'1', b'.' | b'_', minor @ b'0'..=b'3', ..] = version {
            return Some(["1.", char::from(*minor).encode_utf8(&mut [0; 4])].concat());
        }
    }
    route.contains("(TLS)").then(String::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(field: &str, want: [Option<&str>; 6]) {
        let got = hop(field);
        let got = [
            &got.from, &got.by, &got.with, &got.tls, &got.time, &got.date,
        ];
        assert_eq!(got.map(Option::as_deref), want, "{field}");
    }

    #[test]
    fn received_fields() {
        check(
            "from a.example.com (helo by nobody [192.0.2.1]) by b.example.net with ESMTPS id 1; Thu, 15 Jun 2017 07:45:16 +0200",
            [
                Some("a.example.com"),
                Some("b.example.net"),
                Some("ESMTPS"),
                None,
                Some("2017-06-15T07:45:16+02:00"),
                None,
            ],
        );
        check(
            "from EX02.contoso.example (10.0.0.2) by EX01.contoso.example (10.0.0.1) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.2.1544.4; Thu, 15 Jun 2017 07:45:16 -0000",
            [
                Some("EX02.contoso.example"),
                Some("EX01.contoso.example"),
                Some("Microsoft SMTP Server"),
                Some("1.2"),
                Some("2017-06-15T07:45:16Z"),
                None,
            ],
        );
        check(
            "by c.example.net (Postfix, using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384) id 2; Thu, 15 Jun 2017 07:45:16 CEST",
            [
                None,
                Some("c.example.net"),
                None,
                Some("1.3"),
                None,
                Some("Thu, 15 Jun 2017 07:45:16 CEST"),
            ],
        );
        check(
            "from d by e with local (TLS); yesterday",
            [
                Some("d"),
                Some("e"),
                Some("local"),
                Some(""),
                None,
                Some("yesterday"),
            ],
        );
        check(
            "from f by g",
            [Some("f"), Some("g"), None, None, None, None],
        );
    }

    #[test]
    fn encoded_subjects() {
        assert_eq!(decoded("=?UTF-8?B?xbzDs8WCdy4=?= x"), "żółw. x");
        assert_eq!(decoded("plain\n  folded"), "plain folded");
    }
}
