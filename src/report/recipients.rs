//! Where a text names the address that failed.

use super::draft::Placed;
use super::prose::Line;
use super::{code, scan};
use crate::letters;
use std::ops::Range;

/// A recipient that begins a line, and what the line says behind it.
#[derive(Debug)]
pub struct AtLine {
    /// The address.
    pub recipient: Placed<String>,
    /// What stands behind its colon, if anything.
    pub rest: Option<Range<usize>>,
}

/// The recipient that opens a stanza in `line`: the line begins with an address and holds nothing else but a display
/// name, a second form of the same address, a date, or the answer behind a colon.
pub fn at_line(clean: &str, line: &Line) -> Option<AtLine> {
    let text = &clean[line.start..line.end];
    if text.len() > 2000 && memchr::memchr(b'@', &text.as_bytes()[..400]).is_none() {
        return None;
    }
    let body = text.trim_start_matches(['*', '-', '|', '`', '\u{2022}', '\u{b7}', ' ', '\t']);
    let lead = text.len() - body.len();
    let bracketed = body.starts_with('<');
    let range = if bracketed {
        bracket(body)?
    } else if let Some(legacy) = legacy(body) {
        legacy
    } else {
        let range = scan::address(body, 0)?;
        let before = &body[..range.start];
        // `To: a@…` and sentences are no stanzas; `"a@…"`, `'a@…'` and `Name (a@…)` are.
        let named = before.ends_with('(') && is_name(before) && closes_line(&body[range.end..]);
        if !(named || before.chars().all(|c| matches!(c, '"' | '\'' | '['))) {
            return None;
        }
        range
    };
    let address = &body[range.clone()];
    if is_mailer(address) {
        return None;
    }
    let at = line.start + lead + range.start;
    let recipient = (address.to_owned(), at..at + address.len());
    let after = &body[range.end..];
    let rest_at = rest_of(after, bracketed)?;
    let start = line.start + lead + range.end + rest_at;
    let rest = (start < line.end)
        .then_some(start..line.end)
        .filter(|r| !clean[r.clone()].trim().is_empty());
    Some(AtLine { recipient, rest })
}

/// The content of the angle brackets that `body` begins with, where it is a mailbox; a broken one counts too, since the
/// report quotes what the sender typed.
fn bracket(body: &str) -> Option<Range<usize>> {
    let close = memchr::memchr(b'>', body.as_bytes())?;
    let inner = &body[1..close];
    let at = memchr::memchr(b'@', inner.as_bytes())?;
    let ok = at > 0 && inner.len() <= 320 && !inner.contains([' ', '<', '#', '\n'])
        || inner.contains("\"@");
    if !ok || inner.starts_with("mailto:") {
        return None;
    }
    Some(1..close)
}

/// An X.400 or X.500 address as Exchange shows it instead of a mailbox.
fn legacy(body: &str) -> Option<Range<usize>> {
    if !scan::starts_ci(body, "imceaex-") {
        return None;
    }
    let end = body
        .find([' ', '\t', '>', '<', '`', '\'', '"'])
        .unwrap_or(body.len());
    body[..end].contains('@').then_some(0..end)
}

/// Whether what stands before a bracket is a display name: short, without the words and marks of a sentence.
fn is_name(before: &str) -> bool {
    let name = before.trim_end_matches(['(', '<', ' ']);
    !name.is_empty()
        && name.len() <= 64
        && !name.contains([':', '=', '@', ';'])
        && name.split(' ').count() <= 5
        && !name.split(' ').any(|w| {
            matches!(
                w.to_ascii_lowercase().as_str(),
                "to" | "for"
                    | "from"
                    | "the"
                    | "message"
                    | "by"
                    | "host"
                    | "user"
                    | "mailbox"
                    | "contact"
                    | "and"
                    | "is"
                    | "your"
            )
        })
}

fn closes_line(after: &str) -> bool {
    matches!(after.trim(), ")" | ">" | "):" | ">:")
}

