//! A delivery while it is being read: places in the clean text instead of facts.

use super::answer::{RawAnswer, innermost};
use super::model::{Action, Answer, Delivery};
use super::scan::fold;
use crate::intake::Document;
use crate::span::Fact;
use std::ops::Range;

/// The longest answer that is kept, in bytes; RFC 5321 section 4.5.3.1.5 knows lines of 512.
const MAX_ANSWER: usize = 8 * 1024;

/// A value and the place in the clean text (bytes) that states it.
pub type Placed<T> = (T, Range<usize>);

/// One delivery under construction.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The address that the sender used.
    pub recipient: Option<Placed<String>>,
    /// The same recipient under other addresses: where it was forwarded to, how a directory knows it.
    pub aliases: Vec<String>,
    /// What became of it.
    pub action: Option<Placed<Action>>,
    /// The report's own status code, where a field states one.
    pub status: Option<Range<usize>>,
    /// Every answer, wrapper first.
    pub answers: Vec<RawAnswer>,
    /// The MTA that wrote the report.
    pub reporting_mta: Option<Range<usize>>,
    /// The MTA that answered or should have.
    pub remote_mta: Option<Range<usize>>,
    /// Its IP address.
    pub remote_ip: Option<Range<usize>>,
    /// Times, RFC 3339.
    pub arrival: Option<Placed<String>>,
    /// When the last try was made.
    pub last_attempt: Option<Placed<String>>,
    /// Until when tries go on.
    pub retry_until: Option<Placed<String>>,
}

impl Draft {
    /// Whether `address` is this recipient under any of its addresses.
    pub fn is_for(&self, address: &str) -> bool {
        self.recipient
            .as_ref()
            .is_some_and(|(own, _)| own.eq_ignore_ascii_case(address))
            || self
                .aliases
                .iter()
                .any(|alias| alias.eq_ignore_ascii_case(address))
    }

    /// Whether any answer states a code.
    pub fn has_code(&self) -> bool {
        self.answers
            .iter()
            .any(|a| a.reply.is_some() || a.status.is_some())
    }

    /// Takes over what `other` states and this one does not.
    pub fn fill_from(&mut self, other: Draft) {
        let Draft {
            recipient,
            aliases,
            action,
            status,
            answers,
            reporting_mta,
            remote_mta,
            remote_ip,
            arrival,
            last_attempt,
            retry_until,
        } = other;
        if self.recipient.is_none() {
            self.recipient = recipient;
        }
        self.aliases.extend(aliases);
        if self.answers.is_empty() {
            self.answers = answers;
        }
        self.action = self.action.take().or(action);
        self.status = self.status.take().or(status);
        self.reporting_mta = self.reporting_mta.take().or(reporting_mta);
        self.remote_mta = self.remote_mta.take().or(remote_mta);
        self.remote_ip = self.remote_ip.take().or(remote_ip);
        self.arrival = self.arrival.take().or(arrival);
        self.last_attempt = self.last_attempt.take().or(last_attempt);
        self.retry_until = self.retry_until.take().or(retry_until);
    }

    /// The finished delivery, its places turned into places of the text that the reader sees.
    pub fn finish(self, document: &Document) -> Delivery {
        let clean = document.clean.as_str();
        let fact = |range: Range<usize>| Fact {
            value: clean[range.clone()].to_owned(),
            span: document.locate(range.start, range.end),
        };
        let placed = |(value, range): Placed<String>| Fact {
            value,
            span: document.locate(range.start, range.end),
        };
        let (reply, status) = innermost(&self.answers);
        let chain: Vec<Answer> = self
            .answers
            .iter()
            .map(|answer| Answer {
                status: answer.status.clone().map(fact),
                reply: answer.reply.clone().map(fact),
                text: folded(document, answer.text.clone()),
            })
            .collect();
        Delivery {
            recipient: self.recipient.map(placed),
            action: self.action.map(|(value, range)| Fact {
                value,
                span: document.locate(range.start, range.end),
            }),
            status: sharper(clean, status, self.status).map(fact),
            reply: reply.map(fact),
            diagnostic: chain.last().map(|answer| answer.text.clone()),
            reporting_mta: self.reporting_mta.map(fact),
            remote_mta: self.remote_mta.map(fact),
            remote_ip: self.remote_ip.map(fact),
            arrival: self.arrival.map(placed),
            last_attempt: self.last_attempt.map(placed),
            retry_until: self.retry_until.map(placed),
            chain,
        }
    }
}

/// The code of the answer, unless the report's own field is sharper: `5.0.0` in the answer, `5.3.0` in the field.
fn sharper(
    clean: &str,
    said: Option<Range<usize>>,
    field: Option<Range<usize>>,
) -> Option<Range<usize>> {
    let (Some(said), Some(field)) = (said.clone(), field.clone()) else {
        return said.or(field);
    };
    let (inner, own) = (&clean[said.clone()], &clean[field.clone()]);
    let (mut inner_parts, mut own_parts) = (inner.split('.'), own.split('.'));
    let same_class = inner_parts.next() == own_parts.next();
    let subject = inner_parts.next();
    let related = same_class && (subject == Some("0") || subject == own_parts.next());
    Some(if related && sharpness(own) > sharpness(inner) {
        field
    } else {
        said
    })
}

/// How much an enhanced status code says: `5.0.0` nothing but its class, `5.3.0` the subject too, `5.3.4` all.
pub fn sharpness(code: &str) -> usize {
    code.split('.')
        .skip(1)
        .take_while(|part| *part != "0")
        .count()
}

/// An answer, white space folded, cut after so many bytes as any real one has.
fn folded(document: &Document, range: Range<usize>) -> Fact<String> {
    let range = range.start
        ..document
            .clean
            .floor_char_boundary(range.end.min(range.start + MAX_ANSWER));
    Fact {
        value: fold(&document.clean[range.clone()]),
        span: document.locate(range.start, range.end),
    }
}
