//! How the shown text is cut at its marks. No browser in it.

use super::marks::Mark;
use super::order::by_key;
use crate::span::Span;

/// A text longer than this (bytes) is shown around its marks only, until the reader asks for all of it.
pub const WHOLE_TEXT: usize = 200 * 1024;

/// How much of a long text is shown before and after a mark, in bytes.
const NEIGHBOURHOOD: usize = 1200;

/// A piece of the shown text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Unmarked text.
    Text(Span),
    /// A spot of the mark with that index in the list of marks.
    Spot {
        /// Index in the list of marks.
        mark: usize,
        /// Where.
        span: Span,
        /// The first spot of its mark in the text.
        first: bool,
        /// The last one.
        last: bool,
    },
    /// That many lines are left out.
    Gap(usize),
}

/// Cuts the text at its marks. A text over [`WHOLE_TEXT`] is shown around them only, unless `whole`.
pub fn pieces(text: &str, marks: &[Mark], whole: bool) -> Vec<Piece> {
    let mut spots: Vec<(Span, usize)> = (marks.iter().enumerate())
        .flat_map(|(index, mark)| mark.spans.iter().map(move |span| (*span, index)))
        .collect();
    by_key(&mut spots, |spot| *spot);
    let windows = if whole || text.len() <= WHOLE_TEXT {
        vec![Span {
            start: 0,
            end: text.len(),
        }]
    } else {
        windows(text, spots.iter().map(|(span, _)| *span))
    };
    let mut pieces = vec![];
    let mut at = 0;
    for window in windows {
        gap(text, at, window.start, &mut pieces);
        at = window.start;
        for &(span, mark) in &spots {
            if span.start < at || span.end > window.end {
                continue;
            }
            plain(at, span.start, &mut pieces);
            pieces.push(Piece::Spot {
                mark,
                span,
                first: marks[mark].spans.first() == Some(&span),
                last: marks[mark].spans.last() == Some(&span),
            });
            at = span.end;
        }
        plain(at, window.end, &mut pieces);
        at = window.end;
    }
    gap(text, at, text.len(), &mut pieces);
    pieces
}

fn plain(start: usize, end: usize, pieces: &mut Vec<Piece>) {
    if start < end {
        pieces.push(Piece::Text(Span { start, end }));
    }
}

fn gap(text: &str, start: usize, end: usize, pieces: &mut Vec<Piece>) {
    if start < end {
        let bytes = &text.as_bytes()[start..end];
        let lines = bytes.iter().filter(|&&b| b == b'\n').count();
        pieces.push(Piece::Gap(lines.max(1)));
    }
}

/// The neighbourhoods of the spots, on line borders where a line is near, merged where they meet.
fn windows(text: &str, spots: impl Iterator<Item = Span>) -> Vec<Span> {
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
        .and_then(|bytes| bytes.iter().position(|&b| b == b'\n'))
        .map_or(from, |i| from + i + 1)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::ui::marks::Field;

    fn mark(number: usize, start: usize, end: usize) -> Mark {
        Mark {
            number,
            fields: vec![Field::Answer],
            spans: vec![Span { start, end }],
        }
    }

    /// The shown text with its marks in brackets: `[1:spot]`, and `<3>` for three lines that are left out.
    pub fn shown(text: &str, whole: bool, marks: &[Mark]) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(span) => text[span.start..span.end].to_owned(),
            Piece::Spot { mark, span, .. } => {
                format!("[{}:{}]", marks[*mark].number, &text[span.start..span.end])
            }
            Piece::Gap(lines) => format!("<{lines}>"),
        };
        pieces(text, marks, whole).iter().map(piece).collect()
    }

    #[test]
    fn the_text_keeps_its_order() {
        let marks = [mark(1, 4, 5), mark(2, 0, 1)];
        assert_eq!(shown("ab c d", false, &marks), "[2:a]b c[1: ]d");
        assert_eq!(shown("ab c d", false, &[]), "ab c d");
        assert_eq!(shown("", false, &[]), "");
    }

    #[test]
    fn a_long_text_is_shown_around_its_marks() {
        let before = "信 line\n".repeat(30_000);
        let answer = "550 5.1.1 unknown";
        let text = format!("{before}{answer}\n{}", "tail\n".repeat(30_000));
        let marks = [mark(1, before.len(), before.len() + answer.len())];
        let some = shown(&text, false, &marks);
        assert!(some.contains("[1:550 5.1.1 unknown]"), "{some}");
        assert_eq!(some.matches('<').count(), 2);
        assert!(some.len() < 8000);
        let all = shown(&text, true, &marks);
        assert_eq!(all.len(), text.len() + "[1:]".len());
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let text = "信".repeat(100_000);
        let marks = [mark(1, 150_000, 150_003)];
        assert!(shown(&text, false, &marks).len() < 8000);
        assert!(shown(&text, false, &[]).len() < 8000);
    }
}
