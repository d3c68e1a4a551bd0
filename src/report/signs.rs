//! Signs that a report is not what it seems: cut off, for a message that the reader never sent, or only dressed up as one.

use super::draft::Draft;
use super::model::ReportNote;
use super::{Source, scan};
use crate::intake::Role;

/// Words of links and buttons that want something done; lower case. A real report asks for nothing but patience or a new try.
const LURES: &[&str] = &[
    "release message",
    "release your message",
    "release all",
    "release to inbox",
    "resend now",
    "review message",
    "review messages",
    "view message",
    "deliver message",
    "deliver messages",
    "retrieve message",
    "retrieve your",
    "recover message",
    "restore message",
    "pending message",
    "pending email",
    "held message",
    "withheld",
    "quarantined",
    "validate your",
    "verify your account",
    "verify your mailbox",
    "verify your email",
    "confirm your account",
    "confirm your mailbox",
    "keep your password",
    "keep same password",
    "keep current password",
    "update your account",
    "re-activate",
    "reactivate your",
    "upgrade your mailbox",
    "increase your quota",
    "allow messages",
    "click here",
    "click below",
    "click the button",
    "kliknij tutaj",
    "zwolnij wiadomo",
    "odblokuj",
    "zweryfikuj",
    "potwierdź konto",
    "點擊此處",
    "点击这里",
    "點此",
    "按此",
    "釋出郵件",
    "验证您的",
    "驗證您的",
];

/// Notes on one mail: whether it is cut off, and whether its message came from somebody else.
pub fn notes(source: &Source<'_>, drafts: &[Draft]) -> Vec<ReportNote> {
    let mut notes = Vec::new();
    if is_truncated(source, drafts) {
        notes.push(ReportNote::Truncated);
    }
    if is_forged(source) {
        notes.push(ReportNote::NotSentByYou);
    }
    notes
}

/// Whether the text ends in the middle of an answer: an open bracket, brace or quote, or dots where more was.
fn is_truncated(source: &Source<'_>, drafts: &[Draft]) -> bool {
    let clean = source.document.clean.as_str();
    let Some(last) = drafts
        .iter()
        .flat_map(|d| d.answers.iter())
        .map(|a| a.text.clone())
        .max_by_key(|r| r.end)
    else {
        return false;
    };
    // What follows the answer must be the end of the text, or it was not the end that was cut.
    let rest = clean[last.end..].trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '\u{2026}' | ']' | '}' | ')')
    });
    if !rest.is_empty() {
        return false;
    }
    let answer = &clean[last.clone()];
    let tail = clean[last.start..].trim_end();
    let open = |a: char, b: char| answer.matches(a).count() > answer.matches(b).count();
    let row = clean[..last.start].ends_with("LED=") && !clean[last.end..].contains('}');
    // `returned '552 …` whose quote never closes.
    let before = clean[..last.start].chars().next_back();
    let quote =
        before.is_some_and(|c| matches!(c, '\'' | '"')) && !clean[last.end..].contains(['\'', '"']);
    row || quote
        || tail.ends_with("...")
        || tail.ends_with('\u{2026}')
        || open('[', ']')
        || open('(', ')')
}

/// Whether the returned header itself says that the message did not come from its sender's servers (RFC 7208 section 9).
fn is_forged(source: &Source<'_>) -> bool {
    source
        .ranges(Role::OriginalHeaders)
        .into_iter()
        .any(|range| {
            let header = &source.document.clean[range];
            [
                "spf=fail",
                "spf=softfail",
                "received-spf: fail",
                "received-spf: softfail",
            ]
            .iter()
            .any(|sign| scan::find_ci(header, sign, 0).is_some())
        })
}

/// What shows that a text only pretends to be a report: it has no code, no machine-readable part and no returned message,
/// but a link that wants something done. `None` if it is not so.
pub fn lookalike(source: &Source<'_>, drafts: &[Draft]) -> Option<Vec<String>> {
    let structured = source.parts(Role::DeliveryStatus).next().is_some()
        || source.parts(Role::OriginalHeaders).next().is_some();
    if structured || drafts.iter().any(Draft::has_code) {
        return None;
    }
    let lower = scan::lower(&source.joined());
    if !LURES.iter().any(|lure| lower.contains(*lure)) {
        return None;
    }
    // Markup is gone from the clean text; the links stand in what was given.
    let link = ["http://", "https://"]
        .iter()
        .any(|scheme| scan::find_ci(source.given(), scheme, 0).is_some());
    let marked = link || lower.contains("click");
    marked.then(|| {
        vec![
            "no-code".to_owned(),
            "no-returned-message".to_owned(),
            "link-to-act".to_owned(),
        ]
    })
}
