//! In which form a text was given.

use super::model::Form;

/// Header fields that raw mails have and rendered ones do not.
const RAW_FIELDS: [&str; 14] = [
    "received",
    "return-path",
    "mime-version",
    "content-type",
    "message-id",
    "delivered-to",
    "x-original-to",
    "dkim-signature",
    "content-transfer-encoding",
    "authentication-results",
    "auto-submitted",
    "x-failed-recipients",
    "arc-seal",
    "envelope-to",
];

/// Whether `text` begins as a raw mail (RFC 5322) does: with header fields of which at least one is never rendered.
pub fn is_mail(text: &str) -> bool {
    let mut fields = 0;
    let mut raw = false;
    for (n, line) in text.lines().take(400).enumerate() {
        if line.is_empty() || (fields > 0 && line.trim().is_empty()) {
            break;
        }
        if line.starts_with([' ', '\t']) && fields > 0 {
            continue;
        }
        // An mbox line or a few odd lines before the header do no harm.
        if n == 0 && line.starts_with("From ") {
            continue;
        }
        let Some(name) = field_name(line) else {
            return raw && fields > 2;
        };
        fields += 1;
        raw = raw || RAW_FIELDS.iter().any(|f| f.eq_ignore_ascii_case(name));
        if raw && fields > 2 {
            return true;
        }
    }
    raw && fields > 0
}

/// How far into a line the colon behind a field name may stand, in bytes.
const MAX_NAME: usize = 80;

/// The field name that `line` begins with (RFC 5322 section 2.2), or `None`.
pub fn field_name(line: &str) -> Option<&str> {
    let head = &line.as_bytes()[..line.len().min(MAX_NAME)];
    let colon = memchr::memchr(b':', head)?;
    let name = line[..colon].trim_end();
    (!name.is_empty() && name.bytes().all(|b| (33..127).contains(&b))).then_some(name)
}

/// The form of a text that is no raw mail.
pub fn of_text(text: &str) -> Form {
    let head = &text[..text.floor_char_boundary(64 * 1024)];
    let trimmed = head.trim();
    if trimmed.is_empty() {
        return Form::Unknown;
    }
    if ["{LED=", "{MSG=", "RecipientStatus", "EventId"]
        .iter()
        .any(|m| head.contains(m))
    {
        return Form::TraceRow;
    }
    let lines = trimmed.lines().filter(|l| !l.trim().is_empty()).count();
    if lines <= 4 && (head.contains("[LastAttemptedServerName=") || head.contains("[Message=")) {
        return Form::TraceRow;
    }
    if trimmed.starts_with(['{', '[']) && head.contains("\":") {
        return Form::Json;
    }
    if head.lines().any(is_log_line) {
        return Form::Log;
    }
    let first = trimmed.trim_start_matches(['\'', '"', '#', '>', ' ', '<']);
    if lines <= 8 && starts_with_reply(first) {
        return Form::SmtpReply;
    }
    Form::Rendered
}

fn starts_with_reply(text: &str) -> bool {
    let b = text.as_bytes();
    let reply = b.len() >= 3
        && matches!(b[0], b'2' | b'4' | b'5')
        && b[1..3].iter().all(u8::is_ascii_digit);
    let status =
        b.len() >= 5 && matches!(b[0], b'2' | b'4' | b'5') && b[1] == b'.' && b[2].is_ascii_digit();
    (reply
        && b.get(3)
            .is_none_or(|c| matches!(c, b' ' | b'-' | b'\t' | b'\n')))
        || status
}

/// `Mar 22 17:56:37 host smtpd[45037]: …`, `2026-11-20T10:00:00 host …[1]: …`, Exim's `2026-11-20 10:00:00 1abc-… ** …`.
fn is_log_line(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let clock = |w: &str| w.len() >= 8 && w.as_bytes()[2] == b':' && w.as_bytes()[5] == b':';
    if MONTHS.contains(&first) && second.parse::<u8>().is_ok() {
        return words.next().is_some_and(clock);
    }
    let iso = first.len() >= 10
        && first.as_bytes()[4] == b'-'
        && first.as_bytes()[7] == b'-'
        && first[..4].bytes().all(|b| b.is_ascii_digit());
    iso && (first.len() > 18 || clock(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails() {
        assert!(is_mail("Received: from a\n\tby b\nFrom: x\n\nbody"));
        assert!(is_mail(
            "Content-Type: multipart/alternative; boundary=\"x\"\n\n--x"
        ));
        assert!(!is_mail(
            "From: Mail Delivery\nSent: Monday\nTo: me\nSubject: Undeliverable\n\ntext"
        ));
        assert!(!is_mail(
            "Status code: 550 5.1.10\n\nOriginal Message Details"
        ));
        assert!(!is_mail(""));
    }

    #[test]
    fn forms() {
        for (text, form) in [
            ("550 5.7.1 no", Form::SmtpReply),
            ("'450 4.4.316 Connection refused'", Form::SmtpReply),
            ("5.1.1", Form::SmtpReply),
            (
                "Reason: [{LED=450 4.4.316 Connection refused}",
                Form::TraceRow,
            ),
            (
                "450 4.4.317 Cannot connect [Message=x] [LastAttemptedServerName=y]",
                Form::TraceRow,
            ),
            (
                "Nov 10 08:27:52 mail postfix/smtp[1]: A: to=<a@example.com>",
                Form::Log,
            ),
            (
                "2026-11-20 10:00:00 1abc-0001 ** a@example.com: 550",
                Form::Log,
            ),
            ("{\"notificationType\":\"Bounce\"}", Form::Json),
            (
                "Delivery has failed to these recipients or groups:",
                Form::Rendered,
            ),
            ("  ", Form::Unknown),
        ] {
            assert_eq!(of_text(text), form, "{text}");
        }
    }
}
