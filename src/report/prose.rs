//! The general reader: any text that names recipients and answers, whoever wrote it and in whatever language.
//!
//! It knows layout, not labels: an address that begins a line opens a stanza, an answer begins where a server's code
//! stands in its place, and both belong together when they stand together.

use super::answer::{self, RawAnswer};
use super::draft::{Draft, sharpness};
use super::{code, recipients, scan};
use std::ops::Range;

/// A recipient and what is said of it.
#[derive(Debug)]
struct Stanza {
    draft: Draft,
    line: usize,
    answered: bool,
}

/// A line of the clean text without its indentation (bytes).
#[derive(Debug, Clone)]
pub struct Line {
    /// First byte behind the indentation.
    pub start: usize,
    /// One past the last byte that is no white space.
    pub end: usize,
    /// Whether it is indented.
    pub indented: bool,
}

/// The lines in `range` of `clean`; blank ones have `start == end`.
pub fn lines(clean: &str, range: Range<usize>) -> Vec<Line> {
    let ends = memchr::memchr_iter(b'\n', &clean.as_bytes()[range.clone()]);
    let ends = ends.map(|n| range.start + n).chain([range.end]);
    let mut at = range.start;
    ends.map(|end| {
        let line = &clean[at..end];
        let body = line.trim_start();
        let lead = if body.is_empty() {
            0
        } else {
            line.len() - body.len()
        };
        let start = at + lead;
        at = end + 1;
        Line {
            start,
            end: start + body.trim_end().len(),
            indented: lead > 0,
        }
    })
    .collect()
}

/// What the text in `ranges` of `clean` says of each recipient, in order of appearance; and how many it names.
pub fn read(clean: &str, ranges: &[Range<usize>]) -> (Vec<Draft>, usize) {
    let mut stanzas: Vec<Stanza> = Vec::new();
    let mut loose: Vec<RawAnswer> = Vec::new();
    let mut named = 0;
    for range in ranges {
        named += read_range(clean, range.clone(), &mut stanzas, &mut loose);
    }
    let mut drafts: Vec<Draft> = Vec::new();
    merge(clean, &mut drafts, stanzas.into_iter().map(|s| s.draft));
    give_out(clean, &mut drafts, loose);
    (drafts, named)
}

/// Adds drafts to those that are known; what is said twice of a recipient is one.
pub fn merge(clean: &str, drafts: &mut Vec<Draft>, more: impl IntoIterator<Item = Draft>) {
    for draft in more {
        let address = draft.recipient.as_ref().map_or("", |(a, _)| a);
        match drafts.iter_mut().find(|d| d.is_for(address)) {
            Some(known) if known.answers.is_empty() || (!known.has_code() && draft.has_code()) => {
                known.answers = draft.answers;
            }
            Some(known) => keep_code(clean, known, &draft.answers),
            None => drafts.push(draft),
        }
    }
}

/// Reads one stretch; returns how many stanzas it has, of which only so many are kept as are explained.
fn read_range(
    clean: &str,
    range: Range<usize>,
    stanzas: &mut Vec<Stanza>,
    loose: &mut Vec<RawAnswer>,
) -> usize {
    let lines = lines(clean, range.clone());
    let first_stanza = stanzas.len();
    let mut n = 0;
    let mut named = 0;
    let mut open = false;
    while n < lines.len() {
        let line = &lines[n];
        if line.start == line.end {
            n += 1;
            continue;
        }
        if let Some(found) = recipients::at_line(clean, line) {
            named += 1;
            if stanzas.len() > super::MAX_DELIVERIES {
                n += 1;
                continue;
            }
            let mut draft = Draft {
                recipient: Some(found.recipient),
                ..Draft::default()
            };
            let mut answered = false;
            if let Some(rest) = found.rest {
                let end = answer_end(clean, &lines, n);
                draft.answers = answer::chain(clean, rest.start..end.max(rest.end));
                answered = !draft.answers.is_empty();
                n = line_index(&lines, end, n);
            }
            stanzas.push(Stanza {
                draft,
                line: n,
                answered,
            });
            open = true;
            n += 1;
            continue;
        }
        let text = &clean[line.start..line.end];
        if let Some(original) = recipients::expanded_from(clean, line) {
            if open && let Some(last) = stanzas.last_mut() {
                last.draft.aliases.push(original.0);
            }
            n += 1;
            continue;
        }
        if let Some(start) = answer_start(text) {
            let end = answer_end(clean, &lines, n);
            // More answers than recipients that are kept say nothing new.
            if loose.len() <= 4 * super::MAX_DELIVERIES {
                let said = answer::chain(clean, line.start + start..end);
                assign(clean, said, &mut stanzas[first_stanza..], open, loose);
            }
            n = line_index(&lines, end, n) + 1;
            continue;
        }
        n += 1;
    }
    fill_unanswered(clean, &lines, &mut stanzas[first_stanza..]);
    named
}