/// Offset in `after` of what the line says behind its recipient; `None` if the line goes on as a sentence.
fn rest_of(after: &str, bracketed: bool) -> Option<usize> {
    let mut rest = after;
    rest = rest
        .strip_prefix(['>', '"', '\'', ']', '`', ')'])
        .unwrap_or(rest);
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t']);
        // The same address again: `a@x<mailto:a@x>`, `a@x (a@x)`, `[mailto:a@x]`.
        let twin = trimmed.strip_prefix(['<', '(', '[']).filter(|t| {
            let inner = t.strip_prefix("mailto:").unwrap_or(t);
            scan::address(inner, 0).is_some_and(|r| r.start == 0)
        });
        match twin.and_then(|t| t.find(['>', ')', ']']).map(|end| &t[end + 1..])) {
            Some(after_twin) => rest = after_twin,
            None => break,
        }
    }
    let offset = |rest: &str| after.len() - rest.len();
    let trimmed = rest.trim_start_matches([' ', '\t']);
    if trimmed.is_empty() {
        return Some(offset(trimmed));
    }
    if let Some(said) = trimmed.strip_prefix(':') {
        return Some(offset(said));
    }
    if let Some(said) = trimmed.strip_prefix("...") {
        return Some(offset(said.trim_start()));
    }
    // `a@x on Thu, 29 Apr 2010 …` (Exchange 5.5), `a@x; no such user`, `a@x, ERROR CODE :550`
    if scan::starts_ci(trimmed, "on ") || scan::starts_ci(trimmed, "le ") {
        return trimmed
            .bytes()
            .any(|b| b.is_ascii_digit())
            .then_some(after.len());
    }
    if let Some(said) = trimmed.strip_prefix([';', ',']) {
        let said = said.trim_start();
        return (code::reply(said, 0).is_some() || said.is_empty() || bracketed)
            .then(|| offset(said));
    }
    if trimmed.starts_with('(') && (trimmed.ends_with(')') || code::status(trimmed, 0).is_some()) {
        return Some(offset(trimmed));
    }
    if code::reply_at(trimmed, 0).is_some() || trimmed.starts_with("- ") || trimmed.starts_with("#")
    {
        return Some(offset(trimmed));
    }
    None
}

/// The first address in that range of the clean text (bytes); `None` if there is none.
pub fn first(clean: &str, range: &Range<usize>) -> Option<Placed<String>> {
    let text = &clean[range.clone()];
    let found = scan::address(text, 0)?;
    Some((
        text[found.clone()].to_owned(),
        range.start + found.start..range.start + found.end,
    ))
}

/// `(generated from a@…)`, `(expanded from: <a@…>)`, `generated by a@…`: the address that the sender used.
pub fn expanded_from(clean: &str, line: &Line) -> Option<Placed<String>> {
    let text = &clean[line.start..line.end];
    let body = text.trim_start_matches('(');
    const MARKS: [&str; 6] = [
        "generated from ",
        "ultimately generated from ",
        "expanded from: ",
        "expanded from ",
        "generated by ",
        "address generated from ",
    ];
    let mark = MARKS.iter().find(|m| scan::starts_ci(body, m))?;
    let from = text.len() - body.len() + mark.len();
    let range = scan::address(text, from)?;
    (range.start - from <= 1).then(|| {
        (
            text[range.clone()].to_owned(),
            line.start + range.start..line.start + range.end,
        )
    })
}

/// The address at which an answer points: `550 <a@…>... User unknown`, `Recipient a@… not found`, `RCPT TO:<a@…>`.
pub fn in_answer(text: &str) -> Option<Range<usize>> {
    let range = scan::address(text, 0)?;
    let before = text[..range.start].trim_end_matches(['<', ' ', '\'', '"', '(', ':', '{', '`']);
    let word: String = before
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let word = word.to_ascii_lowercase();
    let after = text[range.end..].trim_start_matches(['>', '\'', '"', ')']);
    if matches!(
        word.as_str(),
        "from"
            | "sender"
            | "contact"
            | "by"
            | "mailto"
            | "mail"
            | "checking"
            | "postmaster"
            | "see"
            | "email"
            | "as"
            | "is"
            | "with"
            | "at"
    ) {
        return None;
    }
    let leads = before.is_empty()
        || before
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b' ' | b'-' | b'#' | b'<' | b'>'));
    let named = matches!(
        word.as_str(),
        "recipient" | "to" | "user" | "rcpt" | "mailbox" | "address" | "account" | "for"
    );
    let followed = after.starts_with("...")
        || after.starts_with(':')
        || after.starts_with(" user")
        || after.starts_with(" not")
        || after.starts_with(" does");
    if scan::find_ci(after, "sender address rejected", 0).is_some()
        || scan::find_ci(after, "sender verify", 0).is_some()
    {
        return None;
    }
    (leads || named || followed).then_some(range)
}

