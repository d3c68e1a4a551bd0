//! The mails of `tests/fixtures`: what is no bounce is never called one, and what is one is read as `expected.tsv` says.

use ndr_explainer::intake::{Input, charsets};
use ndr_explainer::report::{Kind, ReportNote};
use ndr_explainer::span::Fact;
use ndr_explainer::{Reading, read};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The columns of `expected.tsv`. Recipients are separated by commas; in the columns from `status` on, one value holds
/// for each of them, or as many values as recipients stand there, separated by commas. `-`: the mail states none.
const COLUMNS: [&str; 8] = [
    "file",
    "kind",
    "recipients",
    "status",
    "reply",
    "cause",
    "outcome",
    "note",
];

/// What a mail is, and what it says of each recipient.
type Row<'a> = Vec<&'a str>;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// The mails of a folder by name, in order.
fn mails(name: &str) -> Vec<(String, Vec<u8>)> {
    let mut out: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder(name))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_none_or(|e| e != "tsv"))
        .map(|path| {
            let name = path
                .file_name()
                .expect("a file has a name")
                .to_string_lossy()
                .into_owned();
            (name, std::fs::read(&path).expect("it can be read"))
        })
        .collect();
    out.sort();
    out
}

/// Each way in which a person can give the file: as a file, and as text where it is Unicode.
fn readings(bytes: &[u8]) -> Vec<(&'static str, Reading)> {
    let mut out = vec![("file", read(Input::Bytes(bytes), charsets()))];
    if let Ok(text) = std::str::from_utf8(bytes) {
        out.push(("pasted", read(Input::Text(text), charsets())));
    }
    out
}

#[track_caller]
fn nothing_wrong(wrong: &[String]) {
    assert!(
        wrong.is_empty(),
        "{} mismatches:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn what_is_no_bounce_is_not_called_one() {
    let mails = mails("not-bounces");
    assert!(mails.len() >= 64, "only {} files", mails.len());
    let mut wrong = Vec::new();
    for (name, bytes) in &mails {
        for (how, reading) in readings(bytes) {
            let report = &reading.report;
            if report.kind != Kind::NotABounce || !report.deliveries.is_empty() {
                let said = report
                    .deliveries
                    .first()
                    .and_then(|d| d.diagnostic.as_ref())
                    .map_or("", |d| d.value.as_str());
                wrong.push(format!(
                    "{name} ({how}): {} with {} deliveries, {said:?}",
                    report.kind.slug(),
                    report.deliveries.len()
                ));
            }
        }
    }
    nothing_wrong(&wrong);
}

#[test]
fn bounces_are_read_as_expected() {
    let mails = mails("mails");
    assert!(mails.len() >= 40, "only {} files", mails.len());
    let table = std::fs::read_to_string(folder("mails/expected.tsv")).expect("the table is there");
    let mut lines = table.lines();
    assert_eq!(
        lines.next().map(|l| l.split('\t').collect::<Row>()),
        Some(COLUMNS.to_vec())
    );
    let rows: Vec<Row> = lines.map(|l| l.split('\t').collect()).collect();
    let listed: BTreeSet<&str> = rows.iter().map(|r| r[0]).collect();
    let there: BTreeSet<&str> = mails.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        listed, there,
        "the table lists every file once, and only those"
    );
    assert_eq!(listed.len(), rows.len(), "a file is listed twice");
    let mut wrong = Vec::new();
    for row in &rows {
        assert_eq!(row.len(), COLUMNS.len(), "{row:?}");
        let bytes = &mails
            .iter()
            .find(|(name, _)| name == row[0])
            .expect("it was listed")
            .1;
        for (how, reading) in readings(bytes) {
            for (n, got) in stated(&reading).iter().enumerate() {
                let want = spread(row[n + 1], row[2], n);
                if *got != want {
                    wrong.push(format!(
                        "{} ({how}): {}: want {want}, got {got}",
                        row[0],
                        COLUMNS[n + 1]
                    ));
                }
            }
        }
    }
    nothing_wrong(&wrong);
}

/// One value per recipient where the table gives one for all; columns 2 to 5 behind the file are per recipient.
fn spread(cell: &str, recipients: &str, column: usize) -> String {
    let count = recipients.split(',').count();
    let each = (2..=5).contains(&column) && !cell.contains(',');
    if each {
        vec![cell; count].join(",")
    } else {
        cell.to_owned()
    }
}

/// What was read, in the columns of the table behind the file.
fn stated(reading: &Reading) -> [String; 7] {
    let report = &reading.report;
    let join = |values: Vec<&str>| {
        if values.is_empty() {
            "-".to_owned()
        } else {
            values.join(",")
        }
    };
    fn of(fact: &Option<Fact<String>>) -> &str {
        fact.as_ref().map_or("-", |f| f.value.as_str())
    }
    [
        report.kind.slug().to_owned(),
        join(report.deliveries.iter().map(|d| of(&d.recipient)).collect()),
        join(report.deliveries.iter().map(|d| of(&d.status)).collect()),
        join(report.deliveries.iter().map(|d| of(&d.reply)).collect()),
        join(reading.diagnoses.iter().map(|d| d.cause.slug()).collect()),
        join(reading.diagnoses.iter().map(|d| d.outcome.slug()).collect()),
        join(report.notes.iter().map(note).collect()),
    ]
}

/// The slug of a note.
fn note(note: &ReportNote) -> &'static str {
    match note {
        ReportNote::Truncated => "truncated",
        ReportNote::CodeAndTextDisagree { .. } => "code-and-text-disagree",
        ReportNote::NotSentByYou => "not-sent-by-you",
        ReportNote::Lookalike { .. } => "lookalike",
        ReportNote::ManyRecipients { .. } => "many-recipients",
    }
}

#[test]
fn a_bounce_in_the_middle_of_a_long_log_is_found() {
    let bounce =
        std::fs::read_to_string(folder("../e2e/fixtures").join("qmail.txt")).expect("it is there");
    let chatter = "the kettle was filled, heated, and emptied again\n".repeat(10_000);
    let text = [&chatter, "\n\n", &bounce, "\n\n", &chatter].concat();
    let reading = read(Input::Text(&text), charsets());
    let recipients: Vec<_> = reading
        .report
        .deliveries
        .iter()
        .map(|d| d.recipient.as_ref().map(|r| r.value.as_str()))
        .collect();
    assert_eq!(recipients, [Some("piotr@fabrikam.example")]);
}
