//! Finds the small things in a text: addresses, host names, IP addresses. Hand-written, for speed: mails are long.
//!
//! All positions are bytes of the slice given. Nothing here fails; what is not found is `None`.

use crate::letters;
use std::ops::Range;

/// The first address (RFC 5321 `Mailbox`) in `text` at or behind `from`.
pub fn address(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut search = from;
    while let Some(found) = memchr::memchr(b'@', bytes.get(search..)?) {
        let at = search + found;
        if let Some(range) = address_around(text, at, from) {
            return Some(range);
        }
        search = at + 1;
    }
    None
}

/// The address whose `@` stands at byte `at`, not reaching before `floor`.
fn address_around(text: &str, at: usize, floor: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = at;
    if start > floor && bytes[start - 1] == b'"' {
        // "quoted local part"@example.com
        let open = memchr::memrchr(b'"', &bytes[floor..start - 1])?;
        start = floor + open;
        if text[start..at].contains('\n') {
            return None;
        }
    } else {
        while start > floor && is_local(bytes[start - 1]) {
            start -= 1;
        }
        // Words before the address that cling to it: `to=`, `'`, `*`, `rfc822;` does not (`;` is no local part).
        while start < at
            && matches!(
                bytes[start],
                b'\''
                    | b'`'
                    | b'*'
                    | b'.'
                    | b'|'
                    | b'/'
                    | b'{'
                    | b'}'
                    | b'='
                    | b'-'
                    | b'&'
                    | b'?'
                    | b'!'
                    | b'~'
                    | b'^'
            )
        {
            start += 1;
        }
        if let Some(equals) = memchr::memrchr(b'=', &bytes[start..at]) {
            let key = &text[start..start + equals];
            if matches!(
                key,
                "to" | "from"
                    | "rcpt"
                    | "orig_to"
                    | "user"
                    | "recipient"
                    | "email"
                    | "address"
                    | "for"
                    | "T"
                    | "P"
            ) {
                start += equals + 1;
            }
        }
    }
    if start == at {
        return None;
    }
    let mut end = at + 1;
    if bytes.get(end) == Some(&b'[') {
        end += memchr::memchr(b']', &bytes[end..])? + 1;
        return Some(start..end);
    }
    for (i, c) in text[end..].char_indices() {
        let ok = c.is_ascii_alphanumeric()
            || matches!(c, '-' | '.' | '_')
            || (!c.is_ascii()
                && c.is_alphanumeric()
                && idn(&text[at + 1..at + 1 + i], text, start));
        if !ok {
            end = at + 1 + i;
            break;
        }
        end = at + 1 + i + c.len_utf8();
    }
    while end > at + 1 && matches!(bytes[end - 1], b'.' | b'-' | b'_') {
        end -= 1;
    }
    if end == at + 1 {
        return None;
    }
    // An e-mail address in running text has a dot in its domain; `user@host` counts in angle brackets only.
    let bracketed = start > 0 && bytes[start - 1] == b'<' && bytes.get(end) == Some(&b'>');
    let dotted = bytes[at + 1] != b'.' && memchr::memchr(b'.', &bytes[at + 1..end]).is_some();
    (dotted || bracketed).then_some(start..end)
}

/// Whether a domain that begins with `head` may go on in letters beyond ASCII: it does so from its beginning, or it
/// stands in angle brackets. Elsewhere such letters are the next word of a language without spaces.
fn idn(head: &str, text: &str, start: usize) -> bool {
    head.is_empty() || !head.is_ascii() || text[..start].ends_with('<')
}

fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(
            b,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
                | b'.'
        )
}

/// The first IP address in `text`: IPv4 in dotted form, or IPv6 with at least two colons.
pub fn ip(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if !(bytes[i].is_ascii_hexdigit() || bytes[i] == b':')
            || (i > 0
                && (bytes[i - 1].is_ascii_alphanumeric()
                    || matches!(bytes[i - 1], b'.' | b'-' | b'_')))
        {
            i += 1;
            continue;
        }
        let end = i + bytes[i..]
            .iter()
            .take_while(|b| b.is_ascii_hexdigit() || matches!(b, b'.' | b':'))
            .count();
        let word = text[i..end].trim_end_matches(['.', ':']);
        let word4 = word.split(':').next().unwrap_or_default();
        if is_ipv4(word4)
            && !bytes
                .get(i + word4.len())
                .is_some_and(u8::is_ascii_alphanumeric)
        {
            return Some(i..i + word4.len());
        }
        if word.bytes().filter(|b| *b == b':').count() >= 2
            && word.parse::<std::net::Ipv6Addr>().is_ok()
        {
            return Some(i..i + word.len());
        }
        i = end.max(i + 1);
    }
    None
}

