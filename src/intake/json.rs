//! JSON events of sending services (Amazon SES and SNS, SendGrid, Mailgun, Postmark): read into the fields of RFC 3464.
//!
//! Only strings under known keys are taken over; each keeps its place. JSON inside a JSON string (SNS) is read too.

use std::iter::Peekable;
use std::str::CharIndices;

use super::cleaner::{Cleaner, push_plain};
use super::model::Role;

/// How deep JSON inside JSON strings is followed.
const MAX_NESTING: usize = 3;

/// How many strings are kept: enough for every recipient that is explained.
const MAX_ENTRIES: usize = 20_000;

/// The keys that are read, lower case, without `-` and `_`.
const KEYS: [&str; 25] = [
    "emailaddress",
    "email",
    "recipient",
    "rcpt",
    "diagnosticcode",
    "reason",
    "response",
    "smtpresponse",
    "details",
    "description",
    "diagnostic",
    "status",
    "enhancedstatuscode",
    "action",
    "notificationtype",
    "eventtype",
    "event",
    "recordtype",
    "type",
    "reportingmta",
    "subject",
    "source",
    "from",
    "messageid",
    "date",
];

/// Whether `text` is a JSON object or array with keys that such events have.
pub fn is_event(text: &str) -> bool {
    let body = text.trim_start();
    if !body.starts_with(['{', '[']) {
        return false;
    }
    let head = &body[..body.floor_char_boundary(16 * 1024)];
    [
        "bouncedRecipients",
        "notificationType",
        "eventType",
        "\"event\"",
        "\"BounceType\"",
        "\"Type\"",
        "diagnosticCode",
    ]
    .iter()
    .any(|key| head.contains(key))
        && ["@", "5.", "550", "bounce", "Bounce"]
            .iter()
            .any(|mark| head.contains(mark))
}

/// Appends what the event states as parts of the clean text; `at` is the place of `text` in the text that is shown.
pub fn push(cleaner: &mut Cleaner, text: &str, at: usize, mail: usize) {
    let mut entries = Vec::new();
    scan(text, &|offset| at + offset, &mut entries, 0);
    let first = entries.iter().find(|entry| is_event_name(entry));
    // An array of events: each object names its own; a nested recipient has that of the whole.
    let event = |object: usize| {
        let own = entries
            .iter()
            .find(|entry| entry.object == object && is_event_name(entry));
        own.or(first)
            .and_then(|entry| action(&entry.value).map(|action| (action, entry)))
    };
    let start = cleaner.clean.len();
    for entry in entries.iter().filter(|e| e.key == "reportingmta") {
        entry.push(cleaner, "Reporting-MTA: ");
    }
    let mut group = Group::default();
    for entry in &entries {
        let Some(field) = field(entry) else { continue };
        if group.has(field)
            || (entry.object != group.object && field == RECIPIENT && group.recipient)
        {
            group.close(cleaner, event(group.object));
        }
        group.add(field, entry.object);
        entry.push(cleaner, field);
    }
    group.close(cleaner, event(group.object));
    cleaner.part(Role::DeliveryStatus, mail, start);
    let start = cleaner.clean.len();
    for (key, name) in [
        ("subject", "Subject: "),
        ("source", "From: "),
        ("from", "From: "),
        ("messageid", "Message-ID: "),
        ("date", "Date: "),
    ] {
        if let Some(entry) = entries.iter().find(|e| e.key == key) {
            entry.push(cleaner, name);
        }
    }
    cleaner.part(Role::OriginalHeaders, mail, start);
}

/// Whether an entry names the event: what became of the message.
fn is_event_name(entry: &Entry) -> bool {
    match entry.key.as_str() {
        "notificationtype" | "eventtype" | "event" | "recordtype" => true,
        "type" => !entry.value.eq_ignore_ascii_case("notification"),
        _ => false,
    }
}

const RECIPIENT: &str = "Final-Recipient: rfc822; ";
const SAID: &str = "Diagnostic-Code: smtp; ";
const STATUS: &str = "Status: ";
const ACTION: &str = "Action: ";

