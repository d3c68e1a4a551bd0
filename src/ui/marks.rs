//! Which spots of the text are marked. No browser in it.
//!
//! Marks never overlap: a fact around another one is marked on both sides of it; of two facts in one place, one mark tells both.

use super::order::by_key;
use crate::explain::Slot;
use crate::report::Delivery;
use crate::slug::slugs;
use crate::span::{Fact, Span};

slugs! {
    /// What a mark shows; the words are the texts `field-…`.
    pub enum Field {
        /// The address that the sender used.
        Recipient = "recipient",
        /// Code and words of the answer.
        Answer = "answer",
        /// The server that answered, by name or address.
        Remote = "remote",
        /// The server that wrote the report.
        Reporting = "reporting",
        /// When the message was taken in.
        Arrival = "arrival",
        /// The last attempt.
        LastAttempt = "last-attempt",
        /// Until when the server keeps trying.
        RetryUntil = "retry-until",
    }
}

impl Field {
    /// The CSS class that colours the mark and its number.
    pub const fn class(self) -> &'static str {
        match self {
            Field::Recipient => "tint--recipient",
            Field::Answer => "tint--answer",
            Field::Remote => "tint--remote",
            Field::Reporting => "tint--reporting",
            Field::Arrival | Field::LastAttempt | Field::RetryUntil => "tint--time",
        }
    }

    /// The field that a value in a text rests on, or `None` if it is not marked.
    pub const fn of_slot(slot: Slot) -> Option<Self> {
        match slot {
            Slot::Recipient | Slot::Domain => Some(Field::Recipient),
            Slot::Remote => Some(Field::Remote),
            Slot::Reporting => Some(Field::Reporting),
            Slot::Status | Slot::Code => Some(Field::Answer),
            Slot::RetryUntil => Some(Field::RetryUntil),
            Slot::Sender | Slot::SenderDomain | Slot::Subject | Slot::Service => None,
        }
    }
}

/// One fact as it is marked: usually one spot, several where another fact lies inside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// From 1.
    pub number: usize,
    /// What stands there, most important first.
    pub fields: Vec<Field>,
    /// Where, in bytes of the text, in order; never empty.
    pub spans: Vec<Span>,
}

impl Mark {
    /// The most important thing that stands there.
    pub fn field(&self) -> Field {
        self.fields.first().copied().unwrap_or(Field::Answer)
    }
}

/// The marks of a delivery, by number. Spans outside the text or inside a character are left out.
pub fn marks(text: &str, delivery: &Delivery) -> Vec<Mark> {
    let mut spots = spots(delivery);
    spots.retain(|(_, span)| text.get(span.start..span.end).is_some_and(is_wordy));
    // The shortest first: an address inside an answer keeps its own mark, the answer goes around it.
    by_key(&mut spots, |(field, span)| (span.end - span.start, *field));
    let mut marks: Vec<Mark> = vec![];
    for (field, span) in spots {
        claim(&mut marks, text, field, span);
    }
    by_key(&mut marks, Mark::field);
    for (index, mark) in marks.iter_mut().enumerate() {
        mark.number = index + 1;
        by_key(&mut mark.spans, |span| *span);
    }
    marks
}

fn spots(delivery: &Delivery) -> Vec<(Field, Span)> {
    let one = |field, fact: &Option<Fact<String>>| fact.as_ref().map(|fact| (field, fact.span));
    let answer = match &delivery.diagnostic {
        Some(_) => [one(Field::Answer, &delivery.diagnostic), None],
        None => [
            one(Field::Answer, &delivery.reply),
            one(Field::Answer, &delivery.status),
        ],
    };
    let others = [
        one(Field::Recipient, &delivery.recipient),
        one(Field::Remote, &delivery.remote_mta),
        one(Field::Remote, &delivery.remote_ip),
        one(Field::Reporting, &delivery.reporting_mta),
        one(Field::Arrival, &delivery.arrival),
        one(Field::LastAttempt, &delivery.last_attempt),
        one(Field::RetryUntil, &delivery.retry_until),
    ];
    answer.into_iter().chain(others).flatten().collect()
}

/// Gives `field` what nobody has of `span` yet; where nothing is left, it shares the mark that is there.
fn claim(marks: &mut Vec<Mark>, text: &str, field: Field, span: Span) {
    let mut taken: Vec<Span> = marks
        .iter()
        .flat_map(|mark| mark.spans.iter().copied())
        .collect();
    by_key(&mut taken, |span| *span);
    let mut free = vec![];
    let mut at = span.start;
    for other in taken.iter().filter(|other| meets(**other, span)) {
        free.extend(trimmed(text, at, other.start));
        at = at.max(other.end);
    }
    if at == span.start {
        free.push(span);
    } else {
        free.extend(trimmed(text, at, span.end));
    }
    if free.is_empty() {
        let there = |mark: &&mut Mark| mark.spans.iter().any(|other| meets(*other, span));
        if let Some(mark) = marks.iter_mut().find(there) {
            add_field(mark, field);
        }
        return;
    }
    match marks.iter_mut().find(|mark| mark.fields.contains(&field)) {
        Some(mark) => mark.spans.extend(free),
        None => marks.push(Mark {
            number: 0,
            fields: vec![field],
            spans: free,
        }),
    }
}

