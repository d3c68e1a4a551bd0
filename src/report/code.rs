//! Finds reply codes (RFC 5321) and enhanced status codes (RFC 3463), and takes nothing else for one.

use crate::letters;
use std::ops::Range;

/// The enhanced status code that `text` has at byte `at`, if one begins there: `5.4.1`, not a version, date or IP address.
pub fn status_at(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    if !matches!(bytes.get(at)?, b'2' | b'4' | b'5') || bytes.get(at + 1) != Some(&b'.') {
        return None;
    }
    if at > 0 {
        let before = bytes[at - 1];
        if before.is_ascii_alphanumeric() || matches!(before, b'.' | b'/' | b'_' | b'@') {
            return None;
        }
        // `v 5.1.2` is a version, `-5.7.26` and `=5.1.1` are codes.
    }
    let digits = |from: usize| {
        bytes[from.min(bytes.len())..]
            .iter()
            .take(4)
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let subject = digits(at + 2);
    if !(1..=3).contains(&subject) || bytes.get(at + 2 + subject) != Some(&b'.') {
        return None;
    }
    let detail = digits(at + 3 + subject);
    if !(1..=3).contains(&detail) {
        return None;
    }
    let end = at + 3 + subject + detail;
    match bytes.get(end) {
        Some(b'.') if bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => None,
        Some(b'/' | b'@' | b'_') => None,
        Some(b'-') if bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) => None,
        Some(b) if b.is_ascii_alphanumeric() => None,
        _ => Some(at..end),
    }
}

/// The first enhanced status code in `text` at or behind `from`.
pub fn status(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut search = from;
    while let Some(found) = memchr::memchr(b'.', bytes.get(search..)?) {
        let dot = search + found;
        if let Some(at) = dot.checked_sub(1).filter(|at| *at >= from)
            && let Some(range) = status_at(text, at)
        {
            return Some(range);
        }
        search = dot + 1;
    }
    None
}

/// The reply code that `text` has at byte `at`: three digits with nothing around that makes them a mere number.
pub fn reply_at(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let digits = bytes.get(at..at + 3)?;
    if !matches!(digits[0], b'2' | b'4' | b'5')
        || !digits[1..].iter().all(u8::is_ascii_digit)
        || digits[1] > b'7'
    {
        return None;
    }
    if at > 0
        && (bytes[at - 1].is_ascii_alphanumeric()
            || matches!(
                bytes[at - 1],
                b'.' | b'/' | b'_' | b'@' | b'$' | b'+' | b'-'
            ))
    {
        return None;
    }
    match bytes.get(at + 3) {
        // `550,00` is an amount.
        Some(b',') if bytes.get(at + 4).is_some_and(u8::is_ascii_digit) => None,
        None
        | Some(
            b' ' | b'\t' | b'\n' | b'-' | b':' | b',' | b';' | b')' | b']' | b'\'' | b'"' | b'<'
            | b'>' | b'#' | b'_' | b'=',
        ) => Some(at..at + 3),
        Some(b'.') if !bytes.get(at + 4).is_some_and(u8::is_ascii_digit) => Some(at..at + 3),
        // Tencent and NetEase glue their own tag to the code: `451DT:SPM`.
        Some(b'A'..=b'Z') => {
            let tag = bytes[at + 3..]
                .iter()
                .take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                .count();
            (tag <= 4 && bytes.get(at + 3 + tag) == Some(&b':')).then_some(at..at + 3)
        }
        _ => None,
    }
}

