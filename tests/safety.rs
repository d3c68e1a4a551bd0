//! Where the page warns of harm, and that it does so nowhere else.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use ndr_explainer::diagnosis::safety::{Danger, Warning, warnings};
use ndr_explainer::intake::{Input, charsets};
use ndr_explainer::{Reading, read};

fn found(reading: &Reading, index: usize) -> Vec<Warning> {
    warnings(&reading.report, &reading.diagnoses, index)
}

#[track_caller]
fn check(input: &str, want: &[Danger]) {
    let warnings = found(&read(Input::Text(input), charsets()), 0);
    let dangers: Vec<Danger> = warnings.iter().map(|warning| warning.danger).collect();
    assert_eq!(dangers, want, "{input}");
    assert!(warnings.iter().all(|warning| !warning.signs.is_empty()));
}

/// What Microsoft 365 writes in front of its own refusals.
fn microsoft(answer: &str) -> String {
    format!(
        "Delivery has failed to these recipients or groups:\n\nanna@fabrikam.example\n\n\
         Diagnostic information for administrators:\n\n\
         Generating server: VE1PR04MB6603.eurprd04.prod.outlook.com\n\n\
         anna@fabrikam.example\nRemote Server returned '{answer}'\n"
    )
}

#[test]
fn a_stopped_account() {
    for answer in [
        "550 5.1.8 Access denied, bad outbound sender AS(42004)",
        "550 5.7.501 Access denied, spam abuse detected",
        "550 5.7.502 Access denied, banned sender",
        "550 5.7.503 Access denied, banned sender",
    ] {
        check(&microsoft(answer), &[Danger::Account]);
    }
}

#[test]
fn a_stopped_organization() {
    for answer in [
        "550 5.7.705 Access denied, tenant has exceeded threshold",
        "550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains",
    ] {
        check(&microsoft(answer), &[Danger::Tenant]);
    }
}

#[test]
fn forwarding_to_the_outside() {
    let answer = "550 5.7.520 Access denied, Your organization does not allow external forwarding. Please contact your \
                  administrator for further assistance. AS(7555)";
    check(&microsoft(answer), &[Danger::Forwarding]);
}

#[test]
fn numbers_nearby_mean_something_else() {
    for answer in [
        "550 5.1.8 <maria@contoso.example>: Sender address rejected: Domain not found",
        "550 5.7.703 Your message can't be delivered because messages to anna@fabrikam.example are blocked by your \
         organization using Tenant Allow Block List.",
        "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. AS(7230)",
        "550 5.7.511 Access denied, banned sender[192.0.2.25]. To request removal from this list, forward this message",
        "550 5.7.504 Recipient address rejected: Access denied",
        "550 5.7.509 Access denied, sending domain contoso.example does not pass DMARC verification",
        "550 5.7.606 Access denied, banned sending IP [192.0.2.25]",
        "550 5.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online blocked for 5 mins/hr.",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
        "552 5.2.2 Mailbox full",
    ] {
        check(&microsoft(answer), &[]);
    }
}

/// A Postfix report that says so of `count` recipients in `domains` domains.
fn refused(count: usize, domains: usize, answer: &str) -> String {
    let mut text = String::from("This is the mail system at host mail.contoso.example.\n\n");
    for n in 0..count {
        let domain = n % domains;
        text.push_str(&format!(
            "<r{n}@d{domain}.example>: host mx.d{domain}.example[192.0.2.{domain}] said: {answer}\n\n"
        ));
    }
    text
}

#[test]
fn many_addresses_that_do_not_exist() {
    let unknown = "550 5.1.1 User unknown (in reply to RCPT TO command)";
    check(&refused(12, 6, unknown), &[Danger::Mass]);
    check(&refused(9, 6, unknown), &[]);
    check(&refused(30, 2, unknown), &[]);
    check(&refused(12, 6, "552 5.2.2 Mailbox full"), &[]);
    check(&refused(12, 6, "421 4.4.2 Connection timed out"), &[]);
}

/// The names of all files in a folder that bring a warning, and which.
fn warned(folder: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut names = vec![];
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        let Ok(bytes) = fs::read(entry.path()) else {
            continue;
        };
        let reading = read(Input::Bytes(&bytes), charsets());
        let mut dangers: Vec<&str> = (0..reading.report.deliveries.len().max(1))
            .flat_map(|index| found(&reading, index))
            .map(|warning| warning.danger.slug())
            .collect();
        dangers.sort_unstable();
        dangers.dedup();
        if !dangers.is_empty() {
            let name = entry.file_name().to_string_lossy().into_owned();
            names.push(format!("{name} {}", dangers.join(" ")));
        }
    }
    names.sort();
    names
}

#[test]
fn ordinary_bounces_bring_none() {
    assert_eq!(
        warned("tests/fixtures/mails"),
        [
            "backscatter-spf-fail.eml backscatter",
            "lookalike-held-messages.eml lookalike",
            "lookalike-zh-tw.eml lookalike",
        ]
    );
    assert_eq!(warned("tests/e2e/fixtures"), [""; 0]);
    // It asks why mail comes back, has a link to press, and looks like a report in nothing else.
    assert_eq!(
        warned("tests/fixtures/not-bounces"),
        ["newsletter-undeliverable-question.eml lookalike"]
    );
    // Where the checkout has the corpus beside it.
    let corpus = warned("../shared/corpus/bounces");
    let forged = [
        "lhost-messagingserver-12.eml backscatter",
        "lhost-sendmail-34.eml backscatter",
    ];
    assert!(corpus.is_empty() || corpus == forged, "{corpus:#?}");
}
