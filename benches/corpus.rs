//! How long reading takes beside mail-parser's bare parse of the same mails, in one run, one thread.
//!
//! `cargo xtask bench`. The mails: the fixtures, and the corpus where the checkout has it beside it. Ratios count; single
//! times depend on the machine.

use ndr_explainer::intake::{Input, charsets, take};
use ndr_explainer::{diagnosis, read, report};
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How often each mail is read; the fastest time counts.
const ROUNDS: usize = 40;

fn main() {
    let paths = paths();
    let mails: Vec<Vec<u8>> = paths
        .iter()
        .filter_map(|path| std::fs::read(path).ok())
        .collect();
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
    if let Some(package) = std::env::var_os("NDR_BENCH_PKG") {
        match in_wasm(Path::new(&package), &paths) {
            Some(micros) => {
                println!("{micros:8.1} µs a mail  the same in WebAssembly under Node");
                println!("ratio to native: {:.2}", micros / whole);
            }
            None => println!("WebAssembly could not be timed: is Node there?"),
        }
    }
}

/// Microseconds a mail in WebAssembly, as `benches/read.mjs` measures it with the package in that folder.
fn in_wasm(package: &Path, paths: &[PathBuf]) -> Option<f64> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/read.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .arg(package)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let names: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    node.stdin
        .take()?
        .write_all(names.join("\n").as_bytes())
        .ok()?;
    let output = node.wait_with_output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Microseconds an item, each in its fastest round: on a busy machine some round of a short work is undisturbed.
fn time<T>(name: &str, items: &[T], work: impl Fn(&T)) -> f64 {
    let fastest = |item: &T| {
        (0..ROUNDS)
            .map(|_| {
                let start = Instant::now();
                work(item);
                start.elapsed()
            })
            .min()
            .unwrap_or_default()
    };
    let sum: Duration = items.iter().map(fastest).sum();
    let micros = sum.as_secs_f64() * 1e6 / items.len().max(1) as f64;
    println!("{micros:8.1} µs a mail  {name}");
    micros
}

/// The mails that are read, in order.
fn paths() -> Vec<PathBuf> {
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
}
