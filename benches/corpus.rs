//! How long reading takes beside mail-parser's bare parse of the same mails, in one run, one thread.
//!
//! `cargo xtask bench`. The mails: the fixtures, and the corpus where the checkout has it beside it. Ratios count; single
//! times depend on the machine.

use ndr_explainer::intake::{Input, charsets, take};
use ndr_explainer::{diagnosis, read, report};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// Rounds over all mails; the fastest counts.
const ROUNDS: usize = 15;

fn main() {
    let mails = mails();
    let bytes: usize = mails.iter().map(Vec::len).sum();
    println!("{} mails, {bytes} bytes", mails.len());
    let parser = mail_parser::MessageParser::default();
    let bare = time("mail-parser, MIME tree only", &mails, |mail| {
        black_box(parser.parse(mail));
    });
    let intake = time("intake", &mails, |mail| {
        black_box(take(Input::Bytes(mail), charsets()));
    });
    let documents: Vec<_> = mails
        .iter()
        .map(|mail| take(Input::Bytes(mail), charsets()))
        .collect();
    let reading = time("report", &documents, |document| {
        black_box(report::read(document));
    });
    let reports: Vec<_> = documents.iter().map(report::read).collect();
    let meaning = time("diagnosis", &reports, |report| {
        for one in report {
            black_box(diagnosis::diagnose(one, 0));
        }
    });
    let whole = time("intake + report + diagnosis", &mails, |mail| {
        black_box(read(Input::Bytes(mail), charsets()));
    });
    println!(
        "ratio to mail-parser: {:.2} (intake {:.2}, report {:.2}, diagnosis {:.2})",
        whole / bare,
        intake / bare,
        reading / bare,
        meaning / bare
    );
}

/// Microseconds an item, of the fastest round.
fn time<T>(name: &str, items: &[T], work: impl Fn(&T)) -> f64 {
    let best = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            items.iter().for_each(&work);
            start.elapsed()
        })
        .min()
        .unwrap_or_default();
    let micros = best.as_secs_f64() * 1e6 / items.len().max(1) as f64;
    println!("{micros:8.1} µs a mail  {name}");
    micros
}

fn mails() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in [
        "tests/fixtures/mails",
        "../shared/corpus/bounces",
        "../shared/corpus/bounces/err",
    ] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else {
            continue;
        };
        paths.extend(
            entries
                .flatten()
                .map(|entry| entry.path())
                .filter(|path| path.extension().is_some_and(|end| end == "eml")),
        );
    }
    paths.sort();
    paths
        .iter()
        .filter_map(|path| std::fs::read(path).ok())
        .collect()
}
