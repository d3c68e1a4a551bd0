//! How time and memory grow with the input: inputs of 1, 4, 16 and 64 MB of each kind that is hard on a reader.
//!
//! `cargo xtask bench`; fails where a bound is missed. Memory is what the reading holds at its peak beside the input itself,
//! as a multiple of the input.

use ndr_explainer::intake::{Input, charsets};
use ndr_explainer::read;
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;

/// Sizes of the inputs, in bytes: each four times the one before.
const SIZES: [usize; 4] = [1 << 20, 1 << 22, 1 << 24, 1 << 26];

/// How much longer sixteen times the input may take. What is not linear takes 256 times as long; a busy machine, twice.
const MAX_GROWTH: f64 = 40.0;

/// The longest that the largest input may take, in seconds.
const MAX_SECONDS: f64 = 4.0;

/// How often a kind that took too long is read at most: a busy machine is no fault of the reader.
const MAX_TRIES: usize = 3;

/// The most memory, in multiples of the input.
const MAX_MEMORY: f64 = 6.0;

/// Counts what is allocated.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all of the work is the system's; only sums are kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(held, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        HELD.fetch_sub(layout.size(), Relaxed);
        let held = HELD.fetch_add(size, Relaxed) + size;
        PEAK.fetch_max(held, Relaxed);
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const HEADER: &str = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.com\nTo: maria@example.org\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n";
const STATUS: &str = "Reporting-MTA: dns; mx.example.com\n\n";

/// An input that is made of a beginning and as many of a piece, which may have a number, as fit.
struct Kind {
    name: &'static str,
    head: String,
    piece: fn(usize) -> String,
}

fn kind(name: &'static str, head: impl Into<String>, piece: fn(usize) -> String) -> Kind {
    Kind {
        name,
        head: head.into(),
        piece,
    }
}

fn kinds() -> Vec<Kind> {
    let typed = |kind: &str| format!("{HEADER}Content-Type: {kind}\n\n");
    let report = typed("multipart/report; boundary=b");
    let encoded = |encoding: &str| {
        format!("{HEADER}Content-Type: text/plain\nContent-Transfer-Encoding: {encoding}\n\n")
    };
    vec![
        kind("one line", "", |_| {
            "550 5.1.1 <a@example.com> no such user, ".into()
        }),
        kind("one line without a code", "", |_| "abcdefghij ".into()),
        kind("lines of a report", "", |_| {
            "<anna@example.com>: host mx.example.com[192.0.2.1] said:\n    550 5.1.1 no such user\n\n".into()
        }),
        kind("empty lines", "550 5.1.1 no such user\n", |_| "\n".into()),
        kind("CRLF", typed("text/plain"), |_| {
            "a line of a mail\r\n".into()
        }),
        kind(
            "8-bit text",
            typed("text/plain; charset=iso-8859-2"),
            |_| "\u{bf}\u{f3}\u{b3}\u{e6} ".into(),
        ),
        kind("Chinese text", "", |_| "郵件無法傳遞，".into()),
        kind(
            "recipients in a report",
            format!("{report}--b\nContent-Type: message/delivery-status\n\n{STATUS}"),
            |n| {
                format!(
                    "Final-Recipient: rfc822; user{n}@example.com\nAction: failed\nStatus: 5.1.1\n\n"
                )
            },
        ),
        kind("recipients in a text", "Undelivered:\n", |n| {
            format!("<user{n}@example.com>: 550 no\n")
        }),
        kind("nested quotes", "", |_| ">".into()),
        kind("quoted lines", "", |_| "> > 550 no\n".into()),
        // A hundred thousand parts in 64 MB, one beside or inside the other.
        kind("MIME parts", typed("multipart/mixed; boundary=b"), |_| {
            format!(
                "--b\nContent-Type: text/plain\n\n{}\n",
                "550 no\n".repeat(90)
            )
        }),
        kind(
            "encoded MIME parts",
            typed("multipart/mixed; boundary=b"),
            |_| {
                format!(
                    "--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{}\n",
                    "NTUwIG5vCg==\n".repeat(45)
                )
            },
        ),
        kind(
            "nested multiparts",
            typed("multipart/mixed; boundary=b0"),
            |n| {
                format!(
                    "--b{n}\nContent-Type: multipart/mixed; boundary=b{}\n\n{}\n",
                    n + 1,
                    "550 no\n".repeat(80)
                )
            },
        ),
        kind("nested mails", typed("message/rfc822"), |_| {
            format!(
                "Content-Type: message/rfc822\nX-Field: {}\n\n",
                "550 no ".repeat(80)
            )
        }),
        kind("Base64", encoded("base64"), |_| {
            "NTUwIDUuMS4xIG5vIHN1Y2ggdXNlcgo1NTAgNS4xLjEgbm8gc3VjaCB1c2VyCjU1MCA1LjEu\n".into()
        }),
        kind("quoted-printable", encoded("quoted-printable"), |_| {
            "za=C5=BC=C3=B3=C5=82=C4=87 =\n".into()
        }),
        kind("HTML", "<html><body>", |_| {
            "<p>Delivery to <b>anna</b> failed: 550 &lt;anna@example.com&gt; no such user</p>"
                .into()
        }),
        kind("open tags", "<html><body>", |_| "<style><a".into()),
        kind("returned header", typed("text/rfc822-headers"), |n| {
            format!("X-Field-{n}: value\n")
        }),
        kind("header fields", HEADER, |n| {
            format!("X-Field-{n}: {}\n", "value ".repeat(20))
        }),
        kind("brackets", "", |_| "550 [(<{\"'".into()),
        kind("trace rows", "", |_| {
            "{LED=450 4.4.316 refused};{MSG=};{FQDN=mx.example.com}\n".into()
        }),
        kind("encoded words", format!("{HEADER}Subject: "), |_| {
            "=?utf-8?B?xbw=?= =?".into()
        }),
        kind("mbox", "", |_| {
            "From a@example.com Thu Apr 29 23:34:45 2015\nReceived: a\nFrom: x\n\n550 5.1.1 no\n\n"
                .into()
        }),
        kind("JSON", "[", |n| {
            format!(
                "{{\"event\":\"bounce\",\"email\":\"user{n}@example.com\",\"reason\":\"550 5.1.1 no\",\"status\":\"5.1.1\",\"type\":\"bounce\",\"sg_event_id\":\"x\"}},"
            )
        }),
    ]
}

