//! The text of a compressed RTF body (MS-OXRTFCP), HTML inside it (MS-OXRTFEX) included.

use super::super::Charsets;

/// The text; `None` if the stream cannot be decompressed or holds no words.
pub fn text(compressed: &[u8], charsets: &dyn Charsets) -> Option<String> {
    // The library trusts the size that the stream states, and the stream to hold its own head.
    let stated = compressed
        .get(4..8)
        .and_then(|size| size.try_into().ok())
        .map(u32::from_le_bytes)?;
    if compressed.len() < 16 || stated as usize > MAX_RTF {
        return None;
    }
    let rtf = compressed_rtf::decompress_rtf(compressed).ok()?;
    let text = plain(&rtf, charsets);
    (!text.trim().is_empty()).then_some(text)
}

/// The longest body that is decompressed, in bytes.
const MAX_RTF: usize = 16 * 1024 * 1024;

/// Destinations whose content is no text of the mail.
const SKIPPED: [&str; 12] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "generator",
    "themedata",
    "colorschememapping",
    "latentstyles",
    "datastore",
    "mhtmltag",
    "xmlnstbl",
];

fn plain(rtf: &str, charsets: &dyn Charsets) -> String {
    let bytes = rtf.as_bytes();
    let mut out = String::new();
    let mut eight_bit: Vec<u8> = Vec::new();
    let mut charset = "windows-1252".to_owned();
    // For each open group whether its text is skipped.
    let mut skip = vec![false];
    let mut at = 0;
    let flush = |eight_bit: &mut Vec<u8>, out: &mut String, charset: &str| {
        if !eight_bit.is_empty() {
            out.push_str(
                &charsets
                    .decode(charset, eight_bit)
                    .unwrap_or_else(|| String::from_utf8_lossy(eight_bit).into_owned()),
            );
            eight_bit.clear();
        }
    };
    while at < bytes.len() {
        let skipped = *skip.last().unwrap_or(&false);
        match bytes[at] {
            b'{' => {
                skip.push(skipped);
                at += 1;
            }
            b'}' => {
                if skip.len() > 1 {
                    skip.pop();
                }
                at += 1;
            }
            b'\\' => {
                let rest = &rtf[at + 1..];
                if rest.starts_with('\'') {
                    if let Some(byte) = rest
                        .get(1..3)
                        .and_then(|hex| u8::from_str_radix(hex, 16).ok())
                        && !skipped
                    {
                        eight_bit.push(byte);
                    }
                    at += 4;
                    continue;
                }
                flush(&mut eight_bit, &mut out, &charset);
                let word: &str = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
                if word.is_empty() {
                    if rest.starts_with('*') {
                        // `\*` marks a destination that readers may leave out; HTML tags are such.
                        if let Some(last) = skip.last_mut() {
                            *last = true;
                        }
                    } else if let Some(literal) = rest
                        .chars()
                        .next()
                        .filter(|c| matches!(c, '\\' | '{' | '}') && !skipped)
                    {
                        out.push(literal);
                    }
                    at += 1 + rest.chars().next().map_or(0, char::len_utf8);
                    continue;
                }
                let number: &str = &rest[word.len()..][..rest[word.len()..]
                    .bytes()
                    .take_while(|b| b.is_ascii_digit() || *b == b'-')
                    .count()];
                at += 1 + word.len() + number.len();
                if bytes.get(at) == Some(&b' ') {
                    at += 1;
                }
                match word {
                    "par" | "line" | "row" if !skipped => out.push('\n'),
                    "tab" | "cell" if !skipped => out.push('\t'),
                    "ansicpg" => {
                        charset = format!("windows-{number}")
                            .replace("windows-932", "shift_jis")
                            .replace("windows-950", "big5")
                            .replace("windows-936", "gbk")
                    }
                    "u" if !skipped => {
                        let value = number.parse::<i32>().unwrap_or(0).rem_euclid(65_536);
                        out.push(
                            u32::try_from(value)
                                .ok()
                                .and_then(char::from_u32)
                                .unwrap_or('\u{fffd}'),
                        );
                        // One fallback character follows.
                        if bytes.get(at) == Some(&b'?') {
                            at += 1;
                        }
                    }
                    word if SKIPPED.contains(&word) => {
                        if let Some(last) = skip.last_mut() {
                            *last = true;
                        }
                    }
                    _ => {}
                }
            }
            b'\r' | b'\n' => at += 1,
            _ => {
                let c = rtf[at..].chars().next().unwrap_or(' ');
                if !skipped {
                    flush(&mut eight_bit, &mut out, &charset);
                    out.push(c);
                }
                at += c.len_utf8();
            }
        }
    }
    flush(&mut eight_bit, &mut out, &charset);
    out
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::intake::charsets;

    #[test]
    fn words_of_rtf() {
        let rtf = r"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0 Arial;}}\pard za\'bf\'f3\'b3\'e6\par 550 5.1.1 \{no\}\u28961?{\*\htmltag84 <br>}}";
        assert_eq!(plain(rtf, charsets()), "zażółć\n550 5.1.1 {no}無");
        assert_eq!(plain("{\\rtf1 cut \\'f", charsets()), "cut ");
    }
}
