//! Puts the values of a bounce into the texts of an article.

use super::grammar;
use super::model::{Block, Inline, Slot};
use super::slots::Slots;
use crate::knowledge::words::{Element, Piece, Style};

/// Renders the texts of an article for one delivery.
pub(super) struct Render<'s> {
    slots: &'s Slots,
}

impl<'s> Render<'s> {
    pub(super) const fn new(slots: &'s Slots) -> Self {
        Render { slots }
    }

    /// A value of the bounce, if it states it.
    pub(super) fn value(&self, slot: Slot) -> Option<Inline> {
        let text = self.slots.get(slot)?.to_owned();
        Some(Inline::Value { slot, text })
    }

    /// The first text, or the second if the first is empty.
    pub(super) fn choose(&self, first: &[Piece<'_>], second: &[Piece<'_>]) -> Vec<Inline> {
        self.line(if first.is_empty() { second } else { first })
    }

    /// A run of text.
    pub(super) fn line(&self, pieces: &[Piece<'_>]) -> Vec<Inline> {
        let mut out = vec![];
        for piece in pieces {
            let inline = match *piece {
                Piece::Text(text) => plain(text),
                Piece::Strong(text) => strong(text),
                Piece::Code(text) => code(text),
                Piece::Link { text, url } => Inline::Link {
                    text: text.to_owned(),
                    url: url.to_owned(),
                },
                Piece::Slot {
                    slot,
                    fallback,
                    style: Style::Code,
                } => code(self.in_command(slot, fallback)),
                Piece::Slot {
                    slot,
                    fallback,
                    style,
                } => self.value(slot).unwrap_or_else(|| match style {
                    Style::Strong => strong(fallback),
                    _ => plain(fallback),
                }),
            };
            push(&mut out, inline);
        }
        for inline in &mut out {
            if let Inline::Text { text } = inline {
                close_up(text);
            }
        }
        out
    }

    /// A section.
    pub(super) fn blocks(&self, elements: &[Element<'_>]) -> Vec<Block> {
        elements.iter().map(|element| self.block(element)).collect()
    }

    fn block(&self, element: &Element<'_>) -> Block {
        match element {
            Element::Paragraph(text) => Block::Paragraph {
                text: self.line(text),
            },
            Element::List { ordered, items } => Block::List {
                ordered: *ordered,
                items: items.iter().map(|item| self.line(item)).collect(),
            },
            Element::Command { shell, text } => Block::Command {
                shell: (*shell).to_owned(),
                text: self.command(text),
            },
        }
    }

    fn command(&self, pieces: &[Piece<'_>]) -> String {
        let words = pieces.iter().map(|piece| match *piece {
            Piece::Text(text)
            | Piece::Strong(text)
            | Piece::Code(text)
            | Piece::Link { text, .. } => text,
            Piece::Slot { slot, fallback, .. } => self.in_command(slot, fallback),
        });
        words.collect()
    }

    /// The value if it may stand in a command, else the fallback.
    fn in_command<'a>(&'a self, slot: Slot, fallback: &'a str) -> &'a str {
        self.slots
            .get(slot)
            .filter(|value| grammar::fits(slot, value))
            .unwrap_or(fallback)
    }
}

/// Takes out the spaces between two Chinese characters. The texts have a space around each value, since values are Latin;
/// where a Chinese fallback stands instead, it must go.
fn close_up(text: &mut String) {
    if !text.contains(' ') || !text.chars().any(is_chinese) {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let between = c == ' '
            && out.chars().next_back().is_some_and(is_chinese)
            && chars.peek().copied().is_some_and(is_chinese);
        if !between {
            out.push(c);
        }
    }
    *text = out;
}

/// Whether a character is Chinese: an ideograph or full-width punctuation.
pub(crate) const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}')
}

fn plain(text: &str) -> Inline {
    Inline::Text {
        text: text.to_owned(),
    }
}

fn strong(text: &str) -> Inline {
    Inline::Strong {
        text: text.to_owned(),
    }
}

fn code(text: &str) -> Inline {
    Inline::Code {
        text: text.to_owned(),
    }
}

/// Adds a piece; two neighbours of one kind become one. (Two codes are never neighbours but by a slot between them.)
fn push(out: &mut Vec<Inline>, next: Inline) {
    match (out.last_mut(), &next) {
        (Some(Inline::Text { text }), Inline::Text { text: more })
        | (Some(Inline::Strong { text }), Inline::Strong { text: more })
        | (Some(Inline::Code { text }), Inline::Code { text: more }) => text.push_str(more),
        _ => out.push(next),
    }
}

#[cfg(test)]
mod tests {
    use super::{Block, Inline, Render, Slot, Slots};
    use crate::explain::text::plain;
    use crate::knowledge::words::{Element, Piece, Style};