/// Phrases behind which the recipient stands, in reports of many systems and languages; lower case.
const BEFORE_RECIPIENT: &[&str] = &[
    "recipient address:",
    "recipient address :",
    "recipients              :",
    "recipients:",
    "final recipient:",
    "original recipient:",
    "rcpt to:",
    "to=<",
    "rcpt=<",
    "recipient:",
    "failed recipient:",
    "your message to ",
    "your message to: ",
    "message to ",
    "your email to ",
    "mail to ",
    "delivered to ",
    "delivering to ",
    "delivery to ",
    "delivering your mail to ",
    "addressed to ",
    "intended for ",
    "sent to ",
    "following address: ",
    "message for ",
    "for user ",
    "undeliverable to ",
    "duplicated message-id in ",
    "delivery failed: ",
    "attempts: ",
    "failed to ",
    "mailbox of ",
    "votre message à ",
    "message à ",
    "wiadomość do ",
    "wiadomości do ",
    "dostarczyć do ",
    "mensagem para ",
    "mensaje a ",
    "messaggio a ",
    "nachricht an ",
    "an die adresse ",
    "bericht aan ",
    "сообщение для ",
    "收件者：",
    "收件人：",
    "收件人:",
    "宛先:",
    "to: ",
    "à l'adresse ",
];

/// The recipient that a label or a sentence names in `range` of `clean`; the first that one of the phrases leads to.
pub fn named(clean: &str, range: Range<usize>) -> Option<Placed<String>> {
    let text = &clean[range.clone()];
    memchr::memchr(b'@', text.as_bytes())?;
    let lower = letters::lower(text);
    BEFORE_RECIPIENT
        .iter()
        .find_map(|phrase| after_phrase(clean, text, &lower, phrase, range.start))
}

fn after_phrase(
    clean: &str,
    text: &str,
    lower: &str,
    phrase: &str,
    base: usize,
) -> Option<Placed<String>> {
    let mut from = 0;
    loop {
        let at = if phrase.is_ascii() {
            scan::find_ci(text, phrase, from)?
        } else {
            from + lower.get(from..)?.find(phrase)?
        };
        from = at + phrase.len();
        let rest = &text[from..];
        let limit = rest.floor_char_boundary(120);
        if let Some(range) = scan::address(&rest[..limit], 0) {
            let before = &rest[..range.start];
            let words = before.split_whitespace().count();
            if words <= 4 && before.matches('\n').count() <= 2 && !is_mailer(&rest[range.clone()]) {
                let start = base + from + range.start;
                let end = base + from + range.end;
                return Some((clean[start..end].to_owned(), start..end));
            }
        }
    }
}

/// Whether an address is a mail system's own, not a recipient's.
pub fn is_mailer(address: &str) -> bool {
    let local = address
        .split('@')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(
        local.as_str(),
        "mailer-daemon" | "mailer_daemon" | "mail-daemon"
    ) || local.starts_with("microsoftexchange329e71ec")
}

#[cfg(test)]
mod tests {
    use super::super::prose::lines;
    use super::*;

    #[track_caller]
    fn check(text: &str, want: Option<(&str, &str)>) {
        let line = lines(text, 0..text.len()).remove(0);
        let got = at_line(text, &line);
        let got = got.as_ref().map(|f| {
            (
                f.recipient.0.as_str(),
                f.rest.clone().map_or("", |r| text[r].trim()),
            )
        });
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn lines_that_open_a_stanza() {
        check(
            "<a@example.com>: host x said: 550",
            Some(("a@example.com", "host x said: 550")),
        );
        check("  a@example.com:", Some(("a@example.com", "")));
        check("\"a@example.com\":", Some(("a@example.com", "")));
        check(
            "a@example.com<mailto:a@example.com>",
            Some(("a@example.com", "")),
        );
        check("a@example.com (a@example.com)", Some(("a@example.com", "")));
        check(
            "MyGroup (mygroup@groups.contoso.com)",
            Some(("mygroup@groups.contoso.com", "")),
        );
        check(
            "a@example.com on Thu, 29 Apr 2010 00:00:00 -0000",
            Some(("a@example.com", "")),
        );
        check(
            "<username@example@com>:",
            Some(("username@example@com", "")),
        );
        check("a@example.com address is dead:", None);
        check("Contact a@example.com for help", None);
        check("To: a@example.com", None);
        check("MAILER-DAEMON@example.com", None);
    }

    #[test]
    fn phrases() {
        let text = "Your message to a@example.com couldn't be delivered. Contact b@example.com.";
        assert_eq!(
            named(text, 0..text.len()).map(|p| p.0).as_deref(),
            Some("a@example.com")
        );
        let text = "Wiadomość do a@example.com nie dotarła";
        assert_eq!(
            named(text, 0..text.len()).map(|p| p.0).as_deref(),
            Some("a@example.com")
        );
        let text = "550 5.1.10 Recipient a@example.com not found by SMTP address lookup";
        assert_eq!(in_answer(text).map(|r| &text[r]), Some("a@example.com"));
        let text = "550 message from <a@example.com> refused";
        assert_eq!(in_answer(text), None);
    }
}
