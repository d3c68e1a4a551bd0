//! Lower case without the tables of all scripts: they would cost the page 12 KB.
//!
//! Latin, Greek and Cyrillic letters, which is what the words of servers and reports are written in, keep their length in
//! UTF-8; letters of other scripts, and the few whose length would change, stay as they are.

/// The small letter of a letter; any other character stays as it is.
pub const fn small(c: char) -> char {
    let code = c as u32;
    let small = match code {
        0x41..=0x5a => code + 0x20,
        0..=0xbf => code,
        // Latin-1, without the sign of multiplication.
        0xc0..=0xd6 | 0xd8..=0xde => code + 0x20,
        0x178 => 0xff,
        // Pairs that begin with an odd number, then those that begin with an even one.
        0x139..=0x148 | 0x179..=0x17e | 0x1af..=0x1b0 => code + (code & 1),
        0x130 | 0x131 | 0x138 | 0x149 | 0x17f => code,
        0x100..=0x177 | 0x1a0..=0x1a5 | 0x218..=0x21b | 0x1e00..=0x1e95 | 0x1ea0..=0x1eff => {
            code | 1
        }
        // Greek, with and without accents.
        0x386 => 0x3ac,
        0x388..=0x38a => code + 0x25,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 0x3f,
        0x391..=0x3a1 | 0x3a3..=0x3ab => code + 0x20,
        // Cyrillic.
        0x400..=0x40f => code + 0x50,
        0x410..=0x42f => code + 0x20,
        0x460..=0x481 | 0x48a..=0x4bf | 0x4d0..=0x52f => code | 1,
        // Letters of full width.
        0xff21..=0xff3a => code + 0x20,
        _ => code,
    };
    match char::from_u32(small) {
        Some(small) => small,
        None => c,
    }
}

/// A text with small letters; each character stands at the same byte as before.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::{lower, small};

    #[test]
    fn letters_of_the_languages_of_servers() {
        let blocks = [
            0..0x180,
            0x1a0..0x1a6,
            0x1af..0x1b1,
            0x218..0x21c,
            0x386..0x3cf,
            0x400..0x4c0,
            0x4d0..0x530,
            0x1e00..0x1e96,
            0x1ea0..0x1f00,
            0xff21..0xff5b,
        ];
        for c in blocks.into_iter().flatten().filter_map(char::from_u32) {
            let known = c.to_lowercase().collect::<String>();
            // The dotted I would change its length.
            let want = if known.len() == c.len_utf8() {
                known
            } else {
                c.to_string()
            };
            assert_eq!(small(c).to_string(), want, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn nothing_moves() {
        for c in (0..0x3_0000).filter_map(char::from_u32) {
            assert_eq!(small(c).len_utf8(), c.len_utf8(), "U+{:04X}", c as u32);
        }
        assert_eq!(
            lower("ŻÓŁĆ Æ ПИСЬМО ΟΧΙ ẞ 信 İ"),
            "żółć æ письмо οχι ẞ 信 İ"
        );
    }
}
