//! The general readers alone: they name recipient and status of nearly every report, whatever system wrote it.

use ndr_explainer::intake::{Input, charsets, take};
use ndr_explainer::report::{Delivery, Readers, read_by};
use ndr_explainer::span::Fact;
use std::path::{Path, PathBuf};

/// What each of both must reach.
const FLOOR: f64 = 0.95;

/// How often what is expected was read.
#[derive(Default)]
struct Score {
    hits: usize,
    all: usize,
    misses: Vec<String>,
}

impl Score {
    fn count(&mut self, hit: bool, miss: impl FnOnce() -> String) {
        self.all += 1;
        if hit {
            self.hits += 1;
        } else {
            self.misses.push(miss());
        }
    }

    #[track_caller]
    fn check(&self, what: &str) {
        let rate = self.hits as f64 / self.all.max(1) as f64;
        println!(
            "general readers alone, {what}: {} of {} = {:.2} %",
            self.hits,
            self.all,
            100.0 * rate
        );
        assert!(self.all >= 30, "only {} to check", self.all);
        assert!(rate >= FLOOR, "{what}:\n{}", self.misses.join("\n"));
    }
}

/// What one delivery of a file must state; `None` is not checked, one of several values is enough.
struct Row {
    recipient: Option<String>,
    status: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cell(text: &str) -> Option<String> {
    (text != "-").then(|| text.to_owned())
}

/// Our own mails: `expected.tsv` has the recipients of a file in one line, separated by commas.
fn fixtures() -> Vec<(PathBuf, Vec<Row>)> {
    let folder = root().join("tests/fixtures/mails");
    let table = std::fs::read_to_string(folder.join("expected.tsv")).expect("the table is there");
    table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|row| row[1] == "delivery-report")
        .map(|row| {
            let codes: Vec<&str> = row[3].split(',').collect();
            let rows = row[2].split(',').enumerate().map(|(n, recipient)| Row {
                recipient: cell(recipient),
                status: cell(codes.get(n).unwrap_or(&codes[0])),
            });
            (folder.join(row[0]), rows.collect())
        })
        .collect()
}

/// The bounces of the corpus, one line for each delivery; empty where the checkout has no corpus beside it.
fn corpus() -> Vec<(PathBuf, Vec<Row>)> {
    let folder = root().join("../shared/corpus/bounces");
    let Ok(table) = std::fs::read_to_string(folder.join("expected.tsv")) else {
        return Vec::new();
    };
    let mut out: Vec<(PathBuf, Vec<Row>)> = Vec::new();
    for line in table.lines().skip(1) {
        let row: Vec<&str> = line.split('\t').collect();
        let path = folder.join(row[0]);
        if out.last().is_none_or(|(known, _)| *known != path) {
            out.push((path, Vec::new()));
        }
        if let Some((_, rows)) = out.last_mut() {
            rows.push(Row {
                recipient: cell(row[1]),
                status: cell(row[2]),
            });
        }
    }
    out
}

fn is(fact: &Option<Fact<String>>, wanted: &str) -> bool {
    let value = fact.as_ref().map_or("", |f| f.value.as_str());
    wanted.split(',').any(|w| w.eq_ignore_ascii_case(value))
}

/// Reads each file and compares: rows find their delivery by recipient, the others take what is left, in order.
fn score(files: Vec<(PathBuf, Vec<Row>)>) -> (Score, Score) {
    let (mut recipients, mut codes) = (Score::default(), Score::default());
    for (path, rows) in files {
        let bytes = std::fs::read(&path).expect("it can be read");
        let text = String::from_utf8_lossy(&bytes);
        let is_mail = path.extension().is_some_and(|end| end == "eml");
        let input = if is_mail {
            Input::Bytes(&bytes)
        } else {
            Input::Text(&text)
        };
        let reports = read_by(&take(input, charsets()), Readers::General);
        let name = path.display();
        let mut left: Vec<&Delivery> = reports.iter().flat_map(|r| &r.deliveries).collect();
        let own: Vec<Option<&Delivery>> = rows
            .iter()
            .map(|row| {
                let wanted = row.recipient.as_ref()?;
                let n = left.iter().position(|d| is(&d.recipient, wanted))?;
                Some(left.remove(n))
            })
            .collect();
        for (row, own) in rows.iter().zip(own) {
            let delivery = match own {
                Some(delivery) => delivery,
                None if left.is_empty() => &Delivery::default(),
                None => left.remove(0),
            };
            if let Some(wanted) = &row.recipient {
                recipients.count(own.is_some(), || {
                    format!("{name}: want {wanted}, got {:?}", delivery.recipient)
                });
            }
            if let Some(wanted) = &row.status {
                codes.count(is(&delivery.status, wanted), || {
                    format!("{name}: want {wanted}, got {:?}", delivery.status)
                });
            }
        }
    }
    (recipients, codes)
}

#[test]
fn our_own_mails() {
    let (recipients, codes) = score(fixtures());
    recipients.check("recipients of the fixtures");
    codes.check("codes of the fixtures");
}

#[test]
fn bounces_of_the_corpus() {
    let files = corpus();
    if files.is_empty() {
        return;
    }
    let (recipients, codes) = score(files);
    recipients.check("recipients of the corpus");
    codes.check("codes of the corpus");
}
