//! The commands of the admin's steps: whatever a bounce says, they are commands of ours with values that a shell hands over
//! and never runs.
#![cfg(not(target_arch = "wasm32"))]

#[path = "commands/powershell.rs"]
mod powershell;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command as Process, Stdio};

use ndr_explainer::diagnosis::{Cause, Confidence, Diagnosis, FixedBy, Outcome};
use ndr_explainer::explain::grammar::{host_name, is_ip, quoted_address};

use ndr_explainer::instant::seconds;
use ndr_explainer::intake::{Document, Form, Input, charsets};
use ndr_explainer::knowledge::{self, Side};
use ndr_explainer::ladder::{Ask, Command, Kind, Ladder, Shell, Why, table};
use ndr_explainer::lang::Lang;
use ndr_explainer::report::{BounceReport, Delivery, Kind as Form_, OriginalMessage};
use ndr_explainer::span::{Fact, Span};
use ndr_explainer::{Reading, read};

const SIDES: [Option<Side>; 3] = [None, Some(Side::Sender), Some(Side::Recipient)];

/// A day on which the fixtures are a day old, months old, and years old.
const DAYS: [&str; 3] = [
    "2026-11-20T10:00:00Z",
    "2026-12-24T10:00:00Z",
    "2030-01-01T00:00:00Z",
];

/// All commands for a reading, on each side and day.
fn commands(reading: &Reading) -> Vec<Command> {
    on_days(reading, &DAYS)
}

/// All commands for a reading, on each side and some days.
fn on_days(reading: &Reading, days: &[&str]) -> Vec<Command> {
    let mut out = vec![];
    for index in 0..reading.report.deliveries.len().min(5) {
        for side in SIDES {
            for day in days {
                let ladder = Ladder::new(reading, index, side, seconds(day)).expect("a delivery");
                out.extend(ladder.steps.into_iter().flat_map(|step| step.commands));
            }
        }
    }
    out
}

/// The words that a POSIX shell makes of a command in which only single quotation marks quote; `None` for anything else
/// that it would act upon.
fn words(command: &str) -> Option<Vec<String>> {
    let command = command.strip_suffix(" </dev/null").unwrap_or(command);
    let mut words = vec![];
    let mut word: Option<String> = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match c {
            ' ' => words.extend(word.take()),
            ';' => {
                words.extend(word.take());
                words.push(";".into());
            }
            '\\' => word
                .get_or_insert_default()
                .push(chars.next().filter(|c| *c == '\'')?),
            '\'' => loop {
                let word = word.get_or_insert_default();
                match chars.next()? {
                    '\'' => break,
                    c if c.is_control() => return None,
                    c => word.push(c),
                }
            },
            c if c.is_ascii_alphanumeric() || "-+.:_/".contains(c) => {
                word.get_or_insert_default().push(c)
            }
            _ => return None,
        }
    }
    words.extend(word);
    Some(words)
}

/// The values that a command hands over, as its shell reads them; fails where the shell would do anything else.
#[track_caller]
fn values(command: &Command) -> Vec<String> {
    let text = &command.text;
    assert!(!text.contains(char::is_control), "{text:?}");
    match command.shell {
        Shell::PowerShell => {
            powershell::strings(text).unwrap_or_else(|why| panic!("{why}: {text}"))
        }
        Shell::Sh => words(text).unwrap_or_else(|| panic!("not plain: {text}")),
    }
}

/// The words of our templates that no value could be.
const OURS: [&str; 11] = [
    ";",
    "s_client",
    "-vz",
    "-w",
    "-F",
    "-e",
    "-x",
    "+short",
    "-starttls",
    "-connect",
    "-servername",
];

/// Whether a text that a command hands over is a word of ours, a checked value, or a place that is still open.
fn is_known(value: &str) -> bool {
    let mut filled = String::new();
    let mut rest = value;
    while let Some((before, name)) = rest.split_once('<') {
        let Some((name, behind)) = name.split_once('>') else {
            return false;
        };
        if !name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
            return false;
        }
        filled.push_str(before);
        filled.push('x');
        rest = behind;
    }
    filled.push_str(rest);
    let name = ["_dmarc.", "_mta-sts.", "_25._tcp."]
        .iter()
        .find_map(|start| filled.strip_prefix(start))
        .unwrap_or(&filled);
    let name = name.strip_suffix(":25").unwrap_or(name);
    OURS.contains(&value)
        || value.bytes().all(|b| b.is_ascii_digit())
        || quoted_address(&filled).is_some()
        || name
            .split("._domainkey.")
            .all(|part| host_name(part).is_some())
        || is_ip(value)
        || seconds(value).is_some()
}

