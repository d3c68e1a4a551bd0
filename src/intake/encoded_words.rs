//! Encoded words of header fields (RFC 2047): `=?utf-8?B?…?=`.

use super::{Charsets, text};
use mail_parser::decoders::{
    base64::base64_decode, quoted_printable::quoted_printable_decode_char,
};

/// The longest word that is decoded, in bytes. RFC 2047 allows 75, programs write more.
const MAX_WORD: usize = 2_000;

/// One word.
struct Word<'a> {
    charset: &'a str,
    octets: Vec<u8>,
    len: usize,
}

/// `value` with its encoded words decoded. What is broken stands as it is.
pub fn decode(value: &str, charsets: &dyn Charsets) -> String {
    let mut out = String::with_capacity(value.len());
    // Words in a row are decoded together: programs cut them in the middle of a character.
    let mut open: Option<Word<'_>> = None;
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let (between, from) = rest.split_at(at);
        let Some(word) = word(from) else {
            close(open.take(), &mut out, charsets);
            out.push_str(&rest[..at + 2]);
            rest = &from[2..];
            continue;
        };
        rest = &from[word.len..];
        match &mut open {
            Some(known) if between.trim().is_empty() => {
                if known.charset.eq_ignore_ascii_case(word.charset) {
                    known.octets.extend(word.octets);
                } else {
                    close(open.replace(word), &mut out, charsets);
                }
            }
            _ => {
                close(open.replace(word), &mut out, charsets);
                out.push_str(between);
            }
        }
    }
    close(open, &mut out, charsets);
    out.push_str(rest);
    out
}

fn close(word: Option<Word<'_>>, out: &mut String, charsets: &dyn Charsets) {
    if let Some(word) = word {
        let decoded = text::decode(&word.octets, Some(word.charset), charsets);
        out.push_str(&decoded.unwrap_or_else(|lossy| lossy));
    }
}

/// The word that `text` begins with; `None` if it is none or broken.
fn word(text: &str) -> Option<Word<'_>> {
    let mut fields = text.strip_prefix("=?")?.splitn(3, '?');
    let (charset, encoding, behind) = (fields.next()?, fields.next()?, fields.next()?);
    // RFC 2231 section 5 adds a language: `utf-8*pl`.
    let charset = charset.split('*').next().unwrap_or_default();
    if charset.is_empty() || charset.contains(char::is_whitespace) {
        return None;
    }
    let head = &behind.as_bytes()[..behind.len().min(MAX_WORD)];
    let end = memchr::memmem::find(head, b"?=")?;
    let octets = match encoding {
        "B" | "b" => base64_decode(&head[..end])?,
        "Q" | "q" => unquoted(&head[..end])?,
        _ => return None,
    };
    Some(Word {
        charset,
        octets,
        len: text.len() - behind.len() + end + 2,
    })
}

/// The octets of a `Q` word (RFC 2047 section 4.2).
fn unquoted(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        out.push(match first {
            b'_' => b' ',
            b'=' => {
                let (hex, behind) = rest.split_at_checked(2)?;
                rest = behind;
                quoted_printable_decode_char(hex[0], hex[1])?
            }
            other => *other,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::intake::charsets;

    #[test]
    fn words_of_every_charset() {
        for (value, want) in [
            ("=?UTF-8?B?xbzDs8WCdy4=?= x", "żółw. x"),
            ("=?iso-8859-2?Q?za=BF=F3=B3=E6_ju=BF?=", "zażółć już"),
            ("=?utf-8*pl?q?a?=", "a"),
            ("=?big5?B?pKSk5Q==?=", "中文"),
            ("=?iso-2022-jp?B?GyRCJWYbKEI=?=", "ユ"),
            ("=?utf-7?Q?+ZeVnLIqe-?=", "日本語"),
            ("=?unicode-1-1-utf-7?B?K1plVm5MSXFlLQ==?=", "日本語"),
            ("=?uft-8?Q?=C5=BC?=", "ż"),
            ("a =?utf-8?Q?b?= =?utf-8?Q?c?= d", "a bc d"),
            ("=?utf-8?B?xb==?= =?UTF-8?Q?=BC?=", "ż"),
            ("=?utf-8?Q?a?= =?iso-8859-2?Q?=BF?=", "aż"),
        ] {
            assert_eq!(decode(value, charsets()), want, "{value}");
        }
    }

    #[test]
    fn what_is_broken_stays() {
        for value in [
            "plain",
            "=?utf-8?X?a?=",
            "=?utf-8?Q?a",
            "=?utf-8?Q?=Z?=",
            "=? ?Q?a?=",
            "=?utf-8?B?*?=",
            "=?",
            "",
        ] {
            assert_eq!(decode(value, charsets()), value);
        }
    }
}
