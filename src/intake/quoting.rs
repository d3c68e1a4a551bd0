//! Takes quoting off: `> `, `> > `, `// `, `# ` before the lines of a forwarded or commented bounce.

/// Length in bytes of the quoting before `line`; 0 if it is not quoted.
///
/// `>>> RCPT TO:<…>` of a sendmail transcript is no quoting, nor is the `#550 …` of Exchange.
pub fn prefix_len(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut taken = 0;
    loop {
        while bytes.get(at).is_some_and(|b| matches!(b, b' ' | b'\t')) {
            at += 1;
        }
        match bytes.get(at) {
            Some(b'>') if !is_transcript(&line[at..]) => at += 1,
            Some(b'/') if bytes.get(at + 1) == Some(&b'/') => at += 2,
            Some(b'#') if matches!(bytes.get(at + 1), Some(b' ' | b'\t') | None) => at += 1,
            Some(b'#') if matches!(bytes.get(at + 1), Some(b'A'..=b'Z')) => at += 1,
            _ => break,
        }
        taken = at;
        if bytes.get(at) == Some(&b' ') {
            taken += 1;
        }
    }
    taken
}

/// Whether a line is of a qmail log, which writes `_` for every space.
pub fn is_underscored(line: &str) -> bool {
    line.bytes().filter(|b| *b == b'_').count() >= 3
        && (line.contains("_said:_")
            || line.contains("_does_not_")
            || line.contains("/Remote_host")
            || line.contains("/Giving_up_on_")
            || line.contains("_odpowiedzial:_"))
}

/// Whether `rest` is a line of a sendmail transcript: `>>> MAIL From:<…>`.
fn is_transcript(rest: &str) -> bool {
    let Some(command) = rest.strip_prefix(">>> ") else {
        return false;
    };
    let verb = command.split([' ', ':', '\t']).next().unwrap_or_default();
    matches!(
        verb,
        "HELO"
            | "EHLO"
            | "LHLO"
            | "MAIL"
            | "RCPT"
            | "DATA"
            | "BDAT"
            | "QUIT"
            | "RSET"
            | "NOOP"
            | "AUTH"
            | "STARTTLS"
            | "."
    )
}

#[cfg(test)]
mod tests {
    use super::prefix_len;

    #[test]
    fn quoting_goes_transcripts_stay() {
        for (line, rest) in [
            ("> 550 5.1.1 no", "550 5.1.1 no"),
            (">550", "550"),
            ("> > deep", "deep"),
            (">> deep", "deep"),
            (
                "      // ** Address not found **",
                "** Address not found **",
            ),
            ("#Remote Server returned", "Remote Server returned"),
            ("# text", "text"),
            (">>> RCPT TO:<a@example.com>", ">>> RCPT TO:<a@example.com>"),
            (
                "#550 5.4.1 Relay Access Denied ##",
                "#550 5.4.1 Relay Access Denied ##",
            ),
            ("#< #5.1.1 smtp;550>", "#< #5.1.1 smtp;550>"),
            ("   indented", "   indented"),
            (">   indented", "  indented"),
            ("", ""),
        ] {
            assert_eq!(&line[prefix_len(line)..], rest, "{line}");
        }
    }
}