/// Lets bash check a script, and shellcheck if it is there.
#[track_caller]
fn check_scripts(script: &str) {
    let run = |program: &str, arguments: &[&str]| {
        let process = Process::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut process) = process else {
            writeln!(std::io::stderr(), "left out: {program} is not here").expect("stderr");
            return None;
        };
        let mut input = process.stdin.take().expect("stdin");
        input
            .write_all(script.as_bytes())
            .expect("the script is taken");
        drop(input);
        let output = process.wait_with_output().expect("it ends");
        let said =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program}: {said}");
        Some(())
    };
    run("bash", &["-n"]);
    // SC2016 asks whether `$` in single quotation marks is meant not to expand: it is.
    run("shellcheck", &["--shell=bash", "--exclude=SC2016", "-"]);
}

/// The commands as one script.
fn script(commands: &BTreeSet<String>) -> String {
    let mut script = String::from("#!/bin/bash\n");
    for command in commands {
        script.push_str(command);
        script.push('\n');
    }
    script
}

fn samples() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = [
        "src/ui/samples",
        "tests/e2e/fixtures",
        "tests/fixtures/mails",
        "../shared/corpus/pastes",
        "../shared/corpus/bounces",
        "../shared/corpus/bounces/err",
    ];
    let mut out = vec![];
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
            continue;
        };
        let paths = entries.flatten().map(|entry| entry.path());
        let paths = paths.filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "eml"));
        out.extend(paths.filter_map(|path| std::fs::read(path).ok()));
    }
    out
}

#[test]
fn commands_for_real_bounces_parse() {
    let mut shell = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    let mut total = 0;
    for bytes in samples() {
        for command in commands(&read(Input::Bytes(&bytes), charsets())) {
            values(&command);
            total += 1;
            kinds.insert(
                command
                    .text
                    .split([' ', '\''])
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            );
            if command.shell == Shell::Sh {
                shell.insert(command.text);
            }
        }
    }
    assert!(
        total > 2_000 && shell.len() > 80,
        "{total} commands, {} of them for a shell",
        shell.len()
    );
    assert!(kinds.len() >= 20, "{kinds:?}");
    check_scripts(&script(&shell));
}

/// Each template with each kind of hole is in the grammar.
#[test]
fn commands_for_every_cause_parse() {
    let mut shell = BTreeSet::new();
    for cause in Cause::ALL {
        for reporter in ["exchange-online", "exchange-server", "postfix", "gmail"] {
            let blank = by_hand(*cause, reporter, ["", "", "", ""]);
            for command in commands(&blank) {
                values(&command);
                let holes =
                    command.text.matches("<").count() - command.text.matches("</dev").count();
                assert_eq!(holes == 0, command.open.is_empty(), "{}", command.text);
                if command.shell == Shell::Sh {
                    shell.insert(command.text);
                }
            }
            let full = by_hand(
                *cause,
                reporter,
                [
                    "o'brien@contoso.example",
                    "a&b|c@bücher.example",
                    "mx.fabrikam.example",
                    "192.0.2.7",
                ],
            );
            for command in commands(&full) {
                values(&command);
                if command.shell == Shell::Sh {
                    shell.insert(command.text);
                }
            }
        }
    }
    check_scripts(&script(&shell));
}

/// What somebody could write into a mail to make an admin's shell do something.
const PAYLOADS: [&str; 25] = [
    "'; Remove-Item x; '",
    "\u{2018}; Remove-Item x; \u{2018}",
    "\u{2019}; Remove-Item x; \u{2019}",
    "\u{201a}|iex x|\u{201a}",
    "\u{201b}; x; \u{201b}",
    "\"; x; \"",
    "\u{201c}; x; \u{201d}",
    "$(touch x)",
    "`touch x`",
    "${IFS}x",
    "$env:PATH",
    "\nx\n",
    "\r\nx",
    "; x",
    "&& x",
    "| x",
    "& x",
    "> x",
    "< x",
    "%0ax",
    "\\'; x #",
    "\u{202e}x",
    "\u{ff07}; x; \u{ff07}",
    "$x",
    "'x'",
];

