//! Quoted-printable source (RFC 2045 section 6.7) that was pasted as text.

use super::cleaner::{Cleaner, push_plain};

/// Whether `text` is such source: at least two lines end in a soft break or an encoded space.
pub fn is_pasted(text: &str) -> bool {
    if memchr::memchr(b'=', text.as_bytes()).is_none() {
        return false;
    }
    text.lines()
        .filter(|l| {
            l.len() <= 200 && (ends_in_soft_break(l) || l.ends_with("=20") || l.ends_with("=09"))
        })
        .take(2)
        .count()
        == 2
}

fn ends_in_soft_break(line: &str) -> bool {
    line.len() > 1 && line.ends_with('=') && !line.ends_with("==")
}

/// Appends a line of such source, decoded, to the clean text.
pub fn push(cleaner: &mut Cleaner, line: &str, at: usize) {
    let (body, end) = match line.strip_suffix('\n') {
        Some(body) => (body, "\n"),
        None => (line, ""),
    };
    let (body, soft) = match body.strip_suffix('=') {
        Some(body) => (body, true),
        None => (body, false),
    };
    let mut from = 0;
    while let Some(found) = body[from..].find('=') {
        let start = from + found;
        push_plain(cleaner, &body[from..start], at + from);
        let (bytes, len) = octets(&body[start..]);
        match std::str::from_utf8(&bytes) {
            Ok(text) if !bytes.is_empty() => {
                let mut plain = Cleaner::default();
                push_plain(&mut plain, text, 0);
                cleaner.instead(&plain.clean, at + start, len);
                from = start + len;
            }
            _ => {
                cleaner.same("=", at + start);
                from = start + 1;
            }
        }
    }
    push_plain(cleaner, &body[from..], at + from);
    if !soft {
        cleaner.same(end, at + body.len());
    }
}

/// The octets of the run of `=XX` that `text` begins with, and its length.
fn octets(text: &str) -> (Vec<u8>, usize) {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some([b'=', high, low]) = bytes.get(at..at + 3) {
        let (Some(high), Some(low)) = ((*high as char).to_digit(16), (*low as char).to_digit(16))
        else {
            break;
        };
        out.push((high * 16 + low) as u8);
        at += 3;
    }
    (out, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn soft_breaks_and_octets() {
        let source = "returned=20\nan err=\nor: caf=C3=A9 a=b =3D\n";
        let mut cleaner = Cleaner::default();
        let mut at = 0;
        for line in source.split_inclusive('\n') {
            push(&mut cleaner, line, at);
            at += line.len();
        }
        assert_eq!(cleaner.clean, "returned \nan error: café a=b =\n");
        assert!(!is_pasted("x = y\na=b"));
        assert!(is_pasted("one=20\ntwo=\nthree"));
    }
}
