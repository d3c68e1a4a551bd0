//! The message in the queue of the server that reports: since when, until when, and what that means for the sender.

use crate::Reading;
use crate::diagnosis::{Cause, Outcome};
use crate::report::Delivery;
use crate::slug::slugs;
use crate::span::Fact;

use crate::instant::seconds;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What stays longer in a queue than any default that is known (qmail's, a week) is over, whatever the server.
const LONGEST: i64 = 7 * DAY;

/// Times that are closer than that are one and the same for the reader, in seconds.
const SAME: i64 = 2 * MINUTE;

/// How a mail system behaves as it is delivered; whoever runs it can change that.
struct Habit {
    reporter: &'static str,
    name: &'static str,
    lifetime: i64,
    /// The key of the page's words on how often it tries, where that is known.
    rhythm: Option<&'static str>,
}

/// Exchange Online: Microsoft, EOP queued, deferred, and bounced messages FAQ. Exchange Server: Microsoft, queues and
/// message retry intervals. Postfix: postconf(5), `maximal_queue_lifetime`, `minimal_backoff_time`, `maximal_backoff_time`.
/// Exim: the retry rule of its default configuration. Sendmail: its operations guide, `Timeout.queuereturn`. qmail:
/// qmail-send(8), `queuelifetime`. Gmail and the others publish none.
const HABITS: [Habit; 6] = [
    habit(
        "exchange-online",
        "Exchange Online",
        DAY,
        Some("queue-rhythm-exchange-online"),
    ),
    habit(
        "exchange-server",
        "Exchange Server",
        2 * DAY,
        Some("queue-rhythm-exchange-server"),
    ),
    habit("postfix", "Postfix", 5 * DAY, Some("queue-rhythm-postfix")),
    habit("exim", "Exim", 4 * DAY, Some("queue-rhythm-exim")),
    habit("sendmail", "Sendmail", 5 * DAY, None),
    habit("qmail", "qmail", 7 * DAY, None),
];

const fn habit(
    reporter: &'static str,
    name: &'static str,
    lifetime: i64,
    rhythm: Option<&'static str>,
) -> Habit {
    Habit {
        reporter,
        name,
        lifetime,
        rhythm,
    }
}

slugs! {
    /// Where the message stands; the words are the texts `queue-<slug>-…`.
    pub enum State {
        /// The server tries, and it is known until when.
        Trying = "trying",
        /// The server tries, and it is not known until when.
        Open = "open",
        /// The report says that the server tries, but the time for that has passed.
        Over = "over",
        /// The server gave up.
        GaveUp = "gave-up",
    }
}

slugs! {
    /// What happens at a point of the line; the slug is the key of its words.
    pub enum What {
        /// The sender sent it.
        Sent = "queue-sent",
        /// The reporting server took it.
        Taken = "queue-taken",
        /// It tried last.
        Tried = "queue-tried",
        /// The reader reads.
        Now = "queue-now",
        /// It gives up.
        End = "queue-end",
    }
}

/// A point in time on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// What happens.
    pub what: What,
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
    /// Where on the line, in percent.
    pub place: i64,
}

/// When the server gives up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// When, in seconds since 1970-01-01 UTC.
    pub at: i64,
    /// The report states it; else it follows from what such servers usually do.
    pub stated: bool,
}

/// The time of one message in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Where it stands.
    pub state: State,
    /// In the order of the line; what is not known is left out.
    pub points: Vec<Point>,
    /// Where the line is no longer to scale, or goes on without a known end: in percent.
    pub scale: i64,
    /// Until when the server tries or tried.
    pub end: Option<End>,
    /// The name of the mail system and how long it usually tries, in seconds.
    pub usual: Option<(&'static str, i64)>,
    /// The key of the words on how often it usually tries.
    pub rhythm: Option<&'static str>,
    /// Where it usually tries, in percent; only where that is known and fits on a line.
    pub tries: Vec<i64>,
}