/// Whether a reply code at byte `at` of `text` stands where servers put one: at the beginning of an answer, or right
/// before an enhanced status code.
pub fn is_reply_place(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let Some(range) = reply_at(text, at) else {
        return false;
    };
    let after = &text[range.end..];
    let next = after.trim_start_matches([' ', '\t', '-', '\'', '#', '"', '_', '(', '<', ':']);
    if status_at(next, 0).is_some_and(|s| next.as_bytes()[0] == bytes[at] || s.end > 0)
        && after.len() - next.len() <= 4
    {
        return true;
    }
    if after.starts_with("-'") || after.starts_with("-\"") {
        return true;
    }
    let line = line_before(text, at);
    let before = line.trim_end_matches([' ', '\t']);
    if before.is_empty() {
        return follows_like_text(after);
    }
    // Mere numbers begin with 2 more often than success replies do.
    if bytes[at] == b'2' {
        return false;
    }
    if before.ends_with("...") {
        return follows_like_text(after);
    }
    let gap = line.len() - before.len();
    if let Some(name) = before.strip_suffix('=').filter(|_| gap == 0) {
        return names_code(name) && follows_like_text(after);
    }
    // A web server's log and `file.rs:421` have numbers in such places too.
    if before.contains(" HTTP/") || names_file(before, after) {
        return false;
    }
    match before.as_bytes().last() {
        Some(
            b':' | b'\'' | b'"' | b'`' | b';' | b'(' | b'[' | b'{' | b'<' | b'>' | b'=' | b'|'
            | b'#' | b'_',
        ) => follows_like_text(after),
        // Full-width punctuation before the code: `一、550 …`, `代碼：550`; in languages without spaces, an answer in English.
        Some(last) if !last.is_ascii() => {
            follows_like_text(after)
                && (!before.ends_with(char::is_alphanumeric)
                    || begins_english(after)
                    || LABELS.iter().any(|label| before.ends_with(label)))
        }
        Some(_) if gap > 0 => {
            let mut words = before.rsplit([' ', '\t']).map(str::to_ascii_lowercase);
            let word = words.next().unwrap_or_default();
            // `rejected with 550 …`, not `a mail with 550 attachments`.
            if word == "with" {
                return words.next().is_some_and(|verb| verb.ends_with("ed"))
                    && follows_like_text(after);
            }
            matches!(
                word.as_str(),
                "said"
                    | "returned"
                    | "error"
                    | "code"
                    | "reply"
                    | "response"
                    | "smtp"
                    | "status"
                    | "->"
                    | "=said"
                    | "fehler"
                    | "erreur"
                    | "błąd"
                    | "denied"
                    | "dostępu"
                    | "failure"
                    | "responsecode"
                    | "errorcode"
                    | "odpowiedzial:"
                    | "said:"
            ) && follows_like_text(after)
        }
        _ => false,
    }
}

/// How far back a line is looked at, in bytes: a line of a mail has at most 998 (RFC 5322 section 2.1.1), other texts have
/// lines without end.
const MAX_BEFORE: usize = 1_000;

/// What stands in the line before byte `at`.
pub fn line_before(text: &str, at: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(MAX_BEFORE));
    let line = &text[from..at];
    &line[memchr::memrchr(b'\n', line.as_bytes()).map_or(0, |n| n + 1)..]
}

/// Whether what stands behind three digits reads like an answer, not like a unit ("500 MB", "550 recipients of") and not
/// like the rest of a sentence ("550 and").
fn follows_like_text(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '\t', '-', ':', '_', '=', ',']);
    let word: String = rest
        .chars()
        .take_while(|c| c.is_alphanumeric())
        .take(12)
        .map(letters::small)
        .collect();
    // `552 MS-Office file` has no unit.
    let bare = after.len() - rest.len() <= 1
        && after.starts_with(' ')
        && !rest.chars().nth(word.chars().count()).eq(&Some('-'));
    !(NOUNS.contains(&word.as_str())
        || bare && UNITS.contains(&word.as_str())
        || word.chars().next().is_some_and(|c| CURRENCIES.contains(&c))
        || rest.starts_with('€'))
}

/// What is counted with a number, and words with which a sentence goes on; lower case.
const NOUNS: &[&str] = &[
    "mb",
    "kb",
    "gb",
    "bytes",
    "messages",
    "recipients",
    "seconds",
    "minutes",
    "hours",
    "days",
    "percent",
    "users",
    "mails",
    "emails",
    "attachments",
    "and",
    "or",
    "und",
    "oraz",
    "ou",
];

/// Units and counters that follow their number behind one space; lower case.
const UNITS: &[&str] = &[
    "g", "kg", "mg", "dag", "ml", "cl", "dl", "l", "mm", "cm", "m", "km", "ms", "min", "kcal",
    "kj", "w", "kw", "v", "px", "pt", "pcs", "szt", "zł", "pln", "eur", "usd", "gbp", "chf", "twd",
    "kč", "kr", "руб", "р", "位", "人", "件", "個", "名",
];

/// Currencies that are written behind the number without a space too.
const CURRENCIES: &[char] = &['元', '圓', '円', '원'];

/// Whether the name before a `=` is one of a server's answer (`code=550`, `stat=`), not of a count (`in=550 out=421`).
fn names_code(before: &str) -> bool {
    let mut words = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_'));
    let name = letters::lower(words.next().unwrap_or_default());
    name.is_empty()
        || [
            "code", "reply", "resp", "stat", "err", "said", "smtp", "diag", "reason", "result",
            "message", "msg", "text", "led", "dsn",
        ]
        .iter()
        .any(|n| name.contains(n))
}

/// Words for answer, error and code before a code, in scripts without spaces and in Cyrillic.
const LABELS: &[&str] = &[
    "錯誤",
    "错误",
    "代碼",
    "代码",
    "狀態碼",
    "状态码",
    "回應",
    "回应",
    "回覆",
    "回复",
    "返回",
    "響應",
    "响应",
    "エラー",
    "コード",
    "応答",
    "오류",
    "코드",
    "응답",
    "ошибка",
    "ошибкой",
    "код",
    "кодом",
    "ответ",
    "ответил",
];

