//! Takes a diagnostic apart into the answers that it wraps, outermost first.
//!
//! An answer is what stands after `->`, in `smtp;…`, behind `said:` or in `<host #5.7.1 smtp;550 5.7.1 …>`.
//! A number in brackets behind the text is a detail of its answer, not an answer.

use super::code;
use super::scan::starts_ci;
use std::ops::Range;

/// The longest diagnostic that is taken apart, in bytes.
const MAX_CHAIN: usize = 64 * 1024;

/// One answer, as places in the clean text (bytes).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawAnswer {
    /// Its reply code.
    pub reply: Option<Range<usize>>,
    /// Its enhanced status code.
    pub status: Option<Range<usize>>,
    /// The whole of it.
    pub text: Range<usize>,
}

/// The answers in `range` of `clean`, wrapper first, innermost last. Empty if there is nothing but white space.
pub fn chain(clean: &str, range: Range<usize>) -> Vec<RawAnswer> {
    let mut answers: Vec<RawAnswer> = Vec::new();
    let range = range.start..clean.floor_char_boundary(range.end.min(range.start + MAX_CHAIN));
    for segment in segments(clean, range) {
        read_segment(clean, segment, &mut answers);
    }
    merge(clean, answers)
}

/// Cuts at the marks behind which another system speaks.
fn segments(clean: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = clean.as_bytes();
    let mut out = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    let mut depth = 0usize;
    while at < range.end {
        let rest = &clean[at..range.end];
        let cut = match bytes[at] {
            b'[' => {
                depth += 1;
                0
            }
            b']' => {
                depth = depth.saturating_sub(1);
                0
            }
            b'-' if depth == 0 && rest.starts_with("->") => 2,
            b'<' if depth == 0 && rest.starts_with("<<< ") => 4,
            b'<' if depth == 0 && wraps(rest) => 1,
            b's' | b'S' if depth == 0 => mark(rest, &["smtp;", "said:"], clean, at),
            b'e' | b'E' if depth == 0 => mark(rest, &["esmtp;"], clean, at),
            b'r' | b'R' if depth == 0 => mark(
                rest,
                &[
                    "responded with:",
                    "returned '",
                    "returned \"",
                    "returned:",
                    "responded:",
                    "replied:",
                ],
                clean,
                at,
            ),
            _ => 0,
        };
        if cut > 0 {
            out.push(start..at);
            start = at + cut;
            at = start;
        } else {
            at += 1;
            while at < range.end && !clean.is_char_boundary(at) {
                at += 1;
            }
        }
    }
    out.push(start..range.end);
    out
}

fn mark(rest: &str, marks: &[&str], clean: &str, at: usize) -> usize {
    let inside_word = at > 0 && clean.as_bytes()[at - 1].is_ascii_alphanumeric();
    if inside_word {
        return 0;
    }
    marks
        .iter()
        .find(|m| starts_ci(rest, m))
        .map_or(0, |m| m.len())
}

/// Whether `rest` begins as Exchange wraps an answer: `<host #5.7.1 smtp;…` or `< #5.1.1 smtp;…`.
fn wraps(rest: &str) -> bool {
    let inner = &rest[1..rest.floor_char_boundary(1 + 256)];
    let Some(hash) = memchr::memchr(b'#', inner.as_bytes()) else {
        return false;
    };
    let host = inner[..hash].trim();
    !host.contains([' ', '<', '@', '\n']) && code::status_at(inner, hash + 1).is_some()
}