fn is_ipv4(word: &str) -> bool {
    let mut parts = 0;
    for part in word.split('.') {
        parts += 1;
        if part.is_empty()
            || part.len() > 3
            || !part.bytes().all(|b| b.is_ascii_digit())
            || part.parse::<u16>().is_ok_and(|n| n > 255)
        {
            return false;
        }
    }
    parts == 4
}

/// The host name (RFC 1123, with at least one dot and a top level of letters) that `text` begins with.
pub fn host_prefix(text: &str) -> Option<&str> {
    let len = text
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
        .count();
    let host = text[..len].trim_end_matches(['.', '-', '_']);
    is_host(host).then_some(host)
}

/// Whether `word` is a host name with a dot.
pub fn is_host(word: &str) -> bool {
    if word.len() > 253 || !word.contains('.') {
        return false;
    }
    let top = word.rsplit('.').next().unwrap_or_default();
    top.len() >= 2
        && top.bytes().any(|b| b.is_ascii_alphabetic())
        && word.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
        })
}

/// Finds `needle` (ASCII, lower case) in `text`, whatever its case, at or behind `from`.
pub fn find_ci(text: &str, needle: &str, from: usize) -> Option<usize> {
    let (hay, needle) = (text.as_bytes().get(from..)?, needle.as_bytes());
    let first = *needle.first()?;
    let mut at = 0;
    while let Some(found) = memchr::memchr2(first, first.to_ascii_uppercase(), hay.get(at..)?) {
        let start = at + found;
        if hay
            .get(start..start + needle.len())
            .is_some_and(|w| w.eq_ignore_ascii_case(needle))
        {
            return Some(from + start);
        }
        at = start + 1;
    }
    None
}

/// Whether `text` begins with `prefix` (ASCII), whatever its case.
pub fn starts_ci(text: &str, prefix: &str) -> bool {
    text.as_bytes()
        .get(..prefix.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// How much of a text is searched for words, in bytes: reports begin with what they have to say.
const MAX_WORDS: usize = 256 * 1024;

/// The beginning of a text in lower case.
pub fn lower(text: &str) -> String {
    letters::lower(&text[..text.floor_char_boundary(MAX_WORDS)])
}

/// `text` with every run of white space as one space, ends trimmed.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The paragraphs in `range` of `text`: what blank lines separate.
pub fn paragraphs(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = range.start;
    text[range].split("\n\n").map(move |paragraph| {
        let start = at;
        at += paragraph.len() + 2;
        start..start + paragraph.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, want) in [
            ("to <a.b+c@example.com>: no", Some("a.b+c@example.com")),
            ("rcpt=a@example.com, x", Some("a@example.com")),
            ("信件寄給user@example.com失敗", Some("user@example.com")),
            ("'user@example.com.'", Some("user@example.com")),
            ("<user@localhost>", Some("user@localhost")),
            ("user@localhost", None),
            ("a @ b", None),
            ("\"john doe\"@example.com", Some("\"john doe\"@example.com")),
            ("<x@[192.0.2.1]>", Some("x@[192.0.2.1]")),
            ("user@example=com", None),
            (
                "sender+user=example.org@example.com",
                Some("sender+user=example.org@example.com"),
            ),
            ("mailto:a@example.com", Some("a@example.com")),
            ("@example.com b@example.org", Some("b@example.org")),
        ] {
            assert_eq!(address(text, 0).map(|r| &text[r]), want, "{text}");
        }
    }

    #[test]
    fn ips_and_hosts() {
        for (text, want) in [
            ("mx [192.0.2.84]:25", Some("192.0.2.84")),
            ("192.0.2.84:25", Some("192.0.2.84")),
            ("v1.2.3.4", None),
            ("1.2.3.4.5", None),
            ("[2001:db8::1]:25", Some("2001:db8::1")),
            ("at 10:20:30", None),
            ("300.1.1.1", None),
        ] {
            assert_eq!(ip(text).map(|r| &text[r]), want, "{text}");
        }
        assert_eq!(
            host_prefix("mail.example.com. said"),
            Some("mail.example.com")
        );
        assert_eq!(host_prefix("5.1.1 no"), None);
        assert_eq!(host_prefix("localhost x"), None);
    }
}
