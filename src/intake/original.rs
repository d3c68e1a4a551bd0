//! Finds where the returned message begins in the text of a report, and what of it is no returned message after all.

use super::form::field_name;
use super::model::{Part, Role};
use crate::letters;

/// Lines that stand before the returned message, lower case, without the dashes around them.
const MARKERS: [&str; 42] = [
    "original message headers",
    "original message header",
    "original message follows",
    "original message",
    "original headers",
    "this is a copy of the message, including all the headers",
    "this is a copy of your message, including all the headers",
    "this is a copy of the headers of the original message",
    "below this line is a copy of the message",
    "below this line is the original bounce",
    "below the next line is a copy of the message",
    "message headers follow",
    "message header follows",
    "unsent message below",
    "unsent message follows",
    "the header of the original message is following",
    "the header of the original message",
    "headers of the original message",
    "returned message headers",
    "original mail as follows",
    "undelivered message follows",
    "original message text",
    "returned mail text",
    "message contents",
    "the original message was",
    "rejected message",
    "text of message follows",
    "original email headers",
    "message text follows",
    "here is a copy of the returned message",
    "en-têtes de message d'origine",
    "intestazioni originali del messaggio",
    "cabeçalhos originais da mensagem",
    "oorspronkelijke berichtkoppen",
    "encabezados de mensajes originales",
    "ursprungshuvuden",
    "ursprüngliche nachrichtenkopfzeilen",
    "元のメッセージ ヘッダー",
    "原始郵件標頭",
    "原始訊息標頭",
    "原始邮件头",
    "oryginalne nagłówki wiadomości",
];

/// Fields that a header block of a message has and a report's prose has not.
const SURE: [&str; 9] = [
    "received",
    "message-id",
    "return-path",
    "mime-version",
    "dkim-signature",
    "x-mailer",
    "content-type",
    "delivered-to",
    "x-received",
];
const USUAL: [&str; 8] = [
    "from",
    "to",
    "subject",
    "date",
    "cc",
    "reply-to",
    "sender",
    "x-originating-ip",
];
/// Fields of RFC 3464 that are read wherever they stand.
const STATUS_FIELDS: [&str; 6] = [
    "final-recipient",
    "original-recipient",
    "diagnostic-code",
    "reporting-mta",
    "x-postfix-queue-id",
    "action",
];

/// Splits a text part (`start..end` of `clean`) into report, returned header and returned body.
pub fn split(clean: &str, part: &Part) -> Vec<Part> {
    let text = &clean[part.start..part.end];
    let mut parts = Vec::new();
    let mut push = |role: Role, from: usize, to: usize| {
        if to > from {
            parts.push(Part {
                role,
                mail: part.mail,
                start: part.start + from,
                end: part.start + to,
            });
        }
    };
    let Some(found) = find(text) else {
        push(Role::Text, 0, text.len());
        return parts;
    };
    push(Role::Text, 0, found.header);
    push(Role::OriginalHeaders, found.header, found.body);
    // Pasted reports may go on with their machine-readable part behind the returned header.
    match status_block(&text[found.body..]) {
        Some((from, to)) => {
            push(Role::OriginalBody, found.body, found.body + from);
            push(Role::Text, found.body + from, found.body + to);
            push(Role::OriginalBody, found.body + to, text.len());
        }
        None => push(Role::OriginalBody, found.body, text.len()),
    }
    parts
}

struct Found {
    header: usize,
    body: usize,
}

fn find(text: &str) -> Option<Found> {
    let mut at = 0;
    let mut after_marker = 0usize;
    let mut after_blank = true;
    while at < text.len() {
        let line_end = text[at..].find('\n').map_or(text.len(), |n| at + n + 1);
        let line = &text[at..line_end];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            after_blank = true;
            at = line_end;
            continue;
        }
        if is_marker(trimmed) {
            after_marker = 12;
        } else if after_marker > 0 || after_blank {
            if let Some(block) = header_block(&text[at..], after_marker > 0) {
                if !block.from_daemon {
                    return Some(Found {
                        header: at,
                        body: at + block.len,
                    });
                }
                at += block.len;
                after_marker = 0;
                continue;
            }
            // A few lines ("Return-path" missing, a greeting) may stand between marker and header.
            after_marker = after_marker.saturating_sub(1);
        }
        after_blank = false;
        at = line_end;
    }
    None
}

fn is_marker(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    let core = line.trim_matches(|c: char| {
        matches!(
            c,
            '-' | '=' | '_' | '*' | '#' | ':' | '.' | ' ' | '\t' | '[' | ']' | '|'
        )
    });
    if core.is_empty() || core.len() > 100 {
        return false;
    }
    let core = letters::lower(core);
    MARKERS
        .iter()
        .any(|m| core == *m || (core.len() < m.len() + 24 && m.len() > 16 && core.starts_with(m)))
}

struct HeaderBlock {
    len: usize,
    from_daemon: bool,
}

