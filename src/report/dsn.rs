//! Reads `message/delivery-status` fields (RFC 3464), wherever they stand.

use super::draft::{Draft, Placed};
use super::fields::{Field, read as read_fields, untyped};
use super::model::Action;
use super::{answer, code, scan, time};
use std::ops::Range;

/// What a stretch of such fields states.
#[derive(Debug, Default)]
pub struct Dsn {
    /// One per recipient, in order.
    pub drafts: Vec<Draft>,
    /// How many there are; more than `drafts` holds where they are very many.
    pub total: usize,
    /// The MTA that wrote the report.
    pub reporting_mta: Option<Range<usize>>,
    /// When it took the message.
    pub arrival: Option<Placed<String>>,
    /// The sender that Postfix names (`X-Postfix-Sender`).
    pub sender: Option<Range<usize>>,
}

/// Reads the fields in `range` of `clean`. Without any field of RFC 3464 the result is empty.
pub fn read(clean: &str, range: Range<usize>) -> Dsn {
    let mut dsn = Dsn::default();
    let mut current: Option<Group> = None;
    for field in read_fields(clean, range) {
        let per_recipient = matches!(
            field.name.as_str(),
            "original-recipient"
                | "final-recipient"
                | "action"
                | "status"
                | "remote-mta"
                | "diagnostic-code"
                | "last-attempt-date"
                | "will-retry-until"
                | "x-actual-recipient"
                | "x-display-name"
                | "x-original-to"
                | "final-log-id"
                | "x-supplementary-info"
                | "x-postfix-recipient"
        );
        let value = &clean[field.value.clone()];
        match field.name.as_str() {
            "reporting-mta" if !value.is_empty() => {
                let host = untyped(clean, field.value.clone());
                dsn.reporting_mta.get_or_insert(host);
            }
            "arrival-date" => {
                if let Some(when) = time::rfc5322(value) {
                    dsn.arrival.get_or_insert((when, field.value.clone()));
                }
            }
            "x-postfix-sender" => dsn.sender = Some(untyped(clean, field.value.clone())),
            _ if per_recipient => {
                let repeats = current
                    .as_ref()
                    .is_some_and(|g| g.seen.contains(&field.name));
                let opens = current.is_none()
                    || (field.after_blank && current.as_ref().is_some_and(Group::is_whole))
                    || repeats;
                if opens && let Some(done) = current.replace(Group::default()) {
                    dsn.keep(done.finish());
                }
                current
                    .get_or_insert_with(Group::default)
                    .take(clean, field);
            }
            _ => {}
        }
    }
    if let Some(done) = current {
        dsn.keep(done.finish());
    }
    for draft in &mut dsn.drafts {
        draft.reporting_mta = dsn.reporting_mta.clone();
        draft.arrival = dsn.arrival.clone();
    }
    dsn
}

impl Dsn {
    fn keep(&mut self, draft: Option<Draft>) {
        let Some(draft) = draft else { return };
        self.total += 1;
        if self.drafts.len() < super::MAX_DELIVERIES {
            self.drafts.push(draft);
        }
    }
}

#[derive(Default)]
struct Group {
    seen: Vec<String>,
    draft: Draft,
    original: Option<Placed<String>>,
    last: Option<Placed<String>>,
}

impl Group {
    fn is_whole(&self) -> bool {
        self.original.is_some() || self.last.is_some()
    }

    fn take(&mut self, clean: &str, field: Field) {
        let value = field.value.clone();
        let text = &clean[value.clone()];
        match field.name.as_str() {
            "original-recipient" => self.original = mailbox(clean, value),
            "final-recipient" | "x-postfix-recipient" => {
                self.last = self.last.take().or(mailbox(clean, value))
            }
            "x-actual-recipient" | "x-original-to" => self
                .draft
                .aliases
                .extend(mailbox(clean, value).map(|m| m.0)),
            "action" => self.draft.action = action(text).map(|a| (a, value)),
            "status" => {
                self.draft.status = code::status(clean, value.start).filter(|r| r.end <= value.end)
            }
            "remote-mta" => {
                let host = untyped(clean, value);
                let found = scan::ip(&clean[host.clone()])
                    .map(|r| host.start + r.start..host.start + r.end);
                let host = host_range(clean, host);
                if found.as_ref() != Some(&host) && !host.is_empty() {
                    self.draft.remote_mta = Some(host);
                }
                self.draft.remote_ip = found;
            }
            "diagnostic-code" => {
                // A program's exit code says something only with its type: `x-unix; 75` (RFC 3464 section 2.3.6 leaves it open).
                let said = if scan::starts_ci(text, "x-unix") {
                    value
                } else {
                    untyped(clean, value)
                };
                if !clean[said.clone()].trim().is_empty() && self.draft.answers.is_empty() {
                    self.draft.answers = answer::chain(clean, said);
                }
            }
            "last-attempt-date" => {
                self.draft.last_attempt = time::rfc5322(text).map(|t| (t, value))
            }
            "will-retry-until" => self.draft.retry_until = time::rfc5322(text).map(|t| (t, value)),
            _ => {}
        }
        self.seen.push(field.name);
    }

