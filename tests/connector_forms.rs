//! Each connector error of Microsoft 365, in each form in which people have it, gives the same reading.

use ndr_explainer::diagnosis::{Cause, Outcome};
use ndr_explainer::intake::{Input, charsets};
use ndr_explainer::{Reading, read};

struct Code {
    temporary: &'static str,
    last: &'static str,
    /// The temporary answer behind its code.
    said: &'static str,
    /// What stands behind `Message expired, ` in the final one.
    expired: &'static str,
    cause: Cause,
    article: &'static str,
}

const CODES: [Code; 9] = [
    Code {
        temporary: "4.4.312",
        last: "5.4.312",
        said: "DNS query failed [Message=InfoNoRecords]",
        expired: "DNS query failed(InfoNoRecords)",
        cause: Cause::DnsFailure,
        article: "4.4.312-dns-query-failed",
    },
    Code {
        temporary: "4.4.315",
        last: "5.4.315",
        said: "Connection timed out [Message=Socket error code 10060]",
        expired: "connection timed out(Socket error code 10060)",
        cause: Cause::ConnectionTimeout,
        article: "4.4.315-connection-timed-out",
    },
    Code {
        temporary: "4.4.316",
        last: "5.4.316",
        said: "Connection refused [Message=Socket error code 10061]",
        expired: "connection refused(Socket error code 10061)",
        cause: Cause::ConnectionRefused,
        article: "4.4.316-connection-refused",
    },
    Code {
        temporary: "4.4.317",
        last: "5.4.317",
        said: "Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail]",
        expired: "cannot connect to remote server(451 5.7.3 STARTTLS is required to send mail)",
        cause: Cause::TlsFailure,
        article: "4.4.317-cannot-connect",
    },
    Code {
        temporary: "4.4.317",
        last: "5.4.317",
        said: "Cannot connect to remote server [Message=CertificateExpired Expected Subject: mail.fabrikam.example.]",
        expired: "cannot connect to remote server(CertificateExpired)",
        cause: Cause::CertificateInvalid,
        article: "4.4.317-cannot-connect",
    },
    Code {
        temporary: "4.4.317",
        last: "5.4.317",
        said: "Cannot connect to remote server [Message=UntrustedRoot]",
        expired: "cannot connect to remote server(UntrustedRoot)",
        cause: Cause::CertificateInvalid,
        article: "4.4.317-cannot-connect",
    },
    Code {
        temporary: "4.4.318",
        last: "5.4.318",
        said: "Connection was closed abruptly [Message=SuspiciousRemoteServerError]",
        expired: "connection was closed abruptly(SuspiciousRemoteServerError)",
        cause: Cause::ConnectionDropped,
        article: "4.4.318-connection-closed",
    },
    Code {
        temporary: "4.7.320",
        last: "5.7.320",
        said: "Certificate validation failed [Message=CertificateExpired]",
        expired: "certificate validation failed(CertificateExpired)",
        cause: Cause::CertificateInvalid,
        article: "4.7.320-certificate-validation-failed",
    },
    Code {
        temporary: "4.4.316",
        last: "5.4.316",
        said: "Connection refused",
        expired: "connection refused",
        cause: Cause::ConnectionRefused,
        article: "4.4.316-connection-refused",
    },
];

const HOST: &str = "AM5EUR03FT022.eop-EUR03.prod.protection.outlook.com";

fn temporary(code: &Code) -> String {
    format!(
        "450 {} {} [LastAttemptedServerName=mail.fabrikam.example] [LastAttemptedIP=192.0.2.148:25] [{HOST} 2026-11-19T17:08:35.021Z 08DE1234]",
        code.temporary, code.said
    )
}

fn last(code: &Code) -> String {
    format!("550 {} Message expired, {}", code.last, code.expired)
}

/// The classic report as Outlook shows it.
fn classic(code: &Code) -> String {
    format!(
        "Delivery has failed to these recipients or groups:\n\nanna@fabrikam.example (anna@fabrikam.example)\nYour message couldn't be delivered. Despite repeated attempts to contact the recipient's email system it didn't respond.\n\n\
         Diagnostic information for administrators:\n\nGenerating server: {HOST}\nReceiving server: mail.fabrikam.example (192.0.2.148)\n\nanna@fabrikam.example\n\
         11/19/2026 5:14:09 PM - Server at {HOST} returned '{}'\n11/19/2026 5:08:35 PM - Server at mail.fabrikam.example (192.0.2.148) returned '{}'\n\n\
         Original message headers:\n\nReceived: from EX1.contoso.example (10.1.2.3) by {HOST}\n with Microsoft SMTP Server; Wed, 18 Nov 2026 17:05:00 +0000\nFrom: Maria <maria@contoso.example>\nTo: anna@fabrikam.example\nSubject: Offer\nMessage-ID: <1@contoso.example>\n",
        last(code),
        temporary(code)
    )
}

/// The same, quoted in a forward, the lines wrapped by nobody.
fn quoted(code: &Code) -> String {
    let body: Vec<String> = classic(code)
        .lines()
        .map(|line| format!("> {line}"))
        .collect();
    format!("Hi, can you look at this?\n\n{}\n", body.join("\n"))
}