/// A value with a payload in it, by the place where it stands.
const SHAPES: [fn(&str) -> [String; 4]; 8] = [
    |p| {
        [
            "a@contoso.example".into(),
            format!("anna{p}@fabrikam.example"),
            "mx.fabrikam.example".into(),
            "192.0.2.7".into(),
        ]
    },
    |p| {
        [
            "a@contoso.example".into(),
            format!("anna@fabrikam{p}.example"),
            "mx.fabrikam.example".into(),
            "192.0.2.7".into(),
        ]
    },
    |p| {
        [
            "a@contoso.example".into(),
            format!("anna@fabrikam.example{p}"),
            "mx.fabrikam.example".into(),
            "192.0.2.7".into(),
        ]
    },
    |p| {
        [
            format!("{p}@contoso.example"),
            "anna@fabrikam.example".into(),
            "mx.fabrikam.example".into(),
            "192.0.2.7".into(),
        ]
    },
    |p| {
        [
            format!("a@contoso.example{p}"),
            "anna@fabrikam.example".into(),
            "mx.fabrikam.example".into(),
            "192.0.2.7".into(),
        ]
    },
    |p| {
        [
            "a@contoso.example".into(),
            "anna@fabrikam.example".into(),
            format!("mx{p}.fabrikam.example"),
            String::new(),
        ]
    },
    |p| {
        [
            "a@contoso.example".into(),
            "anna@fabrikam.example".into(),
            String::new(),
            format!("192.0.2.7{p}"),
        ]
    },
    |p| [p.into(), p.into(), p.into(), p.into()],
];

/// A reading with these values in it: sender, recipient, server, its address. An empty one is not stated.
fn by_hand(
    cause: Cause,
    reporter: &str,
    [sender, recipient, server, address]: [&str; 4],
) -> Reading {
    let span = Span { start: 0, end: 0 };
    let fact = |value: &str| {
        let value = value.to_owned();
        (!value.is_empty()).then_some(Fact { value, span })
    };
    let delivery = Delivery {
        recipient: fact(recipient),
        remote_mta: fact(server),
        remote_ip: fact(address),
        reporting_mta: fact("mail.contoso.example"),
        diagnostic: fact(&format!(
            "550 5.7.1 Client host [{address}] {server} refused"
        )),
        arrival: fact("2026-11-19T10:00:00Z").filter(|_| !sender.is_empty()),
        ..Delivery::default()
    };
    let domain = sender.rsplit_once('@').map_or("", |(_, domain)| domain);
    let text = format!("DKIM-Signature: v=1; d={domain}; s=sel{server};\n");
    let original = OriginalMessage {
        from: fact(sender),
        ..OriginalMessage::default()
    };
    Reading {
        document: Document {
            form: Form::Rendered,
            clean: text.clone(),
            text,
            parts: vec![],
            runs: vec![],
            notes: vec![],
        },
        report: BounceReport {
            reporter: Some(reporter.into()),
            deliveries: vec![delivery],
            original: Some(original),
            ..BounceReport::of(Form_::DeliveryReport)
        },
        diagnoses: vec![Diagnosis {
            cause,
            confidence: Confidence::Exact,
            fixed_by: FixedBy::Sender,
            outcome: Outcome::Expired,
            article: cause.slug().into(),
        }],
    }
}

/// The same as a report that goes through all the stages.
fn report([sender, recipient, server, address]: &[String; 4]) -> String {
    format!(
        "Reporting-MTA: dns; mail.contoso.example\nArrival-Date: Thu, 19 Nov 2026 10:02:41 +0100\n\n\
         Final-Recipient: rfc822; {recipient}\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; {server}\n\
         Diagnostic-Code: smtp; 550 5.1.1 <{recipient}> [{address}] user unknown\n\n\
         Received: from x by mail.contoso.example; Thu, 19 Nov 2026 10:02:41 +0100\nFrom: <{sender}>\nSubject: x\nMessage-ID: <1@x.example>\n"
    )
}

#[test]
fn two_hundred_injections_do_nothing() {
    let mut tries = 0;
    let mut shell = BTreeSet::new();
    let mut open = 0;
    for payload in PAYLOADS {
        for shape in SHAPES {
            tries += 1;
            let given = shape(payload);
            let reading = read(Input::Text(&report(&given)), charsets());
            let mut all = commands(&reading);
            for cause in Cause::ALL {
                for reporter in ["exchange-online", "exchange-server", "postfix"] {
                    let values = [0, 1, 2, 3].map(|place| given[place].as_str());
                    // Old enough for each kind of trace.
                    all.extend(on_days(&by_hand(*cause, reporter, values), &DAYS[1..2]));
                }
            }
            all.sort_by(|a, b| a.text.cmp(&b.text));
            all.dedup();
            open += all
                .iter()
                .filter(|command| command.open.iter().any(|(_, why)| *why == Why::Unsafe))
                .count();
            for command in all {
                for value in values(&command) {
                    assert!(is_known(&value), "{value:?} in {}", command.text);
                }
                if command.shell == Shell::Sh {
                    shell.insert(command.text);
                }
            }
        }
    }
    assert_eq!(tries, 200);
    assert!(open > 500, "{open} places stayed open");
    check_scripts(&script(&shell));
    hands_over(&shell);
}

