//! Builds the clean text while keeping where each byte of it came from.

use super::model::{Part, Role, Run};

/// The clean text under construction.
#[derive(Debug, Default)]
pub struct Cleaner {
    /// What has been written.
    pub clean: String,
    /// Where it came from.
    pub runs: Vec<Run>,
    /// The parts finished so far.
    pub parts: Vec<Part>,
}

impl Cleaner {
    /// An empty one with room for a clean text of so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Cleaner {
            clean: String::with_capacity(bytes),
            ..Cleaner::default()
        }
    }

    /// Appends `slice`, which stands unchanged at byte `at` of the text.
    pub fn same(&mut self, slice: &str, at: usize) {
        if slice.is_empty() {
            return;
        }
        let clean = self.clean.len();
        match self.runs.last_mut() {
            Some(run) if run.is_same() && run.clean().end == clean && run.text().end == at => {
                run.extend(slice.len());
            }
            _ => self
                .runs
                .push(Run::new(clean, slice.len(), at, slice.len())),
        }
        self.clean.push_str(slice);
    }

    /// Appends `replacement` for the `len` bytes at byte `at` of the text.
    pub fn instead(&mut self, replacement: &str, at: usize, len: usize) {
        if replacement.len() == len {
            // An unequal run of equal length would be taken for an unchanged one; positions agree all the same.
            return self.same(replacement, at);
        }
        if replacement.is_empty() {
            return;
        }
        let clean = self.clean.len();
        self.runs.push(Run::new(clean, replacement.len(), at, len));
        self.clean.push_str(replacement);
    }

    /// Ends a line that does not end in LF yet; `at` is where the text continues.
    pub fn end_line(&mut self, at: usize) {
        if !self.clean.is_empty() && !self.clean.ends_with('\n') {
            self.instead("\n", at, 0);
        }
    }

    /// Records what was written since `start` as a part.
    pub fn part(&mut self, role: Role, mail: usize, start: usize) {
        if self.clean.len() > start {
            self.parts.push(Part {
                role,
                mail,
                start,
                end: self.clean.len(),
            });
        }
    }
}

/// A plain character for a typographic or invisible one; `Some("")` where it is dropped, `None` where it stays.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' => "'",
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' => "\"",
        '\u{2010}' | '\u{2011}' => "-",
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => "",
        '\r' | '\0' => "",
        '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => "\n",
        _ => return None,
    })
}

/// Appends `slice` (at byte `at` of the text) with odd spaces, quotes and invisible characters made plain.
pub fn push_plain(cleaner: &mut Cleaner, slice: &str, at: usize) {
    let mut from = 0;
    let mut i = plain_len(slice.as_bytes());
    while let Some(c) = slice[i..].chars().next() {
        if let Some(replacement) = plain(c) {
            cleaner.same(&slice[from..i], at + from);
            if !replacement.is_empty() {
                cleaner.instead(replacement, at + i, c.len_utf8());
            }
            from = i + c.len_utf8();
        }
        i += c.len_utf8();
        i += plain_len(&slice.as_bytes()[i..]);
    }
    cleaner.same(&slice[from..], at + from);
}

/// How many bytes `bytes` begins with that stay as they are: printable ASCII, most of any mail.
fn plain_len(bytes: &[u8]) -> usize {
    // Whole blocks first, without a branch for each byte.
    const BLOCK: usize = 32;
    let is_plain = |b: u8| matches!(b, b' '..=b'~' | b'\n' | b'\t');
    let blocks = bytes
        .chunks_exact(BLOCK)
        .take_while(|block| block.iter().fold(true, |all, b| all & is_plain(*b)))
        .count();
    let rest = &bytes[blocks * BLOCK..];
    blocks * BLOCK + rest.iter().take_while(|b| is_plain(**b)).count()
}

#[cfg(test)]
mod tests {
    use super::{Cleaner, push_plain};
    use crate::intake::{Document, Form};

    fn document(text: &str) -> Document {
        let mut cleaner = Cleaner::default();
        push_plain(&mut cleaner, text, 0);
        Document {
            form: Form::Unknown,
            text: text.to_owned(),
            clean: cleaner.clean,
            parts: cleaner.parts,
            runs: cleaner.runs,
            notes: vec![],
        }
    }

    #[test]
    fn offsets_survive_replacement() {
        let text = "a\u{a0}b \u{201c}c\u{201d}\u{200b}d\r\n550";
        let document = document(text);
        assert_eq!(document.clean, "a b \"c\"d\n550");
        for word in ["a", "b", "c", "d", "550"] {
            let at = document.clean.find(word).unwrap();
            let span = document.locate(at, at + word.len());
            assert_eq!(&text[span.start..span.end], word);
        }
        let quoted = document.clean.find('"').unwrap();
        let span = document.locate(quoted, quoted + 3);
        assert_eq!(&text[span.start..span.end], "\u{201c}c\u{201d}");
    }
}
