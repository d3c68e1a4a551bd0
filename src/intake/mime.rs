//! Raw mails: MIME structure by mail-parser, bodies decoded in place.
//!
//! The text that the reader sees is the mail as it stands, with each encoded body replaced by what it says.

use super::model::Role;
use super::{Charsets, Input, html, text};
use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{
    Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType,
};
use std::borrow::Cow;
use std::sync::OnceLock;

/// How deep mails inside mails are followed.
const MAX_DEPTH: usize = 8;

/// A body of a mail in the text that the reader sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// What it is.
    pub role: Role,
    /// Whether it is HTML.
    pub html: bool,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A mail made readable.
#[derive(Debug, Default)]
pub struct Mail {
    /// What the reader sees.
    pub text: String,
    /// The bodies and header blocks in it that matter, in order.
    pub leaves: Vec<Leaf>,
    /// Whether its structure is broken.
    pub broken: bool,
    /// Whether a charset was declared that nobody knows.
    pub unknown_charset: bool,
}

/// Reads a raw mail; `None` if there is no header block at all.
///
/// Text that was pasted is Unicode already: declared charsets then count only for encoded bodies.
pub fn read(input: Input<'_>, charsets: &dyn Charsets) -> Option<Mail> {
    let raw = match input {
        Input::Text(text) => text.as_bytes(),
        Input::Bytes(bytes) => bytes,
    };
    let mut message = parser().parse(raw)?;
    drop_bodies(&mut message);
    let mut builder = Builder {
        raw,
        unicode: matches!(input, Input::Text(_)),
        charsets,
        mail: Mail {
            text: String::with_capacity(raw.len()),
            ..Mail::default()
        },
        done: 0,
    };
    builder.message(&message, Place::Top, 0);
    builder.copy_to(raw.len());
    let mail = builder.mail;
    take_apart(message);
    Some(mail)
}

/// Lets go of the bodies that mail-parser has decoded: they are decoded anew where they are shown, with more charsets.
fn drop_bodies(message: &mut Message<'_>) {
    for part in &mut message.parts {
        if let PartType::Text(body) | PartType::Html(body) = &mut part.body {
            *body = "".into();
        }
    }
}

/// Drops a mail from the outside in: mails inside mails, without end, would drop each other on the stack.
fn take_apart(message: Message<'_>) {
    let mut open = vec![message];
    while let Some(message) = open.pop() {
        open.extend(
            message
                .parts
                .into_iter()
                .filter_map(|part| match part.body {
                    PartType::Message(inner) => Some(inner),
                    _ => None,
                }),
        );
    }
}

/// Reads the structure only: the header fields that matter are read where they stand, later.
fn parser() -> &'static MessageParser {
    static PARSER: OnceLock<MessageParser> = OnceLock::new();
    PARSER.get_or_init(|| {
        MessageParser::new()
            .with_mime_headers()
            .header_raw(HeaderName::ReturnPath)
            .header_raw(HeaderName::From)
            .header_raw(HeaderName::Other("X-Failed-Recipients".into()))
            .default_header_ignore()
    })
}

/// Where a mail stands in the input.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The input itself, or a report that was forwarded as an attachment.
    Top,
    /// Around a report that was forwarded as an attachment.
    Around,
    /// The returned message inside a report.
    Original,
}

struct Builder<'a> {
    raw: &'a [u8],
    unicode: bool,
    charsets: &'a dyn Charsets,
    mail: Mail,
    done: usize,
}

