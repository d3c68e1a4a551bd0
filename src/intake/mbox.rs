//! Several mails in one file (RFC 4155): where each begins.

use super::form;

/// The mails in `text`, as byte ranges without their `From ` lines; `None` if it is not an mbox file with two or more.
pub fn split(text: &str) -> Option<Vec<std::ops::Range<usize>>> {
    if !text.starts_with("From ") {
        return None;
    }
    let mut starts = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_from_line(line) && form::is_mail(head(text, at + line.len())) {
            starts.push((at, at + line.len()));
        }
        at += line.len();
    }
    if starts.len() < 2 {
        return None;
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|(line, _)| *line)
        .chain([text.len()]);
    Some(
        starts
            .iter()
            .zip(ends)
            .map(|((_, start), end)| *start..end)
            .collect(),
    )
}

/// Enough of the text behind `at` to see a header block.
fn head(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    &rest[..rest.floor_char_boundary(8192)]
}

/// `From user@example.com Thu Apr 29 23:34:45 2015`
fn is_from_line(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("From ") else {
        return false;
    };
    let words: Vec<&str> = rest.split_ascii_whitespace().collect();
    words.len() >= 6
        && words
            .iter()
            .any(|w| w.len() == 8 && w.as_bytes()[2] == b':' && w.as_bytes()[5] == b':')
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn two_mails() {
        let mail = "Received: a\nFrom: x\n\nbody\nFrom here on text\n\n";
        let text = format!(
            "From a@example.com Thu Apr 29 23:34:45 2015\n{mail}From MAILER-DAEMON Thu Apr 29 23:34:46 2015\n{mail}"
        );
        let mails = split(&text).unwrap();
        assert_eq!(
            mails.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(),
            [mail, mail]
        );
        assert_eq!(split(mail), None);
    }
}
