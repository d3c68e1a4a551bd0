//! The address of a mail that is yet to be written (`mailto:`, RFC 6068).

/// So long may such an address be, in characters: mail programs on Windows take about 2,000 and drop the rest.
pub const LONGEST: usize = 1900;

/// Dots and the end of the line, encoded.
const CUT_OFF: &str = "%E2%80%A6%0D%0A";

/// The address of a mail with that subject and text, to nobody yet, and whether all of the text found its place. Of a
/// longer one it carries the first lines, then `note`, then the last line.
pub fn link(subject: &str, text: &str, note: &str) -> (String, bool) {
    let mut head = String::from("mailto:?subject=");
    encode(subject, &mut head);
    head.push_str("&body=");
    let mut whole = head.clone();
    encode(text, &mut whole);
    if whole.len() <= LONGEST {
        return (whole, true);
    }
    let last = text.trim_end().rsplit('\n').next().unwrap_or_default();
    let mut end = String::new();
    encode(&["\n", note, "\n", last, "\n"].concat(), &mut end);
    // Characters until the place is full, and the mark of a line that is cut.
    let room = LONGEST.saturating_sub(end.len() + CUT_OFF.len());
    let mut letter = String::new();
    let mut cut = head.len();
    let mut inside = false;
    for c in text.chars() {
        letter.clear();
        encode(c.encode_utf8(&mut [0; 4]), &mut letter);
        if head.len() + letter.len() > room {
            break;
        }
        head.push_str(&letter);
        inside = c != '\n';
        if !inside {
            cut = head.len();
        }
    }
    if inside {
        // Half of a short line says nothing; half of a long answer does.
        if head.len() - cut < 120 {
            head.truncate(cut);
        } else {
            head.push_str(CUT_OFF);
        }
    }
    head.push_str(&end);
    (head, false)
}

/// Every byte but the unreserved ones (RFC 3986 section 2.3) as `%XX`; an end of line is CR LF (RFC 6068 section 5).
fn encode(text: &str, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
            continue;
        }
        if byte == b'\n' {
            out.push_str("%0D");
        }
        out.push('%');
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, link};

    #[track_caller]
    fn check(text: &str, whole: bool) {
        let (address, found) = link("Betreff: ü", text, "(short)");
        assert_eq!(found, whole);
        assert!(address.len() <= LONGEST, "{}", address.len());
        assert!(address.is_ascii() && !address.contains([' ', '"', '<', '\n']));
        assert!(address.starts_with("mailto:?subject=Betreff%3A%20%C3%BC&body="));
        assert_eq!(address.contains("%28short%29%0D%0A"), !whole, "{address}");
        assert!(address.ends_with("last%0D%0A"), "{address}");
        if !whole {
            assert!(address.len() > LONGEST - 200, "{}", address.len());
        }
    }

    #[test]
    fn the_address_is_never_too_long() {
        check("one & two = <three>\n\nlast\n", true);
        check(&["a\n", &"b".repeat(3000), "\nlast\n"].concat(), false);
        check(
            &["line of words\n".repeat(300).as_str(), "last\n"].concat(),
            false,
        );
        check(&["退信".repeat(400).as_str(), "\nlast\n"].concat(), false);
        check(
            &["zażółć gęślą jaźń\n".repeat(99).as_str(), "last\n"].concat(),
            false,
        );
    }
}
