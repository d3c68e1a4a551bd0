//! Places in the text that the reader sees.

/// A range of bytes in [`Document::text`](crate::intake::Document::text), on character borders.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A value together with the place where it was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Fact<T> {
    /// What was read.
    pub value: T,
    /// Where it was read, in the text that the reader sees.
    pub span: Span,
}
