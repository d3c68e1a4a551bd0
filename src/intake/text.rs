//! Bytes to text: byte order marks, declared charsets, line ends.

use super::{Charsets, utf7};
use std::borrow::Cow;

/// The text of `bytes` in the declared charset, else in the charset that they themselves show.
///
/// `Err` holds the best reading when a charset is declared that nobody knows.
pub fn decode<'a>(
    bytes: &'a [u8],
    charset: Option<&str>,
    charsets: &dyn Charsets,
) -> Result<Cow<'a, str>, Cow<'a, str>> {
    if let Some((label, rest)) = byte_order_mark(bytes) {
        let text = charsets.decode(label, rest).map(Cow::Owned);
        return text.ok_or_else(|| lossy(rest));
    }
    let declared = charset.map(label).filter(|c| !c.is_empty());
    match declared.as_deref() {
        None
        | Some(
            "us-ascii" | "ascii" | "utf-8" | "utf8" | "7bit" | "8bit" | "unknown" | "unknown-8bit"
            | "default",
        ) => Ok(undeclared(bytes, charsets)),
        Some(label) if utf7::is_label(label) => Ok(utf7::decode(bytes).into()),
        Some(label) if bytes.is_ascii() && !is_shifted(label) => Ok(lossy(bytes)),
        Some(label) => match charsets.decode(label, bytes) {
            Some(text) => Ok(text.into()),
            None => Err(undeclared(bytes, charsets)),
        },
    }
}

/// A charset's name without the quotes that some programs leave on it, in lower case.
fn label(charset: &str) -> String {
    charset
        .trim()
        .trim_matches(['"', '\''])
        .to_ascii_lowercase()
}

/// Whether the declared charset is UTF-7.
pub fn is_utf7(charset: Option<&str>) -> bool {
    charset.is_some_and(|charset| utf7::is_label(&label(charset)))
}

/// Whether a charset writes other characters with ASCII bytes.
fn is_shifted(label: &str) -> bool {
    label.starts_with("iso-2022") || label.starts_with("utf-16") || label.starts_with("hz")
}

fn undeclared<'a>(bytes: &'a [u8], charsets: &dyn Charsets) -> Cow<'a, str> {
    let shifts = |at| {
        matches!(
            bytes.get(at..at + 3),
            Some(b"\x1b$B" | b"\x1b$@" | b"\x1b(J")
        )
    };
    if memchr::memchr_iter(0x1b, bytes).any(shifts)
        && let Some(text) = charsets.decode("iso-2022-jp", bytes)
    {
        return text.into();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => charsets
            .decode("windows-1252", bytes)
            .map_or_else(|| lossy(bytes), Cow::Owned),
    }
}

/// Bytes as UTF-8, bad ones as U+FFFD.
pub fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    // The check is faster than the search for bad bytes, and nearly always enough.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// The charset that a byte order mark, or the zero bytes of UTF-16 text, show, and what follows the mark.
fn byte_order_mark(bytes: &[u8]) -> Option<(&'static str, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Some(("utf-8", rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some(("utf-16le", rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some(("utf-16be", rest));
    }
    let head = &bytes[..bytes.len().min(64) & !1];
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = head.len() / 2;
    let mostly = |n: usize| half >= 4 && n * 4 >= half * 3;
    if mostly(zeros(1)) && zeros(0) == 0 {
        return Some(("utf-16le", bytes));
    }
    if mostly(zeros(0)) && zeros(1) == 0 {
        return Some(("utf-16be", bytes));
    }
    None
}

/// The same text with every line end as LF.
pub fn line_ends(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for at in memchr::memchr_iter(b'\r', text.as_bytes()) {
        out.push_str(&text[from..at]);
        if !text[at + 1..].starts_with('\n') {
            out.push('\n');
        }
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out.into()
}

/// The same for bytes of a charset that has not been decoded yet. No charset of mail uses CR inside a character.
pub fn byte_line_ends(bytes: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'\r', bytes).is_none() {
        return bytes.into();
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for at in memchr::memchr_iter(b'\r', bytes) {
        out.extend_from_slice(&bytes[from..at]);
        if bytes.get(at + 1) != Some(&b'\n') {
            out.push(b'\n');
        }
        from = at + 1;
    }
    out.extend_from_slice(&bytes[from..]);
    out.into()
}

/// Whether bytes are no text: zero bytes, or many control characters, near the beginning.
pub fn is_binary(bytes: &[u8]) -> bool {
    if byte_order_mark(bytes).is_some() {
        return false;
    }
    let head = &bytes[..bytes.len().min(4096)];
    let odd = count(head, |b| {
        (b < 9) | (b > 13 && b < 27) | (b > 27 && b < 32) | (b == 127)
    });
    let zeros = count(head, |b| b == 0);
    zeros * 50 > head.len() || odd * 20 > head.len()
}

/// How many bytes are such; in blocks, which the compiler makes wide steps of.
fn count(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    let in_block = |block: &[u8]| block.iter().map(|b| u8::from(is_such(*b))).sum::<u8>();
    bytes
        .chunks(128)
        .map(|block| usize::from(in_block(block)))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::charsets;

    #[test]
    fn charsets_declared_and_not() {
        let utf16: Vec<u8> = "550 5.1.1 Ż"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for (bytes, charset, want) in [
            (&b"abc"[..], None, "abc"),
            (b"\xef\xbb\xbfabc", None, "abc"),
            (&utf16, None, "550 5.1.1 Ż"),
            (b"\xa4\xa4\xa4\xe5", Some("big5"), "中文"),
            (b"\x1b$B%f\x1b(B", None, "ユ"),
            (b"za\xbf", Some("iso-8859-2"), "zaż"),
            (b"za+AXw-", Some("UTF-7"), "zaż"),
            (b"za+AXw-", Some("\"unicode-1-1-utf-7\""), "zaż"),
            (b"caf\xe9", None, "café"),
            (b"a\xe4", Some("utf-8"), "aä"),
        ] {
            assert_eq!(
                decode(bytes, charset, charsets()).as_deref(),
                Ok(want),
                "{charset:?}"
            );
        }
        assert_eq!(
            decode(b"caf\xe9", Some("x-nobody"), charsets()),
            Err("café".into())
        );
    }

    #[test]
    fn binary_is_told_from_text() {
        assert!(is_binary(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"));
        assert!(is_binary(b"PK\x03\x04\x14\0\x06\0"));
        assert!(!is_binary("zażółć 未傳遞".as_bytes()));
        assert!(!is_binary(b"a\0b\0c\0d\0e\0"));
        assert!(!is_binary(b""));
    }

    #[test]
    fn line_ends_become_lf() {
        assert_eq!(line_ends("a\r\nb\rc\nd"), "a\nb\nc\nd");
    }
}
