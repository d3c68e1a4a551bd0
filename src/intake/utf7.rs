//! UTF-7 (RFC 2152), which neither encoding_rs nor the browser's TextDecoder knows.

/// Whether a charset's label, in lower case, names it.
pub fn is_label(label: &str) -> bool {
    matches!(
        label,
        "utf-7" | "utf7" | "unicode-1-1-utf-7" | "unicode-2-0-utf-7" | "csunicode11utf7"
    )
}

/// The text of `bytes`; what is broken becomes U+FFFD, a `+` that shifts to nothing stays.
pub fn decode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        if *first != b'+' {
            out.push(direct(*first));
            continue;
        }
        let shifted = behind.iter().take_while(|b| sextet(**b).is_some()).count();
        let (sextets, behind) = behind.split_at(shifted);
        if sextets.is_empty() {
            out.push('+');
        } else {
            push_shifted(&mut out, sextets);
        }
        // The hyphen that ends the shift belongs to it; anything else that ends it is text.
        rest = behind.strip_prefix(b"-").unwrap_or(behind);
    }
    out
}

/// A byte outside a shift. All of them are ASCII.
fn direct(byte: u8) -> char {
    if byte.is_ascii() {
        char::from(byte)
    } else {
        char::REPLACEMENT_CHARACTER
    }
}

/// The six bits that a byte of Base64 stands for.
fn sextet(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

/// Appends what a run of Base64 says in UTF-16. At its end up to five bits may be left, all of them zero.
fn push_shifted(out: &mut String, sextets: &[u8]) {
    let (mut bits, mut held) = (0u32, 0);
    let units = sextets.iter().filter_map(|byte| {
        bits = bits << 6 | sextet(*byte)?;
        held += 6;
        if held < 16 {
            return None;
        }
        held -= 16;
        let unit = bits >> held;
        bits &= (1 << held) - 1;
        Some(unit as u16)
    });
    out.extend(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)));
    if held > 5 || bits != 0 {
        out.push(char::REPLACEMENT_CHARACTER);
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn examples_of_the_rfc() {
        for (text, want) in [
            ("A+ImIDkQ.", "A\u{2262}\u{391}."),
            ("Hi Mom -+Jjo--!", "Hi Mom -\u{263a}-!"),
            ("+ZeVnLIqe-", "日本語"),
            ("Item 3 is +AKM-1.", "Item 3 is £1."),
            ("1 +- 1", "1 + 1"),
            ("+ZeU\n+Zyw-", "日\n本"),
            ("nie dostarczono: +AXwA8wFC-w", "nie dostarczono: żółw"),
            ("+2D3eAA-", "😀"),
        ] {
            assert_eq!(decode(text.as_bytes()), want, "{text}");
        }
    }

    #[test]
    fn what_is_broken_stays_near() {
        for (bytes, want) in [
            (&b"a + b"[..], "a + b"),
            (b"end +", "end +"),
            (b"+AXw", "ż"),
            (b"+AX-!", "\u{fffd}!"),
            (b"+A-", "\u{fffd}"),
            (b"+2D0-x", "\u{fffd}x"),
            (b"+3gA-x", "\u{fffd}x"),
            (b"caf\xe9", "caf\u{fffd}"),
            (b"+AXx", "ż\u{fffd}"),
            (b"", ""),
        ] {
            assert_eq!(decode(bytes), want, "{bytes:?}");
        }
    }
}