/// The header block that `text` begins with, if it is one of a message.
fn header_block(text: &str, after_marker: bool) -> Option<HeaderBlock> {
    let (mut sure, mut usual, mut fields, mut len) = (0, 0, 0, 0);
    let mut from_daemon = false;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_end();
        if trimmed.trim().is_empty() {
            // One blank line inside a pasted header block, before the next field, is common.
            let goes_on = fields > 0
                && lines
                    .peek()
                    .is_some_and(|l| field_name(l.trim_start()).is_some_and(is_header_name));
            if fields == 0 || goes_on {
                len += line.len();
                continue;
            }
            break;
        }
        match field_name(trimmed.trim_start()) {
            Some(name) => {
                let lower = name.to_ascii_lowercase();
                if STATUS_FIELDS.contains(&lower.as_str()) {
                    break;
                }
                let known = SURE.contains(&lower.as_str());
                if fields == 0
                    && !(known
                        || USUAL.contains(&lower.as_str())
                        || lower.starts_with("x-")
                        || lower.starts_with("arc-")
                        || lower.contains('-'))
                {
                    return None;
                }
                fields += 1;
                sure += usize::from(known || lower.starts_with("x-"));
                usual += usize::from(USUAL.contains(&lower.as_str()));
                if lower == "from" {
                    from_daemon |= is_daemon(trimmed);
                }
            }
            None if line.starts_with([' ', '\t']) && fields > 0 => {}
            None => {
                if fields == 0 {
                    return None;
                }
                // A wrapped value whose indentation was lost in a paste.
                let next_is_field = lines
                    .peek()
                    .is_some_and(|l| field_name(l.trim_start()).is_some_and(is_header_name));
                if !next_is_field {
                    break;
                }
            }
        }
        len += line.len();
    }
    let enough = if after_marker {
        sure + usual >= 2 || (sure >= 1 && fields <= 3)
    } else {
        sure >= 1 && sure + usual >= 3
    };
    enough.then_some(HeaderBlock {
        len,
        from_daemon: from_daemon && !after_marker,
    })
}

fn is_header_name(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    SURE.contains(&lower.as_str()) || USUAL.contains(&lower.as_str()) || lower.contains('-')
}

fn is_daemon(from: &str) -> bool {
    let lower = letters::lower(from);
    [
        "mailer-daemon",
        "postmaster@",
        "mail delivery",
        "microsoft outlook",
        "mail administrator",
        "system administrator",
        "microsoftexchange",
    ]
    .iter()
    .any(|name| lower.contains(name))
}

/// The stretch of RFC 3464 fields in `text`, if there is one with a recipient.
fn status_block(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    let mut from = None;
    let mut to = 0;
    let mut recipient = false;
    for line in text.split_inclusive('\n') {
        let name = field_name(line.trim()).map(str::to_ascii_lowercase);
        if let Some(name) = name.as_deref().filter(|n| STATUS_FIELDS.contains(n)) {
            from.get_or_insert(at);
            recipient |= name == "final-recipient" || name == "diagnostic-code";
            to = at + line.len();
        } else if from.is_some()
            && (name.is_some() || line.trim().is_empty() || line.starts_with([' ', '\t']))
        {
            to = at + line.len();
        } else if from.is_some() {
            break;
        }
        at += line.len();
    }
    from.filter(|_| recipient).map(|from| (from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[(Role, &str)]) {
        let part = Part {
            role: Role::Text,
            mail: 0,
            start: 0,
            end: text.len(),
        };
        let parts = split(text, &part);
        let got: Vec<(Role, &str)> = parts
            .iter()
            .map(|p| (p.role, text[p.start..p.end].trim()))
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn reports_with_the_message_below() {
        check(
            "550 no\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <a@example.com>\nReceived: from x\n\tby y\nSubject: hi\n\nprivate 550 text\n",
            &[
                (
                    Role::Text,
                    "550 no\n\n------ This is a copy of the message, including all the headers. ------",
                ),
                (
                    Role::OriginalHeaders,
                    "Return-path: <a@example.com>\nReceived: from x\n\tby y\nSubject: hi",
                ),
                (Role::OriginalBody, "private 550 text"),
            ],
        );
        check(
            "Original message headers:\n\nReceived: from a\n by b\nFrom: x\n\nFinal-Recipient: rfc822;u@example.com\nStatus: 5.1.1\n",
            &[
                (Role::Text, "Original message headers:"),
                (Role::OriginalHeaders, "Received: from a\n by b\nFrom: x"),
                (
                    Role::Text,
                    "Final-Recipient: rfc822;u@example.com\nStatus: 5.1.1",
                ),
            ],
        );
    }

    #[test]
    fn a_forwarded_report_is_no_returned_message() {
        let text = "see below\n\nFrom: Mail Delivery System <MAILER-DAEMON@example.com>\nDate: today\nSubject: Undelivered\nMessage-ID: <1@example.com>\n\n<u@example.org>: host said: 550 no\n";
        check(text, &[(Role::Text, text.trim())]);
    }
}