/// Where in a line an answer begins: at a server's code in its place, or at the host that is said to have spoken.
fn answer_start(text: &str) -> Option<usize> {
    let reply = code::reply(text, 0).map(|r| r.start);
    let status = code::status(text, 0)
        .filter(|r| !names_article(text, r))
        .map(|r| r.start)
        .filter(|at| {
            let before = text[..*at].trim_end_matches(['#', '(', '<', '[', '\'', '"', ' ', '\t']);
            let last_word = before
                .rsplit([' ', '\t'])
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase();
            before.is_empty()
                || before.len() < *at && text.as_bytes()[at - 1] != b' '
                || before.ends_with([':', ';', '-', '=', '>'])
                || matches!(
                    last_word.as_str(),
                    "code"
                        | "error"
                        | "status"
                        | "returned"
                        | "said"
                        | "denied"
                        | "dostępu"
                        | "smtp"
                )
        });
    // `Sorry, no mailbox here by that name. (#5.1.1)`: the words before the code are the answer.
    let status = status.map(|at| {
        if text[..at].ends_with("(#") || text[..at].ends_with("(") {
            0
        } else {
            at
        }
    });
    let said = scan::find_ci(text, " said: ", 0)
        .or_else(|| scan::find_ci(text, " to me: ", 0))
        .map(|_| 0);
    [reply, status, said].into_iter().flatten().min()
}

/// Whether a code is the name of a help page: `Fix email delivery issues for error code 5.1.1 in Office 365`.
fn names_article(text: &str, code: &Range<usize>) -> bool {
    scan::starts_ci(&text[code.end..], " in ")
        && text[..code.start]
            .trim_end()
            .to_ascii_lowercase()
            .ends_with("error code")
}

/// The end of the answer that begins in line `from`: before a blank line, the next recipient or the next answer.
fn answer_end(clean: &str, lines: &[Line], from: usize) -> usize {
    let mut end = lines[from].end;
    let first = code_of(clean, &lines[from]);
    let quoted = opens_quote(&clean[lines[from].start..lines[from].end]);
    for line in &lines[from + 1..] {
        let text = &clean[line.start..line.end];
        if text.is_empty() {
            if quoted
                && !closes_quote(&clean[lines[from].start..end])
                && end - lines[from].start < 2000
            {
                continue;
            }
            break;
        }
        if recipients::at_line(clean, line).is_some()
            || recipients::expanded_from(clean, line).is_some()
            || is_rule(text)
        {
            break;
        }
        if (text.starts_with("<<< ") || text.starts_with(">>> ") || text.starts_with("..."))
            && !clean[..end].ends_with("->")
        {
            break;
        }
        let next = code_of(clean, line);
        let same = next.is_some() && next == first;
        if !same && next.is_some() && !line.indented && !quoted {
            break;
        }
        if stops_answer(text) {
            break;
        }
        end = line.end;
    }
    end
}

fn line_index(lines: &[Line], end: usize, from: usize) -> usize {
    let behind = lines[from..]
        .iter()
        .take_while(|line| line.start < end)
        .count();
    from + lines[from..from + behind]
        .iter()
        .rposition(|line| line.start != line.end)
        .unwrap_or(0)
}

/// Words that begin a sentence of the report behind an answer that has no blank line after it.
fn stops_answer(text: &str) -> bool {
    const STARTS: [&str; 14] = [
        "giving up on ",
        "i'm not going to try again",
        "--- ",
        "---",
        "original message",
        "message headers",
        "last try:",
        "for further assistance",
        "reporting-mta:",
        "final-recipient:",
        "notification details",
        "message rejected by:",
        "dsn generated by:",
        "arrival-date:",
    ];
    STARTS.iter().any(|s| scan::starts_ci(text, s))
}

fn code_of<'a>(clean: &'a str, line: &Line) -> Option<&'a str> {
    let text = &clean[line.start..line.end];
    let body = text.trim_start_matches(['<', '\'', '"', ' ']);
    let at = text.len() - body.len();
    (code::reply_at(text, at).is_some() && code::is_reply_place(text, at))
        .then(|| &text[at..at + 3])
}

