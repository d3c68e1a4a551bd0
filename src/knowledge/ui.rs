//! The words of the page.

use super::plural;
use super::words::Message;
use crate::lang::Lang;

/// The words of the page in one language.
#[derive(Debug, Clone, Copy)]
pub struct Ui {
    lang: Lang,
    keys: &'static [&'static str],
    messages: &'static [Message<'static>],
}

impl Ui {
    pub(super) const fn new(
        lang: Lang,
        keys: &'static [&'static str],
        messages: &'static [Message<'static>],
    ) -> Self {
        Ui {
            lang,
            keys,
            messages,
        }
    }

    /// The language.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// Every key, sorted.
    pub fn keys(self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().copied()
    }

    /// Whether there is a text with that key.
    pub fn has(self, key: &str) -> bool {
        self.message(key).is_some()
    }

    fn message(self, key: &str) -> Option<&'static Message<'static>> {
        self.messages.get(self.keys.binary_search(&key).ok()?)
    }

    /// The text with that key, each `{name}` replaced by its value. A missing key gives the key itself,
    /// a missing value leaves its placeholder.
    pub fn text(self, key: &str, values: &[(&str, &str)]) -> String {
        match self.message(key) {
            Some(message) => fill(message.other, values),
            None => key.to_owned(),
        }
    }

    /// The same for a text with a number: its plural form for `n`, and `n` itself for `{n}`.
    pub fn count(self, key: &str, n: usize, values: &[(&str, &str)]) -> String {
        let Some(message) = self.message(key) else {
            return key.to_owned();
        };
        let number = n.to_string();
        let mut values = values.to_vec();
        values.push(("n", &number));
        fill(message.in_form(plural::form(self.lang, n)), &values)
    }
}

/// Puts values into `{name}`; what stands in a value is never read as a placeholder.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, marked)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = marked.split_once('}') else {
            out.push('{');
            rest = marked;
            continue;
        };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::Ui;
    use crate::knowledge::words::Message;
    use crate::lang::Lang;

    const fn message(other: &'static str) -> Message<'static> {
        Message {
            other,
            one: None,
            few: None,
            many: None,
        }
    }

    static MESSAGES: &[Message<'static>] = &[
        message("Kopiuj"),
        message("{a} do {b}"),
        Message {
            other: "{n} adresata",
            one: Some("{n} adresat: {who}"),
            few: Some("{n} adresaci"),
            many: Some("{n} adresatów"),
        },
    ];

    const UI: Ui = Ui::new(Lang::Pl, &["copy", "from", "recipients"], MESSAGES);

    #[track_caller]
    fn check(found: String, want: &str) {
        assert_eq!(found, want);
    }

    #[test]
    fn texts_and_values() {
        check(UI.text("copy", &[]), "Kopiuj");
        check(UI.text("from", &[("b", "{a}"), ("a", "x")]), "x do {a}");
        check(UI.text("from", &[("a", "x")]), "x do {b}");
        check(UI.text("nothing", &[]), "nothing");
    }

    #[test]
    fn numbers() {
        check(
            UI.count("recipients", 1, &[("who", "a@b.c")]),
            "1 adresat: a@b.c",
        );
        check(UI.count("recipients", 22, &[]), "22 adresaci");
        check(UI.count("recipients", 112, &[]), "112 adresatów");
        check(UI.count("copy", 2, &[]), "Kopiuj");
        check(UI.count("nothing", 2, &[]), "nothing");
    }
}