/// The queue of delivery number `index` at the time `now` (seconds since 1970-01-01 UTC); `None` where nothing waited in
/// a queue: no such delivery, no failure, or a refusal for good.
pub fn queue(reading: &Reading, index: usize, now: i64) -> Option<Queue> {
    let delivery = reading.report.deliveries.get(index)?;
    let diagnosis = reading.diagnoses.get(index)?;
    let waits = match diagnosis.outcome {
        Outcome::Pending => true,
        Outcome::Expired => false,
        Outcome::Final if is_temporary(delivery) || diagnosis.cause == Cause::MessageExpired => {
            false
        }
        _ => return None,
    };
    let sent = (reading.report.original_of(index)).and_then(|original| time(&original.date));
    let taken = time(&delivery.arrival);
    let tried = time(&delivery.last_attempt);
    let start = taken.or(sent);
    let reporter = reading.report.reporter_of(index);
    let habit = HABITS.iter().find(|habit| {
        // Every Exchange leaves the same marks; only the host that wrote the report tells a server of one's own.
        let sure = habit.reporter != "exchange-server" || delivery.reporting_mta.is_some();
        sure && Some(habit.reporter) == reporter
    });
    let stated = time(&delivery.retry_until).map(|at| End { at, stated: true });
    let usual = habit.zip(start).map(|(habit, start)| End {
        at: start + habit.lifetime,
        stated: false,
    });
    let end = if waits { stated.or(usual) } else { stated };
    let late = start.is_some_and(|start| now - start > LONGEST);
    let state = match end {
        _ if !waits => State::GaveUp,
        Some(end) if end.at > now => State::Trying,
        Some(_) => State::Over,
        None if late => State::Over,
        None => State::Open,
    };
    let mut queue = Queue {
        state,
        points: vec![],
        scale: 100,
        end,
        usual: habit.map(|habit| (habit.name, habit.lifetime)),
        rhythm: habit.and_then(|habit| habit.rhythm),
        tries: vec![],
    };
    queue.draw([sent, taken, tried], now);
    if let (State::Trying, Some(start), "queue-rhythm-exchange-online") =
        (state, start, queue.rhythm.unwrap_or_default())
        && let Some(end) = end
    {
        queue.tries = rhythm(end.at - start);
    }
    Some(queue)
}

impl Queue {
    /// Puts the points on the line.
    fn draw(&mut self, [sent, taken, tried]: [Option<i64>; 3], now: i64) {
        let end = self.end.map(|end| end.at);
        // A sender's clock that is far off tells nothing. Sent and taken are shown apart only where they are.
        let sent = sent
            .filter(|sent| taken.is_none_or(|taken| (-SAME..LONGEST).contains(&(taken - sent))));
        let taken = taken.filter(|taken| sent.is_none_or(|sent| (taken - sent).abs() > SAME));
        let Some(start) = sent.or(taken) else {
            return;
        };
        // Where the scale ends, and at which place of the line.
        let (last, scale) = match self.state {
            State::Trying => (end.unwrap_or(now), 100),
            State::GaveUp => (end.max(tried).unwrap_or(start), 100),
            State::Open => (now, 80),
            State::Over => (end.unwrap_or(start + LONGEST), 80),
        };
        let length = last - start;
        self.scale = scale;
        let place = |at: i64| match length {
            ..=0 => 0,
            _ => ((at - start) * scale / length).clamp(0, scale),
        };
        let now = match self.state {
            State::GaveUp => None,
            State::Over => Some((now, 100)),
            _ => Some((now, place(now))),
        };
        let point = |what, at: Option<i64>| Some((what, at?, place(at?)));
        let mut points = [
            point(What::Sent, sent),
            point(What::Taken, taken),
            point(What::Tried, tried),
            now.map(|(at, place)| (What::Now, at, place)),
            point(What::End, end),
        ];
        if self.state == State::Over {
            points.swap(3, 4);
        }
        let points = points.into_iter().flatten();
        self.points = points
            .map(|(what, at, place)| Point { what, at, place })
            .collect();
    }
}

/// Where Exchange Online tries on a line of that length, in percent: the first tries a quarter of an hour apart, over the
/// next half dozen growing to an hour (Microsoft, EOP queued, deferred, and bounced messages FAQ). It differs with load.
fn rhythm(length: i64) -> Vec<i64> {
    let mut tries = vec![];
    let (mut at, mut gap) = (0, 15 * MINUTE);
    while at + gap < length && tries.len() < 40 {
        at += gap;
        if tries.len() >= 3 {
            gap = (gap + 8 * MINUTE).min(HOUR);
        }
        tries.push(at * 100 / length);
    }
    tries
}

/// The codes say that another try may succeed (RFC 5321 section 4.2.1, RFC 3463 section 3.1).
fn is_temporary(delivery: &Delivery) -> bool {
    let code = delivery.reply.as_ref().or(delivery.status.as_ref());
    code.is_some_and(|code| code.value.starts_with('4'))
}

fn time(fact: &Option<Fact<String>>) -> Option<i64> {
    seconds(&fact.as_ref()?.value)
}