/// Runs commands in a bash that has no programs, only stand-ins that tell what they were given, and compares.
fn hands_over(commands: &BTreeSet<String>) {
    let mut script = String::from("PATH=/nonexistent\nsay() { printf '%s\\n' \"$@\"; }\n");
    let mut want = String::new();
    for name in ["dig", "nc", "grep", "openssl", "mailq"] {
        script.push_str(&format!("{name}() {{ say {name} \"$@\"; }}\n"));
    }
    for command in commands {
        script.push_str(command);
        script.push('\n');
        for word in words(command)
            .expect("plain")
            .iter()
            .filter(|word| *word != ";")
        {
            want.push_str(word);
            want.push('\n');
        }
    }
    let output = Process::new("bash")
        .args(["--noprofile", "--norc", "-c", &script])
        .output();
    if let Ok(output) = output {
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(String::from_utf8_lossy(&output.stdout), want);
    }
}

/// The tests themselves can fail: what they should refuse, they refuse.
#[test]
fn the_grammars_refuse() {
    for bad in [
        "Get-Mailbox -Identity 'a'; Remove-Item x",
        "Get-Mailbox -Identity 'a\u{2019}; x",
        "Get-Mailbox -Identity a'b'",
        "Get-Mailbox -Identity $(x)",
        "Get-Mailbox -Force 'x'",
        "Remove-Mailbox -Identity 'x'",
        "Get-Mailbox -Identity 'x",
        "Get-Mailbox -Identity \"x\"",
        "Get-Mailbox | Where-Object { $_.X -eq 'a' ; x }",
    ] {
        assert!(powershell::strings(bad).is_err(), "{bad}");
    }
    assert_eq!(
        powershell::strings("Get-Mailbox -Identity 'o''b’’c'"),
        Ok(vec!["o'b’c".to_owned()])
    );
    for bad in [
        "dig $(x)",
        "dig 'a",
        "dig `x`",
        "dig a|b",
        "dig \"a\"",
        "dig 'a\nb'",
        "dig a & b",
        "dig a > b",
    ] {
        assert!(words(bad).is_none(), "{bad}");
    }
    assert_eq!(
        words("dig 'o'\\''b'"),
        Some(vec!["dig".to_owned(), "o'b".to_owned()])
    );
    assert!(!is_known("x; y") && !is_known("'"));
}

#[test]
fn every_step_and_question_has_its_words() {
    let mut keys: Vec<String> = vec![];
    keys.extend(
        Kind::ALL
            .iter()
            .map(|kind| format!("ladder-{}", kind.slug())),
    );
    let told = Kind::ALL.iter().filter(|kind| **kind != Kind::Web);
    keys.extend(told.map(|kind| format!("ladder-{}-do", kind.slug())));
    keys.extend(
        Cause::ALL
            .iter()
            .map(|cause| format!("ladder-web-{}", table::web_use(*cause))),
    );
    keys.extend(["unknown", "old", "timeout", "slow"].map(|end| format!("ladder-trace-{end}")));
    keys.push("ladder-connectors-test".into());
    keys.extend(Ask::ALL.iter().map(|ask| format!("ask-{}", ask.slug())));
    keys.extend(Why::ALL.iter().map(|why| format!("why-{}", why.slug())));
    keys.extend(
        Shell::ALL
            .iter()
            .map(|shell| format!("ladder-{}", shell.slug())),
    );
    keys.extend(Side::ALL.iter().map(|side| format!("side-{}", side.slug())));
    keys.extend(
        [
            "user", "pc", "admin", "cloud", "online", "server", "log", "public", "port",
        ]
        .map(|need| format!("need-{need}")),
    );
    for lang in Lang::ALL {
        for key in &keys {
            assert!(knowledge::ui(*lang).has(key), "{key} in {lang:?}");
        }
    }
}