fn opens_quote(text: &str) -> bool {
    text.find("'4")
        .or_else(|| text.find("'5"))
        .is_some_and(|at| !text[at + 1..].contains('\''))
}

fn closes_quote(text: &str) -> bool {
    text.trim_end().ends_with('\'')
}

fn is_rule(text: &str) -> bool {
    text.len() >= 5
        && text
            .bytes()
            .all(|b| matches!(b, b'-' | b'=' | b'_' | b'*' | b'#' | b' '))
}

/// Gives an answer to the stanza that it stands in, or to the one whose address it names; else it stays loose.
fn assign(
    clean: &str,
    said: Vec<RawAnswer>,
    stanzas: &mut [Stanza],
    open: bool,
    loose: &mut Vec<RawAnswer>,
) {
    if said.is_empty() {
        return;
    }
    let text = &clean[said[0].text.start..said[said.len() - 1].text.end];
    let named = scan::address(text, 0).map(|r| &text[r]);
    if let Some(named) = named
        && let Some(stanza) = stanzas.iter_mut().find(|s| s.draft.is_for(named))
    {
        if !stanza.answered || !stanza.draft.has_code() {
            stanza.draft.answers = said;
            stanza.answered = true;
        } else {
            keep_code(clean, &mut stanza.draft, &said);
        }
        return;
    }
    match stanzas.last_mut() {
        Some(last) if open && (!last.answered || !last.draft.has_code()) => {
            last.draft.answers = said.clone();
            last.answered = true;
            // Several addresses in a row share the answer that follows them.
            let line = last.line;
            let mut expected = line;
            for stanza in stanzas.iter_mut().rev().skip(1) {
                if stanza.answered || expected - stanza.line > 2 {
                    break;
                }
                expected = stanza.line;
                stanza.draft.answers = said.clone();
                stanza.answered = true;
            }
        }
        _ => loose.extend(said),
    }
}

/// Stanzas without a code keep the words that follow their address as their answer.
fn fill_unanswered(clean: &str, lines: &[Line], stanzas: &mut [Stanza]) {
    let next_lines: Vec<usize> = stanzas
        .iter()
        .skip(1)
        .map(|s| s.line)
        .chain([lines.len()])
        .collect();
    for (stanza, next) in stanzas.iter_mut().zip(next_lines) {
        if stanza.answered {
            continue;
        }
        let mut range: Option<Range<usize>> = None;
        for line in lines.iter().take(next).skip(stanza.line + 1) {
            let text = &clean[line.start..line.end];
            if text.is_empty() {
                if range.is_some() {
                    break;
                }
                continue;
            }
            if is_rule(text) || (text.starts_with("---") && range.is_none()) {
                break;
            }
            range = Some(range.map_or(line.start, |r| r.start)..line.end);
        }
        if let Some(range) = range {
            stanza.draft.answers = answer::chain(clean, range);
        }
    }
}

/// Answers that stand in no stanza: by the address that they name, else to everybody if there is one recipient only.
fn give_out(clean: &str, drafts: &mut Vec<Draft>, loose: Vec<RawAnswer>) {
    if loose.is_empty() {
        return;
    }
    if drafts.is_empty() {
        let mut draft = Draft::default();
        // Behind a recipient's own line: what names nobody. A transcript names the recipient last.
        let mut next: Vec<RawAnswer> = Vec::new();
        for answer in loose {
            let text = &clean[answer.text.clone()];
            let address = recipients::in_answer(text).map(|r| {
                (
                    text[r.clone()].to_owned(),
                    answer.text.start + r.start..answer.text.start + r.end,
                )
            });
            let named = draft.recipient.is_some();
            match address {
                Some(address) => {
                    if named && !draft.is_for(&address.0) {
                        drafts.push(std::mem::take(&mut draft));
                    }
                    draft.recipient.get_or_insert(address);
                    draft.answers.append(&mut next);
                }
                None if named
                    && !(next.is_empty() && same_line(clean, &draft.answers, &answer)) =>
                {
                    next.push(answer);
                    continue;
                }
                None => {}
            }
            push_distinct(clean, &mut draft.answers, answer);
        }
        draft.answers.append(&mut next);
        drafts.push(draft);
        drafts
            .iter_mut()
            .for_each(|draft| remote_last(clean, &mut draft.answers));
        return;
    }
    let single = drafts.len() == 1;
    for draft in drafts.iter_mut() {
        let own: Vec<RawAnswer> = loose
            .iter()
            .filter(|a| {
                let text = &clean[a.text.clone()];
                single || scan::address(text, 0).is_some_and(|r| draft.is_for(&text[r]))
            })
            .cloned()
            .collect();
        if draft.has_code() {
            keep_code(clean, draft, &own);
        } else if own.iter().any(|a| a.reply.is_some() || a.status.is_some()) {
            draft.answers = Vec::new();
            for answer in own {
                push_distinct(clean, &mut draft.answers, answer);
            }
            remote_last(clean, &mut draft.answers);
        }
    }
}