/// The fields of one recipient that have been written.
#[derive(Default)]
struct Group {
    written: Vec<&'static str>,
    object: usize,
    recipient: bool,
}

impl Group {
    fn has(&self, field: &'static str) -> bool {
        self.written.contains(&field)
    }

    fn add(&mut self, field: &'static str, object: usize) {
        self.written.push(field);
        self.recipient |= field == RECIPIENT;
        self.object = object;
    }

    fn close(&mut self, cleaner: &mut Cleaner, action: Option<(&'static str, &Entry)>) {
        if let Some((action, entry)) = action.filter(|_| self.recipient && !self.has(ACTION)) {
            cleaner.instead(ACTION, entry.start, 0);
            cleaner.instead(action, entry.start, entry.len);
            cleaner.instead("\n", entry.start, 0);
        }
        if !self.written.is_empty() {
            let end = cleaner.runs.last().map_or(0, |run| run.text().end);
            cleaner.instead("\n", end, 0);
        }
        *self = Group::default();
    }
}

/// A string (or number) under a key.
struct Entry {
    /// The key, lower case, without `-` and `_`.
    key: String,
    value: String,
    /// Place of the value in the text that is shown.
    start: usize,
    len: usize,
    /// Number of the object that it stands in.
    object: usize,
}

impl Entry {
    fn push(&self, cleaner: &mut Cleaner, name: &str) {
        cleaner.instead(name, self.start, 0);
        let mut value = Cleaner::default();
        push_plain(&mut value, &self.value, 0);
        let line = value.clean.replace('\n', " ");
        cleaner.instead(&line, self.start, self.len);
        cleaner.instead("\n", self.start + self.len, 0);
    }
}

fn field(entry: &Entry) -> Option<&'static str> {
    let value = entry.value.trim();
    let code = value.split('.').count() == 3
        && value.len() <= 11
        && value.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    match entry.key.as_str() {
        "emailaddress" | "email" | "recipient" | "rcpt" if value.contains('@') => Some(RECIPIENT),
        "diagnosticcode" | "reason" | "response" | "smtpresponse" | "details" | "description"
        | "diagnostic"
            if !value.is_empty() =>
        {
            Some(SAID)
        }
        "status" | "enhancedstatuscode" if code => Some(STATUS),
        "action" if action(value).is_some() => Some(ACTION),
        _ => None,
    }
}

fn action(event: &str) -> Option<&'static str> {
    Some(match event.to_ascii_lowercase().as_str() {
        "bounce" | "bounced" | "failed" | "hardbounce" | "dropped" | "reject" | "rejected"
        | "blocked" | "rendering failure" => "failed",
        "deferred" | "delayed" | "deliverydelay" | "softbounce" | "transient" => "delayed",
        "delivery" | "delivered" => "delivered",
        _ => return None,
    })
}

/// Collects the strings under keys, in order. `place` gives the place of an offset of `text` in the text that is shown.
fn scan(text: &str, place: &dyn Fn(usize) -> usize, entries: &mut Vec<Entry>, nesting: usize) {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut key: Option<String> = None;
    let mut objects = entries.last().map_or(0, |e| e.object) + 1;
    let mut open = vec![objects];
    while at < bytes.len() {
        match bytes[at] {
            b'{' => {
                objects += 1;
                open.push(objects);
                key = None;
                at += 1;
            }
            b'}' => {
                if open.len() > 1 {
                    open.pop();
                }
                key = None;
                at += 1;
            }
            b'"' => {
                let end = string_end(bytes, at + 1);
                let raw = &text[at + 1..end.min(text.len())];
                let next = bytes[(end + 1).min(bytes.len())..]
                    .iter()
                    .find(|b| !b.is_ascii_whitespace());
                if next == Some(&b':') {
                    key = Some(raw.to_ascii_lowercase().replace(['-', '_'], ""));
                } else if let Some(key) = &key {
                    let object = *open.last().unwrap_or(&0);
                    take(key, raw, at + 1, object, place, entries, nesting);
                }
                at = end + 1;
            }
            _ => at += 1,
        }
    }
}

