//! The route of the returned message, leg by leg, and the leg on which it stopped.

use std::net::IpAddr;

use crate::Reading;
use crate::diagnosis::{Cause, Outcome};
use crate::explain::slots::one_line;
use crate::report::{Delivery, Hop};

use crate::instant::seconds;

/// A leg that took less is not called slow, in seconds.
const SLOW: i64 = 60;

/// The longest name that a host can have (RFC 1035 section 2.3.4), in characters; what is longer is cut.
const LONGEST_HOST: usize = 255;

/// The longest date that is shown as it stands, in characters.
const LONGEST_DATE: usize = 60;

/// When a server took the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Then, in seconds since 1970-01-01 UTC.
    At(i64),
    /// The field has a date, but not the zone of its clock: the date as it stands.
    NoZone(String),
    /// What stands in the place of the date is none.
    Odd(String),
    /// The field has no date.
    Missing,
}

/// How long a leg took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// The first time that is known: there is none to count from.
    Start,
    /// So many seconds, by the clocks of the two servers.
    Took(i64),
    /// The clock of this server is behind that of the one before by so many seconds or more: nothing can be counted.
    Skew(i64),
    /// This leg states no time.
    Unknown,
}

/// One leg: one `Received` field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leg {
    /// The server that handed over, as it called itself.
    pub from: Option<String>,
    /// The server that took it.
    pub by: Option<String>,
    /// The protocol as stated.
    pub with: Option<String>,
    /// The version of TLS (`1.3`); empty where the field or its protocol (RFC 3848) says only that the leg was encrypted.
    pub tls: Option<String>,
    /// One of the two servers has a name or an address that counts inside a network only.
    pub private: bool,
    /// When.
    pub when: When,
    /// How long since the leg before.
    pub delay: Delay,
}

/// The leg on which it stopped, or on which it left the reporting system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The server that wrote the report.
    pub from: Option<String>,
    /// The server that answered or should have.
    pub to: Option<String>,
    /// Reply code and enhanced status code, as far as known.
    pub code: Option<String>,
    /// What became of the message there.
    pub outcome: Outcome,
    /// When the reporting server tried last.
    pub tried: Option<i64>,
}

/// The route of one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// The legs that are behind it, oldest first.
    pub legs: Vec<Leg>,
    /// Where it stopped; `None` where the report names neither servers nor a code.
    pub last: Option<Last>,
    /// What the legs took together, in seconds; `None` if nothing could be counted.
    pub total: Option<i64>,
    /// The place of the leg that took longest, if it took a minute or more.
    pub slowest: Option<usize>,
    /// What the longest leg took, in seconds.
    longest: i64,
}

impl Journey {
    /// The length of a leg's bar in percent of the longest one, or of a minute where all took less: seconds shall not look
    /// slow. A leg that took any time at all has a bar.
    pub fn share(&self, leg: &Leg) -> i64 {
        match leg.delay {
            Delay::Took(took) if took > 0 => (took * 100 / self.longest.max(SLOW)).max(1),
            _ => 0,
        }
    }
}

/// The route of delivery number `index`; `None` if there is no such delivery or nothing is known of its route.
pub fn journey(reading: &Reading, index: usize) -> Option<Journey> {
    let delivery = reading.report.deliveries.get(index)?;
    let diagnosis = reading.diagnoses.get(index)?;
    let hops = (reading.report.original_of(index)).map_or(&[][..], |original| &original.hops);
    let mut clock = Clock::default();
    let legs: Vec<Leg> = hops.iter().map(|hop| leg(hop, &mut clock)).collect();
    let reply = matches!(
        diagnosis.cause,
        Cause::AutoReply | Cause::FeedbackReport | Cause::ReadReceipt | Cause::NotABounce
    );
    let last = (!reply)
        .then(|| last(delivery, diagnosis.outcome))
        .flatten();
    if legs.is_empty() && last.is_none() {
        return None;
    }
    let mut total = None;
    let (mut longest, mut slowest) = (0, None);
    for (place, leg) in legs.iter().enumerate() {
        let Delay::Took(took) = leg.delay else {
            continue;
        };
        total = Some(total.unwrap_or(0) + took);
        if took > longest {
            longest = took;
            slowest = (took >= SLOW).then_some(place);
        }
    }
    Some(Journey {
        legs,
        last,
        total,
        slowest,
        longest,
    })
}

/// The times of the legs so far.
#[derive(Default)]
struct Clock {
    before: Option<i64>,
    latest: Option<i64>,
}

impl Clock {
    /// How long a leg took that ended at `now`: since the latest time so far, or, where a clock on the way was ahead, since
    /// the leg before. So one wrong clock spoils one leg, not two.
    fn count(&mut self, now: i64) -> Delay {
        let delay = match (self.latest, self.before) {
            (Some(latest), _) if latest <= now => Delay::Took(now - latest),
            (_, Some(before)) if before <= now => Delay::Took(now - before),
            (_, Some(before)) => Delay::Skew(before - now),
            (_, None) => Delay::Start,
        };
        self.before = Some(now);
        self.latest = self.latest.max(Some(now));
        delay
    }
}