    fn finish(mut self) -> Option<Draft> {
        if self.original.is_none()
            && self.last.is_none()
            && self.draft.status.is_none()
            && self.draft.answers.is_empty()
        {
            return None;
        }
        self.draft.recipient = match (self.original, self.last) {
            // What the sender wrote counts where the final address is one of the mail system's own.
            (Some(original), Some(last)) if is_internal(&last.0) => {
                self.draft.aliases.push(last.0);
                Some(original)
            }
            (Some(original), Some(last)) => {
                self.draft.aliases.push(original.0);
                Some(last)
            }
            (original, last) => original.or(last),
        };
        Some(self.draft)
    }
}

/// The mailbox of a recipient field; `None` where it holds none (`rfc822;` alone, a number).
fn mailbox(clean: &str, value: Range<usize>) -> Option<Placed<String>> {
    let range = untyped(clean, value);
    let text = &clean[range.clone()];
    let inner = match (text.find('<'), text.rfind('>')) {
        (Some(open), Some(close)) if open < close => open + 1..close,
        _ => 0..text.trim_end().len(),
    };
    let mailbox = &text[inner.clone()];
    let core = mailbox.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | ';'));
    let core = if core.ends_with('>') && !core.contains('<') {
        core.trim_end_matches('>')
    } else {
        core
    };
    if core.starts_with('@') || !core.contains('@') {
        return None;
    }
    let quoted = mailbox.starts_with('"') && mailbox.contains("\"@");
    let core = if quoted { mailbox.trim() } else { core };
    let start = range.start + inner.start + (core.as_ptr() as usize - mailbox.as_ptr() as usize);
    Some((core.to_owned(), start..start + core.len()))
}

/// Whether an address means something only inside the mail system that wrote it: an X.500 name, a host without a
/// public name.
fn is_internal(address: &str) -> bool {
    let domain = address
        .rsplit('@')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    address.starts_with("IMCEA")
        || !domain.contains('.')
        || [".local", ".localdomain", ".internal", ".lan", ".intern"]
            .iter()
            .any(|top| domain.ends_with(top))
}

/// The host of a value such as `mx.example.com (192.0.2.1)`, `[192.0.2.1]`, `mx.example.com.`
fn host_range(clean: &str, value: Range<usize>) -> Range<usize> {
    let text = &clean[value.clone()];
    let word = text
        .split([' ', '(', '\t', '\n', ','])
        .find(|w| !w.is_empty())
        .unwrap_or_default();
    let start = value.start + (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let word = &clean[start..start + word.len()];
    let inner = word.trim_matches(|c| matches!(c, '[' | ']' | '.' | ';' | '<' | '>'));
    let offset = inner.as_ptr() as usize - word.as_ptr() as usize;
    start + offset..start + offset + inner.len()
}

fn action(text: &str) -> Option<Action> {
    let word: String = text
        .chars()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect::<String>()
        .to_ascii_lowercase();
    Some(match word.as_str() {
        "failed" | "failure" | "fail" => Action::Failed,
        "delayed" | "deferred" => Action::Delayed,
        "expired" => Action::Expired,
        "delivered" | "deliverable" => Action::Delivered,
        "relayed" => Action::Relayed,
        "expanded" => Action::Expanded,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_recipients_in_any_order_of_fields() {
        let text = "Reporting-MTA: dns; mx.example.com\nArrival-Date: Thu, 15 Jun 2017 07:45:16 +0200\n\n\
            Action: failed\nFinal-Recipient: rfc822; a@example.com\nDiagnostic-Code: smtp; 550 5.1.1 no\nStatus: 5.1.1\n\n\
            Final-Recipient: rfc822;<b@example.com>\nOriginal-Recipient: rfc822;list@example.org\nAction: delayed\nStatus: 4.4.1 (no answer)\nRemote-MTA: dns; [192.0.2.1]\n";
        let dsn = read(text, 0..text.len());
        let got: Vec<(String, Option<Action>, &str)> = dsn
            .drafts
            .iter()
            .map(|d| {
                (
                    d.recipient.clone().unwrap().0,
                    d.action.as_ref().map(|a| a.0),
                    &text[d.status.clone().unwrap()],
                )
            })
            .collect();
        assert_eq!(
            got,
            [
                ("a@example.com".to_owned(), Some(Action::Failed), "5.1.1"),
                ("b@example.com".to_owned(), Some(Action::Delayed), "4.4.1"),
            ]
        );
        assert_eq!(dsn.drafts[1].aliases, ["list@example.org"]);
        assert_eq!(&text[dsn.drafts[1].remote_ip.clone().unwrap()], "192.0.2.1");
        assert_eq!(dsn.drafts[1].remote_mta, None);
    }

    #[test]
    fn text_without_fields_gives_nothing() {
        assert!(read("Dear all,\nstatus: fine\n", 0..25).drafts.is_empty());
    }
}
