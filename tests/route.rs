//! The numbers of the two pictures - the route leg by leg, and the line of the queue - for mails of our own.

use ndr_explainer::instant::seconds;
use ndr_explainer::intake::{Input, charsets};
use ndr_explainer::transit::journey::{Delay, Leg, When, journey};
use ndr_explainer::transit::queue::queue;
use ndr_explainer::{Reading, read};

fn reading(name: &str) -> Reading {
    let path = format!(
        "{}/tests/fixtures/route/{name}.eml",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(&path).expect(&path);
    read(Input::Bytes(&bytes), charsets())
}

/// One leg: `[private ]protocol[+TLS] when delay`, the delay with the length of its bar and a star for the slowest.
fn line(leg: &Leg, share: i64, slowest: bool) -> String {
    let protocol = leg.with.as_deref().unwrap_or("-");
    let tls = leg
        .tls
        .as_ref()
        .map_or(String::new(), |tls| format!("+{tls}"));
    let when = match &leg.when {
        When::At(_) => String::new(),
        When::NoZone(_) => " no-zone".into(),
        When::Odd(_) => " odd".into(),
        When::Missing => " no-date".into(),
    };
    let delay = match leg.delay {
        Delay::Start => " start".into(),
        Delay::Took(took) => format!(" {took} s, {share} %"),
        Delay::Skew(skew) => format!(" skew {skew} s"),
        Delay::Unknown => String::new(),
    };
    let private = if leg.private { "private " } else { "" };
    let star = if slowest { " *" } else { "" };
    format!("{private}{protocol}{tls}{when}{delay}{star}")
}

#[track_caller]
fn check(name: &str, legs: &[&str], total: Option<i64>, last: &str) {
    let journey = journey(&reading(name), 0).expect(name);
    let got: Vec<String> = (journey.legs.iter().enumerate())
        .map(|(place, leg)| line(leg, journey.share(leg), journey.slowest == Some(place)))
        .collect();
    assert_eq!(got, legs, "{name}");
    assert_eq!(journey.total, total, "{name}");
    let got = journey.last.map(|last| {
        let name = |host: Option<String>| host.unwrap_or_else(|| "-".into());
        let (from, to, code) = (name(last.from), name(last.to), name(last.code));
        format!("{from} > {to}: {code}, {}", last.outcome.slug())
    });
    assert_eq!(got.as_deref(), Some(last), "{name}");
}

const MAIL: &str = "mail.contoso.example > mx1.fabrikam.example: 550 5.7.1, final";

#[test]
fn routes() {
    check(
        "01-three-legs",
        &[
            "ESMTPSA+ start",
            "ESMTP 30 s, 20 %",
            "ESMTPS+ 150 s, 100 % *",
        ],
        Some(180),
        "out.contoso.example > mx1.fabrikam.example: 550 5.7.1, final",
    );
    check("02-one-leg", &["ESMTPSA+ start"], None, MAIL);
    let skew = |skew| ["ESMTP start", skew, "ESMTP 5 s, 8 %"];
    check("03-clock-behind", &skew("ESMTP skew 120 s"), Some(5), MAIL);
    check("04-clock-ahead", &skew("ESMTP skew 300 s"), Some(5), MAIL);
    check(
        "05-three-zones",
        &["ESMTP start", "ESMTP 60 s, 100 % *", "ESMTP 60 s, 100 %"],
        Some(120),
        MAIL,
    );
    check(
        "06-zone-missing",
        &["ESMTP start", "ESMTP no-zone", "ESMTP 60 s, 100 % *"],
        Some(60),
        MAIL,
    );
    check(
        "07-zone-zero-minus",
        &["ESMTP start", "ESMTP 40 s, 66 %"],
        Some(40),
        MAIL,
    );
    check(
        "08-zone-by-name",
        &["ESMTP start", "ESMTP no-zone", "ESMTP 120 s, 100 % *"],
        Some(120),
        MAIL,
    );
    check(
        "09-odd-dates",
        &["ESMTP start", "ESMTP odd", "ESMTP 40 s, 66 %"],
        Some(40),
        MAIL,
    );
    check("10-no-date", &["ESMTP no-date", "ESMTP start"], None, MAIL);
    check(
        "11-all-without-times",
        &["ESMTP no-date", "ESMTP no-date"],
        None,
        MAIL,
    );
    let mut fifty = vec!["ESMTP 67 s, 100 %"; 50];
    fifty[0] = "ESMTP start";
    fifty[1] = "ESMTP 67 s, 100 % *";
    for place in [9, 18, 26, 35, 43] {
        fifty[place] = "ESMTP 7 s, 10 %";
    }
    check("12-fifty-legs", &fifty, Some(2983), MAIL);
    check(
        "13-long-names",
        &["ESMTP start", "ESMTP 120 s, 100 % *"],
        Some(120),
        &MAIL.replace("mx1", &"c".repeat(63)),
    );
    check(
        "14-private-hosts",
        &[
            "private mapi start",
            "private ESMTP 1 s, 1 %",
            "ESMTP 1 s, 1 %",
        ],
        Some(2),
        MAIL,
    );
    check(
        "15-tls-notations",
        &[
            "SMTP start",
            "ESMTPSA+1.1 1 s, 1 %",
            "UTF8SMTPS+ 1 s, 1 %",
            "Microsoft SMTP Server+1.2 1 s, 1 %",
            "ESMTPS+1.3 1 s, 1 %",
        ],
        Some(4),
        MAIL,
    );
    check(
        "16-exchange-online-expired",
        &["mapi start", "Microsoft SMTP Server+1.2 1 s, 1 %"],
        Some(1),
        "DB9PR08MB7001.eurprd08.prod.outlook.com > mx1.fabrikam.example: 550 5.4.316, expired",
    );
    check(
        "17-day-between",
        &[
            "ESMTP start",
            "ESMTP 14400 s, 8 %",
            "ESMTP 162000 s, 100 % *",
        ],
        Some(176_400),
        MAIL,
    );
    check("18-no-headers", &[], None, MAIL);
    check(
        "19-no-remote",
        &["ESMTP start"],
        None,
        "mail.contoso.example > -: 501 5.1.3, final",
    );
    check(
        "20-summer-time-ends",
        &["ESMTP start", "ESMTP 60 s, 100 % *"],
        Some(60),
        MAIL,
    );
}

/// The state, the points with their places in percent, and the end, at `now`; `-` where nothing waited.
#[track_caller]
fn waits(name: &str, now: &str, want: &str) {
    let now = seconds(now).expect(now);
    let got = queue(&reading(name), 0, now).map_or("-".to_owned(), |queue| {
        let mut line = queue.state.slug().to_owned();
        for point in &queue.points {
            let what = point.what.slug().trim_start_matches("queue-");
            line.push_str(&format!(" {what} {}", point.place));
        }
        let end = queue.end.map_or("?".to_owned(), |end| {
            format!(
                "{}{} h",
                if end.stated { "" } else { "~" },
                (end.at - now) / 3600
            )
        });
        let (name, days) = queue
            .usual
            .map_or(("-", 0), |(name, span)| (name, span / 86_400));
        format!("{line}; {end}; {name} {days}; {} tries", queue.tries.len())
    });
    assert_eq!(got, want, "{name} at {now}");
}

#[test]
fn queues() {
    // Refused for good: nothing waited.
    waits("01-three-legs", "2026-11-20T12:00:00Z", "-");
    // Four hours of 120 stated ones, then five.
    let stated = "21-delayed-stated";
    waits(
        stated,
        "2026-11-20T13:00:05Z",
        "trying sent 0 tried 3 now 4 end 100; 115 h; Postfix 5; 0 tries",
    );
    waits(
        stated,
        "2026-11-25T08:00:05Z",
        "over sent 0 tried 2 end 80 now 100; 0 h; Postfix 5; 0 tries",
    );
    // A reader's clock that is behind.
    waits(
        stated,
        "2026-11-20T07:00:00Z",
        "trying sent 0 tried 3 now 0 end 100; 121 h; Postfix 5; 0 tries",
    );
    waits(
        "22-delayed-usual",
        "2026-11-23T20:00:05Z",
        "trying sent 0 now 70 end 100; ~36 h; Postfix 5; 0 tries",
    );
    waits(
        "22-delayed-usual",
        "2027-11-23T20:00:05Z",
        "over sent 0 end 80 now 100; ~-8724 h; Postfix 5; 0 tries",
    );
    waits(
        "23-delayed-unknown",
        "2026-11-23T08:00:05Z",
        "open sent 0 now 80; ?; - 0; 0 tries",
    );
    waits(
        "23-delayed-unknown",
        "2026-11-27T09:00:05Z",
        "over sent 0 now 100; ?; - 0; 0 tries",
    );
    waits(
        "24-delayed-exchange-online",
        "2026-11-20T14:00:09Z",
        "trying sent 0 now 25 end 100; ~18 h; Exchange Online 1; 28 tries",
    );
    waits(
        "16-exchange-online-expired",
        "2026-11-21T14:00:09Z",
        "gave-up sent 0; ?; Exchange Online 1; 0 tries",
    );
}
