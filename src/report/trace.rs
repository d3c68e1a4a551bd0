//! Reads rows of message trace, message tracking and queues: `{LED=…};{MSG=…};{FQDN=…};{IP=…};{LRT=…}`,
//! and the details that Microsoft 365 adds to an answer: `[LastAttemptedServerName=…] [LastAttemptedIP=…]`.

use super::answer;
use super::draft::Draft;
use super::{scan, time};
use std::ops::Range;

/// The deliveries that such rows in `range` of `clean` state; empty if there is no row.
pub fn read(clean: &str, range: Range<usize>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut at = range.start;
    while let Some(led) = clean[at..range.end].find("LED=").map(|n| at + n + 4)
        && drafts.len() < super::MAX_DELIVERIES
    {
        let end = field_end(clean, led, range.end);
        let mut draft = Draft {
            answers: answer::chain(clean, led..end),
            ..Draft::default()
        };
        let row_end = clean[end..range.end]
            .find("LED=")
            .map_or(range.end, |n| end + n);
        let row = end..row_end;
        if let Some(value) = field(clean, &row, "FQDN=") {
            draft.remote_mta = scan::host_prefix(&clean[value.clone()])
                .map(|h| value.start..value.start + h.len());
        }
        if let Some(value) = field(clean, &row, "IP=") {
            draft.remote_ip =
                scan::ip(&clean[value.clone()]).map(|r| value.start + r.start..value.start + r.end);
        }
        if let Some(value) = field(clean, &row, "LRT=") {
            draft.last_attempt = time::exchange(&clean[value.clone()]).map(|t| (t, value));
        }
        attempted(clean, led..end, &mut draft);
        drafts.push(draft);
        at = row_end;
    }
    drafts
}

/// Takes `[LastAttemptedServerName=…]` and `[LastAttemptedIP=…]` of an answer in `range` over into `draft`.
pub fn attempted(clean: &str, range: Range<usize>, draft: &mut Draft) {
    let text = &clean[range.clone()];
    let detail = |name: &str| {
        let start = scan::find_ci(text, name, 0)? + name.len();
        let end = text[start..]
            .find([']', '\n'])
            .map_or(text.len(), |n| start + n);
        Some(range.start + start..range.start + end)
    };
    if let Some(value) = detail("[lastattemptedservername=")
        && let Some(host) = scan::host_prefix(&clean[value.clone()])
    {
        draft.remote_mta = Some(value.start..value.start + host.len());
    }
    if let Some(value) = detail("[lastattemptedip=")
        && let Some(ip) = scan::ip(&clean[value.clone()])
    {
        draft.remote_ip = Some(value.start + ip.start..value.start + ip.end);
    }
}

/// The end of a field's value: its closing brace, braces inside counted; where it is cut off, the next field or the end
/// of the paragraph.
fn field_end(clean: &str, from: usize, limit: usize) -> usize {
    let text = &clean[from..limit];
    let next_field = text.find("};{").unwrap_or(text.len());
    let mut depth = 0usize;
    for (i, b) in text.bytes().enumerate() {
        match b {
            b'{' => depth += 1,
            b'}' if depth == 0 => return from + i,
            b'}' => depth -= 1,
            _ => {}
        }
        if i >= next_field && depth > 0 {
            return from + next_field;
        }
    }
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let cut = text[..paragraph].trim_end_matches(['.', ' ', '\n']);
    from + cut
        .len()
        .max(text[..paragraph].rfind(']').map_or(0, |n| n + 1))
}

/// The value of `{NAME=…}` in `row`; `None` if it is missing or empty.
fn field(clean: &str, row: &Range<usize>, name: &str) -> Option<Range<usize>> {
    let text = &clean[row.clone()];
    let key = format!("{{{name}");
    let start = text.find(&key)? + key.len();
    let end = text[start..]
        .find(['}', '\n'])
        .map_or(text.len(), |n| start + n);
    (end > start).then_some(row.start + start..row.start + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_braces_and_truncation() {
        let text = "Reason: [{LED=451-4.7.23 deferred {2b0c} 451 4.7.23 x i{2b0c-99}};{MSG=};{FQDN=mx.example.com};{IP=192.0.2.1};{LRT=1/21/2025 3:45:12 AM}]. More";
        let drafts = read(text, 0..text.len());
        assert_eq!(drafts.len(), 1);
        assert_eq!(
            &text[drafts[0].remote_mta.clone().unwrap()],
            "mx.example.com"
        );
        assert_eq!(&text[drafts[0].remote_ip.clone().unwrap()], "192.0.2.1");
        assert_eq!(
            drafts[0].last_attempt.as_ref().unwrap().0,
            "2025-01-21T03:45:12Z"
        );
        assert!(text[drafts[0].answers[0].text.clone()].ends_with("i{2b0c-99}"));

        let text =
            "Reason: [{LED=450 4.4.316 Connection refused [Message=Socket error code 10061].";
        let drafts = read(text, 0..text.len());
        assert_eq!(
            &text[drafts[0].answers[0].text.clone()],
            "450 4.4.316 Connection refused [Message=Socket error code 10061]"
        );
        assert!(read("no row", 0..6).is_empty());
    }
}