/// Codes of one segment outside brackets; if there are none, inside.
fn read_segment(clean: &str, segment: Range<usize>, answers: &mut Vec<RawAnswer>) {
    let segment = trim(clean, segment);
    if segment.is_empty() {
        return;
    }
    let first = answers.len();
    answers.push(RawAnswer {
        text: segment.clone(),
        ..RawAnswer::default()
    });
    let bytes = clean.as_bytes();
    let mut depth = 0usize;
    let mut at = segment.start;
    let mut in_brackets = RawAnswer::default();
    while at < segment.end {
        match bytes[at] {
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth = depth.saturating_sub(1),
            b'2' | b'4' | b'5' => {
                let text = &clean[segment.start..segment.end];
                let local = at - segment.start;
                let current = if depth > 0 {
                    &mut in_brackets
                } else {
                    answers.last_mut().expect("one was pushed")
                };
                if let Some(found) = code::status_at(text, local) {
                    current.status.get_or_insert(shift(&found, segment.start));
                    at += found.len();
                    continue;
                }
                if code::reply_at(text, local).is_some()
                    && (local == 0 || code::is_reply_place(text, local))
                {
                    let reply = at..at + 3;
                    let known = current.reply.as_ref().map(|r| &clean[r.clone()]);
                    let dots = text[..local].trim_end().ends_with("...");
                    let other = known != Some(&clean[reply.clone()]);
                    let opens = other
                        && (current.status.is_some() && opens_answer(&text[local + 3..])
                            || current.reply.is_some() && dots);
                    if opens && depth == 0 {
                        current.text.end = at;
                        answers.push(RawAnswer {
                            reply: Some(reply),
                            status: None,
                            text: at..segment.end,
                        });
                    } else {
                        current.reply.get_or_insert(reply);
                    }
                    at += 3;
                    continue;
                }
                while at + 1 < segment.end && bytes[at + 1].is_ascii_digit() {
                    at += 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let only = &mut answers[first];
    if only.status.is_none() && only.reply.is_none() {
        only.reply = in_brackets.reply;
        only.status = in_brackets.status;
    } else if only.status.is_none() {
        only.status = in_brackets.status;
    }
}

/// Whether a second reply code, followed by `after`, begins an answer of another system: `550-'5.7.1 …`, `554 5.7.1 …`.
fn opens_answer(after: &str) -> bool {
    if after.starts_with("-'") || after.starts_with("-\"") {
        return true;
    }
    let next = after.trim_start_matches([' ', '-', '\'', '"', ':']);
    after.len() - next.len() <= 4 && code::status_at(next, 0).is_some()
}

/// Joins what is no answer of its own to its neighbour, and lets an answer take over the code that it lacks.
fn merge(clean: &str, raw: Vec<RawAnswer>) -> Vec<RawAnswer> {
    let mut out: Vec<RawAnswer> = Vec::new();
    let mut lead: Option<RawAnswer> = None;
    for mut answer in raw {
        let bare = answer.reply.is_none() && answer.status.is_none();
        let header =
            answer.reply.is_none() && answer.status.is_some() && ends_with_status(clean, &answer);
        if header {
            // `<host #5.7.1` before `smtp;`: the code belongs to what follows.
            lead = Some(answer);
            continue;
        }
        if let Some(lead) = lead.take() {
            if answer.status.is_none() {
                answer.status = lead.status;
            }
            out.push(answer);
            continue;
        }
        if bare && !out.is_empty() {
            let last = out.last_mut().expect("not empty");
            last.text.end = answer.text.end.max(last.text.end);
            continue;
        }
        out.push(answer);
    }
    if let Some(lead) = lead {
        out.push(lead);
    }
    // A host name before `said:` is no answer once an answer follows.
    while out.len() > 1 && out[0].reply.is_none() && out[0].status.is_none() {
        out.remove(0);
    }
    out
}

fn ends_with_status(clean: &str, answer: &RawAnswer) -> bool {
    let Some(status) = &answer.status else {
        return false;
    };
    let rest = clean[status.end..answer.text.end.max(status.end)].trim_matches([' ', '\n', '\t']);
    let head = &clean[answer.text.start..status.start];
    rest.is_empty() && head.trim_end().ends_with('#')
}

fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// `range` without white space and without the quotes and brackets that wrap an answer.
pub fn trim(clean: &str, range: Range<usize>) -> Range<usize> {
    let slice = &clean[range.clone()];
    let head = slice.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '\'' | '"' | ':' | ';' | ',' | '>' | '#' | '`')
    });
    // `#550 5.1.1 …` keeps its number; `<user@…>` keeps its bracket.
    let start = range.end - head.len();
    let mut body = head.trim_end();
    loop {
        let cut = body
            .trim_end_matches("##")
            .trim_end_matches(['\'', '`', ' ', '\n', '\t']);
        let cut = match cut.strip_suffix('>') {
            Some(rest) if rest.matches('<').count() <= rest.matches('>').count() => rest,
            _ => cut,
        };
        let cut = match cut.strip_suffix('"') {
            Some(rest) if rest.matches('"').count() % 2 == 0 => rest,
            _ => cut,
        };
        if cut.len() == body.len() {
            break;
        }
        body = cut;
    }
    start..start + body.len()
}

/// The codes of the innermost answer, each taken from the nearest answer around it where it states none.
pub fn innermost(answers: &[RawAnswer]) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let reply = answers.iter().rev().find_map(|a| a.reply.clone());
    let status = answers.iter().rev().find_map(|a| a.status.clone());
    (reply, status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[(&str, &str)]) {
        let answers = chain(text, 0..text.len());
        let get = |r: &Option<Range<usize>>| r.clone().map_or("-", |r| &text[r]);
        let got: Vec<(&str, &str)> = answers
            .iter()
            .map(|a| (get(&a.reply), get(&a.status)))
            .collect();
        assert_eq!(got, want, "{text}\n{answers:?}");
    }

    #[test]
    fn wrappers_and_what_they_wrap() {
        check(
            "550 5.4.300 Message expired -> 451 4.4.397 Error communicating with target host. -> 421 4.4.2 Connection dropped",
            &[("550", "5.4.300"), ("451", "4.4.397"), ("421", "4.4.2")],
        );
        check(
            "smtp; 550 5.1.1 <a@example.com>... User unknown",
            &[("550", "5.1.1")],
        );
        check(
            "554 5.4.0 <mx.example.com #5.4.14 smtp; 554 5.4.14 Hop count exceeded - possible mail loop ATTR34 [X]>",
            &[("554", "5.4.0"), ("554", "5.4.14")],
        );
        check(
            "554 5.4.0 < #4.4.1 smtp; The recipient server did not accept our requests",
            &[("554", "5.4.0"), ("-", "4.4.1")],
        );
        check(
            "550 5.0.350 Remote server returned an error -> 550 account closed",
            &[("550", "5.0.350"), ("550", "-")],
        );
        check(
            "5.1.0 - Unknown address error 550-'5.7.1 <a@example.com>... Access denied'",
            &[("-", "5.1.0"), ("550", "5.7.1")],
        );
        check(
            "451 4.4.0 Primary target IP address responded with: \"451 4.7.3 The admin has disallowed\"",
            &[("451", "4.4.0"), ("451", "4.7.3")],
        );
        check(
            "host mx.example.com[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command)",
            &[("550", "5.1.1")],
        );
    }

    #[test]
    fn details_are_no_answers() {
        check(
            "450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail] [LastAttemptedIP=192.0.2.1:25]",
            &[("450", "4.4.317")],
        );
        check(
            "550 5.4.317 Message expired, cannot connect to remote server(451 5.7.3 STARTTLS is required)",
            &[("550", "5.4.317")],
        );
        check(
            "Sorry, no mailbox here by that name. (#5.1.1)",
            &[("-", "5.1.1")],
        );
        check(
            "550-5.7.26 Your email has been blocked\n550-5.7.26 SPF did not pass\n550 5.7.26 x - gsmtp",
            &[("550", "5.7.26")],
        );
        check("", &[]);
        check("No such domain.", &[("-", "-")]);
    }
}
