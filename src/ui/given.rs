//! What the reader gave, and what was read out of it. No browser in it.

use std::rc::Rc;

use super::digest::{Digest, LeftOut};
use crate::Reading;

/// The most that is read, in bytes.
pub const MAX_FILE: f64 = 64.0 * 1024.0 * 1024.0;

/// A file of more bytes is read by a worker, so that the page stays awake.
pub const LONG: f64 = 256.0 * 1024.0;

/// What the reader gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Nothing yet.
    Nothing,
    /// Text in the field.
    Text(Rc<str>),
    /// Something long that a worker is reading.
    Opening(Opening),
    /// A file of that name.
    File(Rc<str>),
    /// A text too long for the field.
    Pasted,
}

/// Something long on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// The number of the worker's job.
    pub job: u32,
    /// What it is.
    pub what: What,
    /// How far it is.
    pub progress: Progress,
}

/// What is read beside the field.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A file of that name.
    File(Rc<str>),
    /// A pasted text; `None` if it is too long to be changed afterwards.
    Paste(Option<Rc<str>>),
}

/// How far the reading of something long is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Its bytes are there, and are being understood.
    pub reading: bool,
    /// Of all the work, in percent.
    pub percent: u8,
}

/// Why something was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Larger than [`MAX_FILE`].
    TooLarge,
    /// The browser failed to read it.
    Unreadable,
}

/// How a text got into the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// Key by key; it may not be complete.
    Typed,
    /// All at once.
    Pasted,
}

/// A reading that is shared and never copied; equal only to itself, so that comparing states stays cheap.
#[derive(Debug, Clone)]
pub struct Shared(Rc<Digest>);

impl Shared {
    /// What is missing from the text of the reading.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.0.left_out
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Shared {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        &self.0.reading
    }
}

impl From<Digest> for Shared {
    fn from(digest: Digest) -> Self {
        Shared(Rc::new(digest))
    }
}

impl From<Reading> for Shared {
    fn from(reading: Reading) -> Self {
        Digest::new(reading).into()
    }
}
