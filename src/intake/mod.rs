//! Makes what was given readable: form, charset, MIME, quoting, markup.
//!
//! Input: what was pasted, or the bytes of a file. Output: a [`Document`]. Never fails; notes say what was odd.

pub mod charsets;
mod cleaner;
mod encoded_words;
mod form;
mod html;
pub(crate) mod json;
mod mbox;
mod mime;
pub mod model;
mod msg;
mod original;
mod quoted_printable;
mod quoting;
mod text;
mod utf7;

pub use charsets::charsets;
pub use form::field_name;
pub use model::{Document, Form, IntakeNote, Part, Role, Run};

use cleaner::{Cleaner, push_plain};
use std::borrow::Cow;

/// The most that is read of one input, in bytes.
pub const MAX_INPUT: usize = 64 * 1024 * 1024;

/// What was given.
#[derive(Debug, Clone, Copy)]
pub enum Input<'a> {
    /// Text that was pasted; already Unicode.
    Text(&'a str),
    /// A file.
    Bytes(&'a [u8]),
}

/// Decodes charsets. Natively encoding_rs does it, in the browser TextDecoder.
pub trait Charsets {
    /// The text of `bytes` in the charset with that label (WHATWG names), bad bytes as U+FFFD;
    /// `None` if nobody knows the label.
    fn decode(&self, label: &str, bytes: &[u8]) -> Option<String>;
}

/// A header field's value with its encoded words (RFC 2047) decoded.
pub fn decoded_words(value: &str) -> String {
    encoded_words::decode(value, charsets())
}

/// The first stage.
pub fn take(input: Input<'_>, charsets: &dyn Charsets) -> Document {
    let mut notes = Vec::new();
    let input = bounded(input, &mut notes);
    let text: Cow<'_, str> = match input {
        Input::Text(text) => text.into(),
        Input::Bytes(bytes) if msg::is_compound_file(bytes) => {
            return msg::read(bytes, charsets).unwrap_or_else(|| {
                notes.push(IntakeNote::Binary);
                empty(notes)
            });
        }
        Input::Bytes(bytes) if text::is_binary(bytes) => {
            notes.push(IntakeNote::Binary);
            return empty(notes);
        }
        Input::Bytes(bytes) => text::decode(bytes, None, charsets).unwrap_or_else(|lossy| lossy),
    };
    let decoded = matches!(text, Cow::Owned(_));
    let text = match without_lead(text) {
        Cow::Borrowed(text) => text::line_ends(text),
        Cow::Owned(text) if text.contains('\r') => text::line_ends(&text).into_owned().into(),
        text => text,
    };
    if text.trim().is_empty() {
        notes.push(IntakeNote::Empty);
        return empty(notes);
    }
    if let Some(mails) = mbox::split(&text) {
        return of_mbox(&text, mails, charsets, notes);
    }
    if form::is_mail(&text) {
        // 8-bit and escape-sequence bodies must reach their declared charset as the bytes they are.
        let raw = match input {
            Input::Bytes(bytes)
                if decoded && std::str::from_utf8(bytes).is_err()
                    || memchr::memchr(0x1b, bytes).is_some() =>
            {
                Some(text::byte_line_ends(bytes))
            }
            _ => None,
        };
        if let Some(raw) = raw {
            // The wrong reading of these bytes need not be held beside the right one.
            drop(text);
            return match mime::read(Input::Bytes(&raw), charsets) {
                Some(mail) => of_mail(mail, notes),
                None => of_text(text::lossy(&raw).into_owned(), notes),
            };
        }
        if let Some(mail) = mime::read(Input::Text(&text), charsets) {
            drop(text);
            return of_mail(mail, notes);
        }
    }
    of_text(text.into_owned(), notes)
}

/// The text without the blank lines and the mark that it may begin with.
fn without_lead(text: Cow<'_, str>) -> Cow<'_, str> {
    let lead = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r']).len();
    match text {
        text if lead == 0 => text,
        Cow::Borrowed(text) => text[lead..].into(),
        Cow::Owned(mut text) => {
            text.drain(..lead);
            text.into()
        }
    }
}

fn bounded<'a>(input: Input<'a>, notes: &mut Vec<IntakeNote>) -> Input<'a> {
    match input {
        Input::Text(text) if text.len() > MAX_INPUT => {
            notes.push(IntakeNote::TooLarge);
            Input::Text(&text[..text.floor_char_boundary(MAX_INPUT)])
        }
        Input::Bytes(bytes) if bytes.len() > MAX_INPUT => {
            notes.push(IntakeNote::TooLarge);
            // Half a character at the end would make UTF-8 look like something else.
            let is_inside = |at: usize| bytes[at] & 0b1100_0000 == 0b1000_0000;
            let border = (MAX_INPUT - 3..=MAX_INPUT).rev().find(|at| !is_inside(*at));
            Input::Bytes(&bytes[..border.unwrap_or(MAX_INPUT)])
        }
        other => other,
    }
}

fn empty(notes: Vec<IntakeNote>) -> Document {
    Document {
        form: Form::Unknown,
        text: String::new(),
        clean: String::new(),
        parts: vec![],
        runs: vec![],
        notes,
    }
}

