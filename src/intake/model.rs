//! What was given, made readable: the data types of the stage.

use crate::slug::slugs;
use crate::span::Span;
use std::ops::Range;

slugs! {
    /// In which form the bounce was given.
    pub enum Form {
        /// A raw mail (RFC 5322, MIME).
        Mime = "mime",
        /// Several raw mails in one file (RFC 4155).
        Mbox = "mbox",
        /// An Outlook .msg file.
        OutlookMsg = "outlook-msg",
        /// Text as a mail program shows it.
        Rendered = "rendered",
        /// One reply of a mail server.
        SmtpReply = "smtp-reply",
        /// A row of message trace, message tracking or a queue.
        TraceRow = "trace-row",
        /// Lines of a server's log.
        Log = "log",
        /// JSON of a sending service.
        Json = "json",
        /// None of these.
        Unknown = "unknown",
    }
}

slugs! {
    /// What a stretch of the clean text is.
    pub enum Role {
        /// Header fields of the report itself.
        Headers = "headers",
        /// Text for people.
        Text = "text",
        /// Machine-readable `message/delivery-status` fields (RFC 3464).
        DeliveryStatus = "delivery-status",
        /// Machine-readable `message/disposition-notification` fields (RFC 8098).
        Disposition = "disposition",
        /// Machine-readable `message/feedback-report` fields (RFC 5965).
        Feedback = "feedback",
        /// Header fields of the returned message.
        OriginalHeaders = "original-headers",
        /// Body of the returned message; never read for facts of the bounce.
        OriginalBody = "original-body",
    }
}

/// A stretch of the clean text that is one thing.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// Which mail of the input it belongs to, from 0 (more than one in mbox files only).
    pub mail: usize,
    /// Bytes in [`Document::clean`].
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A run of the clean text that stands unchanged, or changed as a whole, in the text.
///
/// There can be one for every few bytes, so the numbers are no wider than [`MAX_INPUT`](super::MAX_INPUT) asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Run {
    clean: u32,
    text: u32,
    clean_len: u32,
    text_len: u32,
}

impl Run {
    /// A run at byte `clean` of the clean text that stands for the one at byte `text` of the text.
    pub fn new(clean: usize, clean_len: usize, text: usize, text_len: usize) -> Self {
        Run {
            clean: clean as u32,
            text: text as u32,
            clean_len: clean_len as u32,
            text_len: text_len as u32,
        }
    }

    /// Where it stands in the clean text (bytes).
    pub fn clean(&self) -> Range<usize> {
        self.clean as usize..self.clean as usize + self.clean_len as usize
    }

    /// Where it stands in the text (bytes).
    pub fn text(&self) -> Range<usize> {
        self.text as usize..self.text as usize + self.text_len as usize
    }

    /// Whether it stands unchanged.
    pub fn is_same(&self) -> bool {
        self.clean_len == self.text_len
    }

    /// Makes an unchanged run longer.
    pub fn extend(&mut self, len: usize) {
        self.clean_len += len as u32;
        self.text_len += len as u32;
    }
}

/// The result of the first stage.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Document {
    /// In which form it was given.
    pub form: Form,
    /// What the reader sees: the input itself, or the decoded text of encoded parts and files. Lines end in LF.
    pub text: String,
    /// The same for the readers of the next stage: quoting, markup and odd spaces taken out, only the parts that matter.
    pub clean: String,
    /// What the stretches of `clean` are, in order, without overlap.
    pub parts: Vec<Part>,
    /// How `clean` lies in `text`, in order.
    pub runs: Vec<Run>,
    /// What was noticed on the way.
    pub notes: Vec<IntakeNote>,
}

slugs! {
    /// What intake noticed about the input.
    pub enum IntakeNote {
        /// Nothing was given.
        Empty = "empty",
        /// Bytes that are no text, and no file that we read.
        Binary = "binary",
        /// A mail whose structure is broken; what could be read was read.
        BrokenMime = "broken-mime",
        /// A charset nobody knows; bytes beyond ASCII are shown as U+FFFD.
        UnknownCharset = "unknown-charset",
        /// The input is longer than the bound; what follows was not read.
        TooLarge = "too-large",
    }
}

impl Document {
    /// The place in [`Document::text`] of a stretch of [`Document::clean`] (bytes). Out-of-range ends are clipped.
    pub fn locate(&self, start: usize, end: usize) -> Span {
        let start = self.locate_one(start, false);
        let end = self.locate_one(end, true).max(start);
        Span { start, end }
    }

    fn locate_one(&self, at: usize, is_end: bool) -> usize {
        let key = if is_end { at.saturating_sub(1) } else { at };
        let index = self.runs.partition_point(|run| run.clean().start <= key);
        let Some(run) = index.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            return 0;
        };
        let (clean, text) = (run.clean(), run.text());
        let offset = at.saturating_sub(clean.start);
        if run.is_same() {
            (text.start + offset.min(clean.len())).min(self.text.len())
        } else if is_end {
            text.end
        } else {
            text.start
        }
    }
}