fn leg(hop: &Hop, clock: &mut Clock) -> Leg {
    let when = match (hop.time.as_deref().and_then(seconds), &hop.date) {
        (Some(at), _) => When::At(at),
        (None, Some(date)) => odd(date),
        (None, None) => When::Missing,
    };
    let delay = match when {
        When::At(at) => clock.count(at),
        _ => Delay::Unknown,
    };
    let private = [&hop.from, &hop.by].into_iter().flatten();
    Leg {
        from: hop.from.as_deref().and_then(host),
        by: hop.by.as_deref().and_then(host),
        with: hop.with.as_deref().and_then(host),
        tls: hop.tls.clone().or_else(|| {
            let encrypted = hop.with.as_deref().is_some_and(is_encrypted);
            encrypted.then(String::new)
        }),
        private: private.into_iter().any(|name| is_private(name)),
        when,
        delay,
    }
}

fn host(name: &str) -> Option<String> {
    one_line(name, LONGEST_HOST)
}

/// A date without a point in time: with a clock and a year in it, only its zone is missing.
fn odd(date: &str) -> When {
    let year = date
        .split(|c: char| !c.is_ascii_digit())
        .any(|digits| digits.len() == 4);
    let Some(shown) = one_line(date, LONGEST_DATE) else {
        return When::Missing;
    };
    if year && crate::report::is_date(date) {
        When::NoZone(shown)
    } else {
        When::Odd(shown)
    }
}

/// Whether that protocol runs over TLS (RFC 3848, RFC 6531 section 4.3; HTTPS of web mail).
fn is_encrypted(with: &str) -> bool {
    let with = with.to_ascii_uppercase();
    ["SMTPS", "SMTPSA", "LMTPS", "LMTPSA", "HTTPS"]
        .iter()
        .any(|end| with.ends_with(end))
}

/// Whether a host counts inside a network only: a private address (RFC 1918, RFC 4193), that of the machine itself, a name
/// of one label, or one below a top level domain that is kept for private use.
fn is_private(host: &str) -> bool {
    let host = host.trim_matches(['[', ']', '.']);
    let address = host
        .get(..5)
        .filter(|tag| tag.eq_ignore_ascii_case("ipv6:"));
    let address = address.map_or(host, |tag| &host[tag.len()..]);
    match address.parse() {
        Ok(IpAddr::V4(v4)) => v4.is_private() || v4.is_loopback() || v4.is_link_local(),
        Ok(IpAddr::V6(v6)) => {
            v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local()
        }
        Err(_) => match host.rsplit_once('.') {
            None => !host.is_empty(),
            Some((_, top)) => [
                "local",
                "localdomain",
                "internal",
                "lan",
                "home",
                "corp",
                "intra",
            ]
            .iter()
            .any(|kept| top.eq_ignore_ascii_case(kept)),
        },
    }
}

fn last(delivery: &Delivery, outcome: Outcome) -> Option<Last> {
    let value =
        |fact: &Option<crate::span::Fact<String>>| fact.as_ref().and_then(|fact| host(&fact.value));
    let code: Vec<String> = [value(&delivery.reply), value(&delivery.status)]
        .into_iter()
        .flatten()
        .collect();
    let last = Last {
        from: value(&delivery.reporting_mta),
        to: value(&delivery.remote_mta).or_else(|| value(&delivery.remote_ip)),
        code: (!code.is_empty()).then(|| code.join(" ")),
        outcome,
        tried: (delivery.last_attempt.as_ref()).and_then(|fact| seconds(&fact.value)),
    };
    (last.from.is_some() || last.to.is_some()).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_inside_a_network() {
        for host in [
            "10.0.0.5",
            "[192.168.1.9]",
            "127.0.0.1",
            "localhost",
            "EX01",
            "mail.corp.local",
            "[IPv6:fd00::1]",
            "fe80::1",
            "::1",
        ] {
            assert!(is_private(host), "{host}");
        }
        for host in [
            "192.0.2.1",
            "mx.contoso.example",
            "[IPv6:2001:db8::1]",
            "",
            "żółw.example",
        ] {
            assert!(!is_private(host), "{host}");
        }
    }

    #[track_caller]
    fn check(times: &[i64], want: &[Delay]) {
        let mut clock = Clock::default();
        let got: Vec<Delay> = times.iter().map(|at| clock.count(*at)).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn a_wrong_clock_spoils_one_leg() {
        use Delay::{Skew, Start, Took};
        check(&[100, 103, 203], &[Start, Took(3), Took(100)]);
        // The second clock is two minutes behind.
        check(&[1000, 880, 1005], &[Start, Skew(120), Took(5)]);
        // The first one is five minutes ahead.
        check(&[1300, 1000, 1005], &[Start, Skew(300), Took(5)]);
    }
}