fn of_mail(mail: mime::Mail, mut notes: Vec<IntakeNote>) -> Document {
    if mail.broken {
        notes.push(IntakeNote::BrokenMime);
    }
    if mail.unknown_charset {
        notes.push(IntakeNote::UnknownCharset);
    }
    // Each may want a line end more, and a byte too few makes the text twice as large.
    let read = |leaf: &mime::Leaf| leaf.end - leaf.start + 1;
    let mut cleaner = Cleaner::with_capacity(mail.leaves.iter().map(read).sum());
    push_mail(&mut cleaner, &mail, 0, 0);
    finish(Form::Mime, mail.text, cleaner, notes)
}

/// Appends the parts of a mail whose text begins at byte `at` of the text.
fn push_mail(cleaner: &mut Cleaner, mail: &mime::Mail, at: usize, number: usize) {
    for leaf in &mail.leaves {
        let slice = &mail.text[leaf.start..leaf.end];
        if leaf.role == Role::Text && json::is_event(slice) {
            json::push(cleaner, slice, at + leaf.start, number);
            continue;
        }
        let start = cleaner.clean.len();
        match leaf.role {
            Role::Text => push_text(cleaner, slice, at + leaf.start, leaf.html),
            _ => push_plain(cleaner, slice, at + leaf.start),
        }
        cleaner.end_line(at + leaf.end);
        cleaner.part(leaf.role, number, start);
    }
}

fn of_mbox(
    source: &str,
    mails: Vec<std::ops::Range<usize>>,
    charsets: &dyn Charsets,
    mut notes: Vec<IntakeNote>,
) -> Document {
    let mut text = String::with_capacity(source.len());
    let mut cleaner = Cleaner::with_capacity(source.len());
    let mut done = 0;
    for (number, range) in mails.into_iter().enumerate() {
        text.push_str(&source[done..range.start]);
        match mime::read(Input::Text(&source[range.clone()]), charsets) {
            Some(mail) => {
                if mail.broken && !notes.contains(&IntakeNote::BrokenMime) {
                    notes.push(IntakeNote::BrokenMime);
                }
                push_mail(&mut cleaner, &mail, text.len(), number);
                text.push_str(&mail.text);
            }
            None => text.push_str(&source[range.clone()]),
        }
        done = range.end;
    }
    text.push_str(&source[done..]);
    finish(Form::Mbox, text, cleaner, notes)
}

fn of_text(text: String, notes: Vec<IntakeNote>) -> Document {
    let mut cleaner = Cleaner::default();
    if json::is_event(&text) {
        json::push(&mut cleaner, &text, 0, 0);
        if cleaner
            .parts
            .iter()
            .any(|part| part.role == Role::DeliveryStatus)
        {
            return finish(Form::Json, text, cleaner, notes);
        }
        cleaner = Cleaner::default();
    }
    cleaner.clean.reserve(text.len());
    let html = html::is_html(&text);
    push_text(&mut cleaner, &text, 0, html);
    cleaner.part(Role::Text, 0, 0);
    let form = form::of_text(&cleaner.clean);
    finish(form, text, cleaner, notes)
}

fn finish(form: Form, text: String, cleaner: Cleaner, notes: Vec<IntakeNote>) -> Document {
    let Cleaner { clean, runs, parts } = cleaner;
    let mut split = Vec::with_capacity(parts.len());
    for mail in parts.chunk_by(|a, b| a.mail == b.mail) {
        // A report with parts of its own for what became of the message and for the message: a header block in its words
        // for people is a quotation, and the reason may stand behind it.
        let has = |role| mail.iter().any(|part| part.role == role);
        let whole = has(Role::DeliveryStatus) && has(Role::OriginalHeaders);
        for part in mail {
            if part.role == Role::Text && !whole {
                split.append(&mut original::split(&clean, part));
            } else {
                split.push(part.clone());
            }
        }
    }
    Document {
        form,
        text,
        clean,
        parts: split,
        runs,
        notes,
    }
}

/// How many blank lines in a row are kept: more of them tell no more.
const MAX_BLANK: usize = 100;

/// Appends a text for people: markup, quoting, pasted quoted-printable and odd characters taken out.
fn push_text(cleaner: &mut Cleaner, slice: &str, at: usize, is_html: bool) {
    if is_html {
        return html::push_text(cleaner, slice, at);
    }
    let encoded = quoted_printable::is_pasted(slice);
    let mut from = 0;
    let mut blank = 0;
    for line in slice.split_inclusive('\n') {
        let skip = quoting::prefix_len(line.trim_end_matches('\n'));
        let body = &line[skip..];
        blank = if body.trim().is_empty() { blank + 1 } else { 0 };
        if blank > MAX_BLANK {
            from += line.len();
            continue;
        }
        if quoting::is_underscored(body) {
            push_plain(cleaner, &body.replace('_', " "), at + from + skip);
        } else if encoded {
            quoted_printable::push(cleaner, body, at + from + skip);
        } else {
            push_plain(cleaner, body, at + from + skip);
        }
        from += line.len();
    }
}