/// Whether an answer goes on in the line of the last one.
fn same_line(clean: &str, answers: &[RawAnswer], answer: &RawAnswer) -> bool {
    answers.last().is_some_and(|last| {
        let between = clean.get(last.text.start..answer.text.start);
        between.is_some_and(|text| !text.contains('\n'))
    })
}

/// Keeps the enhanced code of what else is said of a recipient, where it is of the same class as its answer: the answer may
/// have a reply code alone, or a code that says less. The sharpest one counts.
fn keep_code(clean: &str, draft: &mut Draft, said: &[RawAnswer]) {
    let (reply, status) = answer::innermost(&draft.answers);
    let class = |range: &Range<usize>| clean.as_bytes().get(range.start).copied();
    let own = status.or(reply).as_ref().and_then(class);
    for code in said.iter().filter_map(|a| a.status.clone()) {
        let known = draft.status.clone().map_or(0, |r| 1 + sharpness(&clean[r]));
        if class(&code) == own && 1 + sharpness(&clean[code.clone()]) > known {
            draft.status = Some(code);
        }
    }
}

/// In a transcript (`<<< 550 …`) what the other server said is innermost, sendmail's own lines wrap it.
fn remote_last(clean: &str, answers: &mut Vec<RawAnswer>) {
    let (remote, own): (Vec<RawAnswer>, Vec<RawAnswer>) = answers
        .drain(..)
        .partition(|answer| clean[..answer.text.start].ends_with("<<< "));
    answers.extend(own.into_iter().chain(remote));
}

/// Adds an answer unless the last one says the same.
fn push_distinct(clean: &str, answers: &mut Vec<RawAnswer>, answer: RawAnswer) {
    let same = answers.last().is_some_and(|last| {
        scan::fold(&clean[last.text.clone()]) == scan::fold(&clean[answer.text.clone()])
    });
    if !same {
        answers.push(answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[(&str, &str, &str)]) {
        let whole = 0..text.len();
        let (drafts, _) = read(text, std::slice::from_ref(&whole));
        let get = |r: Option<Range<usize>>| r.map_or("-", |r| &text[r]);
        let got: Vec<(&str, &str, &str)> = drafts
            .iter()
            .map(|d| {
                let (reply, status) = answer::innermost(&d.answers);
                (
                    d.recipient.as_ref().map_or("-", |r| r.0.as_str()),
                    get(status),
                    get(reply),
                )
            })
            .collect();
        assert_eq!(got, want, "{drafts:#?}");
    }

    #[test]
    fn stanzas() {
        check(
            "Hi.\n\n<a@example.com>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n<b@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.2.2 full\nGiving up on 192.0.2.1.\n",
            &[
                ("a@example.com", "5.1.1", "-"),
                ("b@example.com", "5.2.2", "550"),
            ],
        );
        check(
            "<a@example.com>: host mx.example.com[192.0.2.1] said: 550 5.1.1\n    unknown (in reply to RCPT TO command)\n",
            &[("a@example.com", "5.1.1", "550")],
        );
    }

    #[test]
    fn a_transcript_names_the_recipient_last() {
        check(
            "While talking to mx.example.com:\n>>> DATA\n<<< 550 No.\n554 <a@example.com>... Remote protocol error\n\
            550 example.org (smtp)... 550 Host unknown\n554 <b@example.org>... 550 Host unknown\n\
            While talking to mx.example.net:\n<<< 552 5.2.2 Full\n552 5.2.2 <c@example.net>... Full\n",
            &[
                ("a@example.com", "-", "550"),
                ("b@example.org", "-", "550"),
                ("c@example.net", "5.2.2", "552"),
            ],
        );
    }

    #[test]
    fn answers_alone() {
        check("550 5.1.1 User unknown", &[("-", "5.1.1", "550")]);
        check(
            "550 <a@example.com>... User unknown",
            &[("a@example.com", "-", "550")],
        );
        check("no codes here, 500 MB of mail", &[]);
    }
}
