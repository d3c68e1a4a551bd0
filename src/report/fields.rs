//! Header-like fields (RFC 5322 section 2.2, RFC 3464 section 2.1.1) with where they stand.

use crate::intake::field_name;
use std::ops::Range;

/// How many fields of a header are read; real ones have a hundred.
pub const MAX_FIELDS: usize = 2_000;

/// One field, as places in the clean text (bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name, lower case.
    pub name: String,
    /// Its value with the lines folded into it, white space around trimmed.
    pub value: Range<usize>,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
}

/// The fields in `range` of `clean`, one after the other. Lines that are no fields are passed over.
pub fn read(clean: &str, range: Range<usize>) -> impl Iterator<Item = Field> + '_ {
    Fields {
        clean,
        at: range.start,
        end: range.end.min(clean.len()),
        after_blank: false,
    }
}

struct Fields<'a> {
    clean: &'a str,
    at: usize,
    end: usize,
    after_blank: bool,
}

impl Fields<'_> {
    /// The line at `self.at`: its first byte and the byte of its line end.
    fn line(&self) -> Option<(usize, usize)> {
        (self.at < self.end).then(|| {
            (
                self.at,
                memchr::memchr(b'\n', &self.clean.as_bytes()[self.at..self.end])
                    .map_or(self.end, |n| self.at + n),
            )
        })
    }
}

impl Iterator for Fields<'_> {
    type Item = Field;

    fn next(&mut self) -> Option<Field> {
        let mut found: Option<Field> = None;
        while let Some((at, end)) = self.line() {
            let line = &self.clean[at..end];
            let body = line.trim_start();
            let folds = line.starts_with([' ', '\t']);
            let blank = line.trim().is_empty();
            if let Some(field) = &mut found {
                let named = !folds && field_name(body).is_some();
                // A value whose folding was lost (pasted, or QP soft breaks) goes on while no field begins.
                if blank || named || !(folds || wraps(field)) {
                    return found;
                }
                field.value.end = at + line.trim_end().len();
            } else if blank {
                self.after_blank = true;
            } else if let Some(name) = field_name(body) {
                let name_end = end - body.len() + name.len();
                let colon = memchr::memchr(b':', &self.clean.as_bytes()[name_end..end]);
                let colon = name_end + colon.unwrap_or_default() + 1;
                let value = &self.clean[colon..end];
                let start = colon + (value.len() - value.trim_start().len());
                let value = start..(colon + value.trim_end().len()).max(start);
                found = Some(Field {
                    name: name.to_ascii_lowercase(),
                    value,
                    after_blank: std::mem::take(&mut self.after_blank),
                });
            }
            self.at = end + 1;
        }
        found
    }
}

/// Whether the value of a field is text that may go on in the next line without indentation.
fn wraps(field: &Field) -> bool {
    matches!(
        field.name.as_str(),
        "diagnostic-code" | "x-display-name" | "subject"
    )
}

/// What stands behind the type of a typed value (`rfc822; user@example.com`, `dns; mx.example.com`).
pub fn untyped(clean: &str, value: Range<usize>) -> Range<usize> {
    let text = &clean[value.clone()];
    match text.find(';') {
        Some(semicolon)
            if text[..semicolon]
                .trim()
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')) =>
        {
            let rest = &text[semicolon + 1..];
            let start = value.start + semicolon + 1 + (rest.len() - rest.trim_start().len());
            start.min(value.end)..value.end
        }
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_and_blank_lines() {
        let text = "Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; a@example.com\nDiagnostic-Code: smtp; 550 a\n  b\nlost indentation\nStatus: 5.1.1\n";
        let fields: Vec<Field> = read(text, 0..text.len()).collect();
        let got: Vec<(&str, &str, bool)> = fields
            .iter()
            .map(|f| (f.name.as_str(), &text[f.value.clone()], f.after_blank))
            .collect();
        assert_eq!(
            got,
            [
                ("reporting-mta", "dns; mx.example.com", false),
                ("final-recipient", "rfc822; a@example.com", true),
                (
                    "diagnostic-code",
                    "smtp; 550 a\n  b\nlost indentation",
                    false
                ),
                ("status", "5.1.1", false),
            ]
        );
        assert_eq!(
            &text[untyped(text, fields[1].value.clone())],
            "a@example.com"
        );
    }
}
