//! Which parts of a long text are worth showing: the neighbourhoods of what was found in it. No browser in it.

use crate::span::Span;

/// A text longer than this (bytes) is shown around its marks only, until the reader asks for all of it.
pub const WHOLE_TEXT: usize = 200 * 1024;

/// How much of a long text is shown before and after a mark, in bytes.
const NEIGHBOURHOOD: usize = 1200;

/// The neighbourhoods of the spots and of the beginning, on line borders where a line is near, merged where they meet.
/// The spots come in the order of their beginnings.
pub fn windows(text: &str, spots: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut windows: Vec<Span> = vec![];
    let head = Span { start: 0, end: 0 };
    for spot in std::iter::once(head).chain(spots) {
        let start = border(text, spot.start.saturating_sub(NEIGHBOURHOOD), spot.start);
        let end = (spot.end + NEIGHBOURHOOD).min(text.len());
        let end = border(text, end, text.len().min(end + NEIGHBOURHOOD));
        match windows.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => windows.push(Span { start, end }),
        }
    }
    windows
}

/// How many lines a part that is left out has; what is less than a line counts as one.
pub fn lines(text: &str, span: Span) -> usize {
    let bytes = text.as_bytes().get(span.start..span.end);
    memchr::memchr_iter(b'\n', bytes.unwrap_or_default())
        .count()
        .max(1)
}

/// The first line border in `from..until`, or else the first character border at or after `from`.
fn border(text: &str, from: usize, until: usize) -> usize {
    if from == 0 {
        return 0;
    }
    let from = (from..=text.len())
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(text.len());
    text.as_bytes()
        .get(from..until.max(from))
        .and_then(|bytes| memchr::memchr(b'\n', bytes))
        .map_or(from, |i| from + i + 1)
}