fn add_field(mark: &mut Mark, field: Field) {
    if !mark.fields.contains(&field) {
        mark.fields.push(field);
        by_key(&mut mark.fields, |field| *field);
    }
}

fn meets(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn is_wordy(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A rest of a spot without the brackets and spaces at its ends; `None` if it is too little to say anything.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let says = |rest: &&str| rest.chars().filter(|c| c.is_alphanumeric()).count() > 2;
    let rest = text.get(start..end).filter(says)?;
    let outside = |c: char| c.is_whitespace() || "<>()[]{}\"',;:".contains(c);
    let start = start + (rest.len() - rest.trim_start_matches(outside).len());
    let end = end - (rest.len() - rest.trim_end_matches(outside).len());
    Some(Span { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::pieces::tests::shown;
    use crate::ui::pieces::{Piece, pieces};

    fn fact(text: &str, needle: &str) -> Option<Fact<String>> {
        let start = text.find(needle).expect("the needle is in the text");
        Some(Fact {
            value: needle.into(),
            span: Span {
                start,
                end: start + needle.len(),
            },
        })
    }

    #[test]
    fn numbers_follow_importance_and_the_text_its_own_order() {
        let text = "by relay.example: anna@fabrikam.example 550 5.1.1 unknown";
        let delivery = Delivery {
            recipient: fact(text, "anna@fabrikam.example"),
            reporting_mta: fact(text, "relay.example"),
            diagnostic: fact(text, "550 5.1.1 unknown"),
            reply: fact(text, "550"),
            status: fact(text, "5.1.1"),
            ..Delivery::default()
        };
        let marks = marks(text, &delivery);
        assert_eq!(
            shown(text, false, &marks),
            "by [3:relay.example]: [1:anna@fabrikam.example] [2:550 5.1.1 unknown]"
        );
    }

    #[test]
    fn a_fact_around_another_is_marked_on_both_sides() {
        let text = "said: 550 5.1.1 <anna@fabrikam.example>: unknown";
        let delivery = Delivery {
            recipient: fact(text, "anna@fabrikam.example"),
            diagnostic: fact(text, "550 5.1.1 <anna@fabrikam.example>: unknown"),
            ..Delivery::default()
        };
        let marks = marks(text, &delivery);
        assert_eq!(
            shown(text, false, &marks),
            "said: [2:550 5.1.1] <[1:anna@fabrikam.example]>: [2:unknown]"
        );
        let ends: Vec<(bool, bool)> = (pieces(text, &[], &marks, false).iter())
            .filter_map(|piece| match piece {
                Piece::Spot {
                    mark: 1,
                    first,
                    last,
                    ..
                } => Some((*first, *last)),
                _ => None,
            })
            .collect();
        assert_eq!(ends, [(true, false), (false, true)]);
    }

    #[test]
    fn two_facts_in_one_place_share_a_mark() {
        let text = "rejected by mx.example";
        let delivery = Delivery {
            remote_mta: fact(text, "mx.example"),
            reporting_mta: fact(text, "mx.example"),
            ..Delivery::default()
        };
        let marks = marks(text, &delivery);
        assert_eq!(marks.len(), 1);
        assert_eq!(marks[0].fields, [Field::Remote, Field::Reporting]);
    }

    #[test]
    fn a_host_and_its_address_have_one_number() {
        let text = "at mx.example (192.0.2.1) said";
        let delivery = Delivery {
            remote_mta: fact(text, "mx.example"),
            remote_ip: fact(text, "192.0.2.1"),
            ..Delivery::default()
        };
        let marks = marks(text, &delivery);
        assert_eq!(
            shown(text, false, &marks),
            "at [1:mx.example] ([1:192.0.2.1]) said"
        );
    }

    #[test]
    fn spans_that_do_not_fit_are_left_out() {
        let delivery = Delivery {
            recipient: Some(Fact {
                value: String::new(),
                span: Span { start: 5, end: 99 },
            }),
            status: Some(Fact {
                value: String::new(),
                span: Span { start: 1, end: 2 },
            }),
            ..Delivery::default()
        };
        assert_eq!(marks("信信信", &delivery), []);
    }
}
