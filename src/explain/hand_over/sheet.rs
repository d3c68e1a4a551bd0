//! A text that is handed over, as data, and its three forms.

use super::Addressee;
use crate::explain::markdown::{code, escape};
use crate::explain::slots::one_line;
use crate::explain::text::colon;
use crate::knowledge::{self, Ui};

/// The longest answer of a server that is handed on, in characters.
const LONGEST_ANSWER: usize = 2000;

/// One thing that the text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A sentence of ours.
    Says(String),
    /// A sentence of ours, one of several.
    Item(String),
    /// A sentence of ours with the name `copy-` and this key.
    Named(&'static str, String),
    /// A value of the mail, named likewise.
    Value(&'static str, String),
    /// Several values of the mail, or of ours, under one such name.
    List(&'static str, Vec<String>),
    /// The end of a paragraph.
    Gap,
}

/// A text that is handed over.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The words in its language.
    pub ui: Ui,
    /// For whom it is.
    pub to: Addressee,
    /// Its first line, and the subject of a mail with it.
    pub heading: String,
    /// Facts without words, by their names in the JSON form.
    pub slugs: Vec<(&'static str, String)>,
    /// What it says, in order. A value is always one line, so that no mail can forge a line of ours.
    pub parts: Vec<Part>,
}

impl Sheet {
    /// Adds a part, unless it is empty.
    pub fn add(&mut self, part: Part) {
        let fit = |text: String| one_line(&text, LONGEST_ANSWER);
        let part = match part {
            Part::Says(text) => fit(text).map(Part::Says),
            Part::Item(text) => fit(text).map(Part::Item),
            Part::Named(key, text) => fit(text).map(|text| Part::Named(key, text)),
            Part::Value(key, text) => fit(text).map(|text| Part::Value(key, text)),
            Part::List(key, items) => {
                let items: Vec<String> = items.into_iter().filter_map(fit).collect();
                (!items.is_empty()).then_some(Part::List(key, items))
            }
            Part::Gap => Some(Part::Gap),
        };
        self.parts.extend(part);
    }

    /// Adds the sentence with that key, as a paragraph of its own.
    pub fn say(&mut self, key: &str) {
        self.add(Part::Gap);
        self.add(Part::Says(self.ui.text(key, &[])));
        self.add(Part::Gap);
    }

    fn name(&self, key: &str) -> String {
        self.ui.text(&["copy-", key].concat(), &[])
    }

    /// The text, plain or as Markdown (CommonMark). In Markdown nothing in a value is markup.
    pub fn lines(&self, markdown: bool) -> String {
        let colon = colon(self.ui.lang());
        let words = |text: &str| {
            if markdown {
                escape(text)
            } else {
                text.to_owned()
            }
        };
        let value = |text: &str| {
            if markdown {
                code(text)
            } else {
                text.to_owned()
            }
        };
        let mut out = Lines(String::new());
        out.line(if markdown { "# " } else { "" }, &words(&self.heading));
        out.gap();
        for part in &self.parts {
            match part {
                Part::Says(text) => out.line("", &words(text)),
                Part::Item(text) => out.line("- ", &words(text)),
                Part::Named(key, text) | Part::Value(key, text) => {
                    let own = matches!(part, Part::Named(..));
                    let text = if own { words(text) } else { value(text) };
                    let mut name = words(&self.name(key));
                    if markdown {
                        name = ["- **", &name, "**"].concat();
                    }
                    name.push_str(colon);
                    out.line(&name, &text);
                }
                Part::List(key, items) => {
                    out.gap();
                    out.line("", &[&words(&self.name(key)), colon.trim_end()].concat());
                    if markdown {
                        out.gap();
                    }
                    for (place, item) in items.iter().enumerate() {
                        let mut mark = (place + 1).to_string();
                        mark.push_str(". ");
                        let own = matches!(*key, "causes" | "tried");
                        out.line(&mark, &if own { words(item) } else { value(item) });
                    }
                }
                Part::Gap => out.gap(),
            }
        }
        out.0
    }

    /// The JSON form: the same facts under the names of [`api::Bounce`](crate::api::Bounce) where it has them, the slugs,
    /// and the sentences.
    pub fn json(&self) -> String {
        let mut out = String::from("{\n  \"schema\": 1");
        let mut field = |name: &str, value: &str| {
            out.push_str(",\n  \"");
            out.push_str(name);
            out.push_str("\": ");
            out.push_str(value);
        };
        for (name, text) in [
            ("written_for", self.to.slug()),
            ("lang", self.ui.lang().slug()),
            ("version", env!("CARGO_PKG_VERSION")),
            ("knowledge", knowledge::DAY),
            ("heading", &self.heading),
        ] {
            field(name, &quoted(text));
        }
        for (name, slug) in &self.slugs {
            field(name, &quoted(slug));
        }
        let mut said = vec![];
        for part in &self.parts {
            match part {
                Part::Says(text) | Part::Item(text) => said.push(text.as_str()),
                Part::Named(key, text) | Part::Value(key, text) => {
                    let name = match *key {
                        "reporting" | "sending" => "reporting_mta",
                        "remote" => "remote_mta",
                        key => &key.replace('-', "_"),
                    };
                    field(name, &quoted(text));
                }
                Part::List(key, items) => field(key, &list(items)),
                Part::Gap => {}
            }
        }
        field("text", &list(&said));
        out.push_str("\n}\n");
        out
    }
}

/// Lines without two empty ones in a row.
struct Lines(String);

impl Lines {
    fn line(&mut self, mark: &str, text: &str) {
        self.0.push_str(mark);
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn gap(&mut self) {
        if !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
    }
}

fn list<T: AsRef<str>>(items: &[T]) -> String {
    let mut out = String::from("[");
    for (place, item) in items.iter().enumerate() {
        out.push_str(if place == 0 { "\n    " } else { ",\n    " });
        out.push_str(&quoted(item.as_ref()));
    }
    out.push_str("\n  ]");
    out
}

/// A JSON string (RFC 8259 section 7). The texts are lines without control characters; what else there were becomes a space.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out.push('"');
    out
}
