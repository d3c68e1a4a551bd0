//! Texts as they are compared: a reader types without accents, in any case, with or without a space beside Chinese.

use crate::explain::is_chinese;
use crate::knowledge::normalise;

/// Lower case, plain letters, plain punctuation, single spaces; none beside a Chinese character.
pub fn fold(text: &str) -> String {
    let text = normalise(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let beside = |c: Option<char>| c.is_some_and(is_chinese);
        if c == ' ' && (beside(out.chars().next_back()) || beside(chars.peek().copied())) {
            continue;
        }
        out.extend(plain(c));
    }
    out
}

/// A lower-case letter without its marks; `None` for a mark that stands alone.
fn plain(c: char) -> Option<char> {
    Some(match c {
        c if c.is_ascii() => c,
        'à'..='å' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ę' => 'e',
        'ì'..='ï' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ò'..='ö' => 'o',
        'ś' | 'š' => 's',
        'ù'..='ü' => 'u',
        'ź' | 'ż' | 'ž' => 'z',
        '\u{300}'..='\u{36f}' => return None,
        // The full-width forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0)?,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn what_is_typed_and_what_stands_there_meet() {
        for (text, want) in [
            ("Łącznik  żółć", "lacznik zolc"),
            ("z\u{307}o\u{301}ł", "zol"),
            ("檢查 DNS 記錄", "檢查dns記錄"),
            ("５．７．１", "5.7.1"),
            ("“User\u{a0}unknown”", "\"user unknown\""),
            ("", ""),
        ] {
            assert_eq!(fold(text), want, "{text}");
        }
    }
}