    const fn slot(slot: Slot, style: Style) -> Piece<'static> {
        Piece::Slot {
            slot,
            fallback: "fallback",
            style,
        }
    }

    #[track_caller]
    fn check(slots: &Slots, pieces: &[Piece<'_>], want: &[Inline]) {
        assert_eq!(Render::new(slots).line(pieces), want);
    }

    #[test]
    fn values_and_fallbacks() {
        let none = Slots::of(&[]);
        let some = Slots::of(&[
            (Slot::Recipient, "anna@contoso.example"),
            (Slot::Subject, "`x`; rm -rf /"),
        ]);
        let text = |text: &str| Inline::Text { text: text.into() };
        let strong = |text: &str| Inline::Strong { text: text.into() };
        let code = |text: &str| Inline::Code { text: text.into() };
        let value = Inline::Value {
            slot: Slot::Recipient,
            text: "anna@contoso.example".into(),
        };
        let around = |style| {
            [
                Piece::Text("a "),
                slot(Slot::Recipient, style),
                Piece::Text(" b"),
            ]
        };
        check(&none, &around(Style::Plain), &[text("a fallback b")]);
        check(
            &some,
            &around(Style::Plain),
            &[text("a "), value.clone(), text(" b")],
        );
        check(
            &none,
            &around(Style::Strong),
            &[text("a "), strong("fallback"), text(" b")],
        );
        check(
            &some,
            &around(Style::Strong),
            &[text("a "), value, text(" b")],
        );
        let around = |which| {
            [
                Piece::Code("x "),
                slot(which, Style::Code),
                Piece::Code(" y"),
            ]
        };
        check(
            &some,
            &around(Slot::Recipient),
            &[code("x anna@contoso.example y")],
        );
        check(&some, &around(Slot::Subject), &[code("x fallback y")]);
        check(&none, &around(Slot::Recipient), &[code("x fallback y")]);
    }

    #[test]
    fn no_value_breaks_out_of_a_command() {
        for bad in [
            "a;b.example",
            "$(x).example",
            "a`b`.example",
            "a b",
            "-x.example",
            "a\"b",
            "a'b",
            "a|b",
            "a&b",
            "a\nb",
        ] {
            let slots = Slots::of(&[
                (Slot::Remote, bad),
                (Slot::Domain, bad),
                (Slot::Recipient, bad),
            ]);
            for which in [Slot::Remote, Slot::Domain, Slot::Recipient] {
                let text = vec![Piece::Text("dig "), slot(which, Style::Code)].into();
                let blocks = Render::new(&slots).blocks(&[Element::Command { shell: "sh", text }]);
                assert_eq!(
                    blocks,
                    [Block::Command {
                        shell: "sh".into(),
                        text: "dig fallback".into()
                    }],
                    "{bad}"
                );
            }
        }
    }

    #[test]
    fn an_empty_line_gives_way() {
        let slots = Slots::of(&[]);
        let render = Render::new(&slots);
        assert_eq!(plain(&render.choose(&[], &[Piece::Text("b")])), "b");
        assert_eq!(
            plain(&render.choose(&[Piece::Text("a")], &[Piece::Text("b")])),
            "a"
        );
    }
}
