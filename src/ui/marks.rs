//! Which spots of the text are marked, and how the text is cut around them. No browser in it.
//!
//! Marks never overlap: a fact around another one is marked on both sides of it; of two facts in one place, one mark tells both.

use crate::explain::Slot;
use crate::report::Delivery;
use crate::slug::slugs;
use crate::span::{Fact, Span};

/// A text longer than this (bytes) is shown around its marks only, until the reader asks for all of it.
pub const WHOLE_TEXT: usize = 200 * 1024;

/// How much of a long text is shown before and after a mark, in bytes.
const NEIGHBOURHOOD: usize = 1200;

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
    spots.sort_by_key(|(field, span)| (span.end - span.start, *field));
    let mut marks: Vec<Mark> = vec![];
    for (field, span) in spots {
        claim(&mut marks, text, field, span);
    }
    marks.sort_by_key(Mark::field);
    for (index, mark) in marks.iter_mut().enumerate() {
        mark.number = index + 1;
        mark.spans.sort();
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
    taken.sort();
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
        mark.fields.sort();
    }
}

fn meets(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn is_wordy(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A rest of a spot without the brackets and spaces at its ends; `None` if there is no word in it.
fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let rest = text.get(start..end).filter(|rest| is_wordy(rest))?;
    let outside = |c: char| c.is_whitespace() || "<>()[]{}\"',;:".contains(c);
    let start = start + (rest.len() - rest.trim_start_matches(outside).len());
    let end = end - (rest.len() - rest.trim_end_matches(outside).len());
    Some(Span { start, end })
}

/// A piece of the shown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Unmarked text.
    Text(Span),
    /// A spot of the mark with that index in the list of marks.
    Spot {
        /// Index in the list of marks.
        mark: usize,
        /// Where.
        span: Span,
        /// The first spot of its mark in the text.
        first: bool,
        /// The last one.
        last: bool,
    },
    /// That many lines are left out.
    Gap(usize),
}

/// Cuts the text at its marks. A text over [`WHOLE_TEXT`] is shown around them only, unless `whole`.
pub fn pieces(text: &str, marks: &[Mark], whole: bool) -> Vec<Piece> {
    let mut spots: Vec<(Span, usize)> = (marks.iter().enumerate())
        .flat_map(|(index, mark)| mark.spans.iter().map(move |span| (*span, index)))
        .collect();
    spots.sort();
    let windows = if whole || text.len() <= WHOLE_TEXT {
        vec![Span {
            start: 0,
            end: text.len(),
        }]
    } else {
        windows(text, spots.iter().map(|(span, _)| *span))
    };
    let mut pieces = vec![];
    let mut at = 0;
    for window in windows {
        gap(text, at, window.start, &mut pieces);
        at = window.start;
        for &(span, mark) in &spots {
            if span.start < at || span.end > window.end {
                continue;
            }
            plain(at, span.start, &mut pieces);
            pieces.push(Piece::Spot {
                mark,
                span,
                first: marks[mark].spans.first() == Some(&span),
                last: marks[mark].spans.last() == Some(&span),
            });
            at = span.end;
        }
        plain(at, window.end, &mut pieces);
        at = window.end;
    }
    gap(text, at, text.len(), &mut pieces);
    pieces
}

fn plain(start: usize, end: usize, pieces: &mut Vec<Piece>) {
    if start < end {
        pieces.push(Piece::Text(Span { start, end }));
    }
}

fn gap(text: &str, start: usize, end: usize, pieces: &mut Vec<Piece>) {
    if start < end {
        let bytes = &text.as_bytes()[start..end];
        let lines = bytes.iter().filter(|&&b| b == b'\n').count();
        pieces.push(Piece::Gap(lines.max(1)));
    }
}

/// The neighbourhoods of the spots, on line borders where a line is near, merged where they meet.
fn windows(text: &str, spots: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut windows: Vec<Span> = vec![];
    let head = Span { start: 0, end: 0 };
    for spot in std::iter::once(head).chain(spots) {
        let start = border(text, spot.start.saturating_sub(NEIGHBOURHOOD), spot.start);
        let end = (spot.end + NEIGHBOURHOOD).min(text.len());
        let end = border(text, end, text.len().min(end + NEIGHBOURHOOD));
        match windows.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => windows.push(Span { start, end }),
        }
    }
    windows
}

/// The first line border in `from..until`, or else the first character border at or after `from`.
fn border(text: &str, from: usize, until: usize) -> usize {
    if from == 0 {
        return 0;
    }
    let from = (from..=text.len())
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(text.len());
    text.as_bytes()
        .get(from..until.max(from))
        .and_then(|bytes| bytes.iter().position(|&b| b == b'\n'))
        .map_or(from, |i| from + i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn shown(text: &str, whole: bool, marks: &[Mark]) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(span) => text[span.start..span.end].to_owned(),
            Piece::Spot { mark, span, .. } => {
                format!("[{}:{}]", marks[*mark].number, &text[span.start..span.end])
            }
            Piece::Gap(lines) => format!("<{lines}>"),
        };
        pieces(text, marks, whole).iter().map(piece).collect()
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
        let ends: Vec<(bool, bool)> = (pieces(text, &marks, false).iter())
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

    #[test]
    fn a_long_text_is_shown_around_its_marks() {
        let text = format!(
            "{}550 5.1.1 unknown\n{}",
            "信 line\n".repeat(30_000),
            "tail\n".repeat(30_000)
        );
        let delivery = Delivery {
            diagnostic: fact(&text, "550 5.1.1 unknown"),
            ..Delivery::default()
        };
        let marks = marks(&text, &delivery);
        let some = shown(&text, false, &marks);
        assert!(some.contains("[1:550 5.1.1 unknown]"), "{some}");
        assert_eq!(some.matches('<').count(), 2);
        assert!(some.len() < 8000);
        let all = shown(&text, true, &marks);
        assert_eq!(all.len(), text.len() + "[1:]".len());
    }
}