impl Builder<'_> {
    fn message(&mut self, message: &Message<'_>, place: Place, depth: usize) {
        let Some(root) = message.parts.first() else {
            return;
        };
        let place = if place == Place::Top && !is_report(message) && inner_report(message, 0) {
            Place::Around
        } else {
            place
        };
        let header_role = if place == Place::Original {
            Role::OriginalHeaders
        } else {
            Role::Headers
        };
        if place != Place::Around {
            self.leaf(
                root.offset_header as usize,
                root.offset_body as usize,
                header_role,
                None,
            );
        }
        for part in &message.parts {
            self.part(part, place, depth);
        }
    }

    fn part(&mut self, part: &MessagePart<'_>, place: Place, depth: usize) {
        let (start, end) = (
            part.offset_body as usize,
            (part.offset_end as usize).min(self.raw.len()),
        );
        self.mail.broken |= part.is_encoding_problem;
        match &part.body {
            PartType::Multipart(_) => {}
            PartType::Message(inner) if depth < MAX_DEPTH => {
                let inner_place = match place {
                    Place::Top => Place::Original,
                    Place::Around if is_report(inner) => Place::Top,
                    other => other,
                };
                if part.encoding == Encoding::None {
                    self.message(inner, inner_place, depth + 1);
                } else {
                    self.encoded_message(inner, inner_place, start, end, depth);
                }
            }
            _ => {
                let kind = kind(part);
                if let Some(role) = role(kind, place) {
                    self.leaf(start, end, role, Some((part, kind == ("text", "html"))));
                }
            }
        }
    }

    /// A mail inside that is itself encoded: it is decoded whole and stands in place of its source.
    fn encoded_message(
        &mut self,
        inner: &Message<'_>,
        place: Place,
        start: usize,
        end: usize,
        depth: usize,
    ) {
        if start < self.done {
            return;
        }
        self.copy_to(start);
        let mut nested = Builder {
            raw: &inner.raw_message,
            unicode: false,
            charsets: self.charsets,
            mail: Mail::default(),
            done: 0,
        };
        nested.message(inner, place, depth + 1);
        nested.copy_to(inner.raw_message.len());
        let at = self.mail.text.len();
        self.mail.text.push_str(&nested.mail.text);
        self.mail
            .leaves
            .extend(nested.mail.leaves.into_iter().map(|leaf| Leaf {
                start: leaf.start + at,
                end: leaf.end + at,
                ..leaf
            }));
        self.mail.broken |= nested.mail.broken;
        self.mail.unknown_charset |= nested.mail.unknown_charset;
        self.done = end;
    }

    fn leaf(
        &mut self,
        start: usize,
        end: usize,
        role: Role,
        body: Option<(&MessagePart<'_>, bool)>,
    ) {
        if start < self.done || end < start {
            return;
        }
        self.copy_to(start);
        let at = self.mail.text.len();
        let mut html = false;
        match body {
            Some((part, is_html)) => {
                let Some(bytes) = self.raw.get(start..end) else {
                    return;
                };
                let decoded = match part.encoding {
                    Encoding::Base64 => base64_decode(bytes),
                    Encoding::QuotedPrintable => quoted_printable_decode(bytes),
                    Encoding::None => None,
                };
                let charset = part.content_type().and_then(|c| c.attribute("charset"));
                let shown = match &decoded {
                    Some(bytes) => self.decode(bytes, charset),
                    // UTF-7 is ASCII: pasting it has decoded nothing.
                    None if self.unicode && !(bytes.is_ascii() && text::is_utf7(charset)) => {
                        text::lossy(bytes)
                    }
                    None => self.decode(bytes, charset),
                };
                self.mail.text.push_str(&text::line_ends(&shown));
                html = is_html || (role == Role::Text && html::is_html(&self.mail.text[at..]));
                self.done = end;
            }
            None => self.copy_to(end),
        }
        let end = self.mail.text.len();
        self.mail.leaves.push(Leaf {
            role,
            html,
            start: at,
            end,
        });
    }

    fn decode<'b>(&mut self, bytes: &'b [u8], charset: Option<&str>) -> Cow<'b, str> {
        match text::decode(bytes, charset, self.charsets) {
            Ok(text) => text,
            Err(text) => {
                self.mail.unknown_charset = true;
                text
            }
        }
    }

    /// Copies what stands between the parts: headers of parts, boundaries, preambles.
    fn copy_to(&mut self, end: usize) {
        if let Some(bytes) = self.raw.get(self.done..end) {
            let shown = text::decode(bytes, None, self.charsets).unwrap_or_else(|lossy| lossy);
            self.mail.text.push_str(&text::line_ends(&shown));
            self.done = end;
        }
    }
}

/// The content type of a part; mail-parser gives it in lower case.
fn kind<'a>(part: &'a MessagePart<'_>) -> (&'a str, &'a str) {
    match part.content_type() {
        Some(c) => (c.ctype(), c.subtype().unwrap_or("plain")),
        None => ("text", "plain"),
    }
}

fn role(kind: (&str, &str), place: Place) -> Option<Role> {
    // A report may have come back itself: what it states of its own recipients counts too.
    if let ("message", "delivery-status" | "global-delivery-status") = kind {
        return Some(Role::DeliveryStatus);
    }
    if place == Place::Original {
        return (kind.0 == "text").then_some(Role::OriginalBody);
    }
    if place == Place::Around {
        return None;
    }
    Some(match kind {
        ("message", "disposition-notification" | "global-disposition-notification") => {
            Role::Disposition
        }
        ("message", "feedback-report") => Role::Feedback,
        ("text", "rfc822-headers")
        | ("message", "rfc822-headers" | "global-headers" | "partial" | "rfc822") => {
            Role::OriginalHeaders
        }
        ("text" | "multipart" | "message", _) => Role::Text,
        _ => return None,
    })
}