/// Whether `after`, behind a code, goes on in ASCII letters.
fn begins_english(after: &str) -> bool {
    after
        .trim_start_matches([' ', '-', ':', '<', '"', '\''])
        .starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a number is a line of a source file: `codes.rs:421` with nothing behind.
fn names_file(before: &str, after: &str) -> bool {
    let rest = after.trim_start_matches([':', ' ']);
    let ends = rest.is_empty() || rest.starts_with('\n');
    let word = before.rsplit([' ', '\t', '(']).next().unwrap_or_default();
    ends && word
        .strip_suffix(':')
        .is_some_and(|file| file.contains('.') && file.ends_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a reply code opens a line or stands behind a mark or a word of speech, as a quoted answer does; a sentence
/// about an answer ("we get 550 5.7.1 sometimes") has it behind any word.
pub fn leads(text: &str, code: &Range<usize>) -> bool {
    let before = line_before(text, code.start)
        .trim_end_matches([' ', '\t', '#', '\'', '"', '(', '<', '[', '`']);
    let word = before
        .rsplit([' ', '\t'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    before.ends_with([':', ';', '>', '-', '|', '=', '*', '：', '\u{2022}'])
        || before.ends_with("...")
        || matches!(
            word.as_str(),
            "" | "said" | "returned" | "responded" | "replied" | "error" | "smtp"
        )
}

/// Whether a code of three numbers is a product's version: `version 5.1.1`, `wersja 5.1.1`, `版本 5.1.1`.
pub fn is_version(text: &str, code: &Range<usize>) -> bool {
    let before = text[..code.start].trim_end();
    let word = before.rsplit(char::is_whitespace).next();
    let word = letters::lower(word.unwrap_or_default());
    [
        "version", "versión", "versione", "wersj", "release", "ver.", "update",
    ]
    .iter()
    .any(|name| word.starts_with(name))
        || word == "v"
        || word.ends_with("版本")
        || word.ends_with('版')
}

/// Finds the first reply code in its place in `text` at or behind `from`.
pub fn reply(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memchr3(b'2', b'4', b'5', bytes.get(at..)?) {
        let start = at + found;
        if reply_at(text, start).is_some() && is_reply_place(text, start) {
            return Some(start..start + 3);
        }
        // Leap over the number so that `25500 x` offers no code inside.
        at = start + 1;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_codes_and_what_is_none() {
        for (text, want) in [
            ("550 5.4.1 no", Some("5.4.1")),
            ("#5.1.1 smtp", Some("5.1.1")),
            ("550-5.7.26 x", Some("5.7.26")),
            ("(5.4.316)", Some("5.4.316")),
            ("dsn=4.4.1,", Some("4.4.1")),
            ("version 15.20.5.1", None),
            ("v5.1.2", None),
            ("5.1.2.3", None),
            ("10.5.1.1", None),
            ("5.1.2-rc1", None),
            ("3.1.1", None),
            ("5.1", None),
            ("5.1.1234", None),
            ("code 5.1.1.", Some("5.1.1")),
        ] {
            assert_eq!(status(text, 0).map(|r| &text[r]), want, "{text}");
        }
    }

    #[test]
    fn reply_codes_and_what_is_none() {
        for (text, want) in [
            ("550 no such user", Some("550")),
            ("host said: 550 no", Some("550")),
            ("returned '450 4.4.316 refused'", Some("450")),
            ("over 500 MB used", None),
            ("the limit is 550 recipients", None),
            ("550-5.7.26 x", Some("550")),
            ("port 587 is open", None),
            ("id 25500 x", None),
            ("error 554-'5.7.1 x", Some("554")),
            ("<<< 553 Invalid", Some("553")),
            ("in 550 ways", None),
            ("a mail with 550 attachments", None),
            ("rejected with 550 no such user", Some("550")),
            ("total: 550,00", None),
            ("450 g of flour", None),
            ("552 MS-Office file with macros", Some("552")),
            ("450 ms later", None),
            ("售價：550 元", None),
            ("名額 550 位，額滿為止", None),
            ("Заказ 550 доставлен", None),
            ("伺服器說 550 Mailbox not found", Some("550")),
            ("返回错误 550 邮箱不存在", Some("550")),
            ("GET / HTTP/1.1\" 502 157", None),
            ("panicked at src/codes.rs:421", None),
            ("Logged out in=550 out=421", None),
            ("code=550 no such user", Some("550")),
            ("answers with code 550 and closes", None),
        ] {
            assert_eq!(reply(text, 0).map(|r| &text[r]), want, "{text}");
        }
    }
}
