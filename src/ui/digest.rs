//! A reading as the page keeps it, also when a worker made it: what only the readers needed is gone, and of a very long
//! text only the parts around what was found are left. No browser in it.

use serde::{Deserialize, Serialize};

use super::order::by_key;
use super::windows::{lines, windows};
use crate::Reading;
use crate::report::{BounceReport, Delivery};
use crate::span::Span;

/// A text longer than this (bytes) is kept in part only: a browser could not show all of it anyway.
pub const LONGEST_TEXT: usize = 8 * 1024 * 1024;

/// So much of a longer spot is kept, in bytes.
const LONGEST_SPOT: usize = 16 * 1024;

/// A part of the text that was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Where it stood: a byte of the text as it is now.
    pub at: usize,
    /// How many lines it had.
    pub lines: usize,
}

/// A reading and what of its text is missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// What the input says.
    pub reading: Reading,
    /// What was taken out of its text, in order; empty for a text up to [`LONGEST_TEXT`].
    pub left_out: Vec<LeftOut>,
}

impl Digest {
    /// Keeps of a reading what the page shows.
    pub fn new(reading: Reading) -> Self {
        Digest::up_to(LONGEST_TEXT, reading)
    }

    fn up_to(longest: usize, mut reading: Reading) -> Self {
        reading.document.clean = String::new();
        reading.document.parts = vec![];
        reading.document.runs = vec![];
        let left_out = if reading.document.text.len() > longest {
            cut(&mut reading)
        } else {
            vec![]
        };
        Digest { reading, left_out }
    }

    /// For the way from the worker to the page; `None` never but for lack of memory.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }

    /// The digest that was packed by [`Digest::to_bytes`]; `None` for other bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// Leaves of the text only what lies around the spots, and moves these along.
fn cut(reading: &mut Reading) -> Vec<LeftOut> {
    let text = std::mem::take(&mut reading.document.text);
    let mut spots: Vec<Span> = vec![];
    each_span(&mut reading.report, &mut |span| {
        span.end = floor(&text, span.end.min(span.start + LONGEST_SPOT));
        spots.push(*span);
    });
    by_key(&mut spots, |spot| *spot);
    let kept = windows(&text, spots.into_iter());
    let mut out = String::new();
    let mut left_out = vec![];
    let mut moved: Vec<(Span, usize)> = vec![];
    let mut done = 0;
    let mut leave = |from: usize, to: usize, at: usize| {
        if from < to {
            let lines = lines(
                &text,
                Span {
                    start: from,
                    end: to,
                },
            );
            left_out.push(LeftOut { at, lines });
        }
    };
    for window in kept {
        leave(done, window.start, out.len());
        moved.push((window, out.len()));
        out.push_str(text.get(window.start..window.end).unwrap_or_default());
        done = window.end;
    }
    leave(done, text.len(), out.len());
    each_span(&mut reading.report, &mut |span| {
        let place = moved.partition_point(|(window, _)| window.start <= span.start);
        if let Some((window, at)) = place.checked_sub(1).and_then(|place| moved.get(place)) {
            let length = span.end.saturating_sub(span.start);
            span.start = at + (span.start - window.start);
            span.end = span.start + length;
        }
    });
    reading.document.text = out;
    left_out
}

fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// Calls `act` for every place that a report points to.
fn each_span(report: &mut BounceReport, act: &mut dyn FnMut(&mut Span)) {
    if let Some(fact) = &mut report.prose {
        act(&mut fact.span);
    }
    for delivery in &mut report.deliveries {
        of_delivery(delivery, act);
    }
    let several = report.several.iter_mut().map(|one| &mut one.original);
    for original in several.chain([&mut report.original]).flatten() {
        let facts = [
            &mut original.subject,
            &mut original.from,
            &mut original.message_id,
            &mut original.date,
        ];
        facts
            .into_iter()
            .flatten()
            .for_each(|fact| act(&mut fact.span));
    }
}

fn of_delivery(delivery: &mut Delivery, act: &mut dyn FnMut(&mut Span)) {
    if let Some(fact) = &mut delivery.action {
        act(&mut fact.span);
    }
    let facts = [
        &mut delivery.recipient,
        &mut delivery.status,
        &mut delivery.reply,
        &mut delivery.diagnostic,
        &mut delivery.reporting_mta,
        &mut delivery.remote_mta,
        &mut delivery.remote_ip,
        &mut delivery.arrival,
        &mut delivery.last_attempt,
        &mut delivery.retry_until,
    ];
    facts
        .into_iter()
        .flatten()
        .for_each(|fact| act(&mut fact.span));
    for answer in &mut delivery.chain {
        for fact in [&mut answer.status, &mut answer.reply]
            .into_iter()
            .flatten()
        {
            act(&mut fact.span);
        }
        act(&mut answer.text.span);
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;
    use crate::intake::{Input, charsets};

    const BOUNCE: &str = "This is the qmail-send program at mx.contoso.example.\n\n<anna@fabrikam.example>:\n\
        192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 user unknown\n";

    fn digest(text: &str) -> Digest {
        Digest::new(crate::read(Input::Text(text), charsets()))
    }

    #[test]
    fn a_digest_comes_back_from_its_bytes() {
        for text in [BOUNCE, "hello", ""] {
            let digest = digest(text);
            let bytes = digest.to_bytes().expect("bytes");
            assert_eq!(Digest::from_bytes(&bytes), Some(digest));
        }
        assert_eq!(Digest::from_bytes(b"\xff\xff"), None);
    }

    #[test]
    fn a_short_text_stays_whole() {
        let digest = digest(BOUNCE);
        assert_eq!(digest.reading.document.text, BOUNCE);
        assert_eq!(digest.left_out, []);
    }

    #[test]
    fn of_a_long_text_stays_what_matters() {
        let chatter = "信 nothing to see here\n".repeat(5_000);
        let text = format!("{chatter}\n{BOUNCE}\n{chatter}");
        let short = digest(BOUNCE);
        let long = Digest::up_to(100_000, crate::read(Input::Text(&text), charsets()));
        let shown = &long.reading.document.text;
        assert!(shown.len() < 20_000, "{}", shown.len());
        let (left, [before, after]) = (text.len() - shown.len(), long.left_out.as_slice()) else {
            panic!("{:?}", long.left_out);
        };
        assert!(left > 200_000 && before.lines > 4_500 && after.lines > 4_500);
        assert_eq!(after.at, shown.len());
        let [delivery] = long.reading.report.deliveries.as_slice() else {
            panic!("one delivery");
        };
        let [same] = short.reading.report.deliveries.as_slice() else {
            panic!("one delivery");
        };
        for (far, near) in [
            (&delivery.recipient, &same.recipient),
            (&delivery.status, &same.status),
            (&delivery.diagnostic, &same.diagnostic),
        ] {
            let (far, near) = (
                far.as_ref().expect("a fact"),
                near.as_ref().expect("a fact"),
            );
            assert_eq!(far.value, near.value);
            assert_eq!(
                shown[far.span.start..far.span.end],
                BOUNCE[near.span.start..near.span.end]
            );
        }
    }
}
