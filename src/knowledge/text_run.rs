//! A run of text of an article, and how it stands in a pack: as one string with marks, since words compress best in one piece.

use std::ops::Deref;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::words::{Piece, Style};
use crate::explain::model::Slot;

/// The pieces of a run of text, in their order.
///
/// In a pack: plain words stand as they are; everything else begins with the mark of its kind and ends with [`CLOSE`]. A link
/// has [`INNER`] between its words and its address; a slot has its place in [`Slot::ALL`], counted from `A`, before its fallback.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextRun<'a>(pub Vec<Piece<'a>>);

const STRONG: char = '\u{1}';
const CODE: char = '\u{2}';
const LINK: char = '\u{3}';
const SLOT: char = '\u{4}';
const STRONG_SLOT: char = '\u{5}';
const CODE_SLOT: char = '\u{6}';
/// Between the words and the address of a link.
const INNER: char = '\u{7}';
/// Ends what a mark began.
const CLOSE: char = '\u{8}';
const OPENING: [char; 6] = [STRONG, CODE, LINK, SLOT, STRONG_SLOT, CODE_SLOT];

/// Whether a character has a meaning of its own in a pack, so that no text may hold it.
pub const fn is_mark(c: char) -> bool {
    matches!(c, '\0'..=CLOSE)
}

impl TextRun<'_> {
    fn marked(&self) -> String {
        let mut out = String::new();
        for piece in &self.0 {
            match *piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Strong(text) => out.extend([STRONG.encode_utf8(&mut [0; 4]), text]),
                Piece::Code(text) => out.extend([CODE.encode_utf8(&mut [0; 4]), text]),
                Piece::Link { text, url } => {
                    out.push(LINK);
                    out.push_str(text);
                    out.push(INNER);
                    out.push_str(url);
                }
                Piece::Slot {
                    slot,
                    fallback,
                    style,
                } => {
                    out.push(match style {
                        Style::Plain => SLOT,
                        Style::Strong => STRONG_SLOT,
                        Style::Code => CODE_SLOT,
                    });
                    out.push(letter(slot));
                    out.push_str(fallback);
                }
            }
            if !matches!(piece, Piece::Text(_)) {
                out.push(CLOSE);
            }
        }
        out
    }
}

impl<'a> TextRun<'a> {
    /// The pieces of a marked string; `None` if its marks make no sense.
    fn read(marked: &'a str) -> Option<Self> {
        let mut out = vec![];
        let mut rest = marked;
        while let Some(at) = rest.find(OPENING) {
            let (plain, opened) = rest.split_at(at);
            if !plain.is_empty() {
                out.push(Piece::Text(plain));
            }
            let mut inner = opened.chars();
            let mark = inner.next()?;
            let (inner, behind) = inner.as_str().split_once(CLOSE)?;
            out.push(match mark {
                STRONG => Piece::Strong(inner),
                CODE => Piece::Code(inner),
                LINK => {
                    let (text, url) = inner.split_once(INNER)?;
                    Piece::Link { text, url }
                }
                mark => {
                    let mut fallback = inner.chars();
                    let letter = fallback.next()?;
                    Piece::Slot {
                        slot: *Slot::ALL.get((letter as usize).checked_sub('A' as usize)?)?,
                        fallback: fallback.as_str(),
                        style: match mark {
                            SLOT => Style::Plain,
                            STRONG_SLOT => Style::Strong,
                            _ => Style::Code,
                        },
                    }
                }
            });
            rest = behind;
        }
        if !rest.is_empty() {
            out.push(Piece::Text(rest));
        }
        Some(TextRun(out))
    }
}

/// The letter of a slot.
fn letter(slot: Slot) -> char {
    let place = Slot::ALL.iter().position(|known| *known == slot);
    place
        .and_then(|place| u8::try_from(place).ok())
        .map_or('A', |place| char::from(b'A' + place))
}

impl<'a> Deref for TextRun<'a> {
    type Target = [Piece<'a>];

    fn deref(&self) -> &[Piece<'a>] {
        &self.0
    }
}

impl<'a> From<Vec<Piece<'a>>> for TextRun<'a> {
    fn from(pieces: Vec<Piece<'a>>) -> Self {
        TextRun(pieces)
    }
}

impl Serialize for TextRun<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.marked())
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for TextRun<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let marked = <&str>::deserialize(deserializer)?;
        TextRun::read(marked).ok_or_else(|| D::Error::custom("a run of text with broken marks"))
    }
}

#[cfg(test)]
mod tests {
    use super::{OPENING, TextRun};
    use crate::explain::model::Slot;
    use crate::knowledge::words::{Piece, Style};

    #[test]
    fn a_run_comes_back_from_its_marks() {
        let mut pieces = vec![
            Piece::Strong("b"),
            Piece::Code("c d"),
            Piece::Text(" 寄件者 "),
            Piece::Link {
                text: "e",
                url: "https://example.com/",
            },
        ];
        for slot in Slot::ALL {
            for style in [Style::Plain, Style::Strong, Style::Code] {
                pieces.push(Piece::Slot {
                    slot: *slot,
                    fallback: "f",
                    style,
                });
            }
        }
        pieces.push(Piece::Text("."));
        let run = TextRun(pieces);
        assert_eq!(TextRun::read(&run.marked()), Some(run.clone()));
        assert_eq!(TextRun::read(""), Some(TextRun::default()));
    }

    #[test]
    fn broken_marks_are_told() {
        for mark in OPENING {
            assert_eq!(TextRun::read(&format!("a{mark}b")), None);
        }
        assert_eq!(TextRun::read("\u{3}no address\u{8}"), None);
        assert_eq!(TextRun::read("\u{4}~no slot\u{8}"), None);
        assert_eq!(TextRun::read("\u{4}\u{8}"), None);
    }
}
