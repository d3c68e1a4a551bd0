//! When to look: the span of time in which a message and its bounce travelled, and how long ago that was.

use crate::instant::{rfc3339, seconds};
use crate::report::{Delivery, OriginalMessage};
use crate::slug::slugs;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// The longest time that one query of a message trace covers (Get-MessageTraceV2).
const LONGEST: i64 = 10 * DAY;

/// How far back a message trace looks (Get-MessageTraceV2, Start-HistoricalSearch).
const FARTHEST: i64 = 90 * DAY;

/// So long after its start a message is looked for where the bounce does not say when the last attempt was.
const USUAL: i64 = 2 * DAY;

slugs! {
    /// How old a message is, as far as a message trace cares.
    pub enum Age {
        /// No time is stated.
        Unknown = "unknown",
        /// Up to ten days.
        Recent = "recent",
        /// More than ten days, up to ninety.
        Old = "old",
        /// Older than a trace looks.
        Gone = "gone",
    }
}

/// When to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// From when until when (RFC 3339, UTC, whole hours); `None` where the bounce states no time.
    pub span: Option<(String, String)>,
    /// How old the message is.
    pub age: Age,
}

impl Window {
    /// The window of one delivery. `now` is in seconds since 1970-01-01; without it nothing counts as old.
    pub fn new(delivery: &Delivery, original: Option<&OriginalMessage>, now: Option<i64>) -> Self {
        let time = |text: Option<&String>| text.and_then(|text| seconds(text));
        let hop = original.and_then(|original| original.hops.last());
        let date = original.and_then(|original| original.date.as_ref());
        let start = time(delivery.arrival.as_ref().map(|fact| &fact.value))
            .or_else(|| time(hop.and_then(|hop| hop.time.as_ref())))
            .or_else(|| time(date.map(|fact| &fact.value)));
        let last = time(delivery.last_attempt.as_ref().map(|fact| &fact.value));
        let Some(first) = start.or(last.map(|last| last - USUAL)) else {
            return Window {
                span: None,
                age: Age::Unknown,
            };
        };
        let end = last.filter(|last| *last >= first).unwrap_or(first + USUAL);
        let from = (first - HOUR).div_euclid(HOUR) * HOUR;
        let to = ((end + 2 * HOUR).div_euclid(HOUR) * HOUR).min(from + LONGEST);
        let age = match now.map(|now| now - from) {
            Some(old) if old > FARTHEST => Age::Gone,
            Some(old) if old > LONGEST => Age::Old,
            _ => Age::Recent,
        };
        Window {
            span: Some((rfc3339(from), rfc3339(to))),
            age,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Age, Window};
    use crate::instant::seconds;
    use crate::report::{Delivery, Hop, OriginalMessage};
    use crate::span::{Fact, Span};

    fn fact(text: &str) -> Option<Fact<String>> {
        let span = Span { start: 0, end: 0 };
        let value = text.to_owned();
        (!text.is_empty()).then_some(Fact { value, span })
    }

    /// Arrival, last attempt, time of the last hop, date of the message.
    #[track_caller]
    fn check(times: [&str; 4], now: &str, span: Option<(&str, &str)>, age: Age) {
        let [arrival, last, hop, date] = times;
        let delivery = Delivery {
            arrival: fact(arrival),
            last_attempt: fact(last),
            ..Delivery::default()
        };
        let hop = Hop {
            from: None,
            by: None,
            with: None,
            date: None,
            tls: None,
            time: fact(hop).map(|fact| fact.value),
        };
        let original = OriginalMessage {
            date: fact(date),
            hops: vec![hop],
            ..OriginalMessage::default()
        };
        let window = Window::new(&delivery, Some(&original), seconds(now));
        let span = span.map(|(from, to)| (from.to_owned(), to.to_owned()));
        assert_eq!(window, Window { span, age });
    }

    #[test]
    fn windows() {
        let now = "2026-11-20T10:00:00Z";
        check(
            ["2026-11-18T17:10:00Z", "2026-11-19T17:14:09Z", "", ""],
            now,
            Some(("2026-11-18T16:00:00Z", "2026-11-19T19:00:00Z")),
            Age::Recent,
        );
        check(
            ["", "", "2026-11-01T00:30:00+01:00", "1970-01-01T00:00:00Z"],
            now,
            Some(("2026-10-31T22:00:00Z", "2026-11-03T01:00:00Z")),
            Age::Old,
        );
        check(
            ["", "", "soon", "2026-08-01T12:00:00Z"],
            now,
            Some(("2026-08-01T11:00:00Z", "2026-08-03T14:00:00Z")),
            Age::Gone,
        );
        check(
            ["2026-11-01T12:00:00Z", "2026-11-19T12:00:00Z", "", ""],
            now,
            Some(("2026-11-01T11:00:00Z", "2026-11-11T11:00:00Z")),
            Age::Old,
        );
        check(
            ["", "2026-11-19T12:00:00Z", "", ""],
            "",
            Some(("2026-11-17T11:00:00Z", "2026-11-19T14:00:00Z")),
            Age::Recent,
        );
        check(["", "", "", "yesterday"], now, None, Age::Unknown);
    }
}
