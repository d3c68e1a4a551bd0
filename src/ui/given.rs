//! What the reader gave, and what was read out of it. No browser in it.

use std::rc::Rc;

use crate::Reading;

/// The largest file that is read, in bytes.
pub const MAX_FILE: f64 = 64.0 * 1024.0 * 1024.0;

/// What the reader gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Nothing yet.
    Nothing,
    /// Text in the field.
    Text(Rc<str>),
    /// A file of that name that is being read.
    Opening(Rc<str>),
    /// A file of that name.
    File(Rc<str>),
}

/// Why a file was not read.
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
pub struct Shared(Rc<Reading>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Shared {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        &self.0
    }
}

impl From<Reading> for Shared {
    fn from(reading: Reading) -> Self {
        Shared(Rc::new(reading))
    }
}
