//! Makes what was given readable: form, charset, MIME, quoting, markup.

pub mod charsets;
pub mod model;
pub use charsets::charsets;
pub use model::{Document, Form, IntakeNote, Part, Role, Run};

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

/// The first stage.
pub fn take(_input: Input<'_>, _charsets: &dyn Charsets) -> Document {
    Document {
        form: Form::Unknown,
        text: String::new(),
        clean: String::new(),
        parts: vec![],
        runs: vec![],
        notes: vec![],
    }
}