impl Kind {
    fn make(&self, size: usize) -> Vec<u8> {
        let mut text = self.head.clone();
        for piece in (0..).map(self.piece) {
            if text.len() + piece.len() > size {
                break;
            }
            text.push_str(&piece);
        }
        // The characters of this one are bytes beyond ASCII.
        if self.name.starts_with("8-bit") {
            return text.chars().map(|c| c as u32 as u8).collect();
        }
        text.into_bytes()
    }
}

/// Seconds of work that this thread has done. What other programs do in between does not count where the system tells
/// (Linux, `proc_pid_schedstat(5)`); elsewhere all time counts.
fn worked() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let stated = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = stated.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |n| n / 1e9)
}

/// Whether the largest input was read in time, and in a time that grows no faster than the input.
fn is_in_time(seconds: &[f64]) -> bool {
    // Less than this is one tick of the clock that counts the work.
    seconds[3] <= MAX_SECONDS && seconds[3] <= MAX_GROWTH * seconds[1].max(0.01)
}

/// Seconds and memory, as a multiple of the input, for each size.
fn measure(kind: &Kind) -> ([f64; 4], [f64; 4]) {
    let (mut seconds, mut memory) = ([f64::MAX; 4], [0.0_f64; 4]);
    for _ in 0..MAX_TRIES {
        for (n, size) in SIZES.into_iter().enumerate() {
            let input = kind.make(size);
            let before = HELD.load(Relaxed);
            PEAK.store(before, Relaxed);
            let start = worked();
            black_box(read(Input::Bytes(&input), charsets()));
            seconds[n] = seconds[n].min(worked() - start);
            let held = PEAK.load(Relaxed) - before;
            memory[n] = memory[n].max(held as f64 / input.len() as f64);
        }
        if is_in_time(&seconds) {
            break;
        }
    }
    (seconds, memory)
}

fn main() -> ExitCode {
    // Cargo passes flags of its own.
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let mut short = Vec::new();
    println!(
        "{:26}{:>28}{:>32}",
        "", "seconds", "memory, times the input"
    );
    for kind in kinds()
        .iter()
        .filter(|k| wanted.as_ref().is_none_or(|w| k.name.contains(w.as_str())))
    {
        let (seconds, memory) = measure(kind);
        let show = |values: &[f64], digits: usize| -> String {
            values.iter().map(|v| format!("{v:8.digits$}")).collect()
        };
        println!("{:26}{}{}", kind.name, show(&seconds, 3), show(&memory, 1));
        if !is_in_time(&seconds) {
            short.push(format!(
                "{}: more than {MAX_SECONDS} seconds, or time is not linear",
                kind.name
            ));
        }
        if memory.iter().any(|times| *times > MAX_MEMORY) {
            short.push(format!(
                "{}: more than {MAX_MEMORY} times the input",
                kind.name
            ));
        }
    }
    for line in &short {
        println!("{line}");
    }
    if short.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
