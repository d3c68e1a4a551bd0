//! How the shown text is cut at its marks. No browser in it.

use super::digest::LeftOut;
use super::marks::Mark;
use super::order::by_key;
use super::windows::{WHOLE_TEXT, lines, windows};
use crate::span::Span;

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

/// Cuts the text at its marks. A text over [`WHOLE_TEXT`] is shown around them only, unless `whole`. `missing` tells what
/// the text lacks already.
pub fn pieces(text: &str, missing: &[LeftOut], marks: &[Mark], whole: bool) -> Vec<Piece> {
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
    let mut pieces = Pieces {
        text,
        missing,
        pieces: vec![],
    };
    let mut at = 0;
    for window in windows {
        pieces.gap(at, window.start);
        at = window.start;
        for &(span, mark) in &spots {
            if span.start < at || span.end > window.end {
                continue;
            }
            pieces.plain(at, span.start);
            pieces.pieces.push(Piece::Spot {
                mark,
                span,
                first: marks[mark].spans.first() == Some(&span),
                last: marks[mark].spans.last() == Some(&span),
            });
            at = span.end;
        }
        pieces.plain(at, window.end);
        at = window.end;
    }
    pieces.gap(at, text.len());
    pieces.pieces
}

/// What is cut so far.
struct Pieces<'a> {
    text: &'a str,
    missing: &'a [LeftOut],
    pieces: Vec<Piece>,
}

impl<'a> Pieces<'a> {
    /// Unmarked text, with gaps where something was taken out of it before.
    fn plain(&mut self, mut start: usize, end: usize) {
        for missing in self.take_missing(end) {
            self.text(start, missing.at);
            self.skip(missing.lines);
            start = missing.at.max(start);
        }
        self.text(start, end);
    }

    /// A part that is not shown.
    fn gap(&mut self, start: usize, end: usize) {
        let before: usize = self
            .take_missing(end)
            .iter()
            .map(|missing| missing.lines)
            .sum();
        if start < end || before > 0 {
            let own = if start < end {
                lines(self.text, Span { start, end })
            } else {
                0
            };
            self.skip(before + own);
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        if start < end {
            self.pieces.push(Piece::Text(Span { start, end }));
        }
    }

    /// Two gaps in a row are one.
    fn skip(&mut self, lines: usize) {
        match self.pieces.last_mut() {
            Some(Piece::Gap(before)) => *before += lines,
            _ => self.pieces.push(Piece::Gap(lines)),
        }
    }

    /// What was taken out before up to that byte and has not been told yet.
    fn take_missing(&mut self, end: usize) -> &'a [LeftOut] {
        let count = self.missing.partition_point(|missing| missing.at <= end);
        let (now, later) = self.missing.split_at(count);
        self.missing = later;
        now
    }
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
        pieces(text, &[], marks, whole).iter().map(piece).collect()
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
    fn what_was_taken_out_before_is_told() {
        let missing = [
            LeftOut { at: 0, lines: 2 },
            LeftOut { at: 3, lines: 7 },
            LeftOut { at: 6, lines: 9 },
        ];
        let cut = pieces("ab\ncd\n", &missing, &[mark(1, 3, 5)], false);
        let text = |start, end| Piece::Text(Span { start, end });
        let spot = Piece::Spot {
            mark: 0,
            span: Span { start: 3, end: 5 },
            first: true,
            last: true,
        };
        assert_eq!(
            cut,
            [
                Piece::Gap(2),
                text(0, 3),
                Piece::Gap(7),
                spot,
                text(5, 6),
                Piece::Gap(9)
            ]
        );
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let text = "信".repeat(100_000);
        let marks = [mark(1, 150_000, 150_003)];
        assert!(shown(&text, false, &marks).len() < 8000);
        assert!(shown(&text, false, &[]).len() < 8000);
    }
}
