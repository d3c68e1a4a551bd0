//! Header-like fields (RFC 5322 section 2.2, RFC 3464 section 2.1.1) with where they stand.

use crate::intake::field_name;
use std::ops::Range;

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

/// The fields in `range` of `clean`. Lines that are no fields are passed over.
pub fn read(clean: &str, range: Range<usize>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut at = range.start;
    let mut after_blank = false;
    let mut open = false;
    let range = range.start..range.end.min(clean.len());
    while at < range.end {
        let end = clean[at..range.end].find('\n').map_or(range.end, |n| at + n);
        let line = &clean[at..end];
        if line.trim().is_empty() {
            after_blank = true;
            open = false;
        } else if line.starts_with([' ', '\t']) && open {
            if let Some(last) = fields.last_mut() {
                last.value.end = at + line.trim_end().len();
            }
        } else if let Some(name) = field_name(line.trim_start()) {
            let colon = at + line.find(':').unwrap_or_default() + 1;
            let value = &clean[colon..end];
            let start = colon + (value.len() - value.trim_start().len());
            let value = start..(colon + value.trim_end().len()).max(start);
            fields.push(Field { name: name.to_ascii_lowercase(), value, after_blank });
            after_blank = false;
            open = true;
        } else {
            // A value whose folding was lost (pasted, or QP soft breaks): it goes on while no field begins.
            match fields.last_mut().filter(|last| open && wraps(last)) {
                Some(last) => last.value.end = at + line.trim_end().len(),
                None => open = false,
            }
        }
        at = end + 1;
    }
    fields
}

/// Whether the value of a field is text that may go on in the next line without indentation.
fn wraps(field: &Field) -> bool {
    matches!(field.name.as_str(), "diagnostic-code" | "x-display-name" | "subject")
}

/// What stands behind the type of a typed value (`rfc822; user@example.com`, `dns; mx.example.com`).
pub fn untyped(clean: &str, value: Range<usize>) -> Range<usize> {
    let text = &clean[value.clone()];
    match text.find(';') {
        Some(semicolon) if text[..semicolon].trim().bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')) => {
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
        let fields = read(text, 0..text.len());
        let got: Vec<(&str, &str, bool)> = fields.iter().map(|f| (f.name.as_str(), &text[f.value.clone()], f.after_blank)).collect();
        assert_eq!(
            got,
            [
                ("reporting-mta", "dns; mx.example.com", false),
                ("final-recipient", "rfc822; a@example.com", true),
                ("diagnostic-code", "smtp; 550 a\n  b\nlost indentation", false),
                ("status", "5.1.1", false),
            ]
        );
        assert_eq!(&text[untyped(text, fields[1].value.clone())], "a@example.com");
    }
}