/// The same with double line ends, no-break spaces and typographic quotes, as some mail programs copy it.
fn mangled(code: &Code) -> String {
    classic(code)
        .replace('\n', "\n\n")
        .replace("Server at", "Server\u{a0}at")
        .replace("couldn't", "couldn\u{2019}t")
}

/// The machine-readable report (RFC 3464) with the classic text before it.
fn mime(code: &Code) -> String {
    format!(
        "From: postmaster@contoso.onmicrosoft.com\nTo: maria@contoso.example\nSubject: Undeliverable: Offer\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\n\n\
         --b1\nContent-Type: text/plain; charset=\"utf-8\"\n\n{}\n--b1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns;{HOST}\nArrival-Date: Wed, 18 Nov 2026 17:05:00 +0000\n\n\
         Final-Recipient: rfc822;anna@fabrikam.example\nAction: failed\nStatus: {}\nDiagnostic-Code: smtp;{}\nRemote-MTA: dns;mail.fabrikam.example\n\n--b1\nContent-Type: message/rfc822\n\n\
         From: Maria <maria@contoso.example>\nTo: anna@fabrikam.example\nSubject: Offer\n\nprivate\n--b1--\n",
        classic(code)
            .split("Original message headers")
            .next()
            .unwrap_or_default(),
        code.last,
        last(code)
    )
}

/// A row of message trace.
fn row(code: &Code) -> String {
    format!(
        "Reason: [{{LED={}}};{{MSG=}};{{FQDN=mail.fabrikam.example}};{{IP=192.0.2.148}};{{LRT=11/19/2026 5:08:35 PM}}]. OutboundProxyTargetIP: 192.0.2.148. OutboundProxyTargetHostName: mail.fabrikam.example",
        temporary(code)
    )
}

#[track_caller]
fn one(text: &str) -> Reading {
    let reading = read(Input::Text(text), charsets());
    assert_eq!(
        reading.report.deliveries.len(),
        1,
        "{text}\n{:#?}",
        reading.report.deliveries
    );
    reading
}

#[track_caller]
fn check(code: &Code, text: &str, outcome: Outcome, recipient: Option<&str>) {
    let reading = one(text);
    let (delivery, diagnosis) = (&reading.report.deliveries[0], &reading.diagnoses[0]);
    let value =
        |fact: &Option<ndr_explainer::span::Fact<String>>| fact.as_ref().map(|f| f.value.clone());
    assert_eq!(
        value(&delivery.status).as_deref(),
        Some(code.temporary),
        "status\n{text}"
    );
    assert_eq!(
        value(&delivery.reply).as_deref(),
        Some("450"),
        "reply\n{text}"
    );
    assert_eq!(
        value(&delivery.recipient).as_deref(),
        recipient,
        "recipient\n{text}"
    );
    assert_eq!(
        value(&delivery.remote_mta).as_deref(),
        Some("mail.fabrikam.example"),
        "remote MTA\n{text}"
    );
    assert_eq!(
        value(&delivery.remote_ip).as_deref(),
        Some("192.0.2.148"),
        "remote IP\n{text}"
    );
    assert_eq!(diagnosis.cause, code.cause, "cause\n{text}");
    assert_eq!(diagnosis.outcome, outcome, "outcome\n{text}");
    assert_eq!(diagnosis.article, code.article, "article\n{text}");
    for fact in [
        &delivery.status,
        &delivery.reply,
        &delivery.recipient,
        &delivery.remote_mta,
    ]
    .into_iter()
    .flatten()
    {
        assert_eq!(
            &reading.document.text[fact.span.start..fact.span.end],
            fact.value,
            "evidence\n{text}"
        );
    }
}

#[test]
fn every_code_in_every_form() {
    for code in &CODES {
        let anna = Some("anna@fabrikam.example");
        check(code, &classic(code), Outcome::Expired, anna);
        check(code, &quoted(code), Outcome::Expired, anna);
        check(code, &mangled(code), Outcome::Expired, anna);
        check(code, &mime(code), Outcome::Expired, anna);
        check(code, &row(code), Outcome::Pending, None);
        check(code, &temporary(code), Outcome::Pending, None);
    }
}

/// The final line alone names the final number, and the article is the same.
#[test]
fn the_final_line_alone() {
    for code in &CODES {
        let reading = one(&last(code));
        let (delivery, diagnosis) = (&reading.report.deliveries[0], &reading.diagnoses[0]);
        assert_eq!(
            delivery.status.as_ref().map(|s| s.value.as_str()),
            Some(code.last)
        );
        assert_eq!(diagnosis.outcome, Outcome::Expired, "{}", last(code));
        assert_eq!(diagnosis.article, code.article, "{}", last(code));
        assert_eq!(diagnosis.cause, code.cause, "{}", last(code));
    }
}

/// A row that was cut off in a table cell still says what it says, and that it is cut.
#[test]
fn a_row_cut_off() {
    let reading =
        one("Reason: [{LED=450 4.4.316 Connection refused [Message=Socket error code 10061].");
    assert_eq!(reading.diagnoses[0].article, "4.4.316-connection-refused");
    assert!(
        reading
            .report
            .notes
            .contains(&ndr_explainer::report::ReportNote::Truncated)
    );
}