fn take(
    key: &str,
    raw: &str,
    start: usize,
    object: usize,
    place: &dyn Fn(usize) -> usize,
    entries: &mut Vec<Entry>,
    nesting: usize,
) {
    let (value, origins) = unescape(raw);
    if nesting < MAX_NESTING && is_event(&value) {
        let inner =
            |offset: usize| place(start + origins.get(offset).copied().unwrap_or(raw.len()));
        return scan(&value, &inner, entries, nesting + 1);
    }
    if entries.len() >= MAX_ENTRIES || !KEYS.contains(&key) {
        return;
    }
    let (from, to) = (place(start), place(start + raw.len()));
    entries.push(Entry {
        key: key.to_owned(),
        value,
        start: from,
        len: to.saturating_sub(from),
        object,
    });
}

/// The closing quote of the string whose content begins at `from`.
fn string_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// The content of a JSON string, and for each of its bytes the offset in `raw` that it comes from.
pub fn unescape(raw: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(raw.len());
    let mut origins = Vec::with_capacity(raw.len() + 1);
    let mut chars = raw.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let decoded = if c != '\\' {
            c
        } else {
            match chars.next().map(|(_, c)| c) {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r' | 'b' | 'f') => ' ',
                Some('u') => {
                    let mut code = hex(&mut chars);
                    // A character beyond U+FFFF is written as two (RFC 8259 section 7).
                    let mut ahead = chars.clone();
                    let mark = [ahead.next(), ahead.next()].map(|c| c.map(|(_, c)| c));
                    let low = hex(&mut ahead);
                    if mark == [Some('\\'), Some('u')]
                        && (0xd800..0xdc00).contains(&code)
                        && (0xdc00..0xe000).contains(&low)
                    {
                        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                        chars = ahead;
                    }
                    char::from_u32(code).unwrap_or('\u{fffd}')
                }
                Some(other) => other,
                None => break,
            }
        };
        origins.extend(std::iter::repeat_n(at, decoded.len_utf8()));
        out.push(decoded);
    }
    origins.push(raw.len());
    (out, origins)
}

/// The number of up to four hexadecimal digits that come next.
fn hex(chars: &mut Peekable<CharIndices<'_>>) -> u32 {
    let mut number = 0;
    for _ in 0..4 {
        let digit = chars.peek().and_then(|(_, c)| c.to_digit(16));
        let Some(digit) = digit else { break };
        number = number * 16 + digit;
        chars.next();
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        for (raw, want) in [
            (r"a\u017c\n\u00f3b", "a\u{17c}\n\u{f3}b"),
            (r"\ud83d\ude00!", "\u{1f600}!"),
            (r"\ud83d!", "\u{fffd}!"),
            (r"\ud83d\u0041", "\u{fffd}A"),
            (r"\ude00", "\u{fffd}"),
            (r"\u41", "A"),
            (r"\\", "\\"),
        ] {
            let (out, origins) = unescape(raw);
            assert_eq!(out, want, "{raw}");
            assert_eq!(origins.len(), out.len() + 1);
        }
    }

    #[test]
    fn ses_inside_sns() {
        let inner = r#"{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"a@example.com","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"},{"emailAddress":"b@example.com"}],"reportingMTA":"dsn; x.example.com"}}"#;
        let outer = format!(
            r#"{{"Type":"Notification","Message":"{}"}}"#,
            inner.replace('"', "\\\"")
        );
        for text in [inner.to_owned(), outer] {
            assert!(is_event(&text));
            let mut cleaner = Cleaner::default();
            push(&mut cleaner, &text, 0, 0);
            assert_eq!(
                cleaner.clean,
                "Reporting-MTA: dsn; x.example.com\nFinal-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; smtp; 550 5.1.1 user unknown\n\nFinal-Recipient: rfc822; b@example.com\nAction: failed\n\n"
            );
            let run = cleaner
                .runs
                .iter()
                .find(|r| &cleaner.clean[r.clean()] == "a@example.com")
                .unwrap();
            assert_eq!(&text[run.text()], "a@example.com");
        }
        assert!(!is_event("{ not json"));
        assert!(!is_event("plain 550"));
    }
}