/// Whether the mail itself is a report: by its type, or because a part of its own is one.
fn is_report(message: &Message<'_>) -> bool {
    message.parts.iter().any(|part| {
        let kind = kind(part);
        kind == ("multipart", "report")
            || matches!(
                role(kind, Place::Top),
                Some(Role::DeliveryStatus | Role::Disposition | Role::Feedback)
            )
    }) || from_mailer(message)
}

/// Whether some mail inside is a report.
fn inner_report(message: &Message<'_>, depth: usize) -> bool {
    depth < MAX_DEPTH
        && message.parts.iter().any(|part| match &part.body {
            PartType::Message(inner) => is_report(inner) || inner_report(inner, depth + 1),
            _ => false,
        })
}

/// Whether the mail comes from a mail system: an empty return path, or a sender with a daemon's name.
fn from_mailer(message: &Message<'_>) -> bool {
    let raw = message.raw_message();
    let Some(root) = message.parts.first() else {
        return false;
    };
    root.headers.iter().any(|header| {
        let value = || {
            let value = raw.get(header.offset_start as usize..header.offset_end as usize);
            String::from_utf8_lossy(value.unwrap_or_default()).to_ascii_lowercase()
        };
        match &header.name {
            HeaderName::ReturnPath => value().trim() == "<>",
            HeaderName::From => {
                let value = value();
                [
                    "mailer-daemon",
                    "postmaster",
                    "mail delivery s",
                    "microsoftexchange",
                ]
                .iter()
                .any(|n| value.contains(n))
            }
            HeaderName::Other(name) => name.eq_ignore_ascii_case("X-Failed-Recipients"),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::charsets;

    const REPORT: &str = "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n\
        Content of the notice\n--b\nContent-Type: message/delivery-status\nContent-Transfer-Encoding: ENC\n\n\
        BODY\n--b\nContent-Type: message/rfc822\n\nSubject: hello\n\nprivate\n--b--\n";
    const STATUS: &str = "Final-Recipient: rfc822; a@example.com\nStatus: 5.1.1\n";

    fn leaves(mail: &Mail) -> Vec<(Role, String)> {
        mail.leaves
            .iter()
            .map(|l| (l.role, mail.text[l.start..l.end].trim().to_owned()))
            .collect()
    }

    #[test]
    fn every_encoding_gives_the_same_parts() {
        let plain = REPORT.replace("ENC", "7bit").replace("BODY", STATUS);
        let base64 = REPORT.replace("ENC", "base64").replace(
            "BODY",
            "RmluYWwtUmVjaXBpZW50OiByZmM4MjI7IGFAZXhhbXBsZS5jb20KU3RhdHVzOiA1LjEuMQo=",
        );
        let want = read(Input::Bytes(plain.as_bytes()), charsets()).unwrap();
        assert_eq!(
            want.text, plain,
            "a mail without encoded parts is shown as it stands"
        );
        assert_eq!(
            leaves(&want).iter().map(|l| l.0).collect::<Vec<_>>(),
            [
                Role::Headers,
                Role::Text,
                Role::DeliveryStatus,
                Role::OriginalHeaders,
                Role::OriginalBody
            ]
        );
        for source in [base64.clone(), base64.replace('\n', "\r\n")] {
            let got = read(Input::Bytes(source.as_bytes()), charsets()).unwrap();
            assert_eq!(leaves(&got)[1..], leaves(&want)[1..]);
        }
    }

    #[test]
    fn a_report_forwarded_as_attachment_is_the_report() {
        let inner = REPORT.replace("ENC", "7bit").replace("BODY", STATUS);
        let outer = format!(
            "From: someone@example.org\nContent-Type: multipart/mixed; boundary=o\n\n--o\n\nlook at this\n--o\nContent-Type: message/rfc822\n\n{inner}\n--o--\n"
        );
        let mail = read(Input::Bytes(outer.as_bytes()), charsets()).unwrap();
        let roles: Vec<Role> = mail.leaves.iter().map(|l| l.role).collect();
        assert_eq!(
            roles,
            [
                Role::Headers,
                Role::Text,
                Role::DeliveryStatus,
                Role::OriginalHeaders,
                Role::OriginalBody
            ]
        );
    }
}
